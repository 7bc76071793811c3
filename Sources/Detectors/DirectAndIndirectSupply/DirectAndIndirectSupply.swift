// SPDX-License-Identifier: Apache-2.0

package import Measures
package import Trade
import Warehouse

/// Makers whose goods reach buyers from the maker itself and through others.
package struct DirectAndIndirectSupply: Detector {
  package static let declaration = DetectorDeclaration(
    id: "direct-and-indirect-supply",
    title: "Goods of one maker, directly and through others",
    finds: """
      Records name goods of a brand or maker that the maker itself supplies, and others of the same brand or maker that \
      somebody else supplies: another exporter, or another manufacturer under the brand. Brand owner, maker, seller, origin \
      and dispatch are kept apart, as the records state them.
      """,
    doesNotMean: """
      That the maker knew of the other suppliers, or that it sold the goods where it is named. A filing is written by the \
      buyer, who may name the maker without dealing with it.
      """,
    method: """
      A brand and the makers whose name holds the brand's name as whole words are one maker, if at least one of them is named \
      together with the brand (and at most \(mostCarriers) are found, for else the brand is a common word); a maker without such a brand stands for itself. A record belongs to its brand, \
      or without one to its maker. It is indirect when a consignor is named who is not the maker, or, where a maker carries \
      the brand's name, when a manufacturer is named who does not. All other records are direct: the maker is named as the \
      supplier, or no other supplier is named. A finding takes at least `minimum-indirect` indirect records, and with them a \
      direct record or a second supplier. Score = grade weight (\(EvidenceGrade.weightsInWords)) × i/(i+2) × (1 with direct \
      records, else 0.7), for i indirect records.
      """,
    source: """
      Kyiv School of Economics and the Yermak-McFaul group, reports on foreign components (2023, 2024): country of the brand \
      owner, of production, of dispatch and of the seller are different things and are reported apart.
      """,
    inputs: [
      .init(
        table: "record", columns: ["grade", "period_from", "period_to", "origin", "dispatch"],
        condition: "grade IN ('customs', 'filing')", about: "customs records or filings"),
      .init(
        table: "mention", columns: ["source", "row", "role", "identity"],
        condition: "role IN ('brand', 'manufacturer')", about: "records that name a maker or a brand"),
    ],
    parameters: [
      .init(
        name: "minimum-indirect", kind: .whole(1...1_000_000), unit: "records", default: "1",
        about: "Fewer indirect records than this make no finding."),
      .goods, .limit,
    ],
    caveats: [
      "A brand in a record is what the filer wrote; goods may bear it without the owner's consent.",
      "Different owners can use the same brand name for different goods.",
      "A seller may be a subsidiary of the maker under another name.",
    ],
    cost: "One pass over records and their suppliers, and about a dozen queries over its rows a finding.")

  /// More makers than this with the brand's name in theirs: the name is a common word.
  static let mostCarriers = 5

  let minimumIndirect: Int
  let anyGoods: Bool
  let limit: Int
  private let values: ParameterValues

  package init(_ values: ParameterValues) throws {
    minimumIndirect = try values.whole("minimum-indirect")
    anyGoods = try values.choice("goods") == "any"
    limit = try values.whole("limit")
    self.values = values
  }

  package func findings(at desk: any Desk) async throws -> [Finding] {
    let routes = try await routes(at: desk)
    let book = try await PartyBook(Set(routes.flatMap(\.parties)), at: desk)
    let makers = Self.makers(of: routes) { party in book.names(of: party).flatMap(NamesAsWritten.keys) }
    let leads = leads(Self.grouped(routes, by: makers))
    let chosen = Chosen(leads, limit: limit) { ($0.score, $0.maker.id) }
    var findings: [Finding] = []
    for lead in chosen.leads {
      findings.append(try await finding(lead, book: book, caveats: chosen.caveats, at: desk))
    }
    return findings
  }

  private func finding(_ lead: Lead, book: PartyBook, caveats: [String], at desk: any Desk) async throws -> Finding {
    let maker = lead.maker
    var sheet = FigureSheet()
    let (direct, indirect) = (stage(.direct, of: maker, asOf: desk.asOf), stage(.indirect, of: maker, asOf: desk.asOf))
    let directFigure = try await Figure.records("records direct", direct, at: desk)
    let indirectFigure = try await Figure.records("records indirect", indirect, at: desk)
    sheet.add(directFigure)
    sheet.add(indirectFigure)
    let all = stage(nil, of: maker, asOf: desk.asOf)
    let evidence = directFigure.evidence.joined(indirectFigure.evidence)
    let suppliers = try await count("suppliers", suppliers(of: maker, asOf: desk.asOf), evidence, at: desk)
    let buyers = try await count("buyers", buyers(of: maker, asOf: desk.asOf), evidence, at: desk)
    sheet.add(suppliers)
    sheet.add(buyers)
    let scene = try await scene(of: all, at: desk)
    let goods = try await GoodsBook(of: all, at: desk)

    let others = lead.others
    let name = book.name(maker.id)
    // Customs records and filings together may not be said to import.
    let says = { (figure: Figure) in
      let count = figure.evidence.count
      return scene.isMixed
        ? Wording.count(count, "record names", "records name") : Wording.says(count, scene.grade)
    }
    var sentences = [
      "\(says(directFigure)) goods of \(book.inText(maker.id)) from the maker itself or without another supplier;"
        + " \(says(indirectFigure)) them through others: \(book.inText(others))."
    ]
    sentences.append(
      "Kept apart, as the records state them: \(Self.parts(lead, scene: scene, book: book).joined(separator: "; ")).")
    sentences.append("Buyers: \(Wording.amount(buyers)). Suppliers: \(Wording.amount(suppliers)).")
    var notes = Self.declaration.caveats + sheet.caveats + caveats
    if scene.isMixed { notes.append("Customs records and filings are counted together; only the former show that goods moved.") }
    if maker.carriers.isEmpty && !maker.brands.isEmpty {
      notes.append("No maker in the case carries the brand's name: every manufacturer named with it is taken as its maker.")
    }
    return Finding(
      id: "\(Self.declaration.id):\(maker.id)", detector: Self.declaration.id,
      title: "\(name): directly and through \(Wording.count(others.count, "other supplier"))",
      text: Wording.text(sentences), score: lead.score(grade: scene.grade), coverage: lead.coverage,
      grade: scene.grade, goodsClass: goods.goodsClass,
      parties: Self.unique(book.names([maker.id] + maker.brands + maker.makers + others)), goods: goods.ids,
      period: scene.period, figures: sheet.figures, evidence: evidence, parameters: values.values, caveats: notes)
  }

  private func count(_ label: String, _ stage: Stage, _ evidence: Evidence, at desk: any Desk) async throws -> Figure {
    let parties = try await desk.count(stage)
    return Figure(label: label, value: Double(parties), unit: "parties", sql: [stage.readable], evidence: evidence)
  }

  private static func parts(_ lead: Lead, scene: Scene, book: PartyBook) -> [String] {
    var parts: [String] = []
    if !lead.maker.brands.isEmpty { parts.append("brand \(book.inText(lead.maker.brands))") }
    if !lead.makersNamed.isEmpty { parts.append("maker \(book.inText(lead.makersNamed))") }
    if !lead.sellersNamed.isEmpty { parts.append("seller \(book.inText(lead.sellersNamed))") }
    parts.append("origin \(scene.origins.isEmpty ? "not stated" : Wording.list(scene.origins))")
    parts.append("dispatch \(scene.dispatches.isEmpty ? "not stated" : Wording.list(scene.dispatches))")
    return parts
  }

  /// Without repetitions, in order of first appearance.
  static func unique(_ words: [String]) -> [String] {
    var seen: Set<String> = []
    return words.filter { seen.insert($0).inserted }
  }
}
