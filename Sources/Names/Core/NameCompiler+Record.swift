// SPDX-License-Identifier: Apache-2.0

/// What is kept of a name beside its words.
extension NameCompiler {
  func record(_ count: Int) -> NameRecord {
    var record = NameRecord()
    record.count = UInt8(min(tokens.count, NameRecord.mostWords))
    record.forms = forms
    record.formWords = formWords
    if hasTrader { record.flags |= NameRecord.isTrader }
    var unordered: UInt64 = 0
    var ordered: UInt64 = UInt64(forms) << 32 | UInt64(formWords)
    run.truncate(to: 0)
    self.letters.truncate(to: 0)
    var letters = 0
    var plain = 0
    for (index, token) in tokens.buffer.enumerated() {
      let word = pool.records[Token.word(token)]
      if word.kind == WordKind.plain.rawValue { record.plain |= 1 &<< UInt32(index) }
      if word.length >= WordRow.shortestCut { record.long |= 1 &<< UInt32(index) }
      if word.kind == WordKind.place.rawValue { record.places |= 1 &<< UInt32(index) }
      if word.has(WordRecord.isCountry) { record.lands |= 1 &<< UInt32(index) }
      if word.kind == WordKind.number.rawValue { record.numbers |= 1 &<< UInt32(index) }
      mark(word, index, in: &record)
      if token & Token.likeForm != 0 { record.likeForm |= 1 &<< UInt32(index) }
      unordered = unordered &+ Hash64.mix(word.unit)
      ordered = Hash64.joined(ordered, word.key ^ UInt64(token >> 31))
      addSound(word)
      record.letters.add(word, pool.sounds.base, into: self.letters)
      if word.initial > 0, word.number == 0 {
        letters += 1
        if letters <= 8 { initials[letters - 1] = word.initial - 1 }
      }
      if word.kind == WordKind.plain.rawValue {
        plain += 1
        let letters = Int(word.letterCount)
        if word.acronym != 0, (3...8).contains(letters) {
          record.acronyms |= 1 &<< UInt32(index)
          record.shortestAcronym = min(record.shortestAcronym, letters)
        }
        record.acronym = plain == 1 && (3...8).contains(word.letterCount) ? word.acronym : 0
      }
    }
    record.joined = hashOfRun()
    record.unordered = UInt32(truncatingIfNeeded: unordered) | 1
    record.key = ordered
    if (3...8).contains(letters) {
      record.initials = UInt32(truncatingIfNeeded: Hash64.of(Array(initials.prefix(letters)), seed: 0xAC)) | 1
    }
    run.truncate(to: 0)
    var hasChinese = false
    for index in 0..<count {
      let place = Int(places[index])
      if place >= 0 { addSound(pool.records[place]) } else { hasChinese = true }
    }
    record.joinedWhole = hasChinese ? record.joined : hashOfRun()
    return record
  }

  /// What a glance at the name tells of its words.
  private func mark(_ word: WordRecord, _ index: Int, in record: inout NameRecord) {
    if word.has(WordRecord.isSimple) { record.simple |= 1 &<< UInt32(index) }
    if word.concept != 0 { record.known |= 1 &<< UInt32(index) }
    record.marks |= word.mark
    record.bones |= word.boneMark
    record.stems |= word.stemMark
    record.concepts |= word.conceptMark
    record.firsts |= word.firstMark
    record.lengths.add(word.length, at: index)
  }

  /// Doubles where two words touch are folded, as within a word; but a letter of its own (II, A) says something.
  func addSound(_ word: WordRecord) {
    for index in 0..<Int(word.length) {
      let code = pool.sounds[Int(word.start) + index]
      if index == 0, word.length > 1, lastLength > 1, code < 26, run.count > 0, run[run.count - 1] == code { continue }
      run.append(code)
    }
    lastLength = Int(word.length)
  }

  func hashOfRun() -> UInt32 {
    lastLength = 0
    // Few letters are the same by chance, the more so as sounds: K G H C, KGK.
    return run.count < 5 ? 0 : UInt32(truncatingIfNeeded: Hash64.of(run.base, run.count, seed: 0x10)) | 1
  }
}
