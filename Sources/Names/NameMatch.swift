// SPDX-License-Identifier: Apache-2.0

/// How alike two names are, and why.
package struct NameMatch: Sendable, Hashable {
  package enum How: String, Sendable {
    case same
    /// The same word in another language: `торговый`, `trading`.
    case translated
    /// The same sound, written otherwise or in another script.
    case sound
    /// A slip of the pen.
    case typo
  }

  package struct Pair: Sendable, Hashable {
    package var left: String
    package var right: String
    package var how: How
    /// 0 … 1
    package var likeness: Double
    /// 0 … 1: how much the word says in the list at hand.
    package var weight: Double
  }

  /// 0 … 1; 1 means that nothing but the legal form, links and order differ.
  package var score: Double
  package var pairs: [Pair]
  /// Words of either side that met nothing, legal forms and links aside.
  package var leftOnly: [String]
  package var rightOnly: [String]
  /// The names are the same once spaces are gone.
  package var isSpacing: Bool
  /// How many words that say something met.
  package var tellingPairs: Int
  /// Letters of the longest of them.
  package var longestTelling: Int

  /// For people: "СИЛВА = SILVA (sound); only here: GROUP".
  package var because: String {
    if isSpacing { return "the same letters, spaced otherwise" }
    var parts = pairs.sorted { ($1.weight, $0.left) < ($0.weight, $1.left) }.map { pair in
      switch pair.how {
      case .same where pair.left == pair.right: pair.left
      case .same, .sound, .typo, .translated: "\(pair.left) = \(pair.right) (\(pair.how.rawValue))"
      }
    }
    if parts.isEmpty { parts = ["no word met"] }
    var text = parts.joined(separator: ", ")
    if !leftOnly.isEmpty { text += "; only in the record: " + leftOnly.joined(separator: " ") }
    if !rightOnly.isEmpty { text += "; only in the list: " + rightOnly.joined(separator: " ") }
    return text
  }
}
