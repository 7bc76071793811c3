// SPDX-License-Identifier: Apache-2.0

import Foundation

/// How DuckDB is opened.
package struct DuckDBSettings: Sendable, Hashable {
  /// The database file; nil = in memory.
  package let path: String?
  /// Worker threads; nil = one a core.
  package var threads: Int?
  /// Such as `4GB`; nil = DuckDB's own, 80 % of the memory.
  package var memoryLimit: String?
  /// The same while whole sources are taken in.
  package var memoryLimitForSources: String
  /// Where results that do not fit are put; nil = beside the database file.
  package var temporaryFolder: String?
  /// Where rows are put in files for a while before they are taken; nil = beside the database file, and nowhere in memory.
  package var rowFolder: String?
  /// Whether rows keep the order of insertion without ORDER BY; turning it off saves memory on large tables.
  package var preservesInsertionOrder: Bool
  /// How many rows of sources are joined at a time; nil = all at once.
  package var rowsAtATime: Int?

  package init(
    path: String? = nil, threads: Int? = nil, memoryLimit: String? = nil, memoryLimitForSources: String = "1GB",
    temporaryFolder: String? = nil, rowFolder: String? = nil, preservesInsertionOrder: Bool = true,
    rowsAtATime: Int? = 1_000_000
  ) {
    self.path = path == ":memory:" ? nil : path
    self.threads = threads
    self.memoryLimit = memoryLimit
    self.memoryLimitForSources = memoryLimitForSources
    self.temporaryFolder = temporaryFolder
    self.rowFolder = rowFolder ?? self.path.map { URL(fileURLWithPath: $0).deletingLastPathComponent().path }
    self.preservesInsertionOrder = preservesInsertionOrder
    self.rowsAtATime = rowsAtATime
  }

  var options: [(name: String, value: String)] {
    var result = [(name: "path", value: path ?? ":memory:")]
    if let threads { result.append(("threads", String(threads))) }
    if let memoryLimit { result.append(("memory_limit", memoryLimit)) }
    if let temporaryFolder { result.append(("temp_directory", temporaryFolder)) }
    result.append(("preserve_insertion_order", preservesInsertionOrder ? "true" : "false"))
    // Newer formats of storage write texts more cheaply. No older DuckDB needs to read these files.
    if path != nil { result.append(("storage_compatibility_version", "latest")) }
    // An engine that fetches extensions by itself would send requests that nobody asked for.
    result.append(("autoinstall_known_extensions", "false"))
    result.append(("autoload_known_extensions", "false"))
    return result
  }

  /// Run after each opening. The zone is fixed, so that a case gives the same days on every machine.
  ///
  /// One method for all texts, dictionaries that are compressed themselves: trying out the others takes as long as the
  /// writing, and gives files of the same size.
  var opening: [String] { ["SET TimeZone = 'UTC'", DuckDBSettings.compression] }
  static let compression = "SET force_compression = 'dict_fsst'"
}
