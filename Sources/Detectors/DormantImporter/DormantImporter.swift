// SPDX-License-Identifier: Apache-2.0

package import Measures
package import Trade
import Statistics
import Warehouse

/// Importers that were silent for longer than chance allows, and then bought again.
package struct DormantImporter: Detector {
  package static let declaration = DetectorDeclaration(
    id: "dormant-importer",
    title: "Importer that wakes up after a long silence",
    finds: """
      A buyer with records in earlier months had none for a long time, and has records of goods of concern since a given day. \
      Or a firm that was registered years ago has no record in all the earlier time that the case covers, and then some.
      """,
    doesNotMean: """
      That the firm was idle: it may have bought at home, from elsewhere, or under another name. Seasonal and occasional \
      buyers pause, too.
      """,
    method: """
      Months count as active when a record may be of them. Returned: at least `minimum-before` active months before `since`, \
      then none for at least `silence` months, then a record on or after `since`; in the month of `since` the days decide. Under the buyer's own earlier habit, with a of s \
      months active, a silence of g months has the chance ∏ (s − a + ½ + i)/(s + i) for i = 0 … g − 1: that of g idle months, averaged \
      over what the share of active months may be (Beta posterior of a − 1 in s − 1 with Jeffreys' prior). Awakened: registered at \
      least `age` months before its first record, which is on or after `since`, at least `silence` months after the case's \
      records begin; had its active months been spread over all of the case's time, all of them would fall after `since` with \
      the chance of the share of months since, to the power of the active months. The chances of all buyers that could have \
      been either are adjusted for their number (Benjamini and Hochberg); what stays under `chance` is a finding. Score = grade weight \
      (\(EvidenceGrade.weightsInWords)) × (0.4 + 0.3 · g/(g+12) + 0.3 · n/(n+5)) for g months of silence (of an awakened \
      firm those since the case's records begin) and n active months since; times 0.5 for an awakened firm whose register \
      entry was found by name.
      """,
    source: """
      BIS and FinCEN joint alert of May 2023 (an existing customer without such orders before 24 February 2022 that has \
      them since); guidance on dormant firms suddenly active around the invasion (2024). Benjamini and Hochberg, JRSS B 57 (1995).
      """,
    inputs: [
      .ownRecords(dated: true),
      .namingImporters,
    ],
    parameters: [
      .init(
        name: "since", kind: .day(Day(number: -36_524)...Day(number: 47_481)), default: "2022-02-24",
        about: "The day on or after which the buyer must be back."),
      .init(name: "silence", kind: .whole(3...240), unit: "months", default: "12", about: "The least silence."),
      .init(
        name: "minimum-before", kind: .whole(2...240), unit: "months", default: "3",
        about: "Active months before the silence; fewer tell no habit."),
      .init(
        name: "age", kind: .whole(12...600), unit: "months", default: "36",
        about: "How long before its first record an awakened firm must have been registered."),
      .init(
        name: "chance", kind: .number(0...1), default: "0.05",
        about: "The share of findings that may be chance; 0 for none at all."),
      .goods, .limit,
    ],
    caveats: [
      "Silence is silence in these sources only; a source that lacks some months makes everybody silent.",
      "The chance takes a buyer's months as independent; orders that come in bursts make silences longer than it says.",
    ],
    cost: "One pass over the shared table of records; seven queries for all findings together.")

  let since: Day
  let silence: Int
  let minimumBefore: Int
  let age: Int
  let chance: Double
  let anyGoods: Bool
  let limit: Int
  private let values: ParameterValues

  package init(_ values: ParameterValues) throws {
    since = try values.day("since")
    silence = try values.whole("silence")
    minimumBefore = try values.whole("minimum-before")
    age = try values.whole("age")
    chance = try values.number("chance")
    anyGoods = try values.choice("goods") == "any"
    limit = try values.whole("limit")
    self.values = values
  }

  package func findings(at desk: any Desk) async throws -> [Finding] {
    let deals = try await Deals(at: desk)
    let leads = try await leads(deals, at: desk)
    let shelf = try await LeadShelf(
      leads, limit: limit, deals: deals, at: desk, rank: { ($0.score, $0.party) }, naming: { [$0.party] },
      picked: { picked($0, deals) })
    return shelf.leads.map { finding($0, shelf) }
  }

  private func finding(_ lead: Lead, _ shelf: LeadShelf<Lead>) -> Finding {
    let (book, rows) = (shelf.book, shelf.rows)
    let party = lead.party
    var sheet = FigureSheet()
    let after = self.rows(of: lead, before: false, asOf: shelf.asOf)
    let now = rows.records("records since", party, "since", after)
    var evidence = now.evidence
    var queries = [after.readable]
    if lead.isReturn {
      let before = self.rows(of: lead, before: true, asOf: shelf.asOf)
      let earlier = rows.records("records before the silence", party, "before", before)
      sheet.add(earlier)
      evidence = rows.evidence(party, "all")
      queries = [self.rows(of: lead, before: nil, asOf: shelf.asOf).readable]
    }
    sheet.add(
      Figure(
        label: "months of silence", value: Double(lead.gap), unit: "months", sql: queries, evidence: evidence,
        caveats: ["The chance of so long a silence, adjusted for the \(Wording.count(lead.tests, "buyer")) that were looked at, is \(Self.words(lead.adjusted))."]))
    sheet.add(now)
    let goods = rows.goods(party, "since")
    let name = book.inText(party)
    var sentences: [String] = []
    if lead.isReturn {
      sentences.append(
        "\(name) had records in \(Wording.count(lead.monthsBefore, "month")) of \(Wording.time(lead.earlier)), then none for"
          + " \(Wording.count(lead.gap, "month"))."
      )
    } else if let registered = lead.registered {
      sentences.append(
        "\(name) was registered \(Wording.when(registered)) and has no record in the \(Wording.count(lead.gap, "month")) that the"
          + " case covers before its first one.")
    }
    sentences.append(
      "From \(Wording.time(lead.resumed)) on, \(rows.says(party, "since", lead.grade))"
        + " \(goods.titles.isEmpty ? "its goods" : Wording.list(goods.titles)).")
    sentences.append("The chance of such a silence, adjusted for the number of buyers, is \(Self.words(lead.adjusted)).")
    var notes = Self.declaration.caveats + sheet.caveats + shelf.caveats
    if !lead.isReturn && lead.isByName {
      notes.append("The register entry was found by name alone: another firm may bear it.")
    }
    return Finding(
      id: "\(Self.declaration.id):\(party)", detector: Self.declaration.id,
      title: lead.isReturn
        ? "\(book.short(party)): back after \(Wording.count(lead.gap, "month")) without records"
        : "\(book.short(party)): an old firm that first appears in \(Wording.time(lead.resumed))",
      text: Wording.text(sentences), score: lead.score, grade: lead.grade, goodsClass: goods.goodsClass,
      parties: [book.name(party)], subject: party, goods: goods.ids, period: lead.period, figures: sheet.figures, evidence: evidence,
      parameters: values.values, caveats: notes)
  }

  /// `under 0.001`, `0.02`
  static func words(_ chance: Double) -> String {
    chance < 0.001 ? "under 0.001" : Wording.decimal(chance, places: chance < 0.01 ? 3 : 2)
  }
}
