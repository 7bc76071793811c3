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
  package func resolve(
    judgements: [Judgement] = [], likeness: LikenessRule? = LikenessRule()
  ) async throws -> [String] {
    let store = PartyStore(engine: engine)
    let resolution = try PartyResolver.resolve(
      try await store.identities(), companies: try await store.companies(), judgements: judgements, likeness: likeness)
    try await store.write(resolution)
    try await engine.execute("DELETE FROM listed_party")
    return resolution.notes
  }

  /// Rebuilds `listed_party`: every party against every list of the case.
  package func screen(rule: ScreeningRule = ScreeningRule()) async throws {
    try await Screening(engine: engine, rule: rule).run()
  }

  /// Pairs of parties that may be one, for a person to decide, the likeliest first.
  package func unsure() async throws -> [UnsurePair] {
    let table = try await engine.table(
      """
      SELECT left_party, right_party, left_name, right_name, score, because, obstacle
      FROM party_unsure ORDER BY score DESC, left_party, right_party, left_name, right_name
      """)
    let (left, right) = (try table.texts("left_party"), try table.texts("right_party"))
    let (leftNames, rightNames) = (try table.texts("left_name"), try table.texts("right_name"))
    let (scores, because) = (try table.doubles("score"), try table.texts("because"))
    let obstacles = try table.texts("obstacle")
    return (0..<table.count).compactMap { row in
      guard let a = left[row], let b = right[row] else { return nil }
      return UnsurePair(
        left: a, right: b, leftName: leftNames[row] ?? "", rightName: rightNames[row] ?? "", score: scores[row] ?? 0,
        because: because[row] ?? "", obstacle: obstacles[row] ?? "")
    }
  }

  /// Addresses as the records and registers state them, by party; each once, sorted.
  package func addresses(of parties: [String]) async throws -> [String: [String]] {
    let table = try await engine.table(
      """
      SELECT DISTINCT p.party, i.address FROM party_identity AS p JOIN identity AS i ON i.identity = p.identity
      WHERE i.address IS NOT NULL AND p.party IN (\(list: parties)) ORDER BY p.party, i.address
      """)
    let (ids, addresses) = (try table.texts("party"), try table.texts("address"))
    var found: [String: [String]] = [:]
    for row in 0..<table.count {
      if let id = ids[row], let address = addresses[row] { found[id, default: []].append(address) }
    }
    return found
  }

  /// What the records that name a party are worth, by party, in US dollars; each record counts once.
  package func worth(of parties: [String]) async throws -> [String: Worth] {
    let table = try await engine.table(
      """
      SELECT m.party,
        SUM(CAST(r.value AS DOUBLE) * CASE WHEN r.currency = 'USD' THEN 1 ELSE r.usd_rate END) AS usd,
        SUM(CASE WHEN r.value IS NULL OR (r.currency <> 'USD' AND r.usd_rate IS NULL) OR r.currency IS NULL THEN 1 ELSE 0 END)
          AS unvalued
      FROM (
        SELECT DISTINCT p.party, m.source, m."row" FROM mention AS m JOIN party_identity AS p ON p.identity = m.identity
        WHERE p.party IN (\(list: parties))) AS m
      JOIN record AS r ON r.source = m.source AND r."row" = m."row"
      GROUP BY m.party ORDER BY m.party
      """)
    let (ids, dollars) = (try table.texts("party"), try table.doubles("usd"))
    let unvalued = try table.doubles("unvalued")
    var found: [String: Worth] = [:]
    for row in 0..<table.count {
      guard let id = ids[row] else { continue }
      // Whole dollars: the engine adds in any order.
      found[id] = Worth(dollars: dollars[row].map { $0.rounded() }, unvalued: Int(unvalued[row] ?? 0))
    }
    return found
  }

  /// For telling whether a judgement can stand.
  package func judgementCheck() async throws -> JudgementCheck {
    let store = PartyStore(engine: engine)
    return JudgementCheck(identities: try await store.identities(), companies: try await store.companies())
  }

  /// All parties of the case, those with most records first.
  package func lines() async throws -> [PartySummary] { try await PartyReport(engine: engine).lines() }

  /// Finds the parties that a person means by a name or number.
  package var lookup: PartyLookup { PartyLookup(engine: engine) }
}
