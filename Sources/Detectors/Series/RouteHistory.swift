// SPDX-License-Identifier: Apache-2.0

import Measures
import Trade
import Warehouse

/// What a publisher states of one route and product over time, in whatever periods it states it: years, months, or
/// January to July. Reporters of one source are kept apart.
struct RouteHistory: Sendable {
  var source: String
  var flow: String?
  var reporter: String?
  var origin: String?
  var destination: String?
  /// As in ``MonthlySeries``.
  var product: String
  var digits: Int?
  var currency: String
  var spansEditions: Bool
  /// Stated sums; a period whose records do not state their value is not among them.
  var sums: [Period: Double]

  var key: String {
    [source, flow ?? "trade", origin ?? "any", destination ?? "any", product].joined(separator: ":")
  }

  var firstYear: Int { sums.keys.map(\.from.year).min() ?? 0 }

  /// The sum over a period: stated as such, or by the months that make it up. Nil where that is not known.
  func sum(over period: Period) -> Double? {
    if let sum = sums[period] { return sum }
    guard period.isWholeMonths, period.months.count > 1 else { return nil }
    var total = 0.0
    for month in period.months {
      guard let sum = sums[month] else { return nil }
      total += sum
    }
    return total
  }

  var lastFullYear: Int? {
    guard let last = sums.keys.map(\.to.year).max() else { return nil }
    return (firstYear...last).reversed().first { Period.year($0).flatMap(sum) != nil }
  }

  /// January to the last month of a year that is not covered whole.
  var lastStretch: Period? {
    guard let last = sums.keys.map(\.to).max(), last.month < 12 || last != Period.month(last.year, 12)?.to,
      let from = Day(year: last.year, month: 1, day: 1), let period = Period(from: from, to: last), period.isWholeMonths,
      sum(over: period) != nil
    else { return nil }
    return period
  }

  var which: Selection {
    var which = Selection()
    which.sources = [source]
    which.grade = .statistic
    which.flow = flow
    if let reporter { which.reporter = [reporter] }
    if let origin { which.from = [origin] }
    if let destination { which.to = [destination] }
    if product == SeriesBook.total {
      if digits == nil { return which }
      which.goods = ["TOTAL"]
    } else {
      which.goods = ["hs:" + product]
      which.codeLength = digits
    }
    return which
  }

  /// At the beginning of a heading.
  var short: String { route(origin.map(CountryName.alone)) }

  private func route(_ origin: String?) -> String {
    "\(origin ?? "any country") \(flow == "two-way" ? "and" : "to") \(destination.map(Wording.place) ?? "any country")"
  }

  var words: String {
    // What a source gives under a country's name can be the source's own estimate.
    let who = reporter.map { " with \(Wording.place($0)) as the reporter" } ?? ""
    return (flow == "two-way" ? "Trade between " : "Trade from ") + route(origin.map(Wording.place)) + "\(who) (\(source))"
  }

  var caveats: [String] { flow == "two-way" ? ["Both directions together."] : [] }

  func rows(_ periods: [Period], asOf: Day) -> Stage {
    var parts: [SQL] = [
      "grade = 'statistic'", "coalesce(indicator, 'trade') = 'trade'", "(source = \(source) OR source LIKE \(source + "/%"))",
      "coalesce(reporter, '') = \(reporter ?? "")", "coalesce(flow, '') = \(flow ?? "")", "coalesce(origin, '') = \(origin ?? "")",
      "coalesce(destination, '') = \(destination ?? "")",
    ]
    parts.append(
      product == SeriesBook.total ? "(goods_code IS NULL OR goods_code = 'TOTAL')" : "substr(goods_code, 1, 6) = \(product)")
    if let digits, product != SeriesBook.total { parts.append("length(goods_code) = \(digits)") }
    let times = periods.map { period -> SQL in "(period_from >= \(period.from) AND period_to <= \(period.to))" }
    parts.append("(\(fragment: times.joined(separator: " OR ")))")
    return Stage(
      name: "series/route-rows", grain: "one row a record of the route",
      sql: "SELECT source, \"row\" FROM record WHERE \(fragment: parts.joined(separator: " AND "))")
  }
}

extension RouteHistory {
  private struct Key: Hashable {
    var source: String
    var flow, reporter, origin, destination: String?
    var product, currency: String
  }

  static func stage(asOf: Day) -> Stage {
    Stage(
      name: "series/routes", grain: "one row a source, reporter, direction, route, product and stated period",
      sql: """
        WITH stated AS (
          SELECT split_part(source, '/', 1) AS publisher, flow, reporter, origin, destination,
            CASE WHEN goods_code IS NULL OR goods_code = 'TOTAL' THEN 'TOTAL' ELSE substr(goods_code, 1, 6) END AS product,
            CASE WHEN goods_code IS NULL THEN 0 WHEN goods_code = 'TOTAL' THEN -1 ELSE length(goods_code) END AS digits,
            coalesce(transport_total, FALSE) AS all_modes, coalesce(currency, '') AS currency, hs_edition, period_from, period_to, value
          FROM record
          WHERE grade = 'statistic' AND coalesce(indicator, 'trade') = 'trade' AND period_to <= \(asOf)
            AND (NOT coalesce(partner_total, FALSE) OR origin = 'WLD' OR destination = 'WLD')
            AND NOT (coalesce(goods_total, FALSE) AND coalesce(goods_code, 'TOTAL') <> 'TOTAL')
        ),
        -- Longer codes are parts of shorter ones, modes of transport parts of their total: one kind of row counts.
        chosen AS (
          SELECT publisher, max(CASE WHEN all_modes THEN 1 ELSE 0 END) AS all_modes,
            coalesce(min(CASE WHEN digits >= 6 THEN digits END), max(digits)) AS digits
          FROM stated GROUP BY publisher
        )
        SELECT s.publisher, s.flow, s.reporter, s.origin, s.destination, s.product, s.currency, s.period_from, s.period_to,
          max(s.digits) AS digits, min(coalesce(s.hs_edition, '')) AS edition, sum(s.value) AS amount
        FROM stated AS s JOIN chosen AS c ON c.publisher = s.publisher
        WHERE (s.digits <= 0 OR s.digits = c.digits) AND (CASE WHEN s.all_modes THEN 1 ELSE 0 END) = c.all_modes
          AND (s.product = 'TOTAL' OR s.product IN (SELECT substr(k.goods_code, 1, 6) FROM goods_code AS k
            JOIN goods AS g ON g.goods = k.goods WHERE g.class IN ('military', 'dual-use', 'civilian-indirect')))
        GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
        -- Of a period with an undisclosed part the sum is not known.
        HAVING count(*) = count(s.value)
        ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9
        """)
  }

  /// Totals of all routes, and goods of concern, in order of source and route.
  static func all(at desk: any Desk) async throws -> [RouteHistory] {
    let table = try await desk.kept(stage(asOf: desk.asOf).sql)
    let (sources, flows, reporters) = (try table.words("publisher"), try table.texts("flow"), try table.texts("reporter"))
    let (origins, destinations) = (try table.texts("origin"), try table.texts("destination"))
    let (products, currencies) = (try table.words("product"), try table.texts("currency"))
    let (from, to, amounts) = (try table.days("period_from"), try table.days("period_to"), try table.doubles("amount"))
    let (digits, editions) = (try table.counts("digits"), try table.texts("edition"))
    var found: [Key: (sums: [Period: Double], digits: Int, editions: Set<String>)] = [:]
    var order: [Key] = []
    for row in 0..<table.count {
      guard let period = Period(from[row], to[row]), let amount = amounts[row] else { continue }
      let key = Key(
        source: sources[row], flow: flows[row], reporter: reporters[row], origin: origins[row], destination: destinations[row],
        product: products[row], currency: currencies[row] ?? "")
      if found[key] == nil { order.append(key) }
      found[key, default: ([:], digits[row], [])].sums[period] = amount
      found[key]?.editions.insert(editions[row] ?? "")
    }
    return order.compactMap { key in
      guard let entry = found[key] else { return nil }
      return RouteHistory(
        source: key.source, flow: key.flow, reporter: key.reporter, origin: key.origin, destination: key.destination,
        product: key.product, digits: entry.digits == 0 ? nil : entry.digits, currency: key.currency,
        spansEditions: entry.editions.count > 1, sums: entry.sums)
    }
  }
}
