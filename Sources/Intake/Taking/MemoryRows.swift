// SPDX-License-Identifier: Apache-2.0

import Columns
import Foundation
import Trade

/// Rows held in memory, for an engine to take.
final class MemoryRows: BatchSource, @unchecked Sendable {
  enum Value {
    case text(String?)
    case integer(Int?)
    case day(Day?)
  }

  // Filled by one task, then handed to the engine's thread, which alone goes on.
  let schema: BatchSchema
  private let builder: BatchBuilder
  private var isGiven = false

  init(_ fields: [(name: String, type: BatchSchema.FieldType)]) {
    schema = BatchSchema(fields: fields)
    builder = BatchBuilder(schema)
  }

  var count: Int { builder.count }

  func append(_ values: [Value]) {
    for (column, value) in zip(builder.columns, values) {
      switch value {
      case .text(let text): column.append(text)
      case .integer(let number): if let number { column.append(number) } else { column.appendNull() }
      case .day(let day): if let day { column.append(day: day.number) } else { column.appendNull() }
      }
    }
  }

  func next() throws -> BatchBuilder? {
    if isGiven { return nil }
    isGiven = true
    return builder
  }
}
