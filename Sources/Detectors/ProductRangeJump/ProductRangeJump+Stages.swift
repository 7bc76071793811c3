// SPDX-License-Identifier: Apache-2.0

import Measures
import Trade
import Warehouse

extension ProductRangeJump {
  /// What the detector keeps while it runs.
  struct Tables: Sendable {
    /// One row a buyer, basis and kind: when it began.
    var holders: SQL
    /// One row a narrow buyer, basis, turn and record; whether the record is of an earlier kind.
    var turned: SQL
  }

  func tables(_ deals: Deals, at desk: any Desk) async throws -> Tables {
    let holders = SQL(text: SQL.quoted(try await desk.keep(Self.holders(deals).sql)))
    let turned = SQL(text: SQL.quoted(try await desk.keep(turned(holders, deals).sql)))
    return Tables(holders: holders, turned: turned)
  }

  /// One row a deal, basis and kind.
  private static func kinds(_ deals: Deals, where condition: SQL) -> SQL {
    """
    SELECT d.buyer, 'chapter' AS basis, substr(d.code, 1, 2) AS kind, d.rec, d.customs, d.period_from, d.period_to, d.concern
    FROM \(fragment: deals.deals) AS d WHERE \(fragment: Deals.hasChapter) AND \(fragment: condition)
    UNION ALL
    SELECT d.buyer, 'goods', d.goods, d.rec, d.customs, d.period_from, d.period_to, d.concern
    FROM (\(fragment: deals.withGoods(where: condition))) AS d
    """
  }

  private static func holders(_ deals: Deals) -> Stage {
    Stage(
      name: "product-range-jump/holders", grain: "one row an importer, a basis and a kind of goods",
      sql: """
        SELECT buyer, basis, kind, min(period_from) AS first_from, min(period_to) AS first_to
        FROM (\(fragment: kinds(deals, where: "d.buyer IS NOT NULL AND d.period_from IS NOT NULL"))) AS k
        GROUP BY buyer, basis, kind
        """)
  }

  private func turned(_ holders: SQL, _ deals: Deals) -> Stage {
    // Only an importer of goods of concern can turn to such goods.
    let scope: SQL =
      anyGoods ? "" : "AND buyer IN (SELECT buyer FROM \(fragment: deals.deals) WHERE concern = 1 AND buyer IS NOT NULL AND period_from IS NOT NULL)"
    return Stage(
      name: "product-range-jump/turned", grain: "one row an importer of few kinds, a basis, a turn and a record",
      sql: """
        WITH coded AS (
          -- Whose goods are known by code is looked at by chapter only.
          SELECT d.buyer FROM \(fragment: deals.deals) AS d WHERE d.buyer IS NOT NULL AND d.period_from IS NOT NULL
          GROUP BY d.buyer HAVING sum(CASE WHEN \(fragment: Deals.hasChapter) THEN 1 ELSE 0 END) * 2 >= count(*)
        ),
        narrow AS (
          SELECT buyer, basis FROM \(fragment: holders)
          WHERE (basis = 'chapter' OR buyer NOT IN (SELECT buyer FROM coded)) \(fragment: scope)
          GROUP BY buyer, basis HAVING count(*) >= 2 AND count(*) <= \(mostKinds)
        ),
        firsts AS (
          SELECT h.buyer, h.basis, h.kind, h.first_from, h.first_to FROM \(fragment: holders) AS h
          JOIN narrow AS n ON n.buyer = h.buyer AND n.basis = h.basis
        ),
        narrow_buyers AS (SELECT DISTINCT buyer FROM narrow),
        of_narrow AS (
          SELECT DISTINCT k.buyer, k.basis, k.kind, k.rec, k.customs, k.period_from, k.period_to, k.concern
          FROM (\(fragment: Self.kinds(deals, where: "d.buyer IN (SELECT buyer FROM narrow_buyers) AND d.period_from IS NOT NULL"))) AS k
          JOIN narrow AS n ON n.buyer = k.buyer AND n.basis = k.basis
        ),
        days AS (SELECT DISTINCT buyer, basis, first_from AS turn FROM firsts)
        SELECT t.buyer, t.basis, t.turn, k.rec, max(k.customs) AS customs, min(k.period_from) AS period_from,
          max(k.period_to) AS period_to, max(k.concern) AS concern,
          max(CASE WHEN f.first_to < t.turn THEN 1 ELSE 0 END) AS has_old
        FROM days AS t
        JOIN of_narrow AS k ON k.buyer = t.buyer AND k.basis = t.basis
        JOIN firsts AS f ON f.buyer = k.buyer AND f.basis = k.basis AND f.kind = k.kind
        GROUP BY t.buyer, t.basis, t.turn, k.rec
        """)
  }

  private static func turns(_ tables: Tables, _ deals: Deals) -> Stage {
    Stage(
      name: "product-range-jump/turns", grain: "one row an importer, a basis and a day on which a kind begins",
      sql: """
        WITH narrow_buyers AS (SELECT DISTINCT buyer FROM \(fragment: tables.turned)),
        totals AS (
          SELECT d.buyer, count(DISTINCT d.rec) AS records FROM \(fragment: deals.deals) AS d
          JOIN narrow_buyers AS s ON s.buyer = d.buyer WHERE d.period_from IS NOT NULL GROUP BY d.buyer
        ),
        grouped AS (
          SELECT buyer, basis, count(DISTINCT rec) AS records FROM \(fragment: tables.turned) GROUP BY buyer, basis
        ),
        makers AS (
          SELECT d.buyer, d.rec, d.maker AS party FROM \(fragment: deals.deals) AS d JOIN narrow_buyers AS s ON s.buyer = d.buyer
          WHERE d.maker IS NOT NULL
          UNION ALL
          SELECT d.buyer, d.rec, d.seller FROM \(fragment: deals.deals) AS d JOIN narrow_buyers AS s ON s.buyer = d.buyer
          WHERE d.seller IS NOT NULL
        ),
        same_makers AS (
          SELECT DISTINCT buyer, basis, turn FROM (
            SELECT t.buyer, t.basis, t.turn, m.party FROM \(fragment: tables.turned) AS t
            JOIN makers AS m ON m.buyer = t.buyer AND m.rec = t.rec
            GROUP BY t.buyer, t.basis, t.turn, m.party
            HAVING max(CASE WHEN t.period_to < t.turn THEN 1 ELSE 0 END) = 1
              AND max(CASE WHEN t.period_from >= t.turn AND t.has_old = 0 THEN 1 ELSE 0 END) = 1
          ) AS both_sides
        ),
        counted AS (
          SELECT buyer, basis, turn,
            count(CASE WHEN period_to < turn THEN 1 END) AS before_turn,
            min(CASE WHEN period_to < turn THEN period_from END) AS earliest,
            min(CASE WHEN period_to < turn THEN period_to END) AS first_before,
            max(CASE WHEN period_to < turn THEN period_to END) AS last_before,
            count(CASE WHEN period_from >= turn THEN 1 END) AS after_turn,
            count(CASE WHEN period_from >= turn AND has_old = 0 THEN 1 END) AS fresh,
            count(CASE WHEN period_from >= turn AND has_old = 0 AND concern = 1 THEN 1 END) AS of_concern,
            max(CASE WHEN period_from >= turn THEN period_to END) AS last_day,
            max(customs) AS customs
          FROM \(fragment: tables.turned) GROUP BY buyer, basis, turn
        )
        SELECT n.party, c.basis, c.turn, c.before_turn, c.earliest, c.first_before, c.last_before, c.after_turn, c.fresh,
          c.of_concern, c.last_day, c.customs, g.records AS grouped_records, a.records AS all_records,
          CASE WHEN s.buyer IS NULL THEN 0 ELSE 1 END AS same_maker
        FROM counted AS c
        JOIN grouped AS g ON g.buyer = c.buyer AND g.basis = c.basis
        JOIN totals AS a ON a.buyer = c.buyer
        JOIN \(fragment: deals.parties) AS n ON n.number = c.buyer
        LEFT JOIN same_makers AS s ON s.buyer = c.buyer AND s.basis = c.basis AND s.turn = c.turn
        WHERE c.before_turn > 0 AND c.fresh > 0
        ORDER BY n.party, c.basis, c.turn
        """)
  }

  private static func firsts(_ tables: Tables, _ deals: Deals) -> Stage {
    Stage(
      name: "product-range-jump/firsts", grain: "one row an importer of few kinds, a basis and a kind",
      sql: """
        WITH narrow AS (SELECT DISTINCT buyer, basis FROM \(fragment: tables.turned))
        SELECT n.party, h.basis, h.kind, h.first_from, h.first_to
        FROM \(fragment: tables.holders) AS h JOIN narrow AS w ON w.buyer = h.buyer AND w.basis = h.basis
        JOIN \(fragment: deals.parties) AS n ON n.number = h.buyer
        ORDER BY n.party, h.basis, h.kind
        """)
  }

  private static func pairs(_ tables: Tables) -> Stage {
    Stage(
      name: "product-range-jump/pairs", grain: "one row a basis and two kinds (or twice the same) that importers combine",
      sql: """
        WITH peers AS (
          SELECT buyer, basis FROM \(fragment: tables.holders) GROUP BY buyer, basis HAVING count(*) <= \(mostKindsOfPeers)
        ),
        held AS (
          SELECT h.buyer, h.basis, h.kind FROM \(fragment: tables.holders) AS h
          JOIN peers AS p ON p.buyer = h.buyer AND p.basis = h.basis
        )
        SELECT a.basis, a.kind AS one, b.kind AS other, count(*) AS importers
        FROM held AS a JOIN held AS b ON b.buyer = a.buyer AND b.basis = a.basis
        GROUP BY a.basis, a.kind, b.kind
        ORDER BY a.basis, a.kind, b.kind
        """)
  }

  static func picked(_ leads: [Lead], _ tables: Tables, _ deals: Deals) -> SQL {
    let chosen = SQL.rows(
      "c", ["party", "basis", "turn"], leads.map { [.text($0.turn.party), .text($0.turn.basis.rawValue), .day($0.turn.day)] })
    return """
      WITH theirs AS (
        SELECT c.party AS lead, CASE WHEN t.period_to < t.turn THEN 'earlier' ELSE 'new' END AS part, t.rec
        FROM \(fragment: chosen) JOIN \(fragment: deals.parties) AS n ON n.party = c.party
        JOIN \(fragment: tables.turned) AS t ON t.buyer = n.number AND t.basis = c.basis AND t.turn = c.turn
        WHERE t.period_to < t.turn OR (t.period_from >= t.turn AND t.has_old = 0)
      )
      SELECT lead, part, rec FROM theirs UNION ALL SELECT lead, 'all', rec FROM theirs
      """
  }

  /// The importer's records that end before the turn (`earlier` true), those since of no earlier kind (false), or both.
  static func rows(of lead: Lead, earlier: Bool?, asOf: Day) -> Stage {
    let turn = lead.turn
    let (hasKind, isOld): (SQL, SQL) =
      switch turn.basis {
      case .chapter:
        ("r.goods_code <> 'TOTAL' AND length(r.goods_code) >= 2", "substr(r.goods_code, 1, 2) IN (\(list: lead.old))")
      case .goods: (SharedStages.isOfGoods(nil), SharedStages.isOfGoods(lead.old))
      }
    let before: SQL = "coalesce(r.period_to, r.period_from) < \(turn.day)"
    let fresh: SQL = "(r.period_from >= \(turn.day) AND NOT (\(fragment: isOld)))"
    let condition: SQL =
      switch earlier {
      case true?: before
      case false?: fresh
      case nil: "(\(fragment: before) OR \(fragment: fresh))"
      }
    return SharedStages.rows(
      "product-range-jump/rows", naming: [(SharedStages.importers, [turn.party])],
      where: "\(fragment: hasKind) AND \(fragment: condition)", asOf: asOf)
  }

  func turns(_ tables: Tables, _ deals: Deals, at desk: any Desk) async throws -> [Turn] {
    let table = try await desk.table(Self.turns(tables, deals))
    let (parties, bases) = (try table.words("party"), try table.words("basis"))
    let (days, earliest) = (try table.days("turn"), try table.days("earliest"))
    let (first, last, end) = (try table.days("first_before"), try table.days("last_before"), try table.days("last_day"))
    let (before, after, fresh) = (try table.counts("before_turn"), try table.counts("after_turn"), try table.counts("fresh"))
    let (concern, customs) = (try table.counts("of_concern"), try table.counts("customs"))
    let sameMaker = try table.counts("same_maker")
    let (grouped, all) = (try table.counts("grouped_records"), try table.counts("all_records"))
    return (0..<table.count).compactMap { row in
      guard let basis = Basis(rawValue: bases[row]), let day = days[row], let firstBefore = first[row],
        let lastBefore = last[row], let earliest = earliest[row], let lastDay = end[row], all[row] > 0
      else { return nil }
      return Turn(
        party: parties[row], basis: basis, day: day, grade: customs[row] > 0 ? .customs : .filing,
        coverage: Double(grouped[row]) / Double(all[row]), before: before[row], firstBefore: firstBefore,
        lastBefore: lastBefore, earliest: earliest, after: after[row], fresh: fresh[row], lastDay: lastDay,
        freshOfConcern: concern[row], sameMaker: sameMaker[row] > 0)
    }
  }

  func kinds(_ tables: Tables, _ deals: Deals, at desk: any Desk) async throws -> [String: [Basis: [Kind]]] {
    let table = try await desk.table(Self.firsts(tables, deals))
    let (parties, bases, names) = (try table.words("party"), try table.words("basis"), try table.words("kind"))
    let (from, to) = (try table.days("first_from"), try table.days("first_to"))
    var kinds: [String: [Basis: [Kind]]] = [:]
    for row in 0..<table.count {
      guard let basis = Basis(rawValue: bases[row]), let from = from[row], let to = to[row] else { continue }
      kinds[parties[row], default: [:]][basis, default: []].append(Kind(name: names[row], from: from, to: to))
    }
    return kinds
  }

  func space(_ tables: Tables, at desk: any Desk) async throws -> Space {
    let table = try await desk.table(Self.pairs(tables))
    let (bases, one, other) = (try table.words("basis"), try table.words("one"), try table.words("other"))
    let importers = try table.counts("importers")
    var space = Space()
    for row in 0..<table.count {
      guard let basis = Basis(rawValue: bases[row]) else { continue }
      space.importers[Space.Pair(basis: basis, one: one[row], other: other[row])] = importers[row]
    }
    return space
  }

  func titles(at desk: any Desk) async throws -> [String: String] {
    let table = try await desk.table("SELECT goods, min(title) AS title FROM goods GROUP BY goods ORDER BY goods")
    let (goods, titles) = (try table.words("goods"), try table.texts("title"))
    return Dictionary(zip(goods, titles).map { ($0, $1 ?? $0) }) { first, _ in first }
  }
}
