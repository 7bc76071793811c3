// SPDX-License-Identifier: Apache-2.0

/// Lets the words of two names meet, and reads the features off what met. Holds memory of its own for that: one a thread.
///
/// Everything that is known of a name or a word by itself was worked out when it was compiled; a comparison allocates
/// nothing, and asks the cheap questions (the same word, lengths, which letters occur) before it counts slips.
final class NameComparer {
  let isPerson: Bool
  private let ownModel: ScoreModel
  /// Of the comparison made last: of persons, or of two natural persons in business, who are named like these.
  private(set) var isPersonal = false
  /// What it was scored by.
  var model: ScoreModel { isPersonal ? .person : ownModel }
  /// Of the comparison made last; left and right are those of the call.
  let meetings = UnsafeMutablePointer<Meeting>.allocate(capacity: NameRecord.mostWords)
  var meetingCount = 0
  var freeLeft: UInt32 = 0
  var freeRight: UInt32 = 0
  /// By the features' numbers.
  let features = UnsafeMutablePointer<Float>.allocate(capacity: NameFeature.count)
  var qualifiers: UInt8 = 0
  var sameLetters = false
  var formFactor: Float = 1

  typealias Row = UnsafePointer<WordRow>

  struct Link: BitwiseCopyable {
    var value: Float
    var likeness: Float
    var kind: MeetingKind
    var left: UInt8
    var right: UInt8
  }
  static let mostLinks = 256
  let links = UnsafeMutablePointer<Link>.allocate(capacity: mostLinks)
  let leftRun = UnsafeMutablePointer<UInt8>.allocate(capacity: WordRow.runCapacity)
  let rightRun = UnsafeMutablePointer<UInt8>.allocate(capacity: WordRow.runCapacity)
  /// For ``EditBits``: all zero between calls.
  let places = UnsafeMutablePointer<UInt64>.allocate(capacity: EditBits.codes)
  private let terms: ScoreTerms
  private let personalTerms = ScoreTerms(.person)
  /// Both names, as the call had them.
  private let rows = UnsafeMutablePointer<WordRow>.allocate(capacity: 2)
  /// By the length of a sound.
  let reaches = WordLengths.reaches
  let sides = NameComparer.sides
  /// Whether what the comparison left has the second name of the call on the left.
  private var isTurned = false

  init(kind: NameKind) {
    isPerson = kind == .person
    ownModel = ScoreModel.of(kind)
    rows.initialize(to: WordRow())
    (rows + 1).initialize(to: WordRow())
    terms = ScoreTerms(ownModel)
    leftRun.initialize(repeating: 0, count: WordRow.runCapacity)
    rightRun.initialize(repeating: 0, count: WordRow.runCapacity)
    places.initialize(repeating: 0, count: EditBits.codes)
    features.initialize(repeating: 0, count: NameFeature.count)
  }

  deinit {
    meetings.deallocate()
    links.deallocate()
    leftRun.deallocate()
    rightRun.deallocate()
    places.deallocate()
    features.deallocate()
    terms.deallocate()
    personalTerms.deallocate()
    rows[0].deallocate()
    rows[1].deallocate()
    rows.deallocate()
  }

  /// The calibrated probability that both names name the same; the same whichever comes first.
  func score(_ a: NameView, _ b: NameView) -> Float {
    meet(a, b)
    measureLetters()
    return probability(a, b)
  }

  /// The same, or 0 where it can't reach the bar.
  func score(_ a: NameView, _ b: NameView, _ bar: ScoreBar) -> Float {
    meet(a, b)
    if !sameLetters, features[0] > 0 {
      set(.letters, 0)
      let sum = (isPersonal ? personalTerms : terms).sum(features)
      if sum < bar.least(qualifiers, isPersonal: isPersonal) { return 0 }
    }
    measureLetters()
    return probability(a, b)
  }

  @inline(__always) private func probability(_ a: NameView, _ b: NameView) -> Float {
    formFactor = 1 - Self.formShare * (1 - formsAlike(a.place, b.place))
    return (isPersonal ? personalTerms : terms).probability(features, qualifiers: qualifiers) * formFactor
  }

  /// Works out everything but the likeness of all letters.
  @inline(__always) private func meet(_ a: NameView, _ b: NameView) {
    rows[0].fill(a)
    rows[1].fill(b)
    // One order, so that ties fall alike.
    isTurned = a.place.pointee.key > b.place.pointee.key
    let (x, y) = (UnsafePointer(rows), UnsafePointer(rows + 1))
    compare(isTurned ? y : x, isTurned ? x : y, isOnePool: a.words == b.words)
  }

  @inline(__always) private func measureLetters() {
    guard features[0] > 0 else { return }
    let (x, y) = (UnsafePointer(rows), UnsafePointer(rows + 1))
    set(.letters, sameLetters ? 1 : isTurned ? lettersAlike(y.pointee, x.pointee) : lettersAlike(x.pointee, y.pointee))
  }

  /// Has what met and what did not as the call had the names: whoever reads the meetings asks for it first, since most
  /// comparisons are only for the score.
  func turnBack() {
    guard isTurned else { return }
    for index in 0..<meetingCount {
      (meetings[index].left, meetings[index].right) = (meetings[index].right, meetings[index].left)
    }
    (freeLeft, freeRight) = (freeRight, freeLeft)
    isTurned = false
  }

  /// Legal forms never drive the score: of two names that are alike in all else, the one with the same form ranks first.
  static let formShare: Float = 0.012

  /// 1 for forms written with the same words, less for others; names without a form are in between.
  @inline(__always) func formsAlike(_ a: UnsafePointer<NameRecord>, _ b: UnsafePointer<NameRecord>) -> Float {
    let (left, right) = (a.pointee.formWords, b.pointee.formWords)
    if left == right { return 1 }
    if left == 0 || right == 0 { return 0.4 }
    let shared = Float((left & right).nonzeroBitCount) / Float((left | right).nonzeroBitCount)
    return a.pointee.forms == b.pointee.forms && a.pointee.forms != FormTrie.none ? max(shared, 0.8) : shared
  }

  private func compare(_ a: Row, _ b: Row, isOnePool: Bool) {
    meetingCount = 0
    let (x, y) = (a.pointee.record, b.pointee.record)
    freeLeft = a.pointee.all
    freeRight = b.pointee.all
    isPersonal = isPerson || x.pointee.flags & y.pointee.flags & NameRecord.isTrader != 0
    guard freeLeft != 0, freeRight != 0 else {
      freeLeft = 0
      freeRight = 0
      qualifiers = 0
      for index in 0..<NameFeature.count { features[index] = 0 }
      return
    }
    sameLetters =
      (x.pointee.joined != 0 && x.pointee.joined == y.pointee.joined)
      || (x.pointee.joinedWhole != 0 && x.pointee.joinedWhole == y.pointee.joinedWhole)
    if isOnePool { meetSame(a, b, isOnePool: true) } else { meetSame(a, b, isOnePool: false) }
    if sameLetters, freeLeft | freeRight != 0 {
      // II and III sound alike, and are not.
      if a.pointee.hasNumber(freeLeft), b.pointee.hasNumber(freeRight) { sameLetters = false } else { meetSpaced(a, b) }
    }
    if freeLeft != 0 && freeRight != 0 {
      meetAlike(a, b)
      if freeLeft != 0 && freeRight != 0 {
        meetJoined(a, b)
        if !isPerson, freeLeft != 0, freeRight != 0 {
          // ИП Иванов И. И., Иванов Иван Иванович
          let isOfTrader = (x.pointee.flags | y.pointee.flags) & NameRecord.isTrader != 0
          if isOfTrader || x.pointee.shortestAcronym <= b.pointee.count { meetInitials(a, b, acronymIsLeft: true, isOfTrader) }
          if isOfTrader || y.pointee.shortestAcronym <= a.pointee.count { meetInitials(b, a, acronymIsLeft: false, isOfTrader) }
        }
      }
    }
    measure(a, b)
  }

  @inline(__always) func take(
    _ left: UInt32, _ right: UInt32, _ likeness: Float, _ weight: Float, _ kind: MeetingKind
  ) {
    meetings[meetingCount] = Meeting(left: left, right: right, likeness: likeness, weight: weight, kind: kind)
    meetingCount &+= 1
    freeLeft &= ~left
    freeRight &= ~right
  }
}
