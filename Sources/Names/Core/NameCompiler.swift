// SPDX-License-Identifier: Apache-2.0

/// Makes a name into words of a pool: folded, legal forms found and taken out, abbreviations written out, numbers read,
/// Chinese cut into words.
final class NameCompiler {
  let pool: WordPool
  private let folding: ByteFolding
  private let lexicon = Lexicon.standard
  /// The words of the name compiled last (``Token``).
  let tokens = Grow<UInt32>(capacity: 64)
  private let places = Grow<Int32>(capacity: 64)
  private let run = Grow<UInt8>(capacity: 128)
  private var characters: [[UInt16]] = []
  private var forms = FormTrie.none
  private var hasTrader = false
  private var formWords: UInt32 = 0
  /// For explanations: the text of each word of `tokens`, only while `keepsTexts`.
  var keepsTexts = false
  private(set) var texts: [String] = []
  private(set) var formTexts: [String] = []

  private static let chinese: Int32 = -2

  init(pool: WordPool) {
    self.pool = pool
    folding = ByteFolding(mergesInitials: pool.kind == .organisation, cutsKorean: pool.kind == .organisation)
  }

  func compile(_ name: String) -> NameRecord {
    folding.fold(name)
    tokens.truncate(to: 0)
    places.truncate(to: 0)
    characters.removeAll(keepingCapacity: true)
    texts.removeAll(keepingCapacity: true)
    formTexts.removeAll(keepingCapacity: true)
    forms = FormTrie.none
    hasTrader = false
    formWords = 0
    let count = min(64, folding.count)
    for index in 0..<count {
      if isChinese(index) {
        places.append(Self.chinese - Int32(characters.count))
        characters.append(simplified(index))
      } else {
        places.append(Int32(pool.word(folding.bytes.base + folding.start(index), folding.length(index))))
      }
    }
    let isForm = pool.kind == .organisation ? formPositions(count) : 0
    let before = tokens.count
    emit(count, without: isForm, withLinks: false)
    if tokens.count == before { emit(count, without: 0, withLinks: true) }
    if pool.kind == .organisation { joinSyllables() }
    return record(count)
  }

  private func isChinese(_ index: Int) -> Bool {
    let first = folding.bytes[folding.start(index)]
    return (0xE3...0xE9).contains(first) && Script.of(scalar(at: folding.start(index))) == .han
  }

  private func scalar(at place: Int) -> Unicode.Scalar {
    let b = folding.bytes.base + place
    let value = UInt32(b[0] & 0x0F) << 12 | UInt32(b[1] & 0x3F) << 6 | UInt32(b[2] & 0x3F)
    return Unicode.Scalar(value) ?? " "
  }

  private func simplified(_ index: Int) -> [UInt16] {
    let end = folding.start(index) + folding.length(index)
    var place = folding.start(index)
    var result: [UInt16] = []
    while place + 2 < end {
      // Rare characters beyond the basic plane and digits in between are dropped.
      guard folding.bytes[place] >= 0xE0 && folding.bytes[place] < 0xF0 else {
        place += 1
        continue
      }
      result.append(HanTable.standard.simplified(UInt16(truncatingIfNeeded: scalar(at: place).value)))
      place += 3
    }
    return result
  }

  private func formWord(_ index: Int) -> Int32 {
    let place = places[index]
    if place >= 0 { return pool.entries[Int(place)].formWord }
    return lexicon.entry(Hash64.of(folding.bytes.base + folding.start(index), folding.length(index))).formWord
  }

  /// Bits of the words that belong to a legal form. Short ones are forms only among forms at either end.
  private func formPositions(_ count: Int) -> UInt64 {
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

  private func isEnd(from start: Int, _ count: Int) -> Bool {
    var index = start
    while index < count {
      guard formWord(index) >= 0,
        let (length, _) = lexicon.forms.longest(from: index, count: count, number: formWord)
      else { return false }
      index += length
    }
    return true
  }

  // MARK: words

  private func put(_ place: Int, _ text: @autoclosure () -> String) {
    guard tokens.count < NameRecord.mostWords else { return }
    tokens.append(UInt32(place))
    if keepsTexts { texts.append(text()) }
  }

  private func emit(_ count: Int, without isForm: UInt64, withLinks: Bool) {
    var isFirst = true
    var lastPlain = -1
    for index in 0..<count where isForm & 1 << UInt64(index) == 0 { lastPlain = index }
    for index in 0..<count where isForm & 1 << UInt64(index) == 0 {
      let place = Int(places[index])
      if place <= Int(Self.chinese) {
        chinese(characters[Int(Self.chinese) - place])
        isFirst = false
        continue
      }
      let record = pool.records[place]
      let entry = pool.entries[place]
      if record.kind == WordKind.link.rawValue, !withLinks { continue }
      // Part of a legal form whose other words are missing, misspelt or elsewhere: JOINT STOCK COMPAY.
      if pool.kind == .organisation, entry.formWord >= 0, record.concept == 0, record.length >= 4, !withLinks {
        formWords |= 1 << UInt32(entry.formWord & 31)
        continue
      }
      let bytes = folding.bytes.base + folding.start(index)
      let size = folding.length(index)
      if pool.kind == .organisation {
        if entry.expansion >= 0 {
          for word in lexicon.expansions[Int(entry.expansion)] {
            let next = pool.word(word)
            // scientific research institute: one concept said twice is said once
            if tokens.count > 0, pool.records[Token.word(tokens[tokens.count - 1])].unit == pool.records[next].unit {
              continue
            }
            put(next, word)
          }
          isFirst = false
          continue
        }
        if record.number > 0 {
          number(record.number - 1, isWord: record.flags & WordRecord.hasDigit == 0)
          isFirst = false
          continue
        }
        if bytes[0] >= 0x80, size <= 8, isAfterDigits(index), NumberWords.isEnding(bytes, size) { continue }
        if !isFirst, size >= 2 || index == lastPlain, let roman = NumberWords.roman(bytes, size) {
          number(roman, isWord: false)
          continue
        }
      }
      let isEdge = isFirst || index == lastPlain || record.length >= 6
      put(place, folding.word(index))
      if isEdge, record.has(WordRecord.likeForm), tokens.count > 0 { tokens[tokens.count - 1] |= Token.likeForm }
      isFirst = false
    }
  }

  private func isAfterDigits(_ index: Int) -> Bool {
    index > 0 && places[index - 1] >= 0 && pool.records[Int(places[index - 1])].has(WordRecord.hasDigit)
  }

  private func number(_ value: UInt32, isWord: Bool) {
    defer { afterNumberWord = isWord }
    // forty four, Forty 4
    if isWord || afterNumberWord, value < 10, value > 0, tokens.count > 0 {
      let before = pool.records[Token.word(tokens[tokens.count - 1])]
      if before.number > 20, (before.number - 1) % 10 == 0, before.number < 100 {
        tokens.truncate(to: tokens.count - 1)
        if keepsTexts, !texts.isEmpty { texts.removeLast() }
        let text = String(before.number - 1 + value)
        put(pool.word(text), text)
        return
      }
    }
    let text = String(value)
    put(pool.word(text), text)
  }

  // MARK: Chinese

  private func chinese(_ run: [UInt16]) {
    var text = run[...]
    while let (length, distinction) = lexicon.han.form(atEndOf: text) {
      if keepsTexts { formTexts.append(Self.string(text.suffix(length))) }
      forms = FormTrie.adding(distinction, to: forms)
      text = text.dropLast(length)
    }
    var start = text.startIndex
    var index = text.startIndex
    func close() {
      guard start < index else { return }
      let piece = text[start..<index]
      put(pool.chinese(piece, known: nil), Self.string(piece))
    }
    while index < text.endIndex {
      guard let (length, known) = lexicon.han.word(at: index, of: text) else {
        index += 1
        continue
      }
      close()
      let piece = text[index..<index + length]
      if known.kind != .link { put(pool.chinese(piece, known: known), Self.string(piece)) }
      index += length
      // 深圳市: the city's name with the word for city
      if known.kind == .place, index < text.endIndex, Self.districts.contains(text[index]) { index += 1 }
      start = index
    }
    close()
  }

  private static let districts: Set<UInt16> = Set(HanLexicon.scalars("市省区县"))

  private static func string(_ text: ArraySlice<UInt16>) -> String {
    String(String.UnicodeScalarView(text.compactMap { Unicode.Scalar(UInt32($0)) }))
  }

  /// Chinese names spelled syllable by syllable, or two by two whatever the words: `Su Zhou Yi Si Dun`, `Liyou Xiangong
  /// Si`. Runs of them are put together and cut where known words are.
  private func joinSyllables() {
    var all = 0
    var single = 0
    for index in 0..<tokens.count {
      let spoken = pool.spoken[Token.word(tokens[index])]
      if spoken != 0 { all += 1 }
      if spoken != 0 && spoken >> 16 == 0 { single += 1 }
    }
    guard single > 0 || all == tokens.count, all > 1 else { return }
    // All are syllables and they end as a Chinese company does: the cuts say nothing.
    let whole = all == tokens.count && endsAsCompany()
    guard whole || single > 1 else { return }
    let old = tokens.array
    let oldTexts = texts
    tokens.truncate(to: 0)
    texts.removeAll(keepingCapacity: true)
    var index = 0
    while index < old.count {
      var end = index
      while end < old.count {
        let spoken = pool.spoken[Token.word(old[end])]
        guard spoken != 0, whole || spoken >> 16 == 0 else { break }
        end += 1
      }
      if end - index > 1 {
        cut(old[index..<end].flatMap { syllables(of: Token.word($0)) })
        index = end
      } else {
        let text = keepsTexts ? oldTexts[index] : ""
        put(Token.word(old[index]), text)
        if old[index] & Token.likeForm != 0, tokens.count > 0 { tokens[tokens.count - 1] |= Token.likeForm }
        index += 1
      }
    }
  }

  private func syllables(of word: Int) -> [String] {
    var packed = pool.spoken[word]
    var result: [String] = []
    while packed != 0 {
      result.append(pool.syllables[Int(packed & 0xFFFF)])
      packed >>= 16
    }
    return result
  }

  private func endsAsCompany() -> Bool {
    let tail = tokens.buffer.suffix(4).flatMap { syllables(of: Token.word($0)) }.suffix(4)
    return tail.elementsEqual(["you", "xian", "gong", "si"]) || tail.elementsEqual(["ren", "gong", "si"])
      || tail.suffix(2).elementsEqual(["gong", "si"])
  }

  private func cut(_ syllables: [String]) {
    var start = 0
    var index = 0
    func close() {
      guard start < index else { return }
      let text = syllables[start..<index].joined()
      put(pool.word(text), text)
    }
    while index < syllables.count {
      var found: (length: Int, known: HanLexicon.Known?)?
      for length in stride(from: min(lexicon.han.longestSpoken, syllables.count - index), through: 2, by: -1) {
        if let known = lexicon.han.spoken[syllables[index..<index + length].joined(separator: " ")] {
          found = (length, known)
          break
        }
      }
      guard let found else {
        index += 1
        continue
      }
      close()
      let piece = Array(syllables[index..<index + found.length])
      if let known = found.known { put(pool.spoken(piece, known: known), piece.joined()) }
      index += found.length
      if found.known?.kind == .place, index < syllables.count, syllables[index] == "shi" { index += 1 }
      start = index
    }
    close()
  }

  // MARK: the record

  private func record(_ count: Int) -> NameRecord {
    var record = NameRecord()
    record.count = UInt8(min(tokens.count, NameRecord.mostWords))
    record.forms = forms
    record.formWords = formWords
    if hasTrader { record.flags |= NameRecord.isTrader }
    var unordered: UInt64 = 0
    var ordered: UInt64 = UInt64(forms) << 32 | UInt64(formWords)
    run.truncate(to: 0)
    var letters = 0
    var plain = 0
    for (index, token) in tokens.buffer.enumerated() {
      let word = pool.records[Token.word(token)]
      if word.kind == WordKind.plain.rawValue { record.plain |= 1 &<< UInt32(index) }
      if word.kind == WordKind.place.rawValue { record.places |= 1 &<< UInt32(index) }
      if word.has(WordRecord.isCountry) { record.lands |= 1 &<< UInt32(index) }
      if word.kind == WordKind.number.rawValue { record.numbers |= 1 &<< UInt32(index) }
      if token & Token.likeForm != 0 { record.likeForm |= 1 &<< UInt32(index) }
      unordered = unordered &+ Hash64.mix(word.unit)
      ordered = Hash64.joined(ordered, word.key ^ UInt64(token >> 31))
      addSound(word)
      record.letters.add(word, pool.sounds.base)
      if word.initial > 0, word.number == 0 {
        letters += 1
        if letters <= 8 { run0[letters - 1] = word.initial - 1 }
      }
      if word.kind == WordKind.plain.rawValue {
        plain += 1
        let letters = Int(word.letterCount)
        if word.acronym != 0, (3...8).contains(letters), letters < record.shortestAcronym { record.shortestAcronym = letters }
        record.acronym = plain == 1 && (3...8).contains(word.letterCount) ? word.acronym : 0
      }
    }
    record.joined = hashOfRun()
    record.unordered = UInt32(truncatingIfNeeded: unordered) | 1
    record.key = ordered
    if (3...8).contains(letters) {
      let initials = Hash64.of(Array(run0.prefix(letters)), seed: 0xAC)
      record.initials = UInt32(truncatingIfNeeded: initials) | 1
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

  private var afterNumberWord = false
  private var lastLength = 0
  private var run0 = [UInt8](repeating: 0, count: 8)

  /// Doubles where two words touch are folded, as within a word; but a letter of its own (II, A) says something.
  private func addSound(_ word: WordRecord) {
    for index in 0..<Int(word.length) {
      let code = pool.sounds[Int(word.start) + index]
      if index == 0, word.length > 1, lastLength > 1, code < 26, run.count > 0, run[run.count - 1] == code { continue }
      run.append(code)
    }
    lastLength = Int(word.length)
  }

  private func hashOfRun() -> UInt32 {
    lastLength = 0
    // Few letters are the same by chance, the more so as sounds: K G H C, KGK.
    return run.count < 5 ? 0 : UInt32(truncatingIfNeeded: Hash64.of(run.base, run.count, seed: 0x10)) | 1
  }
}
