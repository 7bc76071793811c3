// SPDX-License-Identifier: Apache-2.0

/// Latin words that are Chinese syllables: `shenzhen`, `Liyou Xiangong Si`.
enum Pinyin {
  private static let syllables: Set<String> = Set(NameData.rows(of: "palladius", columns: 2).map { $0[0] })
  private static let longest = 6

  /// The syllables of a lower-case word that consists of one to four, the fewest that do; nil when it does not.
  static func parse(_ word: [UInt8]) -> [String]? {
    let n = word.count
    guard (2...24).contains(n), word.allSatisfy({ (0x61...0x7A).contains($0) }) else { return nil }
    var best = [[String]?](repeating: nil, count: n + 1)
    best[0] = []
    for end in 1...n {
      // Longest first, so that of two ways with as many syllables the one with a long last syllable wins.
      for length in stride(from: min(longest, end), through: 1, by: -1) {
        guard let before = best[end - length], before.count < 4 else { continue }
        let part = String(decoding: word[(end - length)..<end], as: UTF8.self)
        guard syllables.contains(part) else { continue }
        if let known = best[end], known.count <= before.count + 1 { continue }
        best[end] = before + [part]
      }
    }
    return best[n]
  }
}
