// SPDX-License-Identifier: Apache-2.0

package import Measures
package import Trade

/// How long declared reserves last at the declared rates of use and production.
package struct StockAndFlow: Detector {
  package static let declaration = DetectorDeclaration(
    id: "stock-and-flow",
    title: "How long a reserve lasts at the stated rates",
    finds: """
      For each stock that the case declares (`stocks.yaml`): in how many months the reserve would be gone at the stated use \
      and production, as an interval. Where the reserve is not disclosed, how large it would have to be to last `months`; \
      where only the part used in a time is stated, how long the rest would last at that pace.
      """,
    doesNotMean: """
      That it will be so. The inputs are what people say, most of them estimates; use is cut when stocks run low, output is \
      raised, and supplies from abroad are left out unless they are declared.
      """,
    method: """
      Months = reserve / (consumption − production). Outer interval: the least reserve over the greatest net use, to the greatest reserve over \
      the least net use; open where production may reach consumption. Inner 80 %: `rounds` seeded draws of all three, each uniform \
      over its range. Production that is not stated is unknown, not zero: then only the least time (reserve over use, as if \
      nothing were made) is a bound. The needed reserve = `months` × net use. Part used: the rest / (part / its months), at an even pace. \
      A month has 30.4375 days. Score = statement weight 0.3 × (0.5 + 0.5 · the share of the three inputs that are stated).
      """,
    source: """
      Stock-and-flow accounting as in analyses of ammunition (Royal United Services Institute, Estonia's Ministry of Defence, 2022–2023); \
      propagation of intervals, and Monte Carlo after JCGM 101:2008.
      """,
    inputs: [.init(file: "stocks.yaml", about: "declared stock")],
    parameters: [
      .init(name: "months", kind: .whole(1...240), unit: "months", default: "12", about: "How long a reserve that is not disclosed would have to last."),
      .init(name: "rounds", kind: .whole(100...1_000_000), default: "10000", about: "Draws for the inner interval."),
      .init(name: "seed", kind: .whole(0...1_000_000), default: "1", about: "Seed of the draws."),
      .limit,
    ],
    caveats: [
      "The inputs are statements and estimates; a range says what was stated, not how sure it is.",
      "Use, output and supplies from abroad change.",
    ],
    cost: "No pass over records; some thousand draws a stock.")

  let months: Int
  let rounds: Int
  let seed: Int
  let limit: Int
  private let values: ParameterValues

  package init(_ values: ParameterValues) throws {
    months = try values.whole("months")
    rounds = try values.whole("rounds")
    seed = try values.whole("seed")
    limit = try values.whole("limit")
    self.values = values
  }

  package func findings(at desk: any Desk) async throws -> [Finding] {
    guard !desk.stocks.isEmpty else { throw DetectorError(.noData, "The case has no declared stock (stocks.yaml).") }
    let leads = desk.stocks.map { Lead(stock: $0, depletion: depletion(of: $0)) }
    let chosen = Chosen(leads, limit: limit) { ($0.score, $0.stock.id) }
    return chosen.leads.map { finding($0, caveats: chosen.caveats) }
  }

  private func finding(_ lead: Lead, caveats: [String]) -> Finding {
    let stock = lead.stock
    let evidence = Evidence(addresses: [stock.address])
    var figures: [Figure] = []
    func add(_ label: String, value: Double? = nil, low: Double?, high: Double?, unit: String, caveats: [String] = []) {
      figures.append(
        Figure(
          label: label, value: value, low: low, high: high, unit: unit,
          sql: ["-- stocks.yaml, \(stock.id): reserve / (consumption - production); no query"], evidence: evidence, caveats: caveats))
    }
    for (label, amount, unit) in [
      ("reserve", stock.reserve, stock.unit), ("use", stock.consumption, "\(stock.unit)/month"), ("production", stock.production, "\(stock.unit)/month"),
    ] { if let amount { add(label, low: amount.low, high: amount.high, unit: unit) } }
    var sentences: [String] = []
    switch lead.depletion {
    case .months(let outcome):
      add("months to depletion", value: outcome.median, low: outcome.low, high: outcome.high, unit: "months")
      sentences = sentencesOfMonths(stock, outcome)
    case .needed(let low, let high):
      add("reserve that would last \(months) months", low: low, high: high, unit: stock.unit)
      let range = Wording.amount(figures[figures.count - 1])
      sentences = [
        "\(stock.title): the reserve is not disclosed. To last \(months) months at the stated use\(stock.production == nil ? "" : " and production") it would have to hold \(range)."
      ]
      if stock.production == nil {
        let idle = stock.consumption.map { Self.range($0, times: Double(months)) } ?? ""
        sentences.append("With nothing made it is \(idle) \(stock.unit); production is not stated, and whatever is made lessens the reserve that is needed.")
      }
    case .pace(let low, let high):
      add("months that the rest would last", low: low, high: high, unit: "months")
      let range = Wording.amount(figures[figures.count - 1])
      let share = stock.used.map { Self.range($0.share) } ?? ""
      sentences = [
        "\(stock.title): \(share) % of the reserve are said to have been used in \(Wording.number(stock.used?.months ?? 0)) months; at that pace, with nothing made or bought, the rest would last \(range)."
      ]
    case .unknown(let why): sentences = ["\(stock.title): \(why)"]
    }
    let said = [stock.reserve, stock.consumption, stock.production, stock.used?.share].compactMap { $0?.who }
    if !said.isEmpty { sentences.append("So \(Wording.list(Array(Set(said)).sorted())), \(Wording.time(stock.asOf)).") }
    let lacking = [("reserve", stock.reserve), ("production", stock.production)].filter { $0.1 == nil }.map(\.0)
    let notes = lacking.isEmpty ? [] : ["Not disclosed, and not taken for nothing: \(Wording.list(lacking))."]
    if figures.isEmpty { add("months to depletion", low: nil, high: nil, unit: "months") }
    return Finding(
      id: "\(Self.declaration.id):\(stock.id)", detector: Self.declaration.id, title: lead.title(months: months),
      text: Wording.text(sentences), score: lead.score, coverage: lead.coverage, grade: .statement, period: stock.asOf, figures: figures,
      evidence: evidence, parameters: values.values, caveats: Self.declaration.caveats + notes + caveats)
  }

  private func sentencesOfMonths(_ stock: DeclaredStock, _ outcome: Outcome) -> [String] {
    var text = "\(stock.title): at the stated use\(stock.production == nil ? "" : " and production") the reserve would be gone in "
    switch (outcome.low, outcome.high) {
    case (let low?, let high?):
      text += low == high ? "\(Wording.number(low)) months" : "\(Wording.number(low)) to \(Wording.number(high)) months"
    case (let low?, nil): text += "no less than \(Wording.number(low)) months"
    case (nil, let high?): text += "at most \(Wording.number(high)) months"
    case (nil, nil): text += "a time that the stated ranges leave open"
    }
    var sentences = [text + "."]
    if let median = outcome.median, let inner = outcome.inner {
      sentences.append(
        "Half of \(Wording.number(rounds)) draws over the ranges give less than \(Wording.number(median)) months, and 80 % \(Wording.number(inner.lowerBound)) to \(Wording.number(inner.upperBound)).")
    }
    if outcome.never > 0 { sentences.append("In \(Wording.number(outcome.never * 100)) % of the draws production keeps up with use.") }
    return sentences
  }

  static func range(_ amount: DeclaredStock.Amount, times factor: Double = 1) -> String {
    switch (amount.low.map { $0 * factor }, amount.high.map { $0 * factor }) {
    case (let low?, let high?) where low == high: Wording.number(low)
    case (let low?, let high?): "\(Wording.number(low)) to \(Wording.number(high))"
    case (let low?, nil): "at least \(Wording.number(low))"
    case (nil, let high?): "at most \(Wording.number(high))"
    case (nil, nil): "an undisclosed part"
    }
  }
}
