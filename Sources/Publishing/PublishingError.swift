// SPDX-License-Identifier: Apache-2.0

/// Why nothing was published. What was in the output folder before is still there.
package struct PublishingError: Error, Sendable, Hashable {
  /// Open, so that new kinds do not break callers.
  package struct Code: Sendable, Hashable, CustomStringConvertible {
    package let description: String
    /// Evidence names rows that nobody could show.
    package static let rowsMissing = Code(description: "rows-missing")
    /// A row of evidence has more or fewer cells than there are columns.
    package static let rowMisshapen = Code(description: "row-misshapen")
    /// A file or folder could not be written.
    package static let cannotWrite = Code(description: "cannot-write")
    /// The report's own templates are not where they should be.
    package static let templates = Code(description: "templates")
  }

  package var code: Code
  /// What failed, and what to do.
  package var message: String
  package var cause: (any Error & Sendable)?

  package init(_ code: Code, _ message: String, cause: (any Error & Sendable)? = nil) {
    self.code = code
    self.message = message
    self.cause = cause
  }

  package static func == (left: Self, right: Self) -> Bool { left.code == right.code && left.message == right.message }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(code)
    hasher.combine(message)
  }
}

extension PublishingError: CustomStringConvertible {
  package var description: String { cause.map { "\(message) (\($0))" } ?? message }
}
