// SPDX-License-Identifier: Apache-2.0

import Dispatch
package import Foundation

/// Finds the names of a list that are close to a given one, or to each other, without comparing all with all.
package struct NameIndex: Sendable {
  package struct Hit: Sendable, Hashable {
    /// The place of the name in the list.
    package var index: Int
    /// The probability that the two name the same.
    package var score: Double

    package init(index: Int, score: Double) {
      self.index = index
      self.score = score
    }
  }

  package private(set) var names: [IndexedName]
  package let kind: NameKind
  private var spellings: SpellingIndex

  package init(_ names: [IndexedName], kind: NameKind = .organisation, width: Int = 2) {
    self.names = names
    self.kind = kind
    spellings = SpellingIndex(names.map(\.name))
  }

  package var count: Int { names.count }

  /// The closest names, best first; equal scores in order of the list.
  package func search(_ query: String, limit: Int = 5, threshold: Double = 0.7) -> [Hit] {
    spellings.search(query, limit: limit, atLeast: threshold).map { Hit(index: $0.index, score: $0.match.score) }
  }

  /// The same answers as one search after another, on `width` cores.
  package func search(all queries: [String], limit: Int = 5, threshold: Double = 0.7, width: Int = 2) -> [[Hit]] {
    Parallel.map(queries.count, width: width) { search(queries[$0], limit: limit, threshold: threshold) }
  }

  /// All pairs at or above the threshold, each once, in order.
  package func pairs(threshold: Double = 0.7, width: Int = 2) -> [NamePair] {
    let found = search(all: names.map(\.name), limit: 50, threshold: threshold, width: width)
    var pairs: [NamePair] = []
    for (a, hits) in found.enumerated() {
      for hit in hits where hit.index != a {
        pairs.append(NamePair(a: min(a, hit.index), b: max(a, hit.index), score: hit.score))
      }
    }
    pairs.sort { ($0.a, $0.b, $1.score) < ($1.a, $1.b, $0.score) }
    var kept: [NamePair] = []
    for pair in pairs where kept.last.map({ $0.a != pair.a || $0.b != pair.b }) ?? true { kept.append(pair) }
    return kept
  }

  package func score(_ a: Int, _ b: Int) -> Double {
    NameComparison.match(
      ComparableName(names[a].name), ComparableName(names[b].name), weights: spellings.weights
    ).score
  }

  package func explain(_ a: String, _ b: String) -> NameExplanation {
    let match = NameComparison.match(ComparableName(a), ComparableName(b), weights: spellings.weights)
    return NameExplanation(
      score: match.score,
      words: match.pairs.map {
        .init(left: $0.left, right: $0.right, how: $0.how.rawValue, likeness: $0.likeness, weight: $0.weight)
      },
      leftOnly: match.leftOnly.map { .init(text: $0, weight: 0) },
      rightOnly: match.rightOnly.map { .init(text: $0, weight: 0) },
      features: [], qualifiers: [], because: match.because)
  }

  /// Adds names at the end of the list. Answers are those of an index that was built of all at once.
  package mutating func append(_ more: [IndexedName]) { self = NameIndex(names + more, kind: kind) }
}
