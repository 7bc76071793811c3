// SPDX-License-Identifier: Apache-2.0

import Trade
import Warehouse

extension MeasureCompiler {
  /// Growth, multiple and part of a year: one period over another.
  func ratio(_ measure: Measure) async throws -> Answer {
    let (period, against) = try Self.periods(of: measure)
    if measure.how != .partOfYear, period.years(after: against) == nil {
      throw MeasureError.notSameMonths(period, against)
    }
    let basis = try await basis(of: measure.which, what: measure.of, periods: [period, against])
    let slices = [
      try await slice(basis, period, isCompared: true), try await slice(basis, against, isCompared: true),
    ]
    return try await ratio(measure, basis: basis, slices: slices)
  }

  static func periods(of measure: Measure) throws -> (Period, Period) {
    guard let period = measure.period, let against = measure.against else {
      throw MeasureError.badQuestion("\(measure.how.rawValue) needs a period: and what it is held against:.")
    }
    return (period, against)
  }

  private func ratio(_ measure: Measure, basis: Basis, slices: [Slice], caveats: [String] = []) async throws -> Answer {
    let common = try await Comparability.of(slices, bases: [basis], what: measure.of, store: store)
    var totals: [Total] = []
    for slice in slices {
      totals.append(
        try await total(
          measure.of, slice, basis: basis, unit: common.unit,
          label: measure.total(over: Self.label(slice)), caveats: common.caveats))
    }
    let ratio = try Ratio.of(totals[0], over: totals[1])
    let parts = totals.map(\.figure)
    let figure =
      switch measure.how {
      case .multiple: ratio.figure(measure.words, unit: "times", from: parts, caveats: caveats)
      case .partOfYear: ratio.figure(measure.words, unit: "%", from: parts, caveats: caveats) { $0 * 100 }
      default: ratio.figure(measure.words, unit: "%", from: parts, caveats: caveats) { ($0 - 1) * 100 }
      }
    return Answer(
      measure: measure, figure: figure, parts: parts, compared: Self.compared(slices), grade: basis.grade)
  }

  private static func label(_ slice: Slice) -> String {
    let stretches = Period.joined(slice.pieces)
    return stretches.isEmpty ? slice.period?.description ?? "" : Period.words(stretches)
  }

  /// Growth on the months that both periods have.
  func yearToDate(_ measure: Measure) async throws -> Answer {
    let (period, against) = try Self.periods(of: measure)
    guard let years = period.years(after: against) else { throw MeasureError.notSameMonths(period, against) }
    let basis = try await basis(of: measure.which, what: measure.of, periods: [period, against])
    if let whole = try await bothWhole(basis, period, against) {
      return try await ratio(measure, basis: basis, slices: whole)
    }
    guard period.isWholeMonths else {
      throw MeasureError.badQuestion("year-to-date compares months; write \(period.wholeMonths).")
    }
    var kept: [Period] = []
    var dropped: [Period] = []
    for month in period.months {
      guard let earlier = month.shifted(years: -years) else { continue }
      if isCovered(month, basis), isCovered(earlier, basis) { kept.append(month) } else { dropped.append(month) }
    }
    guard !kept.isEmpty else {
      throw MeasureError.months(
        missing: dropped, period: period, source: basis.sources.joined(separator: ", "), available: [])
    }
    let earlier = kept.compactMap { $0.shifted(years: -years) }
    let slices = [
      try await slice(basis, period, months: kept), try await slice(basis, against, months: earlier),
    ]
    let caveat =
      "Compared are \(Period.list(kept)) with \(Period.list(earlier)) only; left out on both sides, since one side has no records: \(Period.list(dropped))."
    return try await ratio(measure, basis: basis, slices: slices, caveats: [caveat])
  }

  /// Both periods, where each is covered whole.
  private func bothWhole(_ basis: Basis, _ period: Period, _ against: Period) async throws -> [Slice]? {
    do {
      return [
        try await slice(basis, period, isCompared: true), try await slice(basis, against, isCompared: true),
      ]
    } catch let error as MeasureError where error.code == .monthsDiffer {
      return nil
    }
  }

  /// Whether the publisher has records for a month, of this or other goods.
  private func isCovered(_ month: Period, _ basis: Basis) -> Bool {
    guard basis.isStatistic else { return basis.extends(over: month) }
    return basis.sources.allSatisfy { source in
      // Of goods that are stated by the year only, no month is covered, whatever else the publisher has by the month.
      guard let own = basis.own[source], own.contains(where: { $0.span == .month }) else { return false }
      return own.contains(month) || (basis.covered[source]?.contains(month) ?? false)
    }
  }

  func share(_ measure: Measure) async throws -> Answer {
    guard let whole = measure.within else {
      throw MeasureError.badQuestion("A share needs within:, the whole that it is a part of.")
    }
    let periods = measure.period.map { [$0] }
    let partBasis = try await basis(of: measure.which, what: measure.of, periods: periods)
    let wholeBasis = try await basis(of: whole, what: measure.of, periods: periods)
    if periods == nil, partBasis.isStatistic,
      Set(partBasis.rows.map(\.period)) != Set(wholeBasis.rows.map(\.period))
    {
      throw MeasureError.badQuestion("The part and the whole are not stated for the same time; give a period:.")
    }
    let partSlice = try await slice(partBasis, measure.period, isCompared: true)
    let wholeSlice = try await slice(wholeBasis, measure.period, isCompared: true)
    let common = try await Comparability.of(
      [partSlice, wholeSlice], bases: [partBasis, wholeBasis], what: measure.of, store: store)
    let part = try await total(
      measure.of, partSlice, basis: partBasis, unit: common.unit, label: measure.total(over: nil),
      caveats: common.caveats)
    let all = try await total(
      measure.of, wholeSlice, basis: wholeBasis, unit: common.unit, label: measure.whole, caveats: common.caveats)
    if let low = part.bounds.low, let high = all.bounds.high, low > high {
      throw MeasureError.badQuestion(
        "The part (\(part.figure.label)) is larger than the whole (\(all.figure.label)); check within:.")
    }
    let parts = [part.figure, all.figure]
    let figure = try Ratio.share(of: part, in: all).figure(measure.words, unit: "%", from: parts) { $0 * 100 }
    return Answer(
      measure: measure, figure: figure, parts: parts, compared: Self.compared([partSlice]),
      grade: min(partBasis.grade, wholeBasis.grade))
  }

  /// Value over quantity (or weight), over the records that state both.
  func unitValue(_ measure: Measure) async throws -> Answer {
    let basis = try await basis(of: measure.which, what: .value, periods: measure.period.map { [$0] })
    let slice = try await slice(basis, measure.period)
    let common = try await Comparability.of([slice], bases: [basis], what: .value, store: store)
    let byWeight =
      measure.of == .weight || (measure.of == .value && !slice.rows.contains { $0.quantities > 0 })
    let other = try await Comparability.of(
      [slice], bases: [basis], what: byWeight ? .weight : .quantity, store: store)
    let column: SQL = byWeight ? "weight_kg" : "quantity"
    let both: SQL = "value IS NOT NULL AND \(fragment: column) > 0"
    var condition = SelectionFilter.all([slice.condition, both])
    if let inside = slice.inside { condition = SelectionFilter.all([condition, inside]) }
    let money: SQL =
      measure.which.currency == "USD"
      ? "CAST(value AS DOUBLE) * (CASE WHEN currency = 'USD' THEN 1 ELSE usd_rate END)" : "value"
    let query: SQL = """
      SELECT CAST(sum(\(fragment: money)) AS DOUBLE) / CAST(sum(\(fragment: column)) AS DOUBLE) AS figure,
        sum(\(fragment: money)) AS money,
        sum(\(fragment: column)) AS amount, count(*) AS records
      FROM record WHERE \(fragment: condition)
      """
    let table = try await engine.table(query)
    let records = (try table.integers("records").first ?? 0) ?? 0
    let all = slice.rows.reduce(0) { $0 + $1.records }
    guard records > 0 else {
      throw MeasureError(
        .undisclosed,
        "None of the \(Self.count(all)) discloses both its value and its \(byWeight ? "weight" : "quantity").")
    }
    var caveats = (slice.caveats + common.caveats + other.caveats).uniqued
    if records < all {
      caveats.append(
        "\(records) of \(all) records state both value and \(byWeight ? "weight" : "quantity"); the others are left out on both sides."
      )
    }
    var narrowed = slice
    narrowed.condition = condition
    let evidence = try await evidence(narrowed, records: records)
    func part(_ name: String, _ column: String, _ unit: String) throws -> Figure {
      Figure(
        label: "\(name) of \(measure.total(over: measure.period?.description)), where both are stated",
        value: try table.doubles(column).first ?? nil, unit: unit, sql: [query.readable], evidence: evidence)
    }
    let parts = [
      try part("value", "money", common.unit), try part(byWeight ? "weight" : "quantity", "amount", other.unit),
    ]
    let figure = Figure(
      label: measure.words, value: try table.doubles("figure").first ?? nil,
      unit: "\(common.unit)/\(Units.single(other.unit))", sql: [query.readable], evidence: evidence, caveats: caveats)
    return Answer(
      measure: measure, figure: figure, parts: parts, compared: Self.compared([slice]), grade: basis.grade)
  }
}
