// SPDX-License-Identifier: Apache-2.0

/// Figures of merit for scores of labelled pairs.
package enum Quality {
  /// The mean of the precision at each positive, ranked by score; pairs of equal score stand together (scikit-learn's
  /// definition: the sum of precision times the step in recall over distinct scores).
  package static func averagePrecision(_ scored: [(score: Double, isMatch: Bool)]) -> Double {
    let positives = scored.count { $0.isMatch }
    guard positives > 0 else { return 0 }
    var sum = 0.0
    var found = 0
    var seen = 0
    for group in groups(scored) {
      let matches = group.count { $0.isMatch }
      found += matches
      seen += group.count
      sum += Double(matches) / Double(positives) * Double(found) / Double(seen)
    }
    return sum
  }

  /// The probability that a match scores above a pair that is none; ties count half.
  package static func areaUnderCurve(_ scored: [(score: Double, isMatch: Bool)]) -> Double {
    let positives = scored.count { $0.isMatch }
    let negatives = scored.count - positives
    guard positives > 0, negatives > 0 else { return 0 }
    var above = 0
    var sum = 0.0
    for group in groups(scored) {
      let matches = group.count { $0.isMatch }
      let others = group.count - matches
      sum += Double(others) * (Double(above) + Double(matches) / 2)
      above += matches
    }
    return sum / (Double(positives) * Double(negatives))
  }

  package struct AtThreshold: Sendable {
    package var precision: Double
    package var recall: Double
    package var f1: Double { precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0 }
  }

  package static func at(_ threshold: Double, _ scored: [(score: Double, isMatch: Bool)]) -> AtThreshold {
    let positives = scored.count { $0.isMatch }
    let taken = scored.count { $0.score >= threshold }
    let right = scored.count { $0.score >= threshold && $0.isMatch }
    return AtThreshold(
      precision: taken > 0 ? Double(right) / Double(taken) : 0, recall: positives > 0 ? Double(right) / Double(positives) : 0)
  }

  private static func groups(_ scored: [(score: Double, isMatch: Bool)]) -> [ArraySlice<(score: Double, isMatch: Bool)>] {
    let ranked = scored.sorted { $0.score > $1.score }
    var groups: [ArraySlice<(score: Double, isMatch: Bool)>] = []
    var start = 0
    for index in 1...max(1, ranked.count) where index == ranked.count || ranked[index].score != ranked[start].score {
      groups.append(ranked[start..<index])
      start = index
    }
    return groups
  }
}

/// Which half of the public sets an entity is in: weights are fitted on one, figures reported on the other. By the FNV-1a
/// hash of the entity's id (Fowler, Noll, Vo), so that every program can tell.
package enum FittingHalf {
  package static func isFitted(_ id: String) -> Bool {
    let hash = id.utf8.reduce(2_166_136_261 as UInt32) { ($0 ^ UInt32($1)) &* 16_777_619 }
    return hash >> 15 & 1 == 0
  }
}
