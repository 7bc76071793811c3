// SPDX-License-Identifier: Apache-2.0

import Testing
import Trade

@testable import Detectors

struct SharedAddressTests {
  private func house() async throws -> PlantedCase {
    let planted = try await PlantedCase()
    try await planted.party("Alfa", address: "Москва, ул. Тверская, д. 7, офис 12")
    try await planted.party("Beta", registered: "2022-06-01", address: "г. Москва, Тверская улица 7, оф. 12")
    try await planted.party("Gamma", address: "Москва, ул. Тверская, д. 9")
    for name in ["Alfa", "Beta", "Gamma"] {
      try await planted.record("2022-10-15", goods: ["drones"], [.applicant: name, .manufacturer: "Maker"])
    }
    return planted
  }

  @Test func `Two importers at one address are found, however it is written`() async throws {
    let found = try await findings("shared-address", at: house().desk())
    #expect(found.map(\.parties) == [["Alfa", "Beta"]])
    let finding = try #require(found.first)
    #expect(finding.value("importers") == 2)
    #expect(finding.value("records") == 2)
    #expect(finding.evidence.addresses.map(\.row) == [1, 2])
    #expect(finding.text.contains("More than one of them names as maker or seller: Maker."))
    #expect(finding.text.contains("Registered on or after 24 February 2022: Beta."))
    // 0.8 × (0.4 + 0.2 × 1/3 + 0.2 + 0.2)
    #expect(abs(finding.score - 0.8 * (0.8 + 0.2 / 3)) < 1e-9)
  }

  @Test func `Of a customs record and a filing together it is not said that they import`() async throws {
    let planted = try await PlantedCase()
    try await planted.party("Alfa", address: "Kazan, Bauman Street 3, office 4")
    try await planted.party("Beta", address: "Kazan, Bauman Street 3, office 4")
    try await planted.record("2022-10-15", grade: .customs, goods: ["drones"], [.consignee: "Alfa"])
    try await planted.record("2022-11-15", goods: ["drones"], [.applicant: "Beta"])
    let finding = try #require(try await findings("shared-address", at: planted.desk()).first)
    #expect(finding.text.contains("2 records name Drones."))
  }

  @Test func `Addresses without a number, mass addresses and goods of no concern stay silent`() async throws {
    let planted = try await PlantedCase()
    for name in ["A1", "A2"] {
      try await planted.party(name, address: "Moscow, Russia")
      try await planted.record("2022-10-15", goods: ["drones"], [.applicant: name])
    }
    for number in 1...4 {
      try await planted.party("Mass \(number)", address: "Moscow, Long Street 5, office 1")
      try await planted.record("2022-10-15", goods: ["drones"], [.applicant: "Mass \(number)"])
    }
    for name in ["T1", "T2"] {
      try await planted.party(name, address: "Kazan, Bauman Street 3")
      try await planted.record("2022-10-15", goods: ["toys"], [.applicant: name])
    }
    #expect(try await findings("shared-address", at: planted.desk(), ["most": "3"]).isEmpty)
    #expect(try await findings("shared-address", at: planted.desk(), ["most": "4"]).count == 1)
    #expect(try await findings("shared-address", at: planted.desk(), ["most": "3", "goods": "any"]).map(\.parties) == [["T1", "T2"]])
  }

  @Test(arguments: [
    ("Moscow", nil), ("125009, Москва", nil), ("Москва, ул. Тверская, д. 7", "7 moskva tverskaia"),
    ("Тверская улица 7, Москва", "7 moskva tverskaia"), ("", nil),
  ])
  func `An address is its words without kinds of places`(address: String, key: String?) {
    let found = AddressKey.of(address)
    #expect((found == nil) == (key == nil))
    if let found { #expect(found.split(separator: " ").count == 3) }
    #expect(AddressKey.of("Москва, ул. Тверская, д. 7") == AddressKey.of("Тверская улица 7, Москва"))
  }

  @Test func `Addresses that only a register states count, too`() async throws {
    let planted = try await PlantedCase()
    for name in ["Alfa", "Beta"] {
      try await planted.party(name, registerAddress: "Москва, ул. Тверская, д. 7, офис 12")
      try await planted.record("2022-10-15", goods: ["drones"], [.applicant: name])
    }
    #expect(try await findings("shared-address", at: planted.desk()).map(\.parties) == [["Alfa", "Beta"]])
  }
}
