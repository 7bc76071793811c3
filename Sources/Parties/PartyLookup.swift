// SPDX-License-Identifier: Apache-2.0

import Names
package import Warehouse

/// Finds the parties that a person means: `Silva`, `SZ DJI`, `INN:7707083893`, or a party's id.
///
/// The first of these that finds anybody decides: the id; the number; a spelling that is the same name (``NameKey``), in
/// either script; all spellings that hold the words one after another as whole words. Several are all given; what names
/// nobody gives none.
package struct PartyLookup: Sendable {
  private let table: @Sendable (SQL) async throws -> Table

  package init(engine: any Engine) { self.init { try await engine.table($0) } }

  /// For those who may ask questions of the case but hold no engine.
  package init(table: @escaping @Sendable (SQL) async throws -> Table) { self.table = table }

  /// Ids, sorted. A number with a wrong check digit finds nobody.
  package func parties(_ words: String) async throws -> [String] {
    if RegistryNumber.isMeant(by: words) {
      guard let number = RegistryNumber(words) else { return [] }
      return try await ids(Self.query(number))
    }
    let exact = try await ids("SELECT party FROM party WHERE party = \(words)")
    if !exact.isEmpty { return exact }
    guard let key = NameKey.make(words) else { return [] }
    let named = try await ids("SELECT DISTINCT party FROM party_word WHERE key = \(key.text) ORDER BY party")
    if !named.isEmpty { return named }
    return try await ids(
      """
      SELECT DISTINCT party FROM party_word WHERE ' ' || key || ' ' LIKE \("% " + key.text + " %") ORDER BY party
      """)
  }

  private static func query(_ number: RegistryNumber) -> SQL {
    // An LEI stands in no column of `party`; identities carry it as their source wrote it.
    """
    SELECT party FROM party WHERE inn = \(number.kind == .inn ? number.value : nil)
      OR ogrn = \(number.kind == .ogrn ? number.value : nil) OR uscc = \(number.kind == .uscc ? number.value : nil)
    UNION
    SELECT p.party FROM party_identity AS p JOIN identity AS i ON i.identity = p.identity
    WHERE upper(i.number_kind) = \(number.kind.rawValue) AND i.number = \(number.value)
    ORDER BY party
    """
  }

  private func ids(_ query: SQL) async throws -> [String] {
    try await table(query).texts("party").compactMap(\.self)
  }
}
