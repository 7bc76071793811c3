// SPDX-License-Identifier: Apache-2.0

/// Chinese names in Latin letters whose spaces say nothing.
extension NameCompiler {
  /// Chinese names spelled syllable by syllable, or two by two whatever the words: `Su Zhou Yi Si Dun`, `Liyou Xiangong
  /// Si`. Runs of them are put together and cut where known words are.
  func joinSyllables() {
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

  func syllables(of word: Int) -> [String] {
    var packed = pool.spoken[word]
    var result: [String] = []
    while packed != 0 {
      result.append(pool.syllables[Int(packed & 0xFFFF)])
      packed >>= 16
    }
    return result
  }

  func endsAsCompany() -> Bool {
    let tail = tokens.buffer.suffix(4).flatMap { syllables(of: Token.word($0)) }.suffix(4)
    return tail.elementsEqual(["you", "xian", "gong", "si"]) || tail.elementsEqual(["ren", "gong", "si"])
      || tail.suffix(2).elementsEqual(["gong", "si"])
  }

  func cut(_ syllables: [String]) {
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
}
