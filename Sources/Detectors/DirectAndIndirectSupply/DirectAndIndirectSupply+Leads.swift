// SPDX-License-Identifier: Apache-2.0

import Measures
import Trade
import Warehouse

extension DirectAndIndirectSupply {
  /// The records of a brand with its makers, or of a maker alone, counted.
  struct Lead: Sendable, Hashable {
    /// The brand's party, or the maker's.
    var id: String
    var family: Family?
    var records: Int
    var indirect: Int
    /// Different suppliers that are not the maker itself.
    var others: Int
    /// Records that name a seller at all.
    var withSeller: Int
    var customs: Int

    var direct: Int { records - indirect }
    var suppliers: Int { others + (direct > 0 ? 1 : 0) }
    var members: [String] { family?.members ?? [id] }
    var grade: EvidenceGrade { customs > 0 ? .customs : .filing }
    /// Both customs records and filings.
    var isMixed: Bool { customs > 0 && customs < records }
    var coverage: Double { records == 0 ? 0 : Double(withSeller) / Double(records) }

    /// A brand that a thousand traders sell is ordinary trade; one that comes as often from its maker as through others is not.
    var score: Double {
      let balance = Double(min(direct, indirect)) / Double(max(direct, indirect, 1))
      return grade.weight * Double(indirect) / Double(indirect + 2) * (0.7 + 0.3 * balance)
    }
  }

  /// One way that goods took: who made them, who sold them, where from.
  struct Leg: Sendable, Hashable {
    var brand: String?
    var maker: String?
    var seller: String?
    var records: Int
    /// Of an indirect leg, the supplier that is not the maker.
    var other: String?
  }

  /// A party that bought the maker's goods in some records and sold them on in others.
  struct Between: Sendable, Hashable {
    var party: String
    var bought: Int
    var sold: Int
  }

  /// Which family each record belongs to, and whether somebody else than the maker supplies it.
  func supply(_ families: [Family], _ deals: Deals, at desk: any Desk) async throws -> SQL {
    let scope: SQL = anyGoods ? "TRUE" : "d.concern = 1"
    let members = try await kept(
      families.flatMap { family in family.members.map { [.text(family.brand), .text($0)] } }, deals, at: desk)
    let owners = try await kept(
      families.flatMap { family in family.makers.map { [.text($0), .text(family.brand)] } }, deals, at: desk)
    let bare = try await kept(families.filter(\.carriers.isEmpty).map { [.text($0.brand), .text($0.brand)] }, deals, at: desk)
    return SQL(
      text: SQL.quoted(
        try await desk.keep(
          """
          WITH owned AS (
            SELECT d.*, coalesce(d.brand, o.two, d.maker) AS family
            FROM \(fragment: deals.deals) AS d LEFT JOIN \(fragment: owners) AS o ON o.one = d.maker
            WHERE (d.brand IS NOT NULL OR d.maker IS NOT NULL) AND \(fragment: scope)
          ),
          judged AS (
            SELECT d.family, d.rec, d.customs, d.brand, d.maker, d.seller, d.buyer, d.period_from, d.period_to,
              CASE WHEN d.seller IS NOT NULL AND d.seller <> d.family AND s.two IS NULL
                AND NOT (b.one IS NOT NULL AND d.seller = coalesce(d.maker, -1)) THEN 1 ELSE 0 END AS by_seller,
              CASE WHEN d.maker IS NOT NULL AND d.maker <> d.family AND m.two IS NULL AND b.one IS NULL THEN 1 ELSE 0 END AS by_maker
            FROM owned AS d
            LEFT JOIN \(fragment: members) AS s ON s.one = d.family AND s.two = d.seller
            LEFT JOIN \(fragment: members) AS m ON m.one = d.family AND m.two = d.maker
            LEFT JOIN \(fragment: bare) AS b ON b.one = d.family
          )
          SELECT family, rec, customs, brand, maker, seller, buyer, period_from, period_to,
            CASE WHEN by_seller = 1 OR by_maker = 1 THEN 1 ELSE 0 END AS indirect,
            CASE WHEN by_seller = 1 THEN seller WHEN by_maker = 1 THEN maker END AS other
          FROM judged
          """)))
  }

  /// Pairs of parties as numbers, in a table with the columns `one` and `two`.
  private func kept(_ pairs: [[SQL.Value]], _ deals: Deals, at desk: any Desk) async throws -> SQL {
    var parts: [SQL] = []
    for start in stride(from: 0, to: pairs.count, by: RowBook.most) {
      let rows = SQL.rows("v", ["one", "two"], Array(pairs[start..<min(start + RowBook.most, pairs.count)]))
      let name = try await desk.keep(
        """
        SELECT a.number AS one, b.number AS two FROM \(fragment: rows)
        JOIN \(fragment: deals.parties) AS a ON a.party = v.one JOIN \(fragment: deals.parties) AS b ON b.party = v.two
        """)
      parts.append("SELECT one, two FROM \(identifier: name)")
    }
    guard !parts.isEmpty else { return "(SELECT number AS one, number AS two FROM \(fragment: deals.parties) WHERE FALSE)" }
    return "(\(fragment: parts.joined(separator: " UNION ALL ")))"
  }

  func leads(_ supply: SQL, _ families: [Family], _ deals: Deals, at desk: any Desk) async throws -> [Lead] {
    let table = try await desk.table(
      """
      SELECT n.party, c.records, c.indirect, c.others, c.with_seller, c.customs FROM (
        SELECT family, count(DISTINCT rec) AS records, count(DISTINCT CASE WHEN indirect = 1 THEN rec END) AS indirect,
          count(DISTINCT other) AS others, count(DISTINCT CASE WHEN seller IS NOT NULL THEN rec END) AS with_seller,
          count(DISTINCT CASE WHEN customs = 1 THEN rec END) AS customs
        FROM \(fragment: supply) GROUP BY family HAVING max(indirect) = 1
      ) AS c JOIN \(fragment: deals.parties) AS n ON n.number = c.family
      WHERE c.indirect >= \(minimumIndirect) AND (c.records > c.indirect OR c.others > 1)
      ORDER BY n.party
      """)
    let (ids, records, indirect) = (try table.words("party"), try table.counts("records"), try table.counts("indirect"))
    let (others, sellers, customs) = (try table.counts("others"), try table.counts("with_seller"), try table.counts("customs"))
    let byBrand = Dictionary(families.map { ($0.brand, $0) }) { first, _ in first }
    return (0..<table.count).map { row in
      Lead(
        id: ids[row], family: byBrand[ids[row]], records: records[row], indirect: indirect[row], others: others[row],
        withSeller: sellers[row], customs: customs[row])
    }
  }

  /// The rows of some leads, kept: all that follows is asked of these few.
  func theirs(_ leads: [Lead], _ supply: SQL, _ deals: Deals, at desk: any Desk) async throws -> SQL {
    var parts: [SQL] = []
    for start in stride(from: 0, to: leads.count, by: RowBook.most) {
      let some = leads[start..<min(start + RowBook.most, leads.count)].map(\.id)
      let name = try await desk.keep(
        """
        SELECT * FROM \(fragment: supply)
        WHERE family IN (SELECT number FROM \(fragment: deals.parties) WHERE party IN (\(list: some)))
        """)
      parts.append("SELECT * FROM \(identifier: name)")
    }
    guard !parts.isEmpty else { return "(SELECT * FROM \(fragment: supply) WHERE FALSE)" }
    return "(\(fragment: parts.joined(separator: " UNION ALL ")))"
  }

  /// The ways of the leads' goods, the most frequent first.
  func legs(_ theirs: SQL, _ deals: Deals, at desk: any Desk) async throws -> [String: [Leg]] {
    let table = try await desk.table(
      """
      SELECT f.party AS family, b.party AS brand, m.party AS maker, s.party AS seller, o.party AS other, c.records FROM (
        SELECT family, brand, maker, seller, other, count(DISTINCT rec) AS records
        FROM \(fragment: theirs) AS t GROUP BY family, brand, maker, seller, other
      ) AS c JOIN \(fragment: deals.parties) AS f ON f.number = c.family
      LEFT JOIN \(fragment: deals.parties) AS b ON b.number = c.brand
      LEFT JOIN \(fragment: deals.parties) AS m ON m.number = c.maker
      LEFT JOIN \(fragment: deals.parties) AS s ON s.number = c.seller
      LEFT JOIN \(fragment: deals.parties) AS o ON o.number = c.other
      ORDER BY f.party, c.records DESC, b.party, m.party, s.party
      """)
    let (families, brands, makers) = (try table.words("family"), try table.texts("brand"), try table.texts("maker"))
    let (sellers, others, records) = (try table.texts("seller"), try table.texts("other"), try table.counts("records"))
    var legs: [String: [Leg]] = [:]
    for row in 0..<table.count {
      legs[families[row], default: []].append(
        Leg(brand: brands[row], maker: makers[row], seller: sellers[row], records: records[row], other: others[row]))
    }
    return legs
  }

  /// Parties that appear on both sides of a maker's goods: as a buyer, and on no earlier day as a seller.
  func between(_ theirs: SQL, _ deals: Deals, at desk: any Desk) async throws -> [String: [Between]] {
    let table = try await desk.table(
      """
      WITH bought AS (
        SELECT family, buyer AS party, count(DISTINCT rec) AS records, min(period_from) AS first_day FROM \(fragment: theirs) AS t
        WHERE buyer IS NOT NULL GROUP BY family, buyer
      ),
      sold AS (
        SELECT family, other AS party, count(DISTINCT rec) AS records, max(period_to) AS last_day FROM \(fragment: theirs) AS t
        WHERE other IS NOT NULL GROUP BY family, other
      )
      SELECT f.party AS family, n.party, b.records AS bought, s.records AS sold
      FROM bought AS b JOIN sold AS s ON s.family = b.family AND s.party = b.party AND s.last_day >= b.first_day
      JOIN \(fragment: deals.parties) AS f ON f.number = b.family JOIN \(fragment: deals.parties) AS n ON n.number = b.party
      ORDER BY f.party, s.records DESC, n.party
      """)
    let (families, parties) = (try table.words("family"), try table.words("party"))
    let (bought, sold) = (try table.counts("bought"), try table.counts("sold"))
    var between: [String: [Between]] = [:]
    for row in 0..<table.count {
      between[families[row], default: []].append(Between(party: parties[row], bought: bought[row], sold: sold[row]))
    }
    return between
  }

  /// How many buyers each of the leads has.
  func buyers(_ theirs: SQL, _ deals: Deals, at desk: any Desk) async throws -> [String: Int] {
    let table = try await desk.table(
      """
      SELECT f.party, c.n FROM (SELECT family, count(DISTINCT buyer) AS n FROM \(fragment: theirs) AS t GROUP BY family) AS c
      JOIN \(fragment: deals.parties) AS f ON f.number = c.family
      """)
    return Dictionary(zip(try table.words("party"), try table.counts("n"))) { first, _ in first }
  }
}
