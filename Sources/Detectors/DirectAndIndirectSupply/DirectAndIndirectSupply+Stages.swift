// SPDX-License-Identifier: Apache-2.0

import Measures
import Trade
import Warehouse

extension DirectAndIndirectSupply {
  enum Kind: Sendable { case direct, indirect }

  /// Where and when the records of a maker are, and how strong they are.
  struct Scene: Sendable, Hashable {
    var period: Period?
    var origins: [String]
    var dispatches: [String]
    var grade: EvidenceGrade
    /// Both customs records and filings.
    var isMixed: Bool
  }

  /// CTEs `usable`, `scope` (its rows, where only goods of concern are asked for) and `named`.
  private func scope(asOf: Day, naming parties: [String]? = nil) -> SQL {
    let rows: SQL = anyGoods ? "SELECT DISTINCT source, \"row\" FROM usable" : SharedStages.concernRows
    return """
      WITH usable AS (\(fragment: SharedStages.usable(SharedStages.ownRecords, asOf: asOf, naming: parties))),
      scope AS (\(fragment: rows)),
      named AS (\(fragment: SharedStages.parties(PartyRole.suppliers + SharedStages.importers, naming: parties)))
      """
  }

  func routes(asOf: Day) -> Stage {
    Stage(
      name: "direct-and-indirect-supply/routes", grain: "one row a brand, maker and seller, any of which may be missing",
      sql: """
        \(fragment: scope(asOf: asOf)),
        graded AS (
          SELECT s.source, s."row", max(CASE WHEN u.grade = 'customs' THEN 1 ELSE 0 END) AS customs
          FROM scope AS s JOIN usable AS u ON u.source = s.source AND u."row" = s."row" GROUP BY s.source, s."row"
        )
        SELECT b.party AS brand, m.party AS maker, s.party AS seller, count(*) AS records, sum(r.customs) AS customs
        FROM graded AS r
        LEFT JOIN named AS b ON b.source = r.source AND b."row" = r."row" AND b.role = 'brand'
        LEFT JOIN named AS m ON m.source = r.source AND m."row" = r."row" AND m.role = 'manufacturer'
        LEFT JOIN named AS s ON s.source = r.source AND s."row" = r."row" AND s.role = 'consignor'
        WHERE b.party IS NOT NULL OR m.party IS NOT NULL
        GROUP BY b.party, m.party, s.party
        ORDER BY b.party, m.party, s.party
        """)
  }

  func routes(at desk: any Desk) async throws -> [Route] {
    let table = try await desk.table(routes(asOf: desk.asOf))
    let (brands, makers, sellers) = (try table.texts("brand"), try table.texts("maker"), try table.texts("seller"))
    let (records, customs) = (try table.counts("records"), try table.doubles("customs"))
    return (0..<table.count).map { row in
      Route(
        brand: brands[row], maker: makers[row], seller: sellers[row], records: records[row],
        customs: Int(customs[row] ?? 0))
    }
  }

  /// The maker's records; of one kind, or all.
  func stage(_ kind: Kind?, of maker: Maker, asOf: Day) -> Stage {
    let others: SQL = """
      SELECT 1 FROM named AS o WHERE o.source = r.source AND o."row" = r."row"
        AND o.party NOT IN (\(list: maker.family))
      """
    // Where no maker carries the brand's name, every manufacturer named with it counts as its maker.
    let indirect: SQL =
      maker.carriers.isEmpty
      ? """
      EXISTS (\(fragment: others) AND o.role = 'consignor' AND NOT EXISTS (
        SELECT 1 FROM named AS m WHERE m.source = o.source AND m."row" = o."row" AND m.role = 'manufacturer' AND m.party = o.party
      ))
      """
      : "EXISTS (\(fragment: others) AND o.role IN ('consignor', 'manufacturer'))"
    let condition: SQL =
      switch kind {
      case .direct?: " AND NOT \(fragment: indirect)"
      case .indirect?: " AND \(fragment: indirect)"
      case nil: ""
      }
    return Stage(
      name: "direct-and-indirect-supply/rows", grain: "one row a record of the maker's goods",
      sql: """
        \(fragment: scope(asOf: asOf, naming: maker.brands + maker.makers)),
        branded AS (SELECT DISTINCT source, "row" FROM named WHERE role = 'brand'),
        theirs AS (
          SELECT DISTINCT source, "row" FROM named WHERE role = 'brand' AND party IN (\(list: maker.brands))
          UNION
          SELECT DISTINCT n.source, n."row" FROM named AS n
          LEFT JOIN branded AS b ON b.source = n.source AND b."row" = n."row"
          WHERE n.role = 'manufacturer' AND n.party IN (\(list: maker.makers)) AND b.source IS NULL
        )
        SELECT r.source, r."row" FROM theirs AS r JOIN scope AS s ON s.source = r.source AND s."row" = r."row"
        WHERE TRUE\(fragment: condition)
        """)
  }

  /// Who supplies each record: the consignors, or without any the manufacturers; the maker itself as one.
  func suppliers(of maker: Maker, asOf: Day) -> Stage {
    Stage(
      name: "direct-and-indirect-supply/suppliers", grain: "one row a supplier; the maker itself is one",
      sql: """
        WITH theirs AS (\(fragment: stage(nil, of: maker, asOf: asOf).sql)),
        named AS (\(fragment: SharedStages.parties(SharedStages.makersAndSellers, naming: maker.brands + maker.makers))),
        sold AS (SELECT DISTINCT source, "row" FROM named WHERE role = 'consignor')
        SELECT DISTINCT CASE
            WHEN n.party IS NULL OR n.party IN (\(list: maker.family)) THEN \(maker.id) ELSE n.party END AS party
        FROM theirs AS t
        LEFT JOIN sold AS s ON s.source = t.source AND s."row" = t."row"
        LEFT JOIN named AS n ON n.source = t.source AND n."row" = t."row"
          AND n.role = CASE WHEN s.source IS NULL THEN 'manufacturer' ELSE 'consignor' END
        ORDER BY party
        """)
  }

  func buyers(of maker: Maker, asOf: Day) -> Stage {
    Stage(
      name: "direct-and-indirect-supply/buyers", grain: "one row a buyer of the maker's goods",
      sql: """
        WITH theirs AS (\(fragment: stage(nil, of: maker, asOf: asOf).sql)),
        named AS (\(fragment: SharedStages.parties(SharedStages.importers, naming: maker.brands + maker.makers)))
        SELECT DISTINCT n.party FROM theirs AS t JOIN named AS n ON n.source = t.source AND n."row" = t."row"
        ORDER BY n.party
        """)
  }

  func scene(of rows: Stage, at desk: any Desk) async throws -> Scene {
    let table = try await desk.table(
      """
      WITH theirs AS (\(fragment: rows.sql))
      SELECT r.grade, r.origin, r.dispatch, min(r.period_from) AS first_day,
        max(coalesce(r.period_to, r.period_from)) AS last_day
      FROM record AS r JOIN theirs AS t ON t.source = r.source AND t."row" = r."row"
      GROUP BY r.grade, r.origin, r.dispatch ORDER BY r.grade, r.origin, r.dispatch
      """)
    let grades = Set(try table.words("grade").compactMap(EvidenceGrade.init))
    let (first, last) = (try table.days("first_day").compactMap(\.self), try table.days("last_day").compactMap(\.self))
    return Scene(
      period: Period(first.min(), last.max()), origins: Set(try table.texts("origin").compactMap(\.self)).sorted(),
      dispatches: Set(try table.texts("dispatch").compactMap(\.self)).sorted(), grade: grades.max() ?? .filing,
      isMixed: grades.count > 1)
  }
}
