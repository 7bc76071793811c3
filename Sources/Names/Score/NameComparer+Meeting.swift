// SPDX-License-Identifier: Apache-2.0

/// Which words meet which: first the same ones, then the surest and weightiest, then runs of words and initials.
extension NameComparer {
  /// The lighter side counts: a misspelt word is unknown to the list and would weigh too much.
  func meetSame(_ a: NameView, _ b: NameView) {
    for i in 0..<a.count {
      let key = a.words[a.place(i)].key
      var rest = freeRight
      while rest != 0 {
        let j = rest.trailingZeroBitCount
        rest &= rest - 1
        if b.words[b.place(j)].key == key {
          take(1 << UInt32(i), 1 << UInt32(j), 1, min(a.weight(i), b.weight(j)), .same)
          break
        }
      }
    }
  }

  /// The letters of all words are the same, so what is left is only cut otherwise.
  func meetSpaced(_ a: NameView, _ b: NameView) {
    if freeLeft != 0, freeRight != 0 {
      take(freeLeft, freeRight, 0.98, max(0.1, min(weight(a, freeLeft), weight(b, freeRight))), .spacing)
    }
    freeLeft = 0
    freeRight = 0
  }

  func meetAlike(_ a: NameView, _ b: NameView) {
    var count = 0
    var left = freeLeft
    while left != 0 {
      let i = left.trailingZeroBitCount
      left &= left - 1
      var right = freeRight
      while right != 0 {
        let j = right.trailingZeroBitCount
        right &= right - 1
        let (likeness, kind) = WordLikeness.of(
          a.words + a.place(i), a.sounds, b.words + b.place(j), b.sounds, isPerson: isPerson)
        if likeness > 0, count < 256 {
          let value = likeness * (0.1 + min(a.weight(i), b.weight(j)))
          links[count] = Link(value: value, likeness: likeness, kind: kind, left: UInt8(i), right: UInt8(j))
          count += 1
        }
      }
    }
    while true {
      var best = -1
      for index in 0..<count where freeLeft & 1 << UInt32(links[index].left) != 0
        && freeRight & 1 << UInt32(links[index].right) != 0
      {
        if best < 0 || links[index].value > links[best].value { best = index }
      }
      guard best >= 0 else { return }
      let link = links[best]
      let weight = min(a.weight(Int(link.left)), b.weight(Int(link.right)))
      take(1 << UInt32(link.left), 1 << UInt32(link.right), link.likeness, weight, link.kind)
    }
  }

  // MARK: spaces

  /// One word of a side against two or three of the other.
  func meetJoined(_ a: NameView, _ b: NameView) {
    for i in 0..<a.count where freeLeft & 1 << UInt32(i) != 0 {
      if let bits = cut(a, i, b, freeRight) {
        take(1 << UInt32(i), bits, 0.95, min(a.weight(i), weight(b, bits)), .spacing)
      }
    }
    for j in 0..<b.count where freeRight & 1 << UInt32(j) != 0 {
      if let bits = cut(b, j, a, freeLeft) {
        take(bits, 1 << UInt32(j), 0.95, min(b.weight(j), weight(a, bits)), .spacing)
      }
    }
  }

  func weight(_ name: NameView, _ bits: UInt32) -> Float {
    var total: Float = 0
    var rest = bits
    while rest != 0 {
      total += name.weight(rest.trailingZeroBitCount)
      rest &= rest - 1
    }
    return total
  }

  /// The free neighbours of `parts` whose sounds run together are the sound of a word; one letter may slip in long ones.
  func cut(_ whole: NameView, _ place: Int, _ parts: NameView, _ free: UInt32) -> UInt32? {
    let word = whole.words[whole.place(place)]
    let length = Int(word.length)
    guard length >= 5 else { return nil }
    for start in 0..<parts.count - 1 where free & 3 << UInt32(start) == 3 << UInt32(start) {
      var sum = Int(parts.words[parts.place(start)].length)
      var letters = parts.words[parts.place(start)].letters
      for count in 2...3 {
        let index = start + count - 1
        guard index < parts.count, free & 1 << UInt32(index) != 0, sum < length else { break }
        let part = parts.words + parts.place(index)
        sum += Int(part.pointee.length)
        letters |= part.pointee.letters
        // Doubles where words touch are folded, so the sum may be a little longer.
        guard sum >= length - 1, sum <= length + count, (letters ^ word.letters).nonzeroBitCount <= 2 else { continue }
        let total = joined(parts, start, count)
        guard abs(total - length) <= 1 else { continue }
        let distance = EditBits.distance(whole.sounds + Int(word.start), length, rightRun, total)
        if distance == 0 || (distance == 1 && length >= 8) { return ((1 << UInt32(count)) &- 1) << UInt32(start) }
      }
    }
    return nil
  }

  /// The sounds of neighbouring words run together, in `rightRun`; their number, 60 at most.
  func joined(_ name: NameView, _ start: Int, _ count: Int) -> Int {
    var total = 0
    for index in start..<start + count {
      let word = name.words + name.place(index)
      let sound = name.sounds + Int(word.pointee.start)
      for offset in 0..<Int(word.pointee.length) where total < 60 {
        let code = sound[offset]
        if code < 26, total > 0, rightRun[total - 1] == code { continue }
        rightRun[total] = code
        total += 1
      }
    }
    return total
  }

  // MARK: initials

  func meetInitials(_ short: NameView, _ long: NameView, acronymIsLeft: Bool) {
    guard long.count >= 3 else { return }
    var rest = acronymIsLeft ? freeLeft : freeRight
    while rest != 0 {
      let i = rest.trailingZeroBitCount
      rest &= rest - 1
      let word = short.words[short.place(i)]
      let letters = Int(word.letterCount)
      guard word.acronym != 0, word.kind == WordKind.plain.rawValue, (3...8).contains(letters), letters <= long.count
      else { continue }
      let free = acronymIsLeft ? freeRight : freeLeft
      for start in 0...(long.count - letters) {
        let bits: UInt32 = ((1 << UInt32(letters)) &- 1) << UInt32(start)
        guard long.words[long.place(start)].initial == word.initial, (bits & free).nonzeroBitCount >= 2 else { continue }
        for offset in 0..<letters {
          let initial = long.words[long.place(start + offset)].initial
          leftRun[offset] = initial == 0 ? 63 : UInt8(initial - 1)
        }
        guard UInt32(truncatingIfNeeded: Hash64.of(leftRun, letters, seed: 0xAC)) | 1 == word.acronym else { continue }
        let met = bits & free
        let weight = min(short.weight(i), max(weight(long, met), 0.3))
        if acronymIsLeft {
          take(1 << UInt32(i), met, 0.9, weight, .acronym)
        } else {
          take(met, 1 << UInt32(i), 0.9, weight, .acronym)
        }
        return
      }
    }
  }
}
