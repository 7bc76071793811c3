// SPDX-License-Identifier: Apache-2.0

/// Korean firms run their name, their trade and their form together: 삼성전자 is Samsung and *electronics*, 삼성전자주식회사 has
/// the form as well. Words are cut at what the tables know, from both ends, while two syllables are left.
enum KoreanWords {
  static func cut(_ word: String) -> [String] {
    let scalars = word.unicodeScalars
    guard let first = scalars.first, Script.of(first) == .hangul, scalars.count >= 4 else { return [word] }
    var rest = Array(scalars)[...]
    var before: [String] = []
    var after: [String] = []
    while let length = known(rest, { $0.prefix($1) }) {
      before.append(text(rest.prefix(length)))
      rest = rest.dropFirst(length)
    }
    while let length = known(rest, { $0.suffix($1) }) {
      after.append(text(rest.suffix(length)))
      rest = rest.dropLast(length)
    }
    return before + [text(rest)] + after.reversed()
  }

  private static let longest = 6

  /// How many syllables of one end are a known word, the longest first; nil if none, or too few would be left.
  private static func known(
    _ rest: ArraySlice<Unicode.Scalar>, _ end: (ArraySlice<Unicode.Scalar>, Int) -> ArraySlice<Unicode.Scalar>
  ) -> Int? {
    guard rest.count >= 4 else { return nil }
    return (2...min(longest, rest.count - 2)).reversed().first { length in
      let entry = Lexicon.standard.entry(Hash64.of(text(end(rest, length))))
      return entry.concept != 0 || entry.formWord >= 0 || entry.expansion >= 0
    }
  }

  private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    String(String.UnicodeScalarView(scalars))
  }
}
