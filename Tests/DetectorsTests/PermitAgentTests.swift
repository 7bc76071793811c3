// SPDX-License-Identifier: Apache-2.0

import Testing
import Trade

@testable import Detectors

struct PermitAgentTests {
  private let chapters = ["65", "85", "62", "87", "40", "09"]

  /// Importers that each deal in one chapter.
  private func specialists(_ planted: PlantedCase) async throws {
    for chapter in chapters {
      for number in 1...3 {
        try await planted.record(
          "2022-10-0\(number)", goods: ["drones"], code: chapter + "0101", [.applicant: "Specialist \(chapter) \(number)", .manufacturer: "M"])
      }
    }
  }

  private func agent() async throws -> PlantedCase {
    let planted = try await PlantedCase()
    try await specialists(planted)
    for (number, chapter) in chapters.enumerated() {
      try await planted.record(
        "2022-11-0\(number + 1)", goods: number == 0 ? ["helmets"] : [], code: chapter + "0101",
        [.applicant: "Permits for All", .manufacturer: "Maker \(number)"])
    }
    return planted
  }

  @Test func `An applicant for unrelated goods of many makers is found`() async throws {
    let found = try await findings("permit-agent", at: agent().desk())
    #expect(found.map(\.parties) == [["Permits for All"]])
    let finding = try #require(found.first)
    #expect(finding.value("filings") == 6)
    #expect(finding.value("kinds of goods") == 6)
    #expect(finding.value("makers") == 6)
    #expect(finding.title == "Permits for All: may not be the recipient")
    #expect(finding.text.hasPrefix("Permits for All stands as the applicant in 6 filings for 6 kinds of goods of 6 makers."))
    #expect(finding.text.hasSuffix("It may not be the recipient of the goods."))
    // 0.8 × (0.3 + 0.25 × 6/11 + 0.25 × 6/16), with a proximity of zero
    #expect(abs(finding.score - 0.8 * (0.3 + 0.25 * 6 / 11 + 0.25 * 6 / 16)) < 1e-9)
  }

  @Test(arguments: [("minimum-kinds", "7"), ("minimum-makers", "7")])
  func `Kinds and makers are boundaries`(name: String, value: String) async throws {
    #expect(try await findings("permit-agent", at: agent().desk(), [name: value]).isEmpty)
  }

  @Test func `Goods that many combine are one business`() async throws {
    let planted = try await PlantedCase()
    for importer in 1...5 {
      for (number, chapter) in chapters.enumerated() {
        try await planted.record(
          "2022-11-0\(number + 1)", goods: ["helmets"], code: chapter + "0101",
          [.applicant: "Wholesaler \(importer)", .manufacturer: "Maker \(number)"])
      }
    }
    #expect(try await findings("permit-agent", at: planted.desk()).isEmpty)
    #expect(try await findings("permit-agent", at: planted.desk(), ["proximity": "1"]).count == 5)
  }

  @Test func `Whoever enters filings for many applicants is found, and for few is not`() async throws {
    let planted = try await PlantedCase()
    for number in 1...6 {
      try await planted.record("2022-11-0\(number)", goods: ["drones"], [.applicant: "Client \(number)", .creator: "Filer"])
      try await planted.record("2022-11-0\(number)", goods: ["drones"], [.applicant: "Client \(number % 2)", .creator: "Helper"])
    }
    let found = try await findings("permit-agent", at: planted.desk())
    #expect(found.map(\.parties) == [["Filer"]])
    #expect(found.first?.value("applicants that it enters filings for") == 6)
    #expect(found.first?.text.contains("Filer entered 6 filings for 6 different applicants.") == true)
    #expect(found.first?.title == "Filer: enters filings for 6 applicants")
    // 0.8 × (0.4 + 0.4 × 6/16) × 0.5
    #expect(abs((found.first?.score ?? 0) - 0.8 * 0.55 * 0.5) < 1e-9)
    #expect(try await findings("permit-agent", at: planted.desk(), ["clients": "7"]).isEmpty)
  }

  @Test func `A business in permits with goods of two kinds is found`() async throws {
    let planted = try await PlantedCase()
    try await planted.party("Legit", activity: "Consulting on permits")
    try await planted.party("Shop", activity: "Retail of toys")
    for name in ["Legit", "Shop"] {
      try await planted.record("2022-11", goods: ["helmets"], [.applicant: name, .manufacturer: "Deekon"])
      try await planted.record("2023-03", goods: ["radios"], [.applicant: name, .manufacturer: "Retekess"])
    }
    let finding = try #require(try await findings("permit-agent", at: planted.desk()).first)
    #expect(finding.parties == ["Legit"])
    #expect(finding.value("kinds of goods") == 2)
    #expect(finding.text.contains("A register gives its business as “Consulting on permits”."))
    #expect(try await findings("permit-agent", at: planted.desk()).count == 1)
  }

  @Test func `Customs records, goods of no concern and lone filings stay silent`() async throws {
    let planted = try await PlantedCase()
    for (number, chapter) in chapters.enumerated() {
      try await planted.record(
        "2022-11-0\(number + 1)", grade: .customs, goods: ["drones"], code: chapter + "0101",
        [.consignee: "Importer", .manufacturer: "Maker \(number)"])
      try await planted.record(
        "2022-11-0\(number + 1)", goods: ["toys"], code: chapter + "0202", [.applicant: "Toys", .manufacturer: "Maker \(number)"])
    }
    #expect(try await findings("permit-agent", at: planted.desk()).isEmpty)
  }
}
