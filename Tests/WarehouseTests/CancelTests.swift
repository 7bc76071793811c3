// SPDX-License-Identifier: Apache-2.0

import Foundation
import Synchronization
import Testing

@testable import Warehouse

struct CancelTests {
  /// Would take hours.
  static let endless: SQL =
    "SELECT count(*) AS n FROM range(10000000) a, range(10000000) b WHERE (a.range * b.range) % 7 = 3"

  @Test(.timeLimit(.minutes(15))) func `Cancelling stops the statement that runs, and the engine goes on`() async throws
  {
    let engine = try await ADBCEngine.duckDB()
    let work = Task { try await engine.table(Self.endless) }
    // The first calls may come before the statement runs; then there is nothing to stop yet.
    let stopper = Task {
      while !Task.isCancelled {
        try await Task.sleep(for: .milliseconds(50))
        await engine.cancel()
      }
    }
    let error = await #expect(throws: WarehouseError.self) { try await work.value }
    stopper.cancel()
    #expect(error?.code == .cancelled)
    #expect(try await engine.table("SELECT 1 AS one").integers("one") == [1])
  }

  @Test(.timeLimit(.minutes(15)), arguments: [0, 1, 5, 200])
  func `Cancelling a task stops its statement, whenever it comes`(milliseconds: Int) async throws {
    let engine = try await ADBCEngine.duckDB()
    let work = Task { try await engine.table(Self.endless) }
    try await Task.sleep(for: .milliseconds(milliseconds))
    work.cancel()
    let error = await #expect(throws: WarehouseError.self) { try await work.value }
    #expect(error?.code == .cancelled)
    #expect(try await engine.table("SELECT 1 AS one").integers("one") == [1])
  }

  @Test(.timeLimit(.minutes(15))) func `A cancelled task ends its transaction`() async throws {
    let engine = try await ADBCEngine.duckDB()
    try await engine.execute("CREATE TABLE a (b INTEGER)")
    let work = Task {
      try await engine.transaction {
        try await engine.execute("INSERT INTO a VALUES (1)")
        _ = try await engine.table(Self.endless)
      }
    }
    try await Task.sleep(for: .milliseconds(200))
    work.cancel()
    _ = await work.result
    try await engine.transaction { try await engine.execute("INSERT INTO a VALUES (2)") }
    #expect(try await engine.table("SELECT b FROM a").integers("b") == [2])
  }

  @Test(.timeLimit(.minutes(15))) func `Cancelling waits for nobody's turn: a queued statement is not run`() async throws
  {
    let engine = try await ADBCEngine.duckDB()
    try await engine.execute("CREATE TABLE a (b INTEGER)")
    let first = Task { try await engine.table(Self.endless) }
    try await Task.sleep(for: .milliseconds(50))
    let second = Task { try await engine.execute("INSERT INTO a VALUES (1)") }
    try await Task.sleep(for: .milliseconds(50))
    second.cancel()
    first.cancel()
    await #expect(throws: WarehouseError.self) { try await second.value }
    #expect(try await engine.table("SELECT count(*) AS n FROM a").integers("n") == [0])
  }

  @Test(.timeLimit(.minutes(15))) func `An ingest is cancelled between batches and leaves nothing`() async throws {
    let engine = try await ADBCEngine.duckDB()
    let work = Task {
      try await engine.ingest(into: "taken", create: true, from: RowSource(rows: 1_000_000_000, batch: 5_000))
    }
    try await Task.sleep(for: .milliseconds(200))
    work.cancel()
    let error = await #expect(throws: WarehouseError.self) { try await work.value }
    #expect(error?.code == .cancelled)
    #expect(try await engine.table("SELECT count(*) AS n FROM duckdb_tables()").integers("n") == [0])
  }

  @Test func `An error of the reader stops the query and is the error thrown`() async throws {
    struct Enough: Error {}
    let engine = try await ADBCEngine.duckDB()
    let batches = Mutex(0)
    await #expect(throws: Enough.self) {
      try await engine.stream("SELECT * FROM range(100000000)") { _ in
        if batches.withLock({
          $0 += 1; return $0
        }) == 3 {
          throw Enough()
        }
      }
    }
    #expect(batches.withLock { $0 } == 3)
    #expect(try await engine.table("SELECT 1 AS one").integers("one") == [1])
  }
}
