// SPDX-License-Identifier: Apache-2.0

import Trade

/// How a period is put together from the periods that a publisher states, without gap or overlap.
struct Tiling: Sendable, Hashable {
  enum Way: Sendable, Hashable {
    /// One period is the one that was asked for.
    case exact
    /// Units of one length.
    case uniform(Period.Span)
    /// Periods of different lengths, end to end.
    case mixed
  }

  var way: Way
  /// First to last.
  var pieces: [Period]
  /// Pieces for which the publisher has records, but none of the kind that is asked for.
  var empty: [Period]

  enum Outcome: Sendable, Hashable {
    case tiled(Tiling)
    /// `missing` are the units that the publisher lacks, in the way that comes nearest.
    case gaps(missing: [Period])
  }

  /// - Parameters:
  ///   - own: the periods of the records that are asked for, of any time.
  ///   - published: the periods for which the publisher has any record of that kind of row.
  static func of(_ period: Period, own: Set<Period>, published: Set<Period>) -> Outcome {
    if own.contains(period) { return .tiled(Tiling(way: .exact, pieces: [period], empty: [])) }

    // Where there are records inside the period, only their own spans count: a publisher's year row for other goods
    // must not stand in for the months that these goods are given in.
    let inside = own.filter(period.contains)
    let spans: [Period.Span] = [.year, .quarter, .month, .day]
    let candidates = spans.filter { span in (inside.isEmpty ? own : inside).contains { $0.span == span } }

    var nearest: [Period]?
    for span in candidates {
      guard let units = period.units(of: span) else { continue }
      let missing = units.filter { !own.contains($0) && !published.contains($0) }
      if missing.isEmpty {
        return .tiled(Tiling(way: .uniform(span), pieces: units, empty: units.filter { !own.contains($0) }))
      }
      if nearest.map({ missing.totalDays < $0.totalDays }) ?? true { nearest = missing }
    }
    if let path = path(through: period, pieces: inside) {
      return .tiled(Tiling(way: .mixed, pieces: path, empty: []))
    }
    return .gaps(missing: nearest ?? [period])
  }

  /// The fewest pieces that follow on each other from the period's first day to its last; nil when there is no such
  /// chain. Pieces of a chain can't overlap, so cumulative rows (January–June, January–July) are never both in it.
  private static func path(through period: Period, pieces: Set<Period>) -> [Period]? {
    let starting = Dictionary(grouping: pieces.sorted { ($0.from, $0.to) < ($1.from, $1.to) }, by: \.from)
    var best: [Day: [Period]] = [period.from: []]
    var queue = [period.from]
    while !queue.isEmpty {
      let day = queue.removeFirst()
      guard let chain = best[day] else { continue }
      if day > period.to { return chain }
      for piece in starting[day] ?? [] {
        let next = piece.to.adding(days: 1)
        if best[next] == nil {
          best[next] = chain + [piece]
          queue.append(next)
        }
      }
    }
    return nil
  }
}

extension Period {
  /// The calendar units that make up this period exactly; nil when they do not.
  func units(of span: Span) -> [Period]? {
    switch span {
    case .day:
      return (from.number...to.number).compactMap { Period(from: Day(number: $0), to: Day(number: $0)) }
    case .month: return isWholeMonths ? months : nil
    case .quarter: return grouped(by: 3)
    case .year: return grouped(by: 12)
    case .other: return nil
    }
  }

  private func grouped(by size: Int) -> [Period]? {
    let months = months
    guard isWholeMonths, months.count % size == 0, (from.month - 1) % size == 0 else { return nil }
    return stride(from: 0, to: months.count, by: size).compactMap {
      Period(from: months[$0].from, to: months[$0 + size - 1].to)
    }
  }

  var days: Int { to.number - from.number + 1 }

  /// Periods that follow on each other, joined.
  static func joined(_ periods: [Period]) -> [Period] {
    var result: [Period] = []
    for period in periods.sorted(by: { ($0.from, $0.to) < ($1.from, $1.to) }) {
      if let last = result.last, last.to.adding(days: 1) == period.from,
        let longer = Period(from: last.from, to: period.to)
      {
        result[result.count - 1] = longer
      } else {
        result.append(period)
      }
    }
    return result
  }

  /// "2022-03, 2022-05..2022-07": neighbours joined, so that a long list stays short.
  static func list(_ periods: [Period]) -> String {
    joined(periods).map { $0.description }.joined(separator: ", ")
  }

  /// How many years after `other` this period lies, when both are the same months (or days) of the year.
  func years(after other: Period) -> Int? {
    let years = from.year - other.from.year
    if isWholeMonths, other.isWholeMonths { return other.shifted(years: years) == self ? years : nil }
    let (a, b, c, d) = (from.components, to.components, other.from.components, other.to.components)
    return a.month == c.month && a.day == c.day && b.month == d.month && b.day == d.day && b.year - d.year == years
      ? years : nil
  }
}

extension [Period] {
  var totalDays: Int { reduce(0) { $0 + $1.days } }
}
