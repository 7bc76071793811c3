// SPDX-License-Identifier: Apache-2.0

import Trade

/// How a publisher writes periods: `YYYY`, `YYYY-MM`, `YYYYMM`, `YYYY-Qn`, `DD.MM.YYYY` and so on.
///
/// `YYYY`, `MM`, `DD` and `n` (the quarter) stand for digits, letters in single quotes and everything else for
/// themselves; a `*` at the end lets any rest follow, such as a time of day. `MM` and `DD` also take a single digit
/// where the next character is no digit.
struct PeriodFormat: Sendable, Hashable {
  private enum Part: Sendable, Hashable {
    case year, month, day, quarter, rest
    case literal(Character)
  }

  let pattern: String
  private let parts: [Part]

  /// Nil when the pattern has no year, or a day without its month.
  init?(_ pattern: String) {
    self.pattern = pattern
    var parts: [Part] = []
    var rest = pattern[...]
    while let first = rest.first {
      if rest.hasPrefix("YYYY") {
        parts.append(.year)
        rest = rest.dropFirst(4)
      } else if rest.hasPrefix("MM") {
        parts.append(.month)
        rest = rest.dropFirst(2)
      } else if rest.hasPrefix("DD") {
        parts.append(.day)
        rest = rest.dropFirst(2)
      } else if first == "n" {
        parts.append(.quarter)
        rest = rest.dropFirst()
      } else if first == "*", rest.count == 1 {
        parts.append(.rest)
        rest = ""
      } else if first == "'" {
        let quoted = rest.dropFirst().prefix { $0 != "'" }
        parts += quoted.map { .literal($0) }
        rest = rest.dropFirst(quoted.count + 2)
      } else if first.isLetter, first != "Q" {
        return nil
      } else {
        parts.append(.literal(first))
        rest = rest.dropFirst()
      }
    }
    guard parts.contains(.year), !parts.contains(.day) || parts.contains(.month),
      !(parts.contains(.quarter) && parts.contains(.month))
    else { return nil }
    self.parts = parts
  }

  func period(_ text: String) -> Period? {
    var year: Int?
    var month: Int?
    var day: Int?
    var quarter: Int?
    var rest = text[...]
    for part in parts {
      switch part {
      case .year: year = PeriodFormat.number(&rest, digits: 4...4)
      case .month: month = PeriodFormat.number(&rest, digits: 1...2)
      case .day: day = PeriodFormat.number(&rest, digits: 1...2)
      case .quarter: quarter = PeriodFormat.number(&rest, digits: 1...1)
      case .rest: rest = ""
      case .literal(let character):
        guard rest.first == character else { return nil }
        rest = rest.dropFirst()
      }
    }
    guard rest.isEmpty, let year else { return nil }
    if parts.contains(.day) {
      guard let month, let day, let date = Day(year: year, month: month, day: day) else { return nil }
      return Period(from: date, to: date)
    }
    if parts.contains(.month) {
      guard let month else { return nil }
      return Period.month(year, month)
    }
    if parts.contains(.quarter) {
      guard let quarter, (1...4).contains(quarter), let first = Period.month(year, quarter * 3 - 2),
        let last = Period.month(year, quarter * 3)
      else { return nil }
      return Period(from: first.from, to: last.to)
    }
    return Period.year(year)
  }

  private static func number(_ text: inout Substring, digits: ClosedRange<Int>) -> Int? {
    let found = text.prefix(digits.upperBound).prefix { $0.isASCII && $0.isNumber }
    guard found.count >= digits.lowerBound else { return nil }
    text = text.dropFirst(found.count)
    return Int(found)
  }
}
