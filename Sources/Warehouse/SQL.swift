// SPDX-License-Identifier: Apache-2.0

package import Trade

/// A statement whose interpolated values are bound, never spliced into the text.
///
/// ```swift
/// let query: SQL = "SELECT count(*) FROM record WHERE origin = \(code) AND source = \(source)"
/// let other: SQL = "SELECT * FROM \(identifier: table) WHERE \(fragment: query)"
/// ```
package struct SQL: Sendable, Hashable {
  package enum Value: Sendable, Hashable {
    case null
    case text(String)
    case integer(Int)
    case double(Double)
    case boolean(Bool)
    case day(Day)
  }

  /// With `?` for each bound value.
  package private(set) var text: String
  package private(set) var values: [Value]

  package init(text: String, values: [Value] = []) {
    self.text = text
    self.values = values
  }

  package static func + (left: SQL, right: SQL) -> SQL {
    SQL(text: left.text + right.text, values: left.values + right.values)
  }

  package static func += (left: inout SQL, right: SQL) { left = left + right }

  /// `name` as a quoted identifier.
  package static func quoted(_ name: String) -> String {
    "\"" + name.replacing("\"", with: "\"\"") + "\""
  }

  /// The statement for people: bound values written out as literals. Never run this text.
  package var readable: String {
    var result = ""
    var next = values.makeIterator()
    // What ends the quoted text or the comment that we are in.
    var end: Character?
    var previous: Character?
    for character in text {
      defer { previous = character }
      if let open = end {
        if character == open { end = nil }
      } else if character == "'" || character == "\"" {
        end = character
      } else if character == "-", previous == "-" {
        end = "\n"
      } else if character == "?" {
        result += next.next()?.literal ?? "?"
        continue
      }
      result.append(character)
    }
    return result
  }
}

extension SQL.Value {
  /// As a literal of the common SQL subset.
  package var literal: String {
    switch self {
    case .null: "NULL"
    case .text(let text): "'" + text.replacing("'", with: "''") + "'"
    case .integer(let number): String(number)
    case .double(let number): String(number)
    case .boolean(let flag): flag ? "TRUE" : "FALSE"
    case .day(let day): "DATE '\(day)'"
    }
  }
}

extension SQL: ExpressibleByStringInterpolation {
  package init(stringLiteral value: String) { self.init(text: value) }

  package init(stringInterpolation: StringInterpolation) {
    self.init(text: stringInterpolation.text, values: stringInterpolation.values)
  }

  package struct StringInterpolation: StringInterpolationProtocol {
    var text = ""
    var values: [Value] = []

    package init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity) }

    package mutating func appendLiteral(_ literal: String) { text += literal }

    private mutating func bind(_ value: Value) {
      text += "?"
      values.append(value)
    }

    package mutating func appendInterpolation(_ value: String?) { bind(value.map(Value.text) ?? .null) }
    package mutating func appendInterpolation(_ value: Int?) { bind(value.map(Value.integer) ?? .null) }
    package mutating func appendInterpolation(_ value: Double?) { bind(value.map(Value.double) ?? .null) }
    package mutating func appendInterpolation(_ value: Bool?) { bind(value.map(Value.boolean) ?? .null) }
    package mutating func appendInterpolation(_ value: Day?) { bind(value.map(Value.day) ?? .null) }

    /// A list of bound values, `?, ?, ?`; an empty list becomes `NULL`, which is in nothing.
    package mutating func appendInterpolation(list values: some Sequence<String>) {
      let values = Array(values)
      if values.isEmpty { text += "NULL" }
      for (index, value) in values.enumerated() {
        if index > 0 { text += ", " }
        bind(.text(value))
      }
    }

    /// A name of a table or column, quoted.
    package mutating func appendInterpolation(identifier name: String) { text += SQL.quoted(name) }

    /// A part of a statement, with its values.
    package mutating func appendInterpolation(fragment: SQL) {
      text += fragment.text
      values += fragment.values
    }
  }
}

extension Sequence<SQL> {
  package func joined(separator: String) -> SQL {
    var result = SQL(text: "")
    for (index, part) in enumerated() {
      if index > 0 { result += SQL(text: separator) }
      result += part
    }
    return result
  }
}
