// SPDX-License-Identifier: Apache-2.0

import Trade
import Warehouse

/// The parties of a selection as a condition on `record`.
struct PartyFilter: Sendable {
  /// Nil when anybody will do.
  var condition: SQL?
  var caveats: [String]

  static func resolve(_ selection: Selection, store: CoverageStore) async throws -> PartyFilter {
    guard !selection.parties.isEmpty else { return PartyFilter(condition: nil, caveats: []) }
    var ids: Set<String> = []
    var caveats: [String] = []
    for word in selection.parties {
      let found = try await store.parties(named: word)
      guard !found.isEmpty else {
        throw MeasureError.nothingMatches(
          "the party '\(word)'", hint: "Write its name as in the case's list of parties, its id, or INN:, OGRN: or USCC: with its number.")
      }
      if found.count > 1 {
        caveats.append(
          "'\(word)' is the name of \(found.count) parties (\(found.prefix(5).joined(separator: ", "))\(found.count > 5 ? ", …" : "")); they are counted together.")
      }
      ids.formUnion(found)
    }
    let roles: SQL = selection.roles.isEmpty ? "" : " AND m.role IN (\(list: selection.roles.map(\.rawValue).sorted()))"
    return PartyFilter(
      condition: """
        (source, "row") IN (
            SELECT m.source, m."row" FROM mention AS m LEFT JOIN party_identity AS p ON p.identity = m.identity
            WHERE coalesce(p.party, m.identity) IN (\(list: ids.sorted()))\(fragment: roles))
        """, caveats: caveats)
  }

  /// Finds parties by id, by registry number (`INN:7701…`) or by a name that somebody wrote, whatever its case.
  /// Grain: one row a party. An identity that no party was made of yet stands for itself.
  static func query(_ word: String) -> SQL {
    let parts = word.split(separator: ":", maxSplits: 1).map { $0.trimmingPrefix(" ").uppercased() }
    if parts.count == 2, ["INN", "OGRN", "USCC"].contains(parts[0]) {
      return """
        SELECT party FROM party WHERE \(identifier: parts[0].lowercased()) = \(parts[1])
        UNION
        SELECT coalesce(p.party, i.identity) AS party
        FROM identity AS i LEFT JOIN party_identity AS p ON p.identity = i.identity
        WHERE i.number_kind = \(parts[0]) AND i.number = \(parts[1])
        ORDER BY 1
        """
    }
    return """
      SELECT party FROM party
      WHERE party = \(word) OR lower(name) = lower(\(word)) OR lower(latin_name) = lower(\(word))
      UNION
      SELECT coalesce(p.party, i.identity) AS party
      FROM identity AS i LEFT JOIN party_identity AS p ON p.identity = i.identity
      WHERE i.identity = \(word) OR lower(i.name) = lower(\(word))
      ORDER BY 1
      """
  }
}
