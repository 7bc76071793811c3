// SPDX-License-Identifier: Apache-2.0

/// Finds the names of a list that are like a given one without comparing with all of them.
///
/// Names share a posting for each group of three letters of their telling words. A query reads its rarest groups first
/// and compares only the names that share the most.
///
/// ```swift
/// let index = SpellingIndex(["SHANGHAI SAINT LOGISTICS LIMITED", "SILVA LLC"])
/// index.search("ООО «Силва»", limit: 1).first?.index   // 1
/// ```
package struct SpellingIndex: Sendable {
  package struct Hit: Sendable {
    /// The place of the name in the list.
    package var index: Int
    package var match: NameMatch
  }

  private let names: [ComparableName]
  private let nameWeights: [[Double]]
  package let weights: WordWeights
  private let postings: [UInt32: [Int32]]

  package init(_ list: [String]) {
    let names = list.map(ComparableName.init)
    let weights = WordWeights(over: names)
    var postings: [UInt32: [Int32]] = [:]
    for (index, name) in names.enumerated() {
      for gram in Self.grams(name) { postings[gram, default: []].append(Int32(index)) }
    }
    self.names = names
    self.weights = weights
    nameWeights = names.map { $0.words.map(weights.weight) }
    self.postings = postings
  }

  package var count: Int { names.count }

  /// How many postings a query reads before it goes on with what it has. The rare groups decide; common ones add work
  /// and no knowledge.
  private static let postingsRead = 12_000

  /// The best matches, best first; equal scores in order of the list.
  /// - Parameters:
  ///   - atLeast: the least score that is of interest.
  ///   - candidates: how many names are compared in full. More finds little more and takes longer in proportion.
  package func search(_ name: String, limit: Int = 5, atLeast: Double = 0, candidates: Int = 60) -> [Hit] {
    let query = ComparableName(name)
    let queryWeights = query.words.map(weights.weight)
    var hits: [Hit] = []
    for index in nearest(query, candidates) {
      let match = NameComparison.match(query, names[index], queryWeights, nameWeights[index])
      if match.score >= atLeast { hits.append(Hit(index: index, match: match)) }
    }
    hits.sort { ($1.match.score, $0.index) < ($0.match.score, $1.index) }
    return Array(hits.prefix(limit))
  }

  /// The names that share the most and rarest letter groups with the query.
  private func nearest(_ query: ComparableName, _ candidates: Int) -> [Int] {
    let lists = Self.grams(query).compactMap { gram in postings[gram].map { (gram, $0) } }
      .sorted { ($0.1.count, $0.0) < ($1.1.count, $1.0) }
    var shared = [Float](repeating: 0, count: names.count)
    var touched: [Int32] = []
    var read = 0
    for (_, list) in lists {
      if read > 0 && read + list.count > Self.postingsRead { break }
      read += list.count
      let weight = 1 / (1 + Float(list.count)).squareRoot()
      for index in list {
        if shared[Int(index)] == 0 { touched.append(index) }
        shared[Int(index)] += weight
      }
    }
    guard touched.count > candidates else { return touched.map(Int.init) }
    // A cut that keeps at least `candidates`, found without sorting all that were touched.
    let sample = touched.map { shared[Int($0)] }.sorted(by: >)
    let cut = sample[candidates - 1]
    return touched.filter { shared[Int($0)] >= cut }.sorted { (shared[Int($1)], $0) < (shared[Int($0)], $1) }
      .prefix(candidates).map(Int.init)
  }

  private static func grams(_ name: ComparableName) -> Set<UInt32> {
    var grams: Set<UInt32> = []
    for word in name.words where word.kind != .form && word.kind != .link {
      if let concept = word.concept { grams.insert(hash(concept)) }
      for sound in word.sounds {
        // ^ and $ stand for the ends of a word; a group is its three bytes.
        let padded = [0x5E] + sound + [0x24]
        for start in 0..<max(1, padded.count - 2) {
          grams.insert(padded[start..<min(start + 3, padded.count)].reduce(0) { $0 << 8 | UInt32($1) })
        }
      }
    }
    return grams
  }

  /// FNV-1a, kept apart from letter groups by the highest bit.
  private static func hash(_ concept: String) -> UInt32 {
    concept.utf8.reduce(2_166_136_261 as UInt32) { ($0 ^ UInt32($1)) &* 16_777_619 } | 0x8000_0000
  }
}
