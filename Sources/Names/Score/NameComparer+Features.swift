// SPDX-License-Identifier: Apache-2.0

/// What the features come to once the words have met.
extension NameComparer {
  /// What the words of a name weigh that met nothing.
  struct Side {
    /// All of them, places, trades, and the heaviest that tells.
    var weights = SIMD4<Float>()
    var number = false
    @inline(__always) var unmet: Float { weights[0] }
    @inline(__always) var place: Float { weights[1] }
    @inline(__always) var generic: Float { weights[2] }
    @inline(__always) var telling: Float { weights[3] }
  }

  /// By a word's kind to which of these it counts. Which kind a word is can't be foreseen, so all are made, with nothing to add to most.
  nonisolated(unsafe) static let sides: UnsafePointer<SIMD4<UInt32>> = {
    let sides = UnsafeMutablePointer<SIMD4<UInt32>>.allocate(capacity: 8)
    sides.initialize(repeating: SIMD4(.max, 0, .max, 0), count: 8)
    sides[Int(WordKind.plain.rawValue)] = SIMD4(.max, 0, 0, .max)
    sides[Int(WordKind.place.rawValue)] = SIMD4(.max, .max, 0, 0)
    sides[Int(WordKind.number.rawValue)] = SIMD4(.max, 0, 0, 0)
    return UnsafePointer(sides)
  }()

  @inline(__always) func unmet(_ free: UInt32, of name: WordRow) -> Side {
    var sums = SIMD4<Float>()
    var most = SIMD4<Float>()
    let slipped = free & name.likeForm & name.plain
    var rest = free
    while rest != 0 {
      let index = rest.trailingZeroBitCount
      rest &= rest &- 1
      let word = name.words[index]
      var weight = word.pointee.weight
      // COMPAQY: what is left of a legal form says nothing.
      if slipped != 0, slipped &>> UInt32(truncatingIfNeeded: index) & 1 != 0 { weight *= word.pointee.length < 6 ? 0.35 : 0.1 }
      let bits = SIMD4<UInt32>(repeating: weight.bitPattern) & sides[Int(word.pointee.kind & 7)]
      let part = unsafeBitCast(bits, to: SIMD4<Float>.self)
      sums += part
      most.replace(with: part, where: part .> most)
    }
    sums[3] = most[3]
    return Side(weights: sums, number: free & name.numbers != 0)
  }

  func measure(_ first: Row, _ second: Row) {
    let (a, b) = (first.pointee, second.pointee)
    let (p, q) = (a.record, b.record)
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
    for index in 0..<meetingCount {
      let meeting = meetings[index]
      met += meeting.weight * meeting.likeness
      whole += meeting.weight
      let i = meeting.left.trailingZeroBitCount
      let j = meeting.right.trailingZeroBitCount
      let x = a.words[i]
      let y = b.words[j]
      let tells = (a.plain &>> UInt32(i) | b.plain &>> UInt32(j)) & 1 != 0
      if meeting.left & headLeft != 0, meeting.right & headRight != 0 { headsMet = meeting.likeness }
      switch meeting.kind {
      case .acronym:
        acronymWeight += meeting.weight
        acronym = Float(max(meeting.left.nonzeroBitCount, meeting.right.nonzeroBitCount) - 1) / 5
        headsMet = max(headsMet, 0.5)
      case .spacing:
        spaced = 1
        longest = max(longest, Int(max(x.pointee.length, y.pointee.length)))
      case .typo:
        slips += meeting.weight * (1 - meeting.likeness)
        if min(x.pointee.length, y.pointee.length) <= 5, tells { shortSlip = 1 }
      case .translated, .stem, .initial: loose += meeting.weight
      default: break
      }
      if tells {
        tellingCount += 1
        telling += meeting.weight * meeting.likeness
        tellingWhole += meeting.weight
        if meeting.kind != .acronym { longest = max(longest, Int(min(x.pointee.length, y.pointee.length))) }
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
    let isComplete = (freeLeft & ~a.likeForm) | (freeRight & ~b.likeForm) == 0
    set(.complete, isComplete ? max(0, 1 - 3 * (whole > 0 ? slips / whole : 0)) : 0)
    set(.close, max(0, (all > 0 ? 2 * met / all : 0) - 0.7) / 0.3)
    set(.slips, whole > 0 ? slips / whole : 0)
    set(.shortSlip, shortSlip)
    set(.numberExtra, left.number != right.number ? 1 : 0)
    set(.spacing, sameLetters && (freeLeft | freeRight != 0 || spaced > 0) ? 1 : 0)
    set(.acronym, acronym)
    set(.nothingTelling, tellingWhole == 0 && acronym == 0 && !sameLetters ? 1 : 0)
    set(.head, headsMet)
    set(.longest, Float(min(longest, 10)) / 10)
    set(.loose, whole > 0 ? loose / whole : 0)
    set(.landExtra, (freeLeft & a.lands != 0) != (freeRight & b.lands != 0) ? 1 : 0)
    set(.sole, tellingCount == 1 && !isComplete ? 1 : 0)
    qualifiers = 0
    if left.number != right.number { qualify(.oneNumber) }
    if left.number && right.number { qualify(.numbers) }
    if min(leftGeneric, rightGeneric) > 0.3 || min(leftPlace, rightPlace) > 0.3 { qualify(.trades) }
    if acronym > 0, tellingWhole <= acronymWeight { qualify(.initials) }
    if (p.pointee.flags ^ q.pointee.flags) & NameRecord.isTrader != 0 { qualify(.trader) }
    if p.pointee.forms != q.pointee.forms, !FormTrie.fit(p.pointee.forms, q.pointee.forms) { qualify(.forms) }
    if p.pointee.country != 0, q.pointee.country != 0 {
      qualify(p.pointee.country == q.pointee.country ? .sameCountry : .countries)
    }
  }

  @inline(__always) func set(_ feature: NameFeature, _ value: Float) { features[feature.rawValue] = value }
  @inline(__always) func qualify(_ qualifier: NameQualifier) { qualifiers |= 1 << UInt8(qualifier.rawValue) }

  /// The first telling word, or the first of all.
  @inline(__always) func head(_ name: WordRow) -> UInt32 { name.plain == 0 ? 1 : name.plain & (~name.plain &+ 1) }

  func lettersAlike(_ a: WordRow, _ b: WordRow) -> Float {
    let (p, q) = (a.record, b.record)
    let (lessLeft, lessRight) = (freeLeft & a.likeForm, freeRight & b.likeForm)
    if lessLeft | lessRight == 0 {
      // By the counts of letters, where no word is left out.
      let most = Int(max(p.pointee.letters.joined, q.pointee.letters.joined))
      guard NameLetters.slips(p.pointee.letters, q.pointee.letters) <= Self.mostSlips(most) else { return 0 }
    }
    // Each letter that only one side has costs half a slip at least.
    let longest = Int(max(p.pointee.letters.total, q.pointee.letters.total))
    guard (p.pointee.letters.mask ^ q.pointee.letters.mask).nonzeroBitCount * 5 <= longest * 4 else { return 0 }
    return runsAlike(a, b, lessLeft, lessRight)
  }

  /// - Parameter lessLeft, lessRight: words that are left out.
  private func runsAlike(_ a: WordRow, _ b: WordRow, _ lessLeft: UInt32, _ lessRight: UInt32) -> Float {
    var (x, m) = (a.run, a.runLength)
    var (y, n) = (b.run, b.runLength)
    if lessLeft != 0 { (x, m) = (UnsafePointer(leftRun), a.run(without: lessLeft, into: leftRun)) }
    if lessRight != 0 { (y, n) = (UnsafePointer(rightRun), b.run(without: lessRight, into: rightRun)) }
    let (least, most) = (min(m, n), max(m, n))
    guard most > 0, least * 5 > most * 3 else { return 0 }
    let distance = EditBits.distance(x, m, y, n, within: Self.mostSlips(most), places)
    let alike = 1 - Float(distance) / Float(most)
    return max(0, (alike - 0.6) / 0.4)
  }

  /// More slips in so many letters leave no likeness.
  @inline(__always) private static func mostSlips(_ letters: Int) -> Int { letters &* 2 / 5 }
}
