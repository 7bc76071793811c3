// SPDX-License-Identifier: Apache-2.0

import Testing
import Trade

@testable import Detectors

struct ListedPartyTests {
  private func supplier() async throws -> PlantedCase {
    let planted = try await PlantedCase()
    for month in ["2022-10", "2022-12", "2023-02", "2023-03"] {
      try await planted.record(month, goods: ["drones"], [.applicant: "Buyer", .consignor: "Sinno Electronics"])
    }
    try await planted.listed("Sinno Electronics", as: "SINNO ELECTRONICS CO., LTD.", from: "2022-12-16", by: "2022-12-16")
    return planted
  }

  @Test func `Status is judged on the date of each record`() async throws {
    let found = try await findings("listed-party", at: supplier().desk())
    let finding = try #require(found.first)
    #expect(found.count == 1)
    #expect(finding.value("records while listed") == 2)
    #expect(finding.value("records before listing") == 1)
    #expect(finding.value("records whose date leaves the status open") == 1)
    #expect(finding.figure("records after delisting") == nil)
    #expect(finding.figure("records while listed")?.evidence.addresses.map(\.row) == [3, 4])
    #expect(finding.evidence.count == 4)
    #expect(finding.coverage == 0.875)
    #expect(finding.grade == .filing)
    #expect(finding.parties == ["Sinno Electronics"])
    // 0.9 × 0.8 × (0.6 + 0.4 · 2/5)
    #expect(abs(finding.score - 0.9 * 0.8 * 0.76) < 1e-9)
    #expect(
      finding.text == """
        The name of Sinno Electronics is like “SINNO ELECTRONICS CO., LTD.”, entry 1 of OFAC's SDN list (score 0.9 of 1: \
        test). No registry number ties the two: it may be another firm of that name. Program of the entry: RUSSIA-EO14024. \
        Listed on 16 December 2022. Sinno Electronics appears in 4 records: 2 while the entry was listed, 1 on dates for which the \
        list does not tell and 1 before the entry was listed. Standing: exposure at most, and only if both are the same body.
        """)
    #expect(
      finding.title == "Sinno Electronics: a name like that of an entry of OFAC's SDN list, which was listed when some records were made")
    #expect(finding.caveats.contains("Matched by name only: another firm may bear it."))
  }

  @Test func `A match by registry number is certain`() async throws {
    let planted = try await PlantedCase()
    try await planted.record("2023-03-05", goods: ["drones"], [.applicant: "Buyer"])
    try await planted.listed("Buyer", score: 0.4, byNumber: true, from: "2023-01-01", by: "2023-01-01")
    let finding = try #require(try await findings("listed-party", at: planted.desk()).first)
    #expect(abs(finding.score - 0.8 * 0.7) < 1e-9)
    #expect(finding.text.hasPrefix("Buyer has the registry number of “Buyer”, entry 1 of OFAC's SDN list"))
    #expect(finding.title == "Buyer: by registry number on OFAC's SDN list as “Buyer”, listed when some records were made")
  }

  @Test(arguments: [("0.9", 1), ("0.91", 0)])
  func `The least score is a boundary`(minimum: String, count: Int) async throws {
    #expect(try await findings("listed-party", at: supplier().desk(), ["minimum-score": minimum]).count == count)
  }

  @Test func `A delisted party and one listed later score low`() async throws {
    let planted = try await PlantedCase()
    try await planted.record("2023-03-05", [.applicant: "Former", .consignor: "Later"])
    try await planted.listed("Former", by: "2018-01-01", delisted: "2022-01-01")
    try await planted.listed("Later", from: "2023-09-01", by: "2023-09-01", entry: "2")
    let found = try await findings("listed-party", at: planted.desk())
    #expect(found.map(\.parties) == [["Later"], ["Former"]])
    #expect(found.first?.value("records before listing") == 1)
    #expect(found.last?.value("records after delisting") == 1)
    #expect((found.first?.score ?? 1) < 0.2)
    #expect(found.first?.title.contains("listed since the records were made") == true)
  }

  @Test func `Several entries are judged together`() async throws {
    let planted = try await PlantedCase()
    try await planted.record("2023-03-05", [.applicant: "Buyer"])
    try await planted.listed("Buyer", from: "2023-09-01", by: "2023-09-01", entry: "new")
    try await planted.listed("Buyer", by: "2021-04-01", entry: "old")
    let found = try await findings("listed-party", at: planted.desk())
    #expect(found.count == 1)
    #expect(found.first?.value("records while listed") == 1)
    #expect(found.first?.figures.count == 1)
  }

  @Test func `What is listed after the as-of date is not known yet`() async throws {
    #expect(try await findings("listed-party", at: supplier().desk(asOf: "2022-12-15")).isEmpty)
    #expect(try await findings("listed-party", at: supplier().desk(asOf: "2022-12-16")).count == 1)
  }

  @Test func `Parties on no list, and listed ones without records, stay silent`() async throws {
    let planted = try await PlantedCase()
    try await planted.record("2023-03-05", [.applicant: "Buyer"])
    try await planted.listed("Elsewhere", from: "2022-01-01", by: "2022-01-01")
    #expect(try await findings("listed-party", at: planted.desk()).isEmpty)
  }

  @Test func `An undated record or listing leaves the status open`() async throws {
    let planted = try await PlantedCase()
    try await planted.record(nil, [.applicant: "Buyer"])
    try await planted.record("2023-03-05", [.applicant: "Other"])
    try await planted.listed("Buyer", from: "2022-01-01", by: "2022-01-01")
    try await planted.listed("Other", entry: "2")
    let found = try await findings("listed-party", at: planted.desk())
    #expect(found.count == 2)
    for finding in found { #expect(finding.value("records whose date leaves the status open") == 1) }
  }

  @Test func `The standing is explicit by number and customs record, exposure by name, and none before the listing`() async throws {
    let planted = try await PlantedCase()
    try await planted.listed("By Number", byNumber: true, from: "2022-01-01", by: "2022-01-01", entry: "1")
    try await planted.listed("By Name", score: 0.95, from: "2022-01-01", by: "2022-01-01", entry: "2")
    try await planted.listed("Later", byNumber: true, from: "2023-01-01", by: "2023-01-01", entry: "3")
    for name in ["By Number", "By Name", "Later"] {
      try await planted.record("2022-06-01", grade: .customs, goods: ["drones"], [.consignee: name])
    }
    let found = try await findings("listed-party", at: planted.desk())
    func text(_ name: String) -> String { found.first { $0.parties == [name] }?.text ?? "" }
    #expect(text("By Number").contains("Standing: explicit"))
    #expect(text("By Name").contains("Standing: exposure"))
    #expect(text("Later").contains("Standing: none"))
    #expect(found.first?.subject == "p-By Number")
  }

  @Test func `A customs record of before the listing makes no filing since explicit`() async throws {
    let planted = try await PlantedCase()
    try await planted.listed("Works", byNumber: true, from: "2022-05-01", by: "2022-05-01", entry: "1")
    try await planted.record("2022-03-01", grade: .customs, goods: ["drones"], [.consignee: "Works"])
    try await planted.record("2022-06-01", grade: .filing, goods: ["drones"], [.applicant: "Works"])
    let finding = try #require(try await findings("listed-party", at: planted.desk()).first)
    #expect(finding.grade == .customs && finding.text.contains("1 while the entry was listed") && finding.text.contains("Standing: exposure"))
  }

  @Test func `The number of one entry makes no record explicit that another one, found by name, covers`() async throws {
    let planted = try await PlantedCase()
    try await planted.listed("Works", byNumber: true, from: "2023-01-01", by: "2023-01-01", entry: "1")
    try await planted.listed("Works", score: 0.95, from: "2022-01-01", by: "2022-01-01", entry: "2")
    try await planted.record("2022-06-01", grade: .customs, goods: ["drones"], [.consignee: "Works"])
    let finding = try #require(try await findings("listed-party", at: planted.desk()).first)
    #expect(finding.text.contains("1 while the entry was listed") && finding.text.contains("Standing: exposure"))
  }
}
