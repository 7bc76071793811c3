// SPDX-License-Identifier: Apache-2.0

import Columns
import Trade

/// Rows that were made in Swift, on their way into a table. Columns in the order of the table.
// @unchecked: it is filled before it is given away, and then pulled by one thread.
final class RowSource: BatchSource, @unchecked Sendable {
  enum Cell {
    case text(String?)
    case integer(Int?)
    case double(Double?)
    case boolean(Bool)
    case day(Day?)
  }

  let schema: BatchSchema
  private let rows: [[Cell]]
  private var given = 0
  private static let batch = 20_000

  init(_ columns: [(name: String, type: BatchSchema.FieldType)], _ rows: [[Cell]]) {
    schema = BatchSchema(fields: columns)
    self.rows = rows
  }

  func next() throws -> BatchBuilder? {
    guard given < rows.count else { return nil }
    let builder = BatchBuilder(schema)
    for row in rows[given..<min(given + Self.batch, rows.count)] {
      for (column, cell) in zip(builder.columns, row) {
        switch cell {
        case .text(let value): column.append(value)
        case .integer(let value): if let value { column.append(value) } else { column.appendNull() }
        case .double(let value): if let value { column.append(value) } else { column.appendNull() }
        case .boolean(let value): column.append(value)
        case .day(let value): if let value { column.append(day: value.number) } else { column.appendNull() }
        }
      }
    }
    given += Self.batch
    return builder
  }
}
