// SPDX-License-Identifier: Apache-2.0

/// What is wrong with columns that came from, or go to, an engine.
package struct ColumnsError: Error, Sendable {
  /// Open, so that new kinds do not break callers.
  package struct Code: Sendable, Hashable, CustomStringConvertible {
    package let description: String
    /// An Arrow type that is not read; the message names the column and the type.
    package static let unsupportedType = Code(description: "unsupported-type")
    /// A column was read as another type than it has.
    package static let wrongType = Code(description: "wrong-type")
    /// A value does not fit the Swift type that it was read as.
    package static let outOfRange = Code(description: "out-of-range")
    /// The producer broke the rules of the C data interface, or reported an error of its own.
    package static let badProducer = Code(description: "bad-producer")
    /// The columns of a batch under construction are of different lengths.
    package static let unevenColumns = Code(description: "uneven-columns")
    /// A file can't be written.
    package static let notWritten = Code(description: "not-written")
  }

  package var code: Code
  package var message: String

  package init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}

extension ColumnsError: CustomStringConvertible {
  package var description: String { message }
}
