// SPDX-License-Identifier: Apache-2.0

import Columns
import Testing
import Trade

@testable import Warehouse

struct ADBCEngineTests {
  @Test func `Values of every kind come back`() async throws {
    let engine = try await ADBCEngine.duckDB()
    let hostile = "'; DROP TABLE record; --"
    let day = try #require(Day("2023-10-31"))
    let table = try await engine.table(
      """
      SELECT \(hostile) AS hostile, \(42) AS number, \(-1.5) AS double, \(true) AS flag, \(day) AS day,
        CAST(\(nil as String?) AS VARCHAR) AS nothing, \("") AS empty, \("Тарковский 东风") AS text
      """)
    #expect(table.count == 1)
    #expect(try table.texts("hostile") == [hostile])
    #expect(try table.integers("number") == [42])
    #expect(try table.doubles("double") == [-1.5])
    #expect(try table.booleans("flag") == [true])
    #expect(try table.days("day") == [day])
    #expect(try table.texts("nothing") == [nil])
    #expect(try table.texts("empty") == [""])
    #expect(try table.texts("text") == ["Тарковский 东风"])
  }
}
