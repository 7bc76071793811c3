// SPDX-License-Identifier: Apache-2.0

import CADBC
import Columns

/// What is particular to a driver.
struct DriverTraits: Sendable {
  /// Words in an error that say the database is lost until it is opened again.
  var fatalWords: [String] = []
  /// Words in an error that say another process has the database.
  var inUseWords: [String] = []
  var hasTransactions = false
  /// The database file; nil when there is none.
  var file: String?
  /// Run after each opening.
  var opening: [String] = []

  static let duckDB = DriverTraits(
    fatalWords: ["INTERNAL Error", "FATAL Error", "database has been invalidated"],
    inUseWords: ["Could not set lock on file", "Conflicting lock is held"], hasTransactions: true)
}

/// A database and one connection to it.
// @unchecked: made, used and dropped on the engine's thread only.
final class ADBCSession: @unchecked Sendable {
  let driver: Driver
  let canceller: Canceller
  private let options: [(name: String, value: String)]
  private let traits: DriverTraits
  private let database = UnsafeMutablePointer<AdbcDatabase>.allocate(capacity: 1)
  private let connection = UnsafeMutablePointer<AdbcConnection>.allocate(capacity: 1)
  private var isOpen = false
  /// What this connection claimed of ``OpenFiles``.
  private var claim: String?
  private var isClosed = false
  /// Between BEGIN and COMMIT or ROLLBACK.
  private var isInTransaction = false

  init(_ driver: Driver, options: [(name: String, value: String)], traits: DriverTraits, canceller: Canceller) {
    self.driver = driver
    self.options = options
    self.traits = traits
    self.canceller = canceller
    database.initialize(to: AdbcDatabase())
    connection.initialize(to: AdbcConnection())
  }

  deinit {
    shut()
    database.deallocate()
    connection.deallocate()
  }

  // MARK: opening

  /// Opens the database, unless it is open.
  func open() throws {
    if isClosed { throw WarehouseError.closed }
    if isOpen { return }
    let functions = driver.functions
    do {
      if let file = traits.file {
        let name = OpenFiles.name(file)
        try OpenFiles.claim(name)
        claim = name
      }
      try call("Cannot set up the database.") { functions.DatabaseNew?(database, $0) }
      for (name, value) in options {
        try call("The engine does not accept \(name) = '\(value)'.") {
          functions.DatabaseSetOption?(database, name, value, $0)
        }
      }
      try call("Cannot open the database.") { functions.DatabaseInit?(database, $0) }
      try call("Cannot connect to the database.") { functions.ConnectionNew?(connection, $0) }
      try call("Cannot connect to the database.") { functions.ConnectionInit?(connection, database, $0) }
      isOpen = true
      canceller.use(connection)
      for statement in traits.opening { try query(SQL(text: statement)) { _ in } }
    } catch {
      shut()
      throw error
    }
  }

  func close() {
    shut()
    isClosed = true
  }

  private func shut() {
    canceller.use(nil)
    isOpen = false
    isInTransaction = false
    var error = tallyman_adbc_error()
    let functions = driver.functions
    if connection.pointee.private_data != nil { _ = functions.ConnectionRelease?(connection, &error) }
    if database.pointee.private_data != nil { _ = functions.DatabaseRelease?(database, &error) }
    if let release = error.release { release(&error) }
    connection.pointee = AdbcConnection()
    database.pointee = AdbcDatabase()
    if let claim { OpenFiles.release(claim) }
    claim = nil
  }

  /// Runs `body`; after an error that loses the database, opens it again and says so.
  func guarded<Result>(_ body: () throws -> Result) throws -> Result {
    try open()
    do {
      return try body()
    } catch let error as WarehouseError {
      guard let words = error.engineMessage, traits.fatalWords.contains(where: words.contains) else { throw error }
      shut()
      var reopening: (any Error)?
      do { try open() } catch { reopening = error }
      throw WarehouseError.fatal(error, reopening: reopening, inMemory: traits.file == nil)
    }
  }

  // MARK: statements

  /// Runs a statement and hands over its rows; a result without rows gives one empty batch.
  func query(_ statement: SQL, _ body: (Batch) throws -> Void) throws {
    try run(statement) { stream in
      let fields = try stream.fields()
      var isEmpty = true
      while let batch = try stream.next(fields) {
        isEmpty = false
        if canceller.isStopped { throw WarehouseError.cancelled }
        try body(batch)
      }
      if isEmpty { try body(Batch(fields: fields)) }
    }
  }

  /// Runs a statement to its end and drops what it returns, of whatever type.
  func execute(_ statement: SQL) throws {
    try run(statement) { stream in
      while try stream.skip() { if canceller.isStopped { throw WarehouseError.cancelled } }
    }
  }

  private func run(_ statement: SQL, _ read: (borrowing StreamOwner) throws -> Void) throws {
    switch TransactionVerb(statement.text) {
    case .begin:
      try runNow(statement, read)
      isInTransaction = true
    case .end:
      // Whatever it reports, there is no transaction afterwards: an engine that cannot commit rolls back. And it is
      // not to be interrupted: a transaction left open would swallow all that follows.
      isInTransaction = false
      try canceller.shielded { try runNow(statement, read) }
    case nil:
      try runNow(statement, read)
    }
  }

  private func runNow(_ statement: SQL, _ read: (borrowing StreamOwner) throws -> Void) throws {
    do {
      try withStatement { handle in
        let functions = driver.functions
        try call("The engine refused a statement.", statement.text) {
          functions.StatementSetSqlQuery?(handle, statement.text, $0)
        }
        if !statement.values.isEmpty { try bind(statement, to: handle) }
        let stream = StreamOwner()
        try stream.withPointer { pointer throws in
          try call("The engine failed to run a statement.", statement.text) {
            functions.StatementExecuteQuery?(handle, pointer, nil, $0)
          }
        }
        if !stream.isReleased { try read(stream) }
      }
    } catch let error as ColumnsError {
      throw WarehouseError.from(error, statement: statement.text)
    }
  }

  private func bind(_ statement: SQL, to handle: UnsafeMutablePointer<AdbcStatement>) throws {
    let row = try statement.row()
    let schema = SchemaOwner()
    let array = ArrayOwner()
    schema.withPointer { row.schema.export(into: $0) }
    try array.withPointer { pointer throws in try row.export(into: pointer) }
    try schema.withPointer { schema throws in
      try array.withPointer { array throws in
        try call("The engine did not take the values of a statement.", statement.text) {
          driver.functions.StatementBind?(handle, array, schema, $0)
        }
        // They are the driver's now.
        array.pointee.release = nil
        schema.pointee.release = nil
      }
    }
  }

  // MARK: ingest

  /// Appends all rows of the source or none.
  func ingest(into table: String, create: Bool, from source: any BatchSource) throws -> Int {
    let isOwnTransaction = traits.hasTransactions && !isInTransaction
    if isOwnTransaction { try execute("BEGIN TRANSACTION") }
    do {
      let before = create ? 0 : try rows(of: table)
      let stream = SourceStream(source) { [canceller] in canceller.isStopped }
      try pour(stream, into: table, create: create)
      // The driver takes an error of the source for its end, and may keep an error of its last write to itself.
      let after = try rows(of: table)
      guard stream.isFinished, after - before == stream.count else {
        throw WarehouseError.failed(
          "The engine stored \(after - before) of \(stream.count) rows in '\(table)'; none were kept.", nil)
      }
      if isOwnTransaction { try execute("COMMIT") }
      return stream.count
    } catch {
      // The first error is the one to tell.
      if isOwnTransaction { try? execute("ROLLBACK") }
      throw error
    }
  }

  private func pour(_ source: SourceStream, into table: String, create: Bool) throws {
    let functions = driver.functions
    let mode = create ? "adbc.ingest.mode.create" : "adbc.ingest.mode.append"
    do {
      try withStatement { handle in
        for (name, value) in [("adbc.ingest.target_table", table), ("adbc.ingest.mode", mode)] {
          try call("The engine does not take tables.") { functions.StatementSetOption?(handle, name, value, $0) }
        }
        let stream = StreamOwner()
        try stream.withPointer { pointer throws in
          source.export(into: pointer)
          try call("The engine does not take tables.") { functions.StatementBindStream?(handle, pointer, $0) }
          pointer.pointee.release = nil
        }
        try call("The engine did not take the rows for '\(table)'.") {
          functions.StatementExecuteQuery?(handle, nil, nil, $0)
        }
      }
    } catch {
      throw source.firstError ?? error
    }
    if let error = source.firstError { throw error }
  }

  private func rows(of table: String) throws -> Int {
    var result = 0
    try query("SELECT count(*) AS n FROM \(identifier: table)") { batch in
      result =
        try batch.withColumn(0) { (column: borrowing ColumnView) in try column.integers() }.first.flatMap { $0 } ?? 0
    }
    return result
  }

  // MARK: calls

  private func withStatement(_ body: (UnsafeMutablePointer<AdbcStatement>) throws -> Void) throws {
    let handle = UnsafeMutablePointer<AdbcStatement>.allocate(capacity: 1)
    handle.initialize(to: AdbcStatement())
    defer {
      if handle.pointee.private_data != nil {
        var error = tallyman_adbc_error()
        _ = driver.functions.StatementRelease?(handle, &error)
        if let release = error.release { release(&error) }
      }
      handle.deallocate()
    }
    try call("Cannot set up a statement.") { driver.functions.StatementNew?(connection, handle, $0) }
    try body(handle)
  }

  /// Calls the driver and throws what it reports; nil stands for a function that the driver lacks.
  private func call(
    _ what: String, _ statement: String? = nil, _ body: (UnsafeMutablePointer<AdbcError>) -> AdbcStatusCode?
  ) throws {
    var error = tallyman_adbc_error()
    defer { if let release = error.release { release(&error) } }
    guard let status = body(&error) else { throw WarehouseError.failed(what, "The driver lacks a function for it.") }
    if status == ADBC_STATUS_OK { return }
    let words =
      error.message.map { WarehouseError.words(String(cString: $0)) } ?? "No reason given (ADBC status \(status))."
    if status == ADBC_STATUS_CANCELLED { throw WarehouseError.cancelled }
    if traits.inUseWords.contains(where: words.contains) { throw WarehouseError.inUse(words) }
    let state = withUnsafeBytes(of: error.sqlstate) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    throw WarehouseError.failed(what, words, sqlState: state.isEmpty ? nil : state, statement: statement)
  }
}
