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
          let weight = min(word.pointee.weight, b.weight(at: j)) * (isLetter ? Self.letterShare : 1)
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

  func meetAlike(_ a: Row, _ b: Row) {
    var count = 0
    if max(a.pointee.count, b.pointee.count) <= 8 {
      // A bit for each two words, so that one loop goes through all that may be alike.
      var cells: UInt64 = 0
      var left = freeLeft
      while left != 0 {
        let i = left.trailingZeroBitCount
        left &= left &- 1
        cells |= UInt64(likely(a, i, b) & freeRight) &<< UInt64(truncatingIfNeeded: i &* 8)
      }
      while cells != 0 {
        let cell = cells.trailingZeroBitCount
        cells &= cells &- 1
        link(a, cell &>> 3, b, cell & 7, &count)
      }
    } else {
      var left = freeLeft
      while left != 0 {
        let i = left.trailingZeroBitCount
        left &= left &- 1
        var right = likely(a, i, b) & freeRight
        while right != 0 {
          link(a, i, b, right.trailingZeroBitCount, &count)
          right &= right &- 1
        }
      }
    }
    if count > 0 { takeLinks(a, b, count) }
  }

  @inline(__always) private func likely(_ a: Row, _ i: Int, _ b: Row) -> UInt32 {
    let bits = WordGlance.likely(a.pointee.words[i], b.pointee.record, reaches)
    return a.pointee.record.pointee.simple &>> UInt32(truncatingIfNeeded: i) & 1 != 0 ? bits : .max
  }

  @inline(__always) private func link(_ a: Row, _ i: Int, _ b: Row, _ j: Int, _ count: inout Int) {
    let (x, y) = (a.pointee.words[i], b.pointee.words[j])
    if WordGlance.areStrange(x, y) { return }
    let (likeness, kind) = WordLikeness.of(x, a.pointee.sounds, y, b.pointee.sounds, isPerson: isPersonal, places)
    guard likeness > 0, count < Self.mostLinks else { return }
    let value = likeness * (0.1 + min(x.pointee.weight, y.pointee.weight))
    links[count] = Link(value: value, likeness: likeness, kind: kind, left: UInt8(truncatingIfNeeded: i), right: UInt8(truncatingIfNeeded: j))
    count &+= 1
  }

  /// The best first, each word once.
  private func takeLinks(_ a: Row, _ b: Row, _ count: Int) {
    while true {
      var best = -1
      for index in 0..<count where freeLeft & 1 << UInt32(links[index].left) != 0
        && freeRight & 1 << UInt32(links[index].right) != 0
      {
        if best < 0 || links[index].value > links[best].value { best = index }
      }
      guard best >= 0 else { return }
      let link = links[best]
      let weight = min(a.pointee.weight(at: Int(link.left)), b.pointee.weight(at: Int(link.right)))
      take(1 << UInt32(link.left), 1 << UInt32(link.right), link.likeness, weight, link.kind)
    }
  }

  // MARK: spaces

  /// One word of a side against two or three of the other.
  @inline(__always) func meetJoined(_ first: Row, _ second: Row) {
    let (a, b) = (first.pointee, second.pointee)
    var rest = freeLeft & a.long
    while rest != 0, hasNeighbours(freeRight) {
      let i = rest.trailingZeroBitCount
      rest &= rest &- 1
      let starts = neighbours(freeRight, b, a.words[i])
      guard starts != 0, let bits = cut(a, i, b, freeRight, starts) else { continue }
      take(1 &<< UInt32(i), bits, 0.95, min(a.weight(at: i), b.weight(bits)), .spacing)
    }
    rest = freeRight & b.long
    while rest != 0, hasNeighbours(freeLeft) {
      let j = rest.trailingZeroBitCount
      rest &= rest &- 1
      let starts = neighbours(freeLeft, a, b.words[j])
      guard starts != 0, let bits = cut(b, j, a, freeLeft, starts) else { continue }
      take(bits, 1 &<< UInt32(j), 0.95, min(b.weight(at: j), a.weight(bits)), .spacing)
    }
  }

  /// Where free neighbours begin that are together about as long as a word.
  @inline(__always) private func neighbours(_ free: UInt32, _ name: WordRow, _ word: UnsafePointer<WordRecord>) -> UInt32 {
    free & (free &>> 1) & name.record.pointee.lengths.joined(to: Int(word.pointee.length))
  }

  @inline(__always) private func hasNeighbours(_ bits: UInt32) -> Bool { bits & (bits &>> 1) != 0 }

  /// Sounds of a word in which a letter may slip where others are run together to it.
  private static let shortestSlip = 8

  /// The free neighbours of `parts` whose sounds run together are the sound of a word; one letter may slip in long ones.
  private func cut(_ whole: WordRow, _ place: Int, _ parts: WordRow, _ free: UInt32, _ starts: UInt32) -> UInt32? {
    let word = whole.words[place]
    let length = Int(word.pointee.length)
    var starts = starts
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
        let weight = min(short.weight(at: i), max(long.weight(met), 0.3))
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
