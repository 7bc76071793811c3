// SPDX-License-Identifier: Apache-2.0

import Measures
import Trade
import Warehouse

extension YoungImporter {
  /// Records of buyers whose registration is known. CTEs `usable` and `dated`; `dated` is one row a record and buyer.
  private static func dated(asOf: Day, of party: String? = nil) -> SQL {
    """
    WITH usable AS (\(fragment: SharedStages.usable(SharedStages.ownRecords, asOf: asOf, naming: party.map { [$0] }))),
    buyers AS (
      SELECT DISTINCT source, "row", party FROM (\(fragment: SharedStages.parties(SharedStages.importers, naming: party.map { [$0] }))) AS named
    ),
    dated AS (
      SELECT b.party, r.source, r."row", r.part, r.grade, r.period_from, r.period_to, r.quantity, r.quantity_unit,
        p.registered_from, p.registered_by
      FROM usable AS r
      JOIN buyers AS b ON b.source = r.source AND b."row" = r."row"
      JOIN party AS p ON p.party = b.party
      WHERE p.registered_from IS NOT NULL AND p.registered_by IS NOT NULL AND r.period_from IS NOT NULL
    )
    """
  }

  /// Continues ``dated(asOf:)``: the first record of each buyer that may lie on or after its registration. Its day lies
  /// between the least `period_from` and the least `period_to`.
  private static let firsts: SQL = """
    , firsts AS (
      SELECT party, min(period_from) AS first_from, min(period_to) AS first_to
      FROM dated WHERE period_to >= registered_from GROUP BY party
    ),
    first_rows AS (
      SELECT d.party, d.source, d."row", d.part, d.grade, d.period_from, d.period_to, d.quantity, d.quantity_unit,
        d.registered_from, d.registered_by, f.first_to
      FROM dated AS d JOIN firsts AS f ON f.party = d.party AND d.period_from = f.first_from
    )
    """

  static func firsts(asOf: Day, anyGoods: Bool) -> Stage {
    let filter: SQL =
      anyGoods
      ? ""
      : """
        WHERE f.party IN (
          SELECT b.party FROM buyers AS b JOIN (\(fragment: SharedStages.concernRows)) AS c
            ON c.source = b.source AND c."row" = b."row"
        )
        """
    return Stage(
      name: "young-importer/firsts", grain: "one row a buyer whose registration is known",
      sql: """
        \(fragment: dated(asOf: asOf))\(fragment: firsts),
        before AS (
          SELECT party, count(*) AS records FROM (
            SELECT DISTINCT party, source, "row" FROM dated WHERE period_to < registered_from
          ) AS early GROUP BY party
        )
        SELECT f.party, min(f.registered_from) AS registered_from, min(f.registered_by) AS registered_by,
          min(f.period_from) AS first_from, min(f.first_to) AS first_to, max(b.records) AS before,
          max(CASE WHEN f.grade = 'customs' THEN 1 ELSE 0 END) AS customs
        FROM first_rows AS f LEFT JOIN before AS b ON b.party = f.party
        \(fragment: filter)
        GROUP BY f.party
        ORDER BY f.party
        """)
  }

  /// The first records of one buyer, with the days that its age is counted from and to.
  static func firstRows(of party: String, asOf: Day) -> Stage {
    Stage(
      name: "young-importer/first-rows", grain: "one row a first record of the buyer",
      sql: """
        \(fragment: dated(asOf: asOf, of: party))\(fragment: firsts)
        SELECT source, "row", grade, registered_from, registered_by, period_from, period_to
        FROM first_rows WHERE party = \(party)
        """)
  }

  static func quantities(asOf: Day) -> Stage {
    Stage(
      name: "young-importer/first-quantities", grain: "one row a buyer and a unit of its first records",
      sql: """
        \(fragment: dated(asOf: asOf))\(fragment: firsts)
        SELECT party, quantity_unit AS unit, CAST(sum(quantity) AS DOUBLE) AS quantity
        FROM first_rows WHERE quantity IS NOT NULL AND quantity_unit IS NOT NULL
        GROUP BY party, quantity_unit ORDER BY party, quantity_unit
        """)
  }

  func firstFilings(at desk: any Desk) async throws -> [First] {
    let table = try await desk.table(Self.firsts(asOf: desk.asOf, anyGoods: anyGoods))
    let parties = try table.words("party")
    let (registeredFrom, registeredBy) = (try table.days("registered_from"), try table.days("registered_by"))
    let (firstFrom, firstTo) = (try table.days("first_from"), try table.days("first_to"))
    let (before, customs) = (try table.counts("before"), try table.counts("customs"))
    return (0..<table.count).compactMap { row in
      guard let from = registeredFrom[row], let by = registeredBy[row], let start = firstFrom[row], let end = firstTo[row],
        let registered = Period(from: from, to: by), let period = Period(from: start, to: end)
      else { return nil }
      return First(
        party: parties[row], registered: registered, period: period, grade: customs[row] > 0 ? .customs : .filing,
        before: before[row])
    }
  }

  func firstQuantities(at desk: any Desk) async throws -> [(party: String, unit: String, quantity: Double)] {
    let table = try await desk.table(Self.quantities(asOf: desk.asOf))
    let (parties, units, quantities) = (try table.words("party"), try table.words("unit"), try table.doubles("quantity"))
    return (0..<table.count).compactMap { row in quantities[row].map { (parties[row], units[row], $0) } }
  }
}
