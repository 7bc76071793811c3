// SPDX-License-Identifier: Apache-2.0

import Foundation
package import Measures
package import Trade

/// Buyers, and destinations, that pay more than others for the same goods.
package struct PricePremium: Detector {
  package static let declaration = DetectorDeclaration(
    id: "price-premium",
    title: "Goods that one buyer or one destination pays far more for than others do",
    finds: """
      Two contrasts. A buyer: since a day its shipments of goods cost so many times the middle price that all buyers of the same code, \
      unit and year pay, far from what other buyers' averages are, and more than it did before. A destination: unit values of an \
      exporter's goods to `target` rose against the same exporter's other destinations, by the same code and unit. Value, quantity and \
      price stand together.
      """,
    doesNotMean: """
      That the premium is for going round sanctions. Qualities, models, small lots, terms of delivery and mistakes in quantities \
      make unit values differ; a code can hold goods of very different price.
      """,
    method: """
      Unit value = value/quantity in the stated unit, or value/kg where no quantity is stated; shipments of value and quantity above 0. \
      Buyer: distance of ln unit value from the median of the same full code, unit and year (ten shipments or more; distances \
      beyond e³ count as e³), averaged over a buyer's shipments since `since`. Told when the average is at least ln `times` and at least `z` robust standard \
      deviations (1.4826 · MAD over all buyers with `shipments` shipments) from the median buyer, and, where five shipments or more are \
      known from before, the difference of the two averages has p ≤ 0.05 by Welch's t with Benjamini–Hochberg over these buyers. \
      Destination: difference in differences of ln(sum of value/sum of quantity) by exporter's country, code and unit: (target now − before) − (other destinations \
      now − before), for the twelve months from the first whole month after `since` and the same months before; the median over at least five goods, told \
      when the low end of a 95 % bootstrap interval is at least ln `times` / 2. Score = grade weight (\(EvidenceGrade.weightsInWords)) × (0.4 + 0.3 · min(1, ln \
      premium/ln 4) + 0.3 · min(1, z/10)), for destinations × (0.5 + 0.3 · min(1, ln premium/ln 4)).
      """,
    source: """
      Bank of Finland (BOFIT 2025) on prices of controlled goods to Russia against other destinations of the same exporter; robust z as in the \
      outlier tools for mirror data of Eurostat and the JRC; Welch, Biometrika 34 (1947).
      """,
    inputs: [
      .init(
        table: "record", columns: ["grade", "goods_code", "value", "quantity", "quantity_unit", "weight_kg", "destination"],
        condition: "value > 0 AND (quantity > 0 OR weight_kg > 0) AND length(goods_code) >= 6 AND goods_code <> 'TOTAL' AND grade IN ('customs', 'statistic')",
        about: "customs records or statistics with values and quantities or weights")
    ],
    parameters: [
      .init(name: "target", kind: .country, default: "RUS", about: "The destination that is set against others."),
      .init(
        name: "since", kind: .day(Day(number: -36_524)...Day(number: 47_481)), default: "2022-02-24",
        about: "Prices from this day on are set against those before."),
      .init(name: "times", kind: .number(1.01...100), unit: "times", default: "1.3", about: "The least premium of a buyer; for a destination its root."),
      .init(name: "z", kind: .number(0...100), default: "3.5", about: "Robust standard deviations from the median buyer."),
      .init(name: "shipments", kind: .whole(2...100_000), unit: "shipments", default: "8", about: "How many priced shipments since then a buyer needs."),
      .init(name: "seed", kind: .whole(0...1_000_000), default: "1", about: "Seed of the bootstrap."),
      .surgeLimit,
    ],
    caveats: [
      "Unit values are no prices: a code holds goods of different kinds and qualities.",
      "Terms of delivery differ, and with them who pays for freight.",
    ],
    cost: "Two passes over the shared table of records and six queries for all findings about buyers together; one pass over the records for destinations, and one a finding about a destination.")

  let target: String
  let since: Day
  let times: Double
  let z: Double
  let shipments: Int
  let seed: Int
  let limit: Int
  private let values: ParameterValues

  package init(_ values: ParameterValues) throws {
    target = try values.country("target")
    since = try values.day("since")
    times = try values.number("times")
    z = try values.number("z")
    shipments = try values.whole("shipments")
    seed = try values.whole("seed")
    limit = try values.whole("limit")
    self.values = values
  }

  package func findings(at desk: any Desk) async throws -> [Finding] {
    let deals = try await Deals(at: desk)
    let buyers = try await buyers(deals, at: desk)
    let destinations = try await destinations(at: desk)
    let products = try await ProductBook(at: desk)
    let chosenBuyers = Chosen(buyers, limit: limit) { ($0.score, $0.party) }
    let chosen = Chosen(destinations, limit: limit) { ($0.score, $0.key) }
    let book = try await PartyBook(chosenBuyers.leads.map(\.party), at: desk)
    let rows = try await RowBook(chosenBuyers.leads, deals, at: desk) { picked($0, deals) }
    var findings = chosenBuyers.leads.map { finding($0, book: book, rows: rows, caveats: chosenBuyers.caveats, asOf: desk.asOf) }
    for lead in chosen.leads { findings.append(try await finding(lead, products: products, caveats: chosen.caveats, at: desk)) }
    return findings
  }

  private func finding(_ lead: Buyer, book: PartyBook, rows: RowBook, caveats: [String], asOf: Day) -> Finding {
    let stage = self.rows(of: lead.party, asOf: asOf)
    let evidence = rows.evidence(lead.party, "priced")
    var sheet = FigureSheet()
    func add(_ label: String, _ value: Double?, unit: String) {
      guard let value else { return }
      sheet.add(Figure(label: label, value: value, unit: unit, sql: [stage.readable], evidence: evidence))
    }
    add("premium over the middle price", lead.premium, unit: "times")
    add("premium before", lead.premiumBefore, unit: "times")
    add("robust standard deviations from the median buyer", lead.z, unit: "")
    add("value of these shipments", lead.value, unit: lead.currency)
    add("the same quantities at middle prices", lead.fair, unit: lead.currency)
    let period = lead.period
    let all = [self.all(of: lead.party, in: period, asOf: asOf).readable]
    if let value = rows.value(lead.party, "all", label: "value since", sql: all) { sheet.add(value) }
    let quantity = rows.quantity(lead.party, "all", label: "quantity since", sql: all)
    if let quantity { sheet.add(quantity) }
    let goods = rows.goods(lead.party, "priced")
    let unit = SeriesPublisher.Unit.money(lead.currency)
    let name = book.inText(lead.party)
    var sentences = [
      "Customs records of \(name) state \(Route.amount(lead.value, unit)) for \(Wording.count(lead.after, "priced shipment")) in \(Wording.time(period)), of \(Wording.count(lead.codes, "code")): on average \(Route.times(lead.premium)) times the middle price of the same code, unit and year.",
      "At middle prices the same quantities would come to \(Route.amount(lead.fair, unit)).",
      "That is \(Wording.number(lead.z)) robust standard deviations from the median of \(Wording.count(lead.peers, "buyer")).",
    ]
    if let before = lead.premiumBefore, let adjusted = lead.adjusted {
      sentences.append("Before, its average over \(Wording.count(lead.before, "shipment")) was \(Route.times(before)) times the middle price (difference: \(Route.p(adjusted)), adjusted).")
    } else {
      sentences.append("Fewer than five priced shipments of it are known from before.")
    }
    if let quantity, quantity.value != nil { sentences.append("Quantity of all its shipments then: \(Wording.amount(quantity)).") }
    return Finding(
      id: "\(Self.declaration.id):buyer:\(lead.party)", detector: Self.declaration.id,
      title: "\(book.name(lead.party)): \(Route.times(lead.premium)) times the middle price", text: Wording.text(sentences), score: lead.score,
      coverage: lead.premiumBefore == nil ? 0.7 : 1, grade: .customs, goodsClass: goods.goodsClass, parties: [book.name(lead.party)],
      goods: goods.ids, period: period, figures: sheet.figures, evidence: evidence, parameters: values.values,
      caveats: Self.declaration.caveats + sheet.caveats + caveats
        + (quantity == nil ? ["Its quantities are in several units and are not added."] : []))
  }

  private func finding(_ lead: Destination, products: ProductBook, caveats: [String], at desk: any Desk) async throws -> Finding {
    let stage = rows(of: lead, asOf: desk.asOf)
    let evidence = try await desk.evidence(stage)
    var sheet = FigureSheet()
    sheet.add(
      Figure(
        label: "unit values to \(Wording.place(target)) against other destinations, times before", value: lead.premium, low: lead.low, high: lead.high,
        unit: "times", sql: [stage.readable], evidence: evidence))
    for (label, value) in [("value to \(Wording.place(target)), times before", lead.value), ("quantity to \(Wording.place(target)), median over goods, times before", lead.quantity)] {
      sheet.add(Figure(label: label, value: value, unit: "times", sql: [stage.readable], evidence: evidence))
    }
    let target = Wording.place(self.target)
    let named = lead.top.map { "\(products.name($0.code)) \(Route.times(exp($0.change)))" }
    let sentences = [
      "Unit values of \(Wording.whose(lead.origin)) \(lead.grade == .customs ? "shipments" : "exports") to \(target) rose to \(Route.times(lead.premium)) times what they were against its other destinations (median of \(Wording.count(lead.goods, "kind")) of goods, \(Route.times(lead.low)) to \(Route.times(lead.high))), comparing \(Wording.time(lead.now)) with \(Wording.time(lead.before)).",
      "Over these goods value came to \(Route.times(lead.value)) times and quantity, in the middle, to \(Route.times(lead.quantity)) times what they were.",
      "Highest: \(Wording.list(named, most: 3)).",
    ]
    return Finding(
      id: "\(Self.declaration.id):destination:\(lead.key)", detector: Self.declaration.id,
      title: "\(CountryName.alone(lead.origin)) to \(target): unit values \(Route.times(lead.premium)) times before, against other destinations",
      text: Wording.text(sentences), score: lead.score, coverage: 1, grade: lead.grade, period: lead.now, figures: sheet.figures,
      evidence: evidence, parameters: values.values, caveats: Self.declaration.caveats + sheet.caveats + caveats)
  }
}
