// SPDX-License-Identifier: Apache-2.0

package import Measures
import Statistics
package import Trade
import Warehouse

/// Goods whose supply went from a few large sellers to many small ones.
package struct SmallSellers: Detector {
  package static let declaration = DetectorDeclaration(
    id: "small-sellers",
    title: "Goods that pass from large sellers to many small ones",
    finds: """
      Of one kind of goods, the sellers that were largest before a day have a much smaller part of the supply after it, and \
      supply is less concentrated: small and new sellers took their place.
      """,
    doesNotMean: """
      That the small sellers stand for the large ones, or that anything was moved around a measure: sellers leave and come \
      in every trade.
      """,
    method: """
      Sellers' parts are taken of the value in US dollars when at least 80 % of the records on both sides of `since` disclose \
      one, and otherwise of the number of records. Herfindahl–Hirschman index = Σ share² × 10,000; share of the `majors` \
      largest; Gini coefficient; each before and from `since` on. A finding when there are at least `minimum-records` records \
      and `minimum-sellers` sellers on each side, the part of the sellers that were the `majors` largest before fell by at \
      least `fall` percentage points, and the index fell. Score = grade weight (\(EvidenceGrade.weightsInWords)) × (0.4 + \
      0.4 · fall/100 + 0.2 · part of new sellers since); times 0.8 where shares are of records.
      """,
    source: """
      Herfindahl–Hirschman index with the thresholds of the US merger guidelines of 2023 (1,000 to 1,800 moderately, above \
      highly concentrated); Gini coefficient. Reporting that sellers to Russia are small rather than the major exporters.
      """,
    inputs: [
      .ownRecords("goods_code", "value", dated: true),
      .namingSellers,
      .init(
        table: "goods", columns: ["goods", "title", "class"], condition: "class IN ('military', 'dual-use', 'civilian-indirect')",
        about: "goods list with classes of concern"),
    ],
    parameters: [
      .init(
        name: "since", kind: .day(Day(number: -36_524)...Day(number: 47_481)), default: "2022-02-24",
        about: "The day that before and after are told apart by."),
      .init(name: "majors", kind: .whole(1...100), unit: "sellers", default: "5", about: "How many count as the large ones."),
      .init(name: "fall", kind: .number(0...100), unit: "percentage points", default: "20", about: "The least fall of their part."),
      .init(
        name: "minimum-records", kind: .whole(2...1_000_000), unit: "records", default: "30",
        about: "The least number of records on each side."),
      .init(
        name: "minimum-sellers", kind: .whole(2...100_000), unit: "sellers", default: "10",
        about: "The least number of sellers on each side."),
      .limit,
    ],
    caveats: [
      "Sellers are those of these sources; a seller may be small here and large elsewhere.",
      "A record that names two sellers counts for both.",
      "Who was largest in one time is as a rule less so in the next, without any occasion; and the longer a time is, the more sellers it has.",
    ],
    cost: "One pass over the shared table of records and their goods; six queries for all findings together.")

  let since: Day
  let majors: Int
  let fall: Double
  let minimumRecords: Int
  let minimumSellers: Int
  let limit: Int
  private let values: ParameterValues

  package init(_ values: ParameterValues) throws {
    since = try values.day("since")
    majors = try values.whole("majors")
    fall = try values.number("fall")
    minimumRecords = try values.whole("minimum-records")
    minimumSellers = try values.whole("minimum-sellers")
    limit = try values.whole("limit")
    self.values = values
  }

  package func findings(at desk: any Desk) async throws -> [Finding] {
    let deals = try await Deals(at: desk)
    let sales = SQL(text: SQL.quoted(try await desk.keep(sales(deals).sql)))
    let chosen = Chosen(try await leads(sales, at: desk), limit: limit) { ($0.score, $0.goods) }
    let rows = try await RowBook(chosen.leads, deals, at: desk) { picked($0, sales, deals) }
    let large = try await parties(chosen.leads.flatMap(\.largest), deals, at: desk)
    let book = try await PartyBook(large.values, at: desk)
    return chosen.leads.map { lead in
      finding(lead, lead.largest.compactMap { large[$0] }, book: book, rows: rows, caveats: chosen.caveats, at: desk)
    }
  }

  private func finding(
    _ lead: Lead, _ largest: [String], book: PartyBook, rows: RowBook, caveats: [String], at desk: any Desk
  ) -> Finding {
    var sheet = FigureSheet()
    let before = rows.records("records before", lead.goods, "before", self.rows(of: lead.goods, before: true, asOf: desk.asOf))
    let after = rows.records("records since", lead.goods, "since", self.rows(of: lead.goods, before: false, asOf: desk.asOf))
    sheet.add(before)
    sheet.add(after)
    func add(_ label: String, _ value: Double?, _ unit: String, _ figure: Figure) {
      guard let value else { return }
      sheet.add(Figure(label: label, value: value, unit: unit, sql: figure.sql, evidence: figure.evidence))
    }
    for (side, figure, words) in [(lead.before, before, "before"), (lead.after, after, "since")] {
      add("sellers \(words)", Double(side.amounts.count), "parties", figure)
      add("Herfindahl–Hirschman index \(words)", side.index, "points", figure)
      add("part of the \(majors) largest \(words)", side.top(majors).map { $0 * 100 }, "%", figure)
      add("Gini coefficient \(words)", side.gini, "Gini", figure)
    }
    add("part of the earlier largest since", lead.remaining * 100, "%", after)
    add("part of new sellers since", lead.fresh * 100, "%", after)
    let basis = lead.isValue ? "by value" : "by number of records"
    let text = """
      \(Wording.sentence(lead.title)): the \(majors) largest sellers before \(Wording.day(since)) had \
      \(Wording.number(lead.majorsBefore * 100)) % of the supply (\(basis)) and have \(Wording.number(lead.remaining * 100)) % since: \
      \(book.inText(largest, most: 3)). Sellers that no earlier record of these goods names have \
      \(Wording.number(lead.fresh * 100)) %. The concentration index went from \(Wording.number((lead.before.index ?? 0).rounded())) \
      to \(Wording.number((lead.after.index ?? 0).rounded())), the number of sellers from \
      \(Wording.number(lead.before.amounts.count)) to \(Wording.number(lead.after.amounts.count)).
      """
    return Finding(
      id: "\(Self.declaration.id):\(lead.goods)", detector: Self.declaration.id,
      title: "\(lead.title): many small sellers instead of the \(majors) largest", text: Wording.text([text]),
      score: lead.score, coverage: lead.isValue ? 1 : 0.7, grade: lead.grade, goodsClass: lead.goodsClass,
      parties: DirectAndIndirectSupply.unique(book.names(largest)), goods: [lead.goods],
      period: rows.period(lead.goods, "since"), figures: sheet.figures,
      evidence: Evidence(addresses: before.evidence.addresses + after.evidence.addresses, count: before.evidence.count + after.evidence.count),
      parameters: values.values, caveats: Self.declaration.caveats + sheet.caveats + caveats)
  }
}
