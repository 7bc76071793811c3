// SPDX-License-Identifier: Apache-2.0

import Trade
import Warehouse

extension MeasureCompiler {
  /// Adds up a slice.
  func total(_ what: Measure.What, _ slice: Slice, basis: Basis, unit: String, label: String, caveats: [String] = [])
    async throws -> Total
  {
    let roles = basis.filter.selection.roles
    let query = Amount.query(
      what, slice: slice, roles: roles, inUSD: basis.filter.selection.currency == "USD")
    let table = try await engine.table(query)
    let records = (try table.integers("records").first ?? 0) ?? 0
    let disclosed = (try table.integers("disclosed").first ?? 0) ?? 0
    var value = (try table.doubles("figure").first ?? nil)
    var bounds = Bounds(low: try table.doubles("low").first ?? nil, high: try table.doubles("high").first ?? nil)
    var notes = slice.caveats + caveats
    let undisclosed = records - disclosed
    if slice.inside != nil, records > undisclosed {
      // Nothing lies inside for certain.
      value = value ?? 0
      bounds.low = bounds.low ?? 0
    }

    if what == .parties, undisclosed > 0 {
      if disclosed == 0 {
        let named = roles.map(\.rawValue).joined(separator: ", ")
        throw MeasureError(
          .notCarried,
          "None of the \(records) records names a party\(named.isEmpty ? "" : " as \(named)"); choose another role:.")
      }
      bounds.high = nil
      notes.append("\(undisclosed) of \(records) records name nobody in that part, so there may be more.")
    } else if undisclosed > 0 {
      if bounds.low == nil {
        (value, bounds) = (nil, .unknown)
        notes.append("None of the \(Self.count(records)) discloses its \(what.rawValue).")
      } else if bounds.high == nil {
        value = bounds.low
        notes.append(
          "\(undisclosed) of \(records) records do not disclose their \(what.rawValue); the figure is at least this.")
      } else {
        value = bounds.low
        notes.append("\(undisclosed) of \(records) records state their \(what.rawValue) as a range.")
      }
    }

    let exact = value != nil && bounds.low == value && bounds.high == value
    let figure = Figure(
      label: label, value: value, low: exact ? nil : bounds.low, high: exact ? nil : bounds.high, unit: unit,
      sql: [query.readable], evidence: try await evidence(slice, records: records), caveats: notes.uniqued)
    return Total(figure: figure, bounds: bounds, undisclosed: undisclosed, records: records)
  }

  /// The rows under a slice: the first of them, and how many there are.
  func evidence(_ slice: Slice, records: Int, further: SQL? = nil) async throws -> Evidence {
    guard records > 0 else { return .none }
    let condition = SelectionFilter.all([slice.condition] + (further.map { [$0] } ?? []))
    // Only where a row of the source gives several records can an address occur twice.
    let distinct: SQL = slice.hasSeveralParts ? "DISTINCT " : ""
    let table = try await engine.table(
      """
      SELECT \(fragment: distinct)source, "row" FROM record WHERE \(fragment: condition)
      ORDER BY source, "row" LIMIT \(Evidence.limit)
      """)
    var count = records
    if slice.hasSeveralParts {
      let counted = try await engine.table(
        """
        SELECT count(*) AS "rows" FROM (SELECT DISTINCT source, "row" FROM record WHERE \(fragment: condition)) AS r
        """)
      count = (try counted.integers("rows").first ?? 0) ?? 0
    }
    let book = try await store.addressBook()
    let addresses = try zip(try table.texts("source"), try table.integers("row")).map { source, row in
      try book.address(source ?? "", row ?? 0)
    }
    return Evidence(addresses: addresses, count: count)
  }

  static func count(_ records: Int) -> String { records == 1 ? "1 record" : "\(records) records" }
}

extension Array where Element: Hashable {
  /// The elements in order, each once.
  var uniqued: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
