// SPDX-License-Identifier: Apache-2.0

package import Measures
import Parties
package import Trade
import Warehouse

/// Parties of records that stand on a list, judged on the date of each record.
package struct ListedParty: Detector {
  package static let declaration = DetectorDeclaration(
    id: "listed-party",
    title: "Party on a sanctions list, on the date of each record",
    finds: """
      A party of the records has the registry number of an entry of a list, or a name like one. For each list: in how many \
      records it appears while the entry was listed, before that, after it was taken off, and on dates for which the list does \
      not tell.
      """,
    doesNotMean: """
      That anything forbidden was done: who is bound by a list, and what it forbids, differs, and a match by name may be \
      another firm of that name. Records before the listing say nothing against anybody.
      """,
    method: """
      The days of listing and delisting are known as intervals. A record is "while listed" when all of its dates lie on or \
      after the last possible day of listing and before the first possible day of delisting; "before" when they all precede \
      the first possible day of listing; "after" when they all follow the last possible day of delisting; otherwise it can't \
      be told. Of several entries for one party on one list the one under which it was surely listed decides. Score = \
      certainty of the match (1 by registry number, else the score of the name, times \(oneWordWeight) when the name is one \
      word besides the legal form) × weight of the party's best grade \
      (\(EvidenceGrade.weightsInWords)) × (0.6 + 0.4 · n/(n+3) with n > 0 records while listed; else 0.4 when some can't be \
      told, 0.2 when it was listed since, 0.1 when it is no longer listed). Standing: explicit when the match is by registry number and \
      a customs record lies while it was listed; none when no record can lie while it was listed; exposure in between.
      """,
    source: """
      Screening guidance of OFAC and of the EU's listing regulations (a measure binds from its entry into force); status on \
      the date of the shipment as in trade-risk products, which say that a flag "does not, by definition, indicate" a breach.
      """,
    inputs: [
      .init(
        table: "listed_party", columns: ["party", "list", "source", "entry", "matched_name", "score", "by_number", "because"],
        about: "party found on a list (lists among the sources, and screening)"),
      .init(
        table: "listing", columns: ["source", "list", "entry", "program", "listed_from", "listed_by", "delisted_from", "delisted_by"],
        about: "list entries"),
      .init(
        table: "record", columns: ["grade", "period_from", "period_to"],
        condition: "grade IN ('customs', 'filing', 'sighting')", about: "customs records, filings or sightings"),
    ],
    parameters: [
      .init(
        name: "minimum-score", kind: .number(0...1), default: "0",
        about: "Matches by name with a lower score are passed over."),
      .limit,
    ],
    caveats: [
      "A match is a lead to be checked against the list's own entry.",
      "What listed parties own is looked at by `owned-by-listed`, who shares their address by `address-of-listed`.",
    ],
    cost: "One pass over the records of listed parties; eight queries for all findings together.")

  static let grades: [EvidenceGrade] = [.customs, .filing, .sighting]

  /// Chosen by judgement, not measured: it puts such leads behind those with a name of several words.
  static let oneWordWeight = 0.4

  let minimumScore: Double
  let limit: Int
  private let values: ParameterValues

  package init(_ values: ParameterValues) throws {
    minimumScore = try values.number("minimum-score")
    limit = try values.whole("limit")
    self.values = values
  }

  package func findings(at desk: any Desk) async throws -> [Finding] {
    let deals = try await Deals(at: desk)
    let theirs = SQL(text: SQL.quoted(try await desk.keep(Self.theirs(deals, asOf: desk.asOf).sql)))
    let chosen = Chosen(try await leads(theirs, at: desk), limit: limit) { ($0.score, "\($0.party) \($0.list)") }
    let parties = chosen.leads.map(\.party)
    let book = try await PartyBook(parties, at: desk)
    let rows = try await recordRows(parties, theirs, at: desk)
    let shelf = try await RowBook(Set(parties).sorted(), deals, at: desk) { some in
      "SELECT party AS lead, 'all' AS part, rec FROM \(fragment: theirs) WHERE party IN (\(list: some))"
    }
    var findings: [Finding] = []
    for lead in chosen.leads {
      findings.append(
        try await finding(
          lead, rows: rows[lead.party] ?? [], goods: shelf.goods(lead.party, "all"), book: book, caveats: chosen.caveats, at: desk))
    }
    return findings
  }

  private func finding(
    _ lead: Lead, rows: [RecordRow], goods: GoodsBook, book: PartyBook, caveats: [String], at desk: any Desk
  ) async throws -> Finding {
    let stage = Self.rows(of: lead.party, asOf: desk.asOf)
    let statuses = rows.map { lead.status(on: $0.period) }
    var sheet = FigureSheet()
    var phrases: [String] = []
    for status in ListingStatus.byWeight {
      let theirs = zip(rows, statuses).filter { $0.1 == status }.map(\.0)
      guard !theirs.isEmpty else { continue }
      let addresses = try await desk.addresses(theirs.prefix(Evidence.limit).map { (source: $0.source, row: $0.row) })
      sheet.add(
        Figure(
          label: status.label, value: Double(theirs.count), unit: "records",
          sql: [stage.readable, lead.readable], evidence: Evidence(addresses: addresses, count: theirs.count),
          caveats: []))
      phrases.append("\(Wording.number(theirs.count)) \(status.words)")
    }
    let addresses = try await desk.addresses(rows.prefix(Evidence.limit).map { (source: $0.source, row: $0.row) })
    let grade = rows.map(\.grade).max() ?? lead.grade
    let periods = rows.compactMap(\.period)
    let name = book.inText(lead.party)
    let match = lead.match
    var sentences = [lead.meeting(name)]
    if !lead.programs.isEmpty { sentences.append("Program of the entry: \(Wording.list(lead.programs)).") }
    sentences.append(lead.dates)
    sentences.append("\(book.short(lead.party)) appears in \(Wording.count(rows.count, "record")): \(Wording.list(phrases)).")
    sentences.append(lead.standing.words(isByNumber: match.byNumber))
    var notes = Self.declaration.caveats + sheet.caveats + caveats
    if match.isOneWord && !match.byNumber {
      notes.append("Matched by a name of one word only, which many firms bear: find a registry number before anything else.")
    } else if !match.byNumber {
      notes.append("Matched by name only: another firm may bear it.")
    }
    if statuses.contains(.listedSince) { notes.append("Records before the listing say nothing against anybody.") }
    // Who it is, is half of what there is to know; on which dates, the other half.
    let told = statuses.filter { $0 != .notYetKnown }.count
    return Finding(
      id: "\(Self.declaration.id):\(lead.party):\(lead.list)", detector: Self.declaration.id,
      title: "\(book.short(lead.party)): \(lead.headline)", text: Wording.text(sentences),
      score: lead.score, coverage: rows.isEmpty ? 0 : 0.5 + 0.5 * Double(told) / Double(rows.count), grade: grade,
      goodsClass: goods.goodsClass, parties: [book.name(lead.party)], subject: lead.party, goods: goods.ids,
      period: Period(periods.map(\.from).min(), periods.map(\.to).max()), figures: sheet.figures,
      evidence: Evidence(addresses: addresses, count: rows.count), parameters: values.values, caveats: notes)
  }
}
