// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing
import Trade

@testable import Warehouse

struct FailureTests {
  @Test func `An error of a statement keeps the engine's words and hides bound values`() async throws {
    let engine = try await ADBCEngine.duckDB()
    let error = await #expect(throws: WarehouseError.self) {
      try await engine.table("SELECT error(\("secret") || 'x')")
    }
    #expect(error?.code == .engineFailed)
    #expect(error?.isFatal == false)
    let other = await #expect(throws: WarehouseError.self) {
      try await engine.execute("SELECT \("secret") FROM nowhere")
    }
    #expect(other?.statement == "SELECT ? FROM nowhere")
    #expect(other?.engineMessage?.contains("nowhere") == true)
    #expect(try await engine.table("SELECT 1 AS one").integers("one") == [1])
  }

  @Test func `After an internal error the database is open again and committed rows are there`() async throws {
    let folder = try TemporaryFolder()
    // DuckDB 1.5 runs into an internal error over a byte that is not UTF-8 when the query does not read all columns.
    var lines = Data("id,place\n".utf8)
    for row in 0..<8_000 { lines += Data("\(row),Erevan\n".utf8) }
    lines += Data("8000,C".utf8) + [0xF4] + Data("te d'Ivoire\n".utf8)
    try lines.write(to: URL(fileURLWithPath: folder.path("stray.csv")))

    let engine = try await ADBCEngine.duckDB(DuckDBSettings(path: folder.path("case.duckdb")))
    try await engine.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    let error = await #expect(throws: WarehouseError.self) {
      try await engine.transaction {
        try await engine.execute("INSERT INTO kept VALUES (1)")
        let path = folder.path("stray.csv")
        _ = try await engine.table(
          "SELECT count(DISTINCT place) AS n FROM read_csv(\(path), header = true, all_varchar = true)")
      }
    }
    #expect(error?.isFatal == true, "\(error.map(String.init(describing:)) ?? "no error")")
    #expect(error?.code == .engineFailed)
    #expect(error?.message.contains("opened again") == true)
    #expect(try await engine.table("SELECT answer FROM kept").integers("answer") == [42])
    try await engine.transaction { try await engine.execute("INSERT INTO kept VALUES (43)") }
    #expect(try await engine.table("SELECT count(*) AS n FROM kept").integers("n") == [2])
    try await engine.close()
  }

  @Test func `A result of a type that is not read is refused by name`() async throws {
    let engine = try await ADBCEngine.duckDB()
    for (sql, word) in [
      ("SELECT 'a'::BLOB AS odd", "binary"), ("SELECT {'a': 1} AS odd", "struct"),
      ("SELECT INTERVAL 1 DAY AS odd", "interval"), ("SELECT TIME '12:00:00' AS odd", "time of day"),
      ("SELECT MAP {'a': 1} AS odd", "map"), ("SELECT [[1]] AS odd", "lists"),
    ] {
      let error = await #expect(throws: WarehouseError.self) { try await engine.table(SQL(text: sql)) }
      #expect(error?.code == .unsupportedType)
      #expect(
        error?.message.contains("'odd'") == true && error?.message.contains(word) == true, "\(error?.message ?? "")")
      // A statement whose rows nobody reads may return anything.
      try await engine.execute(SQL(text: sql))
    }
  }

  @Test func `A missing library says what to run`() async throws {
    let error = await #expect(throws: WarehouseError.self) {
      try await ADBCEngine.duckDB(library: DriverLibrary(path: "/nowhere/libduckdb.so", entryPoint: "duckdb_adbc_init"))
    }
    #expect(error?.code == .driverMissing)
    #expect(error?.message.contains("script/setup") == true)
    let named = #expect(throws: WarehouseError.self) {
      try DriverLibrary.duckDB(environment: ["TALLYMAN_DUCKDB": "/nowhere/libduckdb.so"])
    }
    #expect(named?.code == .driverMissing)
    #expect(named?.message.contains("/nowhere/libduckdb.so") == true)
  }

  @Test func `A library that is no driver is refused`() async throws {
    let library = try DriverLibrary.duckDB()
    // DuckDB's library exports its own initialiser only, not the standard names.
    let error = await #expect(throws: WarehouseError.self) {
      try await ADBCEngine.duckDB(library: DriverLibrary(path: library.path, entryPoint: "NoSuchEntry"))
    }
    #expect(error?.code == .driverMissing)
  }

  @Test func `A setting that the engine does not take is named`() async throws {
    let error = await #expect(throws: WarehouseError.self) {
      try await ADBCEngine.duckDB(DuckDBSettings(memoryLimit: "plenty"))
    }
    #expect(error?.message.contains("memory_limit") == true || error?.engineMessage?.contains("plenty") == true)
  }

  @Test func `Settings reach the engine`() async throws {
    let folder = try TemporaryFolder()
    let engine = try await ADBCEngine.duckDB(
      DuckDBSettings(
        threads: 1, memoryLimit: "512MiB", temporaryFolder: folder.path("spill"), preservesInsertionOrder: false))
    let table = try await engine.table(
      """
      SELECT current_setting('threads') AS threads, current_setting('memory_limit') AS memory,
        current_setting('temp_directory') AS spill, current_setting('preserve_insertion_order') AS ordered,
        current_setting('TimeZone') AS zone
      """)
    #expect(try table.integers("threads") == [1])
    #expect(try table.texts("memory") == ["512.0 MiB"])
    #expect(try table.texts("spill") == [folder.path("spill")])
    #expect(try table.booleans("ordered") == [false])
    #expect(try table.texts("zone") == ["UTC"])
  }

  @Test func `A library is taken from the project's folder`() throws {
    let folder = try TemporaryFolder()
    let library = folder.path(".deps/lib/" + DriverLibrary.duckDBFile)
    try FileManager.default.createDirectory(atPath: folder.path(".deps/lib"), withIntermediateDirectories: true)
    #expect(try DriverLibrary.duckDB(project: folder.path(""), environment: [:]).path == DriverLibrary.duckDBFile)
    try Data().write(to: URL(fileURLWithPath: library))
    #expect(try DriverLibrary.duckDB(project: folder.path(""), environment: [:]).path == library)
    #expect(
      try DriverLibrary.duckDB(project: folder.path(""), environment: ["TALLYMAN_DUCKDB": #filePath]).path == #filePath)
  }

  @Test func `A commit that fails leaves no transaction open`() async throws {
    let engine = try await ADBCEngine.duckDB()
    try await engine.execute("CREATE TABLE a (b INTEGER PRIMARY KEY)")
    await #expect(throws: WarehouseError.self) { try await engine.execute("COMMIT") }
    await #expect(throws: WarehouseError.self) {
      try await engine.transaction {
        try await engine.execute("INSERT INTO a VALUES (1)")
        try await engine.execute("INSERT INTO a VALUES (1)")
      }
    }
    // An ingest still makes its own transaction, so its error leaves nothing.
    await #expect(throws: RowSource.Failure.self) {
      try await engine.ingest(into: "taken", create: true, from: RowSource(rows: 50_000, failAfter: 30_000))
    }
    #expect(try await engine.table("SELECT table_name FROM duckdb_tables()").texts("table_name") == ["a"])
    #expect(try await engine.table("SELECT count(*) AS n FROM a").integers("n") == [0])
  }

  @Test func `A database that this process holds is reported as in use`() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path("case.duckdb")
    let engine = try await ADBCEngine.duckDB(DuckDBSettings(path: path))
    let error = await #expect(throws: WarehouseError.self) { try await ADBCEngine.duckDB(DuckDBSettings(path: path)) }
    #expect(error?.code == .databaseInUse)
    try await engine.close()
    do { _ = try await ADBCEngine.duckDB(DuckDBSettings(path: path)) }
    // That one was let go without closing; its file becomes free all the same.
    let again = try await ADBCEngine.duckDB(DuckDBSettings(path: folder.path("./case.duckdb")))
    try await again.close()
  }

  static let python = "/usr/bin/python3"

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: python), "needs python3 to hold a lock"))
  func `A database that another process holds is reported as in use`() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path("case.duckdb")
    let engine = try await ADBCEngine.duckDB(DuckDBSettings(path: path))
    try await engine.execute("CREATE TABLE a (b INTEGER)")
    try await engine.close()

    let holder = Process()
    holder.executableURL = URL(fileURLWithPath: Self.python)
    holder.arguments = [
      "-c",
      "import fcntl,sys; f=open(sys.argv[1],'r+b'); fcntl.lockf(f,fcntl.LOCK_EX); print('held',flush=True); sys.stdin.read()",
      path,
    ]
    let (input, output) = (Pipe(), Pipe())
    holder.standardInput = input
    holder.standardOutput = output
    try holder.run()
    _ = output.fileHandleForReading.availableData
    let error = await #expect(throws: WarehouseError.self) { try await ADBCEngine.duckDB(DuckDBSettings(path: path)) }
    #expect(error?.code == .databaseInUse)
    try input.fileHandleForWriting.close()
    holder.waitUntilExit()
    let again = try await ADBCEngine.duckDB(DuckDBSettings(path: path))
    #expect(try await again.table("SELECT count(*) AS n FROM a").integers("n") == [0])
    try await again.close()
  }

  @Test func `A closed database says so`() async throws {
    let engine = try await ADBCEngine.duckDB()
    try await engine.close()
    let error = await #expect(throws: WarehouseError.self) { try await engine.execute("SELECT 1") }
    #expect(error?.message.contains("closed") == true)
  }
}
