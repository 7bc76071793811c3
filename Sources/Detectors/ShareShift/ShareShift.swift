// SPDX-License-Identifier: Apache-2.0

package import Measures
package import Trade

/// Suppliers whose part of a country's imports changed since a day.
package struct ShareShift: Detector {
  package static let declaration = DetectorDeclaration(
    id: "share-shift",
    title: "Supplier whose part of a country's imports shifted",
    finds: """
      A supplier's part of what a country imports, of all goods or of goods of concern, is so many percentage points higher or \
      lower than before a day. Where the country itself does not state its imports, it is seen through its partners: what \
      the same set of reporters export to it, with the set and how much of the earlier imports it stands for.
      """,
    doesNotMean: """
      That the supplier sold more: its part grows as well when others leave. Among partners that report, parts are parts of \
      what these partners send, not of everything.
      """,
    method: """
      Base = the year before the year of `since`; against it the last full year, or the covered months of the last year with the same \
      months of the base. Whole = the publisher's total over the world where it gives one for both; else the sum over all \
      suppliers stated in both, at least three. Values stated by the partners (FOB) and by the importer (CIF) are never mixed in one \
      share. Coverage of a set of partners = its exports in the base year times `cif` over the importer's own total of that \
      year, where the case has both in one currency. Score = grade weight (\(EvidenceGrade.weightsInWords)) × (0.5 + 0.5 · min(1, \
      points/30)), times 0.8 where the parts are among partners.
      """,
    source: """
      Mirror data as used by the Bank of Finland (BOFIT), CEIC and the OEC for countries that stopped publishing; the OEC \
      takes 8 % as the usual distance of CIF from FOB.
      """,
    inputs: [
      .init(
        table: "record", columns: ["grade", "flow", "reporter", "origin", "destination", "period_from", "period_to", "value"],
        condition: "grade = 'statistic' AND value IS NOT NULL AND origin IS NOT NULL AND destination IS NOT NULL",
        about: "statistics by supplier")
    ],
    parameters: [
      .init(
        name: "since", kind: .day(Day(number: -36_524)...Day(number: 47_481)), default: "2022-02-24",
        about: "The base is the year before the year of this day."),
      .init(name: "points", kind: .number(0.1...100), unit: "percentage points", default: "5", about: "The least shift."),
      .init(name: "cif", kind: .number(1...1.5), default: "1.08", about: "What CIF values are to FOB values."),
      .init(
        name: "minimum", kind: .number(0...1e15), default: "10000000",
        about: "The least whole in the later period, in the source's currency."),
      .surgeLimit,
    ],
    caveats: ["A part grows as well when other suppliers leave."],
    cost: "One pass over the statistics, shared with other detectors, and two measures a finding.")

  let since: Day
  let points: Double
  let cif: Double
  let minimum: Double
  let limit: Int
  private let values: ParameterValues

  package init(_ values: ParameterValues) throws {
    since = try values.day("since")
    points = try values.number("points")
    cif = try values.number("cif")
    minimum = try values.number("minimum")
    limit = try values.whole("limit")
    self.values = values
  }

  package func findings(at desk: any Desk) async throws -> [Finding] {
    let histories = try await RouteHistory.all(at: desk)
    let products = try await ProductBook(at: desk)
    let leads = markets(histories, products: products).flatMap { self.leads($0) }
    let chosen = Chosen(leads, limit: limit) { ($0.score, $0.key) }
    var findings: [Finding] = []
    for lead in chosen.leads {
      findings.append(try await finding(lead, histories: histories, products: products, caveats: chosen.caveats, at: desk))
    }
    return findings
  }

  private func finding(
    _ lead: Lead, histories: [RouteHistory], products: ProductBook, caveats: [String], at desk: any Desk
  ) async throws -> Finding {
    let market = lead.market
    var sheet = FigureSheet()
    var which = lead.history.which
    var within = which
    if market.hasTotal {
      within.from = ["WLD"]
    } else {
      within.from = []
      within.reporter = market.flow == "export" ? market.suppliers.map(\.origin) : which.reporter
      which.reporter = market.flow == "export" ? [lead.origin] : which.reporter
    }
    let rows = lead.history.rows([market.base, market.now], asOf: desk.asOf)
    let evidence = try await desk.evidence(rows)
    for (label, period, share) in [("share before", market.base, lead.before), ("share", market.now, lead.after)] {
      do {
        var figure = try await desk.answer(Measure(of: .value, how: .share, which: which, period: period, within: within)).figure
        figure.label = "\(label), \(Wording.time(period))"
        sheet.add(figure)
      } catch let error as MeasureError {
        sheet.add(
          Figure(
            label: "\(label), \(Wording.time(period))", value: share * 100, unit: "%", sql: [rows.readable], evidence: evidence,
            caveats: ["Of the suppliers named here only; a measure says: \(error.message)"]))
      }
    }
    let name = products.name(market.product)
    func percent(_ share: Double) -> String { Wording.number(share * 100) + " %" }
    let what = market.product == SeriesBook.total ? "imports" : "imports of \(name)"
    let basis =
      market.flow == "export"
      ? "among what \(market.suppliers.count) partners that report throughout send to \(Wording.place(market.destination))" : "of \(Wording.whose(market.destination)) \(what)"
    var sentences = [
      "\(Wording.whose(lead.origin)) part \(basis) (\(market.source)\(market.product == SeriesBook.total ? "" : ", \(name)")) is \(percent(lead.after)) in \(Wording.time(market.now)), against"
        + " \(percent(lead.before)) in \(Wording.time(market.base)): \(Wording.number((lead.after - lead.before).magnitude * 100)) percentage points \(lead.after > lead.before ? "more" : "less")."
    ]
    let change = market.whole.now / market.whole.base - 1
    sentences.append(
      "The whole \(change < 0 ? "fell" : "rose") by \(Wording.number(change.magnitude * 100)) % over the same months, and what \(Wording.place(lead.origin)) sends is \(Route.times(lead.now / max(lead.then, 1e-9))) times what it was.")
    var notes = Self.declaration.caveats + products.notes(lead.market.product) + sheet.caveats + caveats
    if market.flow == "export" {
      sentences.append("\(Wording.place(market.destination)) is seen here through its partners: \(Wording.places(market.suppliers.map(\.origin), most: 12)).")
      if let own = market.ownImports(histories) {
        let covered = market.whole.base * cif / own
        sentences.append(
          "In \(Wording.time(market.base)) they stood for \(Wording.number(covered * 100)) % of what \(Wording.place(market.destination)) itself stated as imports (their FOB values × \(Wording.number(cif))).")
      } else {
        notes.append("How much of \(Wording.whose(market.destination)) imports these partners stand for can't be told: the case lacks its own statement of the base year in the same currency.")
      }
    }
    let entry = products.entry(market.product)
    var finding = Finding(
      id: "\(Self.declaration.id):\(lead.key)", detector: Self.declaration.id,
      title: "\(Wording.sentence(Wording.whose(lead.origin))) part of \(Wording.whose(market.destination)) \(what): \(percent(lead.before)) to \(percent(lead.after))",
      text: Wording.text(sentences), score: lead.score, coverage: market.flow == "export" ? 0.7 : 1, grade: .statistic,
      goodsClass: entry?.goodsClass, goods: entry?.goods ?? [], period: market.now, figures: sheet.figures, evidence: evidence,
      parameters: values.values, caveats: notes)
    finding.stake = SeriesPublisher.Unit.money(lead.history.currency).stake((lead.after - lead.before).magnitude * market.whole.now)
    return finding
  }
}
