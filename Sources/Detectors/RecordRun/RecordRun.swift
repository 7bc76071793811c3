// SPDX-License-Identifier: Apache-2.0

package import Measures
package import Trade

/// Totals that are higher than ever before in the records, and what the rest of the year may bring.
package struct RecordRun: Detector {
  package static let declaration = DetectorDeclaration(
    id: "record-run",
    title: "Trade that is higher than in any earlier period",
    finds: """
      The trade on one route, over all goods or of one kind of goods of concern, is in its last period higher than in every \
      earlier period of the same months. It says for how many years it has risen on end and, where the year is not over, \
      what the whole year would come to with the seasons of earlier years.
      """,
    doesNotMean: """
      That it is the highest ever: the sources begin somewhere. Values at the prices of the day reach records by inflation \
      alone.
      """,
    method: """
      The last full year, or the months of the last year that are covered, against the same months of all earlier years; at \
      least `history` of these must be covered. Record = higher than each. Run = years of rise on end; a year that is not covered ends it, and is named. A period with \
      an undisclosed part is not covered. A year that is not \
      over: sum so far over the part that the same months were of each earlier full year, the median for the estimate, the \
      smallest and largest part for the range, and from three earlier years on a 90 % prediction interval (t on ln of the \
      parts): not the sum times twelve over the months, which forgets the seasons. Score = grade weight \
      (\(EvidenceGrade.weightsInWords)) × (0.4 + 0.2 · min(1, earlier periods/8) + 0.2 · min(1, ln(times the earlier \
      record)/ln 2) + 0.2 · place of its size among the findings).
      """,
    source: """
      Practice of customs services and of newsrooms, which speak of a record over the same months; seasonal shape after the \
      ratio-to-total method of official statistics.
      """,
    inputs: [
      .init(
        table: "record", columns: ["grade", "flow", "reporter", "origin", "destination", "period_from", "period_to", "value", "currency"],
        condition: "grade = 'statistic' AND value IS NOT NULL", about: "statistics with values")
    ],
    parameters: [
      .init(name: "history", kind: .whole(1...50), unit: "years", default: "3", about: "How many earlier periods must be covered."),
      .init(name: "times", kind: .number(1...100), unit: "times", default: "1.05", about: "How many times the earlier record it must be."),
      .init(
        name: "minimum", kind: .number(0...1e15), default: "1000000", about: "The least amount, in the source's currency."),
      .surgeLimit,
    ],
    caveats: [
      "A record within what the sources cover.",
      "Values are at the prices of the day; a record of value need not be one of quantity.",
    ],
    cost: "One pass over the statistics, and two to four measures a finding.")

  let history: Int
  let times: Double
  let minimum: Double
  let limit: Int
  private let values: ParameterValues

  package init(_ values: ParameterValues) throws {
    history = try values.whole("history")
    times = try values.number("times")
    minimum = try values.number("minimum")
    limit = try values.whole("limit")
    self.values = values
  }

  package func findings(at desk: any Desk) async throws -> [Finding] {
    let histories = try await RouteHistory.all(at: desk)
    let products = try await ProductBook(at: desk)
    let leads = histories.compactMap { lead($0, products: products) }
    let sizes = leads.map(\.amount).sorted()
    let chosen = Chosen(leads, limit: limit) { (score($0, sizes: sizes), $0.history.key) }
    var findings: [Finding] = []
    for lead in chosen.leads {
      findings.append(try await finding(lead, score: score(lead, sizes: sizes), products: products, caveats: chosen.caveats, at: desk))
    }
    return findings
  }

  func score(_ lead: Lead, sizes: [Double]) -> Double {
    let place = sizes.count > 1 ? Double(sizes.firstIndex { $0 >= lead.amount } ?? 0) / Double(sizes.count - 1) : 0.5
    return EvidenceGrade.statistic.weight
      * (0.4 + 0.2 * min(1, Double(lead.earlier) / 8) + 0.2 * min(1, (lead.amount / lead.best).logarithm / 2.0.logarithm) + 0.2 * place)
  }

  private func finding(
    _ lead: Lead, score: Double, products: ProductBook, caveats: [String], at desk: any Desk
  ) async throws -> Finding {
    let (history, period) = (lead.history, lead.period)
    var sheet = FigureSheet()
    let which = history.which
    let stage = history.rows([period, lead.bestPeriod], asOf: desk.asOf)
    do {
      let answer = try await desk.answer(Measure(of: .value, how: .record, which: which, period: period))
      var figure = answer.figure
      figure.label = "times the highest before"
      sheet.add(figure)
      for (part, label) in zip(answer.parts, ["value in \(Wording.time(period))", "highest before, \(Wording.time(lead.bestPeriod))"]) {
        var part = part
        part.label = label
        sheet.add(part)
      }
    } catch let error as MeasureError {
      sheet.add(
        try await Figure.from(
          stage, label: "times the highest before", value: lead.amount / lead.best, unit: "times", at: desk,
          caveats: ["A measure of the record says: \(error.message)"]))
    }
    let evidence = try await desk.evidence(stage)
    let unit = SeriesPublisher.Unit.money(history.currency)
    let name = products.name(history.product)
    var sentences = [
      "\(history.words): \(name), \(Wording.time(period)): \(Route.amount(lead.amount, unit)), the highest of \(Wording.number(lead.earlier + 1))"
        + " such periods since \(lead.firstYear), \(Wording.number((lead.amount / lead.best - 1) * 100)) % above \(Wording.time(lead.bestPeriod)) (\(Route.amount(lead.best, unit)))."
    ]
    if !lead.lacking.isEmpty {
      sentences.append("Not covered, and so not compared: \(Wording.list(lead.lacking.map(String.init), most: 12)).")
    }
    if let fall = lead.fall {
      sentences.append("Since then it has fallen: \(Wording.time(fall.period)) came to \(Wording.number(fall.times * 100)) % of the same months a year before.")
    }
    if lead.rises > 1 { sentences.append("It has risen for \(Wording.number(lead.rises)) years on end.") }
    if let outlook = lead.outlook {
      sentences.append(outlook.words(unit))
      sheet.add(
        Figure(
          label: "the whole of \(outlook.year), by the seasons of earlier years", value: outlook.estimate,
          low: outlook.years > 1 ? outlook.low : nil, high: outlook.years > 1 ? outlook.high : nil, unit: history.currency,
          sql: [stage.readable], evidence: evidence,
          caveats: ["A projection, no record: \(outlook.basis)"] + (outlook.years > 1 ? [] : ["From one earlier year no range can be given."])))
    }
    let entry = products.entry(history.product)
    var finding = Finding(
      id: "\(Self.declaration.id):\(history.key)", detector: Self.declaration.id,
      title: "\(history.short), \(name): a record in \(Wording.time(period))", text: Wording.text(sentences), score: score,
      coverage: lead.outlook == nil && period.span != .year ? 0.8 : 1, grade: .statistic, goodsClass: entry?.goodsClass,
      goods: entry?.goods ?? [], period: period, figures: sheet.figures, evidence: evidence, parameters: values.values,
      caveats: Self.declaration.caveats + products.notes(history.product) + history.caveats + sheet.caveats + caveats)
    finding.stake = unit.stake(lead.amount - lead.best)
    return finding
  }
}
