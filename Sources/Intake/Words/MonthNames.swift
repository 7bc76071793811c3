// SPDX-License-Identifier: Apache-2.0

/// Months in English, Russian, Ukrainian, Spanish and Turkish, told by their first three letters.
enum MonthNames {
  static func month(_ word: String) -> Int? {
    let word = word.lowercased().replacing("ё", with: "е")
    guard word.count >= 3 else { return nil }
    return beginnings[String(word.prefix(3))]
  }

  private static let beginnings: [String: Int] = {
    let months: [[String]] = [
      ["jan", "янв", "ene", "oca", "січ"], ["feb", "фев", "şub", "sub", "лют"], ["mar", "мар", "бер"],
      ["apr", "апр", "abr", "nis", "кві"], ["may", "май", "мая", "тра"], ["jun", "июн", "haz", "чер"],
      ["jul", "июл", "tem", "лип"], ["aug", "авг", "ago", "ağu", "agu", "сер"], ["sep", "сен", "set", "eyl", "вер"],
      ["oct", "окт", "eki", "жов"], ["nov", "ноя", "kas"], ["dec", "дек", "dic", "ara", "гру"],
    ]
    var table: [String: Int] = [:]
    for (index, words) in months.enumerated() { for word in words { table[word] = index + 1 } }
    return table
  }()
}
