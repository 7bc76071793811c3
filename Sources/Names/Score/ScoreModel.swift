// SPDX-License-Identifier: Apache-2.0

/// Weights of the features and factors of the qualifiers. `Benchmarks/names/fit.py` fits them, and says on which names.
package struct ScoreModel: Sendable {
  package let weights: [Float]
  package let factors: [Float]
  /// Whether the factors multiply the odds, as a fitted model has them, or the probability.
  let factorsOdds: Bool

  /// What two names are compared for: to find the entry of a list that a name means, or to find the same body twice in
  /// one file. Aliases, former names and translations are rife in the one, slips of the pen in the other.
  package enum Purpose: Sendable { case search, duplicates }

  package static func of(_ kind: NameKind, for purpose: Purpose = .search) -> ScoreModel {
    switch (kind, purpose) {
    case (.person, _): person
    case (.organisation, .search): organisation
    case (.organisation, .duplicates): duplicates
    }
  }

  package func weight(_ feature: NameFeature) -> Double { Double(weights[feature.rawValue]) }
  package func factor(_ qualifier: NameQualifier) -> Double { Double(factors[qualifier.rawValue]) }

  private init(_ weights: [NameFeature: Float], _ factors: [NameQualifier: Float], onOdds: Bool = false) {
    self.weights = NameFeature.allCases.map { weights[$0] ?? 0 }
    self.factors = NameQualifier.allCases.map { factors[$0] ?? 1 }
    factorsOdds = onOdds
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

  /// Fitted by `Benchmarks/clusters/fit.py`, which says on which names.
  static let duplicates = ScoreModel(
    [
      .bias: -7.415, .shared: 4.09, .covered: 4.17, .evidence: 0.70, .conflict: -0.53, .extra: -0.37,
      .genericConflict: -3.78, .genericExtra: -0.89, .placeConflict: -4.04, .placeExtra: -0.40, .complete: -0.13,
      .close: -0.44, .slips: -0.69, .shortSlip: 0.51, .numberExtra: -0.08, .letters: 3.15, .spacing: -0.51,
      .acronym: -1.56, .nothingTelling: 0.12, .head: 0.31, .longest: 0.74, .loose: -4.77,
    ],
    [.numbers: 0.15, .trader: 0.32, .forms: 0.10, .countries: 0.002, .initials: 0.095],
    onOdds: true)
}
