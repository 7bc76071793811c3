// SPDX-License-Identifier: Apache-2.0

package import Documents
import Warehouse

/// A declared rule by which rows are left out, counted.
package struct ExclusionRule: Sendable, Hashable {
  package enum Test: Sendable, Hashable {
    case isOneOf([String])
    case isNoneOf([String])
    case length(Int)
    case lengthNot(Int)
    case empty(Bool)
    case startsWith([String])
    case endsWith([String])
  }

  /// The built-in rule for rows that state no value.
  package static let noValue = "no-value"

  /// The built-in rule for rows of a region or union of countries beside those of its members.
  package static let aggregatePartner = "aggregate-partner"

  /// The built-in rule for rows that repeat another of the file word for word, where the case says that they are left out.
  package static let repeated = "repeated"
  static let builtIn = [noValue, aggregatePartner, repeated]

  package let rule: String
  package let because: String
  package let column: String
  package let test: Test
  /// A file that lacks the column is taken, and a row without the cell stays.
  package let isOptional: Bool
  /// Of the column in the case's document.
  let file: String
  let line: Int

  init(rule: String, because: String, column: String, test: Test, isOptional: Bool = false, file: String, line: Int) {
    self.isOptional = isOptional
    self.rule = rule
    self.because = because
    self.column = column
    self.test = test
    self.file = file
    self.line = line
  }

  package init(_ node: DocumentNode) throws {
    let tests = ["is", "not", "length", "length-not", "empty", "starts-with", "ends-with"]
    let fields = try node.mapping(of: "a rule of exclusion", keys: ["rule", "because", "column", "optional"] + tests)
    let name = try fields.required("rule")
    rule = try name.text()
    if ExclusionRule.builtIn.contains(rule) {
      throw name.error(.badValue, "'\(rule)' is the name of a built-in rule; choose another.")
    }
    because = try fields.required("because").text()
    let place = try fields.required("column")
    column = try place.oneOrMany().map { try $0.text() }.joined(separator: ExclusionRule.or)
    isOptional = try fields["optional"]?.boolean() ?? false
    (file, line) = (place.file, place.line)
    let given = tests.filter { fields[$0] != nil }
    guard given.count == 1, let key = given.first, let value = fields[key] else {
      throw node.error(.badValue, "A rule needs exactly one test of: \(tests.joined(separator: ", ")).")
    }
    switch key {
    case "is": test = .isOneOf(try value.oneOrMany().map { try $0.text() })
    case "not": test = .isNoneOf(try value.oneOrMany().map { try $0.text() })
    case "length": test = .length(try value.integer())
    case "length-not": test = .lengthNot(try value.integer())
    case "empty": test = .empty(try value.boolean())
    case "ends-with": test = .endsWith(try value.oneOrMany().map { try $0.text() })
    default: test = .startsWith(try value.oneOrMany().map { try $0.text() })
    }
  }

  /// Between the names of a column that publishers rename.
  private static let or = "\u{1F}"

  var place: ColumnUse.Place {
    let names = column.split(separator: ExclusionRule.or).map(String.init)
    return names.count == 1 ? .named(column) : .oneOf(names)
  }

  /// True for cells that the rule excludes. An empty cell has the length 0 and is none of any words.
  func sql(_ cell: String) -> SQL {
    let condition = condition(SQL(text: cell))
    return isOptional ? "(\(fragment: SQL(text: cell)) IS NOT NULL AND \(fragment: condition))" : condition
  }

  private func condition(_ cell: SQL) -> SQL {
    switch test {
    case .isOneOf(let words): return "coalesce(\(fragment: cell) IN (\(list: words)), FALSE)"
    case .isNoneOf(let words): return "coalesce(\(fragment: cell) NOT IN (\(list: words)), TRUE)"
    case .length(let length): return "coalesce(length(\(fragment: cell)), 0) = \(length)"
    case .lengthNot(let length): return "coalesce(length(\(fragment: cell)), 0) <> \(length)"
    case .empty(let empty): return empty ? "\(fragment: cell) IS NULL" : "\(fragment: cell) IS NOT NULL"
    case .startsWith(let words):
      let tests = words.map { word -> SQL in "substr(\(fragment: cell), 1, \(word.unicodeScalars.count)) = \(word)" }
      return tests.isEmpty ? "FALSE" : "coalesce(\(fragment: tests.joined(separator: " OR ")), FALSE)"
    case .endsWith(let words):
      let tests = words.map { word -> SQL in "right(\(fragment: cell), \(word.unicodeScalars.count)) = \(word)" }
      return tests.isEmpty ? "FALSE" : "coalesce(\(fragment: tests.joined(separator: " OR ")), FALSE)"
    }
  }

  /// The same for a cell in hand.
  func excludes(_ cell: String?) -> Bool {
    if isOptional, cell == nil { return false }
    return switch test {
    case .isOneOf(let words): cell.map(words.contains) ?? false
    case .isNoneOf(let words): !(cell.map(words.contains) ?? false)
    case .length(let length): (cell ?? "").unicodeScalars.count == length
    case .lengthNot(let length): (cell ?? "").unicodeScalars.count != length
    case .empty(let empty): (cell == nil) == empty
    case .startsWith(let words): cell.map { cell in words.contains { cell.hasPrefix($0) } } ?? false
    case .endsWith(let words): cell.map { cell in words.contains { cell.hasSuffix($0) } } ?? false
    }
  }
}
