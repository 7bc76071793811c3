// SPDX-License-Identifier: Apache-2.0

/// Hangul in Latin letters: as the Revised Romanization of 2000 has it, and as firms spell themselves (Samsung, Kia, Daewoo),
/// which goes back to older habits. A syllable is a consonant, a vowel and perhaps a consonant, by its number (Unicode 3.12).
enum KoreanReading {
  private static let starts = ["g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h"]
  private static let vowels = [
    "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "eu", "ui", "i",
  ]
  private static let ends = [
    "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng", "t", "t", "k",
    "t", "p", "t",
  ]
  /// What the last consonant becomes in front of a vowel.
  private static let linked = [
    "", "g", "kk", "ks", "n", "nj", "n", "d", "r", "lg", "lm", "lb", "ls", "lt", "lp", "r", "m", "b", "ps", "s", "ss", "ng", "j",
    "ch", "k", "t", "p", "",
  ]
  private static let (silent, r, n, m) = (11, 5, 2, 6)

  /// - Parameter isPopular: *eo* and *eu* as *u*, *k* at the beginning, *woo*.
  static func latin(_ word: String, isPopular: Bool) -> [UInt8] {
    let parts = word.unicodeScalars.map { scalar -> (start: Int, vowel: Int, end: Int)? in
      guard (0xAC00...0xD7A3).contains(scalar.value) else { return nil }
      let number = Int(scalar.value) - 0xAC00
      return (number / 588, number % 588 / 28, number % 28)
    }
    var text = ""
    for (index, part) in parts.enumerated() {
      guard let part else { continue }
      let before = index > 0 ? parts[index - 1] : nil
      let next = index + 1 < parts.count ? parts[index + 1] : nil
      text += start(part.start, after: before?.end, isFirst: index == 0, isPopular)
      text += vowel(part.vowel, isBare: part.start == silent && (before?.end ?? 0) == 0, isPopular)
      text += end(part.end, before: next?.start)
    }
    return Array(text.utf8)
  }

  private static func start(_ start: Int, after end: Int?, isFirst: Bool, _ isPopular: Bool) -> String {
    if isFirst, isPopular, start == 0 { return "k" }
    guard start == r, let end, end != 0 else { return starts[start] }
    // Shilla, Jongno
    return ["n", "l"].contains(ends[end]) ? "l" : "n"
  }

  private static func vowel(_ vowel: Int, isBare: Bool, _ isPopular: Bool) -> String {
    guard isPopular else { return vowels[vowel] }
    switch vowels[vowel] {
    case "eo", "eu": return "u"
    case "yeo": return "yu"
    case "u" where isBare: return "woo"
    default: return vowels[vowel]
    }
  }

  private static func end(_ end: Int, before start: Int?) -> String {
    guard end > 0, let start else { return ends[end] }
    if start == silent { return linked[end] }
    guard start == n || start == m || start == r else { return ends[end] }
    switch ends[end] {
    case "k": return "ng"
    case "t": return "n"
    case "p": return "m"
    case "n" where start == r: return "l"
    default: return ends[end]
    }
  }
}
