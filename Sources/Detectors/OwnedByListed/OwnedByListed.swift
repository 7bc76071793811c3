// SPDX-License-Identifier: Apache-2.0

package import Measures
import Parties
package import Trade
import Warehouse

/// Parties of records that listed parties own, judged on the date of each record.
package struct OwnedByListed: Detector {
  package static let declaration = DetectorDeclaration(
    id: "owned-by-listed",
    title: "Party owned by listed parties, on the date of each record",
    finds: """
      A party of the records belongs, by the shares that registers or lists state, to parties on a sanctions list: to one of \
      them or to several together, directly or through other firms.
      """,
    doesNotMean: """
      That it is itself on a list, or that anything forbidden was done: the rule of one half is American, European and \
      British guidance in different words, control counts besides shares, and registers are late.
      """,
    method: """
      On each date, whoever is on a list then, or belongs for at least `share` per cent to such parties, counts as blocked; the \
      shares of all blocked owners of a firm are added up (each whole, as OFAC counts indirect ownership), and so on up the \
      chain. The same stake stated by several sources counts once, with the greatest share stated. A stake without a stated share \
      leaves the upper end open, of this firm and of all below it: undisclosed is not zero. A record counts as owned when both ends of its dates are; where \
      only undisclosed shares could reach `share`, it is counted apart. Score = certainty of the weakest match in the chain (1 by registry number, else the \
      score of the name) × grade weight (\(EvidenceGrade.weightsInWords)) × (0.4 + 0.3 · share/100 + 0.3 · n/(n+3)) for n records; times 0.5 \
      where undisclosed shares are needed.
      """,
    source: """
      OFAC, "Revised Guidance on Entities Owned by Persons Whose Property and Interests in Property Are Blocked", 13 August \
      2014 (50 per cent or more, aggregated, direct or indirect); EU best practices for restrictive measures and UK guidance \
      (more than 50 per cent, or control).
      """,
    inputs: [
      .init(
        table: "ownership", columns: ["owner_identity", "owned_identity", "share", "start_date", "end_date"],
        about: "statements of who owns whom"),
      .init(table: "listed_party", columns: ["party", "list", "source", "entry", "score", "by_number"], about: "party found on a list"),
      .init(
        table: "record", columns: ["grade", "period_from", "period_to"],
        condition: "grade IN ('customs', 'filing', 'sighting')", about: "customs records, filings or sightings"),
    ],
    parameters: [
      .init(
        name: "share", kind: .number(0...100), unit: "%", default: "50",
        about: "From this share on a firm counts as its owners' own; write 50.01 for \"more than half\"."),
      .init(
        name: "minimum-score", kind: .number(0...1), default: "0.9",
        about: "Owners matched to a list by name with a lower score are passed over."),
      .limit,
    ],
    caveats: [
      "Who owns whom is what these sources state for some day; a stake may have been sold or hidden since.",
      "Control without shares is not looked at.",
    ],
    cost: "The records of owned parties are read once; the chain is worked out in memory, linear in stakes for each date.")

  static let grades: [EvidenceGrade] = [.customs, .filing, .sighting]

  let share: Double
  let minimumScore: Double
  let limit: Int
  private let values: ParameterValues

  package init(_ values: ParameterValues) throws {
    share = try values.number("share")
    minimumScore = try values.number("minimum-score")
    limit = try values.whole("limit")
    self.values = values
  }

  package func findings(at desk: any Desk) async throws -> [Finding] {
    let chart = try await OwnershipChart(at: desk, minimumScore: minimumScore, threshold: share)
    let deals = try await Deals(at: desk)
    let theirs = SQL(text: SQL.quoted(try await desk.keep(Self.theirs(deals, asOf: desk.asOf).sql)))
    let leads = try await leads(chart, theirs, at: desk)
    let chosen = Chosen(leads, limit: limit) { ($0.score, $0.party) }
    let book = try await PartyBook(chosen.leads.flatMap { [$0.party] + $0.holding.stakes.map(\.owner) }, at: desk)
    let rows = try await RowBook(chosen.leads, deals, at: desk) { Self.picked($0, theirs) }
    var findings: [Finding] = []
    for lead in chosen.leads {
      let stakes = try await desk.addresses(lead.holding.stakes.map { (source: $0.source, row: $0.row) })
      findings.append(finding(lead, stakes: stakes, book: book, rows: rows, caveats: chosen.caveats, at: desk))
    }
    return findings
  }

  private func finding(
    _ lead: Lead, stakes: [RecordAddress], book: PartyBook, rows: RowBook, caveats: [String], at desk: any Desk
  ) -> Finding {
    let party = lead.party
    var sheet = FigureSheet()
    let stage = Self.rows(of: party, asOf: desk.asOf)
    func records(_ label: String, _ part: String) {
      let evidence = rows.evidence(party, part)
      guard evidence.count > 0 else { return }
      sheet.add(
        Figure(label: label, value: Double(evidence.count), unit: "records", sql: [stage.readable, lead.readable], evidence: evidence))
    }
    let holding = lead.holding
    sheet.add(
      Figure(
        label: "share owned by listed parties", value: holding.isOpen ? nil : holding.low, low: holding.isOpen ? holding.low : nil, high: holding.isOpen ? holding.high : nil, unit: "%",
        sql: [Self.stakes(of: party).readable], evidence: Evidence(addresses: stakes),
        caveats: holding.isOpen ? ["At least one stake in the chain is stated without its share."] : []))
    records("records while owned", "owned")
    records("records on which undisclosed shares decide", "open")
    records("records before or after", "other")
    let owners = holding.stakes.map { stake -> String in
      let size = stake.share.map { "\(Wording.number($0)) %" } ?? "a share that is not stated"
      let how =
        stake.isListed && stake.isByName ? "listed, if the entry of that name is the same body"
        : stake.isListed ? "listed"
        : stake.isDoubtful ? "itself owned in part by such parties, by shares not all stated" : "itself owned by such parties"
      return "\(book.inText(stake.owner)) (\(size), \(how))"
    }
    let goods = rows.goods(party, "all")
    var sentences = [
      "\(book.placed(party)) belongs in part or whole to \(holding.isByName ? "parties with numbers or names of listed ones" : "listed parties"): \(Wording.list(owners)).",
      holding.isOpen
        ? "Together \(Wording.number(holding.low)) to \(Wording.number(holding.high)) % on the dates of its records; some shares are not stated."
        : "Together \(Wording.number(holding.low)) % on the dates of its records.",
    ]
    var phrases: [String] = []
    if lead.owned > 0 { phrases.append("\(Wording.number(lead.owned)) while they were on a list and owned it") }
    if lead.open > 0 { phrases.append("\(Wording.number(lead.open)) on which undisclosed shares decide") }
    if lead.others > 0 { phrases.append("\(Wording.number(lead.others)) before or after") }
    sentences.append("It appears in \(Wording.count(lead.owned + lead.open + lead.others, "record")): \(Wording.list(phrases)).")
    sentences.append("Standing: exposure\(holding.isByName ? " at most, and only if they are the listed ones" : ""); the party itself need not be on any list.")
    var notes = Self.declaration.caveats + sheet.caveats + caveats
    if holding.isByName { notes.append("An owner was found on its list by name only: another body may bear it.") }
    return Finding(
      id: "\(Self.declaration.id):\(party)", detector: Self.declaration.id,
      title: "\(book.short(party)): owned by \(holding.isByName ? "parties with names of listed ones" : "listed parties"), \(Self.size(holding))",
      text: Wording.text(sentences), score: lead.score, coverage: holding.isOpen ? 0.6 : 1, grade: lead.grade,
      goodsClass: goods.goodsClass,
      parties: DirectAndIndirectSupply.unique(book.names([party] + holding.stakes.map(\.owner))), subject: party,
      goods: goods.ids, period: lead.period, figures: sheet.figures, evidence: rows.evidence(party, "all"),
      parameters: values.values, caveats: notes)
  }

  private static func size(_ holding: OwnershipChart.Holding) -> String {
    if !holding.isOpen { return "\(Wording.number(holding.low)) %" }
    return holding.low > 0 ? "at least \(Wording.number(holding.low)) %" : "share not stated"
  }
}
