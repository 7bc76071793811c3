// SPDX-License-Identifier: Apache-2.0

package import Columns

/// An engine behind an ADBC driver: one database, one connection, one thread.
///
/// Statements run one after another in the order they were asked for, also those of different tasks: what another task
/// runs while a transaction is open becomes a part of it. Cancelling a task stops its statement. A result without rows
/// still gives one batch, empty, so that its columns are known.
package final class ADBCEngine: Engine {
  package let dialect: any Dialect
  private let thread: EngineThread
  private let session: ADBCSession
  private let canceller: Canceller

  init(
    _ driver: Driver, dialect: any Dialect, options: [(name: String, value: String)], traits: DriverTraits
  ) async throws {
    let canceller = Canceller(driver)
    self.dialect = dialect
    self.canceller = canceller
    thread = EngineThread(name: "tallyman-\(dialect.name)")
    session = ADBCSession(driver, options: options, traits: traits, canceller: canceller)
    try await run { try $0.open() }
  }

  deinit {
    // The connection ends on its own thread, after the last statement.
    thread.run { [session] in session.close() }
  }

  /// Opens a database in memory or in a file. The file is locked against other processes while it is open.
  /// - Throws: ``WarehouseError/Code/driverMissing``, ``WarehouseError/Code/databaseInUse``,
  ///   ``WarehouseError/Code/engineFailed``
  package static func duckDB(_ settings: DuckDBSettings = DuckDBSettings(), library: DriverLibrary? = nil) async throws
    -> ADBCEngine
  {
    let driver = try Driver(try library ?? DriverLibrary.duckDB())
    var traits = DriverTraits.duckDB
    traits.file = settings.path
    traits.opening = settings.opening
    return try await ADBCEngine(driver, dialect: DuckDBDialect(settings), options: settings.options, traits: traits)
  }

  package func execute(_ statement: SQL) async throws {
    // The end of a transaction is not to be cancelled: a transaction left open would swallow all that follows.
    try await run(isCancellable: TransactionVerb(statement.text) != .end) { session in
      try session.guarded { try session.execute(statement) }
    }
  }

  package func stream(_ query: SQL, _ body: @escaping @Sendable (Batch) throws -> Void) async throws {
    try await run { session in try session.guarded { try session.query(query, body) } }
  }

  /// Appends all rows or none. Outside a transaction it makes one of its own; inside one, an error must end it: the
  /// rows taken before the error are undone by the rollback.
  ///
  /// `create: true` makes the table, with types after the batches, and fails when it is there already.
  /// - Throws: the source's own error when that stopped it; ``WarehouseError/Code/engineFailed`` when fewer rows were
  ///   stored than given.
  @discardableResult
  package func ingest(into table: String, create: Bool, from source: any BatchSource) async throws -> Int {
    try await run { session in try session.guarded { try session.ingest(into: table, create: create, from: source) } }
  }

  package func cancel() async { canceller.cancelRunning() }

  /// Closes the database and gives the file free; later calls fail. Without it, that happens some time after the last
  /// reference is gone.
  package func close() async throws { try await run(isCancellable: false) { $0.close() } }

  private func run<Result: Sendable>(
    isCancellable: Bool = true, _ body: @escaping @Sendable (ADBCSession) throws -> Result
  ) async throws -> Result {
    let ticket = canceller.ticket()
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        thread.run { [session, canceller] in
          continuation.resume(with: Swift.Result { try canceller.run(ticket) { try body(session) } })
        }
      }
    } onCancel: {
      if isCancellable { canceller.cancel(ticket) }
    }
  }
}
