// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Names

/// Eight lengths at one look, compared with looking at each.
struct WordLengthsTests {
  private static func made(_ seed: UInt64, _ count: Int) -> [Int] {
    var random = Seeded(seed: seed)
    return (0..<count).map { _ in Int.random(in: 0...SoundLetters.limit / (Bool.random(using: &random) ? 1 : 4), using: &random) }
  }

  private static func of(_ lengths: [Int]) -> WordLengths {
    var all = WordLengths()
    for (place, length) in lengths.enumerated() { all.add(UInt8(length), at: place) }
    return all
  }

  @Test(arguments: [0, 1, 3, 7, 8, 9, 20])
  func `Lengths that a slip may lead to are those that the rule allows`(count: Int) {
    for seed in 0..<40 {
      let lengths = Self.made(UInt64(seed), count)
      let all = Self.of(lengths)
      for length in 0...SoundLetters.limit {
        let near = all.near(WordLengths.reaches[length])
        for (place, other) in lengths.enumerated() {
          let limit = WordLikeness.allowed(max(length, other))
          #expect((near & 1 << UInt32(place) != 0) == (place >= 8 || (limit > 0 && abs(length - other) <= limit)), "\(length) \(other)")
        }
      }
    }
  }

  @Test(arguments: [2, 3, 8, 9, 12])
  func `Neighbours that are together as long as a word are found`(count: Int) {
    for seed in 0..<40 {
      let lengths = Self.made(UInt64(seed), count)
      let all = Self.of(lengths)
      for length in 1...SoundLetters.limit {
        let found = all.joined(to: length)
        for start in 0..<count - 1 {
          let two = lengths[start] + lengths[start + 1]
          let three = start + 2 < count ? two + lengths[start + 2] : 0
          guard (length - 1...length + 2).contains(two) || (start + 2 < count && (length - 1...length + 3).contains(three)) else { continue }
          #expect(found & 1 << UInt32(start) != 0, "\(lengths) \(start) \(length)")
        }
      }
    }
  }

  @Test(arguments: 0...45)
  func `So many slips are allowed as the lengths say`(length: Int) {
    #expect(WordLikeness.allowed(length) == (length >= 4 ? 1 : 0) + (length >= 7 ? 1 : 0) + (length >= 11 ? 1 : 0))
  }
}
