// SPDX-License-Identifier: Apache-2.0

import Foundation

/// How much a word says: rare words of the list at hand much, common and generic ones little.
package struct WordWeights: Sendable {
  /// Every plain word weighs the same.
  package static let flat = WordWeights(counts: [:], names: 0)

  private let counts: [String: Int]
  private let names: Int

  private init(counts: [String: Int], names: Int) {
    self.counts = counts
    self.names = names
  }

  /// Counted over the names of a list, each word once a name.
  init(over list: [ComparableName]) {
    var counts: [String: Int] = [:]
    for name in list {
      for word in Set(name.words.map(\.countedAs)) { counts[word, default: 0] += 1 }
    }
    self.init(counts: counts, names: list.count)
  }

  /// 0.02 … 1. Inverse document frequency on a scale where a word that the list does not know weighs 1.
  func weight(of word: ComparableName.Word) -> Double {
    var rarity = 1.0
    if names > 1 {
      let count = Double(counts[word.countedAs] ?? 0)
      rarity = max(0.15, log(Double(names + 1) / (count + 1)) / log(Double(names + 1)))
    }
    switch word.kind {
    case .plain: return rarity
    case .generic: return min(rarity, 0.3) * 0.8
    case .place: return min(rarity, 0.35) * 0.8
    case .link, .form: return 0.02
    }
  }
}
