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
  /// 3. The two sound alike: at least half of the weight of the telling words meets, or the parts are Latin and Chinese
  ///    and each has a legal form.
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
    guard (han && bothHaveForms) || Self.likeness(latin, other) >= 0.5 else { return nil }
    self.latin = latin
    self.other = other
  }

  /// Sound alone: translated generic words count as met, too.
  private static func likeness(_ left: String, _ right: String) -> Double {
    NameComparison.match(left, right).score
  }

  private static func script(_ text: String) -> Script? {
    let words = NameFolding.split(text).map(Homoglyphs.repaired)
    let scripts = words.reduce(into: Set<Script>()) { $0.formUnion(Script.present(in: $1)) }
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
