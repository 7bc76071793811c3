// SPDX-License-Identifier: Apache-2.0

package import Trade
package import Warehouse

/// The one place where figures are computed: turns a measure into statements over the tables of a case, and what they
/// return into an answer with its bounds, caveats and rows.
///
/// First a coverage query says what kinds of records a selection has; from that it is decided, in Swift, whether they
/// may be added and compared at all, and which of them make up the period. Only then is a figure asked for.
package struct MeasureCompiler: Sendable {
  let engine: any Engine
  let asOf: Day
  let store: CoverageStore

  package init(engine: any Engine, asOf: Day) {
    self.engine = engine
    self.asOf = asOf
    store = CoverageStore(engine: engine, asOf: asOf)
  }

  /// - Throws: ``MeasureError`` when the question can't be answered, `WarehouseError` when the engine fails.
  package func answer(_ measure: Measure) async throws -> Answer {
    if let problem = measure.problem { throw MeasureError.badQuestion(problem) }
    if measure.of == .indicator { return try await indicator(measure) }
    switch measure.how {
    case .total: return try await plainTotal(measure)
    case .growth, .multiple, .partOfYear: return try await ratio(measure)
    case .yearToDate: return try await yearToDate(measure)
    case .share: return try await share(measure)
    case .runRate: return try await runRate(measure)
    case .record: return try await record(measure)
    case .unitValue: return try await unitValue(measure)
    }
  }

  func addresses(_ rows: [(source: String, row: Int)]) async throws -> [RecordAddress] {
    let book = try await store.addressBook()
    return try rows.map { try book.address($0.source, $0.row) }
  }

  private func plainTotal(_ measure: Measure) async throws -> Answer {
    let basis = try await basis(of: measure.which, what: measure.of, periods: measure.period.map { [$0] })
    let slice = try await slice(basis, measure.period)
    let common = try await Comparability.of([slice], bases: [basis], what: measure.of, store: store)
    let total = try await total(
      measure.of, slice, basis: basis, unit: common.unit, label: measure.words, caveats: common.caveats)
    return Answer(
      measure: measure, figure: total.figure, parts: [], compared: Self.compared([slice]), grade: basis.grade)
  }

  /// The stretches that were really looked at, each period's own.
  static func compared(_ slices: [Slice]) -> [Period] {
    slices.flatMap { slice in slice.pieces.isEmpty ? slice.period.map { [$0] } ?? [] : Period.joined(slice.pieces) }
  }

  /// A number that a publisher states as such: exactly one record must carry it.
  private func indicator(_ measure: Measure) async throws -> Answer {
    let coverage = try await store.coverage(of: measure.which)
    let rows = coverage.rows.filter { row in measure.period.map { $0 == row.period } ?? true }
    let count = rows.reduce(0) { $0 + $1.records }
    guard let row = rows.first else {
      let periods = Set(coverage.rows.compactMap(\.period)).sorted { ($0.from, $0.to) < ($1.from, $1.to) }
      throw MeasureError.nothingMatches(
        "'\(measure.words)'", hint: periods.isEmpty ? nil : "There is one for \(Period.words(periods)).")
    }
    guard count == 1 else {
      throw MeasureError.badQuestion(
        "\(count) records state '\(measure.which.indicator ?? "")'; narrow it by source:, reporter:, from:, to: or period: until one is left."
      )
    }
    var condition = coverage.filter.condition
    if let period = measure.period {
      condition = SelectionFilter.all([condition, "period_from = \(period.from) AND period_to = \(period.to)"])
    }
    let query: SQL = """
      SELECT value AS figure, value_low AS low, value_high AS high, currency, source, "row"
      FROM record WHERE \(fragment: condition)
      """
    let table = try await engine.table(query)
    let value = try table.doubles("figure").first ?? nil
    let (low, high) = (try table.doubles("low").first ?? nil, try table.doubles("high").first ?? nil)
    let source = (try table.texts("source").first ?? nil) ?? ""
    let address = try await addresses([(source, (try table.integers("row").first ?? 0) ?? 0)])
    var caveats = ["This is stated by \(source), not added up from records of trade."]
    if value == nil, low == nil, high == nil { caveats.append("The record does not disclose it.") }
    let figure = Figure(
      label: measure.words, value: value, low: low, high: high, unit: (try table.texts("currency").first ?? nil) ?? "",
      sql: [query.readable], evidence: Evidence(addresses: address), caveats: caveats)
    return Answer(
      measure: measure, figure: figure, parts: [], compared: row.period.map { [$0] } ?? [], grade: row.grade)
  }
}
