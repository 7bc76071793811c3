// SPDX-License-Identifier: Apache-2.0

import Measures
import Trade
import Warehouse

extension Opportunist {
  struct Lead: Sendable, Hashable {
    var party: String
    var grade: EvidenceGrade
    /// No record of it names a seller.
    var isMaker: Bool
    var period: Period
    var burst: Double?
    var interval: Double
    var variation: Double
    var demand: TradeRhythm.Demand
    var kinds: Int
    var switchingIndex: Double?
    var score: Double

    var isUneven: Bool { demand == .lumpy || demand == .intermittent }
  }

  /// A seller's records of one day.
  struct Sale: Sendable, Hashable {
    var day: Day
    var records: Int
    var usd: Double?
  }

  /// Whoever sells: the seller, or without one the maker.
  private static let exporter: SQL = "coalesce(d.seller, d.maker)"

  private func candidates(_ deals: Deals) -> Stage {
    Stage(
      name: "opportunist/candidates", grain: "one row a seller with few records, the first of them after the day",
      sql: """
        WITH late AS (
          SELECT \(fragment: Self.exporter) AS exporter FROM \(fragment: deals.deals) AS d
          WHERE \(fragment: Self.exporter) IS NOT NULL AND d.period_from IS NOT NULL
          GROUP BY \(fragment: Self.exporter) HAVING min(d.period_from) >= \(since) AND count(*) >= \(minimumRecords)
        )
        SELECT \(fragment: Self.exporter) AS exporter, count(DISTINCT d.rec) AS records, min(d.period_from) AS first_day,
          max(d.period_to) AS last_day, max(d.customs) AS customs, max(CASE WHEN d.seller IS NOT NULL THEN 1 ELSE 0 END) AS sells
        FROM \(fragment: deals.deals) AS d JOIN late AS l ON l.exporter = \(fragment: Self.exporter)
        WHERE d.period_from IS NOT NULL
        GROUP BY \(fragment: Self.exporter)
        HAVING min(d.period_from) >= \(since) AND count(DISTINCT d.rec) >= \(minimumRecords)
          AND count(DISTINCT d.rec) <= \(mostRecords) AND max(CASE WHEN d.concern = 1 OR \(anyGoods) THEN 1 ELSE 0 END) = 1
        """)
  }

  func leads(_ deals: Deals, at desk: any Desk) async throws -> [Lead] {
    let candidates = SQL(text: SQL.quoted(try await desk.keep(candidates(deals).sql)))
    let begin = try await desk.table(
      "SELECT min(period_from) AS first_day FROM \(fragment: deals.deals)").days("first_day").first ?? nil
    // Without a year before the day everybody is new.
    guard let begin, since.wholeMonths(since: begin) >= 12 else { return [] }
    let sales = try await sales(candidates, deals, at: desk)
    let kinds = try await kinds(candidates, deals, at: desk)
    let table = try await desk.table(
      """
      SELECT n.party, c.first_day, c.last_day, c.customs, c.sells FROM \(fragment: candidates) AS c
      JOIN \(fragment: deals.parties) AS n ON n.number = c.exporter ORDER BY n.party
      """)
    let (parties, customs, sells) = (try table.words("party"), try table.counts("customs"), try table.counts("sells"))
    let (first, last) = (try table.days("first_day"), try table.days("last_day"))
    return (0..<table.count).compactMap { row in
      guard let period = Period(first[row], last[row]), let own = sales[parties[row]] else { return nil }
      return lead(
        parties[row], period, customs[row] > 0 ? .customs : .filing, isMaker: sells[row] == 0, sales: own,
        kinds: kinds[parties[row]] ?? [])
    }
  }

  /// Nil when fewer than two signs hold.
  func lead(
    _ party: String, _ period: Period, _ grade: EvidenceGrade, isMaker: Bool, sales: [Sale], kinds: [Int]
  ) -> Lead? {
    let months = period.to.wholeMonths(since: period.from)
    let days = sales.map(\.day).sorted()
    guard months <= life, let start = days.first, let end = days.last else { return nil }
    let burst = TradeRhythm.burstiness(zip(days.dropFirst(), days).map { Double($0.number - $1.number) })
    let isValued = sales.allSatisfy { ($0.usd ?? 0) > 0 }
    var held = [Double](repeating: 0, count: Months.number(end) - Months.number(start) + 1)
    for sale in sales { held[Months.number(sale.day) - Months.number(start)] += isValued ? sale.usd ?? 0 : Double(sale.records) }
    guard let rhythm = TradeRhythm.demand(held) else { return nil }
    let index = TradeRhythm.switching(kinds)
    let isUneven = rhythm.demand == .lumpy || rhythm.demand == .intermittent
    let signs = [(burst ?? -1) >= burstiness, isUneven, (index ?? 0) >= switching].count { $0 }
    guard signs >= 2 else { return nil }
    var score = 0.3 + 0.2 * max(0, burst ?? 0) + 0.2 * (index ?? 0)
    score += rhythm.demand == .lumpy ? 0.15 : rhythm.demand == .intermittent ? 0.1 : 0
    score += 0.15 * (1 - Double(months) / Double(life))
    return Lead(
      party: party, grade: grade, isMaker: isMaker, period: period, burst: burst, interval: rhythm.interval,
      variation: rhythm.variation, demand: rhythm.demand, kinds: kinds.count, switchingIndex: index,
      score: grade.weight * score * (isMaker ? 0.6 : 1))
  }

  private func sales(_ candidates: SQL, _ deals: Deals, at desk: any Desk) async throws -> [String: [Sale]] {
    let table = try await desk.table(
      """
      SELECT n.party, s.day, s.records, s.usd FROM (
        SELECT exporter, day, count(*) AS records, CASE WHEN count(usd) = count(*) THEN sum(usd) END AS usd FROM (
          SELECT c.exporter, d.rec, d.part, min(d.period_from) AS day, max(d.usd) AS usd FROM \(fragment: candidates) AS c
          JOIN \(fragment: deals.deals) AS d ON \(fragment: Self.exporter) = c.exporter
          WHERE d.period_from IS NOT NULL GROUP BY c.exporter, d.rec, d.part
        ) AS once GROUP BY exporter, day
      ) AS s JOIN \(fragment: deals.parties) AS n ON n.number = s.exporter ORDER BY n.party, s.day
      """)
    let (parties, days) = (try table.words("party"), try table.days("day"))
    let (records, usd) = (try table.counts("records"), try table.doubles("usd"))
    var sales: [String: [Sale]] = [:]
    for row in 0..<table.count {
      if let day = days[row] { sales[parties[row], default: []].append(Sale(day: day, records: records[row], usd: usd[row])) }
    }
    return sales
  }

  /// How many records each seller has of each chapter or, where no record has a code, of each kind of goods.
  private func kinds(_ candidates: SQL, _ deals: Deals, at desk: any Desk) async throws -> [String: [Int]] {
    let table = try await desk.table(
      """
      SELECT n.party, k.basis, k.kind, k.records FROM (
        SELECT c.exporter, 'chapter' AS basis, substr(d.code, 1, 2) AS kind, count(DISTINCT d.rec) AS records
        FROM \(fragment: candidates) AS c JOIN \(fragment: deals.deals) AS d ON \(fragment: Self.exporter) = c.exporter
        WHERE d.period_from IS NOT NULL AND \(fragment: Deals.hasChapter) GROUP BY c.exporter, substr(d.code, 1, 2)
        UNION ALL
        SELECT c.exporter, 'goods', d.goods, count(DISTINCT d.rec) FROM \(fragment: candidates) AS c
        JOIN (\(fragment: deals.withGoods(where: "d.code IS NULL AND d.period_from IS NOT NULL"))) AS d
          ON \(fragment: Self.exporter) = c.exporter GROUP BY c.exporter, d.goods
      ) AS k JOIN \(fragment: deals.parties) AS n ON n.number = k.exporter ORDER BY n.party, k.basis, k.kind
      """)
    let (parties, bases, records) = (try table.words("party"), try table.words("basis"), try table.counts("records"))
    var kinds: [String: [String: [Int]]] = [:]
    for row in 0..<table.count { kinds[parties[row], default: [:]][bases[row], default: []].append(records[row]) }
    return kinds.mapValues { $0["chapter"] ?? $0["goods"] ?? [] }
  }

  static func picked(_ leads: [Lead], _ deals: Deals) -> SQL {
    """
    SELECT n.party AS lead, 'all' AS part, d.rec FROM \(fragment: deals.parties) AS n
    JOIN \(fragment: deals.deals) AS d ON \(fragment: exporter) = n.number
    WHERE n.party IN (\(list: leads.map(\.party))) AND d.period_from IS NOT NULL
    """
  }

  static func rows(of party: String, asOf: Day) -> Stage {
    SharedStages.rows(
      "opportunist/rows", naming: [],
      where: """
        r.period_from IS NOT NULL AND (\(fragment: SharedStages.names([party], as: [.consignor]))
          OR (\(fragment: SharedStages.names([party], as: [.manufacturer]))
            AND NOT EXISTS (SELECT 1 FROM mention AS o WHERE o.source = r.source AND o."row" = r."row" AND o.role = 'consignor')))
        """, asOf: asOf)
  }
}
