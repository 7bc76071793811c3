// SPDX-License-Identifier: Apache-2.0

import Measures
import Trade
import Warehouse

/// A desk over a planted case.
struct PlantedDesk: Desk {
  let engine: ADBCEngine
  let asOf: Day
  var statements: [Statement] = []
  var events: [DatedEvent] = []

  func table(_ query: SQL) async throws -> Table { try await engine.table(query) }

  func addresses(_ rows: [(source: String, row: Int)]) async throws -> [RecordAddress] {
    rows.map { RecordAddress(source: $0.source, sha256: "f00d", row: $0.row) }
  }

  func answer(_ measure: Measure) async throws -> Answer {
    let which = measure.which
    var condition: SQL = "r.grade = \(which.grade?.rawValue ?? "filing") AND (r.period_from IS NULL OR r.period_from <= \(asOf))"
    if let period = measure.period {
      condition += " AND r.period_from >= \(period.from) AND r.period_to <= \(period.to)"
    }
    if !which.to.isEmpty { condition += " AND r.destination IN (\(list: which.to))" }
    if !which.goods.isEmpty {
      condition += """
         AND ((r.source, r."row") IN (SELECT source, "row" FROM goods_record WHERE goods IN (\(list: which.goods)))
          OR r.goods_code IN (SELECT goods_code FROM goods_code WHERE goods IN (\(list: which.goods))))
        """
    }
    let roles: SQL = which.roles.isEmpty ? "" : " AND m.role IN (\(list: which.roles.map(\.rawValue)))"
    if !which.parties.isEmpty {
      condition += """
         AND (r.source, r."row") IN (SELECT m.source, m."row" FROM mention m JOIN party_identity i USING (identity)
          WHERE i.party IN (\(list: which.parties))\(fragment: roles))
        """
    }
    let rows: SQL = "SELECT r.source, r.\"row\" FROM record AS r WHERE \(fragment: condition) ORDER BY 1, 2"
    let table = try await engine.table(rows)
    let evidence = Evidence(
      addresses: try await addresses(
        zip(try table.texts("source"), try table.integers("row")).map { (source: $0 ?? "", row: $1 ?? 0) }))
    guard table.count > 0 else { throw MeasureError(.noData, "No record of the case is of that kind.") }
    var figure = Figure(label: "", value: nil, unit: measure.of.rawValue, sql: [rows.readable], evidence: evidence)
    switch measure.of {
    case .records: figure.value = Double(table.count)
    case .parties:
      let parties = try await engine.table(
        """
        SELECT count(DISTINCT i.party) AS n FROM mention m JOIN party_identity i USING (identity)
        JOIN (\(fragment: rows)) AS x ON x.source = m.source AND x."row" = m."row" WHERE TRUE\(fragment: roles)
        """)
      figure.value = try parties.doubles("n").first ?? nil
    default:
      let column = measure.of == .value ? "value" : "quantity"
      let low = measure.of == .value ? "value" : "coalesce(r.quantity, r.quantity_low)"
      let sums = try await engine.table(
        """
        SELECT CAST(sum(\(identifier: column)) AS DOUBLE) AS disclosed, min(r.quantity_unit) AS unit,
          CAST(sum(\(fragment: SQL(text: low))) AS DOUBLE) AS low,
          count(*) FILTER (WHERE \(identifier: column) IS NULL) AS open
        FROM record AS r WHERE \(fragment: condition)
        """)
      figure.value = try sums.doubles("disclosed").first ?? nil
      figure.unit = measure.of == .value ? "USD" : try sums.texts("unit").first.flatMap(\.self) ?? "pieces"
      if try sums.integers("open").first.flatMap(\.self) ?? 0 > 0 { figure.low = try sums.doubles("low").first ?? nil }
    }
    return Answer(measure: measure, figure: figure, parts: [], compared: [], grade: which.grade ?? .filing)
  }
}
