// SPDX-License-Identifier: Apache-2.0

/// Numbers of a name, whatever they are written with.
extension NameCompiler {
  func isAfterDigits(_ index: Int) -> Bool {
    index > 0 && places[index - 1] >= 0 && pool.records[Int(places[index - 1])].has(WordRecord.hasDigit)
  }

  func number(_ value: UInt32, isWord: Bool) {
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
}
