// SPDX-License-Identifier: Apache-2.0

import Measures
import Testing
import Trade
import Warehouse

@testable import Detectors

struct DealsTests {
  private func planted(rowsAtATime: Int? = 1_000_000) async throws -> PlantedCase {
    let planted = try await PlantedCase(rowsAtATime: rowsAtATime)
    try await planted.code("88062210", is: "drones")
    try await planted.record(
      "2022-05-01", grade: .customs, code: "88062210", quantity: 5, [.consignee: "Buyer", .consignor: "Seller", .manufacturer: "One"])
    // A second maker of the same record.
    try await planted.party("Two")
    try await planted.engine.execute(
      "INSERT INTO mention (source, \"row\", role, identity) VALUES ('filings', 1, 'manufacturer', 'i-Two')")
    try await planted.record(nil, goods: ["helmets"], atLeast: 7, [.applicant: "Buyer", .brand: "Brand"])
    try await planted.record("2022-06", goods: ["toys"], [.applicant: "Other"])
    try await planted.record("2022-06", grade: .sighting, goods: ["drones"], [.manufacturer: "One"])
    try await planted.record("2024-06", goods: ["drones"], [.applicant: "Later"])
    return planted
  }

  @Test(arguments: [nil, 1, 2, 1_000_000])
  func `A deal stands for a record and each two parties that it names, with goods of concern marked`(rowsAtATime: Int?) async throws {
    let desk = try await planted(rowsAtATime: rowsAtATime).desk()
    let deals = try await Deals(at: desk)
    let table = try await desk.table(
      """
      SELECT d.rec - s.number * 1099511627776 AS "row", d.customs, b.party AS buyer, l.party AS seller, m.party AS maker,
        t.party AS brand, d.concern, CAST(d.quantity AS DOUBLE) AS quantity, CAST(d.quantity_low AS DOUBLE) AS low
      FROM \(fragment: deals.deals) AS d JOIN \(fragment: deals.sources) AS s ON TRUE
      LEFT JOIN \(fragment: deals.parties) AS b ON b.number = d.buyer LEFT JOIN \(fragment: deals.parties) AS l ON l.number = d.seller
      LEFT JOIN \(fragment: deals.parties) AS m ON m.number = d.maker LEFT JOIN \(fragment: deals.parties) AS t ON t.number = d.brand
      ORDER BY 1, 5
      """)
    // Neither the sighting nor the record of after the as-of date.
    #expect(try table.integers("row") == [1, 1, 2, 3])
    #expect(try table.integers("customs") == [1, 1, 0, 0])
    #expect(try table.texts("maker") == ["p-One", "p-Two", nil, nil])
    #expect(try table.texts("seller") == ["p-Seller", "p-Seller", nil, nil])
    #expect(try table.texts("buyer") == ["p-Buyer", "p-Buyer", "p-Buyer", "p-Other"])
    #expect(try table.texts("brand") == [nil, nil, "p-Brand", nil])
    #expect(try table.integers("concern") == [1, 1, 1, 0])
    #expect(try table.doubles("quantity") == [5, 5, nil, nil])
    #expect(try table.doubles("low") == [nil, nil, 7, nil])
  }

  @Test func `Rows of several leads come with exact counts, goods and quantities, and none twice`() async throws {
    let desk = try await planted().desk()
    let deals = try await Deals(at: desk)
    let rows = try await RowBook(["all"], deals, at: desk) { _ in
      "SELECT 'all' AS lead, CASE WHEN d.customs = 1 THEN 'customs' ELSE 'filing' END AS part, d.rec FROM \(fragment: deals.deals) AS d"
    }
    #expect(rows.evidence("all", "customs").count == 1)
    #expect(rows.evidence("all", "filing").addresses.map(\.row) == [2, 3])
    #expect(rows.goods("all", "customs").ids == ["drones"])
    // Of no concern, and so left out beside what is.
    #expect(rows.goods("all", "filing").ids == ["helmets"])
    #expect(rows.period("all", "customs") == Period("2022-05-01"))
    let exact = try #require(rows.quantity("all", "customs", label: "quantity", sql: []))
    #expect(exact.value == 5 && exact.low == nil)
    let open = try #require(rows.quantity("all", "filing", label: "quantity", sql: []))
    #expect(open.value == 7 && open.low == 7 && open.undisclosed == 2)
    #expect(rows.evidence("none", "customs").count == 0)
  }

  @Test(arguments: [
    // What is added to three records, how many then count, and how many take up several rows.
    ("", 3, 0),
    ("INSERT INTO mention (source, \"row\", role, identity) VALUES ('filings', 1, 'consignee', 'i-Buyer')", 3, 1),
    ("INSERT INTO record SELECT * REPLACE (1 AS part) FROM record WHERE \"row\" = 1", 4, 1),
    ("INSERT INTO record SELECT * REPLACE (1 AS part, 'sighting' AS grade) FROM record WHERE \"row\" = 1", 3, 0),
  ])
  func `Each record counts once in sums, whether it takes up one row or several`(added: String, count: Int, several: Int) async throws {
    let planted = try await PlantedCase()
    for quantity in [1.0, 2, 3] {
      try await planted.record("2022-05-01", grade: .customs, quantity: quantity, [.consignor: "Seller"])
    }
    try await planted.party("Buyer")
    if several > 0, added.contains("mention") {
      try await planted.party("Other")
      try await planted.engine.execute("INSERT INTO mention (source, \"row\", role, identity) VALUES ('filings', 1, 'consignee', 'i-Other')")
    }
    if !added.isEmpty { try await planted.engine.execute(SQL(text: added)) }
    let desk = try planted.desk()
    let deals = try await Deals(at: desk)
    #expect((deals.several == nil) == (several == 0))
    let once = try await desk.table(
      "SELECT count(*) AS n, CAST(sum(quantity) AS DOUBLE) AS pieces FROM (\(fragment: deals.once(where: "d.quantity > 0"))) AS d")
    #expect(try once.counts("n") == [count])
    #expect(try once.doubles("pieces") == [count == 4 ? 7 : 6])
    if let table = deals.several {
      #expect(try await desk.table("SELECT rec FROM \(fragment: table)").count == several)
    }
  }

  @Test func `What is kept is made once, and given up when it is not needed any more`() async throws {
    let desk = try await planted().desk()
    let own = try await desk.keep("SELECT 1 AS one")
    let shared = try await desk.keep("SELECT 2 AS two", isShared: true)
    #expect(try await desk.keep("SELECT 1 AS one") == own)
    #expect(own != shared)
    try await desk.forget(all: false)
    await #expect(throws: (any Error).self) { try await desk.table("SELECT one FROM \(identifier: own)") }
    #expect(try await desk.table("SELECT two FROM \(identifier: shared)").integers("two") == [2])
    try await desk.forget(all: true)
    await #expect(throws: (any Error).self) { try await desk.table("SELECT two FROM \(identifier: shared)") }
    await #expect(throws: MeasureError.self) { try await desk.keep("DROP TABLE record") }
  }
}
