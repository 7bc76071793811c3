// SPDX-License-Identifier: Apache-2.0

/// What the likeness of two names of one file depends on beside ``NameFeature`` and ``NameQualifier``: legal forms, and
/// what the list at hand makes likely by chance. Logarithms are natural ones.
package enum DuplicateTerm: Int, Sendable, CaseIterable {
  /// Share of the legal forms' words that only one of the two has.
  case formsApart
  /// How many names of the list are made of the same words, legal forms aside (log): such as `Trading`, `Global Trade`.
  /// That of the rarer one.
  case crowd
  /// `formsApart` times the log of the more frequent one: where many share a name, the legal form tells them apart.
  case formsInCrowd
  /// The same words and the same words of legal forms, in any order.
  case sameWords
  /// The same letters one after another, legal forms included, however spaced.
  case sameLetters
  /// How rare the country is, of which both are: minus the log of its share of the list, in tens.
  case countryChance
  /// Words of the shorter name, in eights.
  case words
  /// Only one states a country.
  case stateless
  // From here on: for which the words that met are gone through.
  /// How rare it is that a name of this list holds the words that met, if words fell together by chance: minus the log of
  /// the number of such names, in tens. Grows with rarity, falls with the length of the list.
  case chance
  /// Words that met by a slip of the pen only, and stand in several names in both spellings: 0 for a spelling
  /// that occurs once, else the log of the rarer spelling's count, in fives.
  case knownSlip
  /// How many words met by a slip only, in twos.
  case slipCount
  /// The words that met stand in another order.
  case otherOrder
  /// How much the words say that met nothing (minus the logs of their shares of the list, in tens): of the side that has
  /// less of it, and of the other.
  case leastLeft
  case mostLeft

  /// For people.
  package var meaning: String {
    switch self {
    case .formsApart: "how far the legal forms differ"
    case .crowd: "how many names are made of the same words"
    case .formsInCrowd: "other legal forms where many share the name"
    case .sameWords: "the same words, legal forms too"
    case .sameLetters: "the same letters, legal forms too"
    case .chance: "how seldom these words meet by chance"
    case .countryChance: "how few names are of that country"
    case .knownSlip: "how common both spellings are"
    case .slipCount: "how many words met by a slip of the pen only"
    case .otherOrder: "the order of the words"
    case .leastLeft: "how much is left over on both sides"
    case .mostLeft: "how much is left over on one side"
    case .words: "number of words"
    case .stateless: "whether only one states a country"
    }
  }

  /// All terms of a pair in one row: features, qualifiers (1 where one applies), then these.
  static let qualifierStart = NameFeature.count
  static let start = qualifierStart + NameQualifier.allCases.count
  static let rowCount = start + allCases.count
  static let meetingStart = start + chance.rawValue
  static let mostChance: Float = 1.5
  static let names = NameIndex.featureNames + allCases.map { "\($0)" }
  static let meanings = NameFeature.allCases.map(\.meaning) + NameQualifier.allCases.map(\.meaning) + allCases.map(\.meaning)
}
