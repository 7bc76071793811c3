// SPDX-License-Identifier: Apache-2.0

package import Measures
package import Trade

/// Goods whose trade on a route rose far more than their own history and other goods would lead one to expect.
package struct Surge: Detector {
  package static let declaration = DetectorDeclaration(
    id: "surge",
    title: "Goods whose trade rose far beyond their own history and other goods",
    finds: """
      On one route (a source, a direction, a partner; shipments: over all origins) the trade of one kind of goods is at least \
      so many times that of the same months a year before, more than its own months and seasons explain, and more than most \
      other goods. Value, quantity and price are given together where the source states them.
      """,
    doesNotMean: """
      That anybody did anything wrong, or what the reason is: prices, exchange rates, a new supplier, a change of code or of \
      reporting all make trade rise.
      """,
    method: """
      Months of the last year that the source covers (from January, or all of the year before when fewer than `months` are \
      covered) are set against the same months of earlier years. Multiple = sum over sum a year before. Own history: a \
      quasi-Poisson regression on year and month of the year (which the sums solve in closed form), p by t; with four \
      earlier growths or more also the place of this growth among them, and the larger p counts. Benjamini–Hochberg over all \
      series of the source. Other goods: the share of other series with as high a multiple, (1+#)/(1+K), asked for with nine \
      others or more. A month that the source lacks in one of the two years is not taken for nothing: the longest stretch of months \
      without one is compared; months that daily records cover in part are left out. Codes whose headings hold other goods in another edition are not compared over editions. Score = \
      grade weight (\(EvidenceGrade.weightsInWords)) × (0.3 + 0.3 · ln multiple/ln 10, at most 0.3 + 0.2 · (1 − p of others) \
      + 0.2 · place of its size among the findings).
      """,
    source: """
      McCullagh and Nelder, Generalized Linear Models (1989), for overdispersed counts; Benjamini and Hochberg, JRSS B 57 \
      (1995); same-month growth as in the publications of customs services.
      """,
    inputs: [
      .init(
        table: "record", columns: ["grade", "flow", "period_from", "span", "goods_code", "value", "currency"],
        condition: "grade IN ('customs', 'statistic') AND span IN ('M', 'D') AND flow IS NOT NULL",
        about: "monthly statistics or customs records")
    ],
    parameters: [
      .init(name: "times", kind: .number(1...1000), unit: "times", default: "2", about: "The least multiple."),
      .init(
        name: "months", kind: .whole(2...12), unit: "months", default: "3",
        about: "How many months of the last year must be covered, for else the year before is looked at."),
      .init(
        name: "minimum", kind: .number(0...1e12), default: "100000",
        about: "The least amount in the later months, in the source's currency or kg."),
      .init(name: "q", kind: .number(0...1), default: "0.05", about: "The share of false discoveries that is put up with."),
      .init(
        name: "others", kind: .number(0...1), default: "0.1",
        about: "The greatest share of other series that may have as high a multiple."),
      .surgeLimit,
    ],
    caveats: [
      "Values are in the currency of the source, at the prices of the day.",
      "A rise is measured from a year that may itself have been low.",
    ],
    cost: "Two passes over the monthly records, shared with other detectors of series; three to eight measures a finding.")

  let times: Double
  let months: Int
  let minimum: Double
  let q: Double
  let others: Double
  let limit: Int
  private let values: ParameterValues

  package init(_ values: ParameterValues) throws {
    times = try values.number("times")
    months = try values.whole("months")
    minimum = try values.number("minimum")
    q = try values.number("q")
    others = try values.number("others")
    limit = try values.whole("limit")
    self.values = values
  }

  package func findings(at desk: any Desk) async throws -> [Finding] {
    let book = try await SeriesBook(at: desk)
    let products = try await ProductBook(at: desk)
    var leads: [Lead] = []
    var tallies: [Tally] = []
    for index in book.publishers.indices {
      let (found, tally) = self.leads(of: index, book: book, products: products)
      leads += found
      tallies.append(tally)
    }
    let sizes = leads.map(\.now).sorted()
    let chosen = Chosen(leads, limit: limit) { (score($0, sizes: sizes), $0.series.key) }
    var findings: [Finding] = []
    for lead in chosen.leads {
      findings.append(
        try await finding(
          lead, score: score(lead, sizes: sizes), publisher: book.publishers[lead.series.publisher],
          tally: tallies[lead.series.publisher], products: products, caveats: chosen.caveats, at: desk))
    }
    return findings
  }

  func score(_ lead: Lead, sizes: [Double]) -> Double {
    let place = sizes.count > 1 ? Double(sizes.firstIndex { $0 >= lead.now } ?? 0) / Double(sizes.count - 1) : 0.5
    let rise = min(1, (lead.multiple.logarithm / 10.0.logarithm))
    return lead.grade.weight * (0.3 + 0.3 * rise + 0.2 * (1 - (lead.others ?? 0.5)) + 0.2 * place)
  }

  private func finding(
    _ lead: Lead, score: Double, publisher: SeriesPublisher, tally: Tally, products: ProductBook, caveats: [String], at desk: any Desk
  ) async throws -> Finding {
    let figures = SeriesFigures(publisher, lead.series.partner, lead.series.product)
    var sheet = FigureSheet()
    try await figures.multiple(
      "multiple of the same months a year before", now: lead.period, then: lead.before, as: lead.multiple, into: &sheet, at: desk)
    let price = try await figures.quantityAndPrice(now: lead.period, then: lead.before, into: &sheet, at: desk)
    let stage = figures.rows([lead.period, lead.before], asOf: desk.asOf)
    let evidence = try await desk.evidence(stage)
    sheet.add(
      Figure(
        label: "adjusted p-value against its own history", value: lead.adjusted, unit: "", sql: [stage.readable], evidence: evidence))
    let route = Route.words(publisher, partner: lead.series.partner)
    let name = products.name(lead.series.product)
    var sentences = [
      "\(route): \(name), \(Wording.time(lead.period)): \(Route.amount(lead.now, publisher.unit)), \(Route.times(lead.multiple))"
        + " times the \(Route.amount(lead.then, publisher.unit)) of \(Wording.time(lead.before)).", price,
    ]
    sentences.append(
      "Under its own months and seasons of \(lead.years) years no change is unlikely (\(Route.p(lead.adjusted)), adjusted over"
        + " \(Wording.count(tally.tested, "series", "series"))).")
    if let earlier = lead.highestBefore {
      sentences.append(
        lead.multiple > earlier
          ? "It is the highest of its year-on-year multiples; the highest before was \(Route.times(earlier))."
          : "It had risen more before: \(Route.times(earlier)) times.")
    }
    if lead.others != nil {
      sentences.append("\(Wording.number(lead.lower)) of the \(Wording.number(lead.compared)) other series of the source rose less or fell.")
    }
    let entry = products.entry(lead.series.product)
    var finding = Finding(
      id: "\(Self.declaration.id):\(publisher.source):\(publisher.flow ?? "trade"):\(lead.series.key)", detector: Self.declaration.id,
      title: "\(name)\(lead.series.partner.map { ", \(publisher.flow == "import" ? "from" : "to") \(Wording.place($0))" } ?? ""): \(Route.times(lead.multiple)) times a year before",
      text: Wording.text(sentences), score: score, coverage: lead.coverage, grade: publisher.grade, goodsClass: entry?.goodsClass,
      goods: entry?.goods ?? [], period: lead.period, figures: sheet.figures, evidence: evidence, parameters: values.values,
      caveats: Self.declaration.caveats + products.notes(lead.series.product) + Route.caveats(publisher) + tally.caveats + sheet.caveats + caveats)
    finding.stake = publisher.unit.stake(lead.now - lead.then)
    return finding
  }
}

extension ParameterDeclaration {
  /// Fewer than for parties: a page of routes tells more than fifty of them.
  static let surgeLimit = ParameterDeclaration(
    name: "limit", kind: .whole(1...100_000), unit: "findings", default: "10",
    about: "How many findings are put into words, highest score first; each says how many leads were left out.")
}
