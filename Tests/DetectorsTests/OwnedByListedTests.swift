// SPDX-License-Identifier: Apache-2.0

import Foundation
import Parties
import Testing
import Trade
import Warehouse

@testable import Detectors

struct OwnedByListedTests {
  private func stake(
    _ planted: PlantedCase, _ owner: String, _ owned: String, _ share: Double?, from: String? = nil, to: String? = nil, row: Int
  ) async throws {
    try await planted.party(owner)
    try await planted.party(owned)
    if row == 1 { try await planted.engine.execute("INSERT INTO source (source, sha256) VALUES ('owners', 'beef')") }
    try await planted.engine.execute(
      """
      INSERT INTO ownership (source, "row", owner_name, owner_identity, owned_name, owned_identity, share, start_date, end_date)
      VALUES ('owners', \(row), \(owner), \("i-" + owner), \(owned), \("i-" + owned), \(share), \(from.flatMap { Day($0) }),
        \(to.flatMap { Day($0) }))
      """)
  }

  @Test func `An owner found by name only is no listed one`() async throws {
    let planted = try await PlantedCase()
    try await planted.listed("Magnate", score: 0.95, from: "2022-04-01", by: "2022-04-01", entry: "1")
    try await stake(planted, "Magnate", "Works", 60, row: 1)
    try await stake(planted, "Works", "Daughter", 100, row: 2)
    for name in ["Works", "Daughter"] {
      try await planted.record("2022-06-01", grade: .customs, goods: ["drones"], [.consignee: name])
    }
    let found = try await findings("owned-by-listed", at: planted.desk())
    #expect(found.count == 2)
    for finding in found {
      #expect(finding.title.contains("owned by parties with names of listed ones"))
      #expect(finding.text.contains("Standing: exposure at most, and only if they are the listed ones"))
      #expect(finding.caveats.contains("An owner was found on its list by name only: another body may bear it."))
    }
    #expect(found.contains { $0.text.contains("Magnate (60 %, listed, if the entry of that name is the same body)") })
  }

  /// Two listed owners with 30 and 25 per cent.
  private func owned(_ second: Double? = 25) async throws -> PlantedCase {
    let planted = try await PlantedCase()
    try await planted.listed("Magnate", byNumber: true, from: "2022-04-01", by: "2022-04-01", entry: "1")
    try await planted.listed("Bank", byNumber: true, from: "2022-03-01", by: "2022-03-01", entry: "2")
    try await stake(planted, "Magnate", "Works", 30, row: 1)
    try await stake(planted, "Bank", "Works", second, row: 2)
    for day in ["2022-03-15", "2022-05-01", "2022-06-01"] {
      try await planted.record(day, grade: .customs, goods: ["drones"], [.consignee: "Works"])
    }
    return planted
  }

  @Test func `Shares of listed owners are added up, on the date of each record`() async throws {
    let finding = try #require(try await findings("owned-by-listed", at: owned().desk()).first)
    #expect(finding.value("share owned by listed parties") == 55)
    #expect(finding.figure("share owned by listed parties")?.evidence.addresses.map(\.row) == [1, 2])
    // On 15 March only the bank was on a list.
    #expect(finding.value("records while owned") == 2)
    #expect(finding.value("records before or after") == 1)
    #expect(finding.figure("records while owned")?.evidence.addresses.map(\.row) == [2, 3])
    #expect(finding.parties == ["Works", "Bank", "Magnate"])
    #expect(finding.title == "Works: owned by listed parties, 55 %")
    // 0.4 + 0.3 × 0.55 + 0.3 × 2/5
    #expect(abs(finding.score - (0.4 + 0.165 + 0.12)) < 1e-9)
  }

  @Test(arguments: [("50", 1), ("55", 1), ("55.01", 0)])
  func `The share is a boundary`(share: String, count: Int) async throws {
    #expect(try await findings("owned-by-listed", at: owned().desk(), ["share": share]).count == count)
  }

  @Test func `A stake without a share leaves it open, and is not zero`() async throws {
    let finding = try #require(try await findings("owned-by-listed", at: owned(nil).desk()).first)
    #expect(finding.value("records while owned") == nil)
    // From 15 March on the bank alone could own more than half.
    #expect(finding.value("records on which undisclosed shares decide") == 3)
    #expect(finding.figure("share owned by listed parties")?.low == 30)
    #expect(finding.title.hasSuffix("at least 30 %") && finding.text.contains("Together 30 to 100 %"))
    #expect(finding.coverage == 0.6)
  }

  @Test func `Ownership reaches through firms that listed parties own, and rings of firms add nothing`() {
    func stake(_ owner: String, _ owned: String, _ share: Double?) -> OwnershipChart.Stake {
      .init(owner: owner, owned: owned, share: share, from: nil, to: nil, source: "s", row: 1)
    }
    let listed: [String: [OwnershipChart.Listed]] = [
      "L": [.init(interval: .init(listedFrom: Day("2022-01-01"), listedBy: Day("2022-01-01")), certainty: 0.95)]
    ]
    let chart = OwnershipChart(
      stakes: [
        stake("L", "Holding", 60), stake("Holding", "Daughter", 50), stake("Daughter", "Granddaughter", 100), stake("L", "Half", 49),
        stake("Half", "Other", 100), stake("A", "B", 100), stake("B", "A", 100),
      ], listed: listed, threshold: 50)
    let day = Day(number: 19_300)
    #expect(chart.holding(of: "Holding", on: day).low == 60)
    // The whole of a blocked holding's stake counts.
    #expect(chart.holding(of: "Daughter", on: day).low == 50)
    #expect(chart.holding(of: "Granddaughter", on: day).reaches(50))
    #expect(chart.holding(of: "Granddaughter", on: day).certainty == 0.95)
    #expect(!chart.holding(of: "Half", on: day).reaches(50))
    #expect(chart.holding(of: "Other", on: day).stakes.isEmpty)
    #expect(chart.holding(of: "A", on: day).stakes.isEmpty)
    #expect(chart.holding(of: "Holding", on: Day(number: 18_000)).stakes.isEmpty)
  }

  @Test(arguments: [(60.0, true), (49.0, false)])
  func `A share that is not stated leaves what lies below it open, up to the stakes there`(share: Double, mayReach: Bool) {
    let stakes = [("L", "Middle", nil), ("Middle", "Works", share)].map {
      OwnershipChart.Stake(owner: $0.0, owned: $0.1, share: $0.2, from: nil, to: nil, source: "s", row: 1)
    }
    let open = OwnershipChart.Listed(interval: .init(listedFrom: Day("2020-01-01"), listedBy: Day("2020-01-01")), certainty: 1)
    let holding = OwnershipChart(stakes: stakes, listed: ["L": [open]], threshold: 50).holding(of: "Works", on: Day(number: 19_200))
    #expect(holding.low == 0 && holding.high == share && holding.isOpen && holding.stakes[0].isDoubtful)
    #expect(!holding.reaches(50) && holding.mayReach(50) == mayReach)
  }

  @Test func `A stake that two sources state counts once, and one that ended does not count`() {
    func stake(_ owner: String, _ share: Double?, to: String? = nil, row: Int) -> OwnershipChart.Stake {
      .init(owner: owner, owned: "X", share: share, from: nil, to: to.flatMap { Day($0) }, source: "s", row: row)
    }
    let open = OwnershipChart.Listed(interval: .init(listedFrom: Day("2020-01-01"), listedBy: Day("2020-01-01")), certainty: 1)
    let chart = OwnershipChart(
      stakes: [stake("L", 30, row: 1), stake("L", nil, row: 2), stake("L", 40, row: 3), stake("M", 20, to: "2022-06-30", row: 4)],
      listed: ["L": [open], "M": [open]], threshold: 50)
    // L's three versions are one stake of 40 per cent.
    #expect(chart.holding(of: "X", on: Day(number: 19_170)).low == 60)
    #expect(chart.holding(of: "X", on: Day(number: 19_200)).low == 40)
    #expect(!chart.holding(of: "X", on: Day(number: 19_200)).isOpen)
  }

  @Test func `Owners that are not listed, weak matches and records before any listing stay silent`() async throws {
    let planted = try await PlantedCase()
    try await stake(planted, "Private", "Works", 100, row: 1)
    try await planted.listed("Namesake", score: 0.8, from: "2022-01-01", by: "2022-01-01")
    try await stake(planted, "Namesake", "Mill", 100, row: 2)
    try await planted.listed("Late", byNumber: true, from: "2023-01-01", by: "2023-01-01", entry: "3")
    try await stake(planted, "Late", "Plant", 100, row: 3)
    for name in ["Works", "Mill", "Plant"] { try await planted.record("2022-05-01", goods: ["drones"], [.applicant: name]) }
    #expect(try await findings("owned-by-listed", at: planted.desk()).isEmpty)
    #expect(try await findings("owned-by-listed", at: planted.desk(), ["minimum-score": "0.8"]).map { $0.parties[0] } == ["Mill"])
  }

  private static let graph = RealFilings.file("lists/graph/zala_aero_entities.ftm.json")

  private struct Entity: Decodable {
    var id: String
    var schema: String
    var caption: String
    var properties: [String: [String]]
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: graph.path), "The ownership graph of ../shared/data is not here."))
  func `The stakes of a real graph add up by date, and no stake counts in several versions`() throws {
    let entities = try String(contentsOf: Self.graph, encoding: .utf8).split(separator: "\n").map { line in
      try JSONDecoder().decode(Entity.self, from: Data(line.utf8))
    }
    let byID = Dictionary(entities.map { ($0.id, $0) }) { first, _ in first }
    func id(_ caption: String) throws -> String { try #require(entities.first { $0.caption.hasSuffix(caption) }?.id) }
    let owner = try id("ZAKHAROV")
    let first = entities.filter { $0.schema == "Sanction" && $0.properties["entity"]?.contains(owner) == true }
      .flatMap { $0.properties["startDate"] ?? [] }.compactMap { Day($0) }.min()
    #expect(first == Day("2023-07-01"))
    let stakes = entities.enumerated().filter { $0.element.schema == "Ownership" }.compactMap { row, entity -> OwnershipChart.Stake? in
      let properties = entity.properties
      guard let owner = properties["owner"]?.first, let owned = properties["asset"]?.first else { return nil }
      return OwnershipChart.Stake(
        owner: owner, owned: owned, share: properties["percentage"]?.first.flatMap(Double.init),
        from: properties["startDate"]?.first.flatMap { Day($0) }, to: properties["endDate"]?.first.flatMap { Day($0) },
        source: "graph", row: row)
    }
    #expect(stakes.count == 14 && byID.count == entities.count)
    let chart = OwnershipChart(
      stakes: stakes, listed: [owner: [.init(interval: .init(listedFrom: first, listedBy: first), certainty: 1)]], threshold: 50)
    func share(_ caption: String, _ day: String) throws -> Double {
      chart.holding(of: try id(caption), on: try #require(Day(day))).low
    }
    // 50, 48 and 51 per cent of one owner are versions of one stake.
    #expect(try share("LLC CST", "2023-08-01") == 51)
    #expect(try share("LLC CST", "2023-06-30") == 0)
    #expect(try share("Aeroscan", "2024-03-10") == 100)
    #expect(try share("Aeroscan", "2024-04-01") == 0)
    // 75 per cent until November 2022, before the owner was listed.
    #expect(try share("\"СПС\"", "2022-11-01") == 0)
    #expect(try share("\"РТЦ\"", "2023-08-01") == 100)
  }
}
