// SPDX-License-Identifier: Apache-2.0

/// The columns of batches that are written.
package struct BatchSchema: Sendable, Hashable {
  package enum FieldType: Sendable, Hashable {
    case text
    /// 64 bits, signed.
    case integer
    case double
    case boolean
    /// Days since 1970-01-01.
    case day
    /// Nothing but nulls.
    case null
  }

  package struct Field: Sendable, Hashable {
    package let name: String
    package let type: FieldType
    package init(name: String, type: FieldType) {
      self.name = name
      self.type = type
    }
  }

  package let fields: [Field]

  package init(fields: [(name: String, type: FieldType)]) {
    self.fields = fields.map { Field(name: $0.name, type: $0.type) }
  }
}

extension BatchSchema.FieldType {
  /// The format string of the C data interface. Text has 64-bit offsets, so that no batch is too long for them.
  var format: String {
    switch self {
    case .text: "U"
    case .integer: "l"
    case .double: "g"
    case .boolean: "b"
    case .day: "tdD"
    case .null: "n"
    }
  }
}
