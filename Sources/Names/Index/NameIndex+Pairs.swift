// SPDX-License-Identifier: Apache-2.0

extension NameIndex {
  /// All close pairs of the list, `a` < `b`, each once, in order, with the probability that they name the same body twice
  /// (``ScoreModel/Purpose/duplicates``).
  ///
  /// Names that are written alike (the same words in the same order and the same country; legal forms may be spelled
  /// otherwise) are searched for once. Their pairs with each other and with what is close to them are given for the first
  /// twenty-four of them; of a greater crowd the others are paired with the first only, so that a thousand of them are
  /// not half a million pairs.
  /// - Parameter neighbours: a name is compared with so many at most, those that promise most.
  package func pairs(threshold: Double = 0.7, width: Int = 2, neighbours: Int = 64) -> [NamePair] {
    let alike = Alike(self)
    var pairs = alike.inner(self, threshold: threshold)
    let ranges = Parallel.ranges(alike.firsts.count, blocks: max(1, width))
    let found = Parallel.perform(ranges.count, width: width) { block in
      let searcher = Searcher(core, for: .duplicates)
      var found: [NamePair] = []
      for place in ranges[block] {
        let index = Int(alike.firsts[place])
        for hit in searcher.neighbours(of: index, limit: neighbours, threshold: threshold)
        where hit.index != index && alike.isFirst(hit.index) {
          alike.each(index, hit.index) { found.append(NamePair(a: min($0, $1), b: max($0, $1), score: hit.score)) }
        }
      }
      return found
    }
    pairs += found.flatMap(\.self)
    // Each of the two may have found the other.
    pairs.sort { $0.a != $1.a ? $0.a < $1.a : $0.b != $1.b ? $0.b < $1.b : $0.score > $1.score }
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
}

/// Names of a list that are written alike, under the first of them.
private struct Alike: Sendable {
  /// Crowds beyond this are not paired with each other.
  static let most = 24

  /// The first of each crowd, in order; names of which nothing is left are in none.
  private(set) var firsts: [Int32] = []
  /// The first of each name's crowd; -1 for none.
  private var firstOf: [Int32]
  /// Crowds of more than one, the first included.
  private var crowds: [Int32: [Int32]] = [:]

  init(_ index: NameIndex) {
    var known: [UInt64: Int32] = [:]
    known.reserveCapacity(index.count)
    firstOf = [Int32](repeating: -1, count: index.count)
    for place in 0..<index.count {
      let record = index.core.names[place]
      guard record.count > 0 else { continue }
      let key = Hash64.joined(record.key, UInt64(record.country))
      if let first = known[key] {
        firstOf[place] = first
        crowds[first, default: [first]].append(Int32(place))
      } else {
        known[key] = Int32(place)
        firstOf[place] = Int32(place)
        firsts.append(Int32(place))
      }
    }
  }

  func isFirst(_ place: Int) -> Bool { firstOf[place] == Int32(place) }

  /// Every pair of one of the first's crowd and one of the second's, as far as the crowds are small.
  func each(_ a: Int, _ b: Int, _ body: (Int, Int) -> Void) {
    guard let left = crowds[Int32(a)] ?? crowds[Int32(b)].map({ _ in [Int32(a)] }) else { return body(a, b) }
    let right = crowds[Int32(b)] ?? [Int32(b)]
    guard left.count <= Self.most, right.count <= Self.most else { return body(a, b) }
    for x in left { for y in right { body(Int(x), Int(y)) } }
  }

  /// Pairs inside the crowds.
  func inner(_ index: NameIndex, threshold: Double) -> [NamePair] {
    let comparer = NameComparer(kind: index.kind, for: .duplicates)
    var pairs: [NamePair] = []
    for (first, crowd) in crowds {
      for (place, b) in crowd.enumerated().dropFirst() {
        for a in crowd.count <= Self.most ? crowd[..<place] : [first] {
          let score = Double(comparer.score(index.core.view(Int(a)), index.core.view(Int(b))))
          if score >= threshold { pairs.append(NamePair(a: Int(a), b: Int(b), score: score)) }
        }
      }
    }
    return pairs
  }
}
