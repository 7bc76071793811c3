// SPDX-License-Identifier: Apache-2.0

import Warehouse

/// Remembers from which inputs the derived tables (goods, parties, screening) were worked out, so that they are
/// worked out again exactly when one of these inputs changed.
struct DerivedState {
  /// Raise this whenever the program comes to other goods, parties or screening from the same inputs. The built-in goods
  /// lists and their words are inputs: a change of theirs is seen by their digest.
  static let version = "4"

  let engine: any Engine

  func isCurrent(_ key: String) async throws -> Bool {
    try await createTable()
    return try await engine.table("SELECT key FROM derived").texts("key") == [key]
  }

  /// To be called before the work begins: a run that dies midway must not look finished.
  func clear() async throws {
    try await createTable()
    try await engine.execute("DELETE FROM derived")
    try await engine.execute("DELETE FROM derived_note")
  }

  /// - Parameter notes: what a person should know of how the tables came about; kept with them.
  func set(_ key: String, notes: [String]) async throws {
    try await engine.transaction {
      for (index, note) in notes.enumerated() {
        try await engine.execute("INSERT INTO derived_note VALUES (\(index), \(note))")
      }
      try await engine.execute("INSERT INTO derived VALUES (\(key))")
    }
  }

  func notes() async throws -> [String] {
    try await engine.table("SELECT note FROM derived_note ORDER BY place").texts("note").compactMap { $0 }
  }

  func count(_ table: String) async throws -> Int {
    (try await engine.table("SELECT count(*) AS n FROM \(identifier: table)").integers("n").first ?? 0) ?? 0
  }

  private func createTable() async throws {
    try await engine.execute("CREATE TABLE IF NOT EXISTS derived (key VARCHAR)")
    try await engine.execute("CREATE TABLE IF NOT EXISTS derived_note (place INTEGER, note VARCHAR)")
  }
}
