// SPDX-License-Identifier: Apache-2.0

import Columns
import Trade

extension SQL {
  /// The bound values as a batch of one row.
  func row() throws -> BatchBuilder {
    let fields = values.enumerated().map { index, value in
      let type: BatchSchema.FieldType =
        switch value {
        case .null: .null
        case .text: .text
        case .integer: .integer
        case .double: .double
        case .boolean: .boolean
        case .day: .day
        }
      return (name: String(index + 1), type: type)
    }
    let builder = BatchBuilder(BatchSchema(fields: fields))
    for (column, value) in zip(builder.columns, values) {
      switch value {
      case .null: column.appendNull()
      case .text(let text): column.append(text)
      case .integer(let number): column.append(number)
      case .double(let number): column.append(number)
      case .boolean(let flag): column.append(flag)
      case .day(let day): column.append(day: day.number)
      }
    }
    return builder
  }
}

/// Whether a statement begins or ends a transaction.
enum TransactionVerb {
  case begin, end

  init?(_ statement: String) {
    let word = statement.drop { $0.isWhitespace }.prefix { $0.isLetter }.lowercased()
    switch word {
    case "begin", "start": self = .begin
    case "commit", "rollback", "abort", "end": self = .end
    default: return nil
    }
  }
}
