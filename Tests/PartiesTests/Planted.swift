// SPDX-License-Identifier: Apache-2.0

import Names
import Parties
import Testing
import Warehouse

/// A warehouse in memory with planted identities and lists.
struct Planted {
  let engine: ADBCEngine

  static func warehouse() async throws -> Planted {
    let engine = try await ADBCEngine.duckDB()
    try await Schema.create(on: engine)
    return Planted(engine: engine)
  }

  /// One record that names the identity, in the role.
  func mention(_ identity: Identity, role: String = "applicant", row: Int) async throws {
    try await engine.execute(
      """
      INSERT INTO identity (identity, name, country, number_kind, number)
      SELECT \(identity.id), \(identity.name), \(identity.country), \(identity.numberKind), \(identity.number)
      WHERE \(identity.id) NOT IN (SELECT identity FROM identity)
      """)
    try await engine.execute(
      "INSERT INTO mention (source, \"row\", role, identity) VALUES ('s', \(row), \(role), \(identity.id))")
  }

  func list(
    _ entry: String, _ name: String, country: String? = nil, kind: String = "organisation", source: String = "l"
  ) async throws {
    try await engine.execute(
      """
      INSERT INTO listing (source, "row", list, entry, kind, name, country, listed_from, listed_by)
      VALUES (\(source), 1, 'ofac-sdn', \(entry), \(kind), \(name), \(country), DATE '2022-03-24', DATE '2022-03-24')
      """)
  }

  func texts(_ query: SQL, _ column: String) async throws -> [String] {
    try await engine.table(query).texts(column).map { $0 ?? "NULL" }
  }
}

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers in every run.
struct Seeded: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// A number with the right check digit, made from nine digits.
func inn(_ seed: Int) -> String {
  let stem = String(100_000_000 + seed)
  for digit in 0...9 {
    if let number = RegistryNumber(.inn, stem + String(digit)) { return number.value }
  }
  return stem
}
