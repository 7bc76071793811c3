// SPDX-License-Identifier: Apache-2.0

/// What went wrong with a translation server.
package struct TranslationError: Error, Sendable, Hashable {
  /// Open, so that new kinds do not break callers.
  package struct Code: Sendable, Hashable, CustomStringConvertible {
    package let description: String
    package static let badAddress = Code(description: "bad-address")
    package static let unreachable = Code(description: "unreachable")
    package static let refused = Code(description: "refused")
    package static let badAnswer = Code(description: "bad-answer")
  }

  package var code: Code
  /// What failed, and what to do.
  package var message: String

  package init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}

extension TranslationError: CustomStringConvertible {
  package var description: String { message }
}
