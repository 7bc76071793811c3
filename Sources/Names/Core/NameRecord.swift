// SPDX-License-Identifier: Apache-2.0

/// A name as its words: where they lie, and hashes under which names of the same letters are found.
struct NameRecord: BitwiseCopyable {
  var start: UInt32 = 0
  var count: UInt8 = 0
  var flags: UInt8 = 0
  /// The country's number in the list, 0 if not stated.
  var country: UInt16 = 0
  /// What its legal forms say (``FormTrie/fit(_:_:)``).
  var forms: UInt32 = FormTrie.none
  /// Which words its legal forms are written with, a bit each of 32.
  var formWords: UInt32 = 0
  /// The words run together, without and with legal forms and links.
  var joined: UInt32 = 0
  var joinedWhole: UInt32 = 0
  /// The words in any order, by unit.
  var unordered: UInt32 = 0
  /// The first letters of three words or more, 0 if fewer.
  var initials: UInt32 = 0
  /// The only telling word as an acronym, 0 if there are others or it is no acronym.
  var acronym: UInt32 = 0
  var letters = NameLetters()
  /// Bits of the plain words, and of those that look like what is left of a legal form.
  var plain: UInt32 = 0
  var likeForm: UInt32 = 0
  /// Bits of the places and of the numbers.
  var places: UInt32 = 0
  var numbers: UInt32 = 0
  /// Of the places those that are countries.
  var lands: UInt32 = 0
  /// Bits of the words that others may run together to.
  var long: UInt32 = 0
  /// Bits of the words that are simple (``WordRecord/isSimple``), of those with a concept, and of those that may be first letters.
  var simple: UInt32 = 0
  var known: UInt32 = 0
  var acronyms: UInt32 = 0
  /// What its words are, a bit of each by hash, so that most words of another name are known to meet none: the words themselves,
  /// their consonants, stems, concepts, first letters.
  var marks: UInt64 = 0
  var bones: UInt64 = 0
  var stems: UInt32 = 0
  var concepts: UInt32 = 0
  var firsts: UInt32 = 0
  /// How long the sounds of its words are (``WordLengths``).
  var lengths = WordLengths()
  /// Where its letters run together lie in the index; as many as `letters.joined`.
  var run: UInt32 = 0
  /// The words, their order and the forms: names with one key compare alike with every other.
  var key: UInt64 = 0

  static let isTrader: UInt8 = 1

  /// Letters of the shortest plain word that may be first letters of other words, 3 … 8; more if there is none.
  var shortestAcronym: Int {
    get { flags >> 4 == 0 ? 9 : Int(flags >> 4) }
    set { flags = flags & 15 | UInt8(truncatingIfNeeded: newValue) << 4 }
  }

  /// Words beyond these are left out: nobody's name has so many.
  static let mostWords = 32
}

/// A word of a name: its place in the pool, and whether it stands at an end and looks like a misspelt legal form.
enum Token {
  static let likeForm: UInt32 = 1 << 31
  @inline(__always) static func word(_ token: UInt32) -> Int { Int(token & ~likeForm) }
}
