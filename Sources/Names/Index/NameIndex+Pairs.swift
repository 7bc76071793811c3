// SPDX-License-Identifier: Apache-2.0

extension NameIndex {
  /// Of names that are written alike so many are paired in full; the rest with the first of them only, or a thousand
  /// would make half a million pairs.
  package static let pairedInFull = 8

  /// All close pairs of the list, `a` < `b`, each once, in order, with the probability that they name the same body twice
  /// (``ScoreModel/Purpose/duplicates``).
  ///
  /// Names written alike (the same words in the same order and the same country; legal forms may be spelled otherwise)
  /// are searched once: see ``pairedInFull``.
  /// - Parameter neighbours: a name is compared with so many at most, those that promise most.
  package func pairs(threshold: Double = 0.7, width: Int = 2, neighbours: Int = 64) -> [NamePair] {
    let groups = alike()
    let firsts = groups.map { $0[0] }
    let groupOf = Grow<Int32>(repeating: -1, count: count)
    for (group, members) in groups.enumerated() { groupOf[Int(members[0])] = Int32(group) }
    let ranges = Parallel.ranges(firsts.count, blocks: max(1, width) * 4)
    let found = Parallel.perform(ranges.count, width: width) { block in
      let searcher = Searcher(core, for: .duplicates)
      var found: [NamePair] = []
      for place in ranges[block] {
        let name = Int(firsts[place])
        append(within: groups[place], threshold, searcher.comparer, to: &found)
        for hit in searcher.neighbours(of: name, limit: neighbours, threshold: threshold)
        where hit.index != name && groupOf[hit.index] >= 0 {
          append(between: groups[place], groups[Int(groupOf[hit.index])], hit.score, threshold, searcher.comparer, to: &found)
        }
      }
      return found
    }
    var pairs = found.flatMap(\.self)
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

  /// All pairs that are compared at all, for fitting weights and for telling what is never looked at.
  package func candidates(neighbours: Int = 64) -> [(a: Int, b: Int)] {
    let searcher = Searcher(core, for: .duplicates)
    var found: Set<[Int]> = []
    for index in 0..<count where core.names[index].count > 0 {
      for hit in searcher.neighbours(of: index, limit: neighbours, threshold: -1) where hit.index != index {
        found.insert([min(index, hit.index), max(index, hit.index)])
      }
    }
    return found.sorted { $0.lexicographicallyPrecedes($1) }.map { ($0[0], $0[1]) }
  }

  /// The features of pairs of names of the list, as ``featureNames`` has them, for fitting weights.
  package func features(of pairs: [(a: Int, b: Int)]) -> [[Float]] {
    let comparer = NameComparer(kind: kind, for: .duplicates)
    return pairs.map { pair in
      let score = comparer.score(core.view(pair.a), core.view(pair.b))
      return (0..<NameFeature.count).map { comparer.features[$0] }
        + NameQualifier.allCases.map { comparer.qualifiers & 1 << UInt8($0.rawValue) == 0 ? 0 : 1 } + [score]
    }
  }

  /// Names by how they are written, each group in order of the list.
  func alike() -> [[Int32]] {
    var places: [UInt64: Int] = [:]
    places.reserveCapacity(count)
    var groups: [[Int32]] = []
    for index in 0..<count {
      let record = core.names[index]
      guard record.count > 0 else { continue }
      let key = Hash64.joined(record.key, UInt64(record.country))
      if let place = places[key] {
        groups[place].append(Int32(index))
      } else {
        places[key] = groups.count
        groups.append([Int32(index)])
      }
    }
    return groups
  }

  private func append(
    within group: [Int32], _ threshold: Double, _ comparer: NameComparer, to found: inout [NamePair]
  ) {
    for (position, a) in group.prefix(Self.pairedInFull).enumerated() {
      for b in position == 0 ? group.dropFirst() : group.prefix(Self.pairedInFull).dropFirst(position + 1) {
        let score = Double(comparer.score(core.view(Int(a)), core.view(Int(b))))
        if score >= threshold { found.append(NamePair(a: Int(a), b: Int(b), score: score)) }
      }
    }
  }

  private func append(
    between left: [Int32], _ right: [Int32], _ firstScore: Double, _ threshold: Double, _ comparer: NameComparer,
    to found: inout [NamePair]
  ) {
    for a in left.prefix(Self.pairedInFull) {
      for b in right.prefix(Self.pairedInFull) {
        let isFirst = a == left[0] && b == right[0]
        let score = isFirst ? firstScore : Double(comparer.score(core.view(Int(a)), core.view(Int(b))))
        if score >= threshold { found.append(NamePair(a: Int(min(a, b)), b: Int(max(a, b)), score: score)) }
      }
    }
  }
}
