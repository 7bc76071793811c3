// SPDX-License-Identifier: Apache-2.0

import Names
import Parties
import Testing
import Trade
import Warehouse

struct ScreeningTests {
  private func screened(_ plant: (Planted) async throws -> Void) async throws -> [String] {
    let planted = try await Planted.warehouse()
    try await plant(planted)
    let parties = Parties(engine: planted.engine)
    try await parties.resolve()
    try await parties.screen()
    return try await planted.texts(
      """
      SELECT p.name || ' = ' || l.entry || CASE WHEN l.by_number THEN ' by number' ELSE '' END AS hit
      FROM listed_party AS l JOIN party AS p ON p.party = l.party ORDER BY hit
      """, "hit")
  }

  @Test(arguments: [
    "ООО «Стройтрейдинг Восход»", "STROYTREYDING VOSKHOD LLC", "Stroitreiding Voshod Ltd", "VOSKHOD STROYTREYDING, LLC",
    "Общество с ограниченной ответственностью \"СТРОЙТРЕЙДИНГ \"ВОСХОД\"", "STROYTREYDINGVOSKHOD",
  ])
  func `Planted spellings of a listed name are found`(spelling: String) async throws {
    let hits = try await screened { planted in
      try await planted.list("e1", "STROYTREYDING VOSKHOD LIMITED LIABILITY COMPANY", country: "RUS")
      try await planted.list("e2", "SEVERNY VETER LLC", country: "RUS")
      try await planted.mention(Identity(id: "a", name: spelling, country: "RUS"), row: 1)
    }
    #expect(hits.count == 1)
    #expect(hits.first?.hasSuffix("= e1") == true)
  }

  @Test func `A number is certain, whatever the name; a person's name alone is not compared`() async throws {
    let hits = try await screened { planted in
      try await planted.list("e1", "SOMETHING ELSE", country: "RUS")
      try await planted.engine.execute(
        """
        INSERT INTO listing_number (source, "row", list, entry, kind, number)
        VALUES ('l', 1, 'ofac-sdn', 'e1', 'Tax ID No.', '7707083893')
        """)
      try await planted.list("e2", "Ivan Petrovich IVANOV", kind: "person")
      try await planted.list("e3", "IVANOV IVAN PETROVICH TRADING HOUSE")
      try await planted.mention(
        Identity(id: "a", name: "ООО «Ромашка»", country: "RUS", numberKind: "INN", number: "7707083893"), row: 1)
      try await planted.mention(Identity(id: "b", name: "ИП Иванов Иван Петрович", country: "RUS"), row: 2)
      try await planted.mention(Identity(id: "c", name: "Ivan Petrovich Ivanov", country: "RUS"), row: 3)
    }
    #expect(hits == ["ООО «Ромашка» = e1 by number"])
  }

  @Test func `One short word is not enough without the country, and another country lowers`() async throws {
    let hits = try await screened { planted in
      try await planted.list("e1", "JSC SLAVA", country: "RUS")
      try await planted.list("e2", "MERIDIAN OVERSEAS FREIGHTERS LTD", country: "SYR")
      try await planted.mention(Identity(id: "a", name: "SLAVA", country: nil), row: 1)
      try await planted.mention(Identity(id: "b", name: "ООО «Слава»", country: "RUS"), row: 2)
      try await planted.mention(Identity(id: "c", name: "АО «Слава»", country: "RUS"), row: 3)
      try await planted.mention(Identity(id: "d", name: "Meridian Oversea Freighter Ltd", country: "CHN"), row: 4)
    }
    #expect(hits == ["АО «Слава» = e1"])
  }

  @Test func `Aliases in a file of their own lead to the entry that carries the dates`() async throws {
    let planted = try await Planted.warehouse()
    try await planted.list("e1", "FIRST NAME UNRELATED", country: "RUS")
    try await planted.engine.execute(
      """
      INSERT INTO listing_name (source, "row", list, entry, name, kind) VALUES
        ('aliases', 1, 'ofac-sdn', 'e1', 'KONTSERN RADIOSTROY', 'alias'),
        ('aliases', 2, 'ofac-sdn', 'e1', 'ZARYA PLUS', 'weak')
      """)
    try await planted.mention(Identity(id: "a", name: "АО «Концерн Радиострой»", country: "RUS"), row: 1)
    try await planted.mention(Identity(id: "b", name: "Zarya Plus", country: "RUS"), row: 2)
    let parties = Parties(engine: planted.engine)
    try await parties.resolve()
    try await parties.screen()
    let lines = try await parties.lines()
    let listed = try #require(lines.first { !$0.listings.isEmpty })
    #expect(lines.filter { !$0.listings.isEmpty }.count == 1)
    #expect(listed.name == "АО «Концерн Радиострой»")
    #expect(listed.latinName == "AO «Kontsern Radiostroy»")
    #expect(listed.listings.map(\.matched) == ["KONTSERN RADIOSTROY"])
    #expect(listed.listings[0].interval.listedBy == Day("2022-03-24"))
    #expect(listed.roles == [.applicant])
    #expect(listed.records == 1)
    // Again: the same, not twice.
    try await parties.screen()
    #expect(try await parties.lines() == lines)
  }
}
