// SPDX-License-Identifier: Apache-2.0

/// How two words, or one and several, came to meet.
enum MeetingKind: UInt8, Sendable {
  case same
  /// One number, however it is written.
  case number
  /// One concept in two languages or forms: торговый, trading.
  case translated
  /// One maker or body, which is known by both (``KnownNames``).
  case known
  /// The same sound, spelled otherwise or in another script.
  case sound
  /// A slip of the pen, or a sound that is nearly the same.
  case typo
  /// The same word with another ending.
  case stem
  /// Words run together or cut apart.
  case spacing
  /// First letters.
  case acronym
  /// A given name or patronymic as its first letter.
  case initial

  var word: String {
    switch self {
    case .same: "same"
    case .number: "number"
    case .translated: "translated"
    case .known: "known by both names"
    case .sound: "sound"
    case .typo: "typo"
    case .stem: "ending"
    case .spacing: "spacing"
    case .acronym: "acronym"
    case .initial: "initial"
    }
  }
}

/// Which words of both names met, as bits of their places.
struct Meeting: BitwiseCopyable {
  var left: UInt32
  var right: UInt32
  var likeness: Float
  var weight: Float
  var kind: MeetingKind
}
