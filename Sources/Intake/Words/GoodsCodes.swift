// SPDX-License-Identifier: Apache-2.0

/// Goods codes as they arrive: with points, as numbers of a spreadsheet that ate the leading zero, in the longer codes
/// of national tariffs.
///
/// A code has an even number of digits. One with an odd number has lost its leading zero, provided that the heading
/// that comes out with it exists in the Harmonised System; otherwise a digit is missing somewhere else, and the code is
/// refused rather than mended.
enum GoodsCodes {
  static func meaning(of word: String) -> WordKind.Meaning {
    let plain = word.trimmingQuotes
    if totals.contains(plain.lowercased()) { return WordKind.Meaning(value: "TOTAL") }
    var digits = plain.filter { $0 != "." && $0 != " " && $0 != "\u{A0}" && $0 != "-" }
    // A number of a spreadsheet: 870323.0
    if plain.hasSuffix(".0"), plain.dropLast(2).allSatisfy({ $0.isASCII && $0.isNumber }), plain.count > 5 {
      digits = String(plain.dropLast(2))
    }
    guard digits.allSatisfy({ $0.isASCII && $0.isNumber }), (2...12).contains(digits.count) || digits.count == 1 else {
      let hint =
        plain.lowercased().contains("e+")
        ? "a spreadsheet has rounded it, and its digits are lost; fetch the file again with codes as text"
        : "correct it, or exclude such rows by a rule"
      return WordKind.Meaning(problem: "'\(word)' is no goods code of 2 to 12 digits; \(hint).")
    }
    guard !plain.contains("-") || plain.split(separator: "-").count > 2 || digits.count >= 6 else {
      return WordKind.Meaning(
        problem: "'\(word)' may be a range of codes; write one code, or exclude such rows by a rule.")
    }
    var note: String?
    if !digits.count.isMultiple(of: 2) {
      guard isZeroLost(plain, digits) else {
        return WordKind.Meaning(
          problem:
            "'\(word)' has \(digits.count) digits, and no heading 0\(digits.prefix(3)) exists whose leading zero "
            + "could be lost; correct it, or exclude such rows by a rule.")
      }
      digits = "0" + digits
      note = "a goods code of an odd number of digits got its lost leading zero back"
    }
    if digits.count > 10 {
      // Türkiye's tariff has twelve; the last two are for statistics at home.
      digits = String(digits.prefix(10))
      note = "a goods code of twelve digits was cut to ten"
    }
    return WordKind.Meaning(value: digits, note: note)
  }

  /// Whether the code with a zero before it begins with a heading that exists.
  private static func isZeroLost(_ word: String, _ digits: String) -> Bool {
    // With points the place of the first says which digit is gone: 101.21 lost its zero, 8703.1 something else.
    if let point = word.firstIndex(of: "."), word.distance(from: word.startIndex, to: point).isMultiple(of: 2) {
      return false
    }
    guard let chapter = digits.first?.wholeNumberValue, chapter > 0 else { return false }
    guard digits.count > 1 else { return true }
    guard let heading = Int(digits.dropFirst().prefix(2)) else { return false }
    return (1...(lastHeading[chapter] ?? 0)).contains(heading)
  }

  /// The last heading of each of the chapters 1 to 9, over all editions (World Customs Organization).
  private static let lastHeading = [1: 6, 2: 10, 3: 9, 4: 10, 5: 11, 6: 4, 7: 14, 8: 14, 9: 10]

  /// What publishers write for all goods together.
  private static let totals: Set<String> = [
    "total", "totals", "all", "all commodities", "all products", "ag0", "всего", "итого", "все товары", "总计", "合计",
    "总值", "todos", "toplam",
  ]
}

extension String {
  /// Without the apostrophe that makes a spreadsheet keep a text, and quotes.
  fileprivate var trimmingQuotes: String {
    var text = self[...]
    while let first = text.first, first == "'" || first == "\"" || first == "=" { text.removeFirst() }
    while let last = text.last, last == "'" || last == "\"" { text.removeLast() }
    return String(text)
  }
}
