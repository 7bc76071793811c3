// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Names

struct EditBitsTests {
  @Test func `The quick distance agrees with the plain definition`() {
    var random = Seeded(seed: 7)
    for _ in 0..<2000 {
      let left = random.word(upTo: 12).map { $0 - 0x61 }
      let right = random.word(upTo: 12).map { $0 - 0x61 }
      #expect(EditBits.distance(left, right) == Self.distance(left, right))
    }
  }

  @Test func `Within a limit the distance is the same, and beyond it anything beyond`() {
    var random = Seeded(seed: 8)
    for _ in 0..<4000 {
      let left = random.word(upTo: 12).map { $0 - 0x61 }
      let right = random.word(upTo: 12).map { $0 - 0x61 }
      let limit = Int.random(in: 0...12, using: &random)
      let expected = Self.distance(left, right)
      let found = EditBits.distance(left, right, within: limit)
      #expect(expected <= limit ? found == expected : found > limit, "\(left) \(right) \(limit)")
    }
  }

  @Test func `Long words are compared up to 64 letters`() {
    let left = [UInt8](repeating: 1, count: 64)
    #expect(EditBits.distance(left, left) == 0)
    #expect(EditBits.distance(left, [UInt8](repeating: 2, count: 64)) == 64)
    #expect(EditBits.distance([], left) == 64)
  }

  /// Optimal string alignment, as it is defined.
  static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
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
}
