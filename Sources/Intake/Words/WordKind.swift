// SPDX-License-Identifier: Apache-2.0

import Trade

/// What the words of a column mean. Few words fill many rows, so each distinct word is read once, here, and joined to
/// its rows by the engine.
enum WordKind: Sendable, Hashable {
  case country(CountryCodes, extra: [String: String])
  /// With `format` nil, periods as a case writes them.
  case period(format: PeriodFormat?, asMonth: Bool)
  /// Days as the values of the column decide.
  case dates(DateColumn, asMonth: Bool)
  /// A year and a month in two columns.
  case yearAndMonth
  /// The only words that may stand there, and what they mean.
  case choice([String: String], what: String)
  /// Words that mean another; those not named stay as they are.
  case renamed([String: String])
  case goods
  /// A unit of quantity, with its factor as the extra.
  case unit(UnitWords.Codes, extra: [String: String])

  struct Meaning: Sendable, Hashable {
    var value: String?
    var from: Day?
    var to: Day?
    /// Why the word can't be read.
    var problem: String?
    /// Something to count and tell, though the word can be read.
    var note: String?
    /// What the word says besides: the factor of a unit, or that a country is none but a sum of several.
    var extra: String?
  }

  /// The name of the rejection when a word can't be read.
  var reason: String {
    switch self {
    case .country: "country"
    case .period, .yearAndMonth, .dates: "period"
    case .choice(_, let what): what
    case .renamed: "word"
    case .goods: "goods"
    case .unit: "unit"
    }
  }

  func meaning(of word: String) -> Meaning {
    switch self {
    case .country(let codes, let extra):
      if let code = extra[word] ?? CountryWords.code(word, codes) { return Meaning(value: code) }
      if AggregateWords.contains(word) { return Meaning(extra: AggregateWords.mark) }
      return Meaning(
        problem: "'\(word)' is no country known \(codes.phrase); add it to `words`, or exclude such rows by a rule.")
    case .period(let format, let asMonth):
      guard var period = format.map({ $0.period(word) }) ?? Period(word) else {
        let wanted = format?.pattern ?? "YYYY, YYYY-Qn, YYYY-MM, YYYY-MM-DD or a range of these with '..'"
        return Meaning(problem: "'\(word)' is no period written \(wanted); correct it, or the format in the mapping.")
      }
      if asMonth, let month = Period.month(period.from.year, period.from.month) { period = month }
      return Meaning(value: period.span.rawValue, from: period.from, to: period.to)
    case .dates(let column, let asMonth):
      let (found, problem) = column.read(word)
      guard var period = found else { return Meaning(problem: problem) }
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
    case .goods: return GoodsCodes.meaning(of: word)
    case .unit(let codes, let extra):
      let named = extra[word] ?? word
      if let unit = UnitWords.unit(named, codes) { return Meaning(value: unit.standard, extra: unit.factor) }
      if UndisclosedWords.contains(named) { return Meaning() }
      let note = extra[word] == nil ? "the unit '\(word)' is not known and was kept as it is written" : nil
      return Meaning(value: named, note: note)
    }
  }

  /// Between the words of a pair; no text of a file holds it once control characters are gone.
  static let separator: Character = "\u{1F}"

  /// The kind that all words of a column together make it: dates without a stated format are told by their column.
  /// - Returns: also what should be said aloud.
  func decided(over words: [String], column: String) -> (kind: WordKind, note: String?) {
    guard case .period(format: nil, let asMonth) = self, words.contains(where: { Period($0) == nil }) else {
      return (self, nil)
    }
    let dates = DateColumn(words)
    let kind = WordKind.dates(dates, asMonth: asMonth)
    if dates.isSerial { return (kind, "the dates of the column \(column) were read as days counted by a spreadsheet") }
    guard let order = dates.order else { return (kind, nil) }
    return (
      kind,
      "the dates of the column \(column) were read \(order.rawValue): "
        + "\(dates.evidence) of its values can't be read otherwise"
    )
  }
}
