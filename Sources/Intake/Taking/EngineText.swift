// SPDX-License-Identifier: Apache-2.0

import Columns
import Foundation
import Warehouse

/// A Parquet file as delimited text, made by the engine, row by row, in a temporary file: so that its rows go the way of
/// all others, in bounded memory.
struct EngineText: Sendable {
  let file: URL

  /// - Returns: nil for a file that is read here.
  static func of(_ plan: SourcePlan, _ engine: any Engine) async throws -> EngineText? {
    guard let magic = try? SourceFile.magic(plan.file), magic.starts(with: Array("PAR1".utf8)) else { return nil }
    return try await EngineText.made(of: plan.file, shownAs: plan.path, engine)
  }

  static func made(of source: URL, shownAs path: String, _ engine: any Engine) async throws -> EngineText {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("tallyman-\(UUID().uuidString).csv")
    let text = EngineText(file: file)
    do {
      let table = SQL(text: engine.dialect.parquet(source.path))
      let names = try await columns(table, engine)
      let writer = try TextWriter(file, columns: names)
      let cells = names.map { name -> SQL in "CAST(\(identifier: name) AS VARCHAR) AS \(identifier: name)" }
      // An engine may hand over rows in any order; addresses are places in the file.
      try await engine.stream(
        "SELECT \(fragment: cells.joined(separator: ", ")) FROM \(fragment: table) ORDER BY \(fragment: EngineText.place)"
      ) { try writer.append($0) }
      try writer.finish()
      return text
    } catch let error as WarehouseError {
      text.remove()
      throw IntakeError(
        .unreadable, "The engine can't read the Parquet file: \(error.message). Fetch the file again.", file: path)
    } catch {
      text.remove()
      throw error
    }
  }

  func remove() { try? FileManager.default.removeItem(at: file) }

  /// The column that says where in the file a row stands.
  private static let place = SQL(text: "file_row_number")

  private static func columns(_ table: SQL, _ engine: any Engine) async throws -> [String] {
    let (query, column) = engine.dialect.describe("SELECT * FROM \(table.text)")
    return try await engine.table(SQL(text: query)).texts(column).compactMap { $0 }.filter { $0 != place.text }
  }
}
