// SPDX-License-Identifier: Apache-2.0

package import Measures
package import Trade

/// Countries to which exports rose just where direct exports to another country fell.
package struct Diversion: Detector {
  package static let declaration = DetectorDeclaration(
    id: "diversion",
    title: "Exports that moved from a country to one that may pass them on",
    finds: """
      After a day, exports of many goods to one country fell by more than half, and the same exporters' sales of just these goods \
      to another country typically at least doubled, in far more goods than the year before. It gives the ratio of what was gained \
      there to what was lost, sets the goods that fell against those that did not, tells when dated goods lists of the case came to hold them, and says what is known of the way \
      onward: exports from there to the first country, and goods that the exporters state and the third country does not.
      """,
    doesNotMean: """
      That the goods were passed on, or by whom. A country's own demand, new factories, returning emigrants and other routes \
      make imports rise, too. What follows are routes to look at, by goods and by firm.
      """,
    method: """
      Months from the first whole month after `since`, at most `months` of them, against the same months a year before; the \
      same reporters in all. Months that the source lacks are left out of all \
      years, and so are series of a partner and a kind of goods with an undisclosed month. Fallen goods: exports to `target` of at least `minimum` before, and since then less than 1 − \
      `drop` of that. For each other partner, over the fallen goods that it buys (before and since together half of `minimum` \
      or more): typical multiple = the median of (since + s)/(before + s), s = 1 % of `minimum`, with a 95 % bootstrap \
      interval over goods; breadth = the share of goods that at least doubled, against the same share a year earlier (binomial); excess = the \
      median of the goods' ln multiples less the median multiple of the other partners for the same goods; \
      difference = the median ln multiple of fallen goods less that of goods that did not fall. A partner is told of when the \
      low end of the interval is at least `typical`, the excess is positive, and breadth has p ≤ 0.01 (where the year before \
      is covered). Substitution ratio = gain over fallen goods / loss of the target over these. Lost on the way = the change \
      of (the partner's own statement of these imports / the exporters' statement), where the case has both. Score = grade weight \
      (\(EvidenceGrade.weightsInWords)) × (0.5 + 0.25 · min(1, ln typical/ln 8) + 0.25 · min(1, substitution ratio/0.1)).
      """,
    source: """
      Chupilkin, Javorcik and Plekhanov, The Eurasian roundabout (EBRD WP 276, CEPR DP20097): goods under sanctions against \
      others, hubs against the rest; the substitution ratio and the test of breadth are our own reading of it.
      """,
    inputs: [
      .init(
        table: "record", columns: ["flow", "origin", "destination", "period_from", "span", "goods_code", "value", "currency"],
        condition: "grade = 'statistic' AND span = 'M' AND flow = 'export' AND goods_code IS NOT NULL AND goods_code <> 'TOTAL' AND value IS NOT NULL",
        about: "monthly export statistics by goods and destination")
    ],
    parameters: [
      .init(name: "target", kind: .country, default: "RUS", about: "The country to which direct exports fell."),
      .init(
        name: "since", kind: .day(Day(number: -36_524)...Day(number: 47_481)), default: "2022-02-24",
        about: "The day from which on they fell."),
      .init(name: "months", kind: .whole(3...12), unit: "months", default: "12", about: "How many months are compared at most."),
      .init(name: "drop", kind: .number(0.1...1), default: "0.5", about: "By how much exports to the target must have fallen."),
      .init(name: "typical", kind: .number(1...100), unit: "times", default: "2", about: "The least typical multiple."),
      .init(
        name: "minimum", kind: .number(1...1e12), default: "100000",
        about: "The least exports of a kind of goods to the target in the earlier months, in the source's currency."),
      .init(name: "goods", kind: .whole(5...100_000), unit: "kinds", default: "10", about: "How many kinds of goods must have fallen, and how many of these the partner must buy."),
      .init(name: "seed", kind: .whole(0...1_000_000), default: "1", about: "Seed of the bootstrap."),
      .surgeLimit,
    ],
    caveats: [
      "Exports that are not sent on are in these figures, too.",
      "Goods under a small amount before are looked at less closely: small amounts double easily.",
    ],
    cost: "Two passes over the monthly records, shared with other detectors of series; three measures a finding.")

  let target: String
  let since: Day
  let months: Int
  let drop: Double
  let typical: Double
  let minimum: Double
  let leastGoods: Int
  let seed: Int
  let limit: Int
  private let values: ParameterValues

  package init(_ values: ParameterValues) throws {
    target = try values.country("target")
    since = try values.day("since")
    months = try values.whole("months")
    drop = try values.number("drop")
    typical = try values.number("typical")
    minimum = try values.number("minimum")
    leastGoods = try values.whole("goods")
    seed = try values.whole("seed")
    limit = try values.whole("limit")
    self.values = values
  }

  package func findings(at desk: any Desk) async throws -> [Finding] {
    let book = try await SeriesBook([.statistic], at: desk)
    let products = try await ProductBook(at: desk)
    var fields: [Field] = []
    for index in book.publishers.indices where book.publishers[index].flow == "export" {
      if let field = field(index, book: book, products: products) { fields.append(field) }
    }
    guard !fields.isEmpty else {
      throw DetectorError(
        .noData,
        "The case has no monthly exports by goods to \(Wording.place(target)) and to others from a year before \(Wording.day(since)) on.")
    }
    let leads = fields.flatMap { field in
      field.partners.filter { isDiverted($0) }.map { Lead(field: field, partner: $0) }
    }
    let chosen = Chosen(leads, limit: limit) { ($0.score, $0.key) }
    var findings: [Finding] = []
    for lead in chosen.leads { findings.append(try await finding(lead, book: book, products: products, caveats: chosen.caveats, at: desk)) }
    return findings
  }

  func isDiverted(_ partner: Partner) -> Bool {
    partner.low >= typical && (partner.excess ?? 1) > 0 && (partner.breadthP ?? 0) <= 0.01
  }

  private func finding(
    _ lead: Lead, book: SeriesBook, products: ProductBook, caveats: [String], at desk: any Desk
  ) async throws -> Finding {
    let (field, partner) = (lead.field, lead.partner)
    let publisher = book.publishers[field.publisher]
    var sheet = FigureSheet()
    var which = publisher.selection(partner: partner.country, product: nil)
    which.goods = field.fallen.map { "hs:" + $0 }
    which.codeLength = publisher.digits
    try await sheet.ask(
      "exports to \(Wording.place(partner.country)) of the goods that fell to \(Wording.place(target)), times a year before",
      Measure(of: .value, how: .multiple, which: which, period: field.now, against: field.before), at: desk)
    which.to = [target]
    try await sheet.ask(
      "exports to \(Wording.place(target)) of these goods, times a year before",
      Measure(of: .value, how: .multiple, which: which, period: field.now, against: field.before), at: desk)
    let rows = rows(field, partner, publisher, asOf: desk.asOf)
    let evidence = try await desk.evidence(rows)
    func add(_ label: String, _ value: Double?, low: Double? = nil, high: Double? = nil, unit: String) {
      guard let value else { return }
      sheet.add(Figure(label: label, value: value, low: low, high: high, unit: unit, sql: [rows.readable], evidence: evidence))
    }
    add("typical multiple over these goods", partner.typical, low: partner.low, high: partner.high, unit: "times")
    add("substitution ratio", partner.substitution * 100, unit: "%")
    add("share of these goods that at least doubled", partner.breadth * 100, unit: "%")
    add("the same share a year earlier", partner.breadthBefore.map { $0 * 100 }, unit: "%")
    let onward = try await onward(from: partner.country, field, into: &sheet, at: desk)
    let transit = try await transit(lead, publisher: publisher, at: desk)
    if let transit { add("own statement over the exporters', times a year before", transit.change, unit: "times") }
    let sentences = sentences(lead, publisher: publisher, products: products, onward: onward, transit: transit)
    var finding = Finding(
      id: "\(Self.declaration.id):\(lead.key)", detector: Self.declaration.id,
      title: "\(CountryName.alone(partner.country)): exports rose in the goods in which those to \(Wording.place(target)) fell",
      text: Wording.text(sentences), score: lead.score, coverage: 0.5 + (onward == nil ? 0 : 0.25) + (transit == nil ? 0 : 0.25),
      grade: .statistic, goodsClass: nil, goods: [], period: field.now, figures: sheet.figures, evidence: evidence,
      parameters: values.values, caveats: Self.declaration.caveats + Route.caveats(publisher) + field.caveats + sheet.caveats + caveats)
    finding.stake = publisher.unit.stake(partner.gain)
    return finding
  }
}
