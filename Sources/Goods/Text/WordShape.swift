// SPDX-License-Identifier: Apache-2.0

/// What the ending of a Russian word says about its part in the sentence, without a dictionary.
struct WordShape: OptionSet, Sendable {
  let rawValue: UInt8

  /// A Cyrillic word of three letters or more.
  static let russian = WordShape(rawValue: 1)
  /// An adjective or participle in an oblique case, or a word that ends like one.
  static let obliqueAdjective = WordShape(rawValue: 2)
  /// Ends like the genitive plural of a noun.
  static let genitivePlural = WordShape(rawValue: 4)
  static let preposition = WordShape(rawValue: 8)
  /// An adjective or participle that agrees with a subject.
  static let directAdjective = WordShape(rawValue: 16)

  init(rawValue: UInt8) { self.rawValue = rawValue }

  private static func letters(_ text: String) -> [UInt8] {
    text.unicodeScalars.map { Alphabet.symbol($0.value) }
  }

  private static let adjectives = ["ого", "его", "ых", "их", "ому", "ему", "ым", "им", "ыми", "ими", "ой", "ей"].map(letters)
  private static let genitives = ["ов", "ев"].map(letters)
  private static let subjects = ["ый", "ий", "ая", "яя", "ое", "ее", "ые", "ие"].map(letters)
  private static let prepositions = Set(
    ["в", "во", "на", "из", "от", "до", "с", "со", "к", "ко", "у", "о", "об", "по", "за", "под", "над", "при", "без"].map(letters))

  private static let verbal = letters("ние")

  init(_ symbols: ArraySlice<UInt8>) {
    var shape: WordShape = []
    if let first = symbols.first, first >= Alphabet.firstCyrillic, first < Alphabet.otherLetter {
      if symbols.count >= 3 { shape.insert(.russian) }
      if symbols.count >= 5 {
        if Self.adjectives.contains(where: { symbols.ends(with: $0) }) { shape.insert(.obliqueAdjective) }
        if Self.genitives.contains(where: { symbols.ends(with: $0) }) { shape.insert(.genitivePlural) }
        // `оборудование` and the like end as an adjective does, and are nouns.
        if Self.subjects.contains(where: { symbols.ends(with: $0) }), !symbols.ends(with: Self.verbal) {
          shape.insert(.directAdjective)
        }
      } else if symbols.count <= 3, Self.prepositions.contains(Array(symbols)) {
        shape.insert(.preposition)
      }
    }
    self = shape
  }
}

extension ArraySlice<UInt8> {
  fileprivate func ends(with other: [UInt8]) -> Bool {
    guard count >= other.count else { return false }
    var (mine, its) = (endIndex - 1, other.count - 1)
    while its >= 0 {
      if self[mine] != other[its] { return false }
      mine -= 1
      its -= 1
    }
    return true
  }
}
