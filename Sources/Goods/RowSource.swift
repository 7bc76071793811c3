// SPDX-License-Identifier: Apache-2.0

import Columns

/// Rows made in Swift, on their way into a table.
// @unchecked: the engine's thread alone pulls from it, one call after another.
final class RowSource<Row: Sendable>: BatchSource, @unchecked Sendable {
  let schema: BatchSchema
  private let rows: [Row]
  private let append: @Sendable (Row, [ColumnBuilder]) -> Void
  private let builder: BatchBuilder
  private var position = 0
  private let batchSize = 16_384

  init(
    _ fields: [(name: String, type: BatchSchema.FieldType)], _ rows: [Row],
    append: @escaping @Sendable (Row, [ColumnBuilder]) -> Void
  ) {
    schema = BatchSchema(fields: fields)
    self.rows = rows
    self.append = append
    builder = BatchBuilder(schema)
  }

  func next() throws -> BatchBuilder? {
    guard position < rows.count else { return nil }
    let end = min(position + batchSize, rows.count)
    for row in rows[position..<end] { append(row, builder.columns) }
    position = end
    return builder
  }
}
