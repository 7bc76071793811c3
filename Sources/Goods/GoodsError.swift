// SPDX-License-Identifier: Apache-2.0

import Trade

/// What is wrong with a goods list or with a question to the catalogue.
package struct GoodsError: Error, Sendable, Hashable {
  /// Open, so that new kinds do not break callers.
  package struct Code: Sendable, Hashable, CustomStringConvertible {
    package let description: String
    /// No goods, group or list has that id.
    package static let unknownID = Code(description: "unknown-id")
    /// A resource that ships with the program can't be read: the installation is damaged.
    package static let resourceMissing = Code(description: "resource-missing")
  }

  package var code: Code
  /// What failed, and what to do.
  package var message: String

  package init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}

extension GoodsError: CustomStringConvertible {
  package var description: String { message }
}

extension GoodsError {
  /// - Parameter kind: "a goods id, group or list", "a built-in goods list".
  static func unknown(_ id: String, kind: String, known: [String]) -> GoodsError {
    let hint = Nearest.word(to: id, among: known).map { " Did you mean '\($0)'?" } ?? ""
    return GoodsError(.unknownID, "'\(id)' is not \(kind) of this case.\(hint)")
  }

  static func resourceMissing(_ name: String) -> GoodsError {
    GoodsError(.resourceMissing, "The built-in file '\(name)' is missing; install the program again.")
  }
}
