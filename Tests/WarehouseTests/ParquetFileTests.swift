// SPDX-License-Identifier: Apache-2.0

import Columns
import Foundation
import Testing

@testable import Warehouse

/// Files of rows are checked by an engine that reads them, beside a table that it was given the same rows for.
struct ParquetFileTests {
  private static let schema = BatchSchema(fields: [
    (name: "row", type: .integer), (name: "text", type: .text), (name: "number", type: .integer),
    (name: "double", type: .double), (name: "day", type: .day), (name: "never", type: .text), (name: "Ж \"东", type: .text),
  ])

  private static func fill(_ builder: BatchBuilder, _ rows: Range<Int>) {
    let columns = builder.columns
    for row in rows {
      columns[0].append(row)
      switch row % 5 {
      case 0: columns[1].append("row \(row)")
      case 1: columns[1].append("Тарковский \(row) 东风")
      case 2: columns[1].appendEmpty()
      case 3: columns[1].append(String(repeating: "long ", count: row % 97))
      default: columns[1].appendNull()
      }
      if row % 7 == 0 { columns[2].appendNull() } else { columns[2].append(row % 2 == 0 ? Int.min + row : Int.max - row) }
      if row % 11 == 0 { columns[3].appendNull() } else { columns[3].append(Double(row) / 8) }
      if row % 13 == 0 { columns[4].appendNull() } else { columns[4].append(day: row % 40_000 - 20_000) }
      columns[5].appendNull()
      columns[6].append("always")
    }
  }

  private final class Source: BatchSource, @unchecked Sendable {
    let schema = ParquetFileTests.schema
    private var rest: [Range<Int>]
    init(_ batches: [Range<Int>]) { rest = batches }
    func next() -> BatchBuilder? {
      guard !rest.isEmpty else { return nil }
      let builder = BatchBuilder(schema)
      fill(builder, rest.removeFirst())
      return builder
    }
  }

  @Test(arguments: [[0..<1], [0..<7], [0..<8, 8..<17], [0..<5000, 5000..<5003], [0..<0, 0..<61_440, 61_440..<100_001]])
  func `An engine reads the rows that were written`(batches: [Range<Int>]) async throws {
    let folder = try TemporaryFolder()
    let file = try ParquetFile(folder.path("rows.parquet"), Self.schema)
    let builder = BatchBuilder(Self.schema)
    for batch in batches {
      Self.fill(builder, batch)
      try file.append(builder)
      #expect(builder.isEmpty)
    }
    try file.finish()
    let rows = batches.reduce(0) { $0 + $1.count }
    #expect(file.rows == rows)

    let engine = try await ADBCEngine.duckDB()
    try await engine.ingest(into: "taken", create: true, from: Source(batches))
    let read = SQL(text: "(SELECT * EXCLUDE (file_row_number) FROM \(engine.dialect.parquet(file.path)))")
    for (left, right) in [(read, "taken"), ("taken", read)] as [(SQL, SQL)] {
      let table = try await engine.table(
        """
        SELECT count(*) AS n FROM (SELECT * FROM \(fragment: left) AS a EXCEPT ALL SELECT * FROM \(fragment: right) AS b) c
        """)
      #expect(try table.integers("n") == [0])
    }
    let counted = try await engine.table(
      "SELECT count(*) AS n, count(never) AS never, count(text) AS texts FROM \(fragment: read) AS a")
    #expect(try counted.integers("n") == [rows] && counted.integers("never") == [0])
    let texts = batches.joined().filter { $0 % 5 != 4 }.count
    #expect(try counted.integers("texts") == [texts])
  }

  @Test func `A file without rows is one`() async throws {
    let folder = try TemporaryFolder()
    let file = try ParquetFile(folder.path("rows.parquet"), Self.schema)
    try file.finish()
    let engine = try await ADBCEngine.duckDB()
    let table = try await engine.table(
      "SELECT count(*) AS n FROM \(fragment: SQL(text: engine.dialect.parquet(file.path)))")
    #expect(try table.integers("n") == [0])
  }

  @Test func `Nothing is written over, and what can't be written is told`() throws {
    let folder = try TemporaryFolder()
    try Data("mine".utf8).write(to: URL(fileURLWithPath: folder.path("mine")))
    #expect(throws: ColumnsError.self) { try ParquetFile(folder.path("mine"), Self.schema) }
    #expect(try String(contentsOfFile: folder.path("mine"), encoding: .utf8) == "mine")
    #expect(throws: ColumnsError.self) { try ParquetFile(folder.path("no/such/folder"), Self.schema) }
    let flags = BatchSchema(fields: [(name: "flag", type: .boolean)])
    #expect(throws: ColumnsError.self) { try ParquetFile(folder.path("flags"), flags) }
    let full = try? ParquetFile("/dev/full", Self.schema)
    #expect(full == nil)
  }
}
