// SPDX-License-Identifier: Apache-2.0

package import Measures
package import Trade
import Warehouse

/// Sellers that a new firm took the place of: the same goods of the same maker to the same buyer.
package struct Successor: Detector {
  package static let declaration = DetectorDeclaration(
    id: "successor",
    title: "Seller replaced by a new firm",
    finds: """
      A seller supplied a buyer with certain goods of a certain maker and then no longer; soon after, another seller that \
      no earlier record of the case names supplies the same buyer with the same goods of the same maker.
      """,
    doesNotMean: """
      That the two sellers are one, or that the change was made to avoid a measure. Buyers change suppliers for price, and \
      a seller that is new in the sources may be an old firm.
      """,
    method: """
      Records are put together by buyer, maker (or brand, where no maker is named) and goods: the first six digits of the \
      code or, without a code, the kind of goods. Within each, a seller with at least `minimum-records` records is followed by \
      another with as many, whose first record is later than the last one of the former by at most `gap` days. The new \
      seller's first record in the whole case is no earlier than the last one of the old seller in this chain. From one seller \
      to the other all such chains are one finding. Score = grade weight (\(EvidenceGrade.weightsInWords)) × (0.4 + 0.3 · \
      n/(n+4) for n = the lesser of the records before and after + 0.1 for a second chain + 0.1 when the new seller was \
      registered in the year before the change or later + 0.1 when the old one came onto a list within a year of the change).
      """,
    source: """
      Successor firms after designations, as trade-risk reporting describes them; transshipment red flags of BIS and FinCEN \
      (June 2022, May 2023): a firm founded after the fact that takes over orders.
      """,
    inputs: [
      .ownRecords("goods_code", dated: true),
      .namingSellers,
    ],
    parameters: [
      .init(
        name: "gap", kind: .whole(0...3650), unit: "days", default: "365",
        about: "The longest time between the last record of the old seller and the first of the new one."),
      .init(
        name: "minimum-records", kind: .whole(1...10_000), unit: "records", default: "2",
        about: "How many records each of the two must have in the chain."),
      .goods, .limit,
    ],
    caveats: [
      "A seller is new in these sources only.",
      "In a large case some sellers follow others by chance; a second chain, or a registration just before, tells more than one chain.",
      "Where the maker is not named, goods of the same brand may be of different makers.",
    ],
    cost: "Two passes over the shared table of records; eight queries for all findings together.")

  let gap: Int
  let minimumRecords: Int
  let anyGoods: Bool
  let limit: Int
  private let values: ParameterValues

  package init(_ values: ParameterValues) throws {
    gap = try values.whole("gap")
    minimumRecords = try values.whole("minimum-records")
    anyGoods = try values.choice("goods") == "any"
    limit = try values.whole("limit")
    self.values = values
  }

  package func findings(at desk: any Desk) async throws -> [Finding] {
    let deals = try await Deals(at: desk)
    let chains = SQL(text: SQL.quoted(try await desk.keep(self.chains(deals).sql)))
    let leads = try await leads(chains, deals, at: desk)
    let shelf = try await LeadShelf(
      leads, limit: limit, deals: deals, at: desk, rank: { ($0.score, $0.key) }, naming: { $0.parties },
      picked: { Self.picked($0, deals) })
    return shelf.leads.map { finding($0, shelf) }
  }

  private func finding(_ lead: Lead, _ shelf: LeadShelf<Lead>) -> Finding {
    let (book, rows) = (shelf.book, shelf.rows)
    var sheet = FigureSheet()
    let (old, new) = (book.inText(lead.old), book.inText(lead.new))
    let before = rows.records("records of the old seller", lead.key, "old", self.rows(of: lead, old: true, asOf: shelf.asOf))
    let after = rows.records("records of the new seller", lead.key, "new", self.rows(of: lead, old: false, asOf: shelf.asOf))
    sheet.add(before)
    sheet.add(after)
    let all = self.rows(of: lead, old: nil, asOf: shelf.asOf)
    let evidence = rows.evidence(lead.key, "all")
    let first = lead.chains[0]
    sheet.add(
      Figure(
        label: "time between them", value: Double(first.days), unit: "days", sql: [all.readable], evidence: evidence,
        caveats: ["From the last day that the old seller's last record can be of to the first day that the new one's first can be of."]))
    let goods = rows.goods(lead.key, "all")
    let what = goods.titles.isEmpty ? "goods of code \(first.kind)" : Wording.list(goods.titles, most: 3)
    let buyers = Set(lead.chains.map(\.buyer)).sorted()
    let makers = Set(lead.chains.map(\.maker)).sorted()
    var sentences = [
      "\(old) supplied \(book.inText(buyers, most: 3)) with \(what) of \(book.inText(makers, most: 3)) until"
        + " \(Wording.day(first.oldLast)) (\(Wording.count(before.evidence.count, "record"))).",
      "From \(Wording.day(first.newFirst)) on, \(new) supplies the same goods to the same buyer"
        + " (\(Wording.count(after.evidence.count, "record"))); no earlier record of the case names it.",
    ]
    if lead.chains.count > 1 { sentences.append("It took over in \(Wording.number(lead.chains.count)) such chains.") }
    if let registered = lead.registered {
      sentences.append("\(new) was registered \(Wording.when(registered)).")
    }
    if let listed = lead.listed { sentences.append(listed.words(old)) }
    return Finding(
      id: "\(Self.declaration.id):\(lead.key)", detector: Self.declaration.id,
      title: "\(book.short(lead.new)) takes the place of \(book.short(lead.old))", text: Wording.text(sentences),
      score: lead.score, grade: lead.grade, goodsClass: goods.goodsClass,
      parties: DirectAndIndirectSupply.unique(book.names([lead.new, lead.old] + makers + buyers)), subject: lead.new, goods: goods.ids,
      period: rows.period(lead.key, "all"), figures: sheet.figures, evidence: evidence, parameters: values.values,
      caveats: Self.declaration.caveats + sheet.caveats + shelf.caveats)
  }
}
