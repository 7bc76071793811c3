// SPDX-License-Identifier: Apache-2.0

import Columns
import Names
import Trade
import Warehouse

/// What the resolver reads from the warehouse and writes into it.
struct PartyStore: Sendable {
  let engine: any Engine

  func identities() async throws -> [Identity] {
    let table = try await engine.table(
      """
      SELECT i.identity, i.name, i.country, i.number_kind, i.number, i.address, count(m.identity) AS mentions
      FROM identity AS i LEFT JOIN mention AS m ON m.identity = i.identity
      GROUP BY i.identity, i.name, i.country, i.number_kind, i.number, i.address
      ORDER BY i.identity
      """)
    let (ids, names, countries) = (try table.texts("identity"), try table.texts("name"), try table.texts("country"))
    let (kinds, numbers) = (try table.texts("number_kind"), try table.texts("number"))
    let addresses = try table.texts("address")
    let mentions = try table.integers("mentions")
    return (0..<table.count).compactMap { row in
      ids[row].map {
        Identity(
          id: $0, name: names[row], country: countries[row], numberKind: kinds[row], number: numbers[row],
          address: addresses[row], mentions: mentions[row] ?? 0)
      }
    }
  }

  func companies() async throws -> [CompanyEntry] {
    let table = try await engine.table(
      """
      SELECT source, "row", name, short_name, country, inn, ogrn, uscc, number_kind, number, registered_from,
        registered_by, as_of
      FROM company ORDER BY source, "row"
      """)
    let (sources, rows) = (try table.texts("source"), try table.integers("row"))
    let (names, shortNames, countries) = (
      try table.texts("name"), try table.texts("short_name"), try table.texts("country")
    )
    let (inns, ogrns, usccs) = (try table.texts("inn"), try table.texts("ogrn"), try table.texts("uscc"))
    let (kinds, others) = (try table.texts("number_kind"), try table.texts("number"))
    let (from, by, asOf) = (
      try table.days("registered_from"), try table.days("registered_by"), try table.days("as_of")
    )
    return (0..<table.count).map { row in
      let other = kinds[row].flatMap { RegistryNumber.Kind(rawValue: $0) ?? RegistryNumber.Kind(named: $0) }
      var stated = [(RegistryNumber.Kind.inn, inns[row]), (.ogrn, ogrns[row]), (.uscc, usccs[row])]
      if let other { stated.append((other, others[row])) }
      let numbers = stated.compactMap { kind, value in value.flatMap { RegistryNumber(kind, $0) } }
      return CompanyEntry(
        source: sources[row] ?? "", row: rows[row] ?? 0, name: names[row], shortName: shortNames[row],
        country: countries[row] ?? numbers.first?.kind.country, numbers: numbers, registeredFrom: from[row],
        registeredBy: by[row], asOf: asOf[row])
    }
  }

  /// Replaces all parties at once.
  func write(_ resolution: PartyResolution) async throws {
    try await engine.transaction {
      for table in ["party_identity", "party", "party_word", "party_unsure"] {
        try await engine.execute("DELETE FROM \(identifier: table)")
      }
      try await engine.ingest(
        into: "party_identity", create: false,
        from: RowSource(
          [("identity", .text), ("party", .text), ("reason", .text), ("score", .double)],
          resolution.members.map { [.text($0.identity), .text($0.party), .text($0.reason), .double($0.score)] }))
      try await engine.ingest(
        into: "party", create: false,
        from: RowSource(
          [
            ("party", .text), ("name", .text), ("latin_name", .text), ("country", .text), ("inn", .text),
            ("ogrn", .text), ("uscc", .text), ("registered_from", .day), ("registered_by", .day),
            ("register_source", .text), ("register_row", .integer), ("register_match", .text),
          ],
          resolution.parties.map {
            [
              .text($0.id), .text($0.name), .text($0.latinName), .text($0.country), .text($0.inn), .text($0.ogrn),
              .text($0.uscc), .day($0.registeredFrom), .day($0.registeredBy), .text($0.registerSource),
              .integer($0.registerRow), .text($0.registerMatch),
            ]
          }))
      try await engine.ingest(
        into: "party_word", create: false,
        from: RowSource(
          [("party", .text), ("key", .text)],
          resolution.parties.flatMap { party in party.words.map { [.text(party.id), .text($0)] } }))
      try await engine.ingest(
        into: "party_unsure", create: false,
        from: RowSource(
          [
            ("left_party", .text), ("right_party", .text), ("left_name", .text), ("right_name", .text),
            ("score", .double), ("because", .text), ("obstacle", .text),
          ],
          resolution.unsure.map {
            [
              .text($0.left), .text($0.right), .text($0.leftName), .text($0.rightName), .double($0.score),
              .text($0.because), .text($0.obstacle),
            ]
          }))
    }
  }
}
