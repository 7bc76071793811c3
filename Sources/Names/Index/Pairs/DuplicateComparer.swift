// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Compares names of one list for being duplicates: one a thread.
final class DuplicateComparer {
  private let core: IndexCore
  private let crowds: Crowds
  private let comparer: NameComparer
  private let model: DuplicateModel?

  init(_ core: IndexCore, _ crowds: Crowds) {
    self.core = core
    self.crowds = crowds
    comparer = NameComparer(kind: core.kind)
    model = core.kind == .organisation ? .standard : nil
  }

  /// The log-odds before the list's own share of duplicates is taken into account (``ListPrior``).
  func logOdds(_ a: Int, _ b: Int) -> Float {
    let (x, y) = (core.view(a), core.view(b))
    let score = comparer.score(x, y)
    guard let model else { return Self.logOdds(score) }
    guard x.record.count > 0, y.record.count > 0 else { return -Self.most }
    let sum = model.logOdds(comparer.features, qualifiers: comparer.qualifiers, extra(a, b))
    return min(Self.most, max(-Self.most, sum))
  }

  /// For fitting: features, qualifiers (1 where one applies) and what depends on the list.
  func terms(_ a: Int, _ b: Int) -> [Float] {
    let logOdds = logOdds(a, b)
    let extra = extra(a, b)
    return (0..<NameFeature.count).map { comparer.features[$0] }
      + NameQualifier.allCases.map { comparer.qualifiers & 1 << UInt8($0.rawValue) == 0 ? 0 : 1 }
      + DuplicateModel.Extra.allCases.map { extra[$0.rawValue] } + [1 / (1 + exp(-logOdds))]
  }

  /// Of the pair that was compared last.
  private func extra(_ a: Int, _ b: Int) -> DuplicateModel.Extras {
    let (p, q) = (crowds.logs.base[a], crowds.logs.base[b])
    let (x, y) = (core.names.base + a, core.names.base + b)
    let apart = Self.formsApart(x.pointee, y.pointee)
    let sameWords: Float = x.pointee.unordered == y.pointee.unordered && x.pointee.formWords == y.pointee.formWords ? 1 : 0
    let sameLetters: Float = x.pointee.joinedWhole == y.pointee.joinedWhole ? 1 : 0
    let sharedLetters = comparer.features[NameFeature.shared.rawValue] * comparer.features[NameFeature.letters.rawValue]
    let met = met(core.view(a), core.view(b))
    return [
      apart, min(p, q), apart * max(p, q), sameWords, sameLetters, sameWords * min(p, q), sharedLetters, met.chance,
      met.countryChance, met.knownSlip, met.slipCount, met.otherOrder, met.leastLeft, met.mostLeft, met.words, met.stateless,
    ]
  }

  struct Met {
    var chance: Float = 0, countryChance: Float = 0, knownSlip: Float = 0, slipCount: Float = 0, otherOrder: Float = 0
    var leastLeft: Float = 0, mostLeft: Float = 0, words: Float = 0, stateless: Float = 0
  }

  private func met(_ x: NameView, _ y: NameView) -> Met {
    var met = Met()
    let all = crowds.logNames
    func says(_ bits: UInt32, _ name: NameView) -> Float {
      var rest = bits
      var sum: Float = 0
      while rest != 0 {
        sum += all - crowds.logCounts.base[Int(core.unitOfWord.base[name.place(rest.trailingZeroBitCount)])]
        rest &= rest &- 1
      }
      return sum
    }
    var sum: Float = 0
    var places: UInt32 = 0
    for index in 0..<comparer.meetingCount {
      let meeting = comparer.meetings[index]
      let (l, r) = (says(meeting.left, x), says(meeting.right, y))
      sum += min(l, r)
      if meeting.kind == .typo {
        met.slipCount += 0.5
        met.knownSlip = max(met.knownSlip, (all - max(l, r)) / 5)
      }
      let place = UInt32(1) << UInt32(meeting.right.trailingZeroBitCount)
      _ = place
      for before in 0..<index {
        let other = comparer.meetings[before]
        let a = meeting.left.trailingZeroBitCount < other.left.trailingZeroBitCount
        let b = meeting.right.trailingZeroBitCount < other.right.trailingZeroBitCount
        if a != b { met.otherOrder = 1 }
      }
      places |= place
    }
    met.chance = min(1.5, max(-1, (sum - all) / 10))
    let (c, d) = (x.record.country, y.record.country)
    if c != 0, c == d { met.countryChance = (all - crowds.countryLogs[Int(c)]) / 10 }
    met.stateless = (c == 0) != (d == 0) ? 1 : 0
    let (l, r) = (says(comparer.freeLeft, x), says(comparer.freeRight, y))
    met.leastLeft = min(2, min(l, r) / 10)
    met.mostLeft = min(2, max(l, r) / 10)
    met.words = Float(min(8, min(x.count, y.count))) / 8
    return met
  }

  private static func formsApart(_ a: NameRecord, _ b: NameRecord) -> Float {
    let all = (a.formWords | b.formWords).nonzeroBitCount
    if all == 0 { return 0 }
    if a.formWords == 0 || b.formWords == 0 { return 0.6 }
    let apart = 1 - Float((a.formWords & b.formWords).nonzeroBitCount) / Float(all)
    // One form in two languages.
    return a.forms == b.forms && a.forms != FormTrie.none ? min(apart, 0.5) : apart
  }

  static let most: Float = 14

  private static func logOdds(_ score: Float) -> Float {
    let p = min(max(score, 1e-6), 1 - 1e-6)
    return log(p / (1 - p))
  }
}

/// How many differently written names of a list are made of the same words in any order, legal forms aside; as a logarithm,
/// by name.
final class Crowds: Sendable {
  let logs: Grow<Float>
  let logCounts: Grow<Float>
  let countryLogs: [Float]
  let logNames: Float

  init(_ core: IndexCore, _ alike: AlikeNames) {
    var counts: [UInt32: Int32] = [:]
    counts.reserveCapacity(alike.count)
    for group in 0..<alike.count { counts[core.names.base[alike.first(group)].unordered, default: 0] += 1 }
    let logs = Grow<Float>(repeating: 0, count: core.count)
    for name in 0..<core.count where core.names.base[name].count > 0 {
      logs.base[name] = Float(log(Double(counts[core.names.base[name].unordered] ?? 1)))
    }
    self.logs = logs
    logNames = Float(log(Double(max(2, core.count))))
    let units = core.unitKeys.count
    logCounts = Grow<Float>(repeating: 0, count: units)
    for unit in 0..<units { logCounts.base[unit] = Float(log(Double(max(1, core.postings.count(unit))))) }
    var countries = [Int](repeating: 0, count: core.countries.count + 1)
    for name in 0..<core.count { countries[Int(core.names.base[name].country)] += 1 }
    countryLogs = countries.map { Float(log(Double(max(1, $0)))) }
  }
}
