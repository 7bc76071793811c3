// SPDX-License-Identifier: Apache-2.0

extension NameIndex {
  /// All close pairs of the list, `a` < `b`, each once, in order.
  ///
  /// Names that are written alike (the same words in the same order and the same country; legal forms may be spelled
  /// otherwise) are paired with the first of them only: a thousand of them are 999 pairs, not half a million. What is
  /// close to them is paired with that first one.
  /// - Parameter neighbours: a name is compared with so many at most, those that promise most.
  package func pairs(threshold: Double = 0.7, width: Int = 2, neighbours: Int = 64) -> [NamePair] {
    var firsts: [UInt64: Int32] = [:]
    firsts.reserveCapacity(count)
    var representatives: [Int32] = []
    var pairs: [NamePair] = []
    let comparer = NameComparer(kind: kind)
    for index in 0..<count {
      let record = core.names[index]
      guard record.count > 0 else { continue }
      let key = Hash64.joined(record.key, UInt64(record.country))
      if let first = firsts[key] {
        let score = Double(comparer.score(core.view(Int(first)), core.view(index)))
        if score >= threshold { pairs.append(NamePair(a: Int(first), b: index, score: score)) }
      } else {
        firsts[key] = Int32(index)
        representatives.append(Int32(index))
      }
    }
    let isFirst = Grow<Bool>(repeating: false, count: count)
    for index in representatives { isFirst[Int(index)] = true }
    let all = representatives
    let ranges = Parallel.ranges(all.count, blocks: max(1, width))
    let found = Parallel.perform(ranges.count, width: width) { block in
      let searcher = Searcher(core)
      var found: [NamePair] = []
      for place in ranges[block] {
        let index = Int(all[place])
        for hit in searcher.neighbours(of: index, limit: neighbours, threshold: threshold)
        where hit.index != index && isFirst[hit.index] {
          found.append(NamePair(a: min(index, hit.index), b: max(index, hit.index), score: hit.score))
        }
      }
      return found
    }
    pairs += found.flatMap(\.self)
    pairs.sort { $0.a != $1.a ? $0.a < $1.a : $0.b < $1.b }
    // Each of the two may have found the other.
    var kept: [NamePair] = []
    kept.reserveCapacity(pairs.count)
    for pair in pairs {
      if let last = kept.last, last.a == pair.a, last.b == pair.b { continue }
      kept.append(pair)
    }
    return kept
  }
}
