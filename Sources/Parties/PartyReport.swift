// SPDX-License-Identifier: Apache-2.0

package import Trade
import Warehouse

/// One party of the case, for people.
package struct PartySummary: Sendable, Hashable {
  package struct Listing: Sendable, Hashable {
    package var list: String
    package var entry: String
    /// The name on the list, or the number, that met.
    package var matched: String
    package var score: Double
    package var byNumber: Bool
    package var because: String
    package var interval: ListingInterval
  }

  package var id: String
  package var name: String
  /// Nil when the name is Latin already.
  package var latinName: String?
  /// ISO alpha-3.
  package var country: String?
  /// `INN 7701234567`, …
  package var numbers: [String]
  /// A day, or a longer stretch when only that is known.
  package var registered: Period?
  /// `number` or `name`: how it was found in a register; nil when it was not.
  package var registerMatch: String?
  package var roles: [PartyRole]
  /// Records in which it appears.
  package var records: Int
  /// All spellings in the records but the display name, the most frequent first.
  package var alsoWritten: [String]
  package var listings: [Listing]
}

/// Reads parties back for people.
struct PartyReport: Sendable {
  let engine: any Engine

  func lines() async throws -> [PartySummary] {
    let roles = try await roles()
    let records = try await records()
    let spellings = try await spellings()
    let listings = try await listings()
    let table = try await engine.table(
      """
      SELECT party, name, latin_name, country, inn, ogrn, uscc, registered_from, registered_by, register_match
      FROM party ORDER BY party
      """)
    let (ids, names, latin) = (try table.texts("party"), try table.texts("name"), try table.texts("latin_name"))
    let countries = try table.texts("country")
    let numbers = try ["inn", "ogrn", "uscc"].map { ($0.uppercased(), try table.texts($0)) }
    let (from, by) = (try table.days("registered_from"), try table.days("registered_by"))
    let matches = try table.texts("register_match")
    var lines: [PartySummary] = []
    for row in 0..<table.count {
      guard let id = ids[row] else { continue }
      var registered: Period?
      if let from = from[row], let by = by[row] { registered = Period(from: from, to: by) }
      let name = names[row] ?? id
      lines.append(
        PartySummary(
          id: id, name: name, latinName: latin[row], country: countries[row],
          numbers: numbers.compactMap { kind, values in values[row].map { "\(kind) \($0)" } }, registered: registered,
          registerMatch: matches[row], roles: PartyRole.allCases.filter { roles[id]?.contains($0) == true },
          records: records[id] ?? 0, alsoWritten: (spellings[id] ?? []).filter { $0 != name },
          listings: listings[id] ?? []))
    }
    return lines.sorted { ($1.records, $0.name, $0.id) < ($0.records, $1.name, $1.id) }
  }

  private func roles() async throws -> [String: Set<PartyRole>] {
    let table = try await engine.table(
      """
      SELECT DISTINCT p.party, m.role FROM mention AS m JOIN party_identity AS p ON p.identity = m.identity
      ORDER BY p.party, m.role
      """)
    let (parties, roles) = (try table.texts("party"), try table.texts("role"))
    var found: [String: Set<PartyRole>] = [:]
    for row in 0..<table.count {
      if let party = parties[row], let role = roles[row].flatMap(PartyRole.init(rawValue:)) {
        found[party, default: []].insert(role)
      }
    }
    return found
  }

  private func records() async throws -> [String: Int] {
    let table = try await engine.table(
      """
      SELECT party, count(*) AS records FROM (
        SELECT DISTINCT p.party, m.source, m."row"
        FROM mention AS m JOIN party_identity AS p ON p.identity = m.identity
      ) AS theirs
      GROUP BY party ORDER BY party
      """)
    let (parties, counts) = (try table.texts("party"), try table.integers("records"))
    var found: [String: Int] = [:]
    for row in 0..<table.count { if let party = parties[row] { found[party] = counts[row] ?? 0 } }
    return found
  }

  private func spellings() async throws -> [String: [String]] {
    let table = try await engine.table(
      """
      SELECT p.party, i.name, count(m.identity) AS mentions
      FROM party_identity AS p JOIN identity AS i ON i.identity = p.identity
      LEFT JOIN mention AS m ON m.identity = i.identity
      WHERE i.name IS NOT NULL
      GROUP BY p.party, i.name ORDER BY p.party, mentions DESC, i.name
      """)
    let (parties, names) = (try table.texts("party"), try table.texts("name"))
    var found: [String: [String]] = [:]
    for row in 0..<table.count {
      guard let party = parties[row], let name = names[row].map(PartyNaming.shown) else { continue }
      if found[party]?.contains(name) != true { found[party, default: []].append(name) }
    }
    return found
  }

  private func listings() async throws -> [String: [PartySummary.Listing]] {
    let table = try await engine.table(
      """
      SELECT p.party, p.list, p.entry, p.matched_name, p.score, p.because, p.by_number,
        min(l.listed_from) AS listed_from, min(l.listed_by) AS listed_by, max(l.delisted_from) AS delisted_from,
        max(l.delisted_by) AS delisted_by
      FROM listed_party AS p
      LEFT JOIN listing AS l ON l.source = p.source AND l.list = p.list AND l.entry = p.entry
      GROUP BY p.party, p.list, p.source, p.entry, p.matched_name, p.score, p.because, p.by_number
      ORDER BY p.party, p.list, p.entry, p.matched_name
      """)
    let (parties, lists, entries) = (try table.texts("party"), try table.texts("list"), try table.texts("entry"))
    let (names, scores, because) = (
      try table.texts("matched_name"), try table.doubles("score"), try table.texts("because")
    )
    let byNumber = try table.booleans("by_number")
    let days = try ["listed_from", "listed_by", "delisted_from", "delisted_by"].map { try table.days($0) }
    var found: [String: [PartySummary.Listing]] = [:]
    for row in 0..<table.count {
      guard let party = parties[row] else { continue }
      found[party, default: []].append(
        PartySummary.Listing(
          list: lists[row] ?? "", entry: entries[row] ?? "", matched: names[row] ?? "", score: scores[row] ?? 0,
          byNumber: byNumber[row] ?? false, because: because[row] ?? "",
          interval: ListingInterval(
            listedFrom: days[0][row], listedBy: days[1][row], delistedFrom: days[2][row], delistedBy: days[3][row])))
    }
    return found
  }
}
