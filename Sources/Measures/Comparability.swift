// SPDX-License-Identifier: Apache-2.0

import Trade

/// Refuses to add or compare what differs: sources, currencies, units, editions.
struct Comparability: Sendable {
  /// The unit that the figures are in.
  var unit: String
  var caveats: [String] = []

  /// - Parameter slices: all that is going to be added or divided, in the order asked.
  static func of(_ slices: [Slice], bases: [Basis], what: Measure.What, store: CoverageStore) async throws
    -> Comparability
  {
    let rows = slices.flatMap(\.rows)
    var caveats: [String] = []
    if let first = bases.first, let other = bases.first(where: { $0.grade != first.grade }) {
      throw MeasureError.grades([first.grade, other.grade])
    }
    try refuseDifferentSources(slices, bases: bases)
    let carried = try await store.sources()
    let unit: String
    switch what {
    case .value, .indicator:
      try refuseUncarried(what, column: "value", rows: rows, sources: carried)
      if bases.contains(where: { $0.filter.selection.currency == "USD" }) {
        unit = try await dollars(rows, store: store, caveats: &caveats)
      } else {
        unit = try currency(of: rows, caveats: &caveats)
      }
    case .weight:
      try refuseUncarried(what, column: "weight_kg", rows: rows, sources: carried)
      unit = "kg"
    case .quantity:
      try refuseUncarried(what, column: "quantity", rows: rows, sources: carried)
      unit = try quantityUnit(of: rows, caveats: &caveats)
    case .records: unit = "records"
    case .parties: unit = "parties"
    }
    caveats += try await EditionCheck.caveats(slices, bases: bases, store: store)
    return Comparability(unit: unit, caveats: caveats)
  }

  private static func refuseDifferentSources(_ slices: [Slice], bases: [Basis]) throws {
    guard bases.first?.isStatistic == true else { return }
    let used = slices.map { (slice: $0, sources: Set($0.rows.map(\.logicalSource)).sorted()) }.filter {
      !$0.sources.isEmpty
    }
    guard let first = used.first else { return }
    for other in used.dropFirst() where other.sources != first.sources {
      let names = [first.slice, other.slice].map { $0.period?.description ?? "One part" }
      throw MeasureError.sourcesDiffer(names[0], first.sources, names[1], other.sources)
    }
    let flows = Set(slices.flatMap(\.rows).compactMap(\.flow)).sorted()
    if flows.count > 1 { throw MeasureError.flows(flows) }
  }

  private static func refuseUncarried(
    _ what: Measure.What, column: String, rows: [CoverageRow], sources: [CoverageStore.SourceLine]
  ) throws {
    let used = Set(rows.map(\.source))
    let lacking = sources.filter { line in used.contains(line.id) && line.carried.map { !$0.contains(column) } ?? false
    }
    if !lacking.isEmpty { throw MeasureError.notCarried(what, lacking.map(\.id)) }
  }

  private static func currency(of rows: [CoverageRow], caveats: inout [String]) throws -> String {
    let stated = rows.filter { $0.values > 0 }
    let currencies = Set(stated.map { $0.currency ?? "not stated" }).sorted()
    if currencies.count > 1 { throw MeasureError.currencies(currencies) }
    let bases = Set(stated.compactMap(\.basis)).sorted()
    if bases.count > 1 {
      caveats.append("Values are partly \(bases.joined(separator: ", partly ")): they differ by freight and insurance.")
    }
    guard let currency = currencies.first else { return rows.compactMap(\.currency).first ?? "" }
    if currency == "not stated" {
      caveats.append("The source does not state the currency.")
      return ""
    }
    return currency
  }

  /// Values converted to dollars: refused where a rate is lacking.
  private static func dollars(_ rows: [CoverageRow], store: CoverageStore, caveats: inout [String]) async throws
    -> String
  {
    let lacking = rows.filter { $0.unrated > 0 }
    if !lacking.isEmpty {
      let shown = Set(lacking.map { "\($0.currency ?? "no currency") in \($0.period?.description ?? "no period")" })
      throw MeasureError.noRates(shown.sorted())
    }
    let converted = Set(rows.filter { $0.values > 0 }.compactMap(\.currency)).subtracting(["USD"]).sorted()
    if !converted.isEmpty {
      let publishers = try await store.ratePublishers()
      let by = "Values in \(converted.joined(separator: ", ")) are converted to USD by the rates of \(publishers.joined(separator: ", "))"
      let wider = rows.filter { $0.values > 0 && $0.rateSpan != nil }
      if wider.isEmpty {
        caveats.append("\(by), each by the rate of just its period.")
      } else {
        let names = ["M": "month", "Q": "quarter", "Y": "year"]
        let spans = Set(wider.compactMap(\.rateSpan).map { names[$0] ?? "longer period" }).sorted().joined(separator: " or ")
        let count = wider.reduce(0) { $0 + $1.values }
        caveats.append(
          "\(by), each by the rate of its period; for \(count) records that is the rate of the \(spans) that holds it, as the case declares."
        )
      }
    }
    let bases = Set(rows.filter { $0.values > 0 }.compactMap(\.basis)).sorted()
    if bases.count > 1 {
      caveats.append("Values are partly \(bases.joined(separator: ", partly ")): they differ by freight and insurance.")
    }
    return "USD"
  }

  static func quantityUnit(of rows: [CoverageRow], caveats: inout [String]) throws -> String {
    let stated = rows.filter { $0.quantities > 0 }
    let units = Set(stated.map { $0.unit.map(Units.common) ?? "not stated" }).sorted()
    if units.count > 1 { throw MeasureError.units(units) }
    guard let unit = units.first else { return "" }
    if unit == "not stated" {
      caveats.append("The source does not state the unit of quantity.")
      return "units"
    }
    return unit
  }
}
