// SPDX-License-Identifier: Apache-2.0

package struct DuckDBDialect: Dialect {
  /// In memory there is nowhere to put what does not fit.
  private let isOnDisk: Bool
  private let memoryLimit: String?
  private let memoryLimitForSources: String
  package let rowFolder: String?
  package let rowsAtATime: Int?

  package init(_ settings: DuckDBSettings = DuckDBSettings()) {
    rowFolder = settings.rowFolder
    rowsAtATime = settings.rowsAtATime
    isOnDisk = settings.path != nil
    memoryLimit = settings.memoryLimit
    memoryLimitForSources = settings.memoryLimitForSources
  }

  package var name: String { "duckdb" }

  package func tryDecimal(_ expression: String, precision: Int, scale: Int) -> String {
    "TRY_CAST(\(expression) AS DECIMAL(\(precision),\(scale)))"
  }

  package func tryDate(_ expression: String, format: String) -> String {
    "CAST(TRY_STRPTIME(\(expression), \(SQL.Value.text(format).literal)) AS DATE)"
  }

  package func keep(_ name: String, _ query: String) -> String { "CREATE OR REPLACE TEMPORARY TABLE \(name) AS \(query)" }

  package func forget(_ name: String) -> String { "DROP TABLE IF EXISTS temp.\(name)" }

  package func forgetView(_ name: String) -> String { "DROP VIEW IF EXISTS temp.\(name)" }

  package func parquet(_ path: String) -> String {
    "read_parquet(\(SQL.Value.text(path).literal), file_row_number = true)"
  }

  package func describe(_ query: String) -> (statement: String, names: String) {
    ("SELECT column_name FROM (DESCRIBE \(query))", "column_name")
  }

  package var scratch: (begin: [SQL], end: [SQL]) {
    (["SET force_compression = 'uncompressed'"], [SQL(text: DuckDBSettings.compression)])
  }

  package var joinsAsWritten: (begin: [SQL], end: [SQL]) {
    (["SET disabled_optimizers = 'build_side_probe_side'"], ["SET disabled_optimizers = ''"])
  }

  /// Left to itself the engine would use most of the machine's memory before it puts anything on disk.
  package var thrift: (begin: [SQL], end: [SQL]) {
    guard isOnDisk else { return ([], []) }
    // RESET alone changes what the setting says, and leaves the limit in force until the engine is closed (DuckDB up to
    // 1.5.5, its issue 22203): all later work would go through the disk.
    let restored: [SQL] =
      if let memoryLimit {
        [SQL(text: "SET memory_limit = \(SQL.Value.text(memoryLimit).literal)")]
      } else {
        ["RESET memory_limit", "SET memory_limit = current_setting('memory_limit')"]
      }
    // Files of rows are read a few times and dropped: the system's cache does for them.
    return (
      [
        SQL(text: "SET memory_limit = \(SQL.Value.text(memoryLimitForSources).literal)"),
        "SET enable_external_file_cache = false",
      ],
      restored + ["RESET enable_external_file_cache"]
    )
  }

  package func key(_ expression: String) -> String { "substr(md5(\(expression)), 1, 16)" }
}
