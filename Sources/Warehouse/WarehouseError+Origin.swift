// SPDX-License-Identifier: Apache-2.0

import Columns
import Foundation

extension WarehouseError.Code {
  /// Another process, or another engine of this one, has the database file open.
  package static let databaseInUse = WarehouseError.Code(description: "database-in-use")
}

extension WarehouseError {
  static func missing(_ library: DriverLibrary, isThere: Bool, reason: String) -> WarehouseError {
    let what = library.entryPoint == "duckdb_adbc_init" ? "DuckDB" : "the database driver"
    let advice =
      library.entryPoint == "duckdb_adbc_init"
      ? "Run script/setup in the project's folder, or set TALLYMAN_DUCKDB to the path of libduckdb."
      : "Check the path of the driver."
    return WarehouseError(
      .driverMissing,
      isThere
        ? "The library '\(library.path)' is not \(what). \(advice)"
        : "Cannot find \(what) ('\(library.path)'). \(advice)",
      engineMessage: reason)
  }

  /// The engine's words without the stack trace that DuckDB adds to internal errors: it tells nothing to a user.
  static func words(_ message: String) -> String {
    guard let trace = message.range(of: "\n\nStack Trace:") else { return message }
    return String(message[..<trace.lowerBound])
  }

  static let cancelled = WarehouseError(.cancelled, "The statement was cancelled.")
  static let closed = WarehouseError(.engineFailed, "The database was closed.")

  static func failed(_ what: String, _ words: String?, sqlState: String? = nil, statement: String? = nil)
    -> WarehouseError
  {
    WarehouseError(.engineFailed, what, engineMessage: words, sqlState: sqlState, statement: statement)
  }

  static func inUse(_ words: String) -> WarehouseError {
    WarehouseError(
      .databaseInUse, "The database of this case is open elsewhere; end the other program, or wait for it.",
      engineMessage: words)
  }

  /// The engine lost its database over an error and has it open again.
  static func fatal(_ error: WarehouseError, reopening: (any Error)?, inMemory: Bool) -> WarehouseError {
    var result = error
    result.isFatal = true
    if let reopening {
      result.message += " The database could not be opened again after that: \(reopening)"
    } else if inMemory {
      result.message += " The database was opened again; it was in memory, so its tables are gone."
    } else {
      result.message += " The database was opened again; what was not committed is undone."
    }
    return result
  }

  /// What the layer below reports, as this module's error.
  static func from(_ error: ColumnsError, statement: String?) -> WarehouseError {
    switch error.code {
    case .unsupportedType: WarehouseError(.unsupportedType, error.message, statement: statement)
    case .badProducer:
      failed("The engine stopped in the middle of a result.", words(error.message), statement: statement)
    default: WarehouseError(.unexpectedShape, error.message, statement: statement)
    }
  }
}
