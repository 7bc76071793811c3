// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Names

struct NameComparisonTests {
  @Test(arguments: [
    ("VELESSTROI LLC", "VELESSTROI LIMITED LIABILITY COMPANY"),
    ("Шанхаи Саинт Логистикс ООО", "SHANGHAI SAINT LOGISTICS LIMITED"),
    ("ООО «Силва»", "SILVA LLC"),
    ("SARL FASTLINK", "FASTLINK SARL"),
    ("VTBBANK PUBLIC JOINT STOCK COMPANY", "VTB BANK PUBLIC JOINT STOCK COMPANY"),
    ("ШЭНЬЧЖЭНЬ ЦЗИНЬТАЙ КО., ЛТД", "Shenzhen Jintai Co., Ltd."),
    ("深圳市金泰科技有限公司", "Shenzhen Jintai Technology Co., Ltd."),
    ("LIMITED LIABILITY COMPAQY AUTO SERVICE", "LIMITED LIABILITY COMPANY AUTO SERVICE"),
    ("Торговая компания Альянс", "Alyans Trading Company"),
  ])
  func `One name in two spellings scores high`(left: String, right: String) {
    #expect(NameComparison.match(left, right).score > 0.85)
    #expect(abs(NameComparison.match(left, right).score - NameComparison.match(right, left).score) < 0.05)
  }

  @Test(arguments: [
    ("EMMA LLC", "NOVA LLC"), ("SHENZHEN TRADING CO LTD", "SHENZHEN LOGISTICS CO LTD"),
    ("SIGMA TRADING AND SERVICES SARL", "SIGMA TECH COMPANY"), ("Завод 6", "Завод 7"),
    ("MANAGEMENT COMPANY ALFA", "MANAGEMENT COMPANY BETA"), ("KOHAS", "KOHAN"),
    ("33RD INSTITUTE", "34TH INSTITUTE"),
  ])
  func `Different names score low, whatever legal form they share`(left: String, right: String) {
    #expect(NameComparison.match(left, right).score < 0.85)
  }

  @Test func `The explanation names the words that met and those that did not`() {
    let match = NameComparison.match("ООО «Силва групп»", "SILVA HOLDING")
    #expect(match.because.contains("силва = silva (sound)"))
    #expect(match.leftOnly == ["групп"])
    #expect(match.rightOnly == ["holding"])
    #expect(match.tellingPairs == 1)
  }

  @Test func `An empty name is like nothing`() {
    #expect(NameComparison.match("", "SILVA").score == 0)
    #expect(NameComparison.match("", "").score == 0)
    #expect(SpellingIndex([]).search("SILVA").isEmpty)
    #expect(SpellingIndex(["SILVA"]).search("").isEmpty)
  }

  @Test func `The quick distance agrees with the plain definition`() {
    var random = Seeded(seed: 7)
    for _ in 0..<3000 {
      let left = random.word(upTo: 8)
      let right = random.word(upTo: 8)
      let slow = Self.distance(left, right)
      for limit in 0...4 {
        #expect(EditDistance.between(left, right, limit: limit) == (slow <= limit ? slow : nil))
      }
    }
  }

  /// Optimal string alignment, as it is defined.
  private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var d = Array(repeating: Array(repeating: 0, count: b.count + 1), count: a.count + 1)
    for i in 0...a.count { d[i][0] = i }
    for j in 0...b.count { d[0][j] = j }
    for i in stride(from: 1, through: a.count, by: 1) {
      for j in stride(from: 1, through: b.count, by: 1) {
        d[i][j] = min(d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { d[i][j] = min(d[i][j], d[i - 2][j - 2] + 1) }
      }
    }
    return d[a.count][b.count]
  }

  @Test func `The index finds what comparing with every name finds`() {
    var random = Seeded(seed: 11)
    let list = (0..<400).map { _ in
      (0..<Int.random(in: 1...3, using: &random)).map { _ in String(decoding: random.word(upTo: 9), as: UTF8.self) }
        .joined(separator: " ")
    }
    let index = SpellingIndex(list)
    for _ in 0..<60 {
      let query = list[Int.random(in: 0..<list.count, using: &random)]
      let prepared = ComparableName(query)
      let best =
        list.map { NameComparison.match(prepared, ComparableName($0), weights: index.weights).score }.max() ?? 0
      let found = index.search(query, limit: 1).first?.match.score ?? 0
      #expect(abs(found - best) < 1e-9)
    }
  }
}

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers in every run.
struct Seeded: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func word(upTo length: Int) -> [UInt8] {
    (0..<Int.random(in: 1...length, using: &self)).map { _ in UInt8.random(in: 0x61...0x66, using: &self) }
  }
}
