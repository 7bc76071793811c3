// SPDX-License-Identifier: Apache-2.0

import Testing
import Trade

@testable import Warehouse

struct SQLTests {
  @Test func `Values are bound in order and never stand in the text`() throws {
    let day = try #require(Day("2022-04-26"))
    let part: SQL = "origin = \("EU'27") AND period_from >= \(day)"
    let query: SQL =
      "SELECT \(identifier: "a \"b\"") FROM record WHERE \(fragment: part) AND source IN (\(list: ["x", "y"]))"
    #expect(
      query.text == "SELECT \"a \"\"b\"\"\" FROM record WHERE origin = ? AND period_from >= ? AND source IN (?, ?)")
    #expect(query.values == [.text("EU'27"), .day(day), .text("x"), .text("y")])
  }

  @Test func `The readable form has literals in place of values`() throws {
    let day = try #require(Day("2022-04-26"))
    let query: SQL = """
      SELECT '?' AS "what?", -- is it?
        \("O'Neill") AS name, \(3) AS n, \(-0.5) AS d, \(false) AS f, \(day) AS day, \(nil as Int?) AS nothing
      """
    #expect(
      query.readable == """
        SELECT '?' AS "what?", -- is it?
          'O''Neill' AS name, 3 AS n, -0.5 AS d, FALSE AS f, DATE '2022-04-26' AS day, NULL AS nothing
        """)
  }

  @Test func `The readable form means the same to the engine`() async throws {
    let engine = try await ADBCEngine.duckDB()
    let day = try #require(Day("2022-04-26"))
    let query: SQL = "SELECT \("it's ; 东风 \\ ?") AS a, \(-3) AS b, \(1e300) AS c, \(true) AS d, \(day) AS e"
    let bound = try await engine.table(query)
    let written = try await engine.table(SQL(text: query.readable))
    #expect(try bound.texts("a") == written.texts("a"))
    #expect(try bound.integers("b") == written.integers("b"))
    #expect(try bound.doubles("c") == written.doubles("c"))
    #expect(try bound.booleans("d") == written.booleans("d"))
    #expect(try bound.days("e") == written.days("e"))
  }

  @Test func `An empty list is in nothing`() async throws {
    let engine = try await ADBCEngine.duckDB()
    let none = try await engine.table("SELECT 1 AS n WHERE 'a' IN (\(list: [String]()))")
    #expect(none.count == 0)
    let some = try await engine.table("SELECT 1 AS n WHERE 'a' IN (\(list: ["b", "a"]))")
    #expect(some.count == 1)
  }

  @Test func `Values are bound where they filter, insert and limit`() async throws {
    let engine = try await ADBCEngine.duckDB()
    let hostile = "'); DROP TABLE a; --"
    try await engine.execute("CREATE TABLE a (t VARCHAR, n BIGINT, d DATE, v DECIMAL(18,3))")
    try await engine.execute("INSERT INTO a VALUES (\(hostile), \(nil as Int?), \(nil as Day?), \(1.25))")
    try await engine.execute("INSERT INTO a VALUES (\(nil as String?), \(5), \(Day(number: 0)), \(nil as Double?))")
    #expect(try await engine.table("SELECT n FROM a WHERE t = \(hostile)").integers("n") == [nil])
    #expect(try await engine.table("SELECT t FROM a WHERE d = \(Day(number: 0)) LIMIT \(1)").texts("t") == [nil])
    #expect(try await engine.table("SELECT v FROM a WHERE v > \(1.2)").doubles("v") == [1.25])
    #expect(try await engine.table("SELECT count(*) AS n FROM a WHERE n = \(nil as Int?)").integers("n") == [0])
    #expect(try await engine.table("SELECT count(*) AS n FROM a WHERE \(nil as Int?) IS NULL").integers("n") == [2])
  }
}
