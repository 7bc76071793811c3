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
    var lines: [Kind: [Line]] = [:]
    for row in 0..<table.count {
      guard let grade = EvidenceGrade(rawValue: grades[row]) else { continue }
      lines[Kind(source: sources[row], grade: grade, flow: flows[row]), default: []].append(
        Line(
          reporter: reporters[row] ?? "", digits: digits[row], isTransportTotal: modes[row] ?? false, money: money[row],
          edition: editions[row], month: Month(months[row]), records: records[row], values: values[row], weights: weights[row]))
    }
    return lines.map { publisher($0.key, $0.value) }.compactMap(\.self)
      .sorted { ($0.source, $0.grade.rawValue, $0.flow ?? "") < ($1.source, $1.grade.rawValue, $1.flow ?? "") }
  }

  private static func publisher(_ kind: Kind, _ all: [Line]) -> SeriesPublisher? {
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

    let byReporter = Dictionary(grouping: lines, by: \.reporter).mapValues { Set($0.map(\.month)) }
    guard let months = span(byReporter) else { return nil }
    let kept = byReporter.filter { covers(months, $0.value) }.keys.sorted()
    guard !kept.isEmpty else { return nil }
    let editions = Set(lines.filter { $0.digits > 0 && months.contains($0.month) }.map { $0.edition ?? "" })
    return SeriesPublisher(
      source: kind.source, grade: kind.grade, flow: kind.flow, reporters: kept,
      leftOut: byReporter.keys.filter { !kept.contains($0) }.sorted(), digits: digits, wantsTransportTotal: wantsTransportTotal,
      unit: unit, months: months, spansEditions: editions.count > 1)
  }

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
