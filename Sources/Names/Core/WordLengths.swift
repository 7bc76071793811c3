// SPDX-License-Identifier: Apache-2.0

/// How long the sounds of a name's first eight words are, a byte each, so that one look tells which of them another word may be
/// a slip of, or may be cut into. Words beyond the eighth are always among the answers.
struct WordLengths: BitwiseCopyable {
  private var bytes: UInt64 = 0
  /// Bits of the words that have no byte.
  private var beyond: UInt32 = 0

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let tops: UInt64 = 0x8080_8080_8080_8080

  mutating func add(_ length: UInt8, at index: Int) {
    if index < 8 { bytes |= UInt64(length) << UInt64(8 * index) } else { beyond = ~0xFF }
  }

  /// Which lengths a slip of the pen may lead to (``WordLikeness/allowed(_:)``), as ``near(_:)`` needs them.
  struct Reach: BitwiseCopyable {
    fileprivate var least: UInt64
    fileprivate var beyond: UInt64

    init(_ length: Int) {
      let lengths = (0...SoundLetters.limit).filter { abs($0 - length) <= WordLikeness.allowed(max($0, length)) && max($0, length) >= 4 }
      least = lengths.first.map { WordLengths.from($0) } ?? 0
      beyond = lengths.last.map { WordLengths.from($0 + 1) } ?? 0
    }
  }

  /// Of each length of a sound; never freed, for there is one.
  nonisolated(unsafe) static let reaches: UnsafePointer<Reach> = {
    let all = UnsafeMutablePointer<Reach>.allocate(capacity: 256)
    for length in 0..<256 { (all + length).initialize(to: Reach(length)) }
    return UnsafePointer(all)
  }()

  /// What a byte becomes 128 or more with, if it is this much or more.
  private static func from(_ length: Int) -> UInt64 { UInt64(0x80 - length) &* ones }

  /// The bits of the words whose sounds are so long that a slip of the pen may part them from the word at hand.
  @inline(__always) func near(_ reach: Reach) -> UInt32 {
    Self.bits((bytes &+ reach.least) & ~(bytes &+ reach.beyond) & Self.tops) | beyond
  }

  /// The bits of the words that are, together with the next or the next two, about as long as a word of so many letters.
  @inline(__always) func joined(to length: Int) -> UInt32 {
    let two = bytes &+ bytes &>> 8
    let three = two &+ bytes &>> 16
    let least = UInt64(0x81 &- length) &* Self.ones
    let ofTwo = (two &+ least) & ~(two &+ (least &- 4 &* Self.ones))
    let ofThree = (three &+ least) & ~(three &+ (least &- 5 &* Self.ones))
    // Of the last two bytes the words that follow may have none.
    return Self.bits((ofTwo | ofThree) & Self.tops) | (beyond == 0 ? 0 : beyond | 0xC0)
  }

  /// The uppermost bit of each byte.
  @inline(__always) private static func bits(_ tops: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: ((tops &>> 7) &* 0x0102_0408_1020_4080) &>> 56)
  }
}
