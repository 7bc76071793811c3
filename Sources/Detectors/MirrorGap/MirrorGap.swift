// SPDX-License-Identifier: Apache-2.0

package import Measures
package import Trade

/// One route as both sides state it: where they part, and what is seen through the other side once one stops publishing.
package struct MirrorGap: Detector {
  package static let declaration = DetectorDeclaration(
    id: "mirror-gap",
    title: "Trade that one side states and the other does not, or not so",
    finds: """
      Exporter and importer both state the trade of a route by month. Three kinds of findings: one side stopped publishing, \
      and the other side shows what passed since, with the range that the two had to each other before; the two drifted \
      apart beyond what they used to; or one kind of goods is apart far more than the route's other goods.
      """,
    doesNotMean: """
      That anybody hides anything. Freight and insurance, time at sea, transit countries, confidential goods, other prices and \
      other codes part the two sides as a rule.
      """,
    method: """
      Gap = ln(imports as the importer states them, divided by `cif` when they are CIF and the exports FOB or neither says \
      / exports as the exporter states them), over months in which both publish. Codes are compared with codes and totals with totals; sources whose common headings make up \
      less than 80 % of what one of them states are compared by single goods only. One side stopped: the other has at least `ahead` later months; these are \
      summed, and the median and the middle 80 % of the yearly or, with fewer than three years, monthly ratios of before give \
      the range of what the silent side would have stated. Apart: the last 12 common months against the same months of the year before, \
      and robust z of the mean of \
      their gaps: its distance from the median of the m ≥ 24 earlier months over 1.4826 · MAD of these · √((1 + r)/(1 − r) · (1/12 + π/2m)), r the \
      correlation of one month with the next (corrected for its bias; months in a row tell less than months apart), |z| ≥ `z` and a distance of 0.1 or more. Goods: robust z of a product's gap among the route's \
      products with at least `minimum` on one side, |z| ≥ `z`. With four countries or more on both sides of a source pair, |gaps| are decomposed \
      into effects of the reporters (two-way least squares, as in BACI), and the finding says whose figures are as a rule \
      farther apart. Score = grade weight (\(EvidenceGrade.weightsInWords)) × (0.8 stopped, 0.6 apart, 0.5 goods; the \
      last two × (0.7 + 0.3 · min(1, |z|/10))) × min(1, 0.6 + common months/60).
      """,
    source: """
      Fisman and Wei, Journal of Political Economy 112 (2004), for the gap by product; Gaulier and Zignago, BACI, CEPII WP 2010-23, \
      for CIF/FOB and the reliability of reporters; the OEC for 8 % as a usual CIF/FOB distance.
      """,
    inputs: [
      .init(
        table: "record", columns: ["grade", "flow", "origin", "destination", "period_from", "span", "goods_code", "value", "basis"],
        condition: "grade IN ('statistic', 'customs') AND span IN ('M', 'D') AND flow IN ('export', 'import') AND value IS NOT NULL",
        about: "monthly exports or imports with values")
    ],
    parameters: [
      .init(name: "cif", kind: .number(1...1.5), default: "1.08", about: "What CIF values are to FOB values."),
      .init(name: "ahead", kind: .whole(1...120), unit: "months", default: "6", about: "How many months later the other side must go on."),
      .init(name: "common", kind: .whole(6...600), unit: "months", default: "12", about: "How many months both sides must state."),
      .init(name: "z", kind: .number(1...100), default: "3.5", about: "Robust standard deviations that count as far."),
      .init(
        name: "minimum", kind: .number(0...1e15), default: "1000000",
        about: "The least amount on one side over the last common year, in the source's currency."),
      .surgeLimit,
    ],
    caveats: [
      "The two sides differ by freight, time, transit, confidentiality and codes; a usual distance of CIF from FOB is taken out, not the true one.",
      "Statistics may be by country of origin on one side and by country of dispatch on the other.",
    ],
    cost: "Two passes over monthly records of routes that both sides state, and two measures a finding.")

  let cif: Double
  let ahead: Int
  let common: Int
  let z: Double
  let minimum: Double
  let limit: Int
  private let values: ParameterValues

  package init(_ values: ParameterValues) throws {
    cif = try values.number("cif")
    ahead = try values.whole("ahead")
    common = try values.whole("common")
    z = try values.number("z")
    minimum = try values.number("minimum")
    limit = try values.whole("limit")
    self.values = values
  }

  package func findings(at desk: any Desk) async throws -> [Finding] {
    let pairs = try await MirrorPair.all(cif: cif, least: common, at: desk)
    guard !pairs.isEmpty else {
      throw DetectorError(.noData, "The case has no route that both its exporter and its importer state by month for \(common) months.")
    }
    let products = try await ProductBook(at: desk)
    let reliability = MirrorReliability(pairs)
    var leads: [Lead] = []
    for pair in pairs {
      if !pair.isOfOtherScope { leads += [stopped(pair), apart(pair)].compactMap(\.self) }
      leads += try await goods(pair, products: products, at: desk)
    }
    let chosen = Chosen(leads, limit: limit) { ($0.score, $0.key) }
    var findings: [Finding] = []
    for lead in chosen.leads {
      findings.append(
        try await finding(lead, products: products, reliability: reliability, caveats: chosen.caveats, at: desk))
    }
    return findings
  }

  private func finding(
    _ lead: Lead, products: ProductBook, reliability: MirrorReliability?, caveats: [String], at desk: any Desk
  ) async throws -> Finding {
    let pair = lead.pair
    var sheet = FigureSheet()
    for side in lead.sides {
      let which = pair.selection(side, product: lead.product)
      let label = "\(side == .exporter ? "exports" : "imports") as \(Wording.place(side == .exporter ? pair.origin : pair.destination)) states them, \(Wording.time(lead.period))"
      try await sheet.ask(label, Measure(of: .value, which: which, period: lead.period), at: desk)
    }
    let stage = pair.rows(lead.sides, product: lead.product, period: lead.period, asOf: desk.asOf)
    let evidence = try await desk.evidence(stage)
    sheet.add(
      Figure(
        label: lead.label, value: lead.value, low: lead.low, high: lead.high, unit: lead.unit, sql: [stage.readable], evidence: evidence))
    let name = lead.product.map(products.name)
    var sentences = lead.sentences(name: name, cif: cif)
    if let words = reliability?.words(pair) { sentences.append(words) }
    let entry = lead.product.flatMap(products.entry)
    return Finding(
      id: "\(Self.declaration.id):\(lead.key)", detector: Self.declaration.id, title: lead.title(name: name),
      text: Wording.text(sentences), score: lead.score, coverage: min(1, Double(pair.common.count) / 36), grade: pair.grade,
      goodsClass: entry?.goodsClass, goods: entry?.goods ?? [], period: lead.period, figures: sheet.figures, evidence: evidence,
      parameters: values.values, caveats: Self.declaration.caveats + (lead.product.map(products.notes) ?? []) + pair.caveats + sheet.caveats + caveats)
  }
}
