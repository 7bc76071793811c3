// SPDX-License-Identifier: Apache-2.0

import Testing
import Trade

@testable import Detectors

/// There are no real rows to test this on: the declarations name applicant and maker but no seller, the vendors' workbooks that
/// name buyer, seller and maker hold two rows each, and those with a thousand rows name no maker.
struct SuccessorTests {
  private func chain(by code: Bool = false, newFirst: String = "2022-09-01") async throws -> PlantedCase {
    let planted = try await PlantedCase()
    try await planted.code("85269100", is: "telemetry")
    func record(_ day: String, _ seller: String, maker: String = "Maker", buyer: String = "Buyer") async throws {
      try await planted.record(
        day, grade: .customs, goods: code ? [] : ["telemetry"], code: code ? "85269100" : nil,
        [.consignee: buyer, .consignor: seller, .manufacturer: maker])
    }
    for day in ["2022-01-10", "2022-03-10", "2022-05-10"] { try await record(day, "Old Seller") }
    try await record(newFirst, "New Seller")
    try await record("2022-12-01", "New Seller")
    // Others go on as before, and another maker's goods come from a third.
    for day in ["2022-01-11", "2022-06-11", "2022-12-11"] {
      try await record(day, "Steady Seller", buyer: "Other Buyer")
      try await record(day, "Third Seller", maker: "Other Maker")
    }
    return planted
  }

  @Test(arguments: [false, true])
  func `A new firm that takes over goods, maker and buyer is found`(byCode: Bool) async throws {
    let found = try await findings("successor", at: chain(by: byCode).desk())
    #expect(found.map(\.id) == ["successor:p-Old Seller>p-New Seller"])
    let finding = try #require(found.first)
    #expect(finding.parties == ["New Seller", "Old Seller", "Maker", "Buyer"])
    #expect(finding.value("records of the old seller") == 3)
    #expect(finding.value("records of the new seller") == 2)
    #expect(finding.value("time between them") == 114)
    #expect(finding.text.hasPrefix("Old Seller supplied Buyer with Radio telemetry of Maker until 10 May 2022 (3 records)."))
    #expect(finding.text.contains("From 1 September 2022 on, New Seller supplies the same goods"))
    // 0.4 + 0.3 × 2/6
    #expect(abs(finding.score - 0.5) < 1e-9)
  }

  @Test(arguments: [("114", 1), ("113", 0)])
  func `The gap is a boundary`(gap: String, count: Int) async throws {
    #expect(try await findings("successor", at: chain().desk(), ["gap": gap]).count == count)
  }

  @Test func `A seller that was there before, or both at once, is no successor`() async throws {
    let planted = try await chain()
    try await planted.record(
      "2021-01-01", grade: .customs, goods: ["toys"], [.consignee: "Nobody", .consignor: "New Seller", .manufacturer: "Toymaker"])
    #expect(try await findings("successor", at: planted.desk()).isEmpty)
    #expect(try await findings("successor", at: chain(newFirst: "2022-05-01").desk()).isEmpty)
    #expect(try await findings("successor", at: chain().desk(), ["minimum-records": "3"]).isEmpty)
  }

  @Test func `Registration in between and a listing of the old seller raise the score`() async throws {
    let planted = try await PlantedCase()
    try await planted.party("New Seller", registered: "2022-07-01")
    try await planted.listed("Old Seller", from: "2022-06-01", by: "2022-06-01")
    for day in ["2022-01-10", "2022-03-10"] {
      try await planted.record(day, goods: ["drones"], [.applicant: "Buyer", .consignor: "Old Seller", .manufacturer: "Maker"])
    }
    for day in ["2022-09-10", "2022-10-10"] {
      try await planted.record(day, goods: ["drones"], [.applicant: "Buyer", .consignor: "New Seller", .manufacturer: "Maker"])
    }
    let finding = try #require(try await findings("successor", at: planted.desk()).first)
    #expect(abs(finding.score - 0.8 * (0.5 + 0.1 + 0.1)) < 1e-9)
    #expect(finding.text.contains("New Seller was registered on 1 July 2022."))
    #expect(finding.text.contains("An entry with a name like that of Old Seller is on a list since 1 June 2022 at the latest; no number ties the two."))
  }

  @Test func `Goods of no concern and undated records stay silent`() async throws {
    let planted = try await PlantedCase()
    for (day, seller) in [("2022-01-10", "A"), ("2022-02-10", "A"), ("2022-05-10", "B"), ("2022-06-10", "B")] {
      try await planted.record(day, goods: ["toys"], [.applicant: "Buyer", .consignor: seller, .manufacturer: "Maker"])
      try await planted.record(nil, goods: ["drones"], [.applicant: "Buyer", .consignor: seller, .manufacturer: "Maker"])
    }
    #expect(try await findings("successor", at: planted.desk()).isEmpty)
    #expect(try await findings("successor", at: planted.desk(), ["goods": "any"]).count == 1)
  }
}
