// SPDX-License-Identifier: Apache-2.0

/// A cell in which a filer wrote one name twice, in two scripts: `«Chivas Brothers Limited» («Чивас Бразерс Лимитед»)`,
/// `SHENZHEN X CO., LTD / ШЭНЬЧЖЭНЬ Икс`.
package struct TwoSpellings: Sendable, Hashable {
  package var latin: String
  /// In Cyrillic or Chinese.
  package var other: String

  /// Nil when the cell does not carry two spellings of one name. Taken for such:
  ///
  /// 1. The cell falls into two parts at one slash, or is a name and a bracket at its end.
  /// 2. One part is written in Latin only and the other in one other script only; lookalikes are repaired first.
  /// 3. The two sound alike: half of the weight of the words meets, or their consonants, by groups, differ in at most
  ///    35 of 100 places (50, without places and legal forms); or the parts are Latin and Chinese and each has a legal form.
  package init?(_ cell: String) {
    guard let (first, second) = Self.parts(cell) else { return nil }
    let scripts = (Self.script(first), Self.script(second))
    let latin: String
    let other: String
    switch scripts {
    case (.latin, .cyrillic), (.latin, .han): (latin, other) = (first, second)
    case (.cyrillic, .latin), (.han, .latin): (latin, other) = (second, first)
    default: return nil
    }
    guard let latinKey = NameKey.make(latin), let otherKey = NameKey.make(other) else { return nil }
    let han = Script.present(in: other).contains(.han)
    let bothHaveForms = latinKey.kind != nil && otherKey.kind != nil
    guard (han && bothHaveForms) || Self.soundAlike(latin, other) else { return nil }
    self.latin = latin
    self.other = other
  }

  private static func soundAlike(_ left: String, _ right: String) -> Bool {
    let match = NameExplanation.of(left, right)
    if match.value(of: .shared) >= 0.5 && match.words.contains(where: { $0.weight > 0.3 }) { return true }
    // The whole must sound alike, and so, roughly, must what is left without places and legal forms: these two name
    // the same town, and different firms: `GUANGZHOU DOBREY CO., LTD / Гуанчжоу Аврора Ко., Лтд`.
    return isNear(consonants(left, all: true), consonants(right, all: true), percent: 35)
      && isNear(consonants(left, all: false), consonants(right, all: false), percent: 50)
  }

  private static func isNear(_ left: [UInt8], _ right: [UInt8], percent: Int) -> Bool {
    let length = max(left.count, right.count)
    return length >= 3 && EditBits.distance(left, right) <= length * percent / 100
  }

  /// The consonants of a name as groups of like sounds (after Soundex, Russell 1918); vowels, h and doubles are gone.
  /// Filers write foreign names by ear, so letters alone do not show it: `Les Grands Chais`, `Ле Гран Ше`.
  private static func consonants(_ name: String, all: Bool) -> [UInt8] {
    let pool = WordPool(kind: .organisation)
    let words: [WordRecord]
    if all {
      words = NameFolding.words(name).map { pool.records[pool.word($0)] }
    } else {
      let compiler = NameCompiler(pool: pool)
      _ = compiler.compile(name)
      words = compiler.tokens.buffer.map { pool.records[Token.word($0)] }.filter { $0.wordKind != .place }
    }
    var groups: [UInt8] = []
    for word in words {
      for index in 0..<Int(word.length) {
        let code = pool.sounds[Int(word.start) + index]
        guard code < 26, let group = group(of: code + UInt8(ascii: "a")), groups.last != group else { continue }
        groups.append(group)
      }
    }
    return groups
  }

  private static func group(of letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "b"), UInt8(ascii: "p"): 1
    case UInt8(ascii: "f"), UInt8(ascii: "v"), UInt8(ascii: "w"): 2
    case UInt8(ascii: "c"), UInt8(ascii: "g"), UInt8(ascii: "j"), UInt8(ascii: "k"), UInt8(ascii: "q"),
      UInt8(ascii: "s"),
      UInt8(ascii: "x"), UInt8(ascii: "z"):
      3
    case UInt8(ascii: "d"), UInt8(ascii: "t"): 4
    case UInt8(ascii: "l"): 5
    case UInt8(ascii: "m"), UInt8(ascii: "n"): 6
    case UInt8(ascii: "r"): 7
    default: nil
    }
  }

  private static func script(_ text: String) -> Script? {
    let words = NameFolding.split(text)
    let around = Homoglyphs.surroundings(words)
    let scripts = words.reduce(into: Set<Script>()) {
      $0.formUnion(Script.present(in: Homoglyphs.repaired($1, among: around)))
    }
    return scripts.count == 1 ? scripts.first : nil
  }

  private static func parts(_ cell: String) -> (String, String)? {
    let text = cell.trimmingEnds
    let slashes = text.split(separator: "/", omittingEmptySubsequences: false)
    if slashes.count == 2 {
      let (first, second) = (String(slashes[0]).trimmingEnds, String(slashes[1]).trimmingEnds)
      return first.isEmpty || second.isEmpty ? nil : (first, second)
    }
    guard slashes.count == 1, text.last == ")" || text.last == "）" else { return nil }
    // The bracket that the last one closes.
    var depth = 0
    for index in text.indices.reversed() {
      if ")）".contains(text[index]) { depth += 1 }
      if "(（".contains(text[index]) { depth -= 1 }
      if depth == 0 {
        let first = String(text[..<index]).trimmingEnds
        let second = String(text[text.index(after: index)...].dropLast()).trimmingEnds
        return first.isEmpty || second.isEmpty ? nil : (first, second)
      }
    }
    return nil
  }
}

extension String {
  /// Without spaces, full stops and commas that stand outside the name.
  fileprivate var trimmingEnds: String {
    var view = self[...]
    while let last = view.last, last.isWhitespace || ".,;".contains(last), view.count > 1 {
      // The full stop of "Ltd." belongs to the name; a lone one after a bracket or quote does not.
      if last == ".", let before = view.dropLast().last, before.isLetter { break }
      view = view.dropLast()
    }
    while let first = view.first, first.isWhitespace || ".,;".contains(first) { view = view.dropFirst() }
    return String(view)
  }
}
