// SPDX-License-Identifier: Apache-2.0

/// Lets the words of two names meet, and reads the features off what met. Holds memory of its own for that: one a thread.
final class NameComparer {
  let isPerson: Bool
  let model: ScoreModel
  /// Of the comparison made last; left and right are those of the call.
  var meetings = Grow<Meeting>(capacity: 64)
  var freeLeft: UInt32 = 0
  var freeRight: UInt32 = 0
  /// By the features' numbers.
  let features = UnsafeMutablePointer<Float>.allocate(capacity: NameFeature.count)
  var qualifiers: UInt8 = 0
  var sameLetters = false
  var formFactor: Float = 1

  struct Link {
    var value: Float
    var likeness: Float
    var kind: MeetingKind
    var left: UInt8
    var right: UInt8
  }
  let links = UnsafeMutablePointer<Link>.allocate(capacity: 256)
  let leftRun = UnsafeMutablePointer<UInt8>.allocate(capacity: 64)
  let rightRun = UnsafeMutablePointer<UInt8>.allocate(capacity: 64)

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
    formFactor = 1 - Self.formShare * (1 - formsAlike(a.record, b.record))
    return model.probability(features, qualifiers: qualifiers) * formFactor
  }

  /// Legal forms never drive the score: of two names that are alike in all else, the one with the same form ranks first.
  static let formShare: Float = 0.012

  /// 1 for forms written with the same words, less for others; names without a form are in between.
  @inline(__always) func formsAlike(_ a: NameRecord, _ b: NameRecord) -> Float {
    let all = (a.formWords | b.formWords).nonzeroBitCount
    if all == 0 { return 1 }
    let shared = Float((a.formWords & b.formWords).nonzeroBitCount) / Float(all)
    if a.formWords == 0 || b.formWords == 0 { return 0.4 }
    return a.forms == b.forms && a.forms != FormTrie.none ? max(shared, 0.8) : shared
  }

  func compare(_ a: NameView, _ b: NameView) {
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

  @inline(__always) func mask(_ count: Int) -> UInt32 { count >= 32 ? .max : (1 << UInt32(count)) &- 1 }

  @inline(__always) func take(
    _ left: UInt32, _ right: UInt32, _ likeness: Float, _ weight: Float, _ kind: MeetingKind
  ) {
    meetings.append(Meeting(left: left, right: right, likeness: likeness, weight: weight, kind: kind))
    freeLeft &= ~left
    freeRight &= ~right
  }
}
