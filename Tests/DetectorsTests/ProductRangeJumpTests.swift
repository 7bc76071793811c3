// SPDX-License-Identifier: Apache-2.0

import Testing
import Trade

@testable import Detectors

struct ProductRangeJumpTests {
  private func silva() async throws -> PlantedCase {
    let planted = try await PlantedCase()
    try await planted.record("2023-03", goods: ["helmets"], quantity: 100_000, [.applicant: "Silva", .manufacturer: "H-Win"])
    try await planted.record("2023-08", goods: ["telemetry", "radios"], [.applicant: "Silva", .manufacturer: "Mayatech"])
    try await planted.record("2022-11", goods: ["helmets"], [.applicant: "Pozitron"])
    try await planted.record("2022-12", goods: ["helmets"], [.applicant: "Helmeteer"])
    return planted
  }

  @Test func `From helmets to telemetry with two filings is found`() async throws {
    let found = try await findings("product-range-jump", at: silva().desk())
    #expect(found.map(\.parties) == [["Silva"]])
    let finding = try #require(found.first)
    #expect(finding.value("records before the turn") == 1)
    #expect(finding.value("records of the new kinds") == 1)
    #expect(finding.value("time from first record to turn") == 123)
    #expect(finding.figure("time from first record to turn")?.unit == "days")
    #expect(finding.evidence.addresses.map(\.row) == [1, 2])
    #expect(finding.goods == ["helmets", "radios", "telemetry"])
    #expect(finding.goodsClass == .dualUse)
    #expect(finding.grade == .filing)
    // 0.8 × (0.5 · 1 + 0.3 · 1 + 0.2 · 1)
    #expect(abs(finding.score - 0.8) < 1e-9)
    #expect(
      finding.text == """
        Silva first registers Helmets (March 2023) and from August 2023 Portable radios and Radio telemetry: 100 % of its \
        records since then are of no earlier kind. No other importer in the case combines these goods.
        """)
  }

  @Test(arguments: [("123", 1), ("124", 0)])
  func `The gap is a boundary`(gap: String, count: Int) async throws {
    #expect(try await findings("product-range-jump", at: silva().desk(), ["minimum-gap": gap]).count == count)
  }

  @Test(arguments: [("2", 1), ("3", 0)])
  func `The least number of records is a boundary`(minimum: String, count: Int) async throws {
    #expect(try await findings("product-range-jump", at: silva().desk(), ["minimum-records": minimum]).count == count)
  }

  @Test func `Goods that others combine are related`() async throws {
    let planted = try await silva()
    for name in ["One", "Two", "Three"] {
      try await planted.record("2023-01", goods: ["helmets"], [.applicant: name])
      try await planted.record("2023-01", goods: ["telemetry"], [.applicant: name])
    }
    // Others with both: 3; with helmets, the commoner: 5. 3/5 is more than 0.2.
    #expect(try await findings("product-range-jump", at: planted.desk()).isEmpty)
    let loose = try await findings("product-range-jump", at: planted.desk(), ["proximity": "0.6"])
    #expect(loose.map(\.parties) == [["Silva"]])
    #expect(loose.first?.text.contains("Hardly any other importer") == true)
    #expect(abs((loose.first?.score ?? 0) - 0.8 * (0.5 + 0.3 * 0.4 + 0.2)) < 1e-9)
  }

  @Test func `Other goods of the same maker are no jump`() async throws {
    let planted = try await PlantedCase()
    try await planted.record("2022-11", goods: ["telemetry"], [.applicant: "Buyer", .manufacturer: "Maker"])
    try await planted.record("2023-07", goods: ["batteries"], [.applicant: "Buyer", .consignor: "Maker"])
    #expect(try await findings("product-range-jump", at: planted.desk()).isEmpty)
  }

  @Test func `A permit agent with many kinds of goods stays silent`() async throws {
    let planted = try await PlantedCase()
    let kinds = ["helmets", "drones", "vests", "telemetry", "radios", "trucks", "toys", "batteries"]
    for (month, kind) in kinds.enumerated() {
      for _ in 0..<3 { try await planted.record("2023-0\(month + 1)", goods: [kind], [.applicant: "Agent"]) }
    }
    #expect(try await findings("product-range-jump", at: planted.desk()).isEmpty)
    #expect(try await findings("product-range-jump", at: planted.desk(), ["most-kinds": "8"]).count == 1)
  }

  @Test func `One side order in a steady business stays silent`() async throws {
    let planted = try await PlantedCase()
    for month in 1...9 { try await planted.record("2022-0\(month)", goods: ["trucks"], [.consignee: "Hauler"]) }
    try await planted.record("2022-06-15", goods: ["radios"], [.consignee: "Hauler"])
    // One of four records since 15 June (June itself straddles the day) is of a new kind.
    #expect(try await findings("product-range-jump", at: planted.desk()).isEmpty)
    #expect(try await findings("product-range-jump", at: planted.desk(), ["share": "0.25"]).count == 1)
  }

  @Test func `Chapters serve where there are codes`() async throws {
    let planted = try await PlantedCase()
    try await planted.record("2023-01-10", grade: .customs, goods: ["helmets"], code: "650610", [.consignee: "Firm"])
    try await planted.record("2023-02-10", grade: .customs, code: "650699", [.consignee: "Firm"])
    try await planted.record("2023-06-10", grade: .customs, goods: ["telemetry"], code: "852691", [.consignee: "Firm"])
    let finding = try #require(try await findings("product-range-jump", at: planted.desk()).first)
    #expect(finding.title == "Firm: from goods of HS chapter 65 to goods of HS chapter 85")
    #expect(finding.grade == .customs)
    #expect(finding.value("records before the turn") == 2)
    #expect(finding.text.hasPrefix("Firm first imports goods of HS chapter 65"))
  }

  @Test func `A basis must cover half of the records`() async throws {
    let planted = try await PlantedCase()
    for _ in 0..<3 { try await planted.record("2023-01", [.applicant: "Firm"]) }
    try await planted.record("2023-01", goods: ["helmets"], [.applicant: "Firm"])
    try await planted.record("2023-06", goods: ["telemetry"], [.applicant: "Firm"])
    #expect(try await findings("product-range-jump", at: planted.desk()).isEmpty)
  }

  @Test func `The same goods later, undated records and goods of no concern stay silent`() async throws {
    let planted = try await PlantedCase()
    for month in ["2023-01", "2023-06"] { try await planted.record(month, goods: ["drones"], [.applicant: "Steady"]) }
    try await planted.record(nil, goods: ["telemetry"], [.applicant: "Steady"])
    try await planted.record("2023-01", goods: ["helmets"], [.applicant: "Player"])
    try await planted.record("2023-06", goods: ["toys"], [.applicant: "Player"])
    #expect(try await findings("product-range-jump", at: planted.desk()).isEmpty)
    #expect(try await findings("product-range-jump", at: planted.desk(), ["goods": "any"]).map(\.parties) == [["Player"]])
  }

  @Test func `Goods of one chapter are one range where codes tell`() async throws {
    let planted = try await PlantedCase()
    for (code, goods) in [("850440", "batteries"), ("854231", "radios"), ("650610", "helmets")] { try await planted.code(code, is: goods) }
    for (buyer, new) in [("Same", "854231"), ("Other", "650610")] {
      for month in 1...3 { try await planted.record("2022-0\(month)-05", grade: .customs, code: "850440", [.consignee: buyer]) }
      for month in 6...9 { try await planted.record("2022-0\(month)-05", grade: .customs, code: new, [.consignee: buyer]) }
    }
    #expect(try await findings("product-range-jump", at: planted.desk()).map(\.parties) == [["Other"]])
  }
}
