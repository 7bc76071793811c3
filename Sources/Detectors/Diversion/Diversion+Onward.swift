// SPDX-License-Identifier: Apache-2.0

import Foundation
import Measures
import Trade
import Warehouse

extension Diversion {
  /// What the partner states of the fallen goods, over what the exporters state.
  struct Transit: Sendable, Hashable {
    var before, now: Double

    var change: Double { now / before }
  }

  /// Exports from the partner to the target, times a year before; nil when the case has no comparable months.
  func onward(
    from country: String, _ field: Field, into sheet: inout FigureSheet, at desk: any Desk
  ) async throws -> Figure? {
    var which = Selection()
    which.from = [country]
    which.to = [target]
    which.grade = .statistic
    for flow in ["export", "import"] {
      which.flow = flow
      let measure = Measure(of: .value, how: .multiple, which: which, period: field.now, against: field.before)
      if let answer = try? await desk.answer(measure) {
        var figure = answer.figure
        figure.label = "trade from \(Wording.place(country)) to \(Wording.place(target)) (\(flow)s), times a year before"
        sheet.add(figure)
        return figure
      }
    }
    return nil
  }

  /// The partner's own statement of imports of the fallen goods from the exporters, where the case has it by month. Only goods
  /// of which both sides state all months of both years are added up.
  func transit(_ lead: Lead, publisher: SeriesPublisher, at desk: any Desk) async throws -> Transit? {
    guard case .money(let currency) = publisher.unit else { return nil }
    func month(_ period: Period) -> ClosedRange<Int> { Month(of: period.from).number...Month(of: period.to).number }
    let (now, before) = (month(lead.field.now), month(lead.field.before))
    let lacking = Set(lead.field.lacking.map(\.season))
    let when: SQL = "(m.month >= \(now.lowerBound) AND m.month <= \(now.upperBound))"
    let then: SQL = "(m.month >= \(before.lowerBound) AND m.month <= \(before.upperBound))"
    let table = try await desk.table(
      """
      WITH stated AS (
        SELECT split_part(source, '/', 1) AS publisher, flow, substr(goods_code, 1, 6) AS product, \(fragment: SeriesBook.month) AS month,
          CAST(value AS DOUBLE) AS value, coalesce(transport_total, FALSE) AS all_modes, length(goods_code) AS digits
        FROM record
        WHERE grade = 'statistic' AND coalesce(indicator, 'trade') = 'trade' AND flow = 'import' AND reporter = \(lead.partner.country)
          AND destination = \(lead.partner.country) AND origin IN (\(list: publisher.reporters)) AND length(goods_code) >= 6
          AND goods_code <> 'TOTAL' AND NOT coalesce(goods_total, FALSE) AND NOT coalesce(partner_total, FALSE) AND \(fragment: SeriesBook.monthly)
          AND coalesce(period_to, period_from) <= \(desk.asOf) AND (value IS NULL OR currency = \(currency))
      ),
      chosen AS (
        SELECT publisher, min(digits) AS digits, max(CASE WHEN all_modes THEN 1 ELSE 0 END) AS all_modes FROM stated GROUP BY publisher
      ),
      m AS (
        SELECT s.publisher, s.product, s.month, s.value FROM stated AS s JOIN chosen AS c ON c.publisher = s.publisher
        WHERE s.digits = c.digits AND (CASE WHEN s.all_modes THEN 1 ELSE 0 END) = c.all_modes
          AND s.product IN (\(list: lead.field.fallen))
      ),
      published AS (SELECT publisher, count(DISTINCT month) AS months FROM m WHERE \(fragment: when) OR \(fragment: then) GROUP BY publisher)
      SELECT m.publisher, m.product, p.months, sum(CASE WHEN \(fragment: when) THEN m.value ELSE 0 END) AS now,
        sum(CASE WHEN \(fragment: then) THEN m.value ELSE 0 END) AS before, count(*) - count(m.value) AS undisclosed
      FROM m JOIN published AS p ON p.publisher = m.publisher WHERE \(fragment: when) OR \(fragment: then)
      GROUP BY m.publisher, m.product, p.months ORDER BY m.publisher, m.product
      """)
    let (sources, products, months) = (try table.words("publisher"), try table.words("product"), try table.counts("months"))
    let (nows, befores, undisclosed) = (try table.doubles("now"), try table.doubles("before"), try table.counts("undisclosed"))
    for source in Set(sources).sorted() {
      var transit = (stated: Transit(before: 0, now: 0), sent: Transit(before: 0, now: 0))
      for row in sources.indices where sources[row] == source && months[row] == 2 * now.count && undisclosed[row] == 0 && lacking.isEmpty {
        guard let sent = lead.field.sent[[lead.partner.country, products[row]]] else { continue }
        transit.stated.before += befores[row] ?? 0
        transit.stated.now += nows[row] ?? 0
        transit.sent.before += sent.before
        transit.sent.now += sent.now
      }
      let (stated, sent) = transit
      if stated.before > 0, sent.before > 0, sent.now > 0 { return Transit(before: stated.before / sent.before, now: stated.now / sent.now) }
    }
    return nil
  }

  /// When the fallen goods came on the dated lists of the case; nil when none of these holds any.
  static func listing(_ field: Field, products: ProductBook) -> String? {
    let days = field.fallen.compactMap { products.entry($0)?.listedFrom }
    guard !days.isEmpty else { return nil }
    let before = days.count { $0 < field.now.from }
    let during = days.count { $0 >= field.now.from && $0 <= field.now.to }
    // Lists of later years say nothing of the goods that fell then.
    guard before + during > 0 else { return nil }
    let rest = field.fallen.count - before - during
    return "On the goods lists of the case \(Wording.number(before)) of these \(Wording.count(field.fallen.count, "kind")) stood before"
      + " \(Wording.day(field.now.from)), \(Wording.number(during)) came on them in \(Wording.time(field.now)), and \(Wording.number(rest)) later or not at all."
  }

  func sentences(
    _ lead: Lead, publisher: SeriesPublisher, products: ProductBook, onward: Figure?, transit: Transit?
  ) -> [String] {
    let (field, partner) = (lead.field, lead.partner)
    let money = publisher.unit
    let (country, target) = (Wording.place(partner.country), Wording.place(self.target))
    func percent(_ share: Double) -> String { Wording.number((share * 1000).rounded() / 10) + " %" }
    var text = [
      "\(Route.words(publisher, partner: self.target)) fell by more than \(Wording.number(drop * 100)) % in \(Wording.count(field.fallen.count, "kind")) of goods, comparing \(Wording.time(field.now)) with \(Wording.time(field.before)): \(Route.amount(field.loss, money)) less.",
      "In the \(Wording.number(partner.goods)) of these that \(country) buys, exports there typically came to \(Route.times(partner.typical)) times a year before (\(Route.times(partner.low)) to \(Route.times(partner.high))); \(percent(partner.breadth)) of them at least doubled"
        + (partner.breadthBefore.map { ", against \(percent($0)) a year earlier." } ?? "."),
      "What \(country) gained, \(Route.amount(partner.gain, money)), is \(percent(partner.substitution)) of what \(target) lost.",
    ]
    if let listing = Self.listing(field, products: products) { text.append(listing) }
    if let difference = partner.difference {
      text.append("Goods that did not fall to \(target) rose less there: the typical multiple of the fallen ones is \(Route.times(exp(difference))) times theirs.")
      if difference <= 0 { text[text.count - 1] = "Goods that did not fall to \(target) rose there at least as much." }
    }
    let others = field.partners.filter { $0.country != partner.country }.map { "\(Wording.place($0.country)) \(Route.times($0.typical))" }
    if !others.isEmpty { text.append("The typical multiples of the other partners: \(Wording.list(others, most: 12)).") }
    if let onward {
      text.append("Onward: trade from \(country) to \(target), over all goods that the case has of it, came to \(Wording.amount(onward)) a year before.")
    } else {
      text.append("Onward: the case has no comparable months of exports from \(country) to \(target); whether goods went on, these figures do not show.")
    }
    if let transit {
      text.append(
        transit.change < 0.8
          ? "\(country) itself states \(Route.times(transit.now)) times what the exporters state of these goods, against \(Route.times(transit.before)) a year before: a growing part is not recorded on arrival."
          : "\(country) itself states \(Route.times(transit.now)) times what the exporters state of these goods, against \(Route.times(transit.before)) a year before.")
    }
    return text
  }
}
