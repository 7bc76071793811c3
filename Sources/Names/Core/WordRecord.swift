// SPDX-License-Identifier: Apache-2.0

/// What a word is, for its weight and for whom it may meet.
enum WordKind: UInt8, Sendable {
  case plain = 0
  /// A trade or kind of body.
  case generic = 1
  case place = 2
  /// of, and, для …
  case link = 3
  case number = 4
}

/// All that comparing needs of a distinct word, in one place of 64 bytes, which is what a processor reads from memory at once:
/// no text, no reference.
struct WordRecord: BitwiseCopyable {
  /// Of the folded text. Two words with one key are the same word.
  var key: UInt64 = 0
  /// Of the sound, and which letters occur in it; of a second way to read it, 0 if there is none.
  var sound: UInt64 = 0
  var letters: UInt64 = 0
  var otherSound: UInt64 = 0
  /// Where the letters of the sound lie in the pool's `sounds`.
  var start: UInt32 = 0
  /// Hashes; 0: none. Consonants; the word without its ending; its letters one by one, for meeting initials.
  var skeleton: UInt32 = 0
  var stem: UInt32 = 0
  var acronym: UInt32 = 0
  /// The number it says, plus one.
  var number: UInt32 = 0
  /// How much it says in the list at hand, 0 … 1 (``Rarity``); 0 while not looked up.
  var weight: Float = 0
  var concept: UInt16 = 0
  /// The code of its first letter, as acronyms are compared, plus one.
  var initial: UInt8 = 0
  /// Letters as written, and of the sounds.
  var letterCount: UInt8 = 0
  var length: UInt8 = 0
  var otherLength: UInt8 = 0
  var kind: UInt8 = 0
  var flags: UInt8 = 0

  /// Under what it is counted and found: its number, its concept, or else its sound.
  var unit: UInt64 {
    if number > 0 { return Hash64.mix(0xD1_0000_0000 + UInt64(number)) }
    return concept != 0 ? WordPool.unit(ofConcept: concept) : sound
  }
  /// The letters of the second sound follow those of the first.
  @inline(__always) var otherStart: UInt32 { start &+ UInt32(length) }

  static let hasDigit: UInt8 = 1
  /// Looks like a slip of a legal form's word.
  static let likeForm: UInt8 = 2
  /// Of a script that leaves vowels out.
  static let noVowels: UInt8 = 4
  /// A single letter.
  static let isLetter: UInt8 = 8
  /// Of several letters, one sound, no digit, no number, vowels written.
  static let isSimple: UInt8 = 16
  /// Of Latin letters.
  static let isLatin: UInt8 = 32
  /// The name of a country.
  static let isCountry: UInt8 = 64

  // A bit each, by which a name tells what its words are (``NameRecord/marks``). Words that are alike by their consonants, their
  // stem or their sound share the bit of the first two, for the consonants and the stem are made of the sound.
  @inline(__always) var mark: UInt64 { 1 &<< (key & 63) }
  @inline(__always) var boneMark: UInt64 { 1 &<< (skeleton == 0 ? sound & 63 : UInt64(skeleton &>> 1 & 63)) }
  /// A stem that is none is even.
  @inline(__always) var stemMark: UInt32 { (stem & 1) &<< (stem &>> 1 & 31) }
  @inline(__always) var conceptMark: UInt32 { (concept == 0 ? 0 : 1) &<< UInt32(concept & 31) }
  @inline(__always) var firstMark: UInt32 { 1 &<< UInt32(initial & 31) }

  @inline(__always) func has(_ flag: UInt8) -> Bool { flags & flag != 0 }
  @inline(__always) var wordKind: WordKind { WordKind(rawValue: kind) ?? .plain }
}
