// SPDX-License-Identifier: Apache-2.0

import Columns
import Foundation
import Warehouse

/// The rows of a source in a file beside the warehouse, which the engine sees as the table of staged rows. What a run leaves
/// that was killed, the next one removes.
struct RowFile {
  let engine: any Engine
  let folder: String

  private static let prefix = "rows-"
  private static let suffix = ".parquet.tmp"

  /// Writes all rows of the feed.
  /// - Returns: how many the engine sees.
  func stage(_ feed: RowFeed) async throws -> Int {
    try await drop()
    // A name of its own for each: an engine may remember a file by its name.
    let path = folder + "/" + RowFile.prefix + UUID().uuidString + RowFile.suffix
    do {
      try await onThread("tallyman-rows") { isStopped in
        let file = try ParquetFile(path, feed.schema)
        while let batch = try feed.next() {
          if isStopped() { throw CancellationError() }
          try file.append(batch)
        }
        try file.finish()
      }
    } catch let error as ColumnsError {
      try? FileManager.default.removeItem(atPath: path)
      throw IntakeError(.unreadable, "\(error.message) Nothing was kept; make room there, and run again.")
    } catch {
      try? FileManager.default.removeItem(atPath: path)
      throw error
    }
    try await engine.execute(
      "CREATE OR REPLACE TEMPORARY VIEW \(identifier: Staging.rows) AS SELECT * FROM \(fragment: SQL(text: engine.dialect.parquet(path)))")
    return try await engine.table("SELECT count(*) AS n FROM \(identifier: Staging.rows)").integers("n").first.flatMap { $0 } ?? 0
  }

  func drop() async throws {
    try await engine.execute(SQL(text: engine.dialect.forgetView(SQL.quoted(Staging.rows))))
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    where name.hasPrefix(RowFile.prefix) && name.hasSuffix(RowFile.suffix) {
      try FileManager.default.removeItem(atPath: folder + "/" + name)
    }
  }
}
