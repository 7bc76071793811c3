// SPDX-License-Identifier: Apache-2.0

/// Makers and bodies that are known by names of several words (``KnownNames``).
extension NameCompiler {
  /// Puts one word for those of a known name that begins here; where the words after it begin, nil if there is none.
  func known(from start: Int, _ count: Int, _ isForm: UInt64) -> Int? {
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
    guard let (length, concept) = lexicon.known.phrase(keys, isStart: tokens.count == 0) else { return nil }
    let taken = words.prefix(length)
    guard let last = taken.last else { return nil }
    let texts = taken.map(folding.word)
    put(pool.known(texts, concept: concept), texts.joined(separator: " "))
    return last + 1
  }
}
