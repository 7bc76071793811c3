// SPDX-License-Identifier: Apache-2.0

import Foundation

/// How likely two names of one file name the same body twice. Other weights than those of a search: aliases, former names
/// and translations are rife in lists that are searched, slips of the pen and other legal forms in files with duplicates.
///
/// The terms are those of ``NameFeature``, the factors of ``NameQualifier`` as log-odds, and three that need the list.
/// `Benchmarks/clusters/fit.py` fits them, and says on which names.
package struct DuplicateModel: Sendable {
  /// What depends on the list, beside the rarity of words.
  package enum Extra: Int, Sendable, CaseIterable {
    /// Share of the legal forms' words that only one of the two has.
    case formsApart
    /// How many names of the list are made of the same words, legal forms aside (log): such as `Trading`, `Global Trade`.
    /// That of the rarer one.
    case crowd
    /// `formsApart` times the log of the more frequent one: where many share a name, the legal form tells them apart.
    case formsInCrowd
  }

  let bias: Float
  let weights: [Float]
  let factors: [Float]
  let extras: [Float]
  /// The share of the pairs looked at that were one in the sample of the fit (``ListPrior``).
  package let prior: Double

  private init(
    prior: Double, _ weights: [NameFeature: Float], _ factors: [NameQualifier: Float], _ extras: [Extra: Float]
  ) {
    self.prior = prior
    bias = weights[.bias] ?? 0
    self.weights = NameFeature.allCases.map { $0 == .bias ? 0 : weights[$0] ?? 0 }
    self.factors = NameQualifier.allCases.map { factors[$0] ?? 0 }
    self.extras = Extra.allCases.map { extras[$0] ?? 0 }
  }

  @inline(__always) func logOdds(
    _ features: UnsafePointer<Float>, qualifiers: UInt8, _ extra: (formsApart: Float, crowd: Float, formsInCrowd: Float)
  ) -> Float {
    var sum = bias + extras[0] * extra.formsApart + extras[1] * extra.crowd + extras[2] * extra.formsInCrowd
    weights.withUnsafeBufferPointer { weights in
      for index in 0..<weights.count { sum += weights[index] * features[index] }
    }
    var rest = qualifiers
    while rest != 0 {
      sum += factors[rest.trailingZeroBitCount]
      rest &= rest - 1
    }
    return sum
  }

  static let standard = DuplicateModel(
    prior: 0.25,
    [
      .bias: -5.58, .shared: 2.91, .covered: 1.83, .evidence: 3.35, .conflict: -2.18, .extra: -1.01, .genericConflict: -1.27,
      .genericExtra: -1.95, .placeConflict: -2.99, .placeExtra: -2.70, .complete: -0.11, .close: 1.12, .slips: 0.18,
      .shortSlip: 0.59, .numberExtra: -0.20, .letters: 2.89, .spacing: 0.99, .acronym: -1.68, .nothingTelling: 0.09,
      .head: 0.04, .longest: -0.49, .loose: -4.56, .sole: 0.78,
    ],
    [
      .numbers: -2.86, .trader: -0.12, .forms: -2.53, .countries: -6.2, .initials: -3.20, .oneNumber: -0.20, .trades: -4.52,
      .sameCountry: 1.07,
    ],
    [.formsApart: -2.04, .crowd: -0.67, .formsInCrowd: -0.72])
}
