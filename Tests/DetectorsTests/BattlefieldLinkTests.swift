// SPDX-License-Identifier: Apache-2.0

import Testing
import Trade
import Warehouse

@testable import Detectors

struct BattlefieldLinkTests {
  private func sight(_ planted: PlantedCase, goods: [String] = [], origin: String? = "CHN", maker: String? = nil, model: String? = nil)
    async throws
  {
    let row = try await planted.record(
      "2023-06", grade: .sighting, goods: goods, to: "UKR", origin: origin, maker.map { [.manufacturer: $0] } ?? [:])
    if let model { try await planted.engine.execute("UPDATE record SET model = \(model) WHERE \"row\" = \(row)") }
  }

  @Test func `A found item and filings of its maker meet`() async throws {
    let planted = try await PlantedCase()
    try await sight(planted, goods: ["drones"], maker: "Winger")
    try await planted.record("2022-10", goods: ["drones"], origin: "CHN", [.applicant: "Buyer", .manufacturer: "Winger"])
    try await planted.record("2022-11", goods: ["drones"], origin: "CHN", [.applicant: "Buyer", .brand: "Winger", .manufacturer: "Factory"])
    try await planted.record("2022-11", goods: ["drones"], origin: "CHN", [.applicant: "Buyer", .manufacturer: "Somebody"])
    let found = try await findings("battlefield-link", at: planted.desk())
    // The kind is told by the maker's link.
    #expect(found.map(\.id) == ["battlefield-link:maker:p-Winger"])
    let finding = try #require(found.first)
    #expect(finding.value("sightings") == 1)
    #expect(finding.value("records") == 2)
    #expect(finding.evidence.addresses.map(\.row) == [1, 2, 3])
    #expect(finding.grade == .sighting)
    #expect(finding.text.hasPrefix("1 sighting shows goods of Winger, June 2023, of China origin. 2 filings register goods of Winger (Drones)"))
    #expect(finding.text.hasSuffix("Nothing here shows that what was found came with these records."))
    // 0.5 × (0.6 + 0.2 × 2/5)
    #expect(abs(finding.score - 0.34) < 1e-9)
  }

  @Test func `A model links whatever its case, but not one without a digit`() async throws {
    let planted = try await PlantedCase()
    try await sight(planted, model: "rt-81v ")
    try await sight(planted, model: "Falcon")
    for model in ["RT-81V", "Falcon", "RT-81"] {
      let row = try await planted.record("2023-03", goods: ["radios"], origin: "HKG", [.applicant: "Buyer", .manufacturer: "Maker"])
      try await planted.engine.execute("UPDATE record SET model = \(model) WHERE \"row\" = \(row)")
    }
    let found = try await findings("battlefield-link", at: planted.desk())
    #expect(found.map(\.title) == ["Model RT-81V: found or filmed, and in records"])
    #expect(found.first?.value("records") == 1)
  }

  @Test func `A kind links weakly, and only from the same country, Hong Kong counted with China`() async throws {
    let planted = try await PlantedCase()
    try await sight(planted, goods: ["radios"])
    try await planted.record("2023-03", goods: ["radios"], origin: "HKG", [.applicant: "Buyer", .manufacturer: "Maker"])
    try await planted.record("2023-03", goods: ["radios"], origin: "TUR", [.applicant: "Buyer", .manufacturer: "Maker"])
    let found = try await findings("battlefield-link", at: planted.desk())
    #expect(found.map(\.id) == ["battlefield-link:kind:radios"])
    #expect(found.first?.value("records") == 1)
    #expect(found.first?.text.contains("a link by kind alone") == true)
    #expect(found.first?.text.contains("origin Hong Kong") == true)
    #expect(try await findings("battlefield-link", at: planted.desk(), ["by": "maker"]).isEmpty)
  }

  @Test func `Sightings of other goods, of unknown origin, or after the as-of date stay silent`() async throws {
    let planted = try await PlantedCase()
    try await sight(planted, goods: ["drones"], origin: nil)
    try await sight(planted, goods: ["toys"])
    try await planted.record("2022-10", goods: ["drones", "toys"], origin: "CHN", [.applicant: "Buyer", .manufacturer: "Maker"])
    #expect(try await findings("battlefield-link", at: planted.desk()).isEmpty)
    try await sight(planted, goods: ["drones"])
    #expect(try await findings("battlefield-link", at: planted.desk()).count == 1)
    #expect(try await findings("battlefield-link", at: planted.desk(asOf: "2023-05-31")).isEmpty)
  }

  @Test func `A number alone is no model`() async throws {
    let planted = try await PlantedCase()
    try await sight(planted, model: "2023")
    let row = try await planted.record("2023-03", goods: ["radios"], origin: "CHN", [.applicant: "Buyer", .manufacturer: "Maker"])
    try await planted.engine.execute("UPDATE record SET model = '2023' WHERE \"row\" = \(row)")
    #expect(try await findings("battlefield-link", at: planted.desk()).isEmpty)
  }

  @Test(arguments: [(["2022-10", "2023-08"], "1 of them is dated after the last sighting.", 1.0), (["2023-08"], "All of them are dated after the last sighting.", 0)])
  func `Records from after the find are told, and weigh nothing`(when: [String], says: String, before: Double) async throws {
    let planted = try await PlantedCase()
    try await sight(planted, goods: ["drones"], maker: "Winger")
    for month in when { try await planted.record(month, goods: ["drones"], origin: "CHN", [.applicant: "Buyer", .manufacturer: "Winger"]) }
    let finding = try #require(try await findings("battlefield-link", at: planted.desk()).first)
    #expect(finding.text.contains(says))
    #expect(abs(finding.score - 0.5 * (0.6 + 0.2 * before / (before + 3))) < 1e-9)
  }
}
