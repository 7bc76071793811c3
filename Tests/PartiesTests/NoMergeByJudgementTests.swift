// SPDX-License-Identifier: Apache-2.0

import Documents
import Names
import Parties
import Testing

/// Judgements and likenesses together: whatever is accepted, no party holds two numbers of one kind, nor
/// two whom a person told apart.
struct NoMergeByJudgementTests {
  private static let names = [
    "ООО «Электроникс Ромашка Сервис»", "ООО «Электроникс Ромаашка Сервис»", "Elektroniks Romashka Servis LLC",
    "Электроникс Ромашка Сервиз", "ООО «Ромашка Сервис»", "Romashka Servis", "ООО «Электроника Ромашка»",
  ]

  private static func judgement(_ random: inout Seeded, line: Int) -> Judgement {
    func side() -> String {
      Int.random(in: 0..<3, using: &random) == 0
        ? "INN:\(inn(Int.random(in: 1...4, using: &random)))" : names.randomElement(using: &random) ?? names[0]
    }
    let verdict: Judgement.Verdict = Bool.random(using: &random) ? .same : .different
    return Judgement(
      left: side(), right: side(), verdict: verdict, by: "editor", when: nil, why: "test", file: "judgements.csv", line: line)
  }

  @Test func `No judgement and no likeness brings two numbers into one party`() throws {
    var random = Seeded(seed: 61)
    var rule = LikenessRule()
    (rule.join, rule.ask) = (0.3, 0.2)
    var (refused, accepted, joined, decided) = (0, 0, 0, 0)
    for _ in 0..<300 {
      let identities = (0..<Int.random(in: 3...10, using: &random)).map { index in
        let number = Bool.random(using: &random) ? inn(Int.random(in: 1...4, using: &random)) : nil
        return Identity(
          id: "i\(index)", name: Self.names.randomElement(using: &random),
          country: [nil, "RUS"].randomElement(using: &random) ?? nil, numberKind: number == nil ? nil : "INN", number: number)
      }
      let judgements = (0..<Int.random(in: 0...3, using: &random)).map { Self.judgement(&random, line: $0 + 2) }
      let result: PartyResolution
      do {
        result = try PartyResolver.resolve(identities, judgements: judgements, likeness: rule)
      } catch is DocumentError {
        // A judgement against numbers or another judgement: told, and nothing is built.
        refused += 1
        continue
      }
      accepted += 1
      let party = Dictionary(uniqueKeysWithValues: result.members.map { ($0.identity, $0.party) })
      var numberOf: [String: String] = [:]
      for identity in identities {
        guard let number = identity.number, let id = party[identity.id] else { continue }
        #expect(numberOf[id] == nil || numberOf[id] == number)
        numberOf[id] = number
      }
      for judgement in judgements where judgement.verdict == .different {
        func parties(_ text: String) -> Set<String> {
          Set(identities.filter { $0.name == text || "INN:\($0.number ?? "")" == text }.compactMap { party[$0.id] })
        }
        #expect(parties(judgement.left).isDisjoint(with: parties(judgement.right)))
        decided += 1
      }
      joined += identities.count - result.parties.count
    }
    #expect(refused > 20 && accepted > 100 && joined > 200 && decided > 30)
  }
}
