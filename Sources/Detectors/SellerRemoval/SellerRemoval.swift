// SPDX-License-Identifier: Apache-2.0

package import Measures
package import Trade

/// What would be left of a trade if its sellers were taken out one after another.
package struct SellerRemoval: Detector {
  package static let declaration = DetectorDeclaration(
    id: "seller-removal",
    title: "What sanctioning sellers would leave of a trade",
    finds: """
      A simulation over the records: sellers to one country are taken out by value, by number of buyers, or as far as they stand on \
      a list of the case; how much of the trade is still served, from nobody taking over to what is known of substitution; \
      which buyers lose all their sellers; who remains; how much other trade of the same sellers would go with it; all this \
      against a measure on the sellers' whole country. A chart shows what is still served against the number of sellers taken out.
      """,
    doesNotMean: """
      That this would happen. Sellers found new firms, buyers turn to other countries, prices rise. The band of substitution is \
      taken from what others measured and from the records' own past, when nobody was forced to leave.
      """,
    method: """
      Shipments with a value (filings count as one each where there are none), goods of concern unless `goods` is any. S(k) = the part of the \
      value left without the first k sellers. Robustness R = (1/N) · Σ S(k), between 0 and about 0.5; the higher, the less depends on \
      single sellers. By chance: `rounds` seeded draws of k sellers (those beyond the 200 largest at their mean). Substitution: value still served = S(k) + s · (1 − S(k)), s from the \
      lesser of `least` and the records' own rate to the greater of `most` and that rate. Own rate: of the 500 largest sellers that \
      have not been seen for half a year, the value of buyer and goods (HS6) of their last year that another seller served within half a year. \
      Country: all sellers' goods of the origin with the largest part. Score = grade weight (\(EvidenceGrade.weightsInWords)) × (0.3 + 0.3 · S(k)).
      """,
    source: """
      Schneider, Moreira, Andrade, Havlin and Herrmann, PNAS 108 (2011), for R; Albert, Jeong and Barabási, Nature 406 (2000), for removal by degree; \
      substitution of under a tenth to over a half by product after Chupilkin, Javorcik and Plekhanov (CEPR DP20097) and Egorov et al. (UPF WP 1920: imports \
      −27 % where sanctioned varieties fell by 62 %).
      """,
    inputs: [
      .init(
        table: "record", columns: ["grade", "destination", "value", "goods_code", "period_from"],
        condition: "grade IN ('customs', 'filing') AND destination IS NOT NULL", about: "customs records or filings"),
      .namingExporters,
    ],
    parameters: [
      .init(name: "target", kind: .country, default: "RUS", about: "The country that the goods go to."),
      .init(name: "remove", kind: .whole(1...10_000), unit: "sellers", default: "10", about: "How many sellers the finding takes out."),
      .init(name: "order", kind: .choice(["value", "degree", "listed"]), default: "value", about: "Which come first: by value, by number of buyers, or all that a list of the case holds."),
      .init(name: "least", kind: .number(0...1), default: "0.1", about: "The least part that others take over, as others measured it."),
      .init(name: "most", kind: .number(0...1), default: "0.5", about: "The greatest part."),
      .init(name: "sellers", kind: .whole(2...100_000), unit: "sellers", default: "20", about: "With fewer sellers than this there is nothing to simulate."),
      .init(name: "rounds", kind: .whole(99...100_000), default: "999", about: "Draws of random sellers."),
      .init(name: "seed", kind: .whole(0...1_000_000), default: "1", about: "Seed of the draws."),
      .goods,
    ],
    caveats: [
      "A simulation, no forecast: it moves nothing but the sellers, and substitution is a band, not a number.",
      "Sellers under one owner count as several; what lists forbid differs.",
      "The records' own rate of substitution is from sellers that left for reasons of their own.",
    ],
    cost: "One pass over the shared table of records, grouped by seller, buyer and goods; nine queries in all.")

  let target: String
  let remove: Int
  let order: String
  let least: Double
  let most: Double
  let sellers: Int
  let rounds: Int
  let seed: Int
  let anyGoods: Bool
  private let values: ParameterValues

  package init(_ values: ParameterValues) throws {
    target = try values.country("target")
    remove = try values.whole("remove")
    order = try values.choice("order")
    least = try values.number("least")
    most = try values.number("most")
    sellers = try values.whole("sellers")
    rounds = try values.whole("rounds")
    seed = try values.whole("seed")
    anyGoods = try values.choice("goods") == "any"
    self.values = values
  }

  package func findings(at desk: any Desk) async throws -> [Finding] {
    let grade = try await grade(at: desk)
    guard let network = try await network(grade, at: desk), network.count >= sellers, network.total > 0 else { return [] }
    guard let scenario = scenario(network) else { return [] }
    let book = try await PartyBook(scenario.removed + scenario.remaining, at: desk)
    let deals = try await Deals(at: desk)
    let rows = try await RowBook(["all"], deals, at: desk) { _ in picked(scenario.removed, grade, deals) }
    let evidence = rows.evidence("all", "all")
    let sql = [edges(grade, asOf: desk.asOf).readable]
    func figure(_ label: String, _ value: Double?, low: Double? = nil, high: Double? = nil, unit: String) -> Figure? {
      value == nil && low == nil
        ? nil : Figure(label: label, value: value, low: low, high: high, unit: unit, sql: sql, evidence: evidence)
    }
    let figures = [
      figure("value still served, nobody taking over", scenario.served * 100, unit: "%"),
      figure("value still served, with substitution", nil, low: scenario.band.lowerBound * 100, high: scenario.band.upperBound * 100, unit: "%"),
      figure("value still served without as many sellers drawn by chance", scenario.chance.middle * 100, low: scenario.chance.low * 100, high: scenario.chance.high * 100, unit: "%"),
      figure("robustness R, by value", network.robustness, unit: ""),
      figure("buyers that lose all their sellers", Double(scenario.buyersLost), unit: "parties"),
      figure("own rate of substitution", network.successorRate.map { $0 * 100 }, unit: "%"),
      figure("other trade of the same sellers", scenario.otherTrade, unit: network.unit),
      figure("value still served after a measure on \(network.origin.map(Wording.place) ?? "the country")", network.originShare.map { (1 - $0) * 100 }, unit: "%"),
      figure("sellers", Double(network.count), unit: "parties"),
    ].compactMap(\.self)
    let id = "\(Self.declaration.id):\(target):\(order):\(anyGoods ? "any" : "concern")"
    var finding =
      Finding(
        id: id, detector: Self.declaration.id,
        title: "Without \(scenario.words(order)) of \(Wording.number(network.count)), \(Wording.number((scenario.served * 100).rounded())) % of the trade to \(Wording.place(target)) is still served",
        text: Wording.text(sentences(network, scenario, book: book)), score: grade.weight * (0.3 + 0.3 * scenario.served),
        coverage: network.successorRate == nil ? 0.7 : 1, grade: grade, parties: book.names(Array(scenario.removed.prefix(10))), period: network.period,
        figures: figures, evidence: evidence, parameters: values.values,
        caveats: Self.declaration.caveats + (grade == .filing ? ["Filings state few values, and each counts as one; they register goods and do not show that any arrived."] : []))
    finding.charts = [chart(network, scenario, id: id, sql: sql)]
    return [finding]
  }

  private func sentences(_ network: Network, _ scenario: Scenario, book: PartyBook) -> [String] {
    func percent(_ share: Double) -> String { Wording.number((share * 1000).rounded() / 10) + " %" }
    func amount(_ value: Double) -> String {
      network.unit == "records" ? Wording.count(Int(value), "record") : Route.money(value) + " " + network.unit
    }
    let target = Wording.place(self.target)
    let what = anyGoods ? "" : " in goods of concern"
    var text = [
      "\(Wording.count(network.count, "seller")) stand behind \(amount(network.total))\(what) to \(target). Without \(scenario.words(order)) \(percent(scenario.served)) of it would still be served if nobody took over, and \(percent(scenario.band.lowerBound)) to \(percent(scenario.band.upperBound)) with \(percent(scenario.substitution.lowerBound)) to \(percent(scenario.substitution.upperBound)) of the loss replaced.",
      "As many sellers drawn by chance would leave \(percent(scenario.chance.middle)) (90 % of draws: \(percent(scenario.chance.low)) to \(percent(scenario.chance.high))).",
      "\(Wording.number(scenario.buyersLost)) of \(Wording.count(network.buyers, "buyer")) would lose all their sellers. Robustness R is \(Wording.number(network.robustness)) by value and \(Wording.number(network.robustnessByDegree)) by number of buyers.",
    ]
    if let rate = network.successorRate {
      text.append("In the records themselves, others took over \(percent(rate)) of what sellers served that are no longer seen (\(Wording.count(network.successorPairs, "pair")) of buyer and goods).")
    }
    text.append("Taken out: \(book.inText(scenario.removed, most: 5)). The largest that remain: \(book.inText(scenario.remaining, most: 5)).")
    if scenario.otherTrade > 0 { text.append("The same sellers' other trade to \(target), \(amount(scenario.otherTrade)), would go with it.") }
    if let origin = network.origin, let share = network.originShare {
      text.append("A measure on all goods of \(Wording.place(origin)) would leave \(percent(1 - share)) of this trade and take \(amount(network.originOther)) of other goods with it.")
    }
    if network.listed > 0, order != "listed" {
      text.append("\(Wording.count(network.listed, "seller")) of them have the number of an entry of a list of the case, or a name like one, with \(percent(network.listedValue / network.total)) of the value.")
    }
    return text
  }
}
