// SPDX-License-Identifier: Apache-2.0

/// Letters that stand alone side by side and are one abbreviation: `S. p. A.`, `И К С`. Where some are parted by spaces and
/// others are not, the spaces part words: `V L.P.` is *V* and *LP*, `A.B.C. S.A.` is *ABC* and *SA*; but `L.L. C.` is the form.
struct Initials {
  private var letters: [(letter: String, isSpaced: Bool)] = []

  mutating func add(_ letter: String, isSpaced: Bool) { letters.append((letter, isSpaced)) }

  /// The words that the letters are, and none are left.
  mutating func flush() -> [String] {
    defer { letters.removeAll(keepingCapacity: true) }
    guard !letters.isEmpty else { return [] }
    let whole = letters.map(\.letter).joined()
    let gaps = letters.dropFirst()
    guard gaps.contains(where: \.isSpaced), !gaps.allSatisfy(\.isSpaced), !Self.forms.contains(whole) else { return [whole] }
    var words: [String] = []
    for (index, next) in letters.enumerated() {
      if index == 0 || next.isSpaced { words.append(next.letter) } else { words[words.count - 1] += next.letter }
    }
    return words
  }

  /// Forms that are written by their first letters, with or without points and spaces.
  private static let forms: Set<String> = [
    "llc", "llp", "lp", "plc", "pllc", "pc", "sa", "spa", "srl", "sarl", "sas", "sau", "sl", "sc", "saoc", "saog", "sak", "sal",
    "bv", "nv", "bvba", "cv", "vof", "ag", "kg", "ohg", "ev", "as", "asa", "oy", "oyj", "ab", "aps", "kft", "zrt", "rt", "sro",
    "doo", "dd", "ad", "ood", "eood", "ead", "jsc", "ojsc", "cjsc", "pjsc", "fze", "fzc", "fzco", "fzllc", "wll", "bsc", "psc",
    "ооо", "оао", "зао", "пао", "ао", "нао", "ип", "чп", "тов", "тоо", "чао", "оод", "оодо", "кк", "kk", "gk", "sia", "uab",
  ]
}
