// SPDX-License-Identifier: Apache-2.0

/// What went wrong between Tallyman and the engine.
package struct WarehouseError: Error, Sendable {
  /// Open, so that new kinds do not break callers.
  package struct Code: Sendable, Hashable, CustomStringConvertible {
    package let description: String
    /// The engine's library could not be found or loaded.
    package static let driverMissing = Code(description: "driver-missing")
    package static let engineFailed = Code(description: "engine-failed")
    package static let cancelled = Code(description: "cancelled")
    /// A column of an Arrow type that Tallyman does not read; the message names it.
    package static let unsupportedType = Code(description: "unsupported-type")
    /// A result lacks a column, or a column has another type than the code that reads it expects.
    package static let unexpectedShape = Code(description: "unexpected-shape")
  }

  package var code: Code
  /// What failed, and what to do.
  package var message: String
  /// The engine's own words.
  package var engineMessage: String?
  package var sqlState: String?
  /// The statement, without its bound values.
  package var statement: String?
  /// True when the database had to be reopened.
  package var isFatal: Bool

  package init(
    _ code: Code, _ message: String, engineMessage: String? = nil, sqlState: String? = nil, statement: String? = nil,
    isFatal: Bool = false
  ) {
    self.code = code
    self.message = message
    self.engineMessage = engineMessage
    self.sqlState = sqlState
    self.statement = statement
    self.isFatal = isFatal
  }
}

extension WarehouseError: CustomStringConvertible {
  package var description: String {
    var text = message
    if let engineMessage { text += " The engine says: \(engineMessage)" }
    if let sqlState { text += " [\(sqlState)]" }
    return text
  }
}
