// SPDX-License-Identifier: Apache-2.0

import Columns
import Testing
import Trade

@testable import Warehouse

struct TableTests {
  @Test func `Integers of every width come back`() async throws {
    let engine = try await ADBCEngine.duckDB()
    let table = try await engine.table(
      """
      SELECT (-128)::TINYINT AS a, 255::UTINYINT AS b, (-32768)::SMALLINT AS c, 65535::USMALLINT AS d,
        (-2147483648)::INTEGER AS e, 4294967295::UINTEGER AS f, 9223372036854775807::BIGINT AS g, 7::UBIGINT AS h
      """)
    let expected = [
      "a": -128, "b": 255, "c": -32768, "d": 65535, "e": -2_147_483_648, "f": 4_294_967_295, "g": Int.max, "h": 7,
    ]
    for (name, value) in expected { #expect(try table.integers(name) == [value]) }
  }

  @Test func `Decimals, sums of integers and floats are doubles`() async throws {
    let engine = try await ADBCEngine.duckDB()
    let table = try await engine.table(
      """
      SELECT (-12.345)::DECIMAL(18,3) AS a, 0.1::DECIMAL(4,1) AS b, 123456789.12::DECIMAL(11,2) AS c,
        sum(n) AS d, 1.5::FLOAT AS e, 2.5::DOUBLE AS f, (-99999999999999999999999999999999999999)::HUGEINT AS g,
        99999999999999999999999999999999999.999::DECIMAL(38,3) AS h, NULL::DECIMAL(18,3) AS i
      FROM range(5) AS t (n)
      """)
    let expected: [(String, Double?)] = [
      ("a", -12.345), ("b", 0.1), ("c", 123_456_789.12), ("d", 10), ("e", 1.5), ("f", 2.5), ("g", -1e38),
      ("h", 1e35), ("i", nil),
    ]
    for (name, value) in expected { #expect(try table.doubles(name) == [value]) }
    // count(*) is an integer; a sum of integers is wider, and is cast where an integer is wanted.
    #expect(throws: WarehouseError.self) { try table.integers("d") }
  }

  @Test func `Dates, moments, enums, lists and flags`() async throws {
    let engine = try await ADBCEngine.duckDB()
    try await engine.execute("CREATE TYPE mood AS ENUM ('да', 'нет')")
    let table = try await engine.table(
      """
      SELECT DATE '1969-12-31' AS before, NULL::DATE AS never, TIMESTAMP '2023-10-31 08:05:09.25' AS moment,
        TIMESTAMP_S '1969-12-31 23:59:59' AS second, TIMESTAMPTZ '2023-10-31 08:00:00+02' AS instant,
        'нет'::mood AS mood, NULL::mood AS no_mood, ['a', NULL, 'я'] AS list, NULL::VARCHAR[] AS no_list, []::VARCHAR[] AS empty,
        true AS yes, NULL::BOOLEAN AS unknown
      """)
    #expect(try table.days("before") == [Day("1969-12-31")])
    #expect(try table.days("never") == [nil])
    #expect(try table.texts("moment") == ["2023-10-31T08:05:09.250000"])
    #expect(try table.texts("second") == ["1969-12-31T23:59:59"])
    #expect(try table.texts("instant") == ["2023-10-31T06:00:00.000000Z"])
    #expect(try table.texts("mood") == ["нет"])
    #expect(try table.texts("no_mood") == [nil])
    #expect(try table.textLists("list") == [["a", nil, "я"]])
    #expect(try table.textLists("no_list") == [nil])
    #expect(try table.textLists("empty") == [[]])
    #expect(try table.booleans("yes") == [true])
    #expect(try table.booleans("unknown") == [nil])
  }

  @Test func `Columns that span many batches are put together in order`() async throws {
    let engine = try await ADBCEngine.duckDB()
    let rows = 50_000
    let table = try await engine.table(
      """
      SELECT n, CASE WHEN n % 3 > 0 THEN 'строка ' || n END AS text, n / 2.0::DECIMAL(18,1) AS half, n % 2 = 0 AS even,
        ['x' || n] AS list, CASE WHEN n % 5 > 0 THEN n END AS some
      FROM range(\(rows)) AS t (n) ORDER BY n
      """)
    #expect(table.count == rows)
    #expect(try table.integers("n") == Array(0..<rows))
    #expect(try table.texts("text") == (0..<rows).map { $0 % 3 > 0 ? "строка \($0)" : nil })
    #expect(try table.doubles("half") == (0..<rows).map { Double($0) / 2 })
    #expect(try table.booleans("even") == (0..<rows).map { $0 % 2 == 0 })
    #expect(try table.textLists("list") == (0..<rows).map { ["x\($0)"] })
    #expect(try table.integers("some") == (0..<rows).map { $0 % 5 > 0 ? $0 : nil })
  }

  @Test func `A result without rows still has its columns`() async throws {
    let engine = try await ADBCEngine.duckDB()
    let table = try await engine.table("SELECT 1 AS n, 'a' AS t, 1.5::DECIMAL(4,1) AS v, ['a'] AS l WHERE false")
    #expect(table.names == ["n", "t", "v", "l"])
    #expect(table.count == 0)
    #expect(try table.integers("n").isEmpty && table.texts("t").isEmpty && table.doubles("v").isEmpty)
    #expect(try table.textLists("l").isEmpty)
  }

  @Test func `A column that is not there, or of another type, is named`() async throws {
    let engine = try await ADBCEngine.duckDB()
    let table = try await engine.table("SELECT 1 AS n, 'a' AS t")
    let missing = #expect(throws: WarehouseError.self) { try table.texts("x") }
    #expect(missing?.code == .unexpectedShape)
    #expect(missing?.message == "The result has no column 'x'; it has n, t.")
    let wrong = #expect(throws: WarehouseError.self) { try table.integers("t") }
    #expect(wrong?.message == "The column 't' is not of type integer.")
  }

  @Test(arguments: [
    (0, ColumnType.TimeUnit.seconds, "1970-01-01T00:00:00"), (-1, .milliseconds, "1969-12-31T23:59:59.999"),
    (86_399_000_001, .microseconds, "1970-01-01T23:59:59.000001"), (-1, .nanoseconds, "1969-12-31T23:59:59.999999999"),
  ])
  func `Moments are written in ISO 8601`(number: Int, unit: ColumnType.TimeUnit, text: String) {
    #expect(TableBuilder.moment(number, unit, hasZone: false) == text)
    #expect(TableBuilder.moment(number, unit, hasZone: true) == text + "Z")
  }
}
