// SPDX-License-Identifier: Apache-2.0

/// What is wrong in a file that a person wrote, and where.
package struct DocumentError: Error, Sendable, Hashable {
  /// Open, so that new kinds do not break callers.
  package struct Code: Sendable, Hashable, CustomStringConvertible {
    package let description: String
    package static let notYAML = Code(description: "not-yaml")
    package static let unreadable = Code(description: "unreadable")
    package static let unknownKey = Code(description: "unknown-key")
    package static let missingKey = Code(description: "missing-key")
    package static let wrongType = Code(description: "wrong-type")
    package static let badValue = Code(description: "bad-value")
    package static let duplicate = Code(description: "duplicate")
  }

  package var code: Code
  /// What failed, and what to do.
  package var message: String
  package var file: String
  /// 1-based; nil when the whole file is meant.
  package var line: Int?
  package var column: Int?

  package init(_ code: Code, _ message: String, file: String, line: Int? = nil, column: Int? = nil) {
    self.code = code
    self.message = message
    self.file = file
    self.line = line
    self.column = column
  }
}

extension DocumentError: CustomStringConvertible {
  package var description: String {
    var place = file
    if let line { place += ":\(line)" }
    if let line, line > 0, let column { place += ":\(column)" }
    return "\(place): \(message)"
  }
}
