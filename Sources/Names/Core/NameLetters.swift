// SPDX-License-Identifier: Apache-2.0

/// The letters of a name whose words are run together, counted, so that two names that can't be alike are known by
/// their counts.
struct NameLetters: BitwiseCopyable {
  /// Which letters occur in any word.
  private(set) var mask: UInt64 = 0
  /// How often each occurs, 15 at most, four bits a letter; codes from 32 on count with those below.
  private var counts: (UInt64, UInt64) = (0, 0)
  /// Letters of all words.
  private(set) var total: UInt16 = 0
  /// Letters of the words run together: doubles where they touch are one, and beyond 64 there are none.
  private(set) var joined: UInt8 = 0
  private var last: UInt8 = .max

  static let most = 64

  /// - Parameter run: what gets the letters run together.
  mutating func add(_ word: WordRecord, _ sounds: UnsafePointer<UInt8>, into run: Grow<UInt8>) {
    mask |= word.letters
    total += UInt16(word.length)
    for index in 0..<Int(word.length) {
      let code = sounds[Int(word.start) + index]
      if code == last, code < 26 { continue }
      guard joined < Self.most else { return }
      joined += 1
      run.append(code)
      last = code
      let shift = UInt64(code & 15) * 4
      if code & 16 == 0 {
        if counts.0 >> shift & 15 < 15 { counts.0 += 1 << shift }
      } else {
        if counts.1 >> shift & 15 < 15 { counts.1 += 1 << shift }
      }
    }
  }

  /// Slips between the two are this many at least: each adds or takes one letter, or changes one into another.
  @inline(__always) static func slips(_ a: NameLetters, _ b: NameLetters) -> Int {
    let low: UInt64 = 0x0F0F_0F0F_0F0F_0F0F
    let sum =
      apart(a.counts.0 & low, b.counts.0 & low) &+ apart(a.counts.0 &>> 4 & low, b.counts.0 &>> 4 & low)
      &+ apart(a.counts.1 & low, b.counts.1 & low) &+ apart(a.counts.1 &>> 4 & low, b.counts.1 &>> 4 & low)
    let differing = Int((sum &* 0x0101_0101_0101_0101) &>> 56)
    return (differing &+ abs(Int(a.joined) &- Int(b.joined))) &>> 1
  }

  /// |x − y| of each byte, of bytes below 16.
  @inline(__always) private static func apart(_ x: UInt64, _ y: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let raised = (x | ones &<< 7) &- y
    let isLess = (raised &>> 7 & ones) ^ ones
    return (raised & (ones &* 0x7F)) ^ (isLess &* 0x7F) &+ isLess
  }
}
