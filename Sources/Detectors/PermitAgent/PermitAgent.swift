// SPDX-License-Identifier: Apache-2.0

package import Measures
package import Trade
import Warehouse

/// Applicants and filers that deal in permits rather than in goods.
package struct PermitAgent: Detector {
  package static let declaration = DetectorDeclaration(
    id: "permit-agent",
    title: "Applicant that may not be the recipient",
    finds: """
      Somebody files for goods of many unrelated kinds from many makers; or enters filings for many different applicants; or \
      stands in a register with a business that deals in permits, forwarding or consulting. Its filings may be for others.
      """,
    doesNotMean: """
      That it is not the recipient, nor that it hides one: wholesalers deal in many goods, too, and filing for clients is an \
      ordinary service.
      """,
    method: """
      Three signs, any of which suffices. Broad: at least `minimum-kinds` kinds of goods (HS chapters; else kinds of the goods \
      lists; else the publisher's own groups, whichever covers most of its filings) and `minimum-makers` makers, with a mean \
      proximity between its kinds of at most `proximity` (importers with both / importers with the commoner one, over others of \
      at most \(ProductRangeJump.mostKindsOfPeers) kinds). For others: it entered filings for at least `clients` applicants. Business: words for \
      permits, certification, forwarding or consulting in the register's description, and filings of at least two kinds. With `goods` of concern, at least one filing is of such \
      goods. Score = \(EvidenceGrade.filing.weight) × the greatest of 0.3 + 0.25 · k/(k+5) + 0.25 · m/(m+10), times 1 − mean proximity (broad, k kinds, m makers), 0.4 + \
      0.4 · c/(c+10) (c clients; half of that for somebody who is never the applicant) and 0.5 + 0.2 · k/(k+5) (business), plus 0.1 for a second sign.
      """,
    source: """
      Red flags of BIS and FinCEN (November 2023): the consignee is a freight forwarder or trading firm, or the item does not \
      fit its business. Proximity: Hidalgo and others, Science 317 (2007). Reporting on a Moscow firm that sells consulting on permits.
      """,
    inputs: [
      .init(
        table: "record", columns: ["grade", "goods_code", "goods_group"], condition: "grade = 'filing'", about: "filings"),
      .init(
        table: "mention", columns: ["source", "row", "role", "identity"], condition: "role IN ('applicant', 'creator')",
        about: "records that name an applicant or whoever entered the filing"),
    ],
    parameters: [
      .init(name: "minimum-kinds", kind: .whole(2...1000), unit: "kinds", default: "5", about: "Kinds of goods of a broad applicant."),
      .init(name: "minimum-makers", kind: .whole(2...1000), unit: "makers", default: "5", about: "Makers of a broad applicant."),
      .init(name: "proximity", kind: .number(0...1), default: "0.2", about: "Kinds that are closer on average are one business."),
      .init(name: "clients", kind: .whole(2...10_000), unit: "applicants", default: "5", about: "Applicants that an agent enters filings for."),
      .goods, .limit,
    ],
    caveats: [
      "Whoever entered a filing is known by number, the applicant often by name only: the two may be one firm.",
      "With few applicants in the case, proximity says little: two kinds may seem unrelated only because few deal in either.",
      "A publisher's groups of goods can overlap, which makes an applicant look broader than it is.",
    ],
    cost: "Three passes over the shared table of records; ten queries for all findings together.")

  let minimumKinds: Int
  let minimumMakers: Int
  let proximity: Double
  let clients: Int
  let anyGoods: Bool
  let limit: Int
  private let values: ParameterValues

  package init(_ values: ParameterValues) throws {
    minimumKinds = try values.whole("minimum-kinds")
    minimumMakers = try values.whole("minimum-makers")
    proximity = try values.number("proximity")
    clients = try values.whole("clients")
    anyGoods = try values.choice("goods") == "any"
    limit = try values.whole("limit")
    self.values = values
  }

  package func findings(at desk: any Desk) async throws -> [Finding] {
    let deals = try await Deals(at: desk)
    let tables = try await tables(deals, at: desk)
    let leads = try await leads(tables, deals, at: desk)
    let shelf = try await LeadShelf(
      leads, limit: limit, deals: deals, at: desk, rank: { ($0.score, $0.party) }, naming: { [$0.party] },
      picked: { Self.picked($0, tables, deals) })
    return shelf.leads.map { finding($0, shelf) }
  }

  private func finding(_ lead: Lead, _ shelf: LeadShelf<Lead>) -> Finding {
    let (book, rows) = (shelf.book, shelf.rows)
    let party = lead.party
    var sheet = FigureSheet()
    let stage = Self.rows(of: party, as: [.applicant, .creator], asOf: shelf.asOf)
    let evidence = rows.evidence(party, "all")
    sheet.add(Figure(label: "filings", value: Double(evidence.count), unit: "records", sql: [stage.readable], evidence: evidence))
    func parties(_ label: String, _ count: Int, _ unit: String = "parties") {
      if count > 0 { sheet.add(Figure(label: label, value: Double(count), unit: unit, sql: [stage.readable], evidence: evidence)) }
    }
    parties("kinds of goods", lead.kinds, "kinds")
    parties("makers", lead.makers)
    parties("applicants that it enters filings for", lead.clients)
    let goods = rows.goods(party, "all")
    let name = book.inText(party)
    var sentences: [String] = []
    if lead.filings > 0 {
      var words = "\(name) stands as the applicant in \(Wording.count(lead.filings, "filing"))"
      if lead.kinds > 0 { words += " for \(Wording.count(lead.kinds, "kind")) of goods" }
      if lead.makers > 0 { words += " of \(Wording.count(lead.makers, "maker"))" }
      sentences.append(words + ".")
    }
    if lead.signs.contains(.broad) {
      sentences.append("Hardly any other importer combines such goods (mean proximity \(Wording.decimal(lead.meanProximity ?? 0, places: 2))).")
    }
    if lead.signs.contains(.forOthers) {
      sentences.append("\(lead.filings > 0 ? "It" : name) entered \(Wording.count(lead.entered, "filing")) for \(Wording.number(lead.clients)) different applicants.")
    }
    if lead.signs.contains(.business), let activity = lead.activity {
      sentences.append("A register gives its business as “\(activity)”.")
    }
    if !goods.titles.isEmpty { sentences.append("Goods of the lists among them: \(Wording.list(goods.titles)).") }
    if lead.filings > 0 { sentences.append("It may not be the recipient of the goods.") }
    return Finding(
      id: "\(Self.declaration.id):\(party)", detector: Self.declaration.id,
      title: lead.filings > 0
        ? "\(book.short(party)): may not be the recipient"
        : "\(book.short(party)): enters filings for \(Wording.number(lead.clients)) applicants",
      text: Wording.text(sentences), score: lead.score,
      grade: .filing, goodsClass: goods.goodsClass, parties: [book.name(party)], subject: party, goods: goods.ids,
      period: rows.period(party, "all"), figures: sheet.figures, evidence: evidence, parameters: values.values,
      caveats: Self.declaration.caveats + sheet.caveats + shelf.caveats)
  }
}
