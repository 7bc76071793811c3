// SPDX-License-Identifier: Apache-2.0

package import Documents

/// Why a case can't be investigated.
package struct CaseError: Error, Sendable {
  /// Open, so that new kinds do not break callers.
  package struct Code: Sendable, Hashable, CustomStringConvertible {
    package let description: String
    package static let notACase = Code(description: "not-a-case")
    /// One or more of the case's own files are wrong; `problems` lists them.
    package static let badFiles = Code(description: "bad-files")
    package static let alreadyThere = Code(description: "already-there")
    package static let cannotWrite = Code(description: "cannot-write")
    package static let noSuchRecord = Code(description: "no-such-record")
    package static let unknownEngine = Code(description: "unknown-engine")
  }

  package var code: Code
  /// What failed, and what to do.
  package var message: String
  package var problems: [DocumentError]

  package init(_ code: Code, _ message: String, problems: [DocumentError] = []) {
    self.code = code
    self.message = message
    self.problems = problems
  }
}

extension CaseError: CustomStringConvertible {
  package var description: String { ([message] + problems.map(\.description)).joined(separator: "\n") }
}
