// SPDX-License-Identifier: Apache-2.0

import Documents
import Foundation
import Trade
import Warehouse

@testable import Intake

/// A case folder with its warehouse in memory, gone with the value.
final class TestCase: Sendable {
  let folder: URL
  /// Where files of rows lie: apart from the case's files, as a source may be a folder.
  let warehouse: URL
  let engine: any Engine

  init(engine given: (any Engine)? = nil) async throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("tallyman-intake-\(UUID().uuidString)")
    warehouse = folder.appendingPathExtension("warehouse")
    for folder in [folder, warehouse] {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }
    if let given {
      engine = given
    } else {
      let settings = DuckDBSettings(rowFolder: warehouse.path)
      let engine = try await ADBCEngine.duckDB(settings)
      try await Schema.create(on: engine)
      self.engine = engine
    }
  }

  deinit { for folder in [folder, warehouse] { try? FileManager.default.removeItem(at: folder) } }

  /// Files of rows that were left.
  var rowFiles: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: warehouse.path).filter { $0.hasPrefix("rows-") } }
  }

  func write(_ name: String, _ text: String) throws { try write(name, Data(text.utf8)) }

  func write(_ name: String, _ data: Data) throws { try data.write(to: folder.appendingPathComponent(name)) }

  func plans(_ yaml: String) throws -> [SourcePlan] {
    let document = try Document(text: yaml, shownAs: "case.yaml")
    return try SourcePlan.all(document.root, caseFolder: folder)
  }

  @discardableResult
  func take(_ yaml: String, progress: @escaping IntakeProgress.Report = { _ in }) async throws -> [LedgerEntry] {
    try await Intake(engine: engine, progress: progress).take(try plans(yaml))
  }

  /// One column of a query, as text.
  func texts(_ query: SQL) async throws -> [String?] {
    try await engine.table("SELECT CAST(value AS VARCHAR) AS value FROM (\(fragment: query)) AS q(value)").texts(
      "value")
  }

  func number(_ query: SQL) async throws -> Int {
    try await engine.table("SELECT CAST(value AS BIGINT) AS value FROM (\(fragment: query)) AS q(value)").integers(
      "value"
    )
    .first.flatMap { $0 } ?? -1
  }

  /// All that a taking leaves, in one order.
  func everything() async throws -> [String] {
    var lines: [String] = []
    let tables = [
      "source", "rejection", "exclusion", "source_count", "carried", "record", "identity", "mention", "company",
      "listing",
      "listing_name", "listing_number", "listing_address", "listing_snapshot", "listing_stated", "source_identity",
      "ownership",
    ]
    for table in tables {
      let rows = try await texts("SELECT CAST(t AS VARCHAR) FROM \(identifier: table) t ORDER BY 1")
      lines += rows.map { "\(table) \($0 ?? "")" }
    }
    return lines
  }
}

extension LedgerEntry {
  var addsUp: Bool {
    read == accepted + rejected + excluded && rejected == rejections.map(\.count).reduce(0, +)
      && excluded == exclusions.map(\.count).reduce(0, +)
  }
}
