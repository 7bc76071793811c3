// SPDX-License-Identifier: Apache-2.0

import Measures
import Trade
import Warehouse

extension SeriesBook {
  /// A source, grade and direction, and what its rows are like.
  private struct Kind: Hashable {
    var source: String
    var grade: EvidenceGrade
    var flow: String?
  }

  private struct Line {
    var reporter: String
    var digits: Int
    var isTransportTotal: Bool
    var money: String?
    var edition: String?
    var month: Month
    var records, values, weights: Int
    /// First and last day of daily records.
    var days: ClosedRange<Int>?
  }

  /// The publishers of monthly records, in order of source.
  static func publishers(at desk: any Desk) async throws -> [SeriesPublisher] {
    let table = try await desk.kept(coverage(asOf: desk.asOf).sql)
    let (sources, grades, flows) = (try table.words("publisher"), try table.words("grade"), try table.texts("flow"))
    let (reporters, digits, modes) = (try table.texts("reporter"), try table.counts("digits"), try table.booleans("all_modes"))
    let (money, editions, months) = (try table.texts("money"), try table.texts("hs_edition"), try table.counts("month"))
    let (records, values, weights) = (
      try table.counts("records"), try table.counts("with_value"), try table.counts("with_weight")
    )
    let (firstDays, lastDays) = (try table.integers("first_day"), try table.integers("last_day"))
    var lines: [Kind: [Line]] = [:]
    for row in 0..<table.count {
      guard let grade = EvidenceGrade(rawValue: grades[row]) else { continue }
      lines[Kind(source: sources[row], grade: grade, flow: flows[row]), default: []].append(
        Line(
          reporter: reporters[row] ?? "", digits: digits[row], isTransportTotal: modes[row] ?? false, money: money[row],
          edition: editions[row], month: Month(months[row]), records: records[row], values: values[row], weights: weights[row],
          days: firstDays[row].flatMap { first in lastDays[row].map { first...$0 } }))
    }
    return lines.map { publisher($0.key, $0.value, asOf: desk.asOf) }.compactMap(\.self)
      .sorted { ($0.source, $0.grade.rawValue, $0.flow ?? "") < ($1.source, $1.grade.rawValue, $1.flow ?? "") }
  }

  private static func publisher(_ kind: Kind, _ all: [Line], asOf: Day) -> SeriesPublisher? {
    var lines = all
    let isStatistic = kind.grade == .statistic
    // Where a source states totals over modes of transport, only these count; of codes, the shortest with six digits or
    // more, since longer ones are their parts.
    let wantsTransportTotal = isStatistic && lines.contains(where: \.isTransportTotal)
    var digits: Int?
    if isStatistic {
      lines = lines.filter { $0.isTransportTotal == wantsTransportTotal }
      let lengths = Set(lines.map(\.digits)).subtracting([0])
      digits = lengths.filter { $0 >= 6 }.min() ?? lengths.max()
      lines = lines.filter { $0.digits == 0 || $0.digits == digits }
    }
    let total = lines.reduce(0) { $0 + $1.records }
    let values = Dictionary(grouping: lines.filter { $0.money != nil }, by: { $0.money ?? "" })
      .mapValues { $0.reduce(0) { $0 + $1.values } }
    let unit: SeriesPublisher.Unit
    if let most = values.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }), most.value * 2 >= total {
      unit = .money(most.key)
    } else if lines.reduce(0, { $0 + $1.weights }) * 2 >= total {
      unit = .weight
    } else if isStatistic {
      return nil
    } else {
      unit = .records
    }

    let partial = partialMonths(lines, asOf: asOf)
    lines = lines.filter { !partial.contains($0.month) }
    let records = Dictionary(grouping: lines, by: \.reporter)
      .mapValues { Dictionary($0.map { ($0.month, $0.records) }, uniquingKeysWith: +) }
    let byReporter = records.mapValues { Set($0.keys) }
    guard let span = span(byReporter) else { return nil }
    let kept = byReporter.filter { covers(span, $0.value) }.keys.sorted()
    guard !kept.isEmpty else { return nil }
    // At the ends a month that one of the reporters lacks is not covered: late ones have not published yet.
    let lacking = Set(kept.flatMap { gaps(of: records[$0] ?? [:], in: span) })
    guard let first = (span.lowerBound.number...span.upperBound.number).first(where: { !lacking.contains(Month($0)) }),
      let last = (span.lowerBound.number...span.upperBound.number).last(where: { !lacking.contains(Month($0)) })
    else { return nil }
    let months = Month(first)...Month(last)
    let cut = partial.union(lacking.filter { !months.contains($0) })
    let editions = Set(lines.filter { $0.digits > 0 && months.contains($0.month) }.map { $0.edition ?? "" })
    return SeriesPublisher(
      source: kind.source, grade: kind.grade, flow: kind.flow, reporters: kept,
      leftOut: byReporter.keys.filter { !kept.contains($0) }.sorted(), digits: digits, wantsTransportTotal: wantsTransportTotal,
      unit: unit, months: months, gaps: lacking.filter { months.contains($0) }, partial: cut.sorted(),
      spansEditions: editions.count > 1)
  }

  /// Months in which a reporter does not publish: one that has ten records or more in its median month, or just as many in
  /// every other. Of one with a few records now and then, a month without any may well be one without trade.
  private static func gaps(of records: [Month: Int], in months: ClosedRange<Month>) -> [Month] {
    let counts = records.filter { months.contains($0.key) }.map(\.value).sorted()
    guard let least = counts.first, let most = counts.last, counts[counts.count / 2] >= 10 || least == most else { return [] }
    return (months.lowerBound.number...months.upperBound.number).map { Month($0) }.filter { records[$0] == nil }
  }

  /// The first and the last month of daily records, where these begin or end so much farther inside the month than in any other
  /// that it can't be whole; and the month that the case's day lies in.
  private static func partialMonths(_ lines: [Line], asOf: Day) -> Set<Month> {
    let days = Dictionary(grouping: lines.filter { $0.days != nil }, by: \.month).compactMapValues { lines in
      lines.compactMap(\.days).reduce(nil) { (all: ClosedRange<Int>?, one) in
        all.map { min($0.lowerBound, one.lowerBound)...max($0.upperBound, one.upperBound) } ?? one
      }
    }
    guard days.count > 2, let first = days.keys.min(), let last = days.keys.max() else { return [] }
    func open(_ month: Month, _ days: ClosedRange<Int>) -> Int { (month.period?.to.components.day ?? 31) - days.upperBound }
    let inner = days.filter { $0.key != first && $0.key != last }
    let slack = (begin: inner.map { $0.value.lowerBound - 1 }.max() ?? 0, end: inner.map { open($0.key, $0.value) }.max() ?? 0)
    var partial: Set<Month> = []
    if let own = days[first], own.lowerBound - 1 > max(week, slack.begin) { partial.insert(first) }
    if let own = days[last], open(last, own) > max(week, slack.end) || Month(of: asOf) == last && last.period.map({ asOf < $0.to }) ?? false {
      partial.insert(last)
    }
    return partial
  }

  private static let week = 7

  /// The longest stretch of months in which at least half of the reporters (of those of the fullest month) publish.
  private static func span(_ byReporter: [String: Set<Month>]) -> ClosedRange<Month>? {
    var counts: [Month: Int] = [:]
    for months in byReporter.values { for month in months { counts[month, default: 0] += 1 } }
    let most = counts.values.max() ?? 0
    let full = counts.filter { $0.value * 2 >= most }.keys.sorted()
    var best: ClosedRange<Month>?
    var start: Month?
    for (place, month) in full.enumerated() {
      if start == nil || full[place - 1].adding(longestGap) < month { start = month }
      guard let from = start else { continue }
      if best.map({ month.number - from.number > $0.upperBound.number - $0.lowerBound.number }) ?? true { best = from...month }
    }
    return best
  }

  private static func covers(_ span: ClosedRange<Month>, _ months: Set<Month>) -> Bool {
    var gap = 0
    for number in span.lowerBound.number...span.upperBound.number {
      gap = months.contains(Month(number)) ? 0 : gap + 1
      if gap >= longestGap { return false }
    }
    return true
  }
}
