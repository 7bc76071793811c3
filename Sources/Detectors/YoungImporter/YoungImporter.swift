// SPDX-License-Identifier: Apache-2.0

package import Measures
import Names
package import Trade
import Warehouse

/// Buyers that were registered shortly before their first filing or shipment.
package struct YoungImporter: Detector {
  package static let declaration = DetectorDeclaration(
    id: "young-importer",
    title: "Importer registered shortly before its first filing or shipment",
    finds: """
      A buyer made its first filing, or received its first shipment, within so many months of its registration as a \
      company. Its age in whole months is given, and the size of that first filing against those of other buyers.
      """,
    doesNotMean: """
      That the firm is a front. Firms are founded to trade, and many file at once. The register entry was matched by number \
      or name; a wrong match gives a wrong age.
      """,
    method: """
      Age = whole months from the day of registration to the first record as applicant or consignee. Either day may be \
      known as a stretch only: then the age has a low and a high bound, and where both are known to the month, the value is \
      the difference of the calendar months. Flagged when the value, or else the low bound, is under `months`. Size = the quantity of the first \
      filing; with at least `peers` other buyers whose first filings state the same unit, also as times their median; with at least five other buyers under 2 × `months` of age, also as the share of \
      these whose first filing in the same unit is smaller. \
      Score = grade weight (\(EvidenceGrade.weightsInWords)) × (0.5 + 0.3 · (1 − age/months) + 0.1 if registered on or after \
      `since` + 0.1 if ten times the median or more), less 0.2 when there is no value and the high bound is not under `months`, and less 0.2 when \
      records are dated before the registration; times 0.95 when the register entry was found by name and records and \
      register name the same place, 0.7 when no place is known and the name has several words, and \(nameAloneWeight) when it \
      has one. An entry found by name is refused where the places differ, or where no place is known and records are older than the entry.
      """,
    source: """
      BIS and FinCEN joint alerts of June 2022 and May 2023: customers founded after 24 February 2022 are a red flag; \
      median as the robust centre of a skewed distribution.
      """,
    inputs: [
      .ownRecords("quantity", "quantity_low", "quantity_unit"),
      .namingImporters,
      .init(
        table: "party", columns: ["party", "name", "registered_from", "registered_by", "register_match"],
        condition: "registered_from IS NOT NULL AND registered_by IS NOT NULL",
        about: "party with a date of registration (a company register)"),
    ],
    parameters: [
      .init(
        name: "months", kind: .whole(1...240), unit: "months", default: "12",
        about: "A buyer younger than this at its first record is flagged."),
      .init(
        name: "since", kind: .day(Day(number: -36_524)...Day(number: 47_481)), default: "2022-02-24",
        about: "Registration on or after this day is noted and raises the score."),
      .init(
        name: "peers", kind: .whole(1...10_000), unit: "buyers", default: "2",
        about: "How many other buyers' first filings a median takes."),
      .goods, .limit,
    ],
    caveats: [
      "The first record in the case need not be the buyer's first: the sources may begin later than its trade.",
      "Companies that re-register or take over an older business look young.",
    ],
    cost: "One pass over the shared table of records for buyers with a known registration; five queries for all findings together.")

  /// Chosen by judgement: it puts such leads behind all others.
  static let nameAloneWeight = 0.3

  let months: Int
  let since: Day
  let peers: Int
  let anyGoods: Bool
  let limit: Int
  private let values: ParameterValues

  package init(_ values: ParameterValues) throws {
    months = try values.whole("months")
    since = try values.day("since")
    peers = try values.whole("peers")
    anyGoods = try values.choice("goods") == "any"
    limit = try values.whole("limit")
    self.values = values
  }

  package func findings(at desk: any Desk) async throws -> [Finding] {
    let deals = try await Deals(at: desk)
    let (firsts, sizes) = try await firstFilings(deals, at: desk)
    let young = firsts.filter(isYoung)
    let certainties = try await certainties(young.filter(\.isByName), at: desk)
    let leads = young.compactMap { first in
      lead(for: first, sizes: sizes, certainty: first.isByName ? certainties[first.party] : .byNumber)
    }
    let shelf = try await LeadShelf(
      leads, limit: limit, deals: deals, at: desk, rank: { ($0.score, $0.first.party) }, naming: { [$0.first.party] },
      picked: { Self.picked($0, deals) })
    var notes = shelf.caveats
    let refused = young.count - leads.count
    if refused > 0 {
      notes.append(
        "\(Wording.count(refused, "buyer")) whose name stands in a register as that of a young firm \(refused == 1 ? "is" : "are") left"
          + " out: place or dates show that the entry is of another firm.")
    }
    return shelf.leads.map { finding($0, shelf, caveats: notes) }
  }

  /// Of buyers found in a register by name. None for those whose entry is plainly of another firm.
  private func certainties(_ firsts: [First], at desk: any Desk) async throws -> [String: Certainty] {
    let places = try await PlaceCheck(firsts.map(\.party), at: desk)
    let book = try await PartyBook(firsts.map(\.party), at: desk)
    var certainties: [String: Certainty] = [:]
    for first in firsts {
      switch places.result(first.party) {
      case .same(let words): certainties[first.party] = .samePlace(words)
      case .different: continue
      case .unknown:
        // A firm can't file before it exists; of two firms of one name the other one did.
        if first.before > 0 { continue }
        let words = book.names(of: first.party).flatMap(NamesAsWritten.keys).map(\.words.count).max() ?? 0
        certainties[first.party] = words > 1 ? .longName : .nameAlone
      }
    }
    return certainties
  }

  private func finding(_ lead: Lead, _ shelf: LeadShelf<Lead>, caveats: [String]) -> Finding {
    let (book, rows) = (shelf.book, shelf.rows)
    let (party, age) = (lead.first.party, lead.age)
    let stage = Self.rows(of: lead.first, asOf: shelf.asOf)
    let evidence = rows.evidence(party, "first")
    var sheet = FigureSheet()
    sheet.add(
      Figure(
        label: "age at filing", value: age.value.map(Double.init), low: age.bounds.map { Double($0.low) },
        high: age.bounds.map { Double($0.high) }, unit: "months",
        sql: [stage.readable, Self.registration(of: party).readable], evidence: evidence))
    let size = rows.quantity(party, "first", label: "size of first filing", sql: [stage.readable])
    if let size { sheet.add(size) }
    let goods = rows.goods(party, "first")

    let what = lead.first.grade == .customs ? "shipment" : "filing"
    let name = book.inText(party)
    var sentences = [
      "\(name) was registered \(Wording.when(lead.first.registered)), and its first \(what) in the records is"
        + " dated \(Wording.time(lead.first.period)): \(age.words) after registration."
    ]
    if !goods.titles.isEmpty { sentences.append("It \(lead.first.grade.verb) \(Wording.list(goods.titles)).") }
    if let size { sentences.append("Quantity: \(Wording.amount(size)).") }
    if let times = lead.times, let median = lead.median {
      let others = Wording.count(median.peers, "other buyer")
      sheet.add(
        Figure(
          label: "size of first filing over median", value: times, unit: "times", sql: [stage.readable], evidence: evidence,
          caveats: ["The median first filing of \(others) is \(Wording.number(median.value)) \(median.unit)."]))
      sentences.append("That is \(Wording.number(times)) times the median first \(what) of \(others).")
    }
    if let rank = lead.among, rank.smaller > 0 {
      let percent = Double(rank.smaller) / Double(rank.others) * 100
      sheet.add(
        Figure(
          label: "first filings of buyers as young that are smaller", value: percent, unit: "%", sql: [stage.readable],
          evidence: evidence, caveats: ["Of \(Wording.count(rank.others, "other buyer")) under \(rank.months) months, in \(rank.unit)."]))
      sentences.append(
        "Of \(Wording.count(rank.others, "other buyer")) that were under \(rank.months) months old, \(Wording.number(rank.smaller))"
          + " \(what == "filing" ? "filed for" : "received") less.")
    }
    if lead.registeredSince { sentences.append("It was registered on or after \(Wording.day(since)).") }
    var notes = Self.declaration.caveats + sheet.caveats + caveats
    switch lead.certainty {
    case .byNumber: break
    case .samePlace(let words):
      notes.append("The register entry was found by name; records and register both name the place: \(Wording.list(words)).")
    case .longName:
      notes.append("The register entry was found by name, and no place confirms it: another firm may bear the name.")
    case .nameAlone:
      sentences.append("The register entry was found by this name alone, which other firms may bear: check its number first.")
    }
    if !age.isSure(under: months) {
      notes.append("The dates are known as stretches of time; the age may also be \(Wording.number(months)) months or more.")
    }
    if lead.first.before > 0 {
      notes.append(
        "\(Wording.count(lead.first.before, "record")) of this name \(lead.first.before == 1 ? "is" : "are") dated before the"
          + " registration: the records and the register entry may be of different firms.")
    }
    return Finding(
      id: "\(Self.declaration.id):\(party)", detector: Self.declaration.id,
      title: "\(book.short(party)): \(age.words) old at its first \(what)", text: Wording.text(sentences),
      score: lead.score, coverage: size?.value == nil ? 0.5 : 1, grade: lead.first.grade, goodsClass: goods.goodsClass,
      parties: [book.name(party)], subject: party, goods: goods.ids, period: lead.first.period, figures: sheet.figures,
      evidence: evidence, parameters: values.values, caveats: notes)
  }
}
