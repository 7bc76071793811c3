// SPDX-License-Identifier: Apache-2.0

import Testing
import Trade

@testable import Detectors

struct EarlierDestinationTests {
  private func trade() async throws -> PlantedCase {
    let planted = try await PlantedCase()
    try await planted.party("Harbour Trading", country: "HKG")
    for day in ["2020-05-01", "2021-02-01"] {
      try await planted.record(
        day, grade: .customs, goods: ["radios"], to: "PRK", [.consignee: "Office 1", .consignor: "Harbour Trading"])
    }
    for day in ["2020-01-01", "2022-09-01", "2023-01-01", "2023-03-01"] {
      try await planted.record(day, grade: .customs, goods: ["drones"], [.consignee: "Buyer", .consignor: "Harbour Trading"])
      try await planted.record(day, grade: .customs, goods: ["drones"], [.consignee: "Buyer", .consignor: "Other Trading"])
    }
    return planted
  }

  @Test func `An exporter to North Korea that now supplies Russia is found`() async throws {
    let found = try await findings("earlier-destination", at: trade().desk())
    #expect(found.map(\.parties) == [["Harbour Trading"]])
    let finding = try #require(found.first)
    #expect(finding.value("records to the earlier destinations") == 2)
    // The one of January 2020 is earlier than the first to North Korea.
    #expect(finding.value("later records to others") == 3)
    #expect(finding.title == "Harbour Trading: first North Korea, then Russia")
    #expect(
      finding.text == """
        Harbour Trading (Hong Kong) has 2 records of Portable radios to North Korea, dated 1 May 2020 to 1 February 2021, and \
        after the first of these 3 records of Drones to Russia, dated 1 September 2022 to 1 March 2023.
        """)
    // 0.5 + 0.25 × 2/3 + 0.25 × 3/6
    #expect(abs(finding.score - (0.5 + 0.25 * 2 / 3 + 0.125)) < 1e-9)
  }

  @Test func `Which countries count is a setting`() async throws {
    #expect(try await findings("earlier-destination", at: trade().desk(), ["earlier": "IRN, SYR"]).isEmpty)
    #expect(try await findings("earlier-destination", at: trade().desk(), ["earlier": "PRK"]).count == 1)
    await #expect(throws: DetectorError.self) {
      try await findings("earlier-destination", at: FakeDesk(), ["earlier": "North Korea"])
    }
  }

  @Test func `Trade to one side only, in the other order, or of goods of no concern stays silent`() async throws {
    let planted = try await PlantedCase()
    try await planted.record("2020-05-01", goods: ["drones"], to: "IRN", [.applicant: "A", .manufacturer: "Only there"])
    try await planted.record("2022-05-01", goods: ["drones"], [.applicant: "A", .manufacturer: "First here"])
    try await planted.record("2023-05-01", goods: ["drones"], to: "IRN", [.applicant: "A", .manufacturer: "First here"])
    try await planted.record("2020-05-01", goods: ["toys"], to: "IRN", [.applicant: "A", .manufacturer: "Toymaker"])
    try await planted.record("2022-05-01", goods: ["toys"], [.applicant: "A", .manufacturer: "Toymaker"])
    #expect(try await findings("earlier-destination", at: planted.desk()).isEmpty)
    #expect(try await findings("earlier-destination", at: planted.desk(), ["goods": "any"]).map(\.parties) == [["Toymaker"]])
  }
}
