// SPDX-License-Identifier: Apache-2.0

import Documents
import Names
import Parties
import Testing
import Trade

struct PartyResolverTests {
  private func identity(
    _ id: String, _ name: String?, _ country: String? = nil, inn: String? = nil, mentions: Int = 1
  ) -> Identity {
    Identity(
      id: id, name: name, country: country, numberKind: inn == nil ? nil : "INN", number: inn, mentions: mentions)
  }

  private func judgement(_ left: String, _ right: String, _ verdict: Judgement.Verdict, line: Int = 2) -> Judgement {
    Judgement(
      left: left, right: right, verdict: verdict, by: "editor", when: nil, why: "test", file: "judgements.csv",
      line: line)
  }

  /// Sets of identities, as text: "a+b c".
  private func groups(_ resolution: PartyResolution) -> String {
    Dictionary(grouping: resolution.members, by: \.party).values.map {
      $0.map(\.identity).sorted().joined(separator: "+")
    }
    .sorted().joined(separator: " ")
  }

  @Test func `One number is one party, whatever the names`() throws {
    let result = try PartyResolver.resolve([
      identity("a", "ООО «Альфа»", "RUS", inn: inn(1)),
      identity("b", "Общество «Бета»", "RUS", inn: inn(1), mentions: 5),
    ])
    #expect(groups(result) == "a+b")
    #expect(result.parties[0].id == "inn-\(inn(1))")
    #expect(result.parties[0].name == "Общество «Бета»")
    #expect(result.members[0].reason == "INN \(inn(1))")
  }

  @Test func `One name in one country is one party`() throws {
    let result = try PartyResolver.resolve([
      identity("a", "ООО «Неотек»", "RUS"), identity("b", "Общество с ограниченной ответственностью \"НЕОТЕК\"", "RUS"),
      identity("c", "ООО Неотек", nil), identity("d", "ООО Неотек", "KAZ"),
    ])
    // c fits both countries, so it joins neither.
    #expect(groups(result) == "a+b c d")
    #expect(result.members[0].reason == "the same name 'неотек', RUS")
    #expect(result.members[2].reason.contains("kept apart"))
  }

  @Test func `A name without country joins the only one that it fits`() throws {
    let result = try PartyResolver.resolve([identity("a", "ООО «Неотек»", "RUS"), identity("b", "НЕОТЕК")])
    #expect(groups(result) == "a+b")
  }

  @Test func `A bare name that fits two numbers stays a party of its own`() throws {
    let result = try PartyResolver.resolve([
      identity("a", "ООО «Альфа»", "RUS", inn: inn(1)), identity("b", "ООО «Альфа»", "RUS", inn: inn(2)),
      identity("c", "ООО «Альфа»", "RUS"), identity("d", "\"АЛЬФА\"", "RUS"),
    ])
    #expect(groups(result) == "a b c+d")
  }

  @Test func `A bare name joins the only number that it fits`() throws {
    let result = try PartyResolver.resolve([
      identity("a", "ООО «Альфа»", "RUS", inn: inn(1)), identity("b", "ООО Альфа", "RUS"),
    ])
    #expect(groups(result) == "a+b")
    #expect(result.parties[0].inn == inn(1))
  }

  @Test func `Different legal forms are different bodies, and a trader is no company`() throws {
    let result = try PartyResolver.resolve([
      identity("a", "ООО «Альфа»", "RUS"), identity("b", "АО «Альфа»", "RUS"), identity("c", "ИП Альфа", "RUS"),
    ])
    #expect(groups(result) == "a b c")
  }

  @Test func `Both spellings of a cell join their own kind`() throws {
    let result = try PartyResolver.resolve([
      identity("a", "«Chivas Brothers Limited» («Чивас Бразерс Лимитед»)", "GBR"),
      identity("b", "CHIVAS BROTHERS LTD", "GBR"), identity("c", "Чивас Бразерс Лимитед", "GBR"),
    ])
    #expect(groups(result) == "a+b+c")
    #expect(Script.present(in: result.parties[0].name) == [.latin])
  }

  @Test func `Who is withheld is nobody`() throws {
    let result = try PartyResolver.resolve([identity("a", "(withheld)", "RUS"), identity("b", nil)])
    #expect(result.parties.isEmpty && result.members.isEmpty)
    #expect(result.notes == ["2 identities name nobody (withheld, not stated); they belong to no party."])
  }

  @Test func `A number that can't be right joins nobody and still keeps apart`() throws {
    let result = try PartyResolver.resolve([
      identity("a", "ООО «Альфа»", "RUS", inn: "7700000001"), identity("b", "ООО «Бета»", "RUS", inn: "7700000001"),
      identity("c", "ООО «Альфа»", "RUS", inn: "7700000002"),
    ])
    #expect(groups(result) == "a b c")
    #expect(result.notes.first?.hasPrefix("3 numbers") == true)
  }

  @Test func `A register entry links two kinds of number and gives the day of registration`() throws {
    let day = try #require(Day("2022-09-14"))
    let ogrn = try #require(RegistryNumber(.ogrn, "1027700132195"))
    let tax = try #require(RegistryNumber(.inn, "7707083893"))
    let entry = CompanyEntry(
      source: "egrul", row: 3, name: "ООО «Альфа»", country: "RUS", numbers: [tax, ogrn], registeredFrom: day,
      registeredBy: day)
    let result = try PartyResolver.resolve(
      [
        identity("a", "Альфа", "RUS", inn: tax.value),
        Identity(id: "b", name: "Alpha", country: "RUS", numberKind: "OGRN", number: ogrn.value),
      ], companies: [entry])
    #expect(groups(result) == "a+b")
    #expect(result.parties[0].registeredFrom == day)
    #expect(result.parties[0].registerMatch == "number")
    #expect(result.parties[0].ogrn == ogrn.value)
    #expect(result.members[0].reason.contains("egrul:3"))
  }

  @Test func `A register is asked by name only when the name is the only one of its country`() throws {
    func entry(_ row: Int, _ country: String, _ seed: Int) throws -> CompanyEntry {
      CompanyEntry(
        source: "r", row: row, name: "ООО Силва", country: country,
        numbers: [try #require(RegistryNumber(.inn, inn(seed)))])
    }
    let silva = identity("a", "Общество с ограниченной ответственностью «СИЛВА»", "RUS")
    let one = try PartyResolver.resolve([silva], companies: [try entry(1, "RUS", 1), try entry(2, "KAZ", 2)])
    #expect(one.parties[0].registerRow == 1)
    #expect(one.parties[0].registerMatch == "name")
    #expect(one.parties[0].inn == nil)
    let two = try PartyResolver.resolve([silva], companies: [try entry(1, "RUS", 1), try entry(2, "RUS", 2)])
    #expect(two.parties[0].registerRow == nil)
    let other = try PartyResolver.resolve(
      [identity("a", "Силва", "RUS", inn: inn(9))], companies: [try entry(1, "RUS", 1)])
    #expect(other.parties[0].registerRow == nil)
  }

  @Test func `People's decisions join and keep apart`() throws {
    let identities = [
      identity("a", "DJI", "CHN"), identity("b", "SZ DJI Technology", "CHN"), identity("c", "Небесная Механика", "RUS"),
      identity("d", "Nebesnaya Mekhanika", "RUS"), identity("e", "Autel Robotics", "CHN"),
    ]
    let result = try PartyResolver.resolve(
      identities,
      judgements: [
        judgement("DJI", "SZ DJI Technology", .same),
        judgement("Nebesnaya Mekhanika", "НЕБЕСНАЯ МЕХАНИКА", .same, line: 3),
        judgement("Autel Robotics", "DJI", .different, line: 4), judgement("Nobody", "DJI", .same, line: 5),
      ])
    #expect(groups(result) == "a+b c+d e")
    #expect(result.members[0].reason == "judged the same, judgements.csv:2")
    #expect(result.notes == ["judgements.csv:5: nobody in the records is named 'Nobody'."])
  }

  @Test func `A decision against a common name keeps two numbers' name-sakes apart`() throws {
    let result = try PartyResolver.resolve(
      [
        identity("a", "Alpha GmbH", "DEU"), identity("b", "Alpha (Munich) GmbH", "DEU"),
        identity("c", "Альфа / Alpha", "DEU"),
      ],
      judgements: [judgement("Alpha GmbH", "Alpha (Munich) GmbH", .different)])
    #expect(!groups(result).contains("a+b"))
  }

  @Test func `A decision that contradicts numbers is refused at its line`() throws {
    let identities = [
      identity("a", "ООО «Альфа»", "RUS", inn: inn(1)), identity("b", "ООО «Бета»", "RUS", inn: inn(2)),
      identity("c", "ООО «Гамма»", "RUS", inn: inn(1)),
    ]
    func message(_ judgements: [Judgement]) -> String {
      do {
        _ = try PartyResolver.resolve(identities, judgements: judgements)
        return "accepted"
      } catch { return "\(error)" }
    }
    #expect(
      message([judgement("Альфа", "Бета", .same, line: 7)]).hasPrefix(
        "judgements.csv:7: 'Альфа' and 'Бета' are judged the same, but carry different numbers (INN \(inn(1)); INN \(inn(2)))."
      ))
    #expect(message([judgement("Альфа", "Гамма", .different)]).contains("both carry INN \(inn(1))"))
    #expect(message([judgement("INN:7707083894", "Бета", .same)]).contains("is not a valid number"))
    #expect(message([judgement("INN:\(inn(1))", "INN:\(inn(2))", .same)]).contains("never joined"))
  }

  @Test func `Contradicting decisions are refused`() throws {
    let identities = [identity("a", "Alpha"), identity("b", "Beta")]
    let error = #expect(throws: DocumentError.self) {
      try PartyResolver.resolve(
        identities, judgements: [judgement("Alpha", "Beta", .same), judgement("Beta", "Alpha", .different, line: 3)])
    }
    #expect(
      error?.description
        == "judgements.csv:2: 'Alpha' and 'Beta' are judged the same here and different in judgements.csv:3.")
  }

  @Test func `Nothing in is nothing out`() throws {
    let result = try PartyResolver.resolve([])
    #expect(result.parties.isEmpty && result.members.isEmpty && result.notes.isEmpty)
  }
}
