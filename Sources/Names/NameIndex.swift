// SPDX-License-Identifier: Apache-2.0

/// Finds the names of a list that are like a given one without comparing with all of them.
///
/// Names share a posting for each group of three letters of their telling words. A query reads its rarest groups first
/// and compares only the names that share the most.
///
/// ```swift
/// let index = NameIndex(["SHANGHAI SAINT LOGISTICS LIMITED", "SILVA LLC"])
/// index.search("ООО «Силва»", limit: 1).first?.index   // 1
/// ```
package struct NameIndex: Sendable {
  package struct Hit: Sendable {
    /// The place of the name in the list.
    package var index: Int
    package var match: NameMatch
  }

  private let names: [ComparableName]
  package let weights: WordWeights
  private let postings: [String: [Int32]]

  package init(_ list: [String]) {
    names = list.map(ComparableName.init)
    weights = WordWeights(over: names)
    var postings: [String: [Int32]] = [:]
    for (index, name) in names.enumerated() {
      for gram in Self.grams(name) { postings[gram, default: []].append(Int32(index)) }
    }
    self.postings = postings
  }

  package var count: Int { names.count }

  /// The best matches, best first; equal scores in order of the list.
  /// - Parameters:
  ///   - atLeast: the least score that is of interest.
  ///   - candidates: how many names are compared in full. More finds little more and takes longer in proportion.
  package func search(_ name: String, limit: Int = 5, atLeast: Double = 0, candidates: Int = 80) -> [Hit] {
    let query = ComparableName(name)
    let lists = Self.grams(query).compactMap { gram in postings[gram].map { (gram, $0) } }
      .sorted { ($0.1.count, $0.0) < ($1.1.count, $1.0) }
    var shared: [Int32: Double] = [:]
    var read = 0
    for (_, list) in lists {
      // The rare groups decide; a common one adds work and no knowledge.
      if read > 0 && read + list.count > 20_000 { break }
      read += list.count
      let weight = 1 / (1 + Double(list.count)).squareRoot()
      for index in list { shared[index, default: 0] += weight }
    }
    let nearest = shared.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(candidates)
    return nearest.map { Hit(index: Int($0.key), match: NameComparison.match(query, names[Int($0.key)], weights: weights)) }
      .filter { $0.match.score >= atLeast }
      .sorted { ($1.match.score, $0.index) < ($0.match.score, $1.index) }
      .prefix(limit).map { $0 }
  }

  private static func grams(_ name: ComparableName) -> Set<String> {
    var grams: Set<String> = []
    for word in name.words where word.kind != .form && word.kind != .link {
      if let concept = word.concept { grams.insert("#" + concept) }
      for sound in word.sounds {
        let padded = [0x5E] + sound + [0x24]
        guard padded.count > 3 else {
          grams.insert(String(decoding: padded, as: UTF8.self))
          continue
        }
        for start in 0...(padded.count - 3) { grams.insert(String(decoding: padded[start..<start + 3], as: UTF8.self)) }
      }
    }
    return grams
  }
}
