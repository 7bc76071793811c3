// SPDX-License-Identifier: Apache-2.0

/// Chinese words as Russian spells them, read back into pinyin: `Шэньчжэнь` → `shen zhen`. Standard spellings come first,
/// so that those by ear (`Гуангджоу`) change the reading of none.
package enum Palladius {
  private static let table: [String: String] = {
    var table: [String: String] = [:]
    for row in NameData.rows(of: "palladius", columns: 2) {
      for spelling in row[1].split(separator: " ") where table[String(spelling)] == nil {
        table[String(spelling)] = row[0]
      }
    }
    // Typists write е for э where no other syllable is meant by it.
    for (spelling, pinyin) in table where spelling.contains("э") {
      let plain = spelling.replacing("э", with: "е")
      if table[plain] == nil { table[plain] = pinyin }
    }
    // By ear: дж or ж for чж, and ng heard as нг.
    for (spelling, pinyin) in table.sorted(by: { $0.key < $1.key }) {
      for first in spelling.hasPrefix("чж") ? ["чж", "дж", "ж"] : [""] {
        for last in pinyin.hasSuffix("ng") && spelling.hasSuffix("н") ? ["", "г"] : [""] {
          let heard = first + spelling.dropFirst(first.isEmpty ? 0 : 2) + last
          if table[heard] == nil { table[heard] = pinyin }
        }
      }
    }
    return table
  }()

  private static let longest = table.keys.map(\.count).max() ?? 0

  /// The same spellings, and the marks between syllables, for telling words at once that are no Chinese.
  private static let spellings = Syllables((Array(table.keys) + ["ъ", "-"]).compactMap { codes($0) })

  /// Of the small letters of Cyrillic; nil where there is anything else.
  private static func codes(_ text: some StringProtocol) -> [UInt8]? {
    var codes: [UInt8] = []
    for scalar in text.unicodeScalars {
      if scalar == "-" {
        codes.append(62)
      } else if (0x430...0x45F).contains(scalar.value) {
        codes.append(UInt8(scalar.value - 0x430))
      } else {
        return nil
      }
    }
    return codes
  }

  /// Whether a word can't be cut into syllables. False where a glance can't tell.
  private static func isStrange(_ word: String) -> Bool {
    guard let codes = codes(word) else { return false }
    return !codes.withUnsafeBufferPointer(spellings.make)
  }

  /// The syllables of a lower-case Cyrillic word, when it consists of Chinese syllables only; nil otherwise.
  ///
  /// Of several ways to cut it, the one with the fewest syllables that begin with a vowel inside the word wins (Russian
  /// marks those with `ъ`: Цзинань is Ji'nan, Цзинъань is Jing'an), then the one with the fewest syllables.
  package static func syllables(_ word: String) -> [String]? {
    if isStrange(word) { return nil }
    let letters = Array(word)
    guard letters.count > 1 else { return nil }
    struct Path {
      var vowels: Int
      var syllables: [String]
    }
    var best = [Path?](repeating: nil, count: letters.count + 1)
    best[0] = Path(vowels: 0, syllables: [])
    for end in 1...letters.count {
      for length in 1...min(longest, end) {
        guard let before = best[end - length] else { continue }
        let part = String(letters[(end - length)..<end])
        let candidate: Path
        if part == "ъ" || part == "-" {
          candidate = Path(vowels: max(0, before.vowels - 1), syllables: before.syllables)
        } else if let pinyin = table[part] {
          let marked = end > length && letters[end - length - 1] == "ъ"
          let inside = end > length && !marked && vowels.contains(letters[end - length])
          candidate = Path(vowels: before.vowels + (inside ? 1 : 0), syllables: before.syllables + [pinyin])
        } else {
          continue
        }
        if let known = best[end], (known.vowels, known.syllables.count) <= (candidate.vowels, candidate.syllables.count)
        {
          continue
        }
        best[end] = candidate
      }
    }
    guard let found = best[letters.count]?.syllables, !found.isEmpty else { return nil }
    return found
  }

  private static let vowels: Set<Character> = ["а", "о", "э", "е", "и", "у", "ю", "я", "ё", "ы"]
}
