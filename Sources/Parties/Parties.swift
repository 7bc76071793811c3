// SPDX-License-Identifier: Apache-2.0

package import Warehouse

/// Who is who in a case, and who of them is on a list.
///
/// ```swift
/// let parties = Parties(engine: engine)
/// let notes = try await parties.resolve(judgements: Judgement.read(file: url, shownAs: "judgements.csv"))
/// try await parties.screen()
/// let lines = try await parties.lines()
/// ```
package struct Parties: Sendable {
  private let engine: any Engine

  package init(engine: any Engine) { self.engine = engine }

  /// Rebuilds `party_identity`, `party` and `party_word` from `identity`, `mention`, `company` and the judgements, in one
  /// transaction. Clears `listed_party`, which speaks of parties that may be gone.
  /// - Returns: what a person should know: numbers that can't be right, judgements that met nobody.
  /// - Throws: ``DocumentError`` at a judgement that can't stand; ``WarehouseError``.
  @discardableResult
  package func resolve(judgements: [Judgement] = []) async throws -> [String] {
    let store = PartyStore(engine: engine)
    let resolution = try PartyResolver.resolve(
      try await store.identities(), companies: try await store.companies(), judgements: judgements)
    try await store.write(resolution)
    try await engine.execute("DELETE FROM listed_party")
    return resolution.notes
  }

  /// Rebuilds `listed_party`: every party against every list of the case.
  package func screen(rule: ScreeningRule = ScreeningRule()) async throws {
    try await Screening(engine: engine, rule: rule).run()
  }

  /// All parties of the case, those with most records first.
  package func lines() async throws -> [PartySummary] { try await PartyReport(engine: engine).lines() }

  /// Finds the parties that a person means by a name or number.
  package var lookup: PartyLookup { PartyLookup(engine: engine) }
}
