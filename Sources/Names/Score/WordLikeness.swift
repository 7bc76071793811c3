// SPDX-License-Identifier: Apache-2.0

/// How alike two words are.
enum WordLikeness {
  /// Less is no likeness.
  static let least: Float = 0.66

  /// 0 … 1 and why; 0 when the words do not meet.
  static func of(
    _ left: UnsafePointer<WordRecord>, _ leftSounds: UnsafePointer<UInt8>, _ right: UnsafePointer<WordRecord>,
    _ rightSounds: UnsafePointer<UInt8>, isPerson: Bool, _ places: UnsafeMutablePointer<UInt64>
  ) -> (Float, MeetingKind) {
    if left.pointee.key == right.pointee.key { return (1, .same) }
    if left.pointee.number | right.pointee.number != 0 {
      return left.pointee.number == right.pointee.number ? (1, .number) : (0, .number)
    }
    let flags = left.pointee.flags | right.pointee.flags
    if left.pointee.concept != 0, right.pointee.concept != 0 {
      // Two known words of different meaning are no slips of each other: China, Chile.
      guard left.pointee.concept == right.pointee.concept else { return (0, .typo) }
      return left.pointee.sound == right.pointee.sound ? (1, .same) : (0.95, .translated)
    }
    if left.pointee.sound == right.pointee.sound, left.pointee.length > 1 {
      // Two acronyms are not one because their letters sound alike.
      let isWord = left.pointee.length > 3 || flags & WordRecord.noVowels != 0
      return isWord || left.pointee.letterCount == right.pointee.letterCount ? (0.97, .sound) : (0, .sound)
    }
    if left.pointee.otherSound != 0,
      left.pointee.otherSound == right.pointee.sound || left.pointee.otherSound == right.pointee.otherSound
    {
      return (0.96, .sound)
    }
    if right.pointee.otherSound != 0, right.pointee.otherSound == left.pointee.sound { return (0.96, .sound) }
    if flags & WordRecord.hasDigit != 0 { return (0, .typo) }
    // Four slips, which no word is allowed, change eight letters at most.
    if !isPerson, (left.pointee.letters ^ right.pointee.letters).nonzeroBitCount > 8, flags & WordRecord.noVowels == 0,
      left.pointee.otherLength | right.pointee.otherLength == 0,
      left.pointee.stem != right.pointee.stem || left.pointee.stem == 0
    {
      return (0, .typo)
    }
    if isPerson, (left.pointee.flags ^ right.pointee.flags) & WordRecord.isLetter != 0 {
      return left.pointee.initial == right.pointee.initial && left.pointee.initial != 0 ? (0.75, .initial) : (0, .initial)
    }
    return spelled(left, leftSounds, right, rightSounds, flags, places)
  }

  /// By ending, consonants and slips of the pen.
  private static func spelled(
    _ left: UnsafePointer<WordRecord>, _ leftSounds: UnsafePointer<UInt8>, _ right: UnsafePointer<WordRecord>,
    _ rightSounds: UnsafePointer<UInt8>, _ flags: UInt8, _ places: UnsafeMutablePointer<UInt64>
  ) -> (Float, MeetingKind) {
    var best: Float = 0
    var kind = MeetingKind.typo
    if left.pointee.stem != 0, left.pointee.stem == right.pointee.stem { (best, kind) = (0.8, .stem) }
    let (m, n) = (Int(left.pointee.length), Int(right.pointee.length))
    let sameBones =
      left.pointee.skeleton != 0 && left.pointee.skeleton == right.pointee.skeleton && min(m, n) >= 4 && max(m, n) >= 5
    if sameBones, flags & WordRecord.noVowels != 0, best < 0.84 { (best, kind) = (0.84, .sound) }
    let (a, b) = (leftSounds + Int(left.pointee.start), rightSounds + Int(right.pointee.start))
    if flags & WordRecord.noVowels != 0, min(m, n) >= 3, left.pointee.skeleton != 0 {
      // With the article run together with the word, too: النور, Alnoor.
      let (p, q) = (Int(left.pointee.otherLength), Int(right.pointee.otherLength))
      if isOneAbjad(a, m, b, n) || (p > 0 && isOneAbjad(a + m, p, b, n)) || (q > 0 && isOneAbjad(a, m, b + n, q)) {
        (best, kind) = (0.93, .sound)
      }
    }
    let direct = slips(a, m, b, n, (left.pointee.letters, right.pointee.letters), sameBones, places)
    // One vowel written otherwise is hardly a slip: Qaeda, Qaida.
    if direct > best { (best, kind) = sameBones && direct > 0.87 ? (max(direct, 0.93), .sound) : (direct, .typo) }
    // Where both are written in Latin letters, another reading and a slip are two steps: Sigma, Cigna.
    if left.pointee.flags & right.pointee.flags & WordRecord.isLatin == 0 {
      if left.pointee.otherLength > 0 {
        let other = Int(left.pointee.otherLength)
        let alike = slips(a + m, other, b, n, (letters(a + m, other), right.pointee.letters), false, places)
        if alike > best { (best, kind) = (alike, .typo) }
      }
      if right.pointee.otherLength > 0 {
        let other = Int(right.pointee.otherLength)
        let alike = slips(a, m, b + n, other, (left.pointee.letters, letters(b + n, other)), false, places)
        if alike > best { (best, kind) = (alike, .typo) }
      }
    }
    return best >= least ? (best, kind) : (0, .typo)
  }

  @inline(__always) private static func letters(_ sound: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
    var letters: UInt64 = 0
    for index in 0..<count { letters |= 1 &<< UInt64(sound[index] & 63) }
    return letters
  }

  /// 1 less the share of letters that slipped; vowels count about half when no consonant differs.
  @inline(__always) private static func slips(
    _ a: UnsafePointer<UInt8>, _ m: Int, _ b: UnsafePointer<UInt8>, _ n: Int,
    _ letters: @autoclosure () -> (left: UInt64, right: UInt64), _ sameBones: Bool, _ places: UnsafeMutablePointer<UInt64>
  ) -> Float {
    let length = max(m, n)
    var limit = allowed(length)
    if sameBones && length >= 4 { limit += 1 }
    guard limit > 0, abs(m - n) <= limit else { return 0 }
    let (left, right) = letters()
    guard (left ^ right).nonzeroBitCount <= 2 * limit else { return 0 }
    let distance = EditBits.distance(a, m, b, n, within: limit, places)
    guard distance <= limit else { return 0 }
    let isSwap = distance == 1 && m == n && left == right && isSwapped(a, b, m)
    let cost = Float(distance) * (sameBones ? 0.55 : isSwap ? swapCost : 1)
    return 1 - cost / Float(length) - (a[0] == b[0] ? 0 : 0.04)
  }

  /// Two neighbours that changed places: all letters are there, so it is likelier a slip than another word.
  private static let swapCost: Float = 0.7

  /// Of words one slip apart and of one length.
  private static func isSwapped(_ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    var index = 0
    while index < count, a[index] == b[index] { index &+= 1 }
    return index &+ 1 < count && a[index] == b[index &+ 1] && a[index &+ 1] == b[index]
  }

  /// Words of scripts that leave vowels out: *u* and *o*, *i* and *e* are one letter each, *a* is mostly not written.
  private static func isOneAbjad(_ a: UnsafePointer<UInt8>, _ m: Int, _ b: UnsafePointer<UInt8>, _ n: Int) -> Bool {
    @inline(__always) func letter(_ code: UInt8) -> UInt8 { code == 14 ? 20 : code == 4 ? 8 : code }
    var (i, j) = (0, 0)
    while true {
      while i < m, a[i] == 0 { i += 1 }
      while j < n, b[j] == 0 { j += 1 }
      guard i < m, j < n else { return i >= m && j >= n }
      guard letter(a[i]) == letter(b[j]) else { return false }
      i += 1
      j += 1
    }
  }

  /// One slip in words of four to six letters, two up to ten, three beyond.
  @inline(__always) static func allowed(_ length: Int) -> Int {
    // A digit for each length up to eleven.
    Int(truncatingIfNeeded: 0x3222_2111_0000 as UInt64 &>> UInt64(truncatingIfNeeded: min(length, 11) &* 4) & 3)
  }
}
