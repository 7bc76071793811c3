// SPDX-License-Identifier: Apache-2.0

import Columns
import Synchronization
import Testing
import Trade

@testable import Warehouse

/// Gives `rows` rows in batches, and fails after `failAfter` rows when that is set.
final class RowSource: BatchSource, Sendable {
  struct Failure: Error, Equatable {}

  let schema = BatchSchema(fields: [
    (name: "text", type: .text), (name: "number", type: .integer), (name: "double", type: .double),
    (name: "flag", type: .boolean), (name: "day", type: .day),
  ])
  let rows: Int
  let batch: Int
  let failAfter: Int?
  private let given = Mutex(0)

  init(rows: Int, batch: Int = 10_000, failAfter: Int? = nil) {
    self.rows = rows
    self.batch = batch
    self.failAfter = failAfter
  }

  func next() throws -> BatchBuilder? {
    let start = given.withLock { given in
      defer { given = min(rows, given + batch) }
      return given
    }
    if let failAfter, start >= failAfter { throw Failure() }
    if start == rows { return nil }
    let builder = BatchBuilder(schema)
    let (text, number, double, flag, day) = (
      builder.columns[0], builder.columns[1], builder.columns[2], builder.columns[3], builder.columns[4]
    )
    for row in start..<min(rows, start + batch) {
      switch row % 5 {
      case 0: text.append("row \(row)")
      case 1: text.append("Тарковский \(row) 东风")
      case 2: text.appendEmpty()
      case 3: text.append("'; DROP TABLE taken; --")
      default: text.appendNull()
      }
      if row % 7 == 0 { number.appendNull() } else { number.append(-row) }
      if row % 11 == 0 { double.appendNull() } else { double.append(Double(row) / 8) }
      if row % 3 == 0 { flag.appendNull() } else { flag.append(row % 2 == 0) }
      if row % 13 == 0 { day.appendNull() } else { day.append(day: row % 40_000 - 20_000) }
    }
    return builder
  }
}

struct IngestTests {
  @Test(arguments: [1_000, 2_048, 65_536, 200_000])
  func `200,000 rows come back as they went in`(batch: Int) async throws {
    let engine = try await ADBCEngine.duckDB()
    let rows = 200_000
    #expect(try await engine.ingest(into: "taken", create: true, from: RowSource(rows: rows, batch: batch)) == rows)
    let table = try await engine.table("SELECT * FROM taken")
    #expect(table.count == rows)
    let texts = try table.texts("text")
    let numbers = try table.integers("number")
    let doubles = try table.doubles("double")
    let flags = try table.booleans("flag")
    let days = try table.days("day")
    var wrong = 0
    for row in 0..<rows {
      let text: String? =
        switch row % 5 {
        case 0: "row \(row)"
        case 1: "Тарковский \(row) 东风"
        case 2: ""
        case 3: "'; DROP TABLE taken; --"
        default: nil
        }
      if texts[row] != text || numbers[row] != (row % 7 == 0 ? nil : -row)
        || doubles[row] != (row % 11 == 0 ? nil : Double(row) / 8) || flags[row] != (row % 3 == 0 ? nil : row % 2 == 0)
        || days[row] != (row % 13 == 0 ? nil : Day(number: row % 40_000 - 20_000))
      {
        wrong += 1
      }
    }
    #expect(wrong == 0)
  }

  @Test func `An error of the source leaves nothing behind and is the error thrown`() async throws {
    let engine = try await ADBCEngine.duckDB()
    await #expect(throws: RowSource.Failure.self) {
      try await engine.ingest(into: "taken", create: true, from: RowSource(rows: 50_000, failAfter: 30_000))
    }
    #expect(try await engine.table("SELECT count(*) AS n FROM duckdb_tables()").integers("n") == [0])

    try await engine.ingest(into: "taken", create: true, from: RowSource(rows: 10))
    await #expect(throws: RowSource.Failure.self) {
      try await engine.ingest(into: "taken", create: false, from: RowSource(rows: 50_000, failAfter: 30_000))
    }
    #expect(try await engine.table("SELECT count(*) AS n FROM taken").integers("n") == [10])
  }

  @Test func `An ingest and a ledger row are one transaction`() async throws {
    let engine = try await ADBCEngine.duckDB()
    try await engine.execute("CREATE TABLE ledger (source VARCHAR, rows BIGINT)")
    try await engine.ingest(into: "taken", create: true, from: RowSource(rows: 10))
    struct Stop: Error {}
    await #expect(throws: Stop.self) {
      try await engine.transaction {
        let rows = try await engine.ingest(into: "taken", create: false, from: RowSource(rows: 20_000))
        try await engine.execute("INSERT INTO ledger VALUES (\("a"), \(rows))")
        throw Stop()
      }
    }
    #expect(try await engine.table("SELECT count(*) AS n FROM taken").integers("n") == [10])
    #expect(try await engine.table("SELECT count(*) AS n FROM ledger").integers("n") == [0])

    try await engine.transaction {
      let rows = try await engine.ingest(into: "taken", create: false, from: RowSource(rows: 20_000))
      try await engine.execute("INSERT INTO ledger VALUES (\("a"), \(rows))")
    }
    #expect(try await engine.table("SELECT count(*) AS n FROM taken").integers("n") == [20_010])
    #expect(try await engine.table("SELECT rows FROM ledger").integers("rows") == [20_000])
  }

  @Test func `Rows that a table refuses are not lost in silence`() async throws {
    let engine = try await ADBCEngine.duckDB()
    try await engine.execute(
      "CREATE TABLE taken (text VARCHAR, number BIGINT CHECK (number > -5), double DOUBLE, flag BOOLEAN, day DATE)")
    await #expect(throws: WarehouseError.self) {
      try await engine.ingest(into: "taken", create: false, from: RowSource(rows: 100))
    }
    #expect(try await engine.table("SELECT count(*) AS n FROM taken").integers("n") == [0])
  }

  @Test func `A table that is there already is not created again`() async throws {
    let engine = try await ADBCEngine.duckDB()
    try await engine.ingest(into: "taken", create: true, from: RowSource(rows: 10))
    await #expect(throws: WarehouseError.self) {
      try await engine.ingest(into: "taken", create: true, from: RowSource(rows: 10))
    }
    await #expect(throws: WarehouseError.self) {
      try await engine.ingest(into: "not there", create: false, from: RowSource(rows: 10))
    }
    #expect(try await engine.table("SELECT count(*) AS n FROM taken").integers("n") == [10])
  }

  @Test func `A source without rows makes an empty table`() async throws {
    let engine = try await ADBCEngine.duckDB()
    #expect(try await engine.ingest(into: "odd \"name\"", create: true, from: RowSource(rows: 0)) == 0)
    let table = try await engine.table("SELECT * FROM \(identifier: "odd \"name\"")")
    #expect(table.count == 0)
    #expect(table.names == ["text", "number", "double", "flag", "day"])
  }
}
