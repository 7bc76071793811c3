// SPDX-License-Identifier: Apache-2.0

/// What the features come to once the words have met.
extension NameComparer {
  struct Side {
    var unmet: Float = 0
    var telling: Float = 0
    var generic: Float = 0
    var place: Float = 0
    var number = false
    var hasTelling = false
  }

  @inline(__always) func unmet(_ free: UInt32, of name: NameView) -> Side {
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

  func measure(_ a: NameView, _ b: NameView) {
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
  @inline(__always) func withoutForms(_ free: UInt32, _ name: NameView) -> UInt32 {
    var bits = free
    var rest = free
    while rest != 0 {
      let index = rest.trailingZeroBitCount
      rest &= rest - 1
      if name.tokens[index] & Token.likeForm != 0 { bits &= ~(1 << UInt32(index)) }
    }
    return bits
  }

  @inline(__always) func set(_ feature: NameFeature, _ value: Float) { features[feature.rawValue] = value }
  @inline(__always) func qualify(_ qualifier: NameQualifier) { qualifiers |= 1 << UInt8(qualifier.rawValue) }

  /// The first telling word, or the first of all.
  @inline(__always) func head(_ name: NameView) -> UInt32 {
    for index in 0..<name.count where name.words[name.place(index)].kind == WordKind.plain.rawValue {
      return 1 << UInt32(index)
    }
    return 1
  }

  func lettersAlike(_ a: NameView, _ b: NameView) -> Float {
    // Each letter that only one side has costs half a slip at least.
    let (longest, differing) = letterBounds(a, b)
    guard differing * 5 <= longest * 4 else { return 0 }
    let m = run(a, without: freeLeft, into: leftRun)
    let n = run(b, without: freeRight, into: rightRun)
    let (least, most) = (min(m, n), max(m, n))
    guard most > 0, Float(least) / Float(most) > 0.6 else { return 0 }
    let alike = 1 - Float(EditBits.distance(leftRun, m, rightRun, n)) / Float(most)
    return max(0, (alike - 0.6) / 0.4)
  }

  @inline(__always) func letterBounds(_ a: NameView, _ b: NameView) -> (longest: Int, differing: Int) {
    var (left, right) = (0 as UInt64, 0 as UInt64)
    var (m, n) = (0, 0)
    for index in 0..<a.count {
      let word = a.words + a.place(index)
      left |= word.pointee.letters
      m += Int(word.pointee.length)
    }
    for index in 0..<b.count {
      let word = b.words + b.place(index)
      right |= word.pointee.letters
      n += Int(word.pointee.length)
    }
    return (max(m, n), (left ^ right).nonzeroBitCount)
  }

  @inline(__always) func run(_ name: NameView, without free: UInt32, into buffer: UnsafeMutablePointer<UInt8>) -> Int {
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
