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
  /// The share of duplicates in the sample of the fit, as ``ListPrior`` counts it.
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

  /// 0.002 for different countries is set by hand: the sample of the fit has none that are one.
  static let standard = DuplicateModel(
    prior: 0.7946,
    [
      .bias: -5.013, .shared: 3.79, .covered: 1.54, .evidence: 2.87, .conflict: -2.17, .extra: -0.65,
      .genericConflict: -2.24, .genericExtra: -2.05, .placeConflict: -2.54, .placeExtra: -2.34, .complete: 0.33,
      .close: 1.05, .slips: -0.33, .shortSlip: 0.33, .numberExtra: -0.27, .letters: 2.65, .spacing: 1.43, .acronym: -2.03,
      .nothingTelling: 0.74, .head: -0.04, .longest: -0.24, .loose: -3.16, .sole: 0.69,
    ],
    [
      .numbers: -2.16, .trader: -0.24, .forms: -1.97, .countries: -6.2, .initials: -3.70, .oneNumber: -0.27,
      .trades: -4.65, .sameCountry: 1.16,
    ],
    [.formsApart: -1.97, .crowd: -0.98, .formsInCrowd: -0.91])
}
