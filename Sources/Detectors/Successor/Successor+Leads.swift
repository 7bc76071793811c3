// SPDX-License-Identifier: Apache-2.0

import Measures
import Trade
import Warehouse

extension Successor {
  /// The same goods of the same maker to the same buyer, from one seller and then from another.
  struct Chain: Sendable, Hashable {
    var buyer: String
    var maker: String
    var kind: String
    var isCode: Bool
    var isBrand: Bool
    var oldRecords: Int
    var oldLast: Day
    var newRecords: Int
    var newFirst: Day

    var days: Int { newFirst.number - oldLast.number }
  }

  struct Lead: Sendable, Hashable {
    var old: String
    var new: String
    var grade: EvidenceGrade
    /// The one with the most records first.
    var chains: [Chain]
    var registered: Period?
    var listed: Listed?

    var key: String { "\(old)>\(new)" }
    var parties: [String] { [old, new] + chains.flatMap { [$0.buyer, $0.maker] } }

    var score: Double {
      let n = Double(chains.map { min($0.oldRecords, $0.newRecords) }.max() ?? 0)
      let isYoung = registered.map { $0.from.number >= chains[0].oldLast.number - 365 } ?? false
      let isListed = listed.map { abs($0.day.number - chains[0].newFirst.number) <= 365 } ?? false
      return grade.weight
        * (0.4 + 0.3 * n / (n + 4) + (chains.count > 1 ? 0.1 : 0) + (isYoung ? 0.1 : 0) + (isListed ? 0.1 : 0))
    }
  }

  /// The kind of goods of a deal in this detector.
  private static let code: SQL = "substr(d.code, 1, 6)"

  func chains(_ deals: Deals) -> Stage {
    let scope: SQL = "d.buyer IS NOT NULL AND d.seller IS NOT NULL AND coalesce(d.maker, d.brand) IS NOT NULL AND d.period_from IS NOT NULL"
    return Stage(
      name: "successor/chains", grain: "one row a buyer, maker, kind of goods and seller",
      sql: """
        WITH often AS (
          -- Whoever has too few records whatever the goods has too few of any: three numbers tell most of them apart.
          SELECT d.buyer, d.seller, coalesce(d.maker, d.brand) AS maker FROM \(fragment: deals.deals) AS d WHERE \(fragment: scope)
          GROUP BY d.buyer, d.seller, coalesce(d.maker, d.brand) HAVING count(*) >= \(minimumRecords)
        ),
        shipped AS (
          SELECT d.* FROM \(fragment: deals.deals) AS d JOIN often AS o
            ON o.buyer = d.buyer AND o.seller = d.seller AND o.maker = coalesce(d.maker, d.brand)
          WHERE \(fragment: scope)
        )
        SELECT buyer, maker, is_brand, kind, is_code, seller, count(DISTINCT rec) AS records, min(period_from) AS first_from,
          max(period_to) AS last_to, max(customs) AS customs, max(concern) AS concern
        FROM (
          SELECT d.buyer, coalesce(d.maker, d.brand) AS maker, CASE WHEN d.maker IS NULL THEN 1 ELSE 0 END AS is_brand,
            \(fragment: Self.code) AS kind, 1 AS is_code, d.seller, d.rec, d.period_from, d.period_to, d.customs, d.concern
          FROM shipped AS d WHERE length(d.code) >= 6
          UNION ALL
          SELECT d.buyer, coalesce(d.maker, d.brand), CASE WHEN d.maker IS NULL THEN 1 ELSE 0 END, d.goods, 0, d.seller, d.rec,
            d.period_from, d.period_to, d.customs, d.concern
          FROM (\(fragment: deals.withGoods(where: "d.code IS NULL"))) AS d WHERE \(fragment: scope)
        ) AS c
        GROUP BY buyer, maker, is_brand, kind, is_code, seller HAVING count(DISTINCT rec) >= \(minimumRecords)
        """)
  }

  func leads(_ chains: SQL, _ deals: Deals, at desk: any Desk) async throws -> [Lead] {
    let table = try await desk.table(
      """
      WITH starts AS (
        SELECT seller, min(period_from) AS first_ever FROM \(fragment: deals.deals)
        WHERE seller IS NOT NULL AND period_from IS NOT NULL GROUP BY seller
      ),
      followed AS (
        SELECT a.buyer, a.maker, a.is_brand, a.kind, a.is_code, a.seller AS old_seller, b.seller AS new_seller,
          a.records AS old_records, a.last_to AS old_last, b.records AS new_records, b.first_from AS new_first,
          CASE WHEN a.customs > b.customs THEN a.customs ELSE b.customs END AS customs
        FROM \(fragment: chains) AS a
        JOIN \(fragment: chains) AS b ON b.buyer = a.buyer AND b.maker = a.maker AND b.is_brand = a.is_brand
          AND b.kind = a.kind AND b.is_code = a.is_code AND b.seller <> a.seller AND b.first_from > a.last_to
        JOIN starts AS s ON s.seller = b.seller AND s.first_ever >= a.last_to
        WHERE a.concern = 1 OR \(anyGoods)
      )
      SELECT o.party AS old_seller, n.party AS new_seller, b.party AS buyer, m.party AS maker, f.kind, f.is_code, f.is_brand,
        f.old_records, f.old_last, f.new_records, f.new_first, f.customs, p.registered_from, p.registered_by
      FROM followed AS f JOIN \(fragment: deals.parties) AS o ON o.number = f.old_seller
      JOIN \(fragment: deals.parties) AS n ON n.number = f.new_seller JOIN \(fragment: deals.parties) AS b ON b.number = f.buyer
      JOIN \(fragment: deals.parties) AS m ON m.number = f.maker JOIN party AS p ON p.party = n.party
      ORDER BY 1, 2, 3, 4, 5
      """)
    let (olds, news) = (try table.words("old_seller"), try table.words("new_seller"))
    let (buyers, makers, kinds) = (try table.words("buyer"), try table.words("maker"), try table.words("kind"))
    let (areCodes, areBrands) = (try table.counts("is_code"), try table.counts("is_brand"))
    let (before, after) = (try table.counts("old_records"), try table.counts("new_records"))
    let (last, first) = (try table.days("old_last"), try table.days("new_first"))
    let customs = try table.counts("customs")
    let (from, to) = (try table.days("registered_from"), try table.days("registered_by"))
    var leads: [String: Lead] = [:]
    for row in 0..<table.count {
      guard let oldLast = last[row], let newFirst = first[row], newFirst.number - oldLast.number <= gap else { continue }
      let chain = Chain(
        buyer: buyers[row], maker: makers[row], kind: kinds[row], isCode: areCodes[row] > 0, isBrand: areBrands[row] > 0,
        oldRecords: before[row], oldLast: oldLast, newRecords: after[row], newFirst: newFirst)
      let grade: EvidenceGrade = customs[row] > 0 ? .customs : .filing
      var lead =
        leads["\(olds[row])>\(news[row])"]
        ?? Lead(old: olds[row], new: news[row], grade: grade, chains: [], registered: Period(from[row], to[row]))
      lead.grade = max(lead.grade, grade)
      lead.chains.append(chain)
      leads[lead.key] = lead
    }
    for key in leads.keys {
      leads[key]?.chains.sort {
        ($1.oldRecords + $1.newRecords, $0.buyer, $0.maker, $0.kind) < ($0.oldRecords + $0.newRecords, $1.buyer, $1.maker, $1.kind)
      }
    }
    let listed = try await Self.listed(at: desk)
    return leads.values.map { lead in
      var lead = lead
      lead.listed = listed[lead.old]
      return lead
    }.sorted { $0.key < $1.key }
  }

  /// The first day on which an entry with the party's number, or else with a name like its own, was surely on a list.
  struct Listed: Sendable, Hashable {
    var day: Day
    var isByNumber: Bool

    func words(_ party: String) -> String {
      isByNumber
        ? "\(party) is on a list by its registry number, since \(Wording.day(day)) at the latest."
        : "An entry with a name like that of \(party) is on a list since \(Wording.day(day)) at the latest; no number ties the two."
    }
  }

  private static func listed(at desk: any Desk) async throws -> [String: Listed] {
    let table = try await desk.table(
      """
      SELECT p.party, min(CASE WHEN p.by_number THEN l.listed_by END) AS by_number, min(l.listed_by) AS listed FROM listed_party AS p
      JOIN listing AS l ON l.source = p.source AND l.list = p.list AND l.entry = p.entry
      WHERE l.listed_by IS NOT NULL AND l.listed_by <= \(desk.asOf) GROUP BY p.party ORDER BY p.party
      """)
    var found: [String: Listed] = [:]
    let (parties, numbers, days) = (try table.words("party"), try table.days("by_number"), try table.days("listed"))
    for row in 0..<table.count {
      found[parties[row]] = (numbers[row] ?? days[row]).map { Listed(day: $0, isByNumber: numbers[row] != nil) }
    }
    return found
  }

  static func picked(_ leads: [Lead], _ deals: Deals) -> SQL {
    func rows(_ isCode: Bool) -> [[SQL.Value]] {
      leads.flatMap { lead in
        lead.chains.filter { $0.isCode == isCode }.flatMap { chain in
          [(lead.old, "old"), (lead.new, "new")].map { seller, part in
            [
              SQL.Value.text(lead.key), .text(part), .text(seller), .text(chain.buyer), .text(chain.maker),
              .integer(chain.isBrand ? 1 : 0), .text(chain.kind),
            ]
          }
        }
      }
    }
    let columns = ["lead", "part", "seller", "buyer", "maker", "is_brand", "kind"]
    func query(_ rows: [[SQL.Value]], _ source: SQL, _ kind: SQL) -> SQL {
      """
      SELECT v.lead, v.part, d.rec FROM \(fragment: SQL.rows("v", columns, rows))
      JOIN \(fragment: deals.parties) AS s ON s.party = v.seller JOIN \(fragment: deals.parties) AS b ON b.party = v.buyer
      JOIN \(fragment: deals.parties) AS m ON m.party = v.maker
      JOIN \(fragment: source) AS d ON d.seller = s.number AND d.buyer = b.number AND coalesce(d.maker, d.brand) = m.number
        AND CASE WHEN d.maker IS NULL THEN 1 ELSE 0 END = v.is_brand AND \(fragment: kind) = v.kind
      WHERE d.period_from IS NOT NULL
      """
    }
    var parts: [SQL] = []
    let (coded, worded) = (rows(true), rows(false))
    if !coded.isEmpty { parts.append(query(coded, deals.deals, code)) }
    if !worded.isEmpty { parts.append(query(worded, "(\(fragment: deals.withGoods(where: "d.code IS NULL")))", "d.goods")) }
    return """
      WITH theirs AS (\(fragment: parts.joined(separator: " UNION ALL ")))
      SELECT lead, part, rec FROM theirs UNION ALL SELECT lead, 'all', rec FROM theirs
      """
  }

  func rows(of lead: Lead, old: Bool?, asOf: Day) -> Stage {
    let sellers = old == nil ? [lead.old, lead.new] : old == true ? [lead.old] : [lead.new]
    let chains = lead.chains.map { chain -> SQL in
      let goods: SQL =
        chain.isCode
        ? "substr(r.goods_code, 1, 6) = \(chain.kind)"
        : "r.goods_code IS NULL AND \(fragment: SharedStages.isOfGoods([chain.kind]))"
      let maker: SQL =
        chain.isBrand
        ? """
        \(fragment: SharedStages.names([chain.maker], as: [.brand])) AND NOT EXISTS (
          SELECT 1 FROM mention AS o WHERE o.source = r.source AND o."row" = r."row" AND o.role = 'manufacturer')
        """ : SharedStages.names([chain.maker], as: [.manufacturer])
      return """
        (\(fragment: SharedStages.names([chain.buyer], as: SharedStages.importers)) AND \(fragment: maker) AND \(fragment: goods))
        """
    }
    return SharedStages.rows(
      "successor/rows", naming: [([.consignor], sellers)],
      where: "r.period_from IS NOT NULL AND (\(fragment: chains.joined(separator: "\n    OR ")))", asOf: asOf)
  }
}
