// SPDX-License-Identifier: Apache-2.0

import Names
import Parties
import Testing

/// What must hold for any input at all.
struct NoMergeTests {
  private static func random(_ random: inout Seeded) -> (identities: [Identity], companies: [CompanyEntry]) {
    let names = [
      "ООО «Альфа»", "АО Альфа", "Альфа", "ООО «Бета»", "Бета", "ИП Альфа", "Alpha GmbH", "Alpha / Альфа",
      "Beta / Бета",
      "«Alpha Beta» (Альфа Бета)", "Альфа Бета", "阿尔法有限公司", "(withheld)",
    ]
    let identities = (0..<Int.random(in: 2...14, using: &random)).map { index in
      var identity = Identity(
        id: "i\(index)", name: names.randomElement(using: &random),
        country: ["RUS", "KAZ", nil, nil].randomElement(using: &random) ?? nil)
      if Bool.random(using: &random) {
        identity.numberKind = "INN"
        identity.number = inn(Int.random(in: 1...4, using: &random))
      }
      return identity
    }
    let companies = (0..<Int.random(in: 0...2, using: &random)).map { row in
      CompanyEntry(
        source: "r", row: row, name: names.randomElement(using: &random), country: "RUS",
        numbers: [RegistryNumber(.inn, inn(Int.random(in: 1...4, using: &random)))].compactMap(\.self))
    }
    return (identities, companies)
  }

  @Test func `Two numbers of one kind never share a party`() throws {
    var random = Seeded(seed: 3)
    var withNumbers = 0
    for _ in 0..<1500 {
      let (identities, companies) = Self.random(&random)
      let result = try PartyResolver.resolve(identities, companies: companies)
      let partyOf = Dictionary(uniqueKeysWithValues: result.members.map { ($0.identity, $0.party) })
      var numberOf: [String: String] = [:]
      for identity in identities {
        guard let number = identity.number, let party = partyOf[identity.id] else { continue }
        withNumbers += 1
        if let other = numberOf[party] { #expect(other == number) } else { numberOf[party] = number }
      }
      // And the same number never in two.
      for (party, number) in numberOf { #expect(numberOf.filter { $0.value == number }.map(\.key) == [party]) }
      #expect(Set(result.parties.map(\.id)).count == result.parties.count)
      #expect(Set(result.members.map(\.party)) == Set(result.parties.map(\.id)))
    }
    #expect(withNumbers > 3000)
  }

  @Test func `The order of rows changes nothing`() throws {
    var random = Seeded(seed: 5)
    for _ in 0..<400 {
      let (identities, companies) = Self.random(&random)
      let straight = try PartyResolver.resolve(identities, companies: companies)
      let shuffled = try PartyResolver.resolve(identities.shuffled(using: &random), companies: companies.reversed())
      #expect(straight == shuffled)
    }
  }
}
