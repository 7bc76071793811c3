// SPDX-License-Identifier: Apache-2.0

/// What people write into a cell to say that they do not say: a value of its own, neither zero nor a fault.
///
/// ```swift
/// UndisclosedWords.contains("б/н")                 // true: "without number"
/// UndisclosedWords.contains("см. приложение № 2")  // true: "see annex 2"
/// UndisclosedWords.contains("0")                   // false
/// ```
package enum UndisclosedWords {
  package static func contains(_ text: String) -> Bool {
    let plain = folded(text)
    // Nothing but dashes, dots, colons, asterisks or question marks.
    if plain.isEmpty { return !text.isEmpty }
    if words.contains(plain) { return true }
    return beginnings.contains { plain.hasPrefix($0) }
  }

  /// Marks that stand for a missing number in statistics, and could be a name elsewhere: Eurostat's "c", confidential.
  static let ofNumbers: Set<String> = ["c", ": c", ":c", "x", "(x)", "(d)", "(s)", "z"]

  /// Letters of the longest word, with marks around it; a longer text is about more than that nothing is said.
  static let longest = (words.map(\.count).max() ?? 0) + 20

  /// Words and beginnings.
  static let all = words.sorted() + beginnings

  /// The first four letters of the beginnings.
  static let starts = Set(beginnings.map { String($0.prefix(4)) }).sorted()

  /// Small letters, single spaces, without punctuation at the ends or brackets around.
  private static func folded(_ text: String) -> String {
    let marks: Set<Character> = [
      "-", "–", "—", "−", "_", ".", "…", ":", ";", ",", "*", "?", "(", ")", "[", "]", "\"", "'", "«", "»", "/", "\\",
    ]
    var plain = text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")[...]
    while let first = plain.first, marks.contains(first) || first == " " { plain.removeFirst() }
    while let last = plain.last, marks.contains(last) || last == " " { plain.removeLast() }
    return String(plain)
  }

  // English, Russian, Ukrainian, Chinese, Spanish, Turkish. A word that may mean zero ("nil", "нет", 无 of an amount)
  // is in here only where customs papers use it for "not given".
  static let words: Set<String> = [
    // English
    "n/a", "n.a", "na", "nan", "null", "none", "n/d", "n.d", "nd", "n/s", "not stated", "not specified", "not given",
    "not indicated", "not declared", "not disclosed", "not available", "not applicable", "not known", "not provided",
    "not reported", "non disclosed", "undisclosed", "undeclared", "unspecified", "unstated", "unknown", "withheld",
    "confidential", "suppressed", "no data", "no information", "missing", "without number", "no number", "w/o number",
    "various", "absent", "tba", "tbd", "blank",
    // Russian, Ukrainian
    "б/н", "б.н", "бн", "без номера", "н/д", "нд", "н.д", "нет данных", "нет сведений", "нет информации", "не указан",
    "не указана", "не указано", "не указаны", "не указывается", "не определен", "не определено", "не определена",
    "не определён", "не установлен", "не установлено", "не установлена", "не заявлено", "не заявлен", "не известно",
    "неизвестно", "неизвестен", "неизвестна", "не известен", "не предоставлено", "не раскрыто", "не раскрывается",
    "отсутствует", "отсутствуют", "скрыто", "конфиденциально", "данные отсутствуют", "сведения отсутствуют", "нет",
    "не обозначен", "не обозначено", "без товарного знака", "не вказано", "не зазначено", "немає даних", "невідомо",
    // Chinese
    "不详", "未知", "未注明", "未说明", "未填", "未提供", "未申报", "未披露", "无", "暂无", "保密", "不明", "无数据",
    "不適用", "不适用", "不詳", "見附件", "见附件", "详见附件", "见发票", "按发票",
    // Spanish
    "sin datos", "s/d", "sd", "s/n", "sin número", "sin numero", "no especificado", "no especificada", "no declarado",
    "no declarada", "no disponible", "no indicado", "no aplica", "no consta", "desconocido", "desconocida",
    "confidencial", "sin marca",
    // Turkish
    "belirtilmemiş", "belirtilmemis", "bilinmiyor", "bilinmeyen", "yok", "gizli", "mevcut değil", "veri yok",
  ]

  /// Where the truth is said to stand in another paper.
  private static let beginnings = [
    "see annex", "see attach", "see appendix", "see invoice", "see enclosed", "as per invoice", "as per contract",
    "according to invoice", "according to the invoice", "as per annex", "per invoice", "см. прил", "см прил",
    "см. инвойс", "см. спец", "см. доп", "см. контракт", "см. вложен", "см. перечень", "смотри прил",
    "согласно инвойс", "согласно прил", "согласно спец", "согласно контракт", "согласно договор", "согласно счет",
    "согласно счёт", "по инвойсу", "по приложению", "в соответствии с", "указано в прил", "згідно", "ver anexo",
    "ver factura", "según factura", "segun factura", "según anexo", "faturaya göre", "fatura ekinde", "ekte", "详见",
    "見附", "见附", "按照发票", "依据发票",
  ]
}
