// SPDX-License-Identifier: Apache-2.0

import Trade

/// What the words of a column mean. Few words fill many rows, so each distinct word is read once, here, and joined to
/// its rows by the engine.
enum WordKind: Sendable, Hashable {
  case country(CountryCodes, extra: [String: String])
  /// With `format` nil, periods as a case writes them.
  case period(format: PeriodFormat?, asMonth: Bool)
  /// A year and a month in two columns.
  case yearAndMonth
  /// The only words that may stand there, and what they mean.
  case choice([String: String], what: String)
  /// Words that mean another; those not named stay as they are.
  case renamed([String: String])
  case goods

  struct Meaning: Sendable, Hashable {
    var value: String?
    var from: Day?
    var to: Day?
    /// Why the word can't be read.
    var problem: String?
    /// Something to count and tell, though the word can be read.
    var note: String?
  }

  /// The name of the rejection when a word can't be read.
  var reason: String {
    switch self {
    case .country: "country"
    case .period, .yearAndMonth: "period"
    case .choice(_, let what): what
    case .renamed: "word"
    case .goods: "goods"
    }
  }

  func meaning(of word: String) -> Meaning {
    switch self {
    case .country(let codes, let extra):
      if let code = extra[word] ?? CountryWords.code(word, codes) { return Meaning(value: code) }
      return Meaning(
        problem: "'\(word)' is no country known \(codes.phrase); add it to `words`, or exclude such rows by a rule.")
    case .period(let format, let asMonth):
      guard var period = format.map({ $0.period(word) }) ?? Period(word) else {
        let wanted = format?.pattern ?? "YYYY, YYYY-Qn, YYYY-MM, YYYY-MM-DD or a range of these with '..'"
        return Meaning(problem: "'\(word)' is no period written \(wanted); correct it, or the format in the mapping.")
      }
      if asMonth, let month = Period.month(period.from.year, period.from.month) { period = month }
      return Meaning(value: period.span.rawValue, from: period.from, to: period.to)
    case .yearAndMonth:
      let parts = word.split(separator: WordKind.separator, omittingEmptySubsequences: false)
      guard parts.count == 2, parts[0].count == 4, let year = Int(parts[0]), let month = Int(parts[1]),
        let period = Period.month(year, month)
      else {
        let shown = parts.joined(separator: "' and '")
        return Meaning(problem: "'\(shown)' are no year and month; correct them.")
      }
      return Meaning(value: period.span.rawValue, from: period.from, to: period.to)
    case .choice(let words, let what):
      if let value = words[word] ?? words[word.lowercased()] { return Meaning(value: value) }
      let known = words.keys.sorted().joined(separator: ", ")
      return Meaning(problem: "'\(word)' is no known \(what) (known: \(known)); add it to `words`.")
    case .renamed(let words): return Meaning(value: words[word] ?? word)
    case .goods: return WordKind.goodsCode(word)
    }
  }

  /// Between the words of a pair; no text of a file holds it once control characters are gone.
  static let separator: Character = "\u{1F}"

  private static func goodsCode(_ word: String) -> Meaning {
    if word.uppercased() == "TOTAL" { return Meaning(value: "TOTAL") }
    let digits = word.filter { $0 != "." && $0 != " " && $0 != "\u{A0}" }
    guard (2...10).contains(digits.count), digits.allSatisfy({ $0.isASCII && $0.isNumber }) else {
      return Meaning(
        problem: "'\(word)' is no goods code of 2 to 10 digits; correct it, or exclude such rows by a rule.")
    }
    let note =
      digits.count % 2 == 0 ? nil : "a goods code has an odd number of digits; a leading zero may have been lost"
    return Meaning(value: digits, note: note)
  }
}
