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
      direct record or a second supplier; where there are direct records, the maker counts as one of the suppliers. Each of the first \(mostPaths) other suppliers has a figure with its rows, and so has a \
      party that buys the goods in some records and supplies them in others. Score = grade weight (\(EvidenceGrade.weightsInWords)) × i/(i+2) × (0.7 + 0.3 · the \
      lesser of i and d over the greater), for i indirect and d direct records.
      """,
    source: """
      Kyiv School of Economics and the Yermak-McFaul group, reports on foreign components (2023, 2024): country of the brand \
      owner, of production, of dispatch and of the seller are different things and are reported apart.
      """,
    inputs: [
      .ownRecords("origin", "dispatch"),
      .naming([.brand, .manufacturer], "a maker or a brand"),
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
    cost: "Two passes over the shared table of records, one over what belongs to makers; twelve queries for all findings together.")

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
    let deals = try await Deals(at: desk)
    let families = try await families(deals, at: desk)
    let supply = try await supply(families, deals, at: desk)
    let chosen = Chosen(try await leads(supply, families, deals, at: desk), limit: limit) { ($0.score, $0.id) }
    let theirs = try await theirs(chosen.leads, supply, deals, at: desk)
    let legs = try await legs(theirs, deals, at: desk)
    let between = try await between(theirs, deals, at: desk)
    let paths = legs.mapValues { Array(Self.others($0).prefix(Self.mostPaths)) }
    let rows = try await RowBook(chosen.leads, deals, at: desk) {
      Self.picked($0, paths: paths, between: between, theirs: theirs, deals: deals)
    }
    let named = legs.values.flatMap { $0.flatMap { [$0.brand, $0.maker, $0.seller] } }.compactMap(\.self)
    let book = try await PartyBook(named + chosen.leads.flatMap(\.members) + between.values.flatMap { $0.map(\.party) }, at: desk)
    let buyers = try await buyers(theirs, deals, at: desk)
    return chosen.leads.map { lead in
      finding(
        lead, Ways(legs: legs[lead.id] ?? [], between: between[lead.id] ?? [], buyers: buyers[lead.id] ?? 0), book: book,
        rows: rows, caveats: chosen.caveats, at: desk)
    }
  }

  /// Suppliers that are not the maker itself, the most frequent first.
  static func others(_ legs: [Leg]) -> [String] { ranked(legs, \.other) }

  private static func ranked(_ legs: [Leg], _ party: (Leg) -> String?) -> [String] {
    var records: [String: Int] = [:]
    for leg in legs { if let name = party(leg) { records[name, default: 0] += leg.records } }
    return records.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
  }

  private struct Ways {
    var legs: [Leg]
    var between: [Between]
    var buyers: Int
  }

  private func finding(
    _ lead: Lead, _ ways: Ways, book: PartyBook, rows: RowBook, caveats: [String], at desk: any Desk
  ) -> Finding {
    var sheet = FigureSheet()
    let direct = rows.records("records direct", lead.id, "direct", self.rows(.direct, of: lead, asOf: desk.asOf))
    let indirect = rows.records("records indirect", lead.id, "indirect", self.rows(.indirect, of: lead, asOf: desk.asOf))
    sheet.add(direct)
    sheet.add(indirect)
    let all = self.rows(nil, of: lead, asOf: desk.asOf)
    let evidence = rows.evidence(lead.id, "all")
    let parties = { (label: String, count: Int) in
      Figure(label: label, value: Double(count), unit: "parties", sql: [all.readable], evidence: evidence)
    }
    sheet.add(parties("suppliers", lead.suppliers))
    sheet.add(parties("buyers", ways.buyers))
    let others = Self.others(ways.legs)
    for other in others.prefix(Self.mostPaths) {
      sheet.add(
        rows.records(
          "records through \(book.short(other))", lead.id, "by \(other)",
          self.rows(of: lead, naming: other, as: [.consignor, .manufacturer], asOf: desk.asOf)))
    }
    for middle in ways.between.prefix(Self.mostPaths) {
      sheet.add(
        rows.records(
          "records to \(book.short(middle.party)), which sells on", lead.id, "to \(middle.party)",
          self.rows(of: lead, naming: middle.party, as: SharedStages.importers, asOf: desk.asOf)))
    }
    // Customs records and filings together may not be said to import.
    let says = { (figure: Figure) in
      let count = figure.evidence.count
      return lead.isMixed ? Wording.count(count, "record names", "records name") : Wording.says(count, lead.grade)
    }
    let (makers, sellers) = (Self.ranked(ways.legs, \.maker), Self.ranked(ways.legs, \.seller))
    let places = rows.places(lead.id, "all")
    var parts: [String] = []
    if let brand = lead.family?.brand { parts.append("brand \(book.inText(brand))") }
    if !makers.isEmpty { parts.append("maker \(Wording.list(makers.map(book.placed)))") }
    if !sellers.isEmpty { parts.append("seller \(Wording.list(sellers.map(book.placed)))") }
    parts.append("origin \(places.origins.isEmpty ? "not stated" : Wording.places(places.origins))")
    parts.append("dispatch \(places.dispatches.isEmpty ? "not stated" : Wording.places(places.dispatches))")
    var sentences = [
      "\(says(direct)) goods of \(book.inText(lead.id)) from the maker itself or without another supplier;"
        + " \(says(indirect)) them through others: \(book.inText(others))."
    ]
    sentences.append("Kept apart, as the records state them: \(parts.joined(separator: "; ")).")
    for middle in ways.between.prefix(Self.mostPaths) {
      sentences.append(
        "\(book.inText(middle.party)) stands between: it buys such goods in \(Wording.count(middle.bought, "record")) and supplies"
          + " them in \(Wording.number(middle.sold)).")
    }
    sentences.append("Buyers: \(Wording.number(ways.buyers)). Suppliers: \(Wording.number(lead.suppliers)).")
    var notes = Self.declaration.caveats + sheet.caveats + caveats
    if lead.isMixed { notes.append("Customs records and filings are counted together; only the former show that goods moved.") }
    if lead.family.map(\.carriers.isEmpty) ?? false {
      notes.append("No maker in the case carries the brand's name: every manufacturer named with it is taken as its maker.")
    }
    let goods = rows.goods(lead.id, "all")
    return Finding(
      id: "\(Self.declaration.id):\(lead.id)", detector: Self.declaration.id,
      title: "\(book.short(lead.id)): directly and through \(Wording.count(others.count, "other supplier"))",
      text: Wording.text(sentences), score: lead.score, coverage: lead.coverage, grade: lead.grade,
      goodsClass: goods.goodsClass, parties: Self.unique(book.names(lead.members + others)), subject: lead.id, goods: goods.ids,
      period: rows.period(lead.id, "all"), figures: sheet.figures, evidence: evidence, parameters: values.values,
      caveats: notes)
  }

  /// Without repetitions, in order of first appearance.
  static func unique(_ words: [String]) -> [String] {
    var seen: Set<String> = []
    return words.filter { seen.insert($0).inserted }
  }
}
