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
    count = used.count
    terms = .allocate(capacity: max(1, used.count))
    for (place, feature) in used.enumerated() {
      (terms + place).initialize(to: Term(feature: Int32(feature), weight: model.weights[feature]))
    }
    factors = .allocate(capacity: max(1, model.factors.count))
    for (place, factor) in model.factors.enumerated() { (factors + place).initialize(to: factor) }
  }

  func deallocate() {
    terms.deallocate()
    factors.deallocate()
  }

  @inline(__always) func sum(_ features: UnsafePointer<Float>) -> Float {
    var sum: Float = 0
    for place in 0..<count { sum += terms[place].weight * features[Int(terms[place].feature)] }
    return sum
  }

  /// Terms are added in the order of the features, so that a score is the same bits wherever it is worked out.
  @inline(__always) func probability(_ features: UnsafePointer<Float>, qualifiers: UInt8) -> Float {
    // Nothing at all is no name.
    guard features[0] > 0 else { return 0 }
    let sum = sum(features)
    var factor: Float = 1
    var rest = qualifiers
    while rest != 0 {
      factor *= factors[rest.trailingZeroBitCount]
      rest &= rest &- 1
    }
    return factor / (1 + exp(-sum))
  }
}
