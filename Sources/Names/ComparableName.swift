// SPDX-License-Identifier: Apache-2.0

/// A name made ready for comparison: its words in Latin letters, each with what it says and how it sounds.
package struct ComparableName: Sendable {
  enum Kind: Sendable {
    case plain, generic, place, link, form
  }

  struct Word: Sendable {
    /// Folded, in its own script: what an explanation prints.
    var text: String
    /// In Latin letters; a Cyrillic word that can be Chinese syllables has two readings.
    var readings: [[UInt8]]
    /// The readings, folded by sound.
    var sounds: [[UInt8]]
    /// Which letters occur in each reading and sound; two words that differ in many letters need no closer look.
    var readingLetters: [UInt64]
    var soundLetters: [UInt64]
    var kind: Kind
    /// Of a generic word or place: what its translations share.
    var concept: String?
    var hasDigit: Bool

    /// Under what the word is counted when rarity is measured.
    var countedAs: String { concept.map { "#" + $0 } ?? String(decoding: sounds[0], as: UTF8.self) }
  }

  package let name: String
  let words: [Word]
  /// All words run together, by sound; and the same without legal forms.
  let joined: [UInt8]
  let joinedWithoutForms: [UInt8]

  package init(_ name: String) {
    self.name = name
    let folded = NameFolding.words(name)
    let isForm = Self.formPositions(folded)
    var words: [Word] = []
    for (index, text) in folded.enumerated() {
      if isForm[index] {
        words.append(Self.word(text, kind: .form))
      } else if Script.dominant(in: text) == .han {
        words += Self.hanWords(text)
      } else {
        words.append(Self.word(text, kind: nil))
      }
    }
    // A name made of legal forms and links only ("АО", "De La") is compared by them.
    if words.allSatisfy({ $0.kind == .form || $0.kind == .link }) {
      for index in words.indices { words[index].kind = .generic }
    }
    self.words = words
    joined = Self.runTogether(words)
    joinedWithoutForms = Self.runTogether(words.filter { $0.kind != .form })
  }

  private static func runTogether(_ words: [Word]) -> [UInt8] {
    Array(SoundFolding.folded(String(decoding: words.flatMap { $0.readings[0] }, as: UTF8.self)).utf8)
  }

  private static func letters(of word: [UInt8]) -> UInt64 { word.reduce(0) { $0 | 1 << UInt64($1 & 63) } }

  private static func word(_ text: String, kind: Kind?) -> Word {
    let entry = GenericWords.standard[text]
    let guessed: Kind
    switch entry?.kind {
    case .word: guessed = .generic
    case .place: guessed = .place
    case .link: guessed = .link
    case nil: guessed = LegalForms.standard.words.contains(text) ? .form : .plain
    }
    var readings: [String]
    switch Script.dominant(in: text) {
    case .cyrillic:
      readings = [Transliteration.cyrillic(text, ukrainian: false, chinese: false)]
      if let chinese = Palladius.syllables(text)?.joined(), chinese != readings[0] { readings.append(chinese) }
    case .han: readings = [HanScript.syllables(HanScript.simplified(text))?.joined() ?? text]
    default: readings = [text]
    }
    let latin = readings.map { Array($0.utf8) }
    let sounds = readings.map { Array(SoundFolding.folded($0).utf8) }
    return Word(
      text: text, readings: latin, sounds: sounds, readingLetters: latin.map(letters),
      soundLetters: sounds.map(letters),
      kind: kind ?? guessed,
      concept: kind == .form ? nil : entry?.concept, hasDigit: text.utf8.contains { (0x30...0x39).contains($0) })
  }

  private static func hanWords(_ text: String) -> [Word] {
    var rest = HanScript.simplified(text)
    var form: String?
    if let (stem, _) = LegalForms.standard.suffix(of: rest) {
      form = String(rest.dropFirst(stem.count))
      rest = stem
    }
    var words = GenericWords.standard.segments(rest).map { word($0, kind: nil) }
    if let form { words.append(word(form, kind: .form)) }
    return words
  }

  /// Which words belong to a legal form. Very short ones (AG, SA, АО) are forms at the ends only.
  private static func formPositions(_ words: [String]) -> [Bool] {
    var result = [Bool](repeating: false, count: words.count)
    var index = 0
    while index < words.count {
      var taken = 0
      for length in stride(from: min(9, words.count - index), through: 1, by: -1) {
        let part = words[index..<index + length]
        guard LegalForms.standard.form(of: part) != nil else { continue }
        let atEnd = index == 0 || index + length == words.count
        if length > 1 || atEnd || words[index].count > 2 {
          taken = length
          break
        }
      }
      for position in index..<index + taken { result[position] = true }
      index += max(1, taken)
    }
    return result
  }
}
