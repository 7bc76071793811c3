// SPDX-License-Identifier: Apache-2.0

/// Lets the words of two names meet, and reads the features off what met. Holds memory of its own for that: one a thread.
final class NameComparer {
  let isPerson: Bool
  let model: ScoreModel
  /// Of the comparison made last; left and right are those of the call.
  private(set) var meetings = Grow<Meeting>(capacity: 64)
  private(set) var freeLeft: UInt32 = 0
  private(set) var freeRight: UInt32 = 0
  /// By the features' numbers.
  let features = UnsafeMutablePointer<Float>.allocate(capacity: NameFeature.count)
  private(set) var qualifiers: UInt8 = 0
  private var sameLetters = false

  private struct Link {
    var value: Float
    var likeness: Float
    var kind: MeetingKind
    var left: UInt8
    var right: UInt8
  }
  private let links = UnsafeMutablePointer<Link>.allocate(capacity: 256)
  private let leftRun = UnsafeMutablePointer<UInt8>.allocate(capacity: 64)
  private let rightRun = UnsafeMutablePointer<UInt8>.allocate(capacity: 64)

  init(kind: NameKind, for purpose: ScoreModel.Purpose = .search) {
    isPerson = kind == .person
    model = ScoreModel.of(kind, for: purpose)
    leftRun.initialize(repeating: 0, count: 64)
    rightRun.initialize(repeating: 0, count: 64)
    features.initialize(repeating: 0, count: NameFeature.count)
  }

  deinit {
    links.deallocate()
    leftRun.deallocate()
    rightRun.deallocate()
    features.deallocate()
  }

  /// The calibrated probability that both names name the same; the same whichever comes first.
  func score(_ a: NameView, _ b: NameView) -> Float {
    // One order, so that ties fall alike.
    let swapped = a.record.key > b.record.key
    if swapped { compare(b, a) } else { compare(a, b) }
    if swapped {
      for index in 0..<meetings.count {
        let meeting = meetings[index]
        meetings[index].left = meeting.right
        meetings[index].right = meeting.left
      }
      (freeLeft, freeRight) = (freeRight, freeLeft)
    }
    return model.probability(features, qualifiers: qualifiers) * (1 - Self.formShare * (1 - formsAlike(a.record, b.record)))
  }

  /// Legal forms never drive the score: of two names that are alike in all else, the one with the same form ranks first.
  static let formShare: Float = 0.012

  /// 1 for forms written with the same words, less for others; names without a form are in between.
  @inline(__always) private func formsAlike(_ a: NameRecord, _ b: NameRecord) -> Float {
    let all = (a.formWords | b.formWords).nonzeroBitCount
    if all == 0 { return 1 }
    let shared = Float((a.formWords & b.formWords).nonzeroBitCount) / Float(all)
    if a.formWords == 0 || b.formWords == 0 { return 0.4 }
    return a.forms == b.forms && a.forms != FormTrie.none ? max(shared, 0.8) : shared
  }

  private func compare(_ a: NameView, _ b: NameView) {
    meetings.truncate(to: 0)
    guard a.count > 0, b.count > 0 else {
      freeLeft = 0
      freeRight = 0
      qualifiers = 0
      for index in 0..<NameFeature.count { features[index] = 0 }
      return
    }
    freeLeft = mask(a.count)
    freeRight = mask(b.count)
    sameLetters =
      (a.record.joined != 0 && a.record.joined == b.record.joined)
      || (a.record.joinedWhole != 0 && a.record.joinedWhole == b.record.joinedWhole)
    meetSame(a, b)
    if sameLetters, freeLeft | freeRight != 0 { meetSpaced(a, b) }
    if freeLeft != 0 && freeRight != 0 {
      meetAlike(a, b)
      if freeLeft != 0 && freeRight != 0 {
        meetJoined(a, b)
        if !isPerson, freeLeft != 0, freeRight != 0 {
          meetInitials(a, b, acronymIsLeft: true)
          meetInitials(b, a, acronymIsLeft: false)
        }
      }
    }
    measure(a, b)
  }

  @inline(__always) private func mask(_ count: Int) -> UInt32 { count >= 32 ? .max : (1 << UInt32(count)) &- 1 }

  @inline(__always) private func take(
    _ left: UInt32, _ right: UInt32, _ likeness: Float, _ weight: Float, _ kind: MeetingKind
  ) {
    meetings.append(Meeting(left: left, right: right, likeness: likeness, weight: weight, kind: kind))
    freeLeft &= ~left
    freeRight &= ~right
  }

  /// The lighter side counts: a misspelt word is unknown to the list and would weigh too much.
  private func meetSame(_ a: NameView, _ b: NameView) {
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
  private func meetSpaced(_ a: NameView, _ b: NameView) {
    if freeLeft != 0, freeRight != 0 {
      take(freeLeft, freeRight, 0.98, max(0.1, min(weight(a, freeLeft), weight(b, freeRight))), .spacing)
    }
    freeLeft = 0
    freeRight = 0
  }

  private func meetAlike(_ a: NameView, _ b: NameView) {
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
  private func meetJoined(_ a: NameView, _ b: NameView) {
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

  private func weight(_ name: NameView, _ bits: UInt32) -> Float {
    var total: Float = 0
    var rest = bits
    while rest != 0 {
      total += name.weight(rest.trailingZeroBitCount)
      rest &= rest - 1
    }
    return total
  }

  /// The free neighbours of `parts` whose sounds run together are the sound of a word; one letter may slip in long ones.
  private func cut(_ whole: NameView, _ place: Int, _ parts: NameView, _ free: UInt32) -> UInt32? {
    let word = whole.words[whole.place(place)]
    let length = Int(word.length)
    guard length >= 5 else { return nil }
    for start in 0..<parts.count - 1 {
      guard free & 3 << UInt32(start) == 3 << UInt32(start) else { continue }
      var total = 0
      for count in 1...3 {
        let index = start + count - 1
        guard index < parts.count, free & 1 << UInt32(index) != 0 else { break }
        let part = parts.words[parts.place(index)]
        guard total + Int(part.length) <= 60 else { break }
        for offset in 0..<Int(part.length) {
          let code = parts.sounds[Int(part.start) + offset]
          if code < 26, total > 0, rightRun[total - 1] == code { continue }
          rightRun[total] = code
          total += 1
        }
        if count > 1, abs(total - length) <= 1 {
          let distance = EditBits.distance(whole.sounds + Int(word.start), length, rightRun, total)
          if distance == 0 || (distance == 1 && length >= 8) {
            return ((1 << UInt32(count)) &- 1) << UInt32(start)
          }
        }
        if total > length + 1 { break }
      }
    }
    return nil
  }

  // MARK: initials

  private func meetInitials(_ short: NameView, _ long: NameView, acronymIsLeft: Bool) {
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

  // MARK: features

  private struct Side {
    var unmet: Float = 0
    var telling: Float = 0
    var generic: Float = 0
    var place: Float = 0
    var number = false
    var hasTelling = false
  }

  @inline(__always) private func unmet(_ free: UInt32, of name: NameView) -> Side {
    var side = Side()
    var rest = free
    while rest != 0 {
      let index = rest.trailingZeroBitCount
      rest &= rest - 1
      let token = name.tokens[index]
      let word = Token.word(token)
      var weight = name.weights[word]
      switch name.words[word].wordKind {
      case .plain:
        // COMPAQY: what is left of a legal form says nothing.
        if token & Token.likeForm != 0 { weight *= name.words[word].length < 6 ? 0.35 : 0.1 }
        side.telling = max(side.telling, weight)
      case .number: side.number = true
      case .place: side.place += weight
      default: side.generic += weight
      }
      side.unmet += weight
    }
    return side
  }

  private func measure(_ a: NameView, _ b: NameView) {
    let left = unmet(freeLeft, of: a)
    let right = unmet(freeRight, of: b)
    var met: Float = 0
    var whole: Float = 0
    var telling: Float = 0
    var tellingCount = 0
    var tellingWhole: Float = 0
    var slips: Float = 0
    var loose: Float = 0
    var longest = 0
    var shortSlip: Float = 0
    var acronym: Float = 0
    var acronymWeight: Float = 0
    var spaced: Float = 0
    let headLeft = head(a)
    let headRight = head(b)
    var headsMet: Float = 0
    for index in 0..<meetings.count {
      let meeting = meetings[index]
      met += meeting.weight * meeting.likeness
      whole += meeting.weight
      let i = meeting.left.trailingZeroBitCount
      let j = meeting.right.trailingZeroBitCount
      let x = a.words[a.place(i)]
      let y = b.words[b.place(j)]
      let tells = x.kind == WordKind.plain.rawValue || y.kind == WordKind.plain.rawValue
      if meeting.left & headLeft != 0, meeting.right & headRight != 0 { headsMet = meeting.likeness }
      switch meeting.kind {
      case .acronym:
        acronymWeight += meeting.weight
        acronym = Float(max(meeting.left.nonzeroBitCount, meeting.right.nonzeroBitCount) - 1) / 5
        headsMet = max(headsMet, 0.5)
      case .spacing:
        spaced = 1
        longest = max(longest, Int(max(x.length, y.length)))
      case .typo:
        slips += meeting.weight * (1 - meeting.likeness)
        if min(x.length, y.length) <= 5, tells { shortSlip = 1 }
      case .translated, .stem, .initial: loose += meeting.weight
      default: break
      }
      if tells {
        tellingCount += 1
        telling += meeting.weight * meeting.likeness
        tellingWhole += meeting.weight
        if meeting.kind != .acronym { longest = max(longest, Int(min(x.length, y.length))) }
      }
    }
    let all = 2 * whole + left.unmet + right.unmet
    let lesser = whole + min(left.unmet, right.unmet)
    set(.bias, 1)
    set(.shared, all > 0 ? 2 * met / all : 0)
    set(.covered, lesser > 0 ? met / lesser : 0)
    set(.evidence, min(telling, 1.5) / 1.5)
    let conflict = min(left.telling, right.telling)
    set(.conflict, conflict)
    set(.extra, max(left.telling, right.telling) - conflict)
    let (leftGeneric, rightGeneric) = (min(1, left.generic * 3), min(1, right.generic * 3))
    set(.genericConflict, min(leftGeneric, rightGeneric))
    set(.genericExtra, abs(leftGeneric - rightGeneric))
    let (leftPlace, rightPlace) = (min(1, left.place * 3), min(1, right.place * 3))
    set(.placeConflict, min(leftPlace, rightPlace))
    set(.placeExtra, abs(leftPlace - rightPlace))
    let isComplete = withoutForms(freeLeft, a) | withoutForms(freeRight, b) == 0
    set(.complete, isComplete ? max(0, 1 - 3 * (whole > 0 ? slips / whole : 0)) : 0)
    set(.close, max(0, (all > 0 ? 2 * met / all : 0) - 0.7) / 0.3)
    set(.slips, whole > 0 ? slips / whole : 0)
    set(.shortSlip, shortSlip)
    set(.numberExtra, left.number != right.number ? 1 : 0)
    set(.letters, sameLetters ? 1 : lettersAlike(a, b))
    set(.spacing, sameLetters && (freeLeft | freeRight != 0 || spaced > 0) ? 1 : 0)
    set(.acronym, acronym)
    set(.nothingTelling, tellingWhole == 0 && acronym == 0 && !sameLetters ? 1 : 0)
    set(.head, headsMet)
    set(.longest, Float(min(longest, 10)) / 10)
    set(.loose, whole > 0 ? loose / whole : 0)
    set(.sole, tellingCount == 1 && !isComplete ? 1 : 0)
    qualifiers = 0
    if left.number != right.number { qualify(.oneNumber) }
    if left.number && right.number { qualify(.numbers) }
    if min(leftGeneric, rightGeneric) > 0.3 || min(leftPlace, rightPlace) > 0.3 { qualify(.trades) }
    if acronym > 0, tellingWhole <= acronymWeight { qualify(.initials) }
    if (a.record.flags ^ b.record.flags) & NameRecord.isTrader != 0 { qualify(.trader) }
    if !FormTrie.fit(a.record.forms, b.record.forms) { qualify(.forms) }
    if a.record.country != 0, b.record.country != 0 {
      qualify(a.record.country == b.record.country ? .sameCountry : .countries)
    }
  }

  /// Without what is left of misspelt legal forms.
  @inline(__always) private func withoutForms(_ free: UInt32, _ name: NameView) -> UInt32 {
    var bits = free
    var rest = free
    while rest != 0 {
      let index = rest.trailingZeroBitCount
      rest &= rest - 1
      if name.tokens[index] & Token.likeForm != 0 { bits &= ~(1 << UInt32(index)) }
    }
    return bits
  }

  @inline(__always) private func set(_ feature: NameFeature, _ value: Float) { features[feature.rawValue] = value }
  @inline(__always) private func qualify(_ qualifier: NameQualifier) { qualifiers |= 1 << UInt8(qualifier.rawValue) }

  /// The first telling word, or the first of all.
  @inline(__always) private func head(_ name: NameView) -> UInt32 {
    for index in 0..<name.count where name.words[name.place(index)].kind == WordKind.plain.rawValue {
      return 1 << UInt32(index)
    }
    return 1
  }

  private func lettersAlike(_ a: NameView, _ b: NameView) -> Float {
    let m = run(a, without: freeLeft, into: leftRun)
    let n = run(b, without: freeRight, into: rightRun)
    let (least, most) = (min(m, n), max(m, n))
    guard most > 0, Float(least) / Float(most) > 0.6 else { return 0 }
    let alike = 1 - Float(EditBits.distance(leftRun, m, rightRun, n)) / Float(most)
    return max(0, (alike - 0.6) / 0.4)
  }

  @inline(__always) private func run(_ name: NameView, without free: UInt32, into buffer: UnsafeMutablePointer<UInt8>) -> Int {
    var count = 0
    for index in 0..<name.count where free & ((name.tokens[index] >> 31) << UInt32(index)) == 0 {
      let word = name.words[name.place(index)]
      let sound = name.sounds + Int(word.start)
      for offset in 0..<Int(word.length) {
        let code = sound[offset]
        if code < 26, count > 0, buffer[count - 1] == code { continue }
        guard count < 64 else { return count }
        buffer[count] = code
        count += 1
      }
    }
    return count
  }
}
