// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Compares names of one list for being duplicates: one a thread.
final class DuplicateComparer {
  let core: IndexCore
  let counts: ListCounts
  let comparer: NameComparer
  private let model: DuplicateModel?
  /// The terms of the pair at hand.
  let row = UnsafeMutablePointer<Float>.allocate(capacity: DuplicateTerm.rowCount)

  static let most: Float = 14

  init(_ core: IndexCore, _ counts: ListCounts) {
    self.core = core
    self.counts = counts
    comparer = NameComparer(kind: core.kind)
    model = core.kind == .organisation ? .standard : nil
    row.initialize(repeating: 0, count: DuplicateTerm.rowCount)
  }

  deinit { row.deallocate() }

  /// The log-odds before the list's own share of duplicates is taken into account (``ListPrior``).
  func logOdds(_ a: Int, _ b: Int) -> Float {
    let (x, y) = (core.view(a), core.view(b))
    let score = comparer.score(x, y)
    guard let model else { return Self.logOdds(score) }
    guard x.record.count > 0, y.record.count > 0 else { return -Self.most }
    fill(a, b, x, y)
    // Most pairs are strangers, whatever the words say that met.
    (row + DuplicateTerm.meetingStart).update(repeating: 0, count: DuplicateTerm.rowCount - DuplicateTerm.meetingStart)
    let sum = model.sum(row)
    guard sum + model.mostOfMeetings >= DuplicateModel.least else { return max(-Self.most, sum) }
    fillMet(x, y)
    return min(Self.most, max(-Self.most, model.logOdds(row)))
  }

  /// For fitting, in the order of ``DuplicateTerm/names``.
  func terms(_ a: Int, _ b: Int) -> [Float] {
    _ = comparer.score(core.view(a), core.view(b))
    fill(a, b, core.view(a), core.view(b))
    fillMet(core.view(a), core.view(b))
    return (0..<DuplicateTerm.rowCount).map { row[$0] }
  }

  /// What speaks most for the pair and what most against it, in words, of the terms that it has; none where names are compared
  /// as persons'.
  func reasons(_ a: Int, _ b: Int) -> (forIt: String?, against: String?) {
    guard let model else { return (nil, nil) }
    _ = terms(a, b)
    let contributions = model.contributions(row).terms
    var most: Int?
    var least: Int?
    for place in contributions.indices.dropFirst() where row[place] != 0 {
      let value = contributions[place]
      if value > 0.5, model.sign(of: place) >= 0, value > (most.map { contributions[$0] } ?? 0) { most = place }
      if value < -0.5, model.sign(of: place) <= 0, value < (least.map { contributions[$0] } ?? 0) { least = place }
    }
    return (most.map { DuplicateTerm.meanings[$0] }, least.map { DuplicateTerm.meanings[$0] })
  }

  /// Of the pair that was compared last.
  private func fill(_ a: Int, _ b: Int, _ x: NameView, _ y: NameView) {
    for place in 0..<NameFeature.count { row[place] = comparer.features[place] }
    for place in 0..<NameQualifier.allCases.count {
      row[DuplicateTerm.qualifierStart + place] = comparer.qualifiers & 1 << UInt8(place) == 0 ? 0 : 1
    }
    let (p, q) = (counts.crowds.base[a], counts.crowds.base[b])
    let (left, right) = (x.record, y.record)
    let apart = Self.formsApart(left, right)
    set(.formsApart, apart)
    set(.crowd, min(p, q))
    set(.formsInCrowd, apart * max(p, q))
    set(.sameWords, left.unordered == right.unordered && left.formWords == right.formWords ? 1 : 0)
    set(.sameLetters, left.joinedWhole == right.joinedWhole ? 1 : 0)
    let isSame = left.country != 0 && left.country == right.country
    set(.countryChance, isSame ? (counts.names - counts.countries.base[Int(left.country)]) / 10 : 0)
    set(.stateless, (left.country == 0) != (right.country == 0) ? 1 : 0)
    set(.words, Float(min(8, min(x.count, y.count))) / 8)
  }

  private func fillMet(_ x: NameView, _ y: NameView) {
    var (sum, known, slips): (Float, Float, Float) = (0, 0, 0)
    var inOrder = true
    comparer.turnBack()
    let meetings = comparer.meetings
    for index in 0..<comparer.meetingCount {
      let meeting = meetings[index]
      let (l, r) = (says(meeting.left, x), says(meeting.right, y))
      sum += min(l, r)
      if meeting.kind == .typo {
        slips += 0.5
        known = max(known, min(rarest(meeting.left, x), rarest(meeting.right, y)) / 5)
      }
      guard inOrder else { continue }
      for before in 0..<index
      where (meetings[before].left < meeting.left) != (meetings[before].right < meeting.right) { inOrder = false }
    }
    set(.chance, min(DuplicateTerm.mostChance, max(-1, (sum - counts.names) / 10)))
    set(.knownSlip, known)
    set(.slipCount, slips)
    set(.otherOrder, inOrder ? 0 : 1)
    let (l, r) = (says(comparer.freeLeft, x), says(comparer.freeRight, y))
    set(.leastLeft, min(2, min(l, r) / 10))
    set(.mostLeft, min(2, max(l, r) / 10))
  }

  /// How often the rarest of these words occurs in the list (log).
  private func rarest(_ words: UInt32, _ name: NameView) -> Float {
    var rest = words
    var least = Float.infinity
    while rest != 0 {
      least = min(least, counts.units.base[Int(core.unitOfWord.base[name.place(rest.trailingZeroBitCount)])])
      rest &= rest &- 1
    }
    return least
  }

  /// Minus the logs of the shares of names that hold these words, summed up.
  @inline(__always) private func says(_ words: UInt32, _ name: NameView) -> Float {
    var rest = words
    var sum: Float = 0
    while rest != 0 {
      sum += counts.says.base[Int(core.unitOfWord.base[name.place(rest.trailingZeroBitCount)])]
      rest &= rest &- 1
    }
    return sum
  }

  @inline(__always) private func set(_ term: DuplicateTerm, _ value: Float) {
    row[DuplicateTerm.start + term.rawValue] = value
  }

  private static func formsApart(_ a: NameRecord, _ b: NameRecord) -> Float {
    let all = (a.formWords | b.formWords).nonzeroBitCount
    if all == 0 { return 0 }
    if a.formWords == 0 || b.formWords == 0 { return 0.6 }
    let apart = 1 - Float((a.formWords & b.formWords).nonzeroBitCount) / Float(all)
    // One form in two languages.
    return a.forms == b.forms && a.forms != FormTrie.none ? min(apart, 0.5) : apart
  }

  private static func logOdds(_ score: Float) -> Float {
    let p = min(max(score, 1e-6), 1 - 1e-6)
    return log(p / (1 - p))
  }
}
