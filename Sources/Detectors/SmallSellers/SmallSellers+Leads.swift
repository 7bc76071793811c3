// SPDX-License-Identifier: Apache-2.0

import Measures
import Statistics
import Trade
import Warehouse

extension SmallSellers {
  /// What each seller sold on one side of the day.
  struct Side: Sendable, Hashable {
    var amounts: [Int: Double] = [:]
    var records: Int = 0

    private var sizes: [Double] { amounts.sorted { $0.key < $1.key }.map(\.value) }
    var index: Double? { Concentration.herfindahl(sizes) }
    var gini: Double? { Concentration.gini(sizes) }
    func top(_ count: Int) -> Double? { Concentration.topShare(sizes, count) }

    /// Numbers of the largest sellers, largest first.
    func largest(_ count: Int) -> [Int] {
      Array(amounts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(count).map(\.key))
    }

    func part(of sellers: Set<Int>) -> Double {
      let all = sizes.reduce(0, +)
      let theirs = amounts.sorted { $0.key < $1.key }.filter { sellers.contains($0.key) }.reduce(0) { $0 + $1.value }
      return all == 0 ? 0 : theirs / all
    }
  }

  struct Lead: Sendable, Hashable {
    var goods: String
    var title: String
    var goodsClass: GoodsClass?
    var grade: EvidenceGrade
    /// Shares are of value; else of records.
    var isValue: Bool
    var before: Side
    var after: Side
    /// Numbers of the sellers that were largest before.
    var largest: [Int]

    var majorsBefore: Double { before.part(of: Set(largest)) }
    var remaining: Double { after.part(of: Set(largest)) }
    var fall: Double { majorsBefore - remaining }
    var fresh: Double { after.part(of: Set(after.amounts.keys).subtracting(before.amounts.keys)) }

    var score: Double { grade.weight * (0.4 + 0.4 * max(0, fall) + 0.2 * fresh) * (isValue ? 1 : 0.8) }
  }

  func sales(_ deals: Deals) -> Stage {
    Stage(
      name: "small-sellers/sales", grain: "one row a kind of goods, a seller and a side of the day",
      sql: """
        SELECT goods, seller, since, count(*) AS records, count(usd) AS valued, sum(usd) AS usd, max(customs) AS customs FROM (
          SELECT d.goods, d.seller, d.rec, d.part, CASE WHEN min(d.period_from) >= \(since) THEN 1 ELSE 0 END AS since, max(d.usd) AS usd,
            max(d.customs) AS customs
          FROM (\(fragment: deals.withGoods(where: "d.concern = 1 AND d.seller IS NOT NULL AND (d.period_from >= \(since) OR d.period_to < \(since))"))) AS d
          GROUP BY d.goods, d.seller, d.rec, d.part
        ) AS once GROUP BY goods, seller, since
        """)
  }

  func leads(_ sales: SQL, at desk: any Desk) async throws -> [Lead] {
    let table = try await desk.table(
      """
      SELECT s.goods, g.title, g.class, s.seller, s.since, s.records, s.valued, s.usd, s.customs
      FROM \(fragment: sales) AS s JOIN (
        SELECT goods, min(title) AS title, min(class) AS class FROM goods
        WHERE class IN (\(list: SharedStages.concern.map(\.rawValue))) GROUP BY goods
      ) AS g ON g.goods = s.goods ORDER BY s.goods, s.since, s.seller
      """)
    let (goods, titles, classes) = (try table.words("goods"), try table.texts("title"), try table.texts("class"))
    let (sellers, since, records) = (try table.counts("seller"), try table.counts("since"), try table.counts("records"))
    let (valued, usd, customs) = (try table.counts("valued"), try table.doubles("usd"), try table.counts("customs"))
    var leads: [Lead] = []
    var start = 0
    while start < table.count {
      var end = start
      while end < table.count, goods[end] == goods[start] { end += 1 }
      var stated = [0, 0]
      var all = [0, 0]
      for row in start..<end {
        stated[since[row]] += valued[row]
        all[since[row]] += records[row]
      }
      let isValue = (0...1).allSatisfy { Double(stated[$0]) >= 0.8 * Double(all[$0]) && all[$0] > 0 }
      var sides = [Side(), Side()]
      for row in start..<end {
        let amount = isValue ? usd[row] ?? 0 : Double(records[row])
        sides[since[row]].records += records[row]
        if amount > 0 { sides[since[row]].amounts[sellers[row]] = amount }
      }
      let lead = Lead(
        goods: goods[start], title: titles[start] ?? goods[start], goodsClass: classes[start].flatMap(GoodsClass.init),
        grade: customs[start..<end].contains { $0 > 0 } ? .customs : .filing, isValue: isValue, before: sides[0],
        after: sides[1], largest: sides[0].largest(majors))
      if isFound(lead) { leads.append(lead) }
      start = end
    }
    return leads
  }

  func isFound(_ lead: Lead) -> Bool {
    guard [lead.before, lead.after].allSatisfy({ $0.records >= minimumRecords && $0.amounts.count >= minimumSellers }),
      let before = lead.before.index, let after = lead.after.index
    else { return false }
    return lead.fall * 100 >= fall && after < before
  }

  func parties(_ numbers: [Int], _ deals: Deals, at desk: any Desk) async throws -> [Int: String] {
    let wanted = Set(numbers).sorted()
    var found: [Int: String] = [:]
    for start in stride(from: 0, to: wanted.count, by: RowBook.most) {
      let rows = SQL.rows("v", ["number"], wanted[start..<min(start + RowBook.most, wanted.count)].map { [.integer($0)] })
      let table = try await desk.table(
        """
        SELECT n.number, n.party FROM \(fragment: deals.parties) AS n JOIN \(fragment: rows) ON v.number = n.number ORDER BY n.party
        """)
      for (number, party) in zip(try table.counts("number"), try table.words("party")) { found[number] = party }
    }
    return found
  }

  func picked(_ leads: [Lead], _ sales: SQL, _ deals: Deals) -> SQL {
    """
    SELECT d.goods AS lead, CASE WHEN d.period_from >= \(since) THEN 'since' ELSE 'before' END AS part, d.rec
    FROM (\(fragment: deals.withGoods(where: "d.concern = 1 AND d.seller IS NOT NULL AND (d.period_from >= \(since) OR d.period_to < \(since))"))) AS d
    WHERE d.goods IN (\(list: leads.map(\.goods)))
    """
  }

  func rows(of goods: String, before: Bool, asOf: Day) -> Stage {
    let time: SQL = before ? "coalesce(r.period_to, r.period_from) < \(since)" : "r.period_from >= \(since)"
    return SharedStages.rows(
      "small-sellers/rows", naming: [],
      where: """
        \(fragment: time) AND \(fragment: SharedStages.isOfGoods([goods]))
          AND EXISTS (SELECT 1 FROM mention AS m JOIN party_identity AS i ON i.identity = m.identity
            WHERE m.source = r.source AND m."row" = r."row" AND m.role = 'consignor')
        """, asOf: asOf)
  }
}
