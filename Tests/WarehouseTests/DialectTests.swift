// SPDX-License-Identifier: Apache-2.0

import Testing
import Trade

@testable import Warehouse

struct DialectTests {
  @Test func `DuckDB reads numbers and dates where there are any`() async throws {
    let engine = try await ADBCEngine.duckDB()
    let dialect = engine.dialect
    let table = try await engine.table(
      SQL(
        text: """
          SELECT \(dialect.tryDecimal("v", precision: 18, scale: 3)) AS number,
            \(dialect.tryDate("d", format: "%d.%m.%Y")) AS day, \(dialect.key("v")) AS key
          FROM (VALUES (1, '12.3456', '31.10.2023'), (2, 'x', '31.02.2023'), (3, NULL, NULL)) AS t (i, v, d) ORDER BY i
          """))
    #expect(try table.doubles("number") == [12.346, nil, nil])
    #expect(try table.days("day") == [Day("2023-10-31"), nil, nil])
    // md5("x") = 9dd4e461268c8034f5c8564e155c67a6
    #expect(try table.texts("key")[1] == "9dd4e461268c8034")
  }

  @Test(arguments: [nil, "2GB"])
  func `Once sources are taken in, DuckDB has all of its memory again`(limit: String?) async throws {
    let folder = try TemporaryFolder()
    let engine = try await ADBCEngine.duckDB(
      DuckDBSettings(path: folder.path("case.duckdb"), memoryLimit: limit, memoryLimitForSources: "20MiB"))
    func onDisk() async throws -> Bool {
      try await engine.execute("CREATE OR REPLACE TEMPORARY TABLE wide AS SELECT range AS a, range * 2 AS b, range * 3 AS c FROM range(3000000)")
      let table = try await engine.table("SELECT CAST(sum(temporary_storage_bytes) AS BIGINT) AS bytes FROM duckdb_memory()")
      return try table.integers("bytes") != [0]
    }
    for statement in engine.dialect.thrift.begin { try await engine.execute(statement) }
    #expect(try await onDisk())
    try await engine.execute("DROP TABLE wide")
    for statement in engine.dialect.thrift.end { try await engine.execute(statement) }
    // The setting says so in any case; what counts is that nothing goes to the disk any more.
    #expect(try await !onDisk())
  }

  @Test(arguments: [
    ("%Y-%m-%d", "yyyy-MM-dd"), ("%d.%m.%Y", "dd.MM.yyyy"), ("%-d/%-m/%y", "d/M/yy"),
    ("%Y-%m-%dT%H:%M:%S", "yyyy-MM-dd'T'HH:mm:ss"),
  ])
  func `Spark is given date patterns in its own letters`(format: String, pattern: String) {
    #expect(SparkDialect.pattern(format) == pattern)
    #expect(SparkDialect().tryDate("d", format: format).contains("'\(pattern.replacing("'", with: "''"))'"))
  }
}
