// SPDX-License-Identifier: Apache-2.0

import Trade
import Warehouse

extension SQL {
  /// Rows of bound values as a table to join with: `(VALUES (CAST(? AS VARCHAR), CAST(? AS DATE))) AS v (party, day)`.
  /// Types are written out, since engines guess the type of a bound value differently.
  static func rows(_ alias: String, _ columns: [String], _ rows: [[SQL.Value]]) -> SQL {
    var query: SQL = "(VALUES "
    for (index, row) in rows.enumerated() {
      query += index > 0 ? ", (" : "("
      for (place, value) in row.enumerated() {
        if place > 0 { query += ", " }
        query += SQL(text: "CAST(? AS \(value.type))", values: [value])
      }
      query += ")"
    }
    return query + SQL(text: ") AS \(alias) (\(columns.joined(separator: ", ")))")
  }
}

extension SQL.Value {
  fileprivate var type: String {
    switch self {
    case .null, .text: "VARCHAR"
    case .integer: "BIGINT"
    case .double: "DOUBLE"
    case .boolean: "BOOLEAN"
    case .day: "DATE"
    }
  }
}
