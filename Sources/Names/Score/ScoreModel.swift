// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Weights of the features and factors of the qualifiers. `Benchmarks/names/fit.py` fits them, and says on which names.
package struct ScoreModel: Sendable {
  package let weights: [Float]
  package let factors: [Float]

  package static func of(_ kind: NameKind) -> ScoreModel { kind == .person ? person : organisation }

  package func weight(_ feature: NameFeature) -> Double { Double(weights[feature.rawValue]) }
  package func factor(_ qualifier: NameQualifier) -> Double { Double(factors[qualifier.rawValue]) }

  @inline(__always) func probability(_ features: UnsafePointer<Float>, qualifiers: UInt8) -> Float {
    var sum: Float = 0
    weights.withUnsafeBufferPointer { weights in
      for index in 0..<weights.count { sum += weights[index] * features[index] }
    }
    // Nothing at all is no name.
    guard features[0] > 0 else { return 0 }
    var probability = 1 / (1 + exp(-sum))
    var rest = qualifiers
    while rest != 0 {
      probability *= factors[rest.trailingZeroBitCount]
      rest &= rest - 1
    }
    return probability
  }

  private init(_ weights: [NameFeature: Float], _ factors: [NameQualifier: Float]) {
    self.weights = NameFeature.allCases.map { weights[$0] ?? 0 }
    self.factors = NameQualifier.allCases.map { factors[$0] ?? 1 }
  }

  static let organisation = ScoreModel(
    [
      .bias: -6, .shared: 5, .covered: 1, .evidence: 3, .conflict: -4, .extra: -1.5, .genericConflict: -2,
      .genericExtra: -0.5, .slips: -3, .shortSlip: -1, .numberExtra: -1, .letters: 2, .spacing: 3, .acronym: 1,
      .nothingTelling: -1, .head: 1, .longest: 1, .loose: -0.5,
    ],
    [.numbers: 0.35, .trader: 0.5, .forms: 0.7, .countries: 0.93, .initials: 0.6, .oneNumber: 0.75, .trades: 0.85])

  static let person = ScoreModel(
    [
      .bias: -6, .shared: 5, .covered: 3, .evidence: 3, .conflict: -4, .extra: -1, .slips: -3, .shortSlip: -1,
      .letters: 2, .spacing: 3, .head: 1, .longest: 1, .loose: -0.5,
    ],
    [.numbers: 0.35, .countries: 0.93])
}
