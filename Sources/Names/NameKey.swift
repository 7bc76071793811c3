// SPDX-License-Identifier: Apache-2.0

/// What stays of a name when case, quotes, punctuation, lookalike letters and the legal form are gone. Two names with
/// the same key are the same name.
///
/// Numbers and generic words stay: `ООО «Торговый дом Альфа»` is not `ООО «Альфа»`, but is `ООО «ТД Альфа»`. Nothing is folded by sound, and
/// the script stays as it is. A natural person in business (`ИП`) is marked, so that it never meets a company.
///
/// ```swift
/// NameKey.make("Общество с ограниченной ответственностью \"НЕОТЕК\"")?.text   // "неотек"
/// NameKey.make("ИП Неотек")?.text                                             // "ип: неотек"
/// NameKey.make("(withheld)")                                                  // nil
/// ```
package struct NameKey: Sendable, Hashable {
  /// Words with one space between them: letters, digits, `+`, and the mark `ип:` in front of a trader. Holds no
  /// character that means something to `LIKE`.
  package let text: String
  /// What the legal form says; nil when there is none.
  package let kind: LegalForm.Class?
  /// See ``LegalForm/distinction``; of all forms that the name states.
  package let distinctions: Set<String>

  static let traderMark = "ип:"

  /// Nil when the text names nobody: no letters or digits, or a word for "not stated".
  package static func make(_ name: String) -> NameKey? {
    let words = NameFolding.words(name)
    guard words.contains(where: { $0 != "+" && $0 != "and" }), !isPlaceholder(words) else { return nil }
    let (rest, forms) = LegalForms.standard.peeled(words)
    let kind = LegalForms.kind(of: forms)
    var text = joined(Abbreviations.shortened(rest))
    if kind == .trader { text = traderMark + " " + text }
    return NameKey(text: text, kind: kind, distinctions: Set(forms.compactMap(\.distinction)))
  }

  /// Words of scripts without spaces are put together again: where a filer set a bracket says nothing.
  private static func joined(_ words: [String]) -> String {
    var text = ""
    var before: Script?
    for word in words {
      let script = Script.dominant(in: word)
      let together = script?.runsWordsTogether == true && before?.runsWordsTogether == true
      if !text.isEmpty && !together { text += " " }
      text += together || script == .han ? HanScript.simplified(word) : word
      before = script
    }
    return text
  }

  // Two spellings of one key are one key, whatever their legal forms say.
  package static func == (left: Self, right: Self) -> Bool { left.text == right.text }
  package func hash(into hasher: inout Hasher) { hasher.combine(text) }

  /// The words of the key, for telling whether it holds others.
  package var words: [String] { text.split(separator: " ").map(String.init) }

  /// True when the words of `other` stand in this key one after another as whole words.
  package func contains(_ other: NameKey) -> Bool { " \(text) ".contains(" \(other.text) ") }

  /// The same key in Latin letters, for finding a name that was typed in another script; nil for a Latin key. Not for
  /// merging: different names can share it.
  package var latin: NameKey? {
    guard Script.present(in: text).contains(where: { $0 != .latin }) else { return nil }
    let isTrader = text.hasPrefix(NameKey.traderMark)
    let body = isTrader ? String(text.dropFirst(NameKey.traderMark.count + 1)) : text
    let latin = NameFolding.words(Transliteration.latin(body)).joined(separator: " ")
    guard !latin.isEmpty else { return nil }
    return NameKey(text: isTrader ? NameKey.traderMark + " " + latin : latin, kind: kind, distinctions: distinctions)
  }

  private static let placeholders: Set<String> = [
    "withheld", "unknown", "not stated", "not available", "not applicable", "none", "nil", "null", "na", "n a",
    "не указан", "не указано", "не указана", "нет", "нет данных", "отсутствует", "сведения отсутствуют", "неизвестно",
    "неизвестен", "данные скрыты", "физическое лицо", "natural person", "private person", "anonymous", "不详", "无",
  ]

  private static func isPlaceholder(_ words: [String]) -> Bool {
    placeholders.contains(words.joined(separator: " "))
  }
}
