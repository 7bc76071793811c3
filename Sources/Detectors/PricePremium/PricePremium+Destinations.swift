// SPDX-License-Identifier: Apache-2.0

import Foundation
import Measures
import Statistics
import Trade
import Warehouse

extension PricePremium {
  struct Destination: Sendable {
    struct Good: Sendable, Hashable {
      var code: String
      var change: Double
    }

    var source: String
    var grade: EvidenceGrade
    var origin: String
    var now, before: Period
    var goods: Int
    var premium, low, high: Double
    var value: Double
    /// Median over goods: units differ.
    var quantity: Double
    var top: [Good]

    var key: String { "\(source):\(origin)" }
    var score: Double { grade.weight * (0.5 + 0.3 * min(1, premium.logarithm / 4.0.logarithm)) }
  }

  /// The first twelve whole months since the day, and the same months before.
  var window: (now: Period, before: Period)? {
    let start = Month(onOrAfter: since)
    guard let now = Month.period(start, start.adding(11)), let before = Month.period(start.adding(-12), start.adding(-1)) else { return nil }
    return (now, before)
  }

  private static func usable(asOf: Day) -> SQL {
    """
    grade IN ('customs', 'statistic') AND coalesce(indicator, 'trade') = 'trade' AND value > 0 AND (quantity > 0 OR weight_kg > 0)
      AND length(goods_code) >= 6 AND goods_code <> 'TOTAL' AND origin <> 'WLD' AND destination <> 'WLD' AND \(fragment: SeriesBook.monthly)
      AND period_from <= \(asOf) AND NOT coalesce(partner_total, FALSE) AND NOT coalesce(goods_total, FALSE)
      AND (grade = 'customs' OR (flow = 'export' AND reporter = origin))
    """
  }

  /// Goods of an exporter that went to the target and elsewhere in the same months of both years.
  func byDestination(_ now: Period, _ before: Period, asOf: Day) -> Stage {
    func part(_ column: String, target isTarget: Int, after isAfter: Int) -> SQL {
      SQL(text: "sum(CASE WHEN to_target = \(isTarget) AND after = \(isAfter) THEN \(column) END)")
    }
    return Stage(
      name: "price-premium/destinations", grain: "one row a source, exporter's country, code and unit",
      sql: """
        WITH seen AS (
          SELECT split_part(source, '/', 1) AS publisher, grade, origin, goods_code, currency,
            CASE WHEN quantity > 0 THEN coalesce(quantity_unit, '') ELSE 'kg' END AS unit,
            CASE WHEN destination = \(target) THEN 1 ELSE 0 END AS to_target,
            CASE WHEN period_from >= \(now.from) THEN 1 ELSE 0 END AS after, year(period_from) * 12 + month(period_from) AS in_month,
            CAST(value AS DOUBLE) AS value, CAST(CASE WHEN quantity > 0 THEN quantity ELSE weight_kg END AS DOUBLE) AS amount
          FROM record
          WHERE \(fragment: Self.usable(asOf: asOf)) AND ((period_from >= \(now.from) AND period_from <= \(now.to))
            OR (period_from >= \(before.from) AND period_from <= \(before.to)))
        ),
        -- Same months only: those of this year that the year before has, too.
        months AS (
          SELECT publisher, in_month FROM seen WHERE after = 0 INTERSECT SELECT publisher, in_month - 12 FROM seen WHERE after = 1
        ),
        same AS (
          SELECT s.* FROM seen AS s JOIN months AS m
            ON m.publisher = s.publisher AND m.in_month = CASE WHEN s.after = 1 THEN s.in_month - 12 ELSE s.in_month END
        ),
        sums AS (
          SELECT publisher, grade, origin, goods_code, currency, unit,
            \(fragment: part("value", target: 1, after: 1)) AS target_now, \(fragment: part("amount", target: 1, after: 1)) AS target_now_amount,
            \(fragment: part("value", target: 1, after: 0)) AS target_before, \(fragment: part("amount", target: 1, after: 0)) AS target_before_amount,
            \(fragment: part("value", target: 0, after: 1)) AS other_now, \(fragment: part("amount", target: 0, after: 1)) AS other_now_amount,
            \(fragment: part("value", target: 0, after: 0)) AS other_before, \(fragment: part("amount", target: 0, after: 0)) AS other_before_amount
          FROM same GROUP BY publisher, grade, origin, goods_code, currency, unit
        )
        SELECT publisher, grade, origin, goods_code, target_now, target_before, target_now_amount / target_before_amount AS quantity,
          ln(target_now / target_now_amount) - ln(target_before / target_before_amount)
            - ln(other_now / other_now_amount) + ln(other_before / other_before_amount) AS change
        FROM sums
        WHERE target_now IS NOT NULL AND target_before IS NOT NULL AND other_now IS NOT NULL AND other_before IS NOT NULL
        ORDER BY publisher, grade, origin, goods_code, unit
        """)
  }

  func destinations(at desk: any Desk) async throws -> [Destination] {
    guard let (now, before) = window else { return [] }
    // Without another destination there is nothing to set the target against, and no need to sum.
    let others = try await desk.table(
      """
      SELECT count(*) AS n FROM (SELECT 1 AS one FROM record
        WHERE \(fragment: Self.usable(asOf: desk.asOf)) AND destination <> \(target) LIMIT 1) AS some_rows
      """)
    guard try others.counts("n").first ?? 0 > 0 else { return [] }
    let table = try await desk.table(byDestination(now, before, asOf: desk.asOf))
    let (sources, grades, origins) = (try table.words("publisher"), try table.words("grade"), try table.words("origin"))
    let (codes, changes) = (try table.words("goods_code"), try table.doubles("change"))
    let (nows, befores, quantities) = (try table.doubles("target_now"), try table.doubles("target_before"), try table.doubles("quantity"))
    let groups = Dictionary(grouping: 0..<table.count) { [sources[$0], grades[$0], origins[$0]] }
    return groups.sorted { $0.key.lexicographicallyPrecedes($1.key) }.compactMap { key, rows in
      let distances = rows.compactMap { changes[$0] }
      guard distances.count >= 5, distances.count == rows.count, let grade = EvidenceGrade(rawValue: key[1]),
        let middle = Descriptive.median(distances),
        let interval = Bootstrap.interval(distances, rounds: 999, seed: UInt64(seed), { Descriptive.median($0) }),
        interval.low >= log(times) / 2, let quantity = Descriptive.median(rows.compactMap { quantities[$0] })
      else { return nil }
      let value = rows.reduce((0.0, 0.0)) { ($0.0 + (nows[$1] ?? 0), $0.1 + (befores[$1] ?? 0)) }
      let top = rows.map { Destination.Good(code: codes[$0], change: changes[$0] ?? 0) }.sorted { ($1.change, $0.code) < ($0.change, $1.code) }
      return Destination(
        source: key[0], grade: grade, origin: key[2], now: now, before: before, goods: rows.count, premium: exp(middle),
        low: exp(interval.low), high: exp(interval.high), value: value.0 / value.1, quantity: quantity, top: Array(top.prefix(3)))
    }
  }

  func rows(of lead: Destination, asOf: Day) -> Stage {
    Stage(
      name: "price-premium/rows-of-destination", grain: "one row a priced record of the exporter in the compared months",
      sql: """
        SELECT source, "row" FROM record
        WHERE \(fragment: Self.usable(asOf: asOf)) AND origin = \(lead.origin) AND grade = \(lead.grade.rawValue)
          AND (source = \(lead.source) OR source LIKE \(lead.source + "/%"))
          AND ((period_from >= \(lead.now.from) AND period_from <= \(lead.now.to))
            OR (period_from >= \(lead.before.from) AND period_from <= \(lead.before.to)))
        """)
  }
}
