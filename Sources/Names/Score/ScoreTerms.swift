// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A ``ScoreModel`` as the comparison of one pair reads it: the weights that are not zero, in flat memory.
struct ScoreTerms {
  private struct Term: BitwiseCopyable {
    var feature: Int32
    var weight: Float
  }
  private let terms: UnsafeMutablePointer<Term>
  private let factors: UnsafeMutablePointer<Float>
  private let count: Int

  init(_ model: ScoreModel) {
    let used = model.weights.indices.filter { model.weights[$0] != 0 }
    // Filled up with terms that are nothing, to a multiple of four.
    count = (used.count + 3) / 4 * 4
    terms = .allocate(capacity: max(4, count))
    terms.initialize(repeating: Term(feature: 0, weight: 0), count: max(4, count))
    for (place, feature) in used.enumerated() {
      terms[place] = Term(feature: Int32(feature), weight: model.weights[feature])
    }
    factors = .allocate(capacity: max(1, model.factors.count))
    for (place, factor) in model.factors.enumerated() { (factors + place).initialize(to: factor) }
  }

  func deallocate() {
    terms.deallocate()
    factors.deallocate()
  }

  /// Terms are added in the order of the features, so that a score is the same bits wherever it is worked out.
  @inline(__always) func probability(_ features: UnsafePointer<Float>, qualifiers: UInt8) -> Float {
    // Nothing at all is no name.
    guard features[0] > 0 else { return 0 }
    var sum: Float = 0
    var term = terms
    let end = terms + count
    while term < end {
      sum += term[0].weight * features[Int(term[0].feature)]
      sum += term[1].weight * features[Int(term[1].feature)]
      sum += term[2].weight * features[Int(term[2].feature)]
      sum += term[3].weight * features[Int(term[3].feature)]
      term += 4
    }
    var factor: Float = 1
    var rest = qualifiers
    while rest != 0 {
      factor *= factors[rest.trailingZeroBitCount]
      rest &= rest &- 1
    }
    return factor / (1 + exp(-sum))
  }
}
