// SPDX-License-Identifier: Apache-2.0

import Synchronization
import Testing
import Trade

@testable import Warehouse

struct SchemaTests {
  @Test func `The tables of a case are made, and made again without harm`() async throws {
    let engine = try await ADBCEngine.duckDB()
    try await Schema.create(on: engine)
    try await engine.execute("INSERT INTO carried VALUES ('a', 'value')")
    try await Schema.create(on: engine)
    let names = try await engine.table("SELECT table_name FROM duckdb_tables() ORDER BY table_name").texts("table_name")
    #expect(names.contains("record") && names.contains("listed_party") && names.contains("source"))
    #expect(try await engine.table("SELECT count(*) AS n FROM carried").integers("n") == [1])
  }

  @Test func `A script is cut at its semicolons only`() {
    let script = """
      -- a comment; with a semicolon and a quote '
      CREATE TABLE a (b VARCHAR); /* one; /* nested; */ more */
      INSERT INTO a VALUES ('x;''y', "--");;
      SELECT 'it''s -- no comment' -- and one; at the end
      """
    #expect(
      SQLScript.statements(in: script) == [
        "CREATE TABLE a (b VARCHAR)", "INSERT INTO a VALUES ('x;''y', \"--\")", "SELECT 'it''s -- no comment'",
      ])
    #expect(SQLScript.statements(in: " ;\n-- nothing\n").isEmpty)
    #expect(SQLScript.statements(in: "SELECT 'open").first == "SELECT 'open")
  }

  @Test func `Stages report their rows, and an error names its stage`() async throws {
    let engine = try await ADBCEngine.duckDB()
    let seen = Mutex<[String]>([])
    let stages = [
      Stage(name: "numbers", sql: "CREATE TABLE numbers AS SELECT range AS n FROM range(10)", about: "Counts."),
      Stage(name: "more", sql: "INSERT INTO numbers SELECT n + \(10) FROM numbers WHERE n < \(4)", about: "Adds."),
      Stage(name: "view", sql: "CREATE VIEW even AS SELECT * FROM numbers WHERE n % 2 = 0", about: "Halves."),
    ]
    let outcomes = try await engine.run(stages) { outcome in seen.withLock { $0.append(outcome.name) } }
    #expect(outcomes.map(\.rows) == [10, 4, nil])
    #expect(seen.withLock { $0 } == ["numbers", "more", "view"])

    let error = await #expect(throws: WarehouseError.self) {
      try await engine.run([Stage(name: "broken", sql: "SELECT * FROM nowhere", about: "")])
    }
    #expect(error?.message.contains("'broken'") == true)
    #expect(error?.engineMessage?.contains("nowhere") == true)
  }

  @Test func `A row of an unknown source gets no address`() async throws {
    let engine = try await ADBCEngine.duckDB()
    try await Schema.create(on: engine)
    try await engine.execute("INSERT INTO source (source, sha256) VALUES ('eu', 'ab12')")
    let book = try await engine.addressBook()
    #expect(try book.address("eu", 7).description == "eu@ab12:7")
    #expect(throws: WarehouseError.self) { try book.address("us", 7) }
  }
}
