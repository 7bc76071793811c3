// SPDX-License-Identifier: Apache-2.0

/// Words that say little about who somebody is: trades, bodies, places, links. They weigh less in similarity, and their
/// translations meet (`торговая`, `trading`, `贸易`).
struct GenericWords: Sendable {
  enum Kind: String, Sendable {
    /// A trade or kind of body.
    case word
    case place
    /// of, and, для …
    case link
  }

  struct Entry: Sendable {
    var concept: String
    var kind: Kind
  }

  static let standard = GenericWords()

  private let entries: [String: Entry]
  /// Chinese words, for cutting names that are written without spaces.
  private let han: Set<String>
  private let longestHan: Int

  private init() {
    var entries: [String: Entry] = [:]
    var han: Set<String> = []
    for row in NameData.rows(of: "generic-words", columns: 3) {
      guard let kind = Kind(rawValue: row[0]) else {
        preconditionFailure("generic-words.tsv: '\(row[0])' is not a kind.")
      }
      for spelling in NameData.spellings(row[2]) + [row[1]] {
        let words = NameFolding.words(spelling)
        precondition(words.count == 1, "generic-words.tsv: '\(spelling)' is not one word.")
        guard let word = words.first else { continue }
        if entries[word] == nil { entries[word] = Entry(concept: row[1], kind: kind) }
        if Script.dominant(in: word) == .han { han.insert(word) }
      }
    }
    self.entries = entries
    self.han = han
    longestHan = han.map(\.count).max() ?? 0
  }

  subscript(word: String) -> Entry? { entries[word] }

  /// A run of Chinese characters, cut before and after the words that are known, longest first.
  func segments(_ text: String) -> [String] {
    let characters = Array(text)
    var parts: [String] = []
    var unknown = ""
    var index = 0
    while index < characters.count {
      var found: String?
      for length in stride(from: min(longestHan, characters.count - index), through: 2, by: -1) {
        let candidate = String(characters[index..<index + length])
        if han.contains(candidate) {
          found = candidate
          break
        }
      }
      if let found {
        if !unknown.isEmpty { parts.append(unknown) }
        unknown = ""
        parts.append(found)
        index += found.count
      } else {
        unknown.append(characters[index])
        index += 1
      }
    }
    if !unknown.isEmpty { parts.append(unknown) }
    return parts
  }
}
