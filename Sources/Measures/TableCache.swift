// SPDX-License-Identifier: Apache-2.0

import Warehouse

/// Aggregates that several detectors start from. Their queries pass over all records, and so are run once.
actor TableCache {
  private var tables: [SQL: Task<Table, any Error>] = [:]

  func table(_ query: SQL, _ ask: @escaping @Sendable (SQL) async throws -> Table) async throws -> Table {
    if let known = tables[query] { return try await known.value }
    let task = Task { try await ask(query) }
    tables[query] = task
    do {
      return try await task.value
    } catch {
      tables[query] = nil
      throw error
    }
  }
}
