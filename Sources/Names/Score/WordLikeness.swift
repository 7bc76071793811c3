// SPDX-License-Identifier: Apache-2.0

/// How alike two words are.
enum WordLikeness {
  /// Less is no likeness.
  static let least: Float = 0.66

  /// 0 … 1 and why; 0 when the words do not meet.
  static func of(
    _ p: UnsafePointer<WordRecord>, _ aSounds: UnsafePointer<UInt8>, _ q: UnsafePointer<WordRecord>,
    _ bSounds: UnsafePointer<UInt8>, isPerson: Bool, _ places: UnsafeMutablePointer<UInt64>
  ) -> (Float, MeetingKind) {
    if p.pointee.key == q.pointee.key { return (1, .same) }
    if p.pointee.number | q.pointee.number != 0 { return p.pointee.number == q.pointee.number ? (1, .number) : (0, .number) }
    if p.pointee.concept != 0, p.pointee.concept == q.pointee.concept {
      return p.pointee.sound == q.pointee.sound ? (1, .same) : (0.95, .translated)
    }
    // Two known words of different meaning are no slips of each other: China, Chile.
    if p.pointee.concept != 0 && q.pointee.concept != 0 { return (0, .typo) }
    if p.pointee.sound == q.pointee.sound, p.pointee.length > 1 {
      // Two acronyms are not one because their letters sound alike.
      let isWord = p.pointee.length > 3 || (p.pointee.flags | q.pointee.flags) & WordRecord.noVowels != 0
      return isWord || p.pointee.letterCount == q.pointee.letterCount ? (0.97, .sound) : (0, .sound)
    }
    if p.pointee.otherSound != 0, p.pointee.otherSound == q.pointee.sound || p.pointee.otherSound == q.pointee.otherSound { return (0.96, .sound) }
    if q.pointee.otherSound != 0, q.pointee.otherSound == p.pointee.sound { return (0.96, .sound) }
    if (p.pointee.flags | q.pointee.flags) & WordRecord.hasDigit != 0 { return (0, .typo) }
    // Four slips, which no word is allowed, change eight letters at most.
    if !isPerson, (p.pointee.letters ^ q.pointee.letters).nonzeroBitCount > 8,
      (p.pointee.flags | q.pointee.flags) & WordRecord.noVowels == 0, p.pointee.otherLength | q.pointee.otherLength == 0,
      p.pointee.stem != q.pointee.stem || p.pointee.stem == 0
    {
      return (0, .typo)
    }
    if isPerson, (p.pointee.flags ^ q.pointee.flags) & WordRecord.isLetter != 0 {
      return p.pointee.initial == q.pointee.initial && p.pointee.initial != 0 ? (0.75, .initial) : (0, .initial)
    }
    var best: Float = 0
    var kind = MeetingKind.typo
    if p.pointee.stem != 0, p.pointee.stem == q.pointee.stem { (best, kind) = (0.8, .stem) }
    let sameBones =
      p.pointee.skeleton != 0 && p.pointee.skeleton == q.pointee.skeleton && min(p.pointee.length, q.pointee.length) >= 4
      && max(p.pointee.length, q.pointee.length) >= 5
    if sameBones, (p.pointee.flags | q.pointee.flags) & WordRecord.noVowels != 0, p.pointee.length >= 3, q.pointee.length >= 3 {
      if best < 0.84 { (best, kind) = (0.84, .sound) }
    }
    let direct = slips(
      places, aSounds + Int(p.pointee.start), Int(p.pointee.length), p.pointee.letters, bSounds + Int(q.pointee.start), Int(q.pointee.length), q.pointee.letters, sameBones)
    // One vowel written otherwise is hardly a slip: Qaeda, Qaida.
    if direct > best { (best, kind) = sameBones && direct > 0.87 ? (max(direct, 0.93), .sound) : (direct, .typo) }
    // Where both are written in Latin letters, another reading and a slip are two steps: Sigma, Cigna.
    let readsOtherwise = (p.pointee.flags & q.pointee.flags) & WordRecord.isLatin == 0
    if readsOtherwise, p.pointee.otherLength > 0 {
      let other = slips(
        places, aSounds + Int(p.pointee.otherStart), Int(p.pointee.otherLength), p.pointee.otherLetters, bSounds + Int(q.pointee.start), Int(q.pointee.length),
        q.pointee.letters, false)
      if other > best { (best, kind) = (other, .typo) }
    }
    if readsOtherwise, q.pointee.otherLength > 0 {
      let other = slips(
        places, aSounds + Int(p.pointee.start), Int(p.pointee.length), p.pointee.letters, bSounds + Int(q.pointee.otherStart), Int(q.pointee.otherLength),
        q.pointee.otherLetters, false)
      if other > best { (best, kind) = (other, .typo) }
    }
    return best >= least ? (best, kind) : (0, .typo)
  }

  /// 1 less the share of letters that slipped; vowels count about half when no consonant differs.
  @inline(__always) private static func slips(
    _ places: UnsafeMutablePointer<UInt64>, _ a: UnsafePointer<UInt8>, _ m: Int, _ aLetters: UInt64, _ b: UnsafePointer<UInt8>, _ n: Int, _ bLetters: UInt64,
    _ sameBones: Bool
  ) -> Float {
    let length = max(m, n)
    var limit = allowed(length)
    if sameBones && length >= 4 { limit += 1 }
    guard limit > 0, abs(m - n) <= limit, (aLetters ^ bLetters).nonzeroBitCount <= 2 * limit else { return 0 }
    let distance = EditBits.distance(a, m, b, n, within: limit, places)
    guard distance <= limit else { return 0 }
    let cost = Float(distance) * (sameBones ? 0.55 : 1)
    return 1 - cost / Float(length) - (a[0] == b[0] ? 0 : 0.04)
  }

  @inline(__always) static func allowed(_ length: Int) -> Int {
    length < 4 ? 0 : length < 7 ? 1 : length < 11 ? 2 : 3
  }
}
