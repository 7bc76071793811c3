// SPDX-License-Identifier: Apache-2.0

/// Latin words that are Chinese syllables: `shenzhen`, `Liyou Xiangong Si`.
enum Pinyin {
  private static let syllables = Syllables(
    NameData.rows(of: "palladius", columns: 2).map { $0[0].utf8.map { $0 &- UInt8(ascii: "a") } })
  private static let longest = 6
  private static let (fewestLetters, mostLetters, mostSyllables) = (2, 24, 4)

  /// The syllables of a lower-case word that consists of one to four, the fewest that do; nil when it does not.
  static func parse(_ word: [UInt8]) -> [String]? {
    let n = word.count
    guard (fewestLetters...mostLetters).contains(n) else { return nil }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 3 * (mostLetters + 1)) { memory in
      let letters = UnsafeMutableBufferPointer(rebasing: memory[..<n])
      for index in 0..<n {
        let code = word[index] &- UInt8(ascii: "a")
        guard code < 26 else { return nil }
        letters[index] = code
      }
      // Up to each place: how many syllables at least, and how long the last of them is.
      let fewest = UnsafeMutableBufferPointer(rebasing: memory[(mostLetters + 1)..<(2 * mostLetters + 2)])
      let last = UnsafeMutableBufferPointer(rebasing: memory[(2 * mostLetters + 2)...])
      fewest[0] = 0
      var farthest = 0
      for end in 1...n {
        guard end - farthest <= longest else { return nil }
        fewest[end] = UInt8.max
        syllables.each(endingAt: end, of: UnsafeBufferPointer(letters)) { length in
          let before = fewest[end &- length]
          // Of two ways with as many syllables the one with the longer last one wins.
          guard before < mostSyllables, before < fewest[end] else { return }
          fewest[end] = before &+ 1
          last[end] = UInt8(truncatingIfNeeded: length)
        }
        if fewest[end] != .max { farthest = end }
      }
      guard fewest[n] != .max else { return nil }
      var parts: [String] = []
      var end = n
      while end > 0 {
        let start = end - Int(last[end])
        parts.append(String(decoding: word[start..<end], as: UTF8.self))
        end = start
      }
      return parts.reversed()
    }
  }
}
