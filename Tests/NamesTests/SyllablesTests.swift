// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Names

/// Cutting words into syllables without making text, compared with doing it the plain way.
struct SyllablesTests {
  private static let pinyin = NameData.rows(of: "palladius", columns: 2).map { $0[0] }

  /// All ways to cut a word into one to four syllables, the fewest first, of these the one with the longest last syllables.
  private static func cut(_ word: Substring) -> [String]? {
    if word.isEmpty { return [] }
    var best: [String]?
    for length in (1...min(6, word.count)).reversed() {
      let last = String(word.suffix(length))
      guard pinyinSet.contains(last), let before = cut(word.dropLast(length)) else { continue }
      if before.count + 1 < best?.count ?? 5 { best = before + [last] }
    }
    return best
  }
  private static let pinyinSet = Set(pinyin)

  private static func words() -> [String] {
    var random = Seeded(seed: 5)
    var words = ["shenzhen", "xian", "liyou", "xiangong", "silva", "company", "zhuangzhuangzhuangzhuang", "a", "ng", "guangdongsheng", "xianxianxianxianxian"]
    for _ in 0..<300 {
      var word = ""
      for _ in 0..<Int.random(in: 1...5, using: &random) { word += pinyin.randomElement(using: &random) ?? "" }
      if Bool.random(using: &random), let place = word.indices.randomElement(using: &random) { word.remove(at: place) }
      words.append(word)
    }
    return words
  }

  @Test func `Pinyin is cut as the plain way cuts it`() {
    var cuts = 0
    for word in Self.words() {
      let expected = (2...24).contains(word.count) ? Self.cut(word[...]) : nil
      #expect(Pinyin.parse(Array(word.utf8)) == expected, "\(word)")
      if expected != nil { cuts += 1 }
    }
    #expect(cuts > 100)
  }

  @Test(arguments: ["Shenzhen", "shen zhen", "шэньчжэнь", "shen1"])
  func `What is not of small Latin letters is no pinyin`(word: String) { #expect(Pinyin.parse(Array(word.utf8)) == nil) }

  @Test(arguments: [
    ("шэньчжэнь", ["shen", "zhen"]), ("гуанчжоу", ["guang", "zhou"]), ("цзинань", ["ji", "nan"]), ("цзинъань", ["jing", "an"]),
    ("силва", nil), ("а", nil), ("курганприбор", nil), ("shenzhen", nil),
  ])
  func `Palladius' spellings are read and other words are not`(word: String, expected: [String]?) {
    #expect(Palladius.syllables(word) == expected)
  }

  @Test func `Keys without two letters are those of the word without them`() {
    let pool = WordPool(kind: .organisation)
    for word in ["kurganpribor", "electronics", "shanghai", "aaaaaaab"] {
      let place = pool.word(word)
      let record = UnsafePointer(pool.records.base + place)
      let sound = (0..<Int(record.pointee.length)).map { pool.sounds[Int(record.pointee.start) + $0] }
      var keys: [UInt32] = []
      NearWords.keysWithoutTwo(record, pool.sounds.base) { keys.append($0) }
      guard sound.count >= 7 else {
        #expect(keys.isEmpty)
        continue
      }
      // The key of what is left is the first under which it would be filed as a word of its own.
      #expect(keys.count == sound.count * (sound.count - 1) / 2)
      var place2 = 0
      for first in 0..<sound.count - 1 {
        for second in first + 1..<sound.count {
          let left = sound.enumerated().filter { $0.offset != first && $0.offset != second }.map(\.element)
          #expect(keys[place2] == NearWords.whole(left), "\(word) \(first) \(second)")
          place2 += 1
        }
      }
    }
  }

  @Test func `Many hashes find what each of them finds`() {
    var random = Seeded(seed: 9)
    let entries = Grow<UInt64>()
    let hashes = (0..<500).map { _ in UInt32.random(in: 0...(.max), using: &random) & 0xFF00_00FF }
    for (place, hash) in hashes.enumerated() { entries.append(UInt64(hash) << 32 | UInt64(place)) }
    let places = HashedPlaces([entries])
    let asked = hashes + (0..<500).map { _ in UInt32.random(in: 0...(.max), using: &random) }
    var (one, many): ([Int], [Int]) = ([], [])
    for hash in asked { places.each(hash) { one.append($0) } }
    let (keys, slots) = (Grow(asked), Grow<HashedPlaces.Slot>(capacity: asked.count))
    places.each(keys.base, keys.count, slots.base) { many.append($0) }
    #expect(one == many)
    #expect(one.count >= 500)
  }
}
