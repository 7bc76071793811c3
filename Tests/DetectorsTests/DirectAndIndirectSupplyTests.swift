// SPDX-License-Identifier: Apache-2.0

import Testing
import Trade

@testable import Detectors

struct DirectAndIndirectSupplyTests {
  private func drones() async throws -> PlantedCase {
    let planted = try await PlantedCase()
    let maker = "SZ DJI Technology Co., Ltd."
    try await planted.record(
      "2022-09", goods: ["drones"], origin: "CHN", dispatch: "CHN", [.applicant: "Mekhanika", .manufacturer: maker, .brand: "DJI"])
    try await planted.record(
      "2022-10", goods: ["drones"], origin: "CHN", [.applicant: "Importer", .manufacturer: maker, .consignor: maker])
    try await planted.record(
      "2022-11", goods: ["drones"], origin: "CHN", dispatch: "HKG",
      [.applicant: "Importer", .manufacturer: maker, .consignor: "Iflight Technology", .brand: "DJI"])
    try await planted.record(
      "2023-01", goods: ["drones"], origin: "CHN", [.applicant: "Importer", .manufacturer: "Autel Robotics", .brand: "DJI"])
    return planted
  }

  @Test func `Direct and indirect supply of one maker's goods is told apart`() async throws {
    let found = try await findings("direct-and-indirect-supply", at: drones().desk())
    #expect(found.map(\.id) == ["direct-and-indirect-supply:p-DJI"])
    let finding = try #require(found.first)
    #expect(finding.value("records direct") == 2)
    #expect(finding.value("records indirect") == 2)
    #expect(finding.figure("records direct")?.evidence.addresses.map(\.row) == [1, 2])
    #expect(finding.figure("records indirect")?.evidence.addresses.map(\.row) == [3, 4])
    #expect(finding.value("suppliers") == 3)
    #expect(finding.value("buyers") == 2)
    #expect(finding.evidence.count == 4)
    #expect(finding.parties == ["DJI", "SZ DJI Technology Co., Ltd.", "Autel Robotics", "Iflight Technology"])
    #expect(finding.period == Period("2022-09..2023-01"))
    // 0.8 × 2/(2 + 2)
    #expect(abs(finding.score - 0.4) < 1e-9)
    #expect(
      finding.text.hasPrefix(
        "2 filings register goods of DJI from the maker itself or without another supplier; 2 filings register them through"
          + " others: Autel Robotics and Iflight Technology."))
    #expect(finding.text.contains("brand DJI; maker SZ DJI Technology Co., Ltd. and Autel Robotics"))
    #expect(finding.text.contains("origin China; dispatch China and Hong Kong"))
  }

  @Test func `Customs records and filings together do not import`() async throws {
    let planted = try await drones()
    try await planted.record(
      "2023-02-01", grade: .customs, goods: ["drones"], [.consignee: "Importer", .manufacturer: "SZ DJI Technology Co., Ltd."])
    let finding = try #require(try await findings("direct-and-indirect-supply", at: planted.desk()).first)
    #expect(finding.grade == .customs)
    #expect(finding.value("records direct") == 3)
    #expect(finding.text.hasPrefix("3 records name goods of DJI"))
    #expect(finding.caveats.contains { $0.hasPrefix("Customs records and filings are counted together") })
  }

  @Test(arguments: [("2", 1), ("3", 0)])
  func `The least number of indirect records is a boundary`(minimum: String, count: Int) async throws {
    #expect(try await findings("direct-and-indirect-supply", at: drones().desk(), ["minimum-indirect": minimum]).count == count)
  }

  @Test func `A maker without a brand is told apart by its sellers`() async throws {
    let planted = try await PlantedCase()
    try await planted.record("2022-10", goods: ["drones"], [.applicant: "A", .manufacturer: "Maker", .consignor: "Trader"])
    try await planted.record("2022-11", goods: ["drones"], [.applicant: "A", .manufacturer: "Maker", .consignor: "Maker"])
    let finding = try #require(try await findings("direct-and-indirect-supply", at: planted.desk()).first)
    #expect(finding.value("records direct") == 1)
    #expect(finding.value("records indirect") == 1)
    #expect(finding.title == "Maker: directly and through 1 other supplier")
  }

  @Test func `Two traders and no direct record are a finding, one is none`() async throws {
    let planted = try await PlantedCase()
    try await planted.record("2022-10", goods: ["drones"], [.applicant: "A", .manufacturer: "Maker", .consignor: "Trader"])
    #expect(try await findings("direct-and-indirect-supply", at: planted.desk()).isEmpty)
    try await planted.record("2022-11", goods: ["drones"], [.applicant: "A", .manufacturer: "Maker", .consignor: "Dealer"])
    let finding = try #require(try await findings("direct-and-indirect-supply", at: planted.desk()).first)
    #expect(finding.value("records direct") == 0)
    #expect(finding.value("suppliers") == 2)
    #expect(abs(finding.score - 0.8 * 0.5 * 0.7) < 1e-9)
  }

  @Test func `Several factories of a brand that no maker carries are its makers`() async throws {
    let planted = try await PlantedCase()
    for maker in ["Factory One", "Factory Two"] {
      try await planted.record("2022-10", goods: ["drones"], [.applicant: "A", .manufacturer: maker, .brand: "Sparrow"])
      try await planted.record(
        "2022-10", goods: ["drones"], [.applicant: "A", .manufacturer: maker, .consignor: maker, .brand: "Sparrow"])
    }
    #expect(try await findings("direct-and-indirect-supply", at: planted.desk()).isEmpty)
    try await planted.record(
      "2022-10", goods: ["drones"],
      [.applicant: "A", .manufacturer: "Factory One", .consignor: "Trader", .brand: "Sparrow"])
    let finding = try #require(try await findings("direct-and-indirect-supply", at: planted.desk()).first)
    #expect(finding.value("records direct") == 4)
    #expect(finding.value("records indirect") == 1)
    #expect(finding.caveats.contains { $0.hasPrefix("No maker in the case carries the brand's name") })
  }

  @Test func `A brand whose name is a common word gathers no makers`() {
    let makers = (1...6).map { "m\($0)" }
    func families(_ brand: String, _ makers: [String], with named: String, keys: (String) -> String)
      -> [DirectAndIndirectSupply.Family]
    {
      DirectAndIndirectSupply.families(
        [.init(id: brand, isBrand: true, isMaker: false)] + makers.map { .init(id: $0, isBrand: false, isMaker: true) },
        together: [[brand, named]]
      ) { NamesAsWritten.keys(keys($0)) }
    }
    let all = families("b", makers, with: "m1") { $0 == "b" ? "Electric" : "\($0) Electric Works" }
    #expect(all.map(\.carriers) == [[]])
    let few = families("b", ["m1", "m2"], with: "m1") { $0 == "b" ? "Electric" : "\($0) Electric Works" }
    #expect(few.map(\.brand) == ["b"])
    #expect(few.first?.carriers == ["m1", "m2"])
    #expect(few.first?.makers == ["m1", "m2"])
    // Without a record that names both, the same name is a coincidence.
    let apart = families("b", ["m9", "m1"], with: "m9") {
      $0 == "b" ? "Gigant" : $0 == "m1" ? "Колхоз «Гигант»" : "Yongkang Tosfl"
    }
    #expect(apart.first?.carriers == [])
  }

  @Test func `Direct supply alone, and goods of no concern, stay silent`() async throws {
    let planted = try await PlantedCase()
    for _ in 0..<3 {
      try await planted.record("2022-10", goods: ["drones"], [.applicant: "A", .manufacturer: "Maker", .consignor: "Maker"])
      try await planted.record("2022-10", goods: ["drones"], [.applicant: "B", .manufacturer: "Maker"])
    }
    for seller in ["X", "Y"] {
      try await planted.record("2022-10", goods: ["toys"], [.applicant: "A", .manufacturer: "Toymaker", .consignor: seller])
    }
    #expect(try await findings("direct-and-indirect-supply", at: planted.desk()).isEmpty)
    #expect(
      try await findings("direct-and-indirect-supply", at: planted.desk(), ["goods": "any"]).map(\.id)
        == ["direct-and-indirect-supply:p-Toymaker"])
  }

  @Test func `Each other supplier has its rows, and one that buys and sells on is named`() async throws {
    let planted = try await PlantedCase()
    try await planted.party("Hub Trading", country: "KGZ")
    try await planted.record(
      "2022-05", grade: .customs, goods: ["drones"], to: "KGZ", origin: "CHN", dispatch: "CHN",
      [.consignee: "Hub Trading", .manufacturer: "Maker", .consignor: "Maker"])
    for month in ["2022-06", "2022-07"] {
      try await planted.record(
        month, grade: .customs, goods: ["drones"], origin: "CHN", dispatch: "KGZ",
        [.consignee: "Buyer", .manufacturer: "Maker", .consignor: "Hub Trading"])
    }
    let finding = try #require(try await findings("direct-and-indirect-supply", at: planted.desk()).first)
    #expect(finding.value("records through Hub Trading") == 2)
    #expect(finding.figure("records through Hub Trading")?.evidence.addresses.map(\.row) == [2, 3])
    #expect(finding.value("records to Hub Trading, which sells on") == 1)
    #expect(finding.text.contains("Hub Trading stands between: it buys such goods in 1 record and supplies them in 2."))
    #expect(finding.text.contains("seller Hub Trading (Kyrgyzstan) and Maker"))
    #expect(finding.text.contains("dispatch China and Kyrgyzstan"))
  }
}
