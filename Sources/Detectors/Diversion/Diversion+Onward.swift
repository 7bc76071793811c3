// SPDX-License-Identifier: Apache-2.0

import Foundation
import Measures
import Trade

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

  /// The partner's own statement of imports of the fallen goods from the exporters, where the case has it by month.
  func transit(_ lead: Lead, book: SeriesBook) -> Transit? {
    let exporter = book.publishers[lead.field.publisher]
    let fallen = Set(lead.field.fallen)
    for (index, importer) in book.publishers.enumerated()
    where importer.flow == "import" && importer.reporters == [lead.partner.country] && importer.unit == exporter.unit {
      let first = importer.months.lowerBound.number
      func places(_ period: Period) -> [Int] { period.months.map { Month(of: $0.from).number - first } }
      let (now, before) = (places(lead.field.now), places(lead.field.before))
      guard (now + before).allSatisfy({ (0..<importer.count).contains($0) }) else { continue }
      var stated = (before: 0.0, now: 0.0)
      for series in book.series
      where series.publisher == index && fallen.contains(series.product) && exporter.reporters.contains(series.partner ?? "") {
        stated.before += series.sum(before) ?? 0
        stated.now += series.sum(now) ?? 0
      }
      let firstOut = exporter.months.lowerBound.number
      func out(_ period: Period) -> [Int] { period.months.map { Month(of: $0.from).number - firstOut } }
      var sent = (before: 0.0, now: 0.0)
      for series in book.series
      where series.publisher == lead.field.publisher && fallen.contains(series.product) && series.partner == lead.partner.country {
        sent.before += series.sum(out(lead.field.before)) ?? 0
        sent.now += series.sum(out(lead.field.now)) ?? 0
      }
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
      if difference <= 0 { text[text.count - 1] = "Goods that did not fall to \(target) rose there as much." }
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
