// SPDX-License-Identifier: Apache-2.0

import Foundation
import Trade

/// Decides over all values of a column how its dates are written.
///
/// `13/02/2023` can only be the 13th of February, and so tells that `03/04/2023` in the same column is the 3rd of April.
/// A column without such a value stays ambiguous, and those dates of it that could be two days are refused.
struct DateColumn: Sendable, Hashable {
  enum Order: String, Sendable, Hashable {
    case dayFirst = "day first"
    case monthFirst = "month first"
  }

  /// Of the values like `03/04/2023`; nil when no value decides, or when they contradict each other.
  let order: Order?
  /// Values that can be read in one way only.
  let evidence: Int
  /// Some of the values can only be read day first, others only month first.
  let isMixed: Bool
  /// All values are days counted as spreadsheets do, from 30 December 1899.
  let isSerial: Bool

  init(_ words: [String]) {
    var (days, months) = (0, 0)
    for word in words {
      guard case .either(let first, let second, _) = DateColumn.parts(word), first != second else { continue }
      if first > 12, second <= 12 { days += 1 }
      if second > 12, first <= 12 { months += 1 }
    }
    isMixed = days > 0 && months > 0
    order = isMixed ? nil : days > 0 ? .dayFirst : months > 0 ? .monthFirst : nil
    evidence = max(days, months)
    isSerial = !words.isEmpty && words.allSatisfy { DateColumn.serial($0) != nil }
  }

  /// - Returns: the period, or why the word can't be read.
  func read(_ word: String) -> (period: Period?, problem: String?) {
    if isSerial, let day = DateColumn.serial(word) { return (Period(from: day, to: day), nil) }
    switch DateColumn.parts(word) {
    case .some(.known(let period)): return (period, nil)
    case .some(.either(let first, let second, let year)):
      let dayFirst = Day(year: year, month: second, day: first)
      let monthFirst = Day(year: year, month: first, day: second)
      switch (dayFirst, monthFirst, order) {
      case (let day?, nil, _), (nil, let day?, _), (let day?, _, .dayFirst), (_, let day?, .monthFirst):
        return (Period(from: day, to: day), nil)
      case (let one?, let other?, nil) where one == other: return (Period(from: one, to: one), nil)
      case (.some, .some, nil):
        let why =
          isMixed ? "other values of the column are written both ways" : "no value of the column says which comes first"
        return (
          nil,
          "'\(word)' may be day and month or month and day, and \(why); write `format: DD/MM/YYYY` or "
            + "`format: MM/DD/YYYY` in the mapping, with the column's own marks."
        )
      default: break
      }
    case nil: break
    }
    return (
      nil,
      "'\(word)' is no date or period that is known here; correct it, or give the `format` in the mapping, such as "
        + "DD.MM.YYYY."
    )
  }

  // MARK: one value

  private enum Parts {
    case known(Period)
    /// Two numbers of which one is the day and one the month.
    case either(Int, Int, year: Int)
  }

  private static func parts(_ word: String) -> Parts? {
    if let period = Period(word) { return .known(period) }
    let text = withoutTime(word.trimmingCharacters(in: CharacterSet(charactersIn: " '\",.")))
    if let period = Period(text) { return .known(period) }
    let tokens = tokens(text)
    let numbers = tokens.compactMap { if case .number(let digits) = $0 { digits } else { nil } }
    let names = tokens.compactMap { if case .month(let month) = $0 { month } else { nil } }
    let quarters = tokens.compactMap { if case .quarter(let quarter) = $0 { quarter } else { nil } }
    guard numbers.count + names.count + quarters.count == tokens.count, names.count + quarters.count <= 1 else {
      return nil
    }
    if let quarter = quarters.first {
      guard numbers.count == 1, let year = year(numbers[0], allowsShort: false) else { return nil }
      return period(year, quarter * 3 - 2, quarter * 3)
    }
    if let month = names.first { return withMonthName(numbers, month, tokens) }
    return ofNumbers(numbers, text)
  }

  private static func withMonthName(_ numbers: [String], _ month: Int, _ tokens: [Token]) -> Parts? {
    if numbers.count == 1, let year = year(numbers[0], allowsShort: true) {
      return Period.month(year, month).map { .known($0) }
    }
    guard numbers.count == 2 else { return nil }
    // The year is the one with four digits, else the last.
    let (dayText, yearText) = numbers[0].count == 4 ? (numbers[1], numbers[0]) : (numbers[0], numbers[1])
    guard let year = year(yearText, allowsShort: true), let number = Int(dayText), dayText.count <= 2,
      let day = Day(year: year, month: month, day: number)
    else { return nil }
    return Period(from: day, to: day).map { .known($0) }
  }

  private static func ofNumbers(_ numbers: [String], _ text: String) -> Parts? {
    let values = numbers.compactMap { Int($0) }
    guard values.count == numbers.count else { return nil }
    switch numbers.map(\.count) {
    case [8]:
      return day(values[0] / 10000, values[0] / 100 % 100, values[0] % 100)
    case [6]:
      guard let year = year(String(numbers[0].prefix(4)), allowsShort: false) else { return nil }
      return Period.month(year, values[0] % 100).map { .known($0) }
    case [4, 1], [4, 2]:
      return year(numbers[0], allowsShort: false).flatMap { Period.month($0, values[1]) }.map { .known($0) }
    case [1, 4], [2, 4]:
      return year(numbers[1], allowsShort: false).flatMap { Period.month($0, values[0]) }.map { .known($0) }
    case [4, 1, 1], [4, 1, 2], [4, 2, 1], [4, 2, 2]:
      return year(numbers[0], allowsShort: false).flatMap { day($0, values[1], values[2]) }
    case [1, 1, 4], [1, 2, 4], [2, 1, 4], [2, 2, 4], [1, 1, 2], [1, 2, 2], [2, 1, 2], [2, 2, 2]:
      guard let year = year(numbers[2], allowsShort: true) else { return nil }
      // Nobody who divides by points writes the month first.
      if text.contains("."), !text.contains("/"), !text.contains("-") { return day(year, values[1], values[0]) }
      guard (1...31).contains(values[0]), (1...31).contains(values[1]) else { return nil }
      return .either(values[0], values[1], year: year)
    default: return nil
    }
  }

  private static func day(_ year: Int, _ month: Int, _ day: Int) -> Parts? {
    guard (1900...2100).contains(year), let day = Day(year: year, month: month, day: day) else { return nil }
    return Period(from: day, to: day).map { .known($0) }
  }

  private static func period(_ year: Int, _ first: Int, _ last: Int) -> Parts? {
    guard let from = Period.month(year, first), let to = Period.month(year, last) else { return nil }
    return Period(from: from.from, to: to.to).map { .known($0) }
  }

  /// Two digits are of this century up to 68, as POSIX has it.
  private static func year(_ text: String, allowsShort: Bool) -> Int? {
    guard let number = Int(text) else { return nil }
    if text.count == 4, (1900...2100).contains(number) { return number }
    return allowsShort && text.count == 2 ? number + (number <= 68 ? 2000 : 1900) : nil
  }

  /// A day as spreadsheets count; between the years 1954 and 2119.
  private static func serial(_ word: String) -> Day? {
    let text = word.hasSuffix(".0") ? String(word.dropLast(2)) : word
    guard text.count == 5, let number = Int(text), (20_000...80_000).contains(number),
      let origin = Day(year: 1899, month: 12, day: 30)
    else { return nil }
    return origin.adding(days: number)
  }

  private static func withoutTime(_ text: String) -> String {
    guard let colon = text.firstIndex(of: ":") else {
      // 2023-05-12T00
      return text
    }
    let head = text[..<colon]
    guard let gap = head.lastIndex(where: { $0 == " " || $0 == "T" || $0 == "\u{A0}" || $0 == "," }) else {
      return text
    }
    return head[..<gap].trimmingCharacters(in: CharacterSet(charactersIn: " ,"))
  }

  private enum Token {
    case number(String)
    case month(Int)
    case quarter(Int)
    case other
  }

  private static func tokens(_ text: String) -> [Token] {
    var tokens: [Token] = []
    var rest = Substring(text.lowercased())
    while let first = rest.first {
      if first.isASCII, first.isNumber {
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        rest = rest.dropFirst(digits.count)
        // 1 кв, 1-й квартал, 3Q
        let after = rest.drop { " -й".contains($0) }
        if digits.count == 1, let quarter = Int(digits), (1...4).contains(quarter),
          let word = ["квартал", "кв.", "кв", "quarter", "qtr", "q", "季度"].first(where: { after.hasPrefix($0) })
        {
          tokens.append(.quarter(quarter))
          rest = after.dropFirst(word.count)
        } else {
          tokens.append(.number(String(digits)))
        }
      } else if "年月日号".contains(first) || first.isWhitespace || "./-,_()".contains(first) {
        rest = rest.dropFirst()
      } else if first.isLetter {
        let word = rest.prefix {
          $0.isLetter || ($0.unicodeScalars.first?.properties.generalCategory == .nonspacingMark)
        }
        rest = rest.dropFirst(word.count)
        if fillers.contains(String(word)) { continue }
        if word == "q", let digit = rest.first?.wholeNumberValue, (1...4).contains(digit) {
          tokens.append(.quarter(digit))
          rest = rest.dropFirst()
        } else if word == "m", tokens.count == 1, rest.first?.isNumber == true {
          continue  // 2023M05
        } else {
          tokens.append(MonthNames.month(String(word)).map { .month($0) } ?? .other)
        }
      } else {
        return [.other]
      }
    }
    return tokens
  }

  private static let fillers: Set<String> = [
    "г", "год", "года", "de", "del", "of", "st", "nd", "rd", "th", "mon", "tue", "wed", "thu", "fri", "sat", "sun",
  ]
}
