// SPDX-License-Identifier: Apache-2.0

import CADBC

/// The Arrow types that are read. Everything else is refused by name.
package indirect enum ColumnType: Sendable, Hashable {
  package enum Storage: Sendable, Hashable { case small, large, view }
  package enum TimeUnit: Int, Sendable, Hashable {
    case seconds = 1, milliseconds = 1_000, microseconds = 1_000_000, nanoseconds = 1_000_000_000
  }

  /// Nothing but nulls.
  case null
  case boolean
  case integer(bits: Int, signed: Bool)
  case float
  case double
  /// A whole number of `bits` bits, divided by ten to the power of `scale`.
  case decimal(bits: Int, precision: Int, scale: Int)
  /// Days since 1970-01-01.
  case date32
  /// Milliseconds since 1970-01-01.
  case date64
  /// Since 1970-01-01 00:00; with a zone, the instant is in UTC.
  case timestamp(TimeUnit, zone: String?)
  case text(Storage)
  case list(ColumnType, large: Bool)
  /// Values that stand in a dictionary; the index is an integer type.
  case dictionary(index: ColumnType, values: ColumnType)
}

/// A column of a result.
package struct Field: Sendable, Hashable {
  package let name: String
  package let type: ColumnType

  package init(name: String, type: ColumnType) {
    self.name = name
    self.type = type
  }

  /// The fields of a schema of struct type, which is what results are.
  package static func fields(of schema: borrowing SchemaOwner) throws -> [Field] {
    try schema.withPointer { pointer throws in
      guard let format = pointer.pointee.format, String(cString: format) == "+s" else {
        throw ColumnsError(.badProducer, "The engine gave a result that is not made of columns.")
      }
      return try (0..<Int(pointer.pointee.n_children)).map { index in
        guard let child = pointer.pointee.children?[index] else {
          throw ColumnsError(.badProducer, "The engine left out the description of column \(index + 1).")
        }
        let name = child.pointee.name.map { String(cString: $0) } ?? ""
        return Field(name: name, type: try ColumnType(child, column: name))
      }
    }
  }
}

extension ColumnType {
  init(_ schema: UnsafeMutablePointer<ArrowSchema>, column: String) throws {
    let format = schema.pointee.format.map { String(cString: $0) } ?? ""
    if let dictionary = schema.pointee.dictionary {
      let values = try ColumnType(dictionary, column: column)
      guard let index = ColumnType(format: format), case .integer = index else {
        throw ColumnType.refusal("dictionary indexed by \(ColumnType.words(for: format))", column)
      }
      self = .dictionary(index: index, values: values)
    } else if format == "+l" || format == "+L" {
      guard schema.pointee.n_children == 1, let item = schema.pointee.children?[0] else {
        throw ColumnsError(.badProducer, "The list column '\(column)' does not say what it is a list of.")
      }
      self = .list(try ColumnType(item, column: column), large: format == "+L")
    } else if let plain = ColumnType(format: format) {
      self = plain
    } else {
      throw ColumnType.refusal(ColumnType.words(for: format), column)
    }
  }

  /// The type that a format string without children stands for.
  init?(format: String) {
    switch format {
    case "n": self = .null
    case "b": self = .boolean
    case "c": self = .integer(bits: 8, signed: true)
    case "C": self = .integer(bits: 8, signed: false)
    case "s": self = .integer(bits: 16, signed: true)
    case "S": self = .integer(bits: 16, signed: false)
    case "i": self = .integer(bits: 32, signed: true)
    case "I": self = .integer(bits: 32, signed: false)
    case "l": self = .integer(bits: 64, signed: true)
    case "L": self = .integer(bits: 64, signed: false)
    case "f": self = .float
    case "g": self = .double
    case "u": self = .text(.small)
    case "U": self = .text(.large)
    case "vu": self = .text(.view)
    case "tdD": self = .date32
    case "tdm": self = .date64
    default:
      if format.hasPrefix("d:") {
        let parts = format.dropFirst(2).split(separator: ",").map { Int($0) }
        guard parts.count == 2 || parts.count == 3, let precision = parts[0], let scale = parts[1], scale >= 0,
          let bits = parts.count == 3 ? parts[2] : 128, [32, 64, 128].contains(bits)
        else { return nil }
        self = .decimal(bits: bits, precision: precision, scale: scale)
      } else if format.hasPrefix("ts"), format.count >= 4, format.dropFirst(3).first == ":" {
        let units: [Character: TimeUnit] = ["s": .seconds, "m": .milliseconds, "u": .microseconds, "n": .nanoseconds]
        guard let letter = format.dropFirst(2).first, let unit = units[letter] else { return nil }
        let zone = format.dropFirst(4)
        self = .timestamp(unit, zone: zone.isEmpty ? nil : String(zone))
      } else {
        return nil
      }
    }
  }

  private static func refusal(_ type: String, _ column: String) -> ColumnsError {
    ColumnsError(
      .unsupportedType,
      "The column '\(column)' is of type \(type), which is not read; cast it in the query, to VARCHAR for example.")
  }

  /// How people call the type that a format string stands for.
  static func words(for format: String) -> String {
    let known = [
      "e": "float16", "z": "binary", "Z": "large binary", "vz": "binary view", "+s": "struct", "+m": "map",
      "+vl": "list view", "+vL": "large list view", "+r": "run-end encoded", "tiM": "interval in months",
      "tiD": "interval in days and milliseconds", "tin": "interval in months, days and nanoseconds",
    ]
    let prefixes = [
      ("tt", "time of day"), ("tD", "duration"), ("w:", "fixed-size binary"), ("+w:", "fixed-size list"),
      ("+u", "union"), ("d:", "decimal"),
    ]
    let name = known[format] ?? prefixes.first { format.hasPrefix($0.0) }?.1 ?? "unknown"
    return "\(name) ('\(format)')"
  }
}
