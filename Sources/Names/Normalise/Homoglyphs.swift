// SPDX-License-Identifier: Apache-2.0

/// Letters of one script typed inside a word of another: `АКНТАR` with five Cyrillic letters and a Latin one.
///
/// Only words that mix Latin and Cyrillic are repaired, and only when every letter of one of the two scripts has a
/// lookalike in the other. A mixed word of lookalikes only takes the script of the words around it; a word in one script
/// is left alone, whatever it looks like.
package enum Homoglyphs {
  /// Pairs look the same in the same case; `В` looks like `B`, but `в` does not look like `b`.
  private static let pairs: [(latin: Unicode.Scalar, cyrillic: Unicode.Scalar)] = [
    ("A", "А"), ("B", "В"), ("C", "С"), ("E", "Е"), ("H", "Н"), ("I", "І"), ("J", "Ј"), ("K", "К"), ("M", "М"),
    ("O", "О"), ("P", "Р"), ("S", "Ѕ"), ("T", "Т"), ("X", "Х"), ("Y", "У"), ("a", "а"), ("c", "с"), ("e", "е"),
    ("i", "і"), ("j", "ј"), ("k", "к"), ("o", "о"), ("p", "р"), ("s", "ѕ"), ("x", "х"), ("y", "у"),
  ]
  private static let toCyrillic = Dictionary(uniqueKeysWithValues: pairs.map { ($0.latin, $0.cyrillic) })
  private static let toLatin = Dictionary(uniqueKeysWithValues: pairs.map { ($0.cyrillic, $0.latin) })

  /// The script of the letters that have no lookalike, when they are more in one of the two.
  static func surroundings(_ words: [String]) -> Script? {
    var latin = 0
    var cyrillic = 0
    for scalar in words.lazy.flatMap(\.unicodeScalars) {
      switch Script.of(scalar) {
      case .latin: if toCyrillic[scalar] == nil { latin += 1 }
      case .cyrillic: if toLatin[scalar] == nil { cyrillic += 1 }
      default: break
      }
    }
    return latin == cyrillic ? nil : latin > cyrillic ? .latin : .cyrillic
  }

  /// The word in one script, or as it was.
  /// - Parameter among: the script of the words around it.
  package static func repaired(_ word: String, among: Script? = nil) -> String {
    var latin = 0
    var cyrillic = 0
    var latinOnly = 0  // letters without a lookalike
    var cyrillicOnly = 0
    for scalar in word.unicodeScalars {
      switch Script.of(scalar) {
      case .latin:
        latin += 1
        if toCyrillic[scalar] == nil { latinOnly += 1 }
      case .cyrillic:
        cyrillic += 1
        if toLatin[scalar] == nil { cyrillicOnly += 1 }
      default: break
      }
    }
    guard latin > 0, cyrillic > 0 else { return word }
    let table: [Unicode.Scalar: Unicode.Scalar]
    switch (latinOnly, cyrillicOnly) {
    case (0, 0): table = among == .latin || (among == nil && latin > cyrillic) ? toLatin : toCyrillic
    case (0, _): table = toCyrillic
    case (_, 0): table = toLatin
    default: return word
    }
    var result = String.UnicodeScalarView()
    for scalar in word.unicodeScalars { result.append(table[scalar] ?? scalar) }
    return String(result)
  }
}
