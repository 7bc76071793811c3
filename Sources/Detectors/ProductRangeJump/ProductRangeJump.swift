// SPDX-License-Identifier: Apache-2.0

package import Measures
package import Trade

/// Importers whose later records are of goods that have nothing to do with their earlier ones.
package struct ProductRangeJump: Detector {
  package static let declaration = DetectorDeclaration(
    id: "product-range-jump",
    title: "Importer that turns to unrelated goods",
    finds: """
      An importer with a narrow range began, some time after its first records, to file or import goods of another kind, \
      which hardly any other importer combines with its earlier goods.
      """,
    doesNotMean: """
      That the goods are for somebody else. Firms change their business, and agents file for many clients.
      """,
    method: """
      Goods are grouped by HS chapter or by the kinds of the goods lists: the first of the two under which at least half \
      of the importer's dated records fall, so that like is compared with like. A turn is \
      the first day of a kind that no earlier record is of. It is a jump when it comes at least `minimum-gap` days after the \
      importer's first record, the importer has at least `minimum-records` records and at most `most-kinds` kinds in all \
      (permit agents have many), nobody makes or sells both earlier and new goods, the records since the turn that are of no earlier kind make up at least `share`, and every \
      pair of an earlier and a new kind has a proximity of at most `proximity`. Proximity = importers with both kinds / \
      importers with the commoner one, this importer left out, over importers of at most \(mostKindsOfPeers) kinds. Score = \
      grade weight (\(EvidenceGrade.weightsInWords)) × (0.5 · share + 0.3 · (1 − greatest proximity) + \
      0.2 · (1 − (earlier kinds − 1)/most-kinds)).
      """,
    source: """
      Proximity of products: Hidalgo, Klinger, Barabási and Hausmann, "The Product Space Conditions the Development of \
      Nations", Science 317 (2007), here over importers instead of exporting countries. Item that does not fit the business \
      as a red flag: BIS, FinCEN (November 2023).
      """,
    inputs: [
      .ownRecords("goods_code", dated: true),
      .namingImporters,
    ],
    parameters: [
      .init(
        name: "minimum-gap", kind: .whole(0...3650), unit: "days", default: "30",
        about: "How long after its first record the new kind must begin."),
      .init(
        name: "minimum-records", kind: .whole(2...100_000), unit: "records", default: "2",
        about: "An importer with fewer records is passed over."),
      .init(
        name: "most-kinds", kind: .whole(2...20), unit: "kinds", default: "4",
        about: "An importer with more kinds of goods is passed over: an agent or a wholesaler."),
      .init(
        name: "share", kind: .number(0...1), default: "0.5",
        about: "The least part of the records since the turn that is of no earlier kind."),
      .init(
        name: "proximity", kind: .number(0...1), default: "0.2",
        about: "Kinds that are closer than this count as related."),
      .goods, .limit,
    ],
    caveats: [
      "Records in the case need not be all that the importer dealt in before.",
      "With few importers in the case, proximity says little: two kinds may seem unrelated only because few deal in either.",
    ],
    cost: "Three passes over the shared table of records and their goods; nine queries for all findings together.")

  /// Importers with more kinds would make everything seem related to everything.
  static let mostKindsOfPeers = 20

  let minimumGap: Int
  let minimumRecords: Int
  let mostKinds: Int
  let share: Double
  let proximity: Double
  let anyGoods: Bool
  let limit: Int
  private let values: ParameterValues

  package init(_ values: ParameterValues) throws {
    minimumGap = try values.whole("minimum-gap")
    minimumRecords = try values.whole("minimum-records")
    mostKinds = try values.whole("most-kinds")
    share = try values.number("share")
    proximity = try values.number("proximity")
    anyGoods = try values.choice("goods") == "any"
    limit = try values.whole("limit")
    self.values = values
  }

  package func findings(at desk: any Desk) async throws -> [Finding] {
    let deals = try await Deals(at: desk)
    let tables = try await tables(deals, at: desk)
    let turns = try await turns(tables, deals, at: desk)
    // Which kinds are near to each other matters only where somebody turned.
    guard !turns.isEmpty else { return [] }
    let leads = leads(turns: turns, kinds: try await kinds(tables, deals, at: desk), space: try await space(tables, at: desk))
    let titles = try await titles(at: desk)
    let shelf = try await LeadShelf(
      leads, limit: limit, deals: deals, at: desk, rank: { ($0.score, $0.turn.party) }, naming: { [$0.turn.party] },
      picked: { Self.picked($0, tables, deals) })
    return shelf.leads.map { finding($0, shelf, titles: titles) }
  }

  private func finding(_ lead: Lead, _ shelf: LeadShelf<Lead>, titles: [String: String]) -> Finding {
    let (book, rows) = (shelf.book, shelf.rows)
    let turn = lead.turn
    var sheet = FigureSheet()
    let all = Self.rows(of: lead, earlier: nil, asOf: shelf.asOf)
    let evidence = rows.evidence(turn.party, "all")
    sheet.add(
      rows.records(
        "records before the turn", turn.party, "earlier", Self.rows(of: lead, earlier: true, asOf: shelf.asOf)))
    sheet.add(
      rows.records("records of the new kinds", turn.party, "new", Self.rows(of: lead, earlier: false, asOf: shelf.asOf)))
    let gap = turn.day.number - turn.firstBefore.number
    sheet.add(
      Figure(
        label: "time from first record to turn", value: Double(gap), unit: "days", sql: [all.readable], evidence: evidence,
        caveats: ["Counted from the last day of the stretch in which the first record is dated."]))
    let (goods, earlierGoods) = (rows.goods(turn.party, "new"), rows.goods(turn.party, "earlier"))

    let name = book.inText(turn.party)
    let old = lead.old.map { turn.basis.words($0, titles: titles) }
    let new = lead.new.map { turn.basis.words($0, titles: titles) }
    let text = """
      \(name) first \(rows.isMixed(turn.party, "all") ? "dealt in" : turn.grade.verb) \(Wording.list(old)) (\(Wording.time(lead.before))) and from \
      \(Wording.time(lead.since)) \(Wording.list(new)): \(Wording.number(lead.share * 100)) % of its records since then \
      are of no earlier kind. \(lead.proximity == 0 ? "No other importer" : "Hardly any other importer") in the case \
      combines these goods.
      """
    return Finding(
      id: "\(Self.declaration.id):\(turn.party)", detector: Self.declaration.id,
      title: "\(book.short(turn.party)): from \(Wording.list(old, most: 2)) to \(Wording.list(new, most: 2))",
      text: Wording.text([text]), score: lead.score, coverage: turn.coverage, grade: turn.grade,
      goodsClass: goods.goodsClass ?? earlierGoods.goodsClass, parties: [book.name(turn.party)], subject: turn.party,
      goods: Set(earlierGoods.ids + goods.ids).sorted(), period: lead.period, figures: sheet.figures, evidence: evidence,
      parameters: values.values, caveats: Self.declaration.caveats + sheet.caveats + shelf.caveats)
  }
}
