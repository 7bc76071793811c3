// SPDX-License-Identifier: Apache-2.0

package import Measures
package import Trade
import Warehouse

/// Items that were found or filmed, and records that name their maker, their model or goods of their kind.
package struct BattlefieldLink: Detector {
  package static let declaration = DetectorDeclaration(
    id: "battlefield-link",
    title: "Found or filmed item with records of its maker, model or kind",
    finds: """
      A sighting (an item recovered or filmed) and customs records or filings of the case meet: in the maker or brand, in the \
      model, or in the kind of goods and the country that they come from.
      """,
    doesNotMean: """
      That the item found came with one of these records. The same model is sold in many places and for many years, and a \
      kind of goods says less still.
      """,
    method: """
      By maker: a party that a sighting names as maker or brand is named as maker, brand or seller by records. By model: the \
      model of a sighting, of at least three characters, with a digit and something besides digits, is the model of records, letter case aside. By \
      kind: both are of the same kind of goods of a class of concern, and the country of origin is the same (mainland China, Hong Kong and Macao are taken \
      together); a kind that a maker or model already links is left out. The grade is that of the sighting, the weaker side. Score = \
      \(EvidenceGrade.sighting.weight) × (model 0.8, maker 0.6, kind 0.3, + 0.2 · n/(n+3) for n records that are not dated after the last sighting).
      """,
    source: """
      Kyiv School of Economics and the Yermak-McFaul group, reports on foreign components in Russian weapons (2023, 2024): \
      components found, their makers, and the trade in them are set side by side.
      """,
    inputs: [
      .init(
        table: "record", columns: ["grade", "period_from", "period_to", "origin", "model"], condition: "grade = 'sighting'",
        about: "sightings"),
      .ownRecords("origin", "model"),
    ],
    parameters: [
      .init(
        name: "by", kind: .choice(["kind", "maker", "model"]), default: "kind",
        about: "The weakest link that counts: kind counts all three, maker leaves out kinds, model leaves out makers, too."),
      .limit,
    ],
    caveats: [
      "What was found need not have come by the way that these records show.",
      "Who made a found item is what the finder says.",
    ],
    cost: "One pass over sightings, and the shared table of records; nine queries for all findings together.")

  let by: String
  let limit: Int
  private let values: ParameterValues

  package init(_ values: ParameterValues) throws {
    by = try values.choice("by")
    limit = try values.whole("limit")
    self.values = values
  }

  package func findings(at desk: any Desk) async throws -> [Finding] {
    let deals = try await Deals(at: desk)
    let leads = try await leads(deals, at: desk)
    let links = SQL(text: SQL.quoted(try await desk.keep(self.links(deals, at: desk.asOf))))
    let shelf = try await LeadShelf(
      leads, limit: limit, deals: deals, at: desk, rank: { ($0.score, $0.key) }, naming: { [$0.party].compactMap(\.self) },
      picked: { Self.picked($0, links) })
    return shelf.leads.map { finding($0, shelf) }
  }

  private func finding(_ lead: Lead, _ shelf: LeadShelf<Lead>) -> Finding {
    let (book, rows) = (shelf.book, shelf.rows)
    var sheet = FigureSheet()
    let seen = rows.records("sightings", lead.key, "seen", Self.sightings(of: lead, asOf: shelf.asOf))
    let traded = rows.records("records", lead.key, "traded", Self.records(of: lead, asOf: shelf.asOf))
    sheet.add(seen)
    sheet.add(traded)
    let goods = rows.goods(lead.key, "traded")
    let origins = rows.places(lead.key, "traded").origins
    let when = lead.seen.map { ", \(Wording.time($0))" } ?? ""
    let subject: String
    let title: String
    switch lead.link {
    case .maker:
      subject = "goods of \(book.placed(lead.name))"
      title = "\(book.short(lead.name)): found or filmed, and in records"
    case .model:
      subject = "the model \(lead.name)"
      title = "Model \(lead.name): found or filmed, and in records"
    case .kind:
      subject = lead.title ?? lead.name
      title = "\(subject): found or filmed, and in records"
    }
    var sentences = [
      "\(Wording.says(seen.evidence.count, .sighting)) \(subject)\(when)"
        + (lead.origins.isEmpty ? "." : ", of \(Wording.places(lead.origins)) origin."),
    ]
    let time = rows.period(lead.key, "traded").map { ", dated \(Wording.time($0))" } ?? ""
    let from = origins.isEmpty ? "" : ", origin \(Wording.places(origins))"
    let what = lead.link == .kind || goods.titles.isEmpty ? subject : "\(subject) (\(Wording.list(goods.titles, most: 3)))"
    let grade: EvidenceGrade = lead.isCustoms ? .customs : .filing
    sentences.append(
      lead.isMixed
        ? "\(Wording.count(traded.evidence.count, "record names", "records name")) \(what)\(from)\(time)."
        : "\(Wording.says(traded.evidence.count, grade)) \(what)\(from)\(time).")
    if lead.later > 0 {
      sentences.append(
        lead.later == traded.evidence.count
          ? "All of them are dated after the last sighting." : "\(Wording.number(lead.later)) of them \(lead.later == 1 ? "is" : "are") dated after the last sighting.")
    }
    if lead.link == .kind { sentences.append("The sighting states neither maker nor model that a record has: this is a link by kind alone.") }
    sentences.append("Nothing here shows that what was found came with these records.")
    return Finding(
      id: "\(Self.declaration.id):\(lead.key)", detector: Self.declaration.id, title: title, text: Wording.text(sentences),
      score: lead.score, coverage: lead.link == .kind ? 0.5 : 1, grade: .sighting, goodsClass: goods.goodsClass,
      parties: lead.link == .maker ? [book.name(lead.name)] : [], subject: lead.party, goods: goods.ids,
      period: Period([lead.seen?.from, rows.period(lead.key, "traded")?.from].compactMap(\.self).min(),
        [lead.seen?.to, rows.period(lead.key, "traded")?.to].compactMap(\.self).max()), figures: sheet.figures,
      evidence: rows.evidence(lead.key, "all"), parameters: values.values,
      caveats: Self.declaration.caveats + sheet.caveats + shelf.caveats)
  }
}
