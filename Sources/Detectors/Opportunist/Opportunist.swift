// SPDX-License-Identifier: Apache-2.0

package import Measures
package import Trade
import Warehouse

/// Sellers that appear after a day, for a short time, with few records, in bursts, of whatever goods.
package struct Opportunist: Detector {
  package static let declaration = DetectorDeclaration(
    id: "opportunist",
    title: "Seller that comes late, sells little, in bursts, and switches goods",
    finds: """
      A seller has no record before a given day and few after it, over a short life, and at least two of these hold: its \
      records come in bursts, its trade is intermittent or lumpy, it switches between chapters of goods.
      """,
    doesNotMean: """
      That the seller does anything wrong, or that it is small: the case may hold a sliver of its trade. A new firm's first \
      orders look just so.
      """,
    method: """
      Looked at are sellers (without a seller, makers) with `minimum-records` to `most-records` records, the first of them on \
      or after `since` and the last at most `life` months later. Burstiness A = (√(n+1)·r − √(n−1)) / ((√(n+1) − 2)·r + √(n−1)), \
      r = standard deviation over mean of the n intervals between days with records, so that random trade gives 0 however \
      few they are; bursts when A is at least `burstiness`. Demand by month, in US dollars or, where not all records \
      disclose a value, in records: intermittent when the months are on average at least 1.32 apart, lumpy when the squared \
      coefficient of variation is 0.49 or more besides. Switching = the chance that two of its records are of different HS \
      chapters (without codes: kinds of goods); it switches from `switching` on. Score = grade weight \
      (\(EvidenceGrade.weightsInWords)) × (0.3 + 0.2 · max(0, A) + 0.2 · switching + 0.1 if intermittent or 0.15 if lumpy + \
      0.15 · (1 − life in months/`life`)); times 0.6 for a maker without sellers. Where the case's records begin less than a year before `since`, everybody is new, and nothing \
      is found.
      """,
    source: """
      Kim and Jo, Physical Review E 94, 032311 (2016), after Goh and Barabási, EPL 81 (2008); Syntetos, Boylan and \
      Croston, Journal of the Operational Research Society 56 (2005); Simpson, Nature 163 (1949). Reporting that sellers to \
      Russia are small and opportunistic rather than the major exporters.
      """,
    inputs: [
      .ownRecords("goods_code", "value", dated: true),
      .namingExporters,
    ],
    parameters: [
      .init(
        name: "since", kind: .day(Day(number: -36_524)...Day(number: 47_481)), default: "2022-02-24",
        about: "The seller's first record is on or after this day."),
      .init(name: "life", kind: .whole(1...240), unit: "months", default: "24", about: "The longest time from first to last record."),
      .init(
        name: "minimum-records", kind: .whole(3...1000), unit: "records", default: "4",
        about: "Fewer records than this say nothing of a rhythm."),
      .init(name: "most-records", kind: .whole(3...100_000), unit: "records", default: "50", about: "A seller with more is no small one."),
      .init(name: "burstiness", kind: .number(-1...1), default: "0.3", about: "Bursts from this on."),
      .init(name: "switching", kind: .number(0...1), default: "0.5", about: "Switches goods from this on."),
      .goods, .limit,
    ],
    caveats: [
      "Rhythm is that of these sources: a month that a source lacks looks like a pause.",
      "A seller that began shortly before the sources end has had no time for a longer life.",
      "Records that are dated by month or quarter are taken to be of its first day.",
    ],
    cost: "Two passes over the shared table of records; seven queries for all findings together.")

  let since: Day
  let life: Int
  let minimumRecords: Int
  let mostRecords: Int
  let burstiness: Double
  let switching: Double
  let anyGoods: Bool
  let limit: Int
  private let values: ParameterValues

  package init(_ values: ParameterValues) throws {
    since = try values.day("since")
    life = try values.whole("life")
    minimumRecords = try values.whole("minimum-records")
    mostRecords = try values.whole("most-records")
    burstiness = try values.number("burstiness")
    switching = try values.number("switching")
    anyGoods = try values.choice("goods") == "any"
    limit = try values.whole("limit")
    self.values = values
  }

  package func findings(at desk: any Desk) async throws -> [Finding] {
    let deals = try await Deals(at: desk)
    let leads = try await leads(deals, at: desk)
    let shelf = try await LeadShelf(
      leads, limit: limit, deals: deals, at: desk, rank: { ($0.score, $0.party) }, naming: { [$0.party] },
      picked: { Self.picked($0, deals) })
    return shelf.leads.map { finding($0, shelf) }
  }

  private func finding(_ lead: Lead, _ shelf: LeadShelf<Lead>) -> Finding {
    let (book, rows) = (shelf.book, shelf.rows)
    let party = lead.party
    var sheet = FigureSheet()
    let stage = Self.rows(of: party, asOf: shelf.asOf)
    let records = rows.records("records", party, "all", stage)
    sheet.add(records)
    func ratio(_ label: String, _ value: Double, _ unit: String) {
      sheet.add(Figure(label: label, value: value, unit: unit, sql: [stage.readable], evidence: records.evidence))
    }
    if let burst = lead.burst { ratio("burstiness", burst, "A") }
    ratio("months from one with trade to the next", lead.interval, "months")
    ratio("squared variation of what the months hold", lead.variation, "CV²")
    if let switching = lead.switchingIndex { ratio("chance that two records are of different goods", switching * 100, "%") }
    let goods = rows.goods(party, "all")
    let name = book.placed(party)
    var signs: [String] = []
    if let burst = lead.burst, burst >= burstiness {
      signs.append("its records come in bursts (A = \(Wording.number(burst)), where chance gives 0)")
    }
    if lead.isUneven {
      signs.append(
        "its trade is \(lead.demand.rawValue) (a month with trade every \(Wording.number(lead.interval)), squared variation \(Wording.number(lead.variation)))")
    }
    if let index = lead.switchingIndex, index >= switching {
      signs.append(
        "it switches goods (\(Wording.count(lead.kinds, "kind")); two of its records differ with a chance of"
          + " \(Wording.number(index * 100)) %)")
    }
    let sentences = [
      "\(name) appears in \(rows.counted(party, "all", lead.grade))"
        + " \(Wording.when(lead.period)), and in none before.",
      "\(Wording.sentence(Wording.list(signs))).",
      goods.titles.isEmpty ? "" : "Goods: \(Wording.list(goods.titles)).",
    ].filter { !$0.isEmpty }
    var notes = Self.declaration.caveats + sheet.caveats + shelf.caveats
    if lead.isMaker { notes.append("Its records name it as the maker; they name no seller.") }
    return Finding(
      id: "\(Self.declaration.id):\(party)", detector: Self.declaration.id,
      title: "\(book.short(party)): late, few and uneven sales", text: Wording.text(sentences), score: lead.score,
      coverage: lead.isMaker ? 0.6 : 1, grade: lead.grade, goodsClass: goods.goodsClass, parties: [book.name(party)], subject: party,
      goods: goods.ids, period: lead.period, figures: sheet.figures, evidence: records.evidence,
      parameters: values.values, caveats: notes)
  }
}
