// SPDX-License-Identifier: Apache-2.0

/// The word that somebody probably meant, for error messages.
package enum Nearest {
  /// The candidate closest to `word` by edit distance, if it is close enough to suggest; ties go to the first.
  package static func word(to word: String, among candidates: some Sequence<String>) -> String? {
    let best = candidates.map { ($0, distance(word.lowercased(), $0.lowercased())) }.min { $0.1 < $1.1 }
    guard let best, best.1 <= max(2, word.count / 3) else { return nil }
    return best.0
  }

  /// Damerau–Levenshtein distance (optimal string alignment), over characters.
  package static func distance(_ left: String, _ right: String) -> Int {
    let (a, b) = (Array(left), Array(right))
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var rows = [Array(0...b.count), Array(repeating: 0, count: b.count + 1), Array(repeating: 0, count: b.count + 1)]
    for i in 1...a.count {
      let (now, before, twice) = (i % 3, (i + 2) % 3, (i + 1) % 3)
      rows[now][0] = i
      for j in 1...b.count {
        let cost = a[i - 1] == b[j - 1] ? 0 : 1
        var least = min(rows[before][j] + 1, rows[now][j - 1] + 1, rows[before][j - 1] + cost)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { least = min(least, rows[twice][j - 2] + 1) }
        rows[now][j] = least
      }
    }
    return rows[a.count % 3][b.count]
  }
}
