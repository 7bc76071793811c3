// SPDX-License-Identifier: Apache-2.0

/// What scores of pairs are made of, for fitting weights.
extension NameIndex {
  /// All pairs that are compared at all, as often as they are found.
  /// - Parameter every: of so many names one is asked for its neighbours.
  package func candidates(neighbours: Int = NameIndex.neighbours, width: Int = 2, every: Int = 1) -> [(a: Int, b: Int)] {
    let shared = PairFinder.Shared(core, width: width)
    let ranges = Parallel.ranges(shared.alike.count, blocks: max(1, width) * 16)
    return Parallel.perform(ranges.count, width: width) { block in
      let finder = PairFinder(shared)
      var found: [(a: Int, b: Int)] = []
      for group in ranges[block] where every < 2 || Hash64.mix(UInt64(group)) % UInt64(every) == 0 {
        let name = shared.alike.first(group)
        finder.neighbours(of: name, most: neighbours) { found.append((min(name, $0), max(name, $0))) }
      }
      return found
    }.flatMap(\.self)
  }

  package static let termNames = DuplicateTerm.names

  /// By name the number of its group of names that are written alike, -1 for a name without words.
  package func groups() -> [Int32] { Array(AlikeNames(core).groupOf.buffer) }

  /// For each pair its two places and its terms, four bytes each; some thousand pairs at a time.
  package func eachTerms(of pairs: [(a: Int, b: Int)], _ body: ([UInt8]) throws -> Void) rethrows {
    let comparer = DuplicateComparer(core, ListCounts(core, AlikeNames(core)))
    var bytes: [UInt8] = []
    for (place, pair) in pairs.enumerated() {
      withUnsafeBytes(of: (Int32(pair.a), Int32(pair.b))) { bytes.append(contentsOf: $0) }
      comparer.terms(pair.a, pair.b).withUnsafeBytes { bytes.append(contentsOf: $0) }
      guard place + 1 == pairs.count || bytes.count > 1 << 22 else { continue }
      try body(bytes)
      bytes.removeAll(keepingCapacity: true)
    }
  }
}
