// SPDX-License-Identifier: Apache-2.0

/// What a glance at two words tells: enough to know of most that they can't meet, without counting slips.
struct WordGlance {
  private let word: UnsafePointer<WordRecord>

  @inline(__always) init(_ word: UnsafePointer<WordRecord>) { self.word = word }

  /// The same of words whose lengths nobody has compared yet.
  @inline(__always) func isStrange(to other: WordGlance) -> Bool {
    let (a, b) = (word, other.word)
    guard a.pointee.flags & b.pointee.flags & WordRecord.isSimple != 0 else { return false }
    if a.pointee.concept != 0, b.pointee.concept != 0 { return a.pointee.concept != b.pointee.concept }
    let (m, n) = (Int(a.pointee.length), Int(b.pointee.length))
    let limit = WordLikeness.allowed(max(m, n))
    if limit != 0, abs(m &- n) <= limit, (a.pointee.letters ^ b.pointee.letters).nonzeroBitCount <= 2 &* limit { return false }
    return Self.soundApart(a, b)
  }

  /// Neither the sound nor the stem nor the consonants are the same.
  @inline(__always) private static func soundApart(_ a: UnsafePointer<WordRecord>, _ b: UnsafePointer<WordRecord>) -> Bool {
    a.pointee.sound != b.pointee.sound && (a.pointee.stem != b.pointee.stem || a.pointee.stem == 0)
      && (a.pointee.skeleton != b.pointee.skeleton || a.pointee.skeleton == 0)
  }

  /// Whether ``WordLikeness`` would find no likeness between two that ``likely(_:_:_:)`` lets pass. False where a glance can't tell.
  @inline(__always) static func areStrange(_ a: UnsafePointer<WordRecord>, _ b: UnsafePointer<WordRecord>) -> Bool {
    guard a.pointee.flags & b.pointee.flags & WordRecord.isSimple != 0 else { return false }
    // Two known words: only their concepts count.
    if min(a.pointee.concept, b.pointee.concept) != 0 { return a.pointee.concept != b.pointee.concept }
    // A slip brings one letter and takes away another.
    let limit = WordLikeness.allowed(Int(max(a.pointee.length, b.pointee.length)))
    if (a.pointee.letters ^ b.pointee.letters).nonzeroBitCount <= 2 &* limit { return false }
    return soundApart(a, b)
  }

  /// The words of a name among which those are that a simple word may be like: by the marks that the name has of its words, and by
  /// their lengths. No branches, for nothing here can be foreseen.
  @inline(__always) static func likely(
    _ word: UnsafePointer<WordRecord>, _ name: UnsafePointer<NameRecord>, _ reaches: UnsafePointer<WordLengths.Reach>
  ) -> UInt32 {
    let shared = name.pointee.bones & word.pointee.boneMark | UInt64(name.pointee.stems & word.pointee.stemMark)
    let bySound: UInt32 = shared != 0 ? .max : 0
    let spelled = bySound | name.pointee.lengths.near(reaches[Int(word.pointee.length)])
    // Of two known words only the concepts count.
    let known: UInt32 = word.pointee.concept != 0 ? name.pointee.known : 0
    let meant: UInt32 = name.pointee.concepts & word.pointee.conceptMark != 0 ? known : 0
    return spelled & ~known | meant | ~name.pointee.simple
  }
}
