// SPDX-License-Identifier: Apache-2.0

/// What a glance at a word tells: enough to know of most pairs of words that they can't meet, without counting slips.
/// Questions whose answers vary are put together into one, which is nearly always answered no: a processor guesses what comes
/// next, and a wrong guess costs more than the question.
struct WordGlance {
  private let sound: UInt64
  private let letters: UInt64
  private let stem: UInt32
  private let skeleton: UInt32
  private let concept: UInt16
  private let length: Int
  private let flags: UInt8

  @inline(__always) init(_ word: UnsafePointer<WordRecord>) {
    sound = word.pointee.sound
    letters = word.pointee.letters
    stem = word.pointee.stem
    skeleton = word.pointee.skeleton
    concept = word.pointee.concept
    length = Int(word.pointee.length)
    flags = word.pointee.flags
  }

  /// Whether ``WordLikeness`` would find no likeness. False where a glance can't tell.
  @inline(__always) func isStrange(to other: WordGlance) -> Bool {
    guard flags & other.flags & WordRecord.isSimple != 0 else { return false }
    if concept != 0, other.concept != 0 { return concept != other.concept }
    let limit = WordLikeness.allowed(max(length, other.length))
    // Below zero: no slip is allowed, the lengths differ by more, or the letters do.
    let left =
      (limit &- 1) | (limit &- abs(length &- other.length)) | (2 &* limit &- (letters ^ other.letters).nonzeroBitCount)
    if left >= 0 { return false }
    return sound != other.sound && (stem != other.stem || stem == 0) && (skeleton != other.skeleton || skeleton == 0)
  }
}
