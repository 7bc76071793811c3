// SPDX-License-Identifier: Apache-2.0

/// A stretch of whole days, both ends included. Written `2022`, `2022-Q1`, `2022-03`, `2022-09-24`, or as a range
/// of these: `2022-01..2022-10`.
public struct Period: Sendable, Hashable {
  public var from: Day
  public var to: Day

  /// Nil when `to` is before `from`.
  public init?(from: Day, to: Day) {
    guard from <= to else { return nil }
    self.from = from
    self.to = to
  }

  /// A single day.
  public init(day: Day) {
    from = day
    to = day
  }

  public init?(_ text: some StringProtocol) {
    if let dots = text.firstRange(of: "..") {
      guard let start = Period.single(text[..<dots.lowerBound]), let end = Period.single(text[dots.upperBound...]) else {
        return nil
      }
      self.init(from: start.from, to: end.to)
    } else if let period = Period.single(text) {
      self = period
    } else {
      return nil
    }
  }

  public static func year(_ year: Int) -> Period? { Period(padded(year, 4)) }

  public static func month(_ year: Int, _ month: Int) -> Period? {
    guard let from = Day(year: year, month: month, day: 1) else { return nil }
    return Period(from: from, to: from.adding(days: Day.length(ofMonth: month, in: year) - 1))
  }

  private static func single(_ text: some StringProtocol) -> Period? {
    let text = String(text)
    let digits = text.allSatisfy { $0.isASCII && $0.isNumber }
    switch text.count {
    case 4 where digits:
      guard let year = Int(text), let from = Day(year: year, month: 1, day: 1), let to = Day(year: year, month: 12, day: 31)
      else { return nil }
      return Period(from: from, to: to)
    case 7:
      let parts = text.split(separator: "-")
      guard parts.count == 2, let year = Int(parts[0]) else { return nil }
      if parts[1].first == "Q", let quarter = Int(parts[1].dropFirst()), (1...4).contains(quarter) {
        let last = quarter * 3
        guard let from = Day(year: year, month: last - 2, day: 1),
          let to = Day(year: year, month: last, day: Day.length(ofMonth: last, in: year))
        else { return nil }
        return Period(from: from, to: to)
      }
      guard let month = Int(parts[1]), (1...12).contains(month), let from = Day(year: year, month: month, day: 1),
        let to = Day(year: year, month: month, day: Day.length(ofMonth: month, in: year))
      else { return nil }
      return Period(from: from, to: to)
    case 10:
      guard let day = Day(text) else { return nil }
      return Period(from: day, to: day)
    default: return nil
    }
  }

  public func contains(_ day: Day) -> Bool { from <= day && day <= to }

  public func contains(_ other: Period) -> Bool { from <= other.from && other.to <= to }

  public func overlaps(_ other: Period) -> Bool { from <= other.to && other.from <= to }

  /// The calendar months that lie wholly inside, first to last.
  public var months: [Period] {
    var found: [Period] = []
    var (year, month, _) = from.components
    while let next = Period.month(year, month), next.to <= to {
      if next.from >= from { found.append(next) }
      (year, month) = month == 12 ? (year + 1, 1) : (year, month + 1)
    }
    return found
  }

  /// True when the period begins on the first and ends on the last day of a month.
  public var isWholeMonths: Bool { months.first?.from == from && months.last?.to == to }

  /// The same months, `years` later. Nil unless the period is made of whole months.
  public func shifted(years: Int) -> Period? {
    guard isWholeMonths, let first = months.first, let last = months.last,
      let start = Period.month(first.from.year + years, first.from.month),
      let end = Period.month(last.from.year + years, last.from.month)
    else { return nil }
    return Period(from: start.from, to: end.to)
  }

  public var span: Span {
    guard isWholeMonths else { return from == to ? .day : .other }
    switch (months.count, from.month) {
    case (1, _): return .month
    case (3, 1), (3, 4), (3, 7), (3, 10): return .quarter
    case (12, 1): return .year
    default: return .other
    }
  }

  /// How long a period is, as a publisher would say.
  public enum Span: String, Sendable, Codable, CaseIterable {
    case day = "D"
    case month = "M"
    case quarter = "Q"
    case year = "Y"
    case other = "X"
  }
}

extension Period: CustomStringConvertible {
  public var description: String {
    switch span {
    case .day: return from.description
    case .month: return String(from.description.prefix(7))
    case .quarter: return "\(padded(from.year, 4))-Q\((from.month + 2) / 3)"
    case .year: return padded(from.year, 4)
    case .other:
      return isWholeMonths ? "\(from.description.prefix(7))..\(to.description.prefix(7))" : "\(from)..\(to)"
    }
  }
}

extension Period: Codable {
  private enum CodingKeys: CodingKey { case from, to }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let (start, end) = (try container.decode(Day.self, forKey: .from), try container.decode(Day.self, forKey: .to))
    guard let period = Period(from: start, to: end) else {
      throw DecodingError.dataCorruptedError(
        forKey: .to, in: container, debugDescription: "The period ends (\(end)) before it begins (\(start)).")
    }
    self = period
  }
}
