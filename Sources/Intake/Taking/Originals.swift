// SPDX-License-Identifier: Apache-2.0

/// Rows as they stand in a file, fetched again for those that were rejected after they had been read: only the columns
/// that a source needs are staged, and a rejected row is shown whole.
enum Originals {
  static func read(_ rows: Set<Int>, _ loop: RowLoop, sha256: String) async throws -> [Int: String] {
    guard !rows.isEmpty else { return [:] }
    return try await onThread("tallyman-reader") { isStopped in
      var found: [Int: String] = [:]
      var quiet = RowLoop(plan: loop.plan, columns: loop.columns, headerless: loop.headerless, report: { _ in })
      quiet.isStopped = isStopped
      let outcome = try quiet.run { reader, row, _ in
        if rows.contains(row) { found[row] = RowReader.shown(reader.rows.original) }
      } batch: {
        false
      }
      guard outcome.sha256 == sha256 else {
        throw IntakeError(
          .changedWhileReading, "The file changed while it was read. Nothing was kept; run again.",
          source: loop.plan.id,
          file: loop.plan.path)
      }
      return found
    }
  }
}
