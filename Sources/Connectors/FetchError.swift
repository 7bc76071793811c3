// SPDX-License-Identifier: Apache-2.0

/// What went wrong with fetching a file from its publisher.
package struct FetchError: Error, Sendable, Hashable {
  /// Open, so that new kinds do not break callers.
  package struct Code: Sendable, Hashable, CustomStringConvertible {
    package let description: String
    /// No answer, or only answers of a passing failure, in all tries.
    package static let unreachable = Code(description: "unreachable")
    /// The server says no: a key is missing, the address is gone.
    package static let refused = Code(description: "refused")
    /// An answer came, but it is not the file that was asked for.
    package static let badAnswer = Code(description: "bad-answer")
    /// The publisher gives only so many rows an answer, and this one is full.
    package static let tooMany = Code(description: "too-many")
    /// What was asked can't be asked.
    package static let badQuestion = Code(description: "bad-question")
    /// The file can't be written.
    package static let notWritten = Code(description: "not-written")
  }

  package var code: Code
  /// What failed, and what to do.
  package var message: String

  package init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}

extension FetchError: CustomStringConvertible {
  package var description: String { message }
}
