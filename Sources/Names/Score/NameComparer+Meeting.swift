// SPDX-License-Identifier: Apache-2.0

/// Which words meet which: first the same ones, then the surest and weightiest, then runs of words and initials.
extension NameComparer {
  /// A letter of its own that meets the same says this much of what its rarity would; if it meets nothing it says all.
  static let letterShare: Float = 0.4

  /// The lighter side counts: a misspelt word is unknown to the list and would weigh too much.
  /// - Parameter isOnePool: whether the words of both are numbered alike, so that one word is in one place.
  @inline(__always) func meetSame(_ left: Row, _ right: Row, isOnePool: Bool) {
    let (a, b) = (left.pointee, right.pointee)
    let marks = b.marks
    guard a.marks & marks != 0 else { return }
    for i in 0..<a.count {
      let word = a.words[i]
      guard marks & word.pointee.mark != 0 else { continue }
      let key = isOnePool ? 0 : word.pointee.key
      var rest = freeRight
      while rest != 0 {
        let j = rest.trailingZeroBitCount
        rest &= rest &- 1
        if isOnePool ? b.words[j] == word : b.words[j].pointee.key == key {
          let isLetter = !isPerson && word.pointee.has(WordRecord.isLetter)
          let weight = min(a.weights[i], b.weights[j]) * (isLetter ? Self.letterShare : 1)
          take(1 &<< UInt32(i), 1 &<< UInt32(j), 1, weight, .same)
          break
        }
      }
    }
  }

  /// The letters of all words are the same, so what is left is only cut otherwise.
  func meetSpaced(_ a: Row, _ b: Row) {
    if freeLeft != 0, freeRight != 0 {
      take(freeLeft, freeRight, 0.98, max(0.1, min(a.pointee.weight(freeLeft), b.pointee.weight(freeRight))), .spacing)
    }
    freeLeft = 0
    freeRight = 0
  }

  func meetAlike(_ first: Row, _ second: Row) {
    let (a, b) = (first.pointee, second.pointee)
    let (x, y) = (a.record, b.record)
    var count = 0
    var left = freeLeft
    let free = freeRight
    while left != 0 {
      let i = left.trailingZeroBitCount
      left &= left &- 1
      var right = free
      if x.pointee.simple &>> UInt32(i) & 1 != 0 { right &= likely(a.words[i], y) }
      guard right != 0 else { continue }
      let glance = WordGlance(a.words[i])
      while right != 0 {
        let j = right.trailingZeroBitCount
        right &= right &- 1
        if glance.isStrange(to: WordGlance(b.words[j])) { continue }
        let (likeness, kind) = WordLikeness.of(
          a.words[i], a.sounds, b.words[j], b.sounds, isPerson: isPersonal, places)
        if likeness > 0, count < Self.mostLinks {
          let value = likeness * (0.1 + min(a.weights[i], b.weights[j]))
          links[count] = Link(value: value, likeness: likeness, kind: kind, left: UInt8(i), right: UInt8(j))
          count &+= 1
        }
      }
    }
    guard count > 0 else { return }
    while true {
      var best = -1
      for index in 0..<count where freeLeft & 1 << UInt32(links[index].left) != 0
        && freeRight & 1 << UInt32(links[index].right) != 0
      {
        if best < 0 || links[index].value > links[best].value { best = index }
      }
      guard best >= 0 else { return }
      let link = links[best]
      let weight = min(a.weights[Int(link.left)], b.weights[Int(link.right)])
      take(1 << UInt32(link.left), 1 << UInt32(link.right), link.likeness, weight, link.kind)
    }
  }

  /// The words of a name among which those are that a simple word may be like (``WordGlance``): by the marks that the name has
  /// of them, and by their lengths.
  @inline(__always) private func likely(_ word: UnsafePointer<WordRecord>, _ name: UnsafePointer<NameRecord>) -> UInt32 {
    let sharesSound = name.pointee.bones & word.pointee.boneMark != 0 || name.pointee.stems & word.pointee.stemMark != 0
    var bits = sharesSound ? .max : name.pointee.lengths.near(reaches[Int(word.pointee.length)])
    if word.pointee.concept != 0 {
      // Of two known words only the concepts count.
      let known = name.pointee.known
      bits = name.pointee.concepts & word.pointee.conceptMark != 0 ? bits | known : bits & ~known
    }
    return bits | ~name.pointee.simple
  }

  // MARK: spaces

  /// One word of a side against two or three of the other.
  @inline(__always) func meetJoined(_ first: Row, _ second: Row) {
    let (a, b) = (first.pointee, second.pointee)
    var rest = freeLeft & a.long
    while rest != 0, hasNeighbours(freeRight) {
      let i = rest.trailingZeroBitCount
      rest &= rest &- 1
      guard let bits = cut(a, i, b, freeRight) else { continue }
      take(1 &<< UInt32(i), bits, 0.95, min(a.weights[i], b.weight(bits)), .spacing)
    }
    rest = freeRight & b.long
    while rest != 0, hasNeighbours(freeLeft) {
      let j = rest.trailingZeroBitCount
      rest &= rest &- 1
      guard let bits = cut(b, j, a, freeLeft) else { continue }
      take(bits, 1 &<< UInt32(j), 0.95, min(b.weights[j], a.weight(bits)), .spacing)
    }
  }

  @inline(__always) private func hasNeighbours(_ bits: UInt32) -> Bool { bits & (bits &>> 1) != 0 }

  /// Sounds of a word in which a letter may slip where others are run together to it.
  private static let shortestSlip = 8

  /// The free neighbours of `parts` whose sounds run together are the sound of a word; one letter may slip in long ones.
  func cut(_ whole: WordRow, _ place: Int, _ parts: WordRow, _ free: UInt32) -> UInt32? {
    let word = whole.words[place]
    let length = Int(word.pointee.length)
    var starts = free & (free &>> 1) & parts.record.pointee.lengths.joined(to: length)
    guard starts != 0 else { return nil }
    let wanted = word.pointee.letters
    let maySlip = length >= Self.shortestSlip
    while starts != 0 {
      let start = starts.trailingZeroBitCount
      starts &= starts &- 1
      var sum = Int(parts.words[start].pointee.length)
      var letters = parts.words[start].pointee.letters
      // A slip brings one letter that is not in the word.
      let strange = letters & ~wanted
      guard maySlip ? strange & (strange &- 1) == 0 : strange == 0 else { continue }
      for count in 2...3 {
        let index = start &+ count &- 1
        guard index < parts.count, free & 1 &<< UInt32(index) != 0, sum < length else { break }
        let part = parts.words[index]
        sum &+= Int(part.pointee.length)
        letters |= part.pointee.letters
        // Doubles where words touch are folded, so the sum may be a little longer.
        guard sum >= length &- 1, sum <= length &+ count else { continue }
        guard maySlip ? (letters ^ wanted).nonzeroBitCount <= 2 : letters == wanted else { continue }
        let total = parts.run(start, count, into: rightRun)
        guard abs(total &- length) <= 1 else { continue }
        let distance = EditBits.distance(
          whole.sounds + Int(word.pointee.start), length, rightRun, total, within: 1, places)
        if distance == 0 || (distance == 1 && maySlip) { return ((1 &<< UInt32(count)) &- 1) &<< UInt32(start) }
      }
    }
    return nil
  }

  // MARK: initials

  /// - Parameter isOfTrader: whether one is a natural person in business, whose given name and patronymic may be two letters.
  func meetInitials(_ first: Row, _ second: Row, acronymIsLeft: Bool, _ isOfTrader: Bool) {
    let (short, long) = (first.pointee, second.pointee)
    let fewest = isOfTrader ? 2 : 3
    guard long.count >= fewest else { return }
    var rest = acronymIsLeft ? freeLeft : freeRight
    if !isOfTrader { rest &= short.record.pointee.acronyms }
    let firsts = long.record.pointee.firsts
    while rest != 0 {
      let i = rest.trailingZeroBitCount
      rest &= rest - 1
      let word = short.words[i]
      guard firsts & word.pointee.firstMark != 0 else { continue }
      let letters = Int(word.pointee.letterCount)
      guard word.pointee.acronym != 0, word.pointee.kind == WordKind.plain.rawValue, (fewest...8).contains(letters), letters <= long.count
      else { continue }
      let free = acronymIsLeft ? freeRight : freeLeft
      for start in 0...(long.count - letters) {
        let bits: UInt32 = ((1 << UInt32(letters)) &- 1) << UInt32(start)
        guard long.words[start].pointee.initial == word.pointee.initial, (bits & free).nonzeroBitCount >= 2 else { continue }
        for offset in 0..<letters {
          let initial = long.words[start + offset].pointee.initial
          leftRun[offset] = initial == 0 ? 63 : initial - 1
        }
        guard UInt32(truncatingIfNeeded: Hash64.of(leftRun, letters, seed: 0xAC)) | 1 == word.pointee.acronym else { continue }
        let met = bits & free
        let weight = min(short.weights[i], max(long.weight(met), 0.3))
        let (likeness, kind): (Float, MeetingKind) = letters < 3 ? (0.75, .initial) : (0.9, .acronym)
        if acronymIsLeft {
          take(1 << UInt32(i), met, likeness, weight, kind)
        } else {
          take(met, 1 << UInt32(i), likeness, weight, kind)
        }
        return
      }
    }
  }
}
