// SPDX-License-Identifier: Apache-2.0

/// Names of several words, and Chinese ones, by which one maker or body is known beside others (known-names.tsv). Single words are in
/// the ``Lexicon`` as words of their own concept.
struct KnownNames: Sendable {
  /// One row of the table.
  struct Row {
    var isBody: Bool
    /// The best known first.
    var names: [String]
  }

  static func rows() -> [Row] {
    NameData.rows(of: "known-names", columns: 2).map { fields in
      precondition(["maker", "body"].contains(fields[0]), "known-names.tsv: '\(fields[0])' is not a kind.")
      return Row(isBody: fields[0] == "body", names: NameData.spellings(fields[1]))
    }
  }

  struct Phrase {
    /// Of words without legal forms and links, which names may have or not.
    var keys: [UInt64]
    var concept: UInt16
    var isBody: Bool
  }

  /// By the first word, the longest first.
  private var phrases: [UInt64: [Phrase]] = [:]
  /// Chinese names that count as a whole part of a name, and those that count as all of it.
  private var parts: [[UInt16]: UInt16] = [:]
  private var wholes: [[UInt16]: UInt16] = [:]
  /// Those of four characters and more, which count wherever they stand, and the characters that they begin with.
  private var long: [[UInt16]: UInt16] = [:]
  private var firsts: Set<UInt16> = []
  private var longest = 0
  private static let shortestLong = 4

  static func isChinese(_ name: String) -> Bool { Script.dominant(in: name) == .han && name.unicodeScalars.allSatisfy { Script.of($0) == .han } }

  mutating func add(chinese name: String, _ concept: UInt16, isBody: Bool) {
    let text = HanLexicon.scalars(name)
    if !isBody, text.count >= Self.shortestLong, let first = text.first {
      long[text] = long[text] ?? concept
      firsts.insert(first)
      longest = max(longest, text.count)
    }
    if isBody { wholes[text] = wholes[text] ?? concept } else { parts[text] = parts[text] ?? concept }
  }

  /// - Parameter words: folded, without legal forms and links, two or more.
  mutating func add(_ words: [String], _ concept: UInt16, isBody: Bool) {
    let keys = words.map { Hash64.of($0) }
    guard let first = keys.first else { return }
    phrases[first, default: []].append(Phrase(keys: keys, concept: concept, isBody: isBody))
    phrases[first]?.sort { $0.keys.count > $1.keys.count }
  }

  /// Names of several words that begin with a word, the longest first.
  func beginning(with key: UInt64) -> [Phrase] { phrases[key] ?? [] }

  /// The long name that begins at a place of a Chinese name: how many characters, and its concept.
  func long(at start: Int, of text: ArraySlice<UInt16>) -> (count: Int, concept: UInt16)? {
    guard firsts.contains(text[start]) else { return nil }
    for count in stride(from: min(longest, text.endIndex - start), through: Self.shortestLong, by: -1) {
      if let concept = long[Array(text[start..<start + count])] { return (count, concept) }
    }
    return nil
  }

  /// Of a part of a Chinese name between known words.
  func part(_ text: ArraySlice<UInt16>) -> UInt16? { parts.isEmpty ? nil : parts[Array(text)] }

  /// Of a Chinese name without its legal form.
  func whole(_ text: ArraySlice<UInt16>) -> UInt16? { wholes[Array(text)] ?? parts[Array(text)] }
}
