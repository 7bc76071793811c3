// SPDX-License-Identifier: Apache-2.0

package import Measures
package import Trade
import Warehouse

/// Goods of a class of concern that records of the case are of.
package struct GoodsOfConcern: Detector {
  package static let declaration = DetectorDeclaration(
    id: "goods-of-concern",
    title: "Goods of military, dual or indirect use",
    finds: """
      Records of the case are of goods that a goods list puts among military, dual-use or indirectly useful goods. One \
      finding a kind of goods: how many records, buyers, makers and sellers, and how much, with the class.
      """,
    doesNotMean: """
      That the goods were used in war, or that dealing in them was forbidden. A filing shows that a buyer meant to import, \
      not that goods arrived. Where the text does not state the use, the finding says so.
      """,
    method: """
      A record is of a kind of goods by its customs code or, without a listed code, by its description. Customs records and \
      filings are told apart; statistics serve only where neither exists and the goods are known by code. Where a code holds \
      other goods, too, and the list has words for these, the words of a record decide; without any words it counts, with its use not \
      stated. Statistics of such codes are told as that, without a class. Score = class \
      weight (military 1, dual use 0.8, indirect use 0.5) × grade weight (\(EvidenceGrade.weightsInWords)) × \
      (0.5 + 0.5 · n/(n+5)) for n records of the best grade; times \(widerWeight) for statistics of codes that hold other goods, too.
      """,
    source: """
      Classes after the three-way division of newsroom analyses of the Russia trade (military, dual use, civilian with \
      indirect use); lists as named by each goods list, among them the Common High Priority List of BIS and partners.
      """,
    inputs: [
      .init(
        table: "goods", columns: ["goods", "title", "class"], condition: "class IN ('military', 'dual-use', 'civilian-indirect')",
        about: "goods list with classes of concern"),
      .init(
        table: "record", columns: ["grade", "period_from", "period_to", "goods_code", "hs_edition"],
        condition: "grade IN ('customs', 'filing', 'statistic')", about: "customs records, filings or statistics"),
    ],
    parameters: [
      .limit,
      .init(
        name: "minimum-records", kind: .whole(1...1_000_000), unit: "records", default: "1",
        about: "Goods with fewer records of the best grade are passed over."),
    ],
    caveats: [
      "A description is matched by words; a good list keeps look-alikes out, but not all.",
      "A code can hold more than the listed goods.",
    ],
    cost: "One pass over the shared table of records and their goods; fourteen queries for all findings together, and two measures for goods known from statistics alone.")

  /// Chosen by judgement: a heading that may hold the goods is the background to a question, no finding.
  static let widerWeight = 0.3

  let limit: Int
  let minimumRecords: Int
  private let values: ParameterValues

  package init(_ values: ParameterValues) throws {
    limit = try values.whole("limit")
    minimumRecords = try values.whole("minimum-records")
    self.values = values
  }

  package func findings(at desk: any Desk) async throws -> [Finding] {
    let deals = try await Deals(at: desk)
    let named = SQL(text: SQL.quoted(try await desk.keep(Self.named(deals).sql)))
    let known = SQL(text: SQL.quoted(try await desk.keep(Self.known(named).sql)))
    let leads = try await leads(known, deals, at: desk).filter { $0.best.records >= minimumRecords }
    let chosen = Chosen(leads, limit: limit) { ($0.score, $0.goods) }
    let tops = try await Tops(chosen.leads.map(\.goods), named, deals, at: desk)
    let book = try await PartyBook(tops.parties, at: desk)
    let rows = try await RowBook(chosen.leads, deals, at: desk) { Self.picked($0, known) }
    var findings: [Finding] = []
    for lead in chosen.leads {
      findings.append(try await finding(lead, tops: tops, book: book, rows: rows, caveats: chosen.caveats, at: desk))
    }
    return findings
  }

  private func finding(
    _ lead: Lead, tops: Tops, book: PartyBook, rows: RowBook, caveats: [String], at desk: any Desk
  ) async throws -> Finding {
    var sheet = FigureSheet()
    var sentences: [String] = []
    for part in lead.parts {
      sentences +=
        part.grade == .statistic
        ? try await statistics(part, of: lead, into: &sheet, at: desk)
        : words(for: part, of: lead, tops: tops, rows: rows, into: &sheet, asOf: desk.asOf)
    }
    let (buyers, suppliers) = (tops.of(lead.goods, .buyer), tops.of(lead.goods, .supplier))
    if !buyers.isEmpty { sentences.append("Most often bought or filed by \(book.inText(buyers, most: 3)).") }
    if !suppliers.isEmpty { sentences.append("Most often made or sold by \(book.inText(suppliers, most: 3)).") }
    var notes = Self.declaration.caveats + sheet.caveats + caveats
    if lead.unstated > 0 {
      let some = lead.unstated == lead.textRecords ? "none of the descriptions states" : "not every description states"
      sentences.append("Use not stated: \(some) what the goods are for.")
      notes.append("The use is not stated in \(Wording.count(lead.unstated, "record")): the goods may be of a civilian kind.")
    }
    if lead.beforeListing > 0, let from = lead.listedFrom {
      notes.append(
        "The list holds these goods since \(from): \(Wording.count(lead.beforeListing, "record")) of earlier days were not of listed goods then."
      )
    }
    if lead.parts.contains(where: { $0.grade == .filing }) {
      notes.append("A filing registers goods for import or sale; it does not show that any arrived.")
    }
    let evidence = sheet.figures.filter { $0.unit == "records" }.reduce(Evidence.none) { $0.union($1.evidence) }
    return Finding(
      id: "\(Self.declaration.id):\(lead.goods)", detector: Self.declaration.id,
      title: "\(lead.title): \(lead.shownClass?.words ?? "codes that hold other goods, too")", text: Wording.text(sentences), score: lead.score,
      coverage: lead.coverage, grade: lead.best.grade, goodsClass: lead.shownClass,
      parties: book.names(buyers + suppliers), goods: [lead.goods], period: lead.period, figures: sheet.figures,
      evidence: evidence, parameters: values.values, caveats: notes)
  }

  /// The records of one grade, in a sentence or two. Figures of the best grade carry plain labels.
  private func words(
    for part: Lead.Part, of lead: Lead, tops: Tops, rows: RowBook, into sheet: inout FigureSheet, asOf: Day
  ) -> [String] {
    let suffix = part.grade == lead.best.grade ? "" : " (\(Wording.nouns(part.grade)))"
    let stage = Self.rows(of: lead.goods, part.grade, asOf: asOf)
    let records = rows.records("records" + suffix, lead.goods, part.grade.rawValue, stage)
    sheet.add(records)
    let time = part.period.map { ", \(Wording.time($0))" } ?? ""
    var sentences = ["\(Wording.says(records.evidence.count, part.grade)) \(lead.title) (\(lead.goodsClass.words))\(time)."]
    for (label, side) in [("buyers", Tops.Side.buyer), ("suppliers", .supplier)] {
      let count = tops.count(lead.goods, side, part.grade)
      guard count > 0 else { continue }
      sheet.add(
        Figure(label: label + suffix, value: Double(count), unit: "parties", sql: [stage.readable], evidence: records.evidence))
      sentences.append("\(label == "buyers" ? "Buyers" : "Makers and sellers"): \(Wording.number(count)).")
    }
    if let quantity = rows.quantity(lead.goods, part.grade.rawValue, label: "quantity" + suffix, sql: [stage.readable]) {
      sheet.add(quantity)
      sentences.append("Quantity: \(Wording.amount(quantity)).")
    } else {
      sentences.append("Quantity: stated in several units.")
    }
    return sentences
  }

  /// What official aggregates say, by measures.
  private func statistics(
    _ part: Lead.Part, of lead: Lead, into sheet: inout FigureSheet, at desk: any Desk
  ) async throws -> [String] {
    var which = Selection()
    which.goods = [lead.goods]
    which.grade = part.grade
    var sentences: [String] = []
    let what = part.isWider ? "codes that hold \(lead.title) among other goods" : "\(lead.title) (\(lead.goodsClass.words))"
    if let figure = try await sheet.ask("records", Measure(of: .records, which: which), at: desk), let count = figure.value {
      let time = part.period.map { ", \(Wording.time($0))" } ?? ""
      sentences.append("\(Wording.says(Int(count), part.grade)) \(what)\(time).")
    } else {
      // What a measure refuses to add up, as several publishers' numbers, can still be counted and shown.
      let entries = try await Figure.records("records", Self.entries(of: lead.goods, asOf: desk.asOf), at: desk)
      sheet.add(entries)
      sentences.append("\(Wording.says(entries.evidence.count, part.grade)) \(what).")
    }
    if let value = try await sheet.ask("value", Measure(of: .value, which: which), at: desk) {
      sentences.append("Value\(part.isWider ? " of all that these codes hold" : ""): \(Wording.amount(value)).")
    }
    if part.isWider { sentences.append("How much of it is \(lead.title), statistics do not tell.") }
    return sentences
  }
}
