// SPDX-License-Identifier: Apache-2.0

import Names
import Testing

struct NameClustersTests {
  private static let rows: [NameClusters.Row] = {
    func number(_ kind: RegistryNumber.Kind, _ value: String) -> [RegistryNumber] {
      [RegistryNumber(kind, value)].compactMap(\.self)
    }
    return [
      .init(id: "c", name: "ООО «Ромашка Электроникс»", country: "RUS", numbers: number(.inn, "7707083893")),
      .init(id: "a", name: "Romashka Elektroniks LLC", country: "RUS", numbers: number(.inn, "7707083893")),
      .init(id: "b", name: "ООО «Ромашка Электроникс»", country: "RUS", numbers: number(.inn, "7728168971")),
      .init(id: "d", name: "Shenzhen Qilin Optoelectronics Co., Ltd.", country: "CHN"),
      .init(id: "e", name: "SHENZHEN QILIN OPTOELECTRONICS CO LTD", country: "CHN"),
      .init(id: "f", name: "Shenzhen Qilin Optoelectronics Co., Ltd.", country: "CHN"),
      .init(id: "g", name: "Nobody Else's Bearings GmbH"),
      .init(id: "h", name: ""),
    ]
  }()

  @Test func `Each row has its cluster and the reason for it`() {
    let found = NameClusters(Self.rows).placements()
    #expect(found.map(\.cluster) == ["a", "a", "b", "d", "d", "d", "g", "h"])
    #expect(found[0].reason == "INN 7707083893, as a")
    #expect(found[2].reason.hasPrefix("alone"))
    #expect(found[3].reason.hasPrefix("like e"))
    #expect(found[5].reason == "the same name as d")
    #expect(found[6].reason == "alone")
    #expect(found.allSatisfy { $0.score > 0 && $0.score <= 1 })
  }

  @Test func `The order of rows changes nothing, nor does the width`() {
    var random = SeededRandom(seed: 21)
    func byID(_ rows: [NameClusters.Row], width: Int) -> [String: NameClusters.Placement] {
      let found = NameClusters(rows, width: width).placements(width: width)
      return Dictionary(uniqueKeysWithValues: zip(rows.map(\.id), found))
    }
    let expected = byID(Self.rows, width: 1)
    for round in 0..<10 { #expect(byID(Self.rows.shuffled(using: &random), width: 1 + round % 3) == expected) }
  }

  @Test func `Numbers decide against any likeness of names`() {
    var random = SeededRandom(seed: 22)
    let numbers = ["7707083893", "7728168971", "7736050003"].compactMap { RegistryNumber(.inn, $0) }
    for _ in 0..<100 {
      let rows = (0..<12).map { id in
        NameClusters.Row(
          id: "\(id)", name: ["Альфа", "Alfa LLC", "Альфаа"][Int.random(in: 0..<3, using: &random)],
          numbers: Bool.random(using: &random) ? [numbers[Int.random(in: 0..<3, using: &random)]] : [])
      }
      let found = NameClusters(rows) { names, _ in
        .init(
          names.indices.flatMap { a in (a + 1..<names.count).map { ScoredPair(a, $0, 0.99) } })
      }.placements()
      var numberOf: [String: RegistryNumber] = [:]
      for (row, placement) in zip(rows, found) {
        guard let number = row.numbers.first else { continue }
        #expect(numberOf[placement.cluster] == nil || numberOf[placement.cluster] == number)
        numberOf[placement.cluster] = number
      }
      #expect(Set(numberOf.values).count == numberOf.count, "one number, one cluster")
    }
  }

  @Test func `A KPP keeps nobody apart: branches differ in it`() {
    let rows = ["770943002", "770943001"].enumerated().map { index, kpp in
      NameClusters.Row(
        id: "\(index)", name: "АО «Ромашка»", numbers: [RegistryNumber(.kpp, kpp)].compactMap(\.self))
    }
    #expect(NameClusters(rows).placements().map(\.cluster) == ["0", "0"])
  }
}
