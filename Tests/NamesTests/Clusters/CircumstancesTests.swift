// SPDX-License-Identifier: Apache-2.0

import Names
import Testing

struct CircumstancesTests {
  private func clusters(
    _ left: String, _ right: String, _ a: Circumstances, _ b: Circumstances, likeness: Float? = nil
  ) -> (isOne: Bool, reason: String, score: Float) {
    let rows = [
      NameClusters.Row(id: "1", name: left, country: "RUS", circumstances: a),
      NameClusters.Row(id: "2", name: right, country: "RUS", circumstances: b),
    ]
    let found =
      likeness.map { likeness in
        NameClusters(rows) { names, _ in .init(names.count == 2 ? [ScoredPair(0, 1, likeness)] : []) }.placements()
      } ?? NameClusters(rows).placements()
    return (found[0].cluster == found[1].cluster, found[0].reason, found[0].score)
  }

  private static let house = "614000, г. Пермь, ул. Ленина, д. 50"

  @Test(arguments: [
    // The same house, written otherwise; other houses; what can't be told.
    (house, "Пермь, Ленина 50", Optional(true)), (house, "Пермь, ул. Ленина, 52", false), (house, house, true),
    (house, "Perm, Lenin street", nil), (house, "Москва, ул. Тверская, 7", nil),
    ("Room 1205, 12/F, Wing Lok Street 20, Hong Kong", "12/F, Room 1205, 20 Wing Lok Street, HONG KONG", true),
  ])
  func `Addresses are the same, others, or can't be compared`(_ a: String, _ b: String, _ same: Bool?) {
    for (left, right) in [(a, b), (b, a)] {
      let reason = clusters("Альфа", "Альфб", .init(address: left), .init(address: right), likeness: 0.9).reason
      #expect(reason.contains("the same address") == (same == true), "\(reason)")
      let apart = clusters("Альфа", "Альфб", .init(address: left), .init(address: right), likeness: 0.9)
      #expect(apart.reason.contains("another address") == (same == false), "\(apart.reason)")
    }
  }

  @Test func `An address lifts a pair that is nearly likely enough, and no more`() {
    let (a, b) = (Circumstances(address: Self.house), Circumstances(address: "Пермь, Ленина 50"))
    #expect(!clusters("Альфа", "Альфб", .none, .none, likeness: 0.5).isOne)
    #expect(clusters("Альфа", "Альфб", a, b, likeness: 0.5).isOne)
    #expect(!clusters("Альфа", "Бета", a, b, likeness: 0.1).isOne)
    #expect(!clusters("ООО «Вертикаль»", "ООО «Сосновый бор»", a, b).isOne)
    // 0.5 are odds of 1; e to the power of 1.5 of them are 0.8176.
    #expect(abs(clusters("Альфа", "Альфб", a, b, likeness: 0.5).score - 0.8176) < 0.001)
  }

  @Test func `Two firms of one name that were registered on different days stay apart`() {
    let (a, b) = (Circumstances(registered: "2019-03-01"), Circumstances(registered: "2021-07-15"))
    #expect(clusters("ООО «Альфа»", "ООО «Альфа»", .none, .none).isOne)
    #expect(clusters("ООО «Альфа»", "ООО «Альфа»", a, a).isOne)
    #expect(clusters("ООО «Альфа»", "ООО «Альфа»", a, .none).isOne)
    #expect(!clusters("ООО «Альфа»", "ООО «Альфа»", a, b).isOne)
  }

  @Test func `Numbers decide, whatever the circumstances`() throws {
    let numbers = try ["7707083893", "7728168971"].map { try #require(RegistryNumber(.inn, $0)) }
    func rows(_ second: RegistryNumber, _ days: (String, String)) -> [NameClusters.Row] {
      [
        .init(id: "1", name: "ООО «Альфа»", numbers: [numbers[0]], circumstances: .init(registered: days.0)),
        .init(id: "2", name: "ООО «Бета»", numbers: [second], circumstances: .init(registered: days.1)),
      ]
    }
    let same = NameClusters(rows(numbers[0], ("2019-03-01", "2021-07-15"))).placements()
    #expect(same[0].cluster == same[1].cluster)
    let other = NameClusters(rows(numbers[1], ("2019-03-01", "2019-03-01"))).placements()
    #expect(other[0].cluster != other[1].cluster)
  }
}
