// SPDX-License-Identifier: Apache-2.0

package import Measures
import Names
import Parties
package import Trade
import Warehouse

/// Parties of records that give the address of an entry on a sanctions list, without being that entry.
package struct AddressOfListed: Detector {
  package static let declaration = DetectorDeclaration(
    id: "address-of-listed",
    title: "Party at the address of a listed party",
    finds: """
      A party of the records gives, in records or in a company register, the full address that a sanctions list gives for one \
      of its entries, and is not itself found on that list.
      """,
    doesNotMean: """
      That the two belong together: business centres and agents house many firms, and a list's address may be old.
      """,
    method: """
      Addresses are compared word by word after transliteration, without the words for kinds of places; only addresses with a \
      number and at least two words besides count, and the same words in any order are the same address. An address that more than \
      `most` entries of the lists share is passed over. Each record's date is judged against the entry's listing. Score = \
      grade weight (\(EvidenceGrade.weightsInWords)) × (0.5 with records while the entry was listed, else 0.3 where that is open, \
      else 0.15) × (0.7 + 0.3 · n/(n+3)) for n records.
      """,
    source: """
      Co-location with a listed party as a red flag: BIS and FinCEN joint alerts of June 2022 and May 2023; addresses on the \
      BIS Entity List that by themselves require a licence (2024).
      """,
    inputs: [
      .init(table: "listing_address", columns: ["source", "list", "entry", "address"], about: "addresses on lists"),
      .addresses,
      .ownRecords(),
    ],
    parameters: [
      .init(
        name: "most", kind: .whole(1...10_000), unit: "entries", default: "5",
        about: "An address that more entries of the lists share is a mass address."),
      .limit,
    ],
    caveats: [
      "An address is what the filer, the register or the list wrote, on some day; firms move.",
      "The same place written in other words is not found.",
    ],
    cost: "One query for the addresses of all parties and of all lists; seven queries for all findings together.")

  let most: Int
  let limit: Int
  private let values: ParameterValues

  package init(_ values: ParameterValues) throws {
    most = try values.whole("most")
    limit = try values.whole("limit")
    self.values = values
  }

  struct Entry: Sendable, Hashable {
    var list: String
    var entry: String
    var name: String
    var interval: ListingInterval
  }

  struct Lead: Sendable, Hashable {
    var party: String
    var address: String
    var entries: [Entry]
    var customs: Bool
    var records: Int
    var period: Period?

    var grade: EvidenceGrade { customs ? .customs : .filing }
    /// What says most of all entries, for the days from its first record to its last.
    var status: ListingStatus {
      let statuses = entries.map { ListingStatus(of: $0.interval, on: period.map { Period(day: $0.to) }) }
      return ListingStatus.byWeight.first(where: statuses.contains) ?? .notYetKnown
    }

    var score: Double {
      let n = Double(records)
      let weight = status == .listedThen ? 0.5 : status == .notYetKnown ? 0.3 : 0.15
      return grade.weight * weight * (0.7 + 0.3 * n / (n + 3))
    }
  }

  package func findings(at desk: any Desk) async throws -> [Finding] {
    let deals = try await Deals(at: desk)
    let leads = try await leads(deals, at: desk)
    let shelf = try await LeadShelf(
      leads, limit: limit, deals: deals, at: desk, rank: { ($0.score, $0.party) }, naming: { [$0.party] },
      picked: { Self.picked($0, deals) })
    return shelf.leads.map { finding($0, shelf) }
  }

  private static func picked(_ leads: [Lead], _ deals: Deals) -> SQL {
    """
    SELECT n.party AS lead, 'all' AS part, d.rec FROM \(fragment: deals.parties) AS n JOIN (
      SELECT buyer AS number, rec FROM \(fragment: deals.deals) WHERE buyer IS NOT NULL
      UNION ALL SELECT seller, rec FROM \(fragment: deals.deals) WHERE seller IS NOT NULL
      UNION ALL SELECT maker, rec FROM \(fragment: deals.deals) WHERE maker IS NOT NULL
    ) AS d ON d.number = n.number WHERE n.party IN (\(list: leads.map(\.party)))
    """
  }

  private func finding(_ lead: Lead, _ shelf: LeadShelf<Lead>) -> Finding {
    let (book, rows) = (shelf.book, shelf.rows)
    var sheet = FigureSheet()
    let stage = SharedStages.rows(
      "address-of-listed/rows", naming: [(SharedStages.importers + SharedStages.makersAndSellers, [lead.party])], asOf: shelf.asOf)
    let records = rows.records("records", lead.party, "all", stage)
    sheet.add(records)
    let goods = rows.goods(lead.party, "all")
    let listed = lead.entries.map { entry in
      let status = ListingStatus(of: entry.interval, on: lead.period.map { Period(day: $0.to) })
      return "\(entry.name) on \(ListTitle.of(entry.list)), which on the day of the last record \(status.wording(entry.interval))"
    }
    let sentences = [
      "\(book.placed(lead.party)) gives the address “\(lead.address)”, which is that of \(Wording.list(listed, most: 3)).",
      "It appears in \(Wording.count(records.evidence.count, "record")).",
      "Standing: exposure by address alone.",
    ]
    return Finding(
      id: "\(Self.declaration.id):\(lead.party)", detector: Self.declaration.id,
      title: "\(book.short(lead.party)): at the address of \(ShortName.of(lead.entries[0].name))", text: Wording.text(sentences),
      score: lead.score, grade: lead.grade, goodsClass: goods.goodsClass, parties: [book.name(lead.party)], subject: lead.party,
      goods: goods.ids, period: rows.period(lead.party, "all"), figures: sheet.figures, evidence: records.evidence,
      parameters: values.values, caveats: Self.declaration.caveats + sheet.caveats + shelf.caveats)
  }
}

extension AddressOfListed {
  private func leads(_ deals: Deals, at desk: any Desk) async throws -> [Lead] {
    let lists = try await desk.table(
      """
      SELECT a.address, a.list, a.entry, min(l.name) AS name, min(l.listed_from) AS listed_from, min(l.listed_by) AS listed_by,
        max(l.delisted_from) AS delisted_from, max(l.delisted_by) AS delisted_by
      FROM listing_address AS a JOIN listing AS l ON l.list = a.list AND l.entry = a.entry
      WHERE a.address IS NOT NULL AND coalesce(l.kind, 'unknown') IN ('organisation', 'unknown')
        AND (l.listed_from IS NULL OR l.listed_from <= \(desk.asOf))
      GROUP BY a.address, a.list, a.entry ORDER BY a.list, a.entry, a.address
      """)
    let (addresses, listIDs, entries) = (try lists.words("address"), try lists.words("list"), try lists.words("entry"))
    let names = try lists.texts("name")
    let (lf, lb) = (try lists.days("listed_from"), try lists.days("listed_by"))
    let (df, db) = (try lists.days("delisted_from"), try lists.days("delisted_by"))
    var byKey: [String: [Entry]] = [:]
    for row in 0..<lists.count {
      guard let key = AddressKey.of(addresses[row]) else { continue }
      let entry = Entry(
        list: listIDs[row], entry: entries[row], name: names[row] ?? entries[row],
        interval: ListingInterval(listedFrom: lf[row], listedBy: lb[row], delistedFrom: df[row], delistedBy: db[row]))
      if byKey[key]?.contains(entry) != true { byKey[key, default: []].append(entry) }
    }
    byKey = byKey.filter { $0.value.count <= most }
    guard !byKey.isEmpty else { return [] }

    let own = try await self.own(at: desk)
    let table = try await desk.table(
      """
      WITH active AS (
        SELECT number, max(customs) AS customs, min(period_from) AS first_day, max(period_to) AS last_day, count(DISTINCT rec) AS records
        FROM (
          SELECT buyer AS number, rec, customs, period_from, period_to FROM \(fragment: deals.deals) WHERE buyer IS NOT NULL
          UNION ALL SELECT seller, rec, customs, period_from, period_to FROM \(fragment: deals.deals) WHERE seller IS NOT NULL
          UNION ALL SELECT maker, rec, customs, period_from, period_to FROM \(fragment: deals.deals) WHERE maker IS NOT NULL
        ) AS d GROUP BY number
      ),
      stated AS (
        SELECT p.party, i.address FROM party_identity AS p JOIN identity AS i ON i.identity = p.identity WHERE i.address IS NOT NULL
        UNION
        SELECT p.party, e.address FROM party AS p JOIN company AS e ON e.source = p.register_source AND e."row" = p.register_row
        WHERE e.address IS NOT NULL AND coalesce(p.register_match, 'number') = 'number'
      )
      SELECT s.party, s.address, a.customs, a.first_day, a.last_day, a.records FROM stated AS s
      JOIN \(fragment: deals.parties) AS n ON n.party = s.party JOIN active AS a ON a.number = n.number ORDER BY s.party, s.address
      """)
    let (parties, stated, customs) = (try table.words("party"), try table.words("address"), try table.counts("customs"))
    let (first, last, records) = (try table.days("first_day"), try table.days("last_day"), try table.counts("records"))
    var leads: [String: Lead] = [:]
    for row in 0..<table.count {
      guard leads[parties[row]] == nil, let key = AddressKey.of(stated[row]), let found = byKey[key] else { continue }
      let others = found.filter { !(own[parties[row]]?.contains("\($0.list) \($0.entry)") ?? false) }
      guard !others.isEmpty else { continue }
      leads[parties[row]] = Lead(
        party: parties[row], address: stated[row], entries: others, customs: customs[row] > 0, records: records[row],
        period: Period(first[row], last[row]))
    }
    return leads.values.sorted { $0.party < $1.party }
  }

  /// The entries that each party was itself found under.
  private func own(at desk: any Desk) async throws -> [String: Set<String>] {
    let table = try await desk.table("SELECT DISTINCT party, list, entry FROM listed_party ORDER BY party, list, entry")
    var own: [String: Set<String>] = [:]
    for ((party, list), entry) in zip(zip(try table.words("party"), try table.words("list")), try table.words("entry")) {
      own[party, default: []].insert("\(list) \(entry)")
    }
    return own
  }
}
