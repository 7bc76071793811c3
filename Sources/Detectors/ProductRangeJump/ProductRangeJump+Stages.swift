// SPDX-License-Identifier: Apache-2.0

import Measures
import Trade
import Warehouse

extension ProductRangeJump {
  /// CTEs `usable`, `dated` (one row a record and importer) and `kinds` (one row a record, importer, basis and kind).
  private static func kinds(asOf: Day, of party: String? = nil) -> SQL {
    """
    WITH usable AS (\(fragment: SharedStages.usable(SharedStages.ownRecords, asOf: asOf, naming: party.map { [$0] }))),
    goods_of AS (SELECT DISTINCT source, "row", goods FROM (\(fragment: SharedStages.goodsOfUsable)) AS o),
    dated AS (
      SELECT DISTINCT b.party, r.source, r."row", r.grade, r.period_from, r.period_to
      FROM usable AS r
      JOIN (\(fragment: SharedStages.parties(SharedStages.importers, naming: party.map { [$0] }))) AS b
        ON b.source = r.source AND b."row" = r."row"
      WHERE r.period_from IS NOT NULL
    ),
    row_kinds AS (
      SELECT source, "row", 'chapter' AS basis, substr(goods_code, 1, 2) AS kind
      FROM usable WHERE goods_code <> 'TOTAL' AND length(goods_code) >= 2
      UNION
      SELECT source, "row", 'goods' AS basis, goods AS kind FROM goods_of
    ),
    kinds AS (
      SELECT d.party, k.basis, k.kind, d.source, d."row", d.grade, d.period_from, d.period_to
      FROM dated AS d JOIN row_kinds AS k ON k.source = d.source AND k."row" = d."row"
    )
    """
  }

  /// Continues ``kinds(asOf:)``: importers of few kinds, and the first days of each.
  private static func narrow(most: Int) -> SQL {
    """
    , narrow AS (
      SELECT party, basis FROM kinds GROUP BY party, basis
      HAVING count(DISTINCT kind) >= 2 AND count(DISTINCT kind) <= \(most)
    ),
    of_narrow AS (
      SELECT k.party, k.basis, k.kind, k.source, k."row", k.grade, k.period_from, k.period_to
      FROM kinds AS k JOIN narrow AS n ON n.party = k.party AND n.basis = k.basis
    ),
    firsts AS (
      SELECT party, basis, kind, min(period_from) AS first_from, min(period_to) AS first_to
      FROM of_narrow GROUP BY party, basis, kind
    )
    """
  }

  static func turns(asOf: Day, mostKinds: Int) -> Stage {
    Stage(
      name: "product-range-jump/turns", grain: "one row an importer, a basis and a day on which a kind begins",
      sql: """
        \(fragment: kinds(asOf: asOf))\(fragment: narrow(most: mostKinds)),
        totals AS (SELECT party, count(*) AS records FROM (SELECT DISTINCT party, source, "row" FROM dated) AS d GROUP BY party),
        grouped AS (
          SELECT party, basis, count(*) AS records
          FROM (SELECT DISTINCT party, basis, source, "row" FROM of_narrow) AS d GROUP BY party, basis
        ),
        days AS (SELECT DISTINCT party, basis, first_from AS turn FROM firsts),
        turned AS (
          SELECT t.party, t.basis, t.turn, k.source, k."row", k.grade, k.period_from, k.period_to,
            max(CASE WHEN f.first_to < t.turn THEN 1 ELSE 0 END) AS has_old
          FROM days AS t
          JOIN of_narrow AS k ON k.party = t.party AND k.basis = t.basis
          JOIN firsts AS f ON f.party = k.party AND f.basis = k.basis AND f.kind = k.kind
          GROUP BY t.party, t.basis, t.turn, k.source, k."row", k.grade, k.period_from, k.period_to
        ),
        concern AS (\(fragment: SharedStages.concernRows)),
        makers AS (
          SELECT DISTINCT source, "row", party FROM (\(fragment: SharedStages.parties(SharedStages.makersAndSellers))) AS m
        ),
        same_makers AS (
          SELECT DISTINCT party, basis, turn FROM (
            SELECT t.party, t.basis, t.turn, m.party AS maker FROM turned AS t
            JOIN makers AS m ON m.source = t.source AND m."row" = t."row"
            GROUP BY t.party, t.basis, t.turn, m.party
            HAVING max(CASE WHEN t.period_to < t.turn THEN 1 ELSE 0 END) = 1
              AND max(CASE WHEN t.period_from >= t.turn AND t.has_old = 0 THEN 1 ELSE 0 END) = 1
          ) AS both_sides
        ),
        counted AS (
          SELECT t.party, t.basis, t.turn,
            count(CASE WHEN t.period_to < t.turn THEN 1 END) AS before_turn,
            min(CASE WHEN t.period_to < t.turn THEN t.period_from END) AS earliest,
            min(CASE WHEN t.period_to < t.turn THEN t.period_to END) AS first_before,
            max(CASE WHEN t.period_to < t.turn THEN t.period_to END) AS last_before,
            count(CASE WHEN t.period_from >= t.turn THEN 1 END) AS after_turn,
            count(CASE WHEN t.period_from >= t.turn AND t.has_old = 0 THEN 1 END) AS fresh,
            count(CASE WHEN t.period_from >= t.turn AND t.has_old = 0 AND c.source IS NOT NULL THEN 1 END) AS of_concern,
            max(CASE WHEN t.period_from >= t.turn THEN t.period_to END) AS last_day,
            max(CASE WHEN t.grade = 'customs' THEN 1 ELSE 0 END) AS customs
          FROM turned AS t LEFT JOIN concern AS c ON c.source = t.source AND c."row" = t."row"
          GROUP BY t.party, t.basis, t.turn
        )
        SELECT c.party, c.basis, c.turn, c.before_turn, c.earliest, c.first_before, c.last_before, c.after_turn, c.fresh,
          c.of_concern, c.last_day, c.customs, g.records AS grouped_records, a.records AS all_records,
          CASE WHEN s.party IS NULL THEN 0 ELSE 1 END AS same_maker
        FROM counted AS c
        JOIN grouped AS g ON g.party = c.party AND g.basis = c.basis
        JOIN totals AS a ON a.party = c.party
        LEFT JOIN same_makers AS s ON s.party = c.party AND s.basis = c.basis AND s.turn = c.turn
        WHERE c.before_turn > 0 AND c.fresh > 0
        ORDER BY c.party, c.basis, c.turn
        """)
  }

  static func firsts(asOf: Day, mostKinds: Int) -> Stage {
    Stage(
      name: "product-range-jump/firsts", grain: "one row an importer of few kinds, a basis and a kind",
      sql: """
        \(fragment: kinds(asOf: asOf))\(fragment: narrow(most: mostKinds))
        SELECT party, basis, kind, first_from, first_to FROM firsts ORDER BY party, basis, kind
        """)
  }

  static func pairs(asOf: Day) -> Stage {
    Stage(
      name: "product-range-jump/pairs", grain: "one row a basis and two kinds (or twice the same) that importers combine",
      sql: """
        \(fragment: kinds(asOf: asOf)),
        holders AS (SELECT DISTINCT party, basis, kind FROM kinds),
        peers AS (
          SELECT party, basis FROM holders GROUP BY party, basis HAVING count(*) <= \(mostKindsOfPeers)
        ),
        held AS (
          SELECT h.party, h.basis, h.kind FROM holders AS h JOIN peers AS p ON p.party = h.party AND p.basis = h.basis
        )
        SELECT a.basis, a.kind AS one, b.kind AS other, count(*) AS importers
        FROM held AS a JOIN held AS b ON b.party = a.party AND b.basis = a.basis
        GROUP BY a.basis, a.kind, b.kind
        ORDER BY a.basis, a.kind, b.kind
        """)
  }

  /// The importer's records that end before the turn (`earlier` true), those since of no earlier kind (false), or both.
  static func rows(of turn: Turn, earlier: Bool?, asOf: Day) -> Stage {
    let before: SQL = "k.period_to < \(turn.day)"
    let fresh: SQL = """
      (k.period_from >= \(turn.day) AND NOT EXISTS (
        SELECT 1 FROM mine AS o JOIN mine AS f ON f.kind = o.kind AND f.period_to < \(turn.day)
        WHERE o.source = k.source AND o."row" = k."row"
      ))
      """
    let condition: SQL =
      switch earlier {
      case true?: before
      case false?: fresh
      case nil: "(\(fragment: before) OR \(fragment: fresh))"
      }
    return Stage(
      name: "product-range-jump/rows", grain: "one row a record of the importer",
      sql: """
        \(fragment: kinds(asOf: asOf, of: turn.party)),
        mine AS (
          SELECT kind, source, "row", period_from, period_to FROM kinds
          WHERE party = \(turn.party) AND basis = \(turn.basis.rawValue)
        )
        SELECT DISTINCT k.source, k."row", k.period_from, k.period_to FROM mine AS k WHERE \(fragment: condition)
        """)
  }

  func turns(at desk: any Desk) async throws -> [Turn] {
    let table = try await desk.table(Self.turns(asOf: desk.asOf, mostKinds: mostKinds))
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

  func kinds(at desk: any Desk) async throws -> [String: [Basis: [Kind]]] {
    let table = try await desk.table(Self.firsts(asOf: desk.asOf, mostKinds: mostKinds))
    let (parties, bases, names) = (try table.words("party"), try table.words("basis"), try table.words("kind"))
    let (from, to) = (try table.days("first_from"), try table.days("first_to"))
    var kinds: [String: [Basis: [Kind]]] = [:]
    for row in 0..<table.count {
      guard let basis = Basis(rawValue: bases[row]), let from = from[row], let to = to[row] else { continue }
      kinds[parties[row], default: [:]][basis, default: []].append(Kind(name: names[row], from: from, to: to))
    }
    return kinds
  }

  func space(at desk: any Desk) async throws -> Space {
    let table = try await desk.table(Self.pairs(asOf: desk.asOf))
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
