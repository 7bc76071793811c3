// SPDX-License-Identifier: Apache-2.0

package import Columns

/// A database that holds the tables of a case.
///
/// Implementations run their blocking calls on threads of their own, never on the cooperative pool. After
/// ``WarehouseError/Code/engineFailed`` with `isFatal`, the engine has reopened its database: the statement was rolled
/// back and may be tried again.
package protocol Engine: Sendable {
  var dialect: any Dialect { get }

  /// Runs a statement that returns no rows.
  func execute(_ statement: SQL) async throws

  /// Runs a query and hands over its rows batch by batch, in order, on the engine's thread. A result without rows
  /// gives one batch, empty, so that its columns are known. An error that `body` throws stops the query and is thrown.
  func stream(_ query: SQL, _ body: @escaping @Sendable (Batch) throws -> Void) async throws

  /// Appends all batches to a table or none. With `create` the table is made, and it is an error when it is there
  /// already. Inside a transaction, an error must be answered by rolling that back. The source is pulled on the
  /// engine's thread; its own error is the one thrown.
  /// - Returns: the number of rows taken.
  @discardableResult
  func ingest(into table: String, create: Bool, from source: any BatchSource) async throws -> Int

  /// Stops the statement that is running, which then throws ``WarehouseError/Code/cancelled``.
  func cancel() async
}

extension Engine {
  /// Runs a query whose result is small enough to hold.
  package func table(_ query: SQL) async throws -> Table {
    let builder = TableBuilder()
    try await stream(query) { try builder.append($0) }
    return try builder.finish()
  }

  /// Runs the statements as one transaction; an error rolls all of it back. Not to be nested. Statements of other
  /// tasks on this engine fall into it, too, as there is one connection.
  package func transaction<Result: Sendable>(_ body: () async throws -> Result) async throws -> Result {
    try await execute("BEGIN TRANSACTION")
    do {
      let result = try await body()
      try await execute("COMMIT")
      return result
    } catch {
      // The first error is the one to tell; a rollback that fails too says nothing more.
      try? await execute("ROLLBACK")
      throw error
    }
  }
}
