// SPDX-License-Identifier: Apache-2.0

import Names
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
      let found = try await store.parties(meantBy: word)
      guard !found.parties.isEmpty else {
        throw MeasureError.nothingMatches(
          "the party '\(word)'",
          hint: "Write its name as in the case's list of parties, its id, or INN:, OGRN: or USCC: with its number.")
      }
      if found.parties.count > 1 || !found.isWholeName {
        let names = found.parties.map(\.name)
        let shown = names.prefix(5).joined(separator: "; ") + (names.count > 5 ? "; and \(names.count - 5) more" : "")
        caveats.append("'\(word)' is taken to mean: \(shown).")
      }
      ids.formUnion(found.parties.map(\.id))
    }
    let roles: SQL = selection.roles.isEmpty ? "" : " AND m.role IN (\(list: selection.roles.map(\.rawValue).sorted()))"
    return PartyFilter(
      condition: """
        (source, "row") IN (
            SELECT m.source, m."row" FROM mention AS m LEFT JOIN party_identity AS p ON p.identity = m.identity
            WHERE coalesce(p.party, m.identity) IN (\(list: ids.sorted()))\(fragment: roles))
        """, caveats: caveats)
  }
}

/// The parties that a word of a measure means.
struct MeantParties: Sendable {
  /// By id.
  var parties: [(id: String, name: String)]
  /// Found by id, by number or by a whole name, not by words inside one.
  var isWholeName: Bool
}

extension CoverageStore {
  /// The first of these that finds anybody decides: the id; a registry number; a spelling that is the same name; all
  /// spellings that hold the words one after another as whole words.
  func parties(meantBy word: String) async throws -> MeantParties {
    if RegistryNumber.isMeant(by: word) {
      guard let number = RegistryNumber(word) else { return MeantParties(parties: [], isWholeName: true) }
      return MeantParties(parties: try await parties(Self.query(number)), isWholeName: true)
    }
    let byID = try await parties("SELECT party FROM party WHERE party = \(word)")
    if !byID.isEmpty { return MeantParties(parties: byID, isWholeName: true) }
    guard let key = NameKey.make(word)?.text else { return MeantParties(parties: [], isWholeName: true) }
    let named = try await parties("SELECT party FROM party_word WHERE key = \(key)")
    if !named.isEmpty { return MeantParties(parties: named, isWholeName: true) }
    return MeantParties(
      parties: try await parties("SELECT party FROM party_word WHERE ' ' || key || ' ' LIKE \("% " + key + " %")"),
      isWholeName: false)
  }

  private static func query(_ number: RegistryNumber) -> SQL {
    let column: SQL? =
      switch number.kind {
      case .inn: "inn"
      case .ogrn: "ogrn"
      case .uscc: "uscc"
      default: nil
      }
    // Other kinds of number stand in no column of party; identities carry them as their source wrote them.
    let direct: SQL = column.map { "SELECT party FROM party WHERE \(fragment: $0) = \(number.value) UNION " } ?? ""
    return """
      \(fragment: direct)SELECT p.party FROM party_identity AS p JOIN identity AS i ON i.identity = p.identity
      WHERE upper(i.number_kind) = \(number.kind.rawValue) AND i.number = \(number.value)
      """
  }

  private func parties(_ query: SQL) async throws -> [(id: String, name: String)] {
    let table = try await engine.table(
      """
      SELECT p.party, coalesce(p.name, p.party) AS name FROM party AS p
      WHERE p.party IN (\(fragment: query)) ORDER BY p.party
      """)
    return zip(try table.texts("party"), try table.texts("name")).map { ($0 ?? "", $1 ?? "") }
  }
}
