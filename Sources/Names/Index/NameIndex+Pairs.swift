// SPDX-License-Identifier: Apache-2.0

import Foundation

extension NameIndex {
  /// Of names that are written alike so many are paired in full; the rest with the first of them only, or a thousand
  /// would make half a million pairs.
  package static let pairedInFull = AlikeNames.pairedInFull

  /// All close pairs of the list, `a` < `b`, each once, in order, with the probability that they name the same body twice
  /// (``DuplicateModel``), given how rare duplicates are in this list (``ListPrior``).
  ///
  /// Names written alike (the same words in the same order and the same country; legal forms may be spelled otherwise)
  /// are searched for once: see ``pairedInFull``.
  /// - Parameter neighbours: a name is compared with so many at most, those that promise most.
  package func pairs(threshold: Double = 0.7, width: Int = 2, neighbours: Int = NameIndex.neighbours) -> [NamePair] {
    closePairs(threshold: threshold, width: width, neighbours: neighbours).pairs
  }

  package static let neighbours = 20

  struct Found {
    var a: UInt32
    var b: UInt32
    var logOdds: Float
  }

  /// With the shift of the odds that comes from the list.
  func closePairs(threshold: Double, width: Int, neighbours: Int = NameIndex.neighbours) -> (pairs: [NamePair], shift: Float) {
    let shared = PairFinder.Shared(core, width: width)
    let least = Self.logOdds(threshold)
    // What the shift might still lift above the threshold.
    let kept = least - Float(ListPrior.range.upperBound)
    let lists = Neighbours(shared, most: min(neighbours, PairFinder.mostNeighbours), width: width)
    let ranges = Parallel.ranges(shared.postings.count, blocks: max(1, width) * 64)
    let blocks = Parallel.perform(ranges.count, width: width) { block in
      Self.compare(shared, lists, ranges[block], least: kept)
    }
    var histogram = ListPrior.Histogram()
    for block in blocks { histogram.add(block.histogram) }
    let prior = ListPrior(histogram, fitted: DuplicateModel.standard.prior)
    let shift = core.kind == .organisation ? prior.shift : 0
    let taken = Parallel.perform(blocks.count, width: width) { block in
      var own = blocks[block].found.filter { $0.logOdds + shift >= least }
      own.sort { ($0.a, $0.b) < ($1.a, $1.b) }
      return own
    }
    var all = taken.flatMap(\.self)
    all.sort { $0.a != $1.a ? $0.a < $1.a : $0.b < $1.b }
    let pairs = all.map { NamePair(a: Int($0.a), b: Int($0.b), score: Self.probability($0.logOdds + shift)) }
    return (pairs, shift)
  }

  /// Each two are compared once, though each may have the other among its neighbours.
  private static func compare(
    _ shared: PairFinder.Shared, _ lists: Neighbours, _ places: Range<Int>, least: Float
  ) -> (found: [Found], histogram: ListPrior.Histogram) {
    let comparer = DuplicateComparer(shared.core, shared.counts)
    let (alike, postings) = (shared.alike, shared.postings)
    var found: [Found] = []
    var histogram = ListPrior.Histogram()
    func add(_ a: UInt32, _ b: UInt32, _ logOdds: Float) {
      if logOdds >= least { found.append(Found(a: min(a, b), b: max(a, b), logOdds: logOdds)) }
    }
    for place in places {
      let name = postings.name(place)
      let own = alike[Int(alike.groupOf.base[name])]
      pairAlike(own, comparer, add)
      for there in lists[place] {
        let isMutual = lists[Int(there)].contains(UInt32(place))
        if isMutual, there < place { continue }
        let other = postings.name(Int(there))
        let logOdds = comparer.logOdds(name, other)
        // The fit counts what each of the two finds.
        for _ in 0..<(isMutual ? 2 : 1) { histogram.add(logOdds) }
        let theirs = alike[Int(alike.groupOf.base[other])]
        for a in own.prefix(pairedInFull) {
          for b in theirs.prefix(pairedInFull) {
            let isFirst = a == own[0] && b == theirs[0]
            add(a, b, isFirst ? logOdds : comparer.logOdds(Int(a), Int(b)))
          }
        }
      }
    }
    return (found, histogram)
  }

  private static func pairAlike(
    _ group: UnsafeBufferPointer<UInt32>, _ comparer: DuplicateComparer, _ add: (UInt32, UInt32, Float) -> Void
  ) {
    guard group.count > 1 else { return }
    for position in 0..<min(pairedInFull, group.count - 1) {
      let end = position == 0 ? group.count : min(pairedInFull, group.count)
      for other in position + 1..<max(position + 1, end) {
        add(group[position], group[other], comparer.logOdds(Int(group[position]), Int(group[other])))
      }
    }
  }

  private static func logOdds(_ p: Double) -> Float {
    if p <= 0 { return -.infinity }
    return Float(log(p / max(1e-9, 1 - p)))
  }

  private static func probability(_ logOdds: Float) -> Double { 1 / (1 + exp(-Double(logOdds))) }
}
