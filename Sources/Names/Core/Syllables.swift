// SPDX-License-Identifier: Apache-2.0

/// Which runs of a word's letters are syllables: asked of every new word, most of which are no Chinese, so it makes no text.
final class Syllables: @unchecked Sendable {
  // Unchecked: filled when made, then read only.
  private var table: KeyTable
  let longest: Int

  /// - Parameter list: each syllable as its letters' codes, all below 63.
  init(_ list: [[UInt8]]) {
    table = KeyTable(expecting: list.count)
    // Ten codes of six bits go into a number.
    longest = min(10, list.map(\.count).max() ?? 0)
    for syllable in list where syllable.count <= longest {
      var key: UInt64 = 0
      for (place, code) in syllable.reversed().enumerated() { key |= Self.part(code, place) }
      table.insert(Hash64.mix(key), 1)
    }
  }

  /// A letter that stands so many before a syllable's end.
  @inline(__always) private static func part(_ code: UInt8, _ place: Int) -> UInt64 { UInt64(code &+ 1) &<< UInt64(6 &* place) }

  /// Calls with each length, from the shortest, of the syllables that end where a word is cut.
  @inline(__always) func each(endingAt end: Int, of word: UnsafeBufferPointer<UInt8>, _ body: (Int) -> Void) {
    var key: UInt64 = 0
    for length in 1...min(longest, end) {
      key |= Self.part(word[end &- length], length &- 1)
      if table.find(Hash64.mix(key)) >= 0 { body(length) }
    }
  }

  /// Whether a word consists of syllables only.
  func make(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    // A bit for each place where a cut may be.
    guard (1...63).contains(word.count) else { return false }
    var cuts: UInt64 = 1
    for end in 1...word.count {
      if cuts &>> UInt64(max(0, end &- longest)) == 0 { return false }
      var isCut: UInt64 = 0
      each(endingAt: end, of: word) { isCut |= cuts &>> UInt64(end &- $0) & 1 }
      cuts |= isCut &<< UInt64(end)
    }
    return cuts &>> UInt64(word.count) & 1 != 0
  }
}
