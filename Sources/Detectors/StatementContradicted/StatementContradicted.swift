// SPDX-License-Identifier: Apache-2.0

package import Measures
package import Trade

/// Statements that imply that no such records exist, and the records that do.
package struct StatementContradicted: Detector {
  package static let declaration = DetectorDeclaration(
    id: "statement-contradicted",
    title: "Records that a statement rules out",
    finds: """
      Somebody said something that implies that certain goods of certain parties do not go to certain places from a certain \
      day on, and records of the case are of just that.
      """,
    doesNotMean: """
      That the speaker lied, or that the maker sold the goods: a filing is made by the buyer, a customs record names a maker \
      whoever sold the goods, and goods may come from stock or through others.
      """,
    method: """
      Each party of a statement is matched by id, else by whole name, else by names that hold the words as written; the \
      matches are listed. A record contradicts when one of them plays one of the stated roles in it, its goods and destination are \
      among the stated ones, and its dates lie wholly in the stated time and not after the case's as-of date. Records that \
      straddle the first day are counted apart, and so are records of the same scope that lie before it. Score = grade weight (\(EvidenceGrade.weightsInWords)) × (0.5 + 0.5 · \
      n/(n+3)) for n records of the best grade.
      """,
    source: "Practice of newsroom fact checks: set the statement beside the record, with both dates, and say what it leaves open.",
    inputs: [
      .init(
        table: "record", columns: ["grade", "period_from", "period_to", "destination"],
        condition: "grade IN ('customs', 'filing', 'sighting') AND period_from IS NOT NULL",
        about: "dated customs records, filings or sightings"),
      .init(table: "mention", columns: ["source", "row", "role", "identity"], about: "records that name parties"),
    ],
    parameters: [
      .init(
        name: "minimum-records", kind: .whole(1...1_000_000), unit: "records", default: "1",
        about: "Fewer contradicting records than this make no finding."),
      .limit,
    ],
    caveats: [
      "These records do not show that the maker sold the goods, nor that it knew of them.",
      "A name in a record is what the filer wrote.",
    ],
    cost: "For each statement a few look-ups of names, one measure and one query a grade, and five more queries.")

  /// Grades that can stand against a statement, strongest first. Aggregates name no parties, and statements are words
  /// against words.
  static let grades: [EvidenceGrade] = [.customs, .filing, .sighting]

  let minimumRecords: Int
  let limit: Int
  private let values: ParameterValues

  package init(_ values: ParameterValues) throws {
    minimumRecords = try values.whole("minimum-records")
    limit = try values.whole("limit")
    self.values = values
  }

  package func findings(at desk: any Desk) async throws -> [Finding] {
    let implied = desk.statements.compactMap { statement in statement.implies.map { (statement, $0) } }
    guard !implied.isEmpty else {
      throw DetectorError(.noData, "No statement of the case says what it implies for records ('implies' in statements.yaml).")
    }
    var leads: [Lead] = []
    for (statement, implication) in implied {
      if let lead = try await lead(statement, implication, at: desk) { leads.append(lead) }
    }
    let chosen = Chosen(leads, limit: limit) { ($0.score, $0.statement.id) }
    let book = try await PartyBook(chosen.leads.flatMap { $0.parties + $0.buyers }, at: desk)
    return chosen.leads.map { finding($0, book: book, caveats: chosen.caveats) }
  }

  private func finding(_ lead: Lead, book: PartyBook, caveats: [String]) -> Finding {
    let statement = lead.statement
    let place = statement.publisher.map { " (\($0))" } ?? ""
    let destinations = lead.implication.destinations.isEmpty ? "" : " to \(Wording.list(lead.implication.destinations.map(CountryName.of)))"
    let moment = Wording.when(statement.when)
    var sentences = ["\(moment.prefix(1).uppercased())\(moment.dropFirst()), \(statement.who) stated\(place): “\(statement.says)”"]
    for part in lead.parts {
      let names = book.inText(part.parties.isEmpty ? lead.parties : part.parties)
      sentences.append(
        "\(Wording.says(part.records, part.grade)) goods that name \(names)\(destinations), dated \(Wording.time(part.period)).")
    }
    var sheet = lead.sheet
    if !lead.buyers.isEmpty {
      sheet.add(
        Figure(
          label: "buyers", value: Double(lead.buyers.count), unit: "parties", sql: [Self.buyers(of: lead.rows).readable],
          evidence: lead.evidence))
      sentences.append("Filed or bought by \(book.inText(lead.buyers, most: 4)).")
    }
    if let months = lead.monthsAfter {
      sheet.add(
        Figure(
          label: "months from the stated day to the latest record", value: Double(months), unit: "months",
          sql: [lead.rows.readable], evidence: lead.evidence))
      sentences.append(
        "The statement is taken to hold from \(Wording.day(lead.implication.from)); the latest record is"
          + " \(months == 0 ? "less than a month later" : "\(Wording.count(months, "month")) later").")
    }
    if lead.earlier.count > 0 {
      sheet.add(
        Figure(
          label: "records of the same scope before it", value: Double(lead.earlier.count), unit: "records",
          sql: [lead.earlierStage.readable], evidence: lead.earlier))
      sentences.append("Before that day \(Wording.count(lead.earlier.count, "record")) \(lead.earlier.count == 1 ? "is" : "are") of the same scope.")
    }
    sentences.append("This does not show that the maker sold the goods.")
    var notes = Self.declaration.caveats + sheet.caveats + caveats
    if lead.straddling > 0 {
      notes.append(
        "\(Wording.count(lead.straddling, "more record")) may be dated before or after \(Wording.day(lead.implication.from)),"
          + " from which the statement holds; not counted.")
    }
    if lead.parts.contains(where: { $0.grade == .filing }) {
      notes.append("Filings are made by the buyer, before goods arrive if they ever do.")
    }
    if lead.parts.contains(where: { $0.grade == .sighting }) {
      notes.append("A sighting is dated by when an item was found or filmed, not by when it was sold or sent.")
    }
    for (name, parties) in lead.taken where !parties.isEmpty {
      notes.append(Wording.text(["Taken as “\(name)”: \(Wording.list(Set(book.names(parties)).sorted(), most: 20))."]))
    }
    let unknown = lead.taken.filter(\.parties.isEmpty).map { "“\($0.name)”" }
    if !unknown.isEmpty { notes.append("No party of the case is called \(Wording.list(unknown)).") }
    let named = lead.parts.flatMap(\.parties)
    return Finding(
      id: "\(Self.declaration.id):\(statement.id)", detector: Self.declaration.id,
      title: "\(statement.who): records against a statement of \(Wording.time(statement.when))",
      text: Wording.text(sentences), score: lead.score,
      coverage: lead.taken.isEmpty ? 1 : 1 - Double(unknown.count) / Double(lead.taken.count), grade: lead.best.grade,
      goodsClass: lead.goods.goodsClass, parties: Set(book.names(named.isEmpty ? lead.parties : named)).sorted(),
      subject: Set(named).count == 1 ? named[0] : nil,
      goods: lead.goods.ids, period: lead.period, figures: sheet.figures,
      evidence: Evidence(addresses: [statement.address]).joined(lead.evidence), parameters: values.values, caveats: notes)
  }
}
