// SPDX-License-Identifier: Apache-2.0

/// Legal forms are found anywhere in a name, the longest first.
extension NameCompiler {
  func formWord(_ index: Int) -> Int32 {
    let place = places[index]
    if place >= 0 { return pool.entries[Int(place)].formWord }
    return lexicon.entry(Hash64.of(folding.bytes.base + folding.start(index), folding.length(index))).formWord
  }

  /// Bits of the words that belong to a legal form. Short ones are forms only among forms at either end.
  func formPositions(_ count: Int) -> UInt64 {
    var bits: UInt64 = 0
    var index = 0
    while index < count {
      guard formWord(index) >= 0,
        let (length, form) = lexicon.forms.longest(from: index, count: count, number: formWord)
      else {
        index += 1
        continue
      }
      let isAtStart = bits == (1 << UInt64(index)) &- 1
      let isTaken = length > 1 || isAtStart || folding.length(index) >= 4 || isEnd(from: index + length, count)
      if isTaken {
        for place in index..<index + length {
          bits |= 1 << UInt64(place)
          formWords |= 1 << UInt32(formWord(place) & 31)
        }
        let distinction = lexicon.forms.distinctions[Int(form)]
        forms = FormTrie.adding(distinction, to: forms)
        if distinction >> 5 == FormTrie.trader { hasTrader = true }
        if keepsTexts { formTexts.append((index..<index + length).map(folding.word).joined(separator: " ")) }
      }
      index += length
    }
    return bits
  }

  func isEnd(from start: Int, _ count: Int) -> Bool {
    var index = start
    while index < count {
      guard formWord(index) >= 0,
        let (length, _) = lexicon.forms.longest(from: index, count: count, number: formWord)
      else { return false }
      index += length
    }
    return true
  }
}
