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

  package var scratch: (begin: [SQL], end: [SQL]) {
    (["SET force_compression = 'uncompressed'"], [SQL(text: DuckDBSettings.compression)])
  }

  package func key(_ expression: String) -> String { "substr(md5(\(expression)), 1, 16)" }
}
