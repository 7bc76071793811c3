// SPDX-License-Identifier: Apache-2.0

import Statistics
import Testing
import Trade

@testable import Detectors

struct DormantImporterTests {
  /// Steady buyers, so that the case covers 2019 to 2023 and chance has something to be set against.
  private func steady(_ planted: PlantedCase, _ buyers: Int = 4) async throws {
    for year in 2019...2022 {
      for month in [1, 3, 5, 7, 9, 11] {
        for buyer in 1...buyers {
          try await planted.record("\(year)-0\(month)".replacing("011", with: "11"), goods: ["drones"], [.applicant: "Steady \(buyer)"])
        }
      }
    }
  }

  private func returned() async throws -> PlantedCase {
    let planted = try await PlantedCase()
    try await steady(planted)
    for month in 1...9 { try await planted.record("2019-0\(month)", goods: ["toys"], [.applicant: "Sleeper"]) }
    for month in 5...8 { try await planted.record("2022-0\(month)", grade: .customs, goods: ["drones"], [.consignee: "Sleeper"]) }
    return planted
  }

  @Test func `A buyer that returns after a silence of years is found`() async throws {
    let found = try await findings("dormant-importer", at: returned().desk())
    #expect(found.map(\.parties) == [["Sleeper"]])
    let finding = try #require(found.first)
    // October 2019 to April 2022
    #expect(finding.value("months of silence") == 31)
    #expect(finding.value("records before the silence") == 9)
    #expect(finding.value("records since") == 4)
    #expect(finding.goods == ["drones"])
    #expect(finding.grade == .customs)
    #expect(finding.text.hasPrefix("Sleeper had records in 9 months of January 2019 to September 2019, then none for 31 months."))
    #expect(finding.text.contains("From May 2022 on, 4 customs records import Drones."))
    #expect(abs(finding.score - (0.4 + 0.3 * 31 / 43 + 0.3 * 4 / 9)) < 1e-9)
  }

  @Test(arguments: [("31", 1), ("32", 0)])
  func `The least silence is a boundary`(silence: String, count: Int) async throws {
    #expect(try await findings("dormant-importer", at: returned().desk(), ["silence": silence]).count == count)
  }

  @Test func `Nothing is left when nothing may be chance, and steady buyers are silent`() async throws {
    #expect(try await findings("dormant-importer", at: returned().desk(), ["chance": "0"]).isEmpty)
    let planted = try await PlantedCase()
    try await steady(planted)
    #expect(try await findings("dormant-importer", at: planted.desk()).isEmpty)
  }

  @Test func `An occasional buyer's pause is no news`() async throws {
    let planted = try await PlantedCase()
    try await steady(planted)
    for month in ["2019-01", "2020-01", "2021-01", "2022-06"] {
      try await planted.record(month, goods: ["drones"], [.applicant: "Yearly"])
    }
    #expect(try await findings("dormant-importer", at: planted.desk()).isEmpty)
  }

  @Test func `An old firm that first appears after the day is found, a new one is not`() async throws {
    let planted = try await PlantedCase()
    try await steady(planted)
    for (name, day) in [("Old Shelf", "2011-03-01"), ("New Firm", "2022-05-01")] {
      try await planted.party(name, registered: day, match: "number")
      for month in ["2022-06", "2022-07", "2022-08", "2022-09", "2022-10"] {
        try await planted.record(month, goods: ["drones"], [.applicant: name])
      }
    }
    let found = try await findings("dormant-importer", at: planted.desk())
    #expect(found.map(\.parties) == [["Old Shelf"]])
    let finding = try #require(found.first)
    #expect(finding.value("months of silence") == 41)
    #expect(finding.title == "Old Shelf: an old firm that first appears in June 2022")
    #expect(finding.text.contains("was registered on 1 March 2011 and has no record in the 41 months"))
  }

  @Test func `The chance of a silence is that of independent months`() {
    // (s − a + ½)/s, then one more on both sides
    #expect(DormantImporter.chance(active: 2, of: 2, silent: 1) == 0.25)
    #expect(DormantImporter.chance(active: 2, of: 2, silent: 2) == 0.25 * 0.5)
    #expect(abs(DormantImporter.chance(active: 6, of: 12, silent: 2) - 6.5 / 12 * 7.5 / 13) < 1e-12)
    #expect(DormantImporter.chance(active: 6, of: 12, silent: 0) == 1)
    #expect(DormantImporter.chance(allOf: 2, within: 3, of: 12) == 0.0625)
  }

  @Test func `Among buyers that buy at random hardly any is found`() async throws {
    var random = SeededGenerator(seed: 7)
    let planted = try await PlantedCase()
    for buyer in 1...60 {
      for month in 0..<60 where random.uniform() < 0.15 {
        let text = "\(2019 + month / 12)-\(month % 12 < 9 ? "0" : "")\(month % 12 + 1)"
        try await planted.record(text, goods: ["drones"], [.applicant: "Random \(buyer)"])
      }
    }
    #expect(try await findings("dormant-importer", at: planted.desk(asOf: "2024-01-31")).count <= 1)
  }

  @Test(arguments: [("2022-02-10", 0), ("2022-02-25", 1)])
  func `In the month of the day the days decide`(day: String, count: Int) async throws {
    let planted = try await PlantedCase()
    try await steady(planted)
    for month in 1...9 { try await planted.record("2019-0\(month)", goods: ["drones"], [.applicant: "Sleeper"]) }
    // Back on that day; the next record is a month later.
    for when in [day, "2022-03-05", "2022-04-05"] { try await planted.record(when, goods: ["drones"], [.applicant: "Sleeper"]) }
    let found = try await findings("dormant-importer", at: planted.desk())
    #expect(found.count == count)
    #expect(found.allSatisfy { $0.value("records since") == 3 && $0.value("months of silence") == 28 })
  }
}
