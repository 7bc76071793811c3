// SPDX-License-Identifier: Apache-2.0

import Names
import Parties
import Testing

struct PartyLikenessTests {
  private let typed = "ООО «Электроникс Ромашка Сервис»"
  private let slip = "ООО «Электроникс Ромаашка Сервис»"

  private func identity(_ id: String, _ name: String, _ country: String? = "RUS", inn: String? = nil) -> Identity {
    Identity(id: id, name: name, country: country, numberKind: inn == nil ? nil : "INN", number: inn)
  }

  private func judgement(_ left: String, _ right: String, _ verdict: Judgement.Verdict) -> Judgement {
    Judgement(
      left: left, right: right, verdict: verdict, by: "editor", when: nil, why: "test", file: "judgements.csv", line: 2)
  }

  /// So low that whatever the index finds is joined: what forbids is under test here, not how likely names are.
  private var eager: LikenessRule {
    var rule = LikenessRule()
    rule.join = 0.3
    rule.ask = 0.2
    return rule
  }

  private func parties(_ identities: [Identity], _ judgements: [Judgement] = [], _ rule: LikenessRule? = nil) throws
    -> PartyResolution
  {
    try PartyResolver.resolve(identities, judgements: judgements, likeness: rule ?? eager)
  }

  @Test func `A slip of the pen does not make two parties, and the reason names the other spelling`() throws {
    let result = try parties([identity("a", typed), identity("b", slip)])
    #expect(result.parties.count == 1)
    #expect(result.members.map(\.reason).allSatisfy { $0.hasPrefix("like '") })
    #expect(result.members.allSatisfy { $0.score > 0.3 && $0.score <= 1 })
    #expect(result.unsure.isEmpty)
  }

  @Test func `Numbers, countries, forms and decisions keep like names apart as they keep the same names apart`() throws {
    #expect(try parties([identity("a", typed, inn: inn(1)), identity("b", slip, inn: inn(2))]).parties.count == 2)
    #expect(try parties([identity("a", typed), identity("b", slip, "KAZ")]).parties.count == 2)
    let form = slip.replacing("ООО", with: "АО")
    #expect(try parties([identity("a", typed), identity("b", form)]).parties.count == 2)
    let decided = try parties([identity("a", typed), identity("b", slip)], [judgement(typed, slip, .different)])
    #expect(decided.parties.count == 2 && decided.unsure.isEmpty)
  }

  @Test func `A name like two that carry different numbers joins neither and is asked about`() throws {
    let result = try parties([
      identity("a", typed, inn: inn(1)), identity("b", typed, inn: inn(2)), identity("c", slip),
    ])
    #expect(result.parties.count == 3)
    #expect(result.unsure.count == 2)
    #expect(result.unsure.allSatisfy { $0.obstacle.contains("third") })
  }

  @Test func `The same address speaks for being one, and joins nobody by itself`() throws {
    func at(_ address: String?, _ name: String, _ id: String) -> Identity {
      Identity(id: id, name: name, country: "RUS", address: address)
    }
    var rule = LikenessRule()
    (rule.join, rule.ask) = (0.99999, 0.05)
    let house = "г. Москва, ул. Ленина, д. 5, офис 12"
    let apart = try parties([at(house, typed, "a"), at("г. Москва, ул. Мира, д. 1, офис 2", slip, "b")], [], rule)
    let together = try parties([at(house, typed, "a"), at("Г. МОСКВА УЛ ЛЕНИНА Д.5 ОФИС 12", slip, "b")], [], rule)
    let scores = try (#require(apart.unsure.first?.score), #require(together.unsure.first?.score))
    #expect(scores.0 < scores.1)
    #expect(together.unsure.first?.because.contains("the same address") == true)
    #expect(try parties([at(house, typed, "a"), at(house, "АО «Вектор»", "b")]).parties.count == 2)
  }

  @Test func `Traders are never joined by likeness, only asked about`() throws {
    let result = try parties([identity("a", "ИП Ивановский Пётр Сергеевич"), identity("b", "ИП Ивановскии Пётр Сергеевич")])
    #expect(result.parties.count == 2)
    #expect(result.unsure.allSatisfy { $0.obstacle.contains("persons") })
  }

  @Test func `What was looked at and left open is not asked again`() throws {
    var rule = LikenessRule()
    (rule.join, rule.ask) = (0.9999, 0.2)
    let identities = [identity("a", typed), identity("b", slip)]
    let open = try parties(identities, [], rule)
    #expect(open.parties.count == 2)
    #expect(open.unsure.map { Set([$0.leftName, $0.rightName]) } == [[typed, slip]])
    #expect(open.unsure.map { Set([$0.left, $0.right]) } == [Set(open.parties.map(\.id))])
    #expect(try parties(identities, [judgement(typed, slip, .unsure)], rule).unsure.isEmpty)
    let same = try parties(identities, [judgement(typed, slip, .same)], rule)
    #expect(same.parties.count == 1 && same.unsure.isEmpty)
  }

  @Test func `Conflicting numbers never meet through likeness, in any order of rows`() throws {
    var random = Seeded(seed: 31)
    let names = [typed, slip, "Elektroniks Romashka Servis LLC", "ООО «Ромашка Сервис»", "Электроника Ромашка Сервиз"]
    var joined = 0
    for _ in 0..<60 {
      let identities = (0..<8).map { index in
        identity(
          "i\(index)", names[Int.random(in: 0..<names.count, using: &random)],
          [nil, "RUS"].randomElement(using: &random) ?? nil,
          inn: Bool.random(using: &random) ? inn(Int.random(in: 1...3, using: &random)) : nil)
      }
      let result = try parties(identities)
      let party = Dictionary(uniqueKeysWithValues: result.members.map { ($0.identity, $0.party) })
      var numberOf: [String: String] = [:]
      for identity in identities {
        guard let number = identity.number, let id = party[identity.id] else { continue }
        #expect(numberOf[id] == nil || numberOf[id] == number)
        numberOf[id] = number
      }
      joined += identities.count - result.parties.count
      #expect(try parties(identities.shuffled(using: &random)) == result)
    }
    #expect(joined > 60)
  }
}
