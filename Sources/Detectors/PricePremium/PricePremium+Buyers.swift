// SPDX-License-Identifier: Apache-2.0

import Foundation
import Measures
import Statistics
import Trade
import Warehouse

extension PricePremium {
  struct Buyer: Sendable {
    var party: String
    var after, before: Int
    /// Average of ln distances.
    var distance: Double
    var distanceBefore: Double?
    var z: Double
    /// p of the difference, adjusted; nil without five shipments from before.
    var adjusted: Double?
    var value, fair: Double
    var codes, peers: Int
    var currency: String
    var period: Period

    var premium: Double { exp(distance) }
    var premiumBefore: Double? { distanceBefore.map(exp) }

    var score: Double {
      EvidenceGrade.customs.weight * (0.4 + 0.3 * min(1, distance / 4.0.logarithm) + 0.3 * min(1, z / 10))
    }
  }

  /// Shipments with a value and an amount, for people. Rows: source, row, part, goods_code, unit, year, after (1 since the
  /// day, else 0), log_price, value, amount, day.
  func priced(asOf: Day) -> SQL {
    """
    SELECT source, "row", part, goods_code, currency, period_from AS day,
      CASE WHEN quantity > 0 THEN coalesce(quantity_unit, '') ELSE 'kg' END AS unit, year(period_from) AS in_year,
      CASE WHEN period_from >= \(since) THEN 1 ELSE 0 END AS after,
      ln(CAST(value AS DOUBLE) / CAST(CASE WHEN quantity > 0 THEN quantity ELSE weight_kg END AS DOUBLE)) AS log_price,
      CAST(value AS DOUBLE) AS value, CAST(CASE WHEN quantity > 0 THEN quantity ELSE weight_kg END AS DOUBLE) AS amount
    FROM record
    WHERE grade = 'customs' AND coalesce(indicator, 'trade') = 'trade' AND value > 0 AND (quantity > 0 OR weight_kg > 0)
      AND length(goods_code) >= 6 AND goods_code <> 'TOTAL' AND coalesce(flow, 'import') = 'import' AND period_from <= \(asOf)
      AND NOT coalesce(partner_total, FALSE) AND NOT coalesce(goods_total, FALSE)
    """
  }

  /// The same shipments from the shared table, with the buyer's number; without an address, which the sums do not need.
  private func priced(_ deals: Deals) -> SQL {
    let isPriced: SQL = """
      d.customs = 1 AND d.value > 0 AND (d.quantity > 0 OR d.weight > 0) AND length(d.code) >= 6 AND d.code <> 'TOTAL'
        AND coalesce(d.flow, 'import') = 'import' AND d.period_from IS NOT NULL
      """
    return """
      SELECT d.buyer, d.code, d.currency, d.period_from AS day, CASE WHEN d.quantity > 0 THEN coalesce(d.unit, '') ELSE 'kg' END AS unit,
        year(d.period_from) AS in_year, CASE WHEN d.period_from >= \(since) THEN 1 ELSE 0 END AS after,
        ln(d.value / CAST(CASE WHEN d.quantity > 0 THEN d.quantity ELSE d.weight END AS DOUBLE)) AS log_price,
        d.value, CAST(CASE WHEN d.quantity > 0 THEN d.quantity ELSE d.weight END AS DOUBLE) AS amount
      FROM (\(fragment: deals.once(where: isPriced))) AS d
      """
  }

  func byBuyer(_ priced: SQL, _ deals: Deals) -> Stage {
    Stage(
      name: "price-premium/buyers", grain: "one row a buyer far above middle prices; with the median and spread over all buyers",
      sql: """
        WITH market AS (
          SELECT code, unit, currency, in_year, median(log_price) AS middle FROM \(fragment: priced) AS p
          GROUP BY code, unit, currency, in_year HAVING count(*) >= 10
        ),
        distances AS (
          SELECT p.buyer, p.after, p.code, p.currency, p.day, p.value, p.amount * exp(k.middle) AS fair,
            greatest(least(p.log_price - k.middle, 3), -3) AS distance
          FROM \(fragment: priced) AS p JOIN market AS k
            ON k.code = p.code AND k.unit = p.unit AND k.currency = p.currency AND k.in_year = p.in_year
          WHERE p.buyer IS NOT NULL
        ),
        by_party AS (
          SELECT d.buyer, d.currency, sum(d.after) AS after_count, count(*) - sum(d.after) AS before_count,
            avg(CASE WHEN d.after = 1 THEN d.distance END) AS after_mean, avg(CASE WHEN d.after = 0 THEN d.distance END) AS before_mean,
            var_samp(CASE WHEN d.after = 1 THEN d.distance END) AS after_var, var_samp(CASE WHEN d.after = 0 THEN d.distance END) AS before_var,
            sum(CASE WHEN d.after = 1 THEN d.value END) AS value, sum(CASE WHEN d.after = 1 THEN d.fair END) AS fair,
            count(DISTINCT CASE WHEN d.after = 1 THEN d.code END) AS codes,
            min(CASE WHEN d.after = 1 THEN d.day END) AS first_day, max(CASE WHEN d.after = 1 THEN d.day END) AS last_day
          FROM distances AS d GROUP BY d.buyer, d.currency HAVING sum(d.after) >= \(shipments)
        ),
        centre AS (SELECT median(after_mean) AS middle, count(*) AS peers FROM by_party),
        spread AS (SELECT median(abs(p.after_mean - c.middle)) AS deviation FROM by_party AS p CROSS JOIN centre AS c)
        SELECT n.party, p.*, c.middle, c.peers, s.deviation
        FROM by_party AS p CROSS JOIN centre AS c CROSS JOIN spread AS s JOIN \(fragment: deals.parties) AS n ON n.number = p.buyer
        WHERE p.after_mean >= \(log(times)) AND p.after_mean - c.middle >= \(z) * 1.4826022185056018 * s.deviation AND s.deviation > 0
        ORDER BY p.after_mean DESC, n.party LIMIT 10000
        """)
  }

  /// The rows of buyers: priced shipments since the day, and all of their shipments in that time.
  func picked(_ leads: [Buyer], _ deals: Deals) -> SQL {
    let chosen = SQL.rows(
      "c", ["party", "first_day", "last_day"], leads.map { [.text($0.party), .day($0.period.from), .day($0.period.to)] })
    return """
      WITH theirs AS (
        SELECT c.party, d.rec, d.period_from, coalesce(d.value > 0 AND (d.quantity > 0 OR d.weight > 0) AND length(d.code) >= 6
            AND d.code <> 'TOTAL' AND d.period_from >= \(since), FALSE) AS is_priced,
          coalesce(d.period_from >= c.first_day AND d.period_to <= c.last_day, FALSE) AS is_in_time
        FROM \(fragment: chosen) JOIN \(fragment: deals.parties) AS n ON n.party = c.party
        JOIN \(fragment: deals.deals) AS d ON d.buyer = n.number
        WHERE d.customs = 1 AND coalesce(d.flow, 'import') = 'import'
      )
      SELECT party AS lead, 'priced' AS part, rec FROM theirs WHERE is_priced
      UNION ALL SELECT party, 'all', rec FROM theirs WHERE is_in_time
      """
  }

  func buyers(_ deals: Deals, at desk: any Desk) async throws -> [Buyer] {
    // Worked out twice: to keep it would take longer, and the memory of as many rows again.
    let table = try await desk.table(byBuyer("(\(fragment: priced(deals)))", deals))
    let (parties, currencies) = (try table.words("party"), try table.texts("currency"))
    let (after, before) = (try table.doubles("after_count"), try table.doubles("before_count"))
    let (mean, meanBefore) = (try table.doubles("after_mean"), try table.doubles("before_mean"))
    let (variance, varianceBefore) = (try table.doubles("after_var"), try table.doubles("before_var"))
    let (value, fair, codes) = (try table.doubles("value"), try table.doubles("fair"), try table.counts("codes"))
    let (first, last) = (try table.days("first_day"), try table.days("last_day"))
    let (middle, peers, deviation) = (try table.doubles("middle"), try table.counts("peers"), try table.doubles("deviation"))
    var buyers: [(buyer: Buyer, p: Double?)] = []
    for row in 0..<table.count {
      guard peers[row] >= 10, let distance = mean[row], let centre = middle[row], let spread = deviation[row],
        let period = Period(first[row], last[row]), let paid = value[row], let usual = fair[row]
      else { continue }
      let (n, m) = (after[row] ?? 0, before[row] ?? 0)
      var p: Double?
      if m >= 5, let earlier = meanBefore[row] {
        p = Self.welch(distance, variance[row] ?? 0, n, earlier, varianceBefore[row] ?? 0, m)
      }
      buyers.append(
        (
          Buyer(
            party: parties[row], after: Int(n), before: Int(m), distance: distance, distanceBefore: m >= 5 ? meanBefore[row] : nil,
            z: (distance - centre) / (spread * Descriptive.consistency), adjusted: nil, value: paid, fair: usual, codes: codes[row],
            peers: peers[row], currency: currencies[row] ?? "", period: period), p
        ))
    }
    let tested = buyers.filter { $0.p != nil }
    let adjusted = FalseDiscovery.benjaminiHochberg(tested.compactMap(\.p))
    let differing = zip(tested, adjusted).compactMap { entry, adjusted -> Buyer? in
      var buyer = entry.buyer
      buyer.adjusted = adjusted
      return adjusted <= 0.05 && buyer.distance > (buyer.distanceBefore ?? 0) ? buyer : nil
    }
    return differing + buyers.filter { $0.p == nil }.map(\.buyer)
  }

  /// One-sided p of a higher mean, variances not taken to be equal.
  static func welch(_ mean: Double, _ variance: Double, _ n: Double, _ other: Double, _ otherVariance: Double, _ m: Double) -> Double {
    let (a, b) = (variance / n, otherVariance / m)
    guard a + b > 0, n > 1, m > 1 else { return mean > other ? 0 : 1 }
    let degrees = (a + b) * (a + b) / (a * a / (n - 1) + b * b / (m - 1))
    return StudentT.above((mean - other) / (a + b).squareRoot(), degrees: degrees)
  }

  func rows(of party: String, asOf: Day) -> Stage {
    Stage(
      name: "price-premium/rows-of-buyer", grain: "one row a priced shipment of the buyer since the day",
      sql: """
        SELECT p.source, p."row" FROM (\(fragment: priced(asOf: asOf))) AS p
        WHERE p.after = 1 AND (p.source, p."row") IN (
          SELECT source, "row" FROM mention WHERE role IN (\(list: SharedStages.importers.map(\.rawValue)))
            AND identity IN (SELECT identity FROM party_identity WHERE party = \(party)))
        """)
  }

  /// All customs records of a buyer in some time, for people.
  func all(of party: String, in period: Period, asOf: Day) -> Stage {
    SharedStages.rows(
      "price-premium/all-of-buyer", naming: [(SharedStages.importers, [party])],
      where: """
        coalesce(r.flow, 'import') = 'import' AND r.period_from >= \(period.from) AND coalesce(r.period_to, r.period_from) <= \(period.to)
        """, grades: [.customs], asOf: asOf)
  }
}
