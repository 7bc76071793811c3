// SPDX-License-Identifier: Apache-2.0

package import Measures
package import Trade
import Warehouse

/// Importers that give the same address.
package struct SharedAddress: Detector {
  package static let declaration = DetectorDeclaration(
    id: "shared-address",
    title: "Several importers at one address",
    finds: """
      Two or more buyers of goods of concern, under different names, give the same full address in records or in a company \
      register.
      """,
    doesNotMean: """
      That they belong together. Business centres, agents that lend their address, and register offices house many firms \
      that know nothing of each other.
      """,
    method: """
      Addresses are compared word by word after transliteration, without the words for kinds of places (street, house, \
      office); the same words in any order are the same address. Only addresses with a number and at least three words \
      besides count. An address with more than `most` importers is a mass address and is passed over. Score = grade weight \
      (\(EvidenceGrade.weightsInWords)) × (0.4 + 0.2 · n/(n+2) for n importers beyond the first + 0.2 when one of them was \
      registered on or after `since` + 0.2 when two of them name the same maker or seller).
      """,
    source: """
      Co-location with other importers or with a listed party as a red flag: BIS and FinCEN joint alerts of June 2022 and \
      May 2023.
      """,
    inputs: [
      .addresses,
      .ownRecords(),
    ],
    parameters: [
      .init(
        name: "most", kind: .whole(2...10_000), unit: "importers", default: "10",
        about: "An address with more importers is a mass address."),
      .init(
        name: "since", kind: .day(Day(number: -36_524)...Day(number: 47_481)), default: "2022-02-24",
        about: "Registration on or after this day is noted and raises the score."),
      .goods, .limit,
    ],
    caveats: [
      "An address is what the filer or the register wrote, on some day; firms move.",
      "Addresses without a number, and the same place written in other words, are not found.",
    ],
    cost: "One query for addresses, and the shared table of records; six queries for all findings together.")

  let most: Int
  let since: Day
  let anyGoods: Bool
  let limit: Int
  private let values: ParameterValues

  package init(_ values: ParameterValues) throws {
    most = try values.whole("most")
    since = try values.day("since")
    anyGoods = try values.choice("goods") == "any"
    limit = try values.whole("limit")
    self.values = values
  }

  package func findings(at desk: any Desk) async throws -> [Finding] {
    let deals = try await Deals(at: desk)
    let leads = try await leads(deals, at: desk)
    let shelf = try await LeadShelf(
      leads, limit: limit, deals: deals, at: desk, rank: { ($0.score, $0.key) }, naming: { $0.tenants.map(\.party) + $0.shared },
      picked: { picked($0, deals) })
    return shelf.leads.map { finding($0, shelf) }
  }

  private func finding(_ lead: Lead, _ shelf: LeadShelf<Lead>) -> Finding {
    let (book, rows) = (shelf.book, shelf.rows)
    var sheet = FigureSheet()
    let stage = self.rows(of: lead, asOf: shelf.asOf)
    let records = rows.records("records", lead.key, "all", stage)
    sheet.add(
      Figure(
        label: "importers", value: Double(lead.tenants.count), unit: "parties", sql: [stage.readable],
        evidence: records.evidence))
    sheet.add(records)
    let parties = lead.tenants.map(\.party)
    let goods = rows.goods(lead.key, "all")
    var sentences = [
      "\(Wording.count(lead.tenants.count, "importer")) give the address “\(lead.address)”: \(book.inText(parties, most: 6)).",
      "\(rows.says(lead.key, "all", lead.grade)) \(goods.titles.isEmpty ? "their goods" : Wording.list(goods.titles)).",
    ]
    if !lead.shared.isEmpty {
      sentences.append("More than one of them names as maker or seller: \(book.inText(lead.shared, most: 3)).")
    }
    let young = lead.tenants.filter { $0.registered.map { $0.from >= since } ?? false }
    if !young.isEmpty {
      sentences.append("Registered on or after \(Wording.day(since)): \(book.inText(young.map(\.party), most: 5)).")
    }
    return Finding(
      id: "\(Self.declaration.id):\(lead.key)", detector: Self.declaration.id,
      title: "\(book.short(parties, most: 2)): one address", text: Wording.text(sentences), score: lead.score,
      grade: lead.grade, goodsClass: goods.goodsClass, parties: DirectAndIndirectSupply.unique(book.names(parties)),
      goods: goods.ids, period: rows.period(lead.key, "all"), figures: sheet.figures, evidence: records.evidence,
      parameters: values.values, caveats: Self.declaration.caveats + sheet.caveats + shelf.caveats)
  }
}
