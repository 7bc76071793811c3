// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Names

/// The words of a list are compared key by key; looking each up by itself, one after another, must find the same.
struct NearUnitsTests {
  private static func list(_ seed: UInt64, _ count: Int) -> [IndexedName] {
    var made = MadeNames(seed: seed)
    let names = made.names(count)
    return (names + names.map { made.slip(in: $0) } + [
      "АО «Курганприбор» № 179", "Service Сервис Serwis", "شركة النور للتجارة", "Alnoor Noor", "CVC CVS KGK AB AC",
      "深圳市金泰科技有限公司", "Qaeda Qaida Kaeda", "3M 3N", "Xantronivex Xantrnives", "",
    ] + vowels).map { IndexedName($0) }
  }

  /// Words of the same consonants, of which each is like more others than are kept.
  private static let vowels = "aeiou".flatMap { a in "aeiou".flatMap { b in "aeiou".map { c in "M\(a)r\(b)n\(c)l" } } }

  private static func lookedUp(_ word: Int, _ core: IndexCore, _ comparer: NameComparer) -> [NearUnit] {
    let record = UnsafePointer(core.words.base + word)
    var best: [UInt32: Float] = [:]
    func look(_ key: UInt32) {
      core.near.places.each(key) { other in
        let likeness = WordLikeness.of(
          record, core.sounds.base, core.words.base + other, core.sounds.base, isPerson: core.kind == .person, comparer.places).0
        guard likeness > 0, likeness > 0.95 || record.pointee.length >= 3 else { return }
        let unit = core.unitOfWord[other]
        best[unit] = max(best[unit] ?? 0, likeness)
      }
    }
    NearWords.keys(record, core.sounds.base, look)
    if best.count < 2 { NearWords.keysWithoutTwo(record, core.sounds.base, look) }
    return best.map { NearUnit(unit: $0.key, likeness: $0.value) }.sorted { $0.isBefore($1) }
  }

  @Test(arguments: [(NameKind.organisation, 1), (.organisation, 3), (.person, 2)])
  func `What is like a word is what looking it up finds`(kind: NameKind, width: Int) {
    let core = NameIndex(Self.list(41, 700), kind: kind).core
    let near = NearUnits(core, width: width)
    let comparer = NameComparer(kind: kind)
    var (others, full) = (0, 0)
    for word in 0..<core.words.count {
      let expected = Self.lookedUp(word, core, comparer)
      #expect(near.of(word).map(\.unit) == expected.prefix(NearLists.most).map(\.unit))
      #expect(near.of(word).map(\.likeness) == expected.prefix(NearLists.most).map(\.likeness))
      others += near.of(word).count - 1
      if expected.count > NearLists.most { full += 1 }
    }
    #expect(others > core.words.count)
    // Where more is like a word than is kept, too.
    #expect(full > 0)
  }

  @Test func `A list keeps the likeliest, each unit once, whatever the order`() {
    var random = Seeded(seed: 43)
    let all = (0..<400).map { _ in
      NearUnit(unit: UInt32.random(in: 0..<60, using: &random), likeness: Float(Int.random(in: 660...1000, using: &random)) / 1000)
    }
    var best: [UInt32: Float] = [:]
    for near in all { best[near.unit] = max(best[near.unit] ?? 0, near.likeness) }
    let expected = best.map { NearUnit(unit: $0.key, likeness: $0.value) }.sorted { $0.isBefore($1) }.prefix(NearLists.most)
    for _ in 0..<20 {
      let lists = NearLists(2)
      for near in all.shuffled(using: &random) { lists.add(near, to: 1) }
      #expect(lists.list(0).isEmpty)
      #expect(lists.list(1).map(\.unit) == expected.map(\.unit))
      #expect(lists.list(1).map(\.likeness) == expected.map(\.likeness))
    }
  }

  @Test func `The few that promise most are the first of all in order`() {
    var random = Seeded(seed: 47)
    var few = BestFew(capacity: 10)
    defer { few.deallocate() }
    for round in 0..<200 {
      let all = (0..<Int.random(in: 0...60, using: &random)).map { ($0, Float(Int.random(in: 0...12, using: &random)) / 12) }
      few.start(most: round % 12)
      for (name, promise) in all.shuffled(using: &random) { few.add(UInt32(name), promise) }
      let expected = all.sorted { $0.1 != $1.1 ? $0.1 > $1.1 : $0.0 < $1.0 }.prefix(min(10, round % 12)).map(\.0)
      #expect((0..<few.count).map { few[$0] } == expected)
    }
  }
}
