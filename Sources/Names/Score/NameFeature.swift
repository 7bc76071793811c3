// SPDX-License-Identifier: Apache-2.0

/// What the score is made of. Each is a number between 0 and about 1 that is worked out from the meeting of the words.
package enum NameFeature: Int, Sendable, CaseIterable {
  /// Always 1.
  case bias
  /// Twice the weight that met over the weight of both names.
  case shared
  /// The weight that met over the weight of the name that has less left.
  case covered
  /// How much met, whatever is left: a rare word or two count fully, a common one little.
  case evidence
  /// Both names have a telling word that met nothing: the lesser of the two.
  case conflict
  /// Only one has: its weight.
  case extra
  /// The same of trades and kinds of body: both, and one.
  case genericConflict
  case genericExtra
  /// The same of places.
  case placeConflict
  case placeExtra
  /// Nothing is left on either side; less the slips.
  case complete
  /// `shared` from 0.7 up.
  case close
  /// How much the words that met differ in spelling.
  case slips
  /// A word of five letters or fewer met by a slip.
  case shortSlip
  /// Numbers on one side only.
  case numberExtra
  /// How alike the names are when their words are run together, from 0.6 up.
  case letters
  /// The same letters in all, spaced otherwise.
  case spacing
  /// One is the first letters of the other.
  case acronym
  /// Nothing but trades, places and numbers met.
  case nothingTelling
  /// The first telling words of both met.
  case head
  /// Letters of the longest telling word that met, ten at most.
  case longest
  /// Words met by translation or ending, as a share.
  case loose
  /// One telling word met, and something else is left.
  case sole
  /// A country on one side only that met nothing: a branch or daughter, as often as not.
  case landExtra

  /// For people.
  package var meaning: String {
    switch self {
    case .bias: "starting point"
    case .shared: "share of both names' weight that met"
    case .covered: "share of the shorter name's weight that met"
    case .evidence: "how much the words that met say"
    case .conflict: "telling words on both sides that met nothing"
    case .extra: "a telling word on one side that met nothing"
    case .genericConflict: "trades on both sides that met nothing"
    case .genericExtra: "trades on one side that met nothing"
    case .placeConflict: "places on both sides that met nothing"
    case .placeExtra: "a place on one side only"
    case .complete: "every word met"
    case .close: "nearly all of the weight met"
    case .slips: "spelling differences in the words that met"
    case .shortSlip: "a short word met only by a slip of the pen"
    case .numberExtra: "a number on one side only"
    case .letters: "likeness of all letters run together"
    case .spacing: "the same letters, spaced otherwise"
    case .acronym: "one is the first letters of the other"
    case .nothingTelling: "only trades, places or numbers met"
    case .head: "the first telling words met"
    case .longest: "length of the longest word that met"
    case .loose: "words met by translation or ending only"
    case .sole: "a single telling word met, and other words are left"
    case .landExtra: "a country on one side only"
    }
  }

  static let count = allCases.count
}

/// Facts that a weighted sum must not buy off: the score is multiplied by each factor that applies.
package enum NameQualifier: Int, Sendable, CaseIterable {
  case numbers, trader, forms, countries, initials, oneNumber, trades, sameCountry

  package var meaning: String {
    switch self {
    case .numbers: "the numbers differ"
    case .trader: "a natural person in business and a company"
    case .forms: "the legal forms show different bodies"
    case .countries: "the countries differ"
    case .sameCountry: "the same country"
    case .trades: "their trades or places differ"
    case .oneNumber: "only one of them has a number"
    case .initials: "it rests on first letters"
    }
  }
}
