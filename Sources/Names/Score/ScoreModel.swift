// SPDX-License-Identifier: Apache-2.0

/// Weights of the features and factors of the qualifiers, for finding the entry of a list that a name means; within one list
/// ``DuplicateModel`` holds. `Benchmarks/names/fit.py` fits them, and says on which names.
package struct ScoreModel: Sendable {
  package let weights: [Float]
  package let factors: [Float]

  package static func of(_ kind: NameKind) -> ScoreModel { kind == .person ? person : organisation }

  package func weight(_ feature: NameFeature) -> Double { Double(weights[feature.rawValue]) }
  package func factor(_ qualifier: NameQualifier) -> Double { Double(factors[qualifier.rawValue]) }

  private init(_ weights: [NameFeature: Float], _ factors: [NameQualifier: Float]) {
    self.weights = NameFeature.allCases.map { weights[$0] ?? 0 }
    self.factors = NameQualifier.allCases.map { factors[$0] ?? 1 }
  }

  static let organisation = ScoreModel(
    [
      .bias: -4.12, .shared: 4.59, .covered: 0.56, .evidence: 1.41, .placeConflict: -1.35, .placeExtra: -0.71,
      .complete: 0.47, .close: 0.03, .slips: -4.74, .shortSlip: -0.36, .numberExtra: -0.58, .letters: 1.38,
      .acronym: 4.09, .longest: 0.89, .loose: 0.87, .sole: -0.38,
    ],
    [
      .numbers: 0.35, .trader: 0.5, .forms: 0.7, .countries: 0.93, .initials: 0.6, .oneNumber: 0.75, .trades: 0.78,
    ])

  static let person = ScoreModel(
    [
      .bias: -0.53, .evidence: 1.19, .conflict: -2.8, .complete: 1.18, .slips: -1.82, .shortSlip: -0.05, .letters: 1.49,
      .spacing: 0.02, .nothingTelling: -1.1, .loose: 1.11,
    ],
    [.numbers: 0.35, .countries: 0.93])
}
