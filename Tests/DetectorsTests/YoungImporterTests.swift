// SPDX-License-Identifier: Apache-2.0

import Testing
import Trade

@testable import Detectors

struct YoungImporterTests {
  private func silva() async throws -> PlantedCase {
    let planted = try await PlantedCase()
    try await planted.party("Silva", registered: "2022-09")
    try await planted.party("Oldtimer", registered: "2009-05-04")
    try await planted.record("2023-03", goods: ["helmets"], quantity: 100_000, [.applicant: "Silva", .manufacturer: "H-Win"])
    try await planted.record("2023-08", goods: ["telemetry"], [.applicant: "Silva", .manufacturer: "Mayatech"])
    try await planted.record("2022-11", goods: ["helmets"], quantity: 500, [.applicant: "Oldtimer"])
    try await planted.record("2022-12", goods: ["helmets"], quantity: 1500, [.applicant: "Unregistered"])
    return planted
  }

  @Test func `A firm six months old at its first filing is found`() async throws {
    let found = try await findings("young-importer", at: silva().desk())
    #expect(found.map(\.parties) == [["Silva"]])
    let finding = try #require(found.first)
    let age = try #require(finding.figure("age at filing"))
    #expect(age.value == 6)
    #expect(age.low == 5 && age.high == 6)
    #expect(age.unit == "months")
    #expect(age.evidence.addresses.map(\.row) == [1])
    #expect(age.sql.count == 2 && age.sql[1].contains("registered_from"))
    #expect(finding.value("size of first filing") == 100_000)
    #expect(finding.figure("size of first filing")?.unit == "pieces")
    #expect(finding.grade == .filing)
    #expect(finding.goods == ["helmets"])
    #expect(finding.goodsClass == .dualUse)
    #expect(finding.period == Period("2023-03"))
    #expect(finding.parameters["months"] == "12")
    #expect(
      finding.text == """
        Silva was registered in September 2022, and its first filing in the records is dated March 2023: about 6 months \
        after registration. It registers Helmets. Quantity: 100,000 pieces. It was registered on or after 24 February 2022.
        """)
  }

  @Test func `Size is set against the median of others' first filings`() async throws {
    let planted = try await silva()
    try await planted.party("Younger", registered: "2001")
    try await planted.record("2022-01", goods: ["helmets"], quantity: 1500, [.applicant: "Younger"])
    // A second filing is no first filing.
    try await planted.record("2022-05", goods: ["helmets"], quantity: 9_000_000, [.applicant: "Younger"])
    let finding = try #require(try await findings("young-importer", at: planted.desk()).first)
    #expect(finding.value("size of first filing over median") == 100)
    #expect(finding.figure("size of first filing over median")?.caveats.first?.contains("2 other buyers is 1,000 pieces") == true)
    // 0.8 × (0.5 + 0.3 · (1 − 6/12) + 0.1 + 0.1)
    #expect(abs(finding.score - 0.68) < 1e-9)
    let alone = try await findings("young-importer", at: planted.desk(), ["peers": "3"])
    #expect(alone.first?.figure("size of first filing over median") == nil)
  }

  @Test(arguments: [("6", 0), ("7", 1)])
  func `The boundary of months is where it says`(months: String, count: Int) async throws {
    let found = try await findings("young-importer", at: silva().desk(), ["months": months])
    #expect(found.count == count)
  }

  @Test(arguments: [
    ("2022-09-24", "2022-09-24", 0, nil, nil), ("2022-09-24", "2023-03-23", 5, nil, nil),
    ("2022-09-24", "2023-03-24", 6, nil, nil), ("2022-09", "2023-03", 6, 5, 6), ("2022-09-01", "2023-03", 6, nil, nil),
    ("2022-09-30", "2023-03", 6, 5, 6), ("2022", "2023-03", nil, 2, 14), ("2022", "2022", nil, 0, 11),
    ("2023-03", "2023-03", 0, nil, nil),
  ] as [(String, String, Int?, Int?, Int?)])
  func `Age is as exact as the dates`(registered: String, first: String, value: Int?, low: Int?, high: Int?) throws {
    let (registered, first) = (try #require(Period(registered)), try #require(Period(first)))
    let age = try #require(YoungImporter.Age(registered: registered, first: first))
    #expect(age.value == value)
    #expect(age.bounds?.low == low)
    #expect(age.bounds?.high == high)
  }

  @Test func `A first record before the registration gives no age`() throws {
    let (registered, first) = (try #require(Period("2022-09")), try #require(Period("2022-08")))
    #expect(YoungImporter.Age(registered: registered, first: first) == nil)
  }

  @Test func `Records before the registration raise a doubt of identity`() async throws {
    let planted = try await silva()
    try await planted.record("2020-01-15", goods: ["helmets"], [.applicant: "Silva"])
    let finding = try #require(try await findings("young-importer", at: planted.desk()).first)
    #expect(finding.value("age at filing") == 6)
    #expect(
      finding.caveats.contains(
        "1 record of this name is dated before the registration: the records and the register entry may be of different firms."))
    let clean = try #require(try await findings("young-importer", at: silva().desk()).first)
    #expect(finding.score < clean.score)
  }

  @Test func `Dates that are too wide are said to be`() async throws {
    let planted = try await PlantedCase()
    try await planted.party("Vague", registered: "2022")
    try await planted.record("2023-03", goods: ["drones"], [.consignee: "Vague"])
    let finding = try #require(try await findings("young-importer", at: planted.desk()).first)
    #expect(finding.value("age at filing") == nil)
    #expect(finding.figure("age at filing")?.low == 2)
    #expect(finding.text.contains("2 to 14 months"))
    #expect(finding.caveats.contains { $0.contains("may also be 12 months or more") })
  }

  @Test func `A customs record is a shipment, and only that imports`() async throws {
    let planted = try await PlantedCase()
    try await planted.party("Fresh", registered: "2022-09-01")
    try await planted.record("2022-10-15", grade: .customs, goods: ["drones"], [.consignee: "Fresh"])
    let finding = try #require(try await findings("young-importer", at: planted.desk()).first)
    #expect(finding.grade == .customs)
    #expect(finding.text.contains("its first shipment"))
    #expect(finding.text.contains("It imports Drones."))
  }

  @Test func `Old firms, suppliers, other goods and later days stay silent`() async throws {
    let planted = try await PlantedCase()
    for name in ["Old", "Maker", "Toyshop", "Future"] {
      try await planted.party(name, registered: name == "Old" ? "2010-01-01" : "2022-09-01")
    }
    try await planted.record("2022-10-15", goods: ["drones"], [.applicant: "Old", .manufacturer: "Maker"])
    try await planted.record("2022-10-15", goods: ["toys"], [.applicant: "Toyshop"])
    try await planted.record("2022-12-15", goods: ["drones"], [.applicant: "Future"])
    #expect(try await findings("young-importer", at: planted.desk(asOf: "2022-11-30")).isEmpty)
    let any = try await findings("young-importer", at: planted.desk(asOf: "2022-11-30"), ["goods": "any"])
    #expect(any.map(\.parties) == [["Toyshop"]])
  }

  private static let entries: [(name: String, stated: String?, register: String?, weight: Double?)] = [
    ("Silva", "Buryatia, Ulan-Ude", "Республика Бурятия, город Улан-Удэ", 0.95),
    ("Silva", "Moscow", "Buryatia, Ulan-Ude", nil),
    ("Silva", nil, "Buryatia, Ulan-Ude", 0.3),
    ("Silva Siberian Supply", nil, nil, 0.7),
  ]

  @Test(arguments: entries)
  func `A register entry found by name counts as far as something confirms it`(
    name: String, stated: String?, register: String?, weight: Double?
  ) async throws {
    let planted = try await PlantedCase()
    try await planted.party(name, registered: "2022-09-01", match: "name", address: stated, registerAddress: register)
    try await planted.record("2023-03-01", goods: ["helmets"], [.applicant: name])
    let found = try await findings("young-importer", at: planted.desk())
    #expect(found.count == (weight == nil ? 0 : 1))
    if let weight, let finding = found.first {
      // 0.8 × (0.5 + 0.3 × (1 − 6/12) + 0.1)
      #expect(abs(finding.score - 0.8 * 0.75 * weight) < 1e-9)
      #expect(finding.text.contains("by this name alone") == (weight == 0.3))
    }
  }

  @Test func `A name that filed before the entry was made is another firm's, and the number left out is told`() async throws {
    let planted = try await silva()
    try await planted.party("Lotus", registered: "2022-10-01", match: "name")
    try await planted.record("2021-05-01", goods: ["helmets"], [.applicant: "Lotus"])
    try await planted.record("2022-11-01", goods: ["helmets"], [.applicant: "Lotus"])
    let found = try await findings("young-importer", at: planted.desk())
    #expect(found.map(\.parties) == [["Silva"]])
    #expect(found.first?.caveats.contains { $0.hasPrefix("1 buyer whose name stands in a register") } == true)
  }

  @Test func `A first filing is ranked among those of buyers as young`() async throws {
    let planted = try await PlantedCase()
    for number in 1...7 {
      try await planted.party("Young \(number)", registered: "2022-0\(number)-01", match: "number")
      try await planted.record("2022-12-15", goods: ["helmets"], quantity: Double(number * 100), [.applicant: "Young \(number)"])
    }
    try await planted.party("Old", registered: "2000-01-01", match: "number")
    try await planted.record("2022-12-15", goods: ["helmets"], quantity: 1, [.applicant: "Old"])
    let found = try await findings("young-importer", at: planted.desk())
    let sixth = try #require(found.first { $0.parties == ["Young 6"] })
    // Five of the six others are smaller; the old firm does not count.
    #expect(abs((sixth.value("first filings of buyers as young that are smaller") ?? 0) - 500.0 / 6) < 1e-9)
    #expect(sixth.text.contains("Of 6 other buyers that were under 24 months old, 5 filed for less."))
    #expect(found.first { $0.parties == ["Young 1"] }?.text.contains("filed for less") == false)
  }
}
