// SPDX-License-Identifier: Apache-2.0

import Warehouse

/// Results that several questions share, kept as temporary tables while a desk is in use.
actor KeptTables {
  private var tables: [[SQL]: Task<String, any Error>] = [:]
  private var shared: Set<[SQL]> = []

  /// The table that holds the rows of the queries; made once, even while it is being made.
  func table(_ parts: [SQL], isShared: Bool, joinsAsWritten: Bool, on engine: any Engine) async throws -> String {
    if isShared { shared.insert(parts) }
    if let known = tables[parts] { return try await known.value }
    let name = Self.name(parts)
    let task = Task {
      let order: (begin: [SQL], end: [SQL]) = joinsAsWritten ? engine.dialect.joinsAsWritten : ([], [])
      for statement in order.begin { try await engine.execute(statement) }
      do {
        try await Self.fill(SQL.quoted(name), parts, on: engine)
      } catch {
        for statement in order.end { try? await engine.execute(statement) }
        throw error
      }
      for statement in order.end { try await engine.execute(statement) }
      return name
    }
    tables[parts] = task
    do {
      return try await task.value
    } catch {
      tables[parts] = nil
      throw error
    }
  }

  private static func fill(_ table: String, _ parts: [SQL], on engine: any Engine) async throws {
    guard let first = parts.first else { return }
    try await engine.execute(SQL(text: engine.dialect.keep(table, first.text), values: first.values))
    do {
      for part in parts.dropFirst() {
        try await engine.execute(SQL(text: "INSERT INTO \(table) \(part.text)", values: part.values))
      }
    } catch {
      // Half a table must not be taken for a whole one.
      try? await engine.execute(SQL(text: engine.dialect.forget(table)))
      throw error
    }
  }

  /// Frees the memory of what is not shared, or of all.
  func drop(all: Bool, on engine: any Engine) async throws {
    let gone = tables.filter { all || !shared.contains($0.key) }
    for parts in gone.keys { tables[parts] = nil }
    for task in gone.values {
      guard let name = try? await task.value else { continue }
      try await engine.execute(SQL(text: engine.dialect.forget(SQL.quoted(name))))
    }
  }

  /// FNV-1a over the statements and their values: other statements, another table.
  private static func name(_ parts: [SQL]) -> String {
    var value: UInt64 = 14_695_981_039_346_656_037
    for byte in parts.lazy.map(\.readable).joined(separator: ";").utf8 { value = (value ^ UInt64(byte)) &* 1_099_511_628_211 }
    return "kept_" + String(value, radix: 16)
  }
}
