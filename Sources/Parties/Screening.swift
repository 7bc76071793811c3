// SPDX-License-Identifier: Apache-2.0

import Columns
import Names
import Warehouse

/// Every party against every list: by number, which is certain, or else by name.
///
/// Organisations are compared with organisations (and with entries whose kind the list does not state). Natural
/// persons, in business or not, are screened by number only: a name is not enough to print a person beside a list. Weak aliases
/// of a list are left out for the same reason.
struct Screening: Sendable {
  let engine: any Engine
  let rule: ScreeningRule

  private struct Entry: Hashable, Comparable {
    var list: String
    var source: String
    var entry: String

    static func < (left: Self, right: Self) -> Bool {
      (left.list, left.source, left.entry) < (right.list, right.source, right.entry)
    }
  }

  private struct Party {
    var id: String
    var country: String?
    var numbers: [RegistryNumber]
    var isTrader: Bool
    var spellings: [String]
  }

  private struct Found {
    var name: String
    var score: Double
    var because: String
    var byNumber: Bool
  }

  func run() async throws {
    let lists = try await lists()
    let names = try await names(lists)
    let numbers = try await numbers(lists)
    let parties = try await parties()
    let byName = matches(parties, names, lists)

    var rows: [[RowSource.Cell]] = []
    for (place, party) in parties.enumerated() {
      var found: [Entry: Found] = [:]
      for number in party.numbers {
        for entry in numbers[number] ?? [] {
          found[entry] = Found(name: "\(number)", score: 1, because: "the same number, \(number)", byNumber: true)
        }
      }
      for (entry, match) in byName[place] where match.score > found[entry]?.score ?? 0 { found[entry] = match }
      for (entry, match) in found.sorted(by: { $0.key < $1.key }) {
        rows.append([
          .text(party.id), .text(entry.list), .text(entry.source), .text(entry.entry), .text(match.name),
          .double(match.score), .text(match.because), .boolean(match.byNumber),
        ])
      }
    }
    try await engine.transaction {
      try await engine.execute("DELETE FROM listed_party")
      try await engine.ingest(
        into: "listed_party", create: false,
        from: RowSource(
          [
            ("party", .text), ("list", .text), ("source", .text), ("entry", .text), ("matched_name", .text),
            ("score", .double), ("because", .text), ("by_number", .boolean),
          ], rows))
    }
  }

  /// For each party its matches by name: all spellings at once, on several threads.
  private func matches(
    _ parties: [Party], _ names: [(entry: Entry, name: String)], _ lists: Lists
  ) -> [[(entry: Entry, match: Found)]] {
    let index = NameIndex(names.map { IndexedName($0.name) }, width: rule.width)
    let distinctions = names.map { NameKey.make($0.name)?.distinctions ?? [] }
    var queries: [(party: Int, spelling: String)] = []
    for (place, party) in parties.enumerated() where !party.isTrader {
      queries += party.spellings.map { (place, $0) }
    }
    let hits = index.search(
      all: queries.map(\.spelling), limit: 20, threshold: rule.threshold, width: rule.width)
    var found = [[(entry: Entry, match: Found)]](repeating: [], count: parties.count)
    for (query, hits) in zip(queries, hits) {
      let own = NameKey.make(query.spelling)?.distinctions ?? []
      for hit in hits {
        let (entry, name) = names[hit.index]
        let (score, because) = rule.judge(
          index.explain(query.spelling, name), score: hit.score,
          countries: Set([parties[query.party].country].compactMap(\.self)), listed: lists.countries(of: entry),
          distinctions: own, listedDistinctions: distinctions[hit.index])
        guard score >= rule.threshold else { continue }
        found[query.party].append((entry, Found(name: name, score: score, because: because, byNumber: false)))
      }
    }
    return found
  }

  // MARK: lists

  /// What the lists say of their entries. Names, numbers and addresses can stand in files of their own, which carry the
  /// entry's id alone: what one file of a list says of an entry holds for all.
  private struct Lists {
    /// Sources whose `listing` has the entry, by list and entry.
    var sources: [String: [String]] = [:]
    var kinds: [String: String] = [:]
    var countries: [String: Set<String>] = [:]

    /// The entries that a name or number of this file speaks of: those of `listing`, since they carry the dates.
    func entries(_ list: String, _ source: String, _ entry: String) -> [Entry] {
      let known = sources["\(list)|\(entry)"] ?? []
      let meant = known.contains(source) || known.isEmpty ? [source] : known
      return meant.map { Entry(list: list, source: $0, entry: entry) }
    }

    func areOrganisations(_ entry: Entry) -> Bool {
      ["organisation", "unknown"].contains(kinds["\(entry.list)|\(entry.entry)"] ?? "unknown")
    }

    func countries(of entry: Entry) -> Set<String> { countries["\(entry.list)|\(entry.entry)"] ?? [] }
  }

  private func lists() async throws -> Lists {
    let table = try await engine.table(
      """
      SELECT source, list, entry, kind, country, TRUE AS is_entry FROM listing
      UNION ALL SELECT source, list, entry, CAST(NULL AS VARCHAR), country, FALSE FROM listing_address
      ORDER BY 1, 2, 3, 4, 5
      """)
    let (sources, names, entries) = (try table.texts("source"), try table.texts("list"), try table.texts("entry"))
    let (kinds, countries) = (try table.texts("kind"), try table.texts("country"))
    let areEntries = try table.booleans("is_entry")
    var lists = Lists()
    for row in 0..<table.count {
      let key = "\(names[row] ?? "")|\(entries[row] ?? "")"
      if let source = sources[row], areEntries[row] == true, lists.sources[key]?.contains(source) != true {
        lists.sources[key, default: []].append(source)
      }
      if let kind = kinds[row] { lists.kinds[key] = kind }
      // Several countries stand in one cell on some lists.
      for country in (countries[row] ?? "").split(whereSeparator: { !$0.isLetter }) where country.count == 3 {
        lists.countries[key, default: []].insert(country.uppercased())
      }
    }
    return lists
  }

  private func names(_ lists: Lists) async throws -> [(entry: Entry, name: String)] {
    // A name can stand in `listing` alone, or in `listing_name` too; entries can lack either.
    let table = try await engine.table(
      """
      SELECT DISTINCT source, list, entry, name FROM (
        SELECT source, list, entry, name FROM listing
        UNION ALL SELECT source, list, entry, name FROM listing_name WHERE coalesce(kind, '') <> 'weak'
      ) AS every_name
      WHERE name IS NOT NULL ORDER BY source, list, entry, name
      """)
    let names = try table.texts("name")
    return try keys(table, lists).enumerated().flatMap { row, entries in
      guard let name = names[row], NameKey.make(name) != nil else { return [(entry: Entry, name: String)]() }
      return entries.filter(lists.areOrganisations).map { ($0, name) }
    }
  }

  /// Entries by number. A number whose kind the list names in words of its own is compared as every kind that it can be.
  private func numbers(_ lists: Lists) async throws -> [RegistryNumber: [Entry]] {
    let table = try await engine.table(
      "SELECT DISTINCT source, list, entry, kind, number FROM listing_number ORDER BY source, list, entry, kind, number"
    )
    let (kinds, values) = (try table.texts("kind"), try table.texts("number"))
    var found: [RegistryNumber: [Entry]] = [:]
    for (row, entries) in try keys(table, lists).enumerated() {
      guard let value = values[row] else { continue }
      let candidates: [RegistryNumber]
      if let kind = kinds[row].flatMap(RegistryNumber.Kind.init(named:)), let number = RegistryNumber(kind, value) {
        candidates = [number]
      } else {
        candidates = RegistryNumber.candidates(value)
      }
      for number in candidates where number.kind.identifies {
        found[number, default: []] += entries
      }
    }
    return found
  }

  private func keys(_ table: Table, _ lists: Lists) throws -> [[Entry]] {
    let (sources, names, entries) = (try table.texts("source"), try table.texts("list"), try table.texts("entry"))
    return (0..<table.count).map { lists.entries(names[$0] ?? "", sources[$0] ?? "", entries[$0] ?? "") }
  }

  // MARK: parties

  private func parties() async throws -> [Party] {
    let table = try await engine.table(
      """
      SELECT p.party, p.country, p.inn, p.ogrn, p.uscc, i.name, i.number_kind, i.number
      FROM party AS p
      LEFT JOIN party_identity AS pi ON pi.party = p.party
      LEFT JOIN identity AS i ON i.identity = pi.identity
      ORDER BY p.party, i.name, i.number_kind, i.number
      """)
    let (ids, countries, names) = (try table.texts("party"), try table.texts("country"), try table.texts("name"))
    let (kinds, values) = (try table.texts("number_kind"), try table.texts("number"))
    let columns = try [RegistryNumber.Kind.inn, .ogrn, .uscc].map { ($0, try table.texts($0.rawValue.lowercased())) }
    var parties: [Party] = []
    var seen: Set<String> = []
    for row in 0..<table.count {
      guard let id = ids[row] else { continue }
      if parties.last?.id != id {
        let numbers = columns.compactMap { kind, texts in texts[row].flatMap { RegistryNumber(kind, $0) } }
        parties.append(
          Party(id: id, country: countries[row], numbers: numbers, isTrader: false, spellings: []))
        seen = []
      }
      if let kind = kinds[row].flatMap(RegistryNumber.Kind.init(named:)), kind.identifies,
        let number = values[row].flatMap({ RegistryNumber(kind, $0) }),
        !parties[parties.count - 1].numbers.contains(number)
      {
        parties[parties.count - 1].numbers.append(number)
      }
      guard let name = names[row] else { continue }
      for spelling in TwoSpellings(name).map({ [$0.latin, $0.other] }) ?? [name] {
        // One key is one search: quotes and legal forms change nothing.
        guard let key = NameKey.make(spelling), seen.insert(key.text + key.distinctions.sorted().joined()).inserted
        else {
          continue
        }
        // A spelling that is a natural person's name is not enough to print anybody beside a list.
        if key.kind == nil, PersonName.isLikely(spelling) { continue }
        parties[parties.count - 1].spellings.append(spelling)
        if key.kind == .trader { parties[parties.count - 1].isTrader = true }
      }
    }
    for index in parties.indices where parties[index].numbers.contains(where: \.isOfPerson) {
      parties[index].isTrader = true
    }
    return parties
  }
}
