// SPDX-License-Identifier: Apache-2.0

import Trade
import Warehouse

extension MeasureCompiler {
  /// Whether a period is higher than every earlier one of its kind: times the highest earlier one.
  func record(_ measure: Measure) async throws -> Answer {
    guard let period = measure.period else { throw MeasureError.badQuestion("record needs a period:.") }
    let basis = try await basis(of: measure.which, what: measure.of, periods: nil)
    let history = try await history(basis)
    let slice = try await slice(basis, period, isCompared: true)

    let earlier = try Self.earlierPeriods(than: period, firstYear: years(of: basis).first ?? period.from.year)
    let known = earlier.compactMap { one in history.sum(over: one, compiler: self).map { (period: one, sum: $0) } }
    guard let best = known.max(by: { ($0.sum.value, $1.period.from) < ($1.sum.value, $0.period.from) }) else {
      throw MeasureError(
        .noData, "The sources cover no earlier period like \(period), so there is nothing that it could be a record of."
      )
    }
    let bestSlice = try await self.slice(basis, best.period, isCompared: true)
    let common = try await Comparability.of(
      try await slices(basis, known.map(\.period), last: slice), bases: [basis], what: measure.of, store: store)

    var caveats: [String] = []
    let coveredFrom = known.map(\.period.from).min()
    let gaps = earlier.filter { one in
      !known.contains { $0.period == one } && (coveredFrom.map { one.from >= $0 } ?? false)
    }
    if !gaps.isEmpty { caveats.append("Not covered, and so not compared: \(Period.list(gaps)).") }
    caveats.append(
      "Compared with \(known.count) earlier \(known.count == 1 ? "period" : "periods"), \(Period.words(known.count > 6 ? [known[0].period, known[known.count - 1].period] : known.map(\.period)).replacing(", ", with: known.count > 6 ? " to " : ", ")); a record is one within what the sources cover."
    )

    let now = try await total(
      measure.of, slice, basis: basis, unit: common.unit, label: measure.total(over: "\(period)"),
      caveats: common.caveats)
    let then = try await total(
      measure.of, bestSlice, basis: basis, unit: common.unit,
      label: "\(measure.total(over: "\(best.period)")), the highest before", caveats: common.caveats)
    // Any of the earlier ones could be the highest once what it does not disclose is counted.
    var highest = then
    highest.bounds.low = known.compactMap(\.sum.bounds.low).max()
    highest.bounds.high = known.contains { $0.sum.bounds.high == nil } ? nil : known.compactMap(\.sum.bounds.high).max()
    let parts = [now.figure, then.figure]
    var figure = try Ratio.of(now, over: highest).figure(measure.words, unit: "times", from: parts, caveats: caveats)
    figure.sql.append(history.sql)
    return Answer(
      measure: measure, figure: figure, parts: parts, compared: Self.compared([slice, bestSlice]), grade: basis.grade)
  }

  private func slices(_ basis: Basis, _ periods: [Period], last: Slice) async throws -> [Slice] {
    var slices: [Slice] = []
    for period in periods { slices.append(try await slice(basis, period, isCompared: true)) }
    return slices + [last]
  }

  /// Of a month, quarter or year: all earlier months, quarters or years. Of other stretches of whole months: the same
  /// months of earlier years.
  static func earlierPeriods(than period: Period, firstYear: Int) throws -> [Period] {
    switch period.span {
    case .month, .quarter, .year:
      guard let start = Day(year: firstYear, month: 1, day: 1), start < period.from,
        let before = Period(from: start, to: period.from.adding(days: -1))
      else { return [] }
      if period.span == .year { return (firstYear..<period.from.year).compactMap(Period.year) }
      return before.units(of: period.span) ?? []
    case .day, .other:
      guard period.isWholeMonths else {
        throw MeasureError.badQuestion(
          "A record is looked for among months, quarters, years or the same months of earlier years; \(period) is none of these."
        )
      }
      return (firstYear..<max(firstYear, period.from.year)).compactMap { period.shifted(years: $0 - period.from.year) }
    }
  }

  /// A period scaled to twelve months: by days, and by what part of each earlier full year the same months were.
  func runRate(_ measure: Measure) async throws -> Answer {
    guard let period = measure.period, period.isWholeMonths, period.from.year == period.to.year, period.span != .year,
      let year = Period.year(period.from.year)
    else {
      throw MeasureError.badQuestion(
        "run-rate needs a period: of whole months within one year, and less than the year.")
    }
    let basis = try await basis(of: measure.which, what: measure.of, periods: nil)
    let slice = try await slice(basis, period, isCompared: true)
    var slices = [slice]
    let history = try await history(basis)

    var shapes: [(year: Int, factor: Double)] = []
    var unclear: [Int] = []
    for earlier in years(of: basis) where earlier < period.from.year {
      guard let full = Period.year(earlier), let same = period.shifted(years: earlier - period.from.year),
        let whole = history.sum(over: full, compiler: self), let part = history.sum(over: same, compiler: self)
      else { continue }
      guard let all = whole.bounds.exact, let some = part.bounds.exact, some > 0 else {
        unclear.append(earlier)
        continue
      }
      shapes.append((earlier, all / some))
      slices.append(try await self.slice(basis, full, isCompared: true))
    }
    var againstSlice: Slice?
    if let against = measure.against {
      let held = try await self.slice(basis, against, isCompared: true)
      againstSlice = held
      slices.append(held)
    }
    let common = try await Comparability.of(slices, bases: [basis], what: measure.of, store: store)
    let total = try await total(
      measure.of, slice, basis: basis, unit: common.unit, label: measure.total(over: "\(period)"),
      caveats: common.caveats)
    guard let value = total.figure.value, let low = total.bounds.low else { throw MeasureError.undisclosedRatio }

    let byDays = Double(year.days) / Double(period.days)
    let factors = [byDays] + shapes.map(\.factor)
    let (least, most) = (factors.min() ?? byDays, factors.max() ?? byDays)
    var caveats = [
      "A projection: \(period) (\(period.days) days) scaled to the \(year.days) days of \(year), as if the rest of the year went on alike."
    ]
    if shapes.isEmpty {
      caveats.append("No earlier full year is covered, so the season could not be taken into account.")
    } else {
      let years = shapes.map { "\($0.year)" }.joined(separator: ", ")
      caveats.append("The range takes in the seasonal shape of \(years): how much of the year these months were then.")
    }
    if !unclear.isEmpty {
      caveats.append("Not used for the seasonal shape: \(unclear.map(String.init).joined(separator: ", ")).")
    }
    var scaled = total
    scaled.bounds = Bounds(low: low * least, high: total.bounds.high.map { $0 * most })
    let isExact = shapes.isEmpty && total.bounds.exact != nil
    scaled.figure = Figure(
      label: "\(measure.total(over: "\(period)")), scaled to twelve months", value: value * byDays,
      low: isExact ? nil : scaled.bounds.low, high: isExact ? nil : scaled.bounds.high, unit: common.unit,
      sql: total.figure.sql + (shapes.isEmpty ? [] : [history.sql]), evidence: total.figure.evidence,
      caveats: (total.figure.caveats + caveats).uniqued)
    let bySeason = shapes.map { shape in
      Figure(
        label: "\(measure.total(over: "\(period)")), scaled as in \(shape.year)", value: value * shape.factor,
        unit: common.unit, sql: total.figure.sql + [history.sql], evidence: total.figure.evidence)
    }
    guard let againstSlice else {
      return Answer(
        measure: measure, figure: scaled.figure, parts: [total.figure] + bySeason, compared: Self.compared([slice]),
        grade: basis.grade)
    }
    let held = try await self.total(
      measure.of, againstSlice, basis: basis, unit: common.unit,
      label: measure.total(over: measure.against?.description), caveats: common.caveats)
    let figure = try Ratio.of(scaled, over: held).figure(
      measure.words, unit: "times", from: [scaled.figure, held.figure])
    return Answer(
      measure: measure, figure: figure, parts: [scaled.figure, held.figure, total.figure] + bySeason,
      compared: Self.compared([slice, againstSlice]), grade: basis.grade)
  }
}
