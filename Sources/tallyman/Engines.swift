// SPDX-License-Identifier: Apache-2.0

import Casework
import Foundation
import Warehouse

/// The only place that chooses an engine.
enum Engines {
  static let known = ["duckdb"]

  static func open(for inquiry: Case) async throws -> ADBCEngine {
    guard inquiry.engine == "duckdb" else {
      throw CaseError(
        .unknownEngine, "The engine '\(inquiry.engine)' is not known. Known: \(known.joined(separator: ", ")).")
    }
    let file = try inquiry.prepareWarehouse(version: Schema.version())
    // Rows carry their numbers, so their order in tables need not be kept.
    let settings = DuckDBSettings(path: file.path, preservesInsertionOrder: false)
    let library = try DriverLibrary.duckDB(project: dependencies?.deletingLastPathComponent().path)
    return try await ADBCEngine.duckDB(settings, library: library)
  }

  /// An engine that keeps nothing.
  static func inMemory() async throws -> ADBCEngine {
    let library = try DriverLibrary.duckDB(project: dependencies?.deletingLastPathComponent().path)
    return try await ADBCEngine.duckDB(DuckDBSettings(), library: library)
  }

  /// Where `script/setup` put libraries and browser files.
  static var dependencies: URL? {
    if let path = ProcessInfo.processInfo.environment["TALLYMAN_DEPS"], !path.isEmpty { return URL(filePath: path) }
    var folder = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
    for _ in 0..<6 {
      let candidate = folder.appending(path: ".deps")
      if FileManager.default.fileExists(atPath: candidate.path) { return candidate }
      folder.deleteLastPathComponent()
    }
    return nil
  }
}
