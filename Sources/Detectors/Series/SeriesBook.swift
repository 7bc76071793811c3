// SPDX-License-Identifier: Apache-2.0

import Measures
import Trade
import Warehouse

/// A product's monthly amounts on one route.
struct MonthlySeries: Sendable, Hashable {
  /// Index into ``SeriesBook/publishers``.
  var publisher: Int
  /// The other side of the route, ISO alpha-3; nil where records of all origins are added up, as for shipments.
  var partner: String?
  /// The first six digits (or as many as there are), or `TOTAL`.
  var product: String
  /// One a month of the publisher. Nil: no record states an amount, or the publisher has no records of that month at all;
  /// zero: it has none of this series.
  var amounts: [Double?]
  var records: Int
  /// Records that state their amount.
  var stated: Int

  var key: String { "\(partner ?? "all"):\(product)" }

  /// The sum over some of the months; nil when one of them is undisclosed.
  func sum(_ indexes: some Sequence<Int>) -> Double? {
    var sum = 0.0
    for index in indexes {
      guard let amount = amounts[index] else { return nil }
      sum += amount
    }
    return sum
  }
}

/// The monthly series that the records of a case make up, by publisher, route and product.
///
/// Statistics are taken by partner and product; shipments by product, over all origins. Reporters of one source are
/// added up, but only those that publish throughout, so that the set of reporters is the same in all months.
struct SeriesBook: Sendable {
  static let total = "TOTAL"
  /// A reporter without rows for so many months on end does not publish.
  static let longestGap = 3

  var publishers: [SeriesPublisher] = []
  var series: [MonthlySeries] = []

  /// - Parameter grades: which kinds of records to look at.
  /// - Throws: ``DetectorError/Code/noData`` when there is no monthly record of these kinds.
  init(_ grades: [EvidenceGrade] = [.customs, .statistic], leastMonths: Int = 12, at desk: any Desk) async throws {
    publishers = try await Self.publishers(at: desk).filter { grades.contains($0.grade) && $0.count >= leastMonths }
    for index in publishers.indices { series += try await Self.series(of: index, publishers[index], at: desk) }
  }

  /// Records of one month, or of a day of it.
  static let monthly: SQL = """
    (span IN ('M', 'D') AND period_from IS NOT NULL)
    """

  static let month: SQL = "CAST(year(period_from) * 12 + month(period_from) - 1 AS INTEGER)"

  /// What each source states, month by month.
  static func coverage(asOf: Day) -> Stage {
    Stage(
      name: "series/coverage", grain: "one row a source, grade, direction, reporter, month and kind of row",
      sql: """
        SELECT split_part(source, '/', 1) AS publisher, grade, flow, reporter,
          CASE WHEN goods_code IS NULL OR goods_code = 'TOTAL' THEN 0 ELSE length(goods_code) END AS digits,
          coalesce(transport_total, FALSE) AS all_modes, CASE WHEN value IS NOT NULL THEN currency END AS money, hs_edition,
          \(fragment: month) AS month, count(*) AS records, count(value) AS with_value, count(weight_kg) AS with_weight,
          min(CASE WHEN span = 'D' THEN day(period_from) END) AS first_day, max(CASE WHEN span = 'D' THEN day(period_from) END) AS last_day
        FROM record
        WHERE grade IN ('customs', 'statistic') AND coalesce(indicator, 'trade') = 'trade'
          AND coalesce(flow, '') <> 'two-way' AND NOT coalesce(partner_total, FALSE)
          AND NOT (coalesce(goods_total, FALSE) AND goods_code <> 'TOTAL')
          AND coalesce(origin, '') <> 'WLD' AND coalesce(destination, '') <> 'WLD'
          AND \(fragment: monthly) AND coalesce(period_to, period_from) <= \(asOf)
        GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
        """)
  }

  static func cells(_ publisher: SeriesPublisher, asOf: Day) -> Stage {
    let partner: SQL = publisher.grade == .statistic ? publisher.partnerColumn : "CASE WHEN FALSE THEN origin END"
    let amount = publisher.unit.expression
    return Stage(
      name: "series/cells", grain: "one row a partner, product and month",
      sql: """
        SELECT \(fragment: partner) AS partner,
          CASE WHEN goods_code IS NULL OR goods_code = 'TOTAL' THEN 'TOTAL' ELSE substr(goods_code, 1, 6) END AS product,
          \(fragment: month) AS month, sum(\(fragment: amount)) AS amount, count(*) AS records,
          count(\(fragment: amount)) AS stated
        FROM record WHERE \(fragment: publisher.condition(asOf: asOf))
        GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
        """)
  }

  static func series(of index: Int, _ publisher: SeriesPublisher, at desk: any Desk) async throws -> [MonthlySeries] {
    let table = try await desk.kept(cells(publisher, asOf: desk.asOf).sql)
    let (partners, products) = (try table.texts("partner"), try table.words("product"))
    let (months, amounts) = (try table.counts("month"), try table.doubles("amount"))
    let (records, stated) = (try table.counts("records"), try table.counts("stated"))
    var series: [MonthlySeries] = []
    let first = publisher.months.lowerBound.number
    let nothing = (0..<publisher.count).map { publisher.gaps.contains(Month(first + $0)) ? nil : 0.0 }
    for row in 0..<table.count {
      let place = months[row] - first
      guard (0..<publisher.count).contains(place) else { continue }
      if series.last.map({ $0.partner != partners[row] || $0.product != products[row] }) ?? true {
        series.append(
          MonthlySeries(
            publisher: index, partner: partners[row], product: products[row],
            amounts: nothing, records: 0, stated: 0))
      }
      series[series.count - 1].amounts[place] = stated[row] == 0 ? nil : amounts[row]
      series[series.count - 1].records += records[row]
      series[series.count - 1].stated += stated[row]
    }
    // Shipments without a code are of no product, and a total over codes that differ by source is not asked for here.
    return publisher.grade == .customs ? series.filter { $0.product != total } : series
  }
}
