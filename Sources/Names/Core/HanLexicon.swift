// SPDX-License-Identifier: Apache-2.0

/// Known Chinese words, by characters and by how they are read, for cutting names that are written without spaces or
/// syllable by syllable in Latin letters.
final class HanLexicon: Sendable {
  struct Known: Sendable {
    var concept: UInt16
    var kind: WordKind
  }

  private let words: [[UInt16]: Known]
  private let longest: Int
  /// Endings that are legal forms, longest first.
  private let forms: [(text: [UInt16], distinction: UInt8)]
  /// Words of two characters and more by their syllables joined with spaces; forms have no concept.
  let spoken: [String: Known?]
  let longestSpoken: Int

  init(_ list: [(word: String, concept: UInt16, kind: WordKind)]) {
    var words: [[UInt16]: Known] = [:]
    var spoken: [String: Known?] = [:]
    for (word, concept, kind) in list {
      let text = Self.scalars(word)
      if words[text] == nil { words[text] = Known(concept: concept, kind: kind) }
      guard text.count > 1, let syllables = HanScript.syllables(word) else { continue }
      let said = syllables.joined(separator: " ")
      if spoken[said] == nil { spoken[said] = Known(concept: concept, kind: kind) }
    }
    forms = LegalForms.standard.suffixes.map { (Self.scalars($0.text), FormTrie.packed($0.form)) }
      .sorted { $0.text.count > $1.text.count }
    for (text, _) in LegalForms.standard.suffixes {
      if let syllables = HanScript.syllables(HanScript.simplified(text)), syllables.count > 1 {
        spoken[syllables.joined(separator: " ")] = .some(nil)
      }
    }
    for (text, _) in LegalForms.standard.suffixes where text.unicodeScalars.count >= 4 {
      // Inside a name, before the word for a branch: the form says nothing there either.
      words[Self.scalars(HanScript.simplified(text))] = Known(concept: 0, kind: .link)
    }
    self.words = words
    longest = words.keys.map(\.count).max() ?? 0
    self.spoken = spoken
    longestSpoken = spoken.keys.map { $0.split(separator: " ").count }.max() ?? 0
  }

  static func scalars(_ text: String) -> [UInt16] { text.unicodeScalars.map { UInt16(truncatingIfNeeded: $0.value) } }

  /// The length of the legal form at the end, and what it says; nil when there is none or nothing would be left.
  func form(atEndOf text: ArraySlice<UInt16>) -> (length: Int, distinction: UInt8)? {
    guard let last = text.last else { return nil }
    for (form, distinction) in forms
    where form.last == last && form.count < text.count && text.suffix(form.count).elementsEqual(form) {
      return (form.count, distinction)
    }
    return nil
  }

  /// The longest known word that begins at a place.
  func word(at start: Int, of text: ArraySlice<UInt16>) -> (length: Int, known: Known)? {
    // A single character is a word at the end only: 厂, 店.
    let least = start == text.endIndex - 1 && start > text.startIndex ? 1 : 2
    for length in stride(from: min(longest, text.endIndex - start), through: least, by: -1) {
      if let known = words[Array(text[start..<start + length])] { return (length, known) }
    }
    return nil
  }

  /// A run of simplified characters, cut before and after the words that are known, longest first.
  func segments(_ text: String) -> [String] {
    let all = Self.scalars(text)[...]
    func string(_ part: ArraySlice<UInt16>) -> String {
      String(String.UnicodeScalarView(part.compactMap { Unicode.Scalar(UInt32($0)) }))
    }
    var parts: [String] = []
    var start = 0
    var index = 0
    while index < all.endIndex {
      guard let (length, _) = word(at: index, of: all) else {
        index += 1
        continue
      }
      if start < index { parts.append(string(all[start..<index])) }
      parts.append(string(all[index..<index + length]))
      index += length
      start = index
    }
    if start < index { parts.append(string(all[start..<index])) }
    return parts
  }
}
