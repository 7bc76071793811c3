// SPDX-License-Identifier: Apache-2.0

/// What a glance at a word tells: enough to know of most pairs of words that they can't meet, without counting slips.
struct WordGlance {
  private let sound: UInt64
  private let letters: UInt64
  private let stem: UInt32
  private let skeleton: UInt32
  private let concept: UInt16
  private let length: UInt8
  private let isSimple: Bool

  @inline(__always) init(_ word: UnsafePointer<WordRecord>) {
    sound = word.pointee.sound
    letters = word.pointee.letters
    stem = word.pointee.stem
    skeleton = word.pointee.skeleton
    concept = word.pointee.concept
    length = word.pointee.length
    isSimple = word.pointee.has(WordRecord.isSimple)
  }

  /// Whether ``WordLikeness`` would find no likeness. False where a glance can't tell.
  @inline(__always) func isStrange(to other: WordGlance) -> Bool {
    guard isSimple, other.isSimple else { return false }
    if concept != 0, other.concept != 0 { return concept != other.concept }
    let limit = WordLikeness.allowed(Int(max(length, other.length)))
    if limit != 0, abs(Int(length) &- Int(other.length)) <= limit,
      (letters ^ other.letters).nonzeroBitCount <= 2 &* limit
    {
      return false
    }
    return sound != other.sound && (stem != other.stem || stem == 0) && (skeleton != other.skeleton || skeleton == 0)
  }
}
