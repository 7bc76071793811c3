// SPDX-License-Identifier: Apache-2.0

import Warehouse

/// Results that several questions share, kept as temporary tables while a desk is in use.
actor KeptTables {
  private var tables: [SQL: Task<String, any Error>] = [:]
  private var shared: Set<SQL> = []

  /// The table that holds the query's rows; made once, even while it is being made.
  func table(_ query: SQL, isShared: Bool, joinsAsWritten: Bool, on engine: any Engine) async throws -> String {
    if isShared { shared.insert(query) }
    if let known = tables[query] { return try await known.value }
    let name = Self.name(query)
    let task = Task {
      let statement = SQL(text: engine.dialect.keep(SQL.quoted(name), query.text), values: query.values)
      guard joinsAsWritten else {
        try await engine.execute(statement)
        return name
      }
      let order = engine.dialect.joinsAsWritten
      for statement in order.begin { try await engine.execute(statement) }
      do {
        try await engine.execute(statement)
      } catch {
        for statement in order.end { try? await engine.execute(statement) }
        throw error
      }
      for statement in order.end { try await engine.execute(statement) }
      return name
    }
    tables[query] = task
    do {
      return try await task.value
    } catch {
      tables[query] = nil
      throw error
    }
  }

  /// Frees the memory of what is not shared, or of all.
  func drop(all: Bool, on engine: any Engine) async throws {
    let gone = tables.filter { all || !shared.contains($0.key) }
    for query in gone.keys { tables[query] = nil }
    for task in gone.values {
      guard let name = try? await task.value else { continue }
      try await engine.execute(SQL(text: engine.dialect.forget(SQL.quoted(name))))
    }
  }

  /// FNV-1a over the statement and its values: another statement, another table.
  private static func name(_ query: SQL) -> String {
    var value: UInt64 = 14_695_981_039_346_656_037
    for byte in query.readable.utf8 { value = (value ^ UInt64(byte)) &* 1_099_511_628_211 }
    return "kept_" + String(value, radix: 16)
  }
}
