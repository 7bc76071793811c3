// SPDX-License-Identifier: Apache-2.0

/// The little English that putting words together takes.
enum English {
  /// The plural of a noun or of the last word of a noun phrase: `excavator` → `excavators`.
  static func plural(of noun: String) -> String {
    // "set of drawers": the head is before the preposition.
    for mark in [" of ", " for ", " in "] {
      if let range = noun.firstRange(of: mark) {
        return plural(of: String(noun[..<range.lowerBound])) + noun[range.lowerBound...]
      }
    }
    if noun.hasSuffix("y"), let before = noun.dropLast().last, !"aeiou".contains(before) {
      return noun.dropLast() + "ies"
    }
    for end in ["s", "x", "z", "ch", "sh"] where noun.hasSuffix(end) { return noun + "es" }
    return noun + "s"
  }

  static func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}
