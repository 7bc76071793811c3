// SPDX-License-Identifier: Apache-2.0

import Names
import Parties
import Testing
import Warehouse

struct PartyLookupTests {
  @Test func `A person's words lead to parties`() async throws {
    let planted = try await Planted.warehouse()
    let identities = [
      Identity(id: "a", name: "ООО «Сильва»", country: "RUS", numberKind: "INN", number: "7707083893"),
      Identity(id: "b", name: "SZ DJI Technology Co., Ltd.", country: "CHN"),
      Identity(id: "c", name: "SZ DJI Baiwang", country: "CHN"), Identity(id: "d", name: "Silva", country: "PRT"),
      Identity(id: "e", name: "Silvania", country: "PRT"),
      Identity(id: "f", name: "LEI Holder", country: "GBR", numberKind: "LEI", number: "5493001KJTIIGC8Y1R12"),
    ]
    for (row, identity) in identities.enumerated() { try await planted.mention(identity, row: row + 1) }
    let parties = Parties(engine: planted.engine)
    try await parties.resolve()
    func names(_ words: String) async throws -> [String] {
      let ids = try await parties.lookup.parties(words)
      return try await planted.texts("SELECT name FROM party WHERE party IN (\(list: ids)) ORDER BY name", "name")
    }
    #expect(try await names("Silva") == ["Silva", "ООО «Сильва»"])
    #expect(try await names("ООО Сильва") == ["ООО «Сильва»"])
    #expect(try await names("SZ DJI") == ["SZ DJI Baiwang", "SZ DJI Technology Co., Ltd."])
    #expect(try await names("sz dji technology") == ["SZ DJI Technology Co., Ltd."])
    #expect(try await names("DJ").isEmpty)
    #expect(try await names("INN:7707083893") == ["ООО «Сильва»"])
    #expect(try await names("ИНН 7707083893") == ["ООО «Сильва»"])
    #expect(try await names("INN:7707083894").isEmpty)
    #expect(try await names("LEI:5493001KJTIIGC8Y1R12") == ["LEI Holder"])
    #expect(try await parties.lookup.parties("inn-7707083893") == ["inn-7707083893"])
    #expect(try await names("%").isEmpty)
    #expect(try await names("").isEmpty)
  }
}
