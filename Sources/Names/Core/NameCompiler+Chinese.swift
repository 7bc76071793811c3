// SPDX-License-Identifier: Apache-2.0

/// Chinese names are cut at known words.
extension NameCompiler {
  func isChinese(_ index: Int) -> Bool {
    let first = folding.bytes[folding.start(index)]
    return (0xE3...0xE9).contains(first) && Script.of(scalar(at: folding.start(index))) == .han
  }

  func scalar(at place: Int) -> Unicode.Scalar {
    let b = folding.bytes.base + place
    let value = UInt32(b[0] & 0x0F) << 12 | UInt32(b[1] & 0x3F) << 6 | UInt32(b[2] & 0x3F)
    return Unicode.Scalar(value) ?? " "
  }

  func simplified(_ index: Int) -> [UInt16] {
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

  func chinese(_ run: [UInt16]) {
    var text = run[...]
    while let (length, distinction) = lexicon.han.form(atEndOf: text) {
      if keepsTexts { formTexts.append(Self.string(text.suffix(length))) }
      forms = FormTrie.adding(distinction, to: forms)
      text = text.dropLast(length)
    }
    let first = tokens.count
    let whole = pool.kind == .organisation && first == 0 ? lexicon.known.whole(text) : nil
    var long: (start: Int, end: Int)?
    var start = text.startIndex
    var index = text.startIndex
    func close() {
      guard start < index else { return }
      let piece = text[start..<index]
      let known = pool.kind == .organisation ? lexicon.known.part(piece) : nil
      put(pool.chinese(piece, known: known.map { .init(concept: $0, kind: .plain) }), Self.string(piece))
    }
    while index < text.endIndex {
      if let found = long, index >= found.end {
        close()
        start = index
        makerWords |= Self.bits(found.start, tokens.count)
        long = nil
      }
      if pool.kind == .organisation, maker == 0, let (length, concept) = lexicon.known.long(at: index, of: text) {
        close()
        start = index
        (maker, long) = (concept, (tokens.count, index + length))
      }
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
    if let found = long { makerWords |= Self.bits(found.start, tokens.count) }
    if let whole, tokens.count > first { (maker, makerWords) = (whole, Self.bits(first, tokens.count)) }
  }

  private static let districts: Set<UInt16> = Set(HanLexicon.scalars("市省区县"))

  private static func string(_ text: ArraySlice<UInt16>) -> String {
    String(String.UnicodeScalarView(text.compactMap { Unicode.Scalar(UInt32($0)) }))
  }
}
