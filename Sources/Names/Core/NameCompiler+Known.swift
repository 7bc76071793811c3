// SPDX-License-Identifier: Apache-2.0

/// Makers and bodies that are known by names of several words (``KnownNames``).
extension NameCompiler {
  /// The maker or body whose name of several words begins here, and where the words after it begin; nil if there is none.
  func known(from start: Int, _ count: Int, _ isForm: UInt64) -> (maker: UInt16, end: Int)? {
    var keys: [UInt64] = []
    var words: [Int] = []
    for index in start..<count where isForm & 1 << UInt64(index) == 0 {
      let place = Int(places[index])
      // A Chinese part ends a name of other letters, and is a word that no such name has.
      guard place >= 0 else {
        keys.append(0)
        break
      }
      if pool.records[place].kind == WordKind.link.rawValue { continue }
      keys.append(pool.records[place].key)
      words.append(index)
    }
    guard let (length, concept) = lexicon.known.phrase(keys, isStart: tokens.count == 0), length <= words.count else { return nil }
    return (concept, words[length - 1] + 1)
  }
}
