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
  }

  /// The built-in rule for rows that state no value.
  package static let noValue = "no-value"

  package let rule: String
  package let because: String
  package let column: String
  package let test: Test
  /// Of the column in the case's document.
  let file: String
  let line: Int

  init(rule: String, because: String, column: String, test: Test, file: String, line: Int) {
    self.rule = rule
    self.because = because
    self.column = column
    self.test = test
    self.file = file
    self.line = line
  }

  package init(_ node: DocumentNode) throws {
    let tests = ["is", "not", "length", "length-not", "empty", "starts-with"]
    let fields = try node.mapping(of: "a rule of exclusion", keys: ["rule", "because", "column"] + tests)
    let name = try fields.required("rule")
    rule = try name.text()
    if rule == ExclusionRule.noValue {
      throw name.error(.badValue, "'\(rule)' is the name of a built-in rule; choose another.")
    }
    because = try fields.required("because").text()
    let place = try fields.required("column")
    column = try place.text()
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
    default: test = .startsWith(try value.oneOrMany().map { try $0.text() })
    }
  }

  /// True for cells that the rule excludes. An empty cell has the length 0 and is none of any words.
  func sql(_ cell: String) -> SQL {
    let cell = SQL(text: cell)
    switch test {
    case .isOneOf(let words): return "coalesce(\(fragment: cell) IN (\(list: words)), FALSE)"
    case .isNoneOf(let words): return "coalesce(\(fragment: cell) NOT IN (\(list: words)), TRUE)"
    case .length(let length): return "coalesce(length(\(fragment: cell)), 0) = \(length)"
    case .lengthNot(let length): return "coalesce(length(\(fragment: cell)), 0) <> \(length)"
    case .empty(let empty): return empty ? "\(fragment: cell) IS NULL" : "\(fragment: cell) IS NOT NULL"
    case .startsWith(let words):
      let tests = words.map { word -> SQL in "substr(\(fragment: cell), 1, \(word.unicodeScalars.count)) = \(word)" }
      return tests.isEmpty ? "FALSE" : "coalesce(\(fragment: tests.joined(separator: " OR ")), FALSE)"
    }
  }

  /// The same for a cell in hand.
  func excludes(_ cell: String?) -> Bool {
    switch test {
    case .isOneOf(let words): cell.map(words.contains) ?? false
    case .isNoneOf(let words): !(cell.map(words.contains) ?? false)
    case .length(let length): (cell ?? "").unicodeScalars.count == length
    case .lengthNot(let length): (cell ?? "").unicodeScalars.count != length
    case .empty(let empty): (cell == nil) == empty
    case .startsWith(let words): cell.map { cell in words.contains { cell.hasPrefix($0) } } ?? false
    }
  }
}
