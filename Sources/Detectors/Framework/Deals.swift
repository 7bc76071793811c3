// SPDX-License-Identifier: Apache-2.0

import Measures
import Trade
import Warehouse

/// Customs records and filings with who is who, in one narrow table that detectors share. It is made once a run, with
/// numbers for names, so that detectors stay linear in rows and quick at ten million of them.
///
/// One row a record and each combination of buyer, seller, maker and brand that it names. Count `rec` with DISTINCT
/// where a record that names two makers must not count twice.
///
/// | column | holds |
/// |---|---|
/// | `rec` | the record's address as one number: number of the source × 2⁴⁰ + row |
/// | `customs` | 1 for a customs record, 0 for a filing |
/// | `period_from`, `period_to` | the days that the record can be of; both null when it is not dated |
/// | `buyer`, `seller`, `maker`, `brand` | numbers of parties; null when none is named |
/// | `code`, `edition`, `origin`, `dispatch`, `destination`, `quantity`, `quantity_low`, `unit` | as in `record` |
/// | `part` | as in `record`: a row of a source can hold several records |
/// | `value`, `currency`, `weight`, `flow` | as in `record`, as floating-point numbers; null = undisclosed |
/// | `usd` | the value in US dollars; null = undisclosed, or no rate is known |
/// | `concern` | 1 when the goods are of a class of concern |
struct Deals: Sendable {
  /// Quoted names of the kept tables.
  let deals: SQL
  /// `party`, `number`
  let parties: SQL
  /// `source`, `number`, in order of source
  let sources: SQL
  /// `identity`, `number` of its party
  let identities: SQL
  /// `rec` of the few records that take up several rows of ``deals``; nil when each takes one.
  let several: SQL?

  init(at desk: any Desk) async throws {
    let sources = Self.name(try await desk.keep(Self.sourceNumbers, isShared: true))
    let parties = Self.name(try await desk.keep(Self.partyNumbers, isShared: true))
    let identities = Self.name(
      try await desk.keep(
        """
        SELECT i.identity, p.number FROM party_identity AS i JOIN \(fragment: parties) AS p ON p.party = i.party
        """, isShared: true))
    self.sources = sources
    self.parties = parties
    self.identities = identities
    let stretches = try await Stretch.all(SharedStages.ownRecords, at: desk)
    let deals = Self.name(
      try await desk.keep(
        stretches.map { Self.query(asOf: desk.asOf, sources: sources, identities: identities, stretch: $0) }, isShared: true,
        joinsAsWritten: true))
    self.deals = deals
    guard try await Self.mayRepeat(deals, asOf: desk.asOf, at: desk) else {
      several = nil
      return
    }
    several = Self.name(
      try await desk.keep(
        "SELECT rec FROM \(fragment: deals) GROUP BY rec HAVING count(*) > 1", isShared: true))
  }

  /// Whether a record can take up several rows: not when there are as many rows as records and no row of a source holds
  /// two of them. To count is quicker by far than to group by ten million numbers, and then to leave none of them out.
  private static func mayRepeat(_ deals: SQL, asOf: Day, at desk: any Desk) async throws -> Bool {
    let table = try await desk.kept(
      """
      SELECT d.n AS deals, d.parts, r.n AS records
      FROM (SELECT count(*) AS n, CASE WHEN min(part) = max(part) THEN 1 ELSE 2 END AS parts FROM \(fragment: deals)) AS d
      CROSS JOIN (
        SELECT count(*) AS n FROM record AS r WHERE \(fragment: SharedStages.isUsable("r", SharedStages.ownRecords, asOf: asOf))
      ) AS r
      """)
    let (deals, records, parts) = (try table.counts("deals"), try table.counts("records"), try table.counts("parts"))
    return deals.first != records.first || parts.first != 1
  }

  private static func name(_ table: String) -> SQL { SQL(text: SQL.quoted(table)) }

  private static let sourceNumbers: SQL = """
    SELECT source, CAST(row_number() OVER (ORDER BY source) AS BIGINT) AS number
    FROM (SELECT DISTINCT source FROM record) AS s
    """

  private static let partyNumbers: SQL = """
    SELECT party, CAST(row_number() OVER (ORDER BY party) AS INTEGER) AS number
    FROM (SELECT DISTINCT party FROM party_identity) AS p
    """

  /// The address of a row as one number. Rows of a source stay under 2⁴⁰.
  private static func address(_ alias: String) -> SQL { SQL(text: "s.number * 1099511627776 + \(alias).\"row\"") }

  /// One row a record: of several buyers, sellers, makers or brands the first, in order of party. For what is summed over
  /// records.
  func once(where condition: SQL) -> SQL {
    guard let several else { return "SELECT d.* FROM \(fragment: deals) AS d WHERE \(fragment: condition)" }
    return """
      SELECT d.* FROM \(fragment: deals) AS d
      WHERE NOT EXISTS (SELECT 1 FROM \(fragment: several) AS v WHERE v.rec = d.rec) AND \(fragment: condition)
      UNION ALL
      SELECT d.rec, min(d.customs), min(d.period_from), min(d.period_to), min(d.buyer), min(d.seller), min(d.maker), min(d.brand),
        min(d.code), min(d.edition), min(d.origin), min(d.dispatch), min(d.destination), min(d.quantity), min(d.quantity_low),
        min(d.unit), min(d.usd), d.part, min(d.value), min(d.currency), min(d.weight), min(d.flow), max(d.concern)
      FROM \(fragment: deals) AS d JOIN \(fragment: several) AS v ON v.rec = d.rec WHERE \(fragment: condition)
      GROUP BY d.rec, d.part
      """
  }

  /// Who plays one of the roles: `rec`, `party` as a number.
  func named(_ roles: [PartyRole]) -> SQL { Self.named(roles, sources: sources, identities: identities) }

  private static func named(_ roles: [PartyRole], sources: SQL, identities: SQL, stretch: Stretch? = nil) -> SQL {
    """
    SELECT \(fragment: address("m")) AS rec, i.number AS party
    FROM mention AS m JOIN \(fragment: sources) AS s ON s.source = m.source
    JOIN \(fragment: identities) AS i ON i.identity = m.identity
    WHERE m.role IN (\(list: roles.map(\.rawValue)))\(fragment: inside(stretch, "m"))
    """
  }

  private static func inside(_ stretch: Stretch?, _ alias: String) -> SQL {
    stretch.map { " AND \(fragment: $0.holds(alias))" } ?? ""
  }

  private static func query(asOf: Day, sources: SQL, identities: SQL, stretch: Stretch?) -> SQL {
    func named(_ roles: [PartyRole]) -> SQL { Self.named(roles, sources: sources, identities: identities, stretch: stretch) }
    return """
      WITH codes AS (
        SELECT DISTINCT c.goods_code, coalesce(c.hs_edition, '') AS hs_edition
        FROM goods_code AS c JOIN goods AS g ON g.goods = c.goods
        WHERE g.class IN (\(list: SharedStages.concern.map(\.rawValue))) AND NOT c.by_words
      ),
      texts AS (
        SELECT DISTINCT \(fragment: address("t")) AS rec
        FROM goods_record AS t JOIN goods AS g ON g.goods = t.goods
        JOIN \(fragment: sources) AS s ON s.source = t.source
        WHERE g.class IN (\(list: SharedStages.concern.map(\.rawValue)))\(fragment: inside(stretch, "t"))
      ),
      usable AS (
        SELECT \(fragment: address("r")) AS rec, CASE WHEN r.grade = 'customs' THEN 1 ELSE 0 END AS customs,
          r.period_from, coalesce(r.period_to, r.period_from) AS period_to, r.goods_code AS code, r.hs_edition AS edition,
          r.origin, r.dispatch, r.destination, r.quantity, r.quantity_low, r.quantity_unit AS unit,
          CAST(r.value AS DOUBLE) * CASE WHEN r.currency = 'USD' THEN 1 ELSE r.usd_rate END AS usd, r.part,
          CAST(r.value AS DOUBLE) AS value, r.currency, CAST(r.weight_kg AS DOUBLE) AS weight, r.flow
        FROM record AS r JOIN \(fragment: sources) AS s ON s.source = r.source
        WHERE \(fragment: SharedStages.isUsable("r", SharedStages.ownRecords, asOf: asOf))\(fragment: inside(stretch, "r"))
      )
      SELECT u.rec, u.customs, u.period_from, u.period_to, b.party AS buyer, s.party AS seller, m.party AS maker,
        t.party AS brand, u.code, u.edition, u.origin, u.dispatch, u.destination, u.quantity, u.quantity_low, u.unit, u.usd,
        u.part, u.value, u.currency, u.weight, u.flow,
        CASE WHEN c.goods_code IS NOT NULL OR x.rec IS NOT NULL THEN 1 ELSE 0 END AS concern
      FROM usable AS u
      LEFT JOIN codes AS c ON c.goods_code = u.code AND c.hs_edition = coalesce(u.edition, '')
      LEFT JOIN texts AS x ON x.rec = u.rec
      LEFT JOIN (\(fragment: named(SharedStages.importers))) AS b ON b.rec = u.rec
      LEFT JOIN (\(fragment: named([.consignor]))) AS s ON s.rec = u.rec
      LEFT JOIN (\(fragment: named([.manufacturer]))) AS m ON m.rec = u.rec
      LEFT JOIN (\(fragment: named([.brand]))) AS t ON t.rec = u.rec
      """
  }

  /// One row a deal and kind of goods that it is of, by code or by text: all columns of a deal, `goods`, and `by_code`.
  func withGoods(where condition: SQL) -> SQL {
    """
    SELECT d.*, c.goods, 1 AS by_code FROM \(fragment: deals) AS d
    JOIN goods_code AS c ON c.goods_code = d.code AND coalesce(c.hs_edition, '') = coalesce(d.edition, '')
    WHERE NOT c.by_words AND \(fragment: condition)
    UNION ALL
    SELECT d.*, t.goods, 0 AS by_code FROM \(fragment: deals) AS d
    JOIN (
      SELECT s.number * 1099511627776 + g."row" AS rec, g.goods FROM goods_record AS g
      JOIN \(fragment: sources) AS s ON s.source = g.source
    ) AS t ON t.rec = d.rec
    WHERE \(fragment: condition)
    """
  }

  /// True for a deal `d` whose code names a chapter.
  static let hasChapter: SQL = "d.code <> 'TOTAL' AND length(d.code) >= 2"
}
