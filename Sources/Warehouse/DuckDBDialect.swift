// SPDX-License-Identifier: Apache-2.0

package struct DuckDBDialect: Dialect {
  package init() {}

  package var name: String { "duckdb" }

  package func tryDecimal(_ expression: String, precision: Int, scale: Int) -> String {
    "TRY_CAST(\(expression) AS DECIMAL(\(precision),\(scale)))"
  }

  package func tryDate(_ expression: String, format: String) -> String {
    "CAST(TRY_STRPTIME(\(expression), \(SQL.Value.text(format).literal)) AS DATE)"
  }

  package func keep(_ name: String, _ query: String) -> String { "CREATE OR REPLACE TEMPORARY TABLE \(name) AS \(query)" }

  package func forget(_ name: String) -> String { "DROP TABLE IF EXISTS temp.\(name)" }

  package func parquet(_ path: String) -> String {
    "read_parquet(\(SQL.Value.text(path).literal), file_row_number = true)"
  }

  package func describe(_ query: String) -> (statement: String, names: String) {
    ("SELECT column_name FROM (DESCRIBE \(query))", "column_name")
  }

  package var scratch: (begin: [SQL], end: [SQL]) {
    (["SET force_compression = 'uncompressed'"], [SQL(text: DuckDBSettings.compression)])
  }

  package func key(_ expression: String) -> String { "substr(md5(\(expression)), 1, 16)" }
}
