// SPDX-License-Identifier: Apache-2.0

/// Finds the words of a list that are like a given one, without looking at all of them.
///
/// Words are filed under hashes: of the sound, of the sound without each one of its letters, of the consonants, of these
/// without each one, of the stem. Two words with one slip share one of the second kind, whatever the slip (deletion
/// neighbourhoods; Mor and Fraenkel 1982); two with slips in the vowels and one elsewhere share one of the fourth.
final class NearWords: Sendable {
  let places: HashedPlaces

  private enum Salt {
    static let sound: UInt64 = 1
    static let less: UInt64 = 2
    static let bones: UInt64 = 3
    static let bonesLess: UInt64 = 4
    static let stem: UInt64 = 5
  }

  init(places: HashedPlaces) { self.places = places }

  init(words: Grow<WordRecord>, sounds: Grow<UInt8>, width: Int) {
    let parts = Parallel.perform(width, width: width) { part -> Grow<UInt64> in
      let range = words.count * part / max(1, width)..<words.count * (part + 1) / max(1, width)
      let entries = Grow<UInt64>(capacity: range.count * 14)
      for index in range {
        Self.keys(words.base + index, sounds.base) { entries.append(UInt64($0) << 32 | UInt64(index)) }
      }
      return entries
    }
    places = HashedPlaces(parts)
  }

  /// The keys under which a word is filed and looked for.
  @inline(__always) static func keys(
    _ word: UnsafePointer<WordRecord>, _ sounds: UnsafePointer<UInt8>, _ body: (UInt32) -> Void
  ) {
    let record = word.pointee
    body(short(record.unit))
    guard record.number == 0 else { return }
    body(short(record.sound &+ Salt.sound))
    if record.otherSound != 0 { body(short(record.otherSound &+ Salt.sound)) }
    guard record.flags & WordRecord.hasDigit == 0 else { return }
    less(sounds + Int(record.start), Int(record.length), body)
    if record.otherLength > 0 { less(sounds + Int(record.otherStart), Int(record.otherLength), body) }
    if record.stem != 0 { body(short(UInt64(record.stem) << 8 | Salt.stem)) }
  }

  @inline(__always) private static func short(_ key: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: Hash64.mix(key) >> 20)
  }

  /// A letter's part of a sum that stands for a word: leaving a letter out changes the places of those after it, so the
  /// sum is of letters before, and of letters after by one place less.
  @inline(__always) private static func part(_ code: UInt8, _ place: Int) -> UInt64 {
    Hash64.mix(UInt64(code) << 8 | UInt64(place) | 0xE0_0000)
  }

  private static func less(_ sound: UnsafePointer<UInt8>, _ length: Int, _ body: (UInt32) -> Void) {
    if length >= 4 {
      deletions(sound, length, Salt.less, body)
    }
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { buffer in
      guard let bones = buffer.baseAddress else { return }
      var count = 0
      for index in 0..<length {
        let code = sound[index]
        if SoundLetters.isVowel(code) { continue }
        let plain = code == 25 ? 18 : code
        if count == 0 || bones[count - 1] != plain {
          bones[count] = plain
          count += 1
        }
      }
      if count >= 3 && length >= 5 || count == 2 && length >= 4 {
        var sum = Salt.bones
        for index in 0..<count { sum = sum &+ part(bones[index], index) }
        body(short(sum))
      }
      if count >= 4 { deletions(bones, count, Salt.bonesLess, body) }
    }
  }

  /// The word itself and without each of its letters, all under one salt, so that a word with a letter more meets.
  private static func deletions(
    _ letters: UnsafePointer<UInt8>, _ length: Int, _ salt: UInt64, _ body: (UInt32) -> Void
  ) {
    var after: UInt64 = 0
    for index in 0..<length { after = after &+ part(letters[index], index) }
    body(short(after &+ salt))
    // Letters after the gap move one place to the left.
    var rest: UInt64 = 0
    for index in 1..<length { rest = rest &+ part(letters[index], index - 1) }
    var before: UInt64 = 0
    var last: UInt8 = 255
    for index in 0..<length {
      if letters[index] != last { body(short(before &+ rest &+ salt)) }
      last = letters[index]
      before = before &+ part(letters[index], index)
      if index + 1 < length { rest = rest &- part(letters[index + 1], index) }
    }
  }

  /// The keys of a long word without each two of its letters, for looking up only: they meet words without one of theirs.
  /// So one slip and a letter more are found, such as an `x` for another consonant, which sounds as two.
  @inline(__always) static func keysWithoutTwo(
    _ word: UnsafePointer<WordRecord>, _ sounds: UnsafePointer<UInt8>, _ body: (UInt32) -> Void
  ) {
    let length = Int(word.pointee.length)
    guard length >= 7, word.pointee.number == 0, word.pointee.flags & WordRecord.hasDigit == 0 else { return }
    let sound = sounds + Int(word.pointee.start)
    // Sums up to each letter, of letters in their own place, one and two before it.
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 3 * (SoundLetters.limit + 1)) { sums in
      guard let own = sums.baseAddress else { return }
      let (one, two) = (own + SoundLetters.limit + 1, own + 2 * (SoundLetters.limit + 1))
      (own[0], one[0], two[0]) = (0, 0, 0)
      for index in 0..<length {
        own[index + 1] = own[index] &+ part(sound[index], index)
        one[index + 1] = one[index] &+ (index < 1 ? 0 : part(sound[index], index - 1))
        two[index + 1] = two[index] &+ (index < 2 ? 0 : part(sound[index], index - 2))
      }
      for first in 0..<length - 1 {
        for second in first + 1..<length {
          let between = one[second] &- one[first + 1]
          body(short(Salt.less &+ own[first] &+ between &+ (two[length] &- two[second + 1])))
        }
      }
    }
  }

  /// The key under which a word of these letters is filed as a whole, which words with a letter more share.
  static func whole(_ sound: [UInt8]) -> UInt32 {
    short(sound.enumerated().reduce(Salt.less) { $0 &+ part($1.element, $1.offset) })
  }

  var bytes: Int { places.bytes }
}
