// SPDX-License-Identifier: Apache-2.0

package import Measures
package import Trade

/// Series that break in the months of an event of the case.
package struct EventAlignment: Detector {
  package static let declaration = DetectorDeclaration(
    id: "event-alignment",
    title: "Trade that changes its level in the months of an event",
    finds: """
      The trade of one kind of goods on one route changes its level once in a way that chance hardly gives, the interval of \
      the date of that break holds the months of an event of the case, and other dates and other goods mostly show less. It \
      coincides with the event; the finding says how many of three tests say so.
      """,
    doesNotMean: """
      That the event brought the change about. Other things happen in the same months, and with many events and many goods \
      some will meet.
      """,
    method: """
      ln(1 + amount / 1 % of the median month) by month, on a constant, a trend, the months of the year (from three years on) \
      and a step. (1) Unknown break: the highest F over all months but the outer `trim` on each side; p from seeded \
      simulations of series without a break whose errors follow each other as the residuals tell (in tenths of correlation, \
      calibrated for what the regression takes away; beyond their highest tenth by an exponential tail fitted to it); Benjamini–Hochberg over all series. The interval of the break is Bai's, with the long-run variance of the residuals; it must hold a month of the \
      event or of the `lag` months after its beginning, and be no longer than 12 months. Of several such events the one that begins \
      nearest to the break is told (of two as near the one before it), and the others in the caveats; where that one can't be tested by dates \
      or goods, none is. Events that the case says are about certain goods or destinations are compared with these alone. An event of two to 24 months that \
      is over is looked for as a shift for good and as one for just as long, at twice the p. (2) Placebo dates: the highest |t| \
      of the shift in the month of the event's beginning and the `lag` months after it, against that of as many months on end at all \
      other times (from the fourth month to the fourth last one, three months or more from these), p = (1 + #{|t_k| ≥ |t_0|})/(1 + K). (3) Placebo goods: \
      the same in the same months for the other series of the source. With fewer than 19 others no p can be as low as 0.05: \
      such a test does not count. A month that the source lacks is set on the line between its neighbours. Strong: all three with p ≤ `p`; moderate: the first and one of the others; else no finding. Score = grade weight \
      (\(EvidenceGrade.weightsInWords)) × (0.9 strong, 0.6 moderate, each + 0.1 for an interval of three months or less).
      """,
    source: """
      Andrews, Econometrica 61 (1993); Bai, Review of Economics and Statistics 79 (1997), for the interval; placebo tests \
      after Abadie, Diamond and Hainmueller (2010) and Davison and Hinkley (1997); Benjamini and Hochberg (1995).
      """,
    inputs: [
      .init(
        table: "record", columns: ["grade", "flow", "period_from", "span", "goods_code", "value", "currency"],
        condition: "grade IN ('customs', 'statistic') AND span IN ('M', 'D') AND flow IS NOT NULL",
        about: "monthly statistics or customs records")
    ],
    parameters: [
      .init(name: "trim", kind: .number(0.05...0.4), default: "0.15", about: "Share of the months at each end in which no break is looked for."),
      .init(
        name: "lag", kind: .whole(0...12), unit: "months", default: "2",
        about: "How many months after the event's beginning a break still coincides with it."),
      .init(name: "p", kind: .number(0...1), default: "0.05", about: "The greatest p-value (adjusted, for the break) that counts."),
      .init(
        name: "rounds", kind: .whole(99...100_000), default: "999",
        about: "Simulated series for the distribution without a break."),
      .init(name: "seed", kind: .whole(0...1_000_000), default: "1", about: "Seed of the simulations."),
      .init(
        name: "minimum", kind: .number(0...1e12), unit: "a month", default: "50000",
        about: "The least amount of an average month, in the source's currency or kg."),
      .surgeLimit,
    ],
    caveats: [
      "It coincides; what brought it about, these series do not show.",
      "Where an event hit most goods of a source, as a source of goods under sanctions, its other goods are no measure of chance.",
      "A shock that is made good within months is no new level; declare the event from its first to its last month, and it is looked for.",
      "The p of the break is drawn: with another seed it can be a few times as high or as low, and a finding near the limit come or go.",
      "Shipments follow orders by weeks or months, so that a change may show after its occasion, or before an event that was foreseen.",
    ],
    cost: "Two passes over the monthly records, shared with other detectors of series; one dot product a series and month, and up to ten simulated distributions.")

  let trim: Double
  let lag: Int
  let p: Double
  let rounds: Int
  let seed: Int
  let minimum: Double
  let limit: Int
  private let values: ParameterValues

  package init(_ values: ParameterValues) throws {
    trim = try values.number("trim")
    lag = try values.whole("lag")
    p = try values.number("p")
    rounds = try values.whole("rounds")
    seed = try values.whole("seed")
    minimum = try values.number("minimum")
    limit = try values.whole("limit")
    self.values = values
  }

  package func findings(at desk: any Desk) async throws -> [Finding] {
    guard !desk.events.isEmpty else {
      throw DetectorError(.noData, "The case has no dated events (events.yaml).")
    }
    let book = try await SeriesBook(leastMonths: 24, at: desk)
    let products = try await ProductBook(at: desk)
    var leads: [Lead] = []
    for index in book.publishers.indices {
      leads += Self.nearest(self.leads(of: index, book: book, products: products, events: desk.events))
    }
    let chosen = Chosen(leads, limit: limit) { ($0.score, "\($0.event.id):\($0.series.key)") }
    var findings: [Finding] = []
    for lead in chosen.leads {
      findings.append(
        try await finding(lead, publisher: book.publishers[lead.series.publisher], products: products, caveats: chosen.caveats, at: desk))
    }
    return findings
  }

  private func finding(
    _ lead: Lead, publisher: SeriesPublisher, products: ProductBook, caveats: [String], at desk: any Desk
  ) async throws -> Finding {
    let figures = SeriesFigures(publisher, lead.series.partner, lead.series.product)
    let first = publisher.months.lowerBound
    let all = [Month.period(first, publisher.months.upperBound)].compactMap(\.self)
    let stage = figures.rows(all, asOf: desk.asOf)
    var sheet = FigureSheet()
    sheet.add(
      try await Figure.from(
        stage, label: "level after the break over the level before", value: lead.level, unit: "times", at: desk,
        caveats: ["From a regression with a trend and, from three years on, the months of the year; 1 % of the median month is added to each month, so that months of nothing stay in."]))
    let evidence = sheet.figures[0].evidence
    let chances: [(String, Double?)] = [
      ("p of the break, adjusted", lead.adjusted), ("p of placebo dates", lead.dates), ("p of placebo goods", lead.goods),
    ]
    for (label, value) in chances {
      guard let value else { continue }
      sheet.add(Figure(label: label, value: value, unit: "", sql: [stage.readable], evidence: evidence))
    }
    let (route, name) = (Route.words(publisher, partner: lead.series.partner), products.name(lead.series.product))
    func month(_ place: Int) -> String { first.adding(place).period.map { Wording.time($0) } ?? "" }
    let interval = lead.interval.count == 1 ? "in \(month(lead.interval.lowerBound))" : "between \(month(lead.interval.lowerBound)) and \(month(lead.interval.upperBound))"
    var sentences = [
      "\(route): \(name) changes its level with \(month(lead.date)) (\(interval), with 95 % confidence), to \(Route.times(lead.level))"
        + " times what trend and seasons would give.",
      "That coincides with “\(lead.event.title)” (\(Wording.time(lead.event.period))).",
      "Evidence: \(lead.isStrong ? "strong" : "moderate"). A break of this size is unlikely by chance (\(Route.p(lead.adjusted)), adjusted over"
        + " \(Wording.count(lead.tested, "series", "series")));",
    ]
    func share(_ p: Double?, _ others: Others, _ what: String) -> String {
      p.map { "of \(Wording.number(others.count)) other \(what), \(Wording.number(others.asMuch)) show as much (\(Route.p($0)))" }
        ?? "there are too few other \(what) to compare"
    }
    sentences[2] += " \(share(lead.dates, lead.otherDates, "dates")); \(share(lead.goods, lead.otherGoods, "goods"))."
    let entry = products.entry(lead.series.product)
    let others =
      lead.otherEvents.isEmpty
      ? [] : ["Other events of the case lie as near: \(Wording.list(lead.otherEvents)). The series can't tell which of them it is about."]
    var finding = Finding(
      id: "\(Self.declaration.id):\(lead.event.id):\(publisher.source):\(publisher.flow ?? "trade"):\(lead.series.key)",
      detector: Self.declaration.id,
      title: "\(name)\(lead.series.partner.map { ", \(publisher.flow == "import" ? "from" : "to") \(Wording.place($0))" } ?? ""): a break that coincides with “\(lead.event.title)”",
      text: Wording.text(sentences), score: lead.score, coverage: lead.goods == nil || lead.dates == nil ? 0.7 : 1, grade: publisher.grade,
      goodsClass: entry?.goodsClass, goods: entry?.goods ?? [], period: all.first, figures: sheet.figures, evidence: evidence,
      parameters: values.values, caveats: Self.declaration.caveats + products.notes(lead.series.product) + others + Route.caveats(publisher) + sheet.caveats + caveats)
    finding.stake = publisher.unit.stake(lead.yearly)
    return finding
  }
}
