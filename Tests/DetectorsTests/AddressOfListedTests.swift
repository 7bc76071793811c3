// SPDX-License-Identifier: Apache-2.0

import Testing
import Trade
import Warehouse

@testable import Detectors

struct AddressOfListedTests {
  private func house(_ listed: String = "Flat 5, 12 Long Road, Kowloon, Hong Kong") async throws -> PlantedCase {
    let planted = try await PlantedCase()
    try await planted.listed("Listed Works", as: "Listed Works Ltd", byNumber: true, from: "2022-09-01", by: "2022-09-01", entry: "7")
    try await planted.engine.execute(
      """
      INSERT INTO listing_address (source, "row", list, entry, address) VALUES ('list', 1, 'ofac-sdn', '7', \(listed))
      """)
    try await planted.party("Neighbour", address: "12 Long Rd., flat 5, Kowloon, Hong Kong")
    try await planted.party("Elsewhere", address: "13 Long Road, flat 5, Kowloon, Hong Kong")
    for day in ["2022-05-01", "2022-12-01"] {
      for name in ["Neighbour", "Elsewhere"] { try await planted.record(day, goods: ["drones"], [.applicant: "Buyer", .consignor: name]) }
    }
    return planted
  }

  @Test func `A seller at the address of a listed firm is found`() async throws {
    let found = try await findings("address-of-listed", at: house().desk())
    #expect(found.map(\.parties) == [["Neighbour"]])
    let finding = try #require(found.first)
    #expect(finding.value("records") == 2)
    #expect(finding.title == "Neighbour: at the address of Listed Works")
    #expect(finding.text.contains("Listed Works Ltd on OFAC's SDN list, which on the day of the last record was on the list (listed 2022-09-01)"))
    #expect(finding.text.hasSuffix("Standing: exposure by address alone."))
    // 0.8 × 0.5 × (0.7 + 0.3 × 2/5)
    #expect(abs(finding.score - 0.8 * 0.5 * 0.82) < 1e-9)
  }

  @Test func `The listed firm itself, an address without a number and a mass address stay silent`() async throws {
    #expect(try await findings("address-of-listed", at: house("Kowloon, Hong Kong").desk()).isEmpty)
    let own = try await PlantedCase()
    try await own.party("Listed Works", address: "12 Long Road, flat 5, Kowloon")
    try await own.listed("Listed Works", byNumber: true, from: "2022-09-01", by: "2022-09-01", entry: "7")
    try await own.engine.execute(
      "INSERT INTO listing_address (source, \"row\", list, entry, address) VALUES ('list', 1, 'ofac-sdn', '7', '12 Long Road, flat 5, Kowloon')")
    try await own.record("2022-12-01", goods: ["drones"], [.applicant: "Buyer", .consignor: "Listed Works"])
    #expect(try await findings("address-of-listed", at: own.desk()).isEmpty)

    let mass = try await house()
    try await mass.listed("Another", byNumber: true, from: "2022-01-01", by: "2022-01-01", entry: "8")
    try await mass.engine.execute(
      "INSERT INTO listing_address (source, \"row\", list, entry, address) VALUES ('list', 2, 'ofac-sdn', '8', 'Flat 5, 12 Long Road, Kowloon, Hong Kong')")
    #expect(try await findings("address-of-listed", at: mass.desk()).count == 1)
    #expect(try await findings("address-of-listed", at: mass.desk(), ["most": "1"]).isEmpty)
  }

  @Test func `An entry of after the as-of date is not known yet`() async throws {
    #expect(try await findings("address-of-listed", at: house().desk(asOf: "2022-08-31")).isEmpty)
  }
}
