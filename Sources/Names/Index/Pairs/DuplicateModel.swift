// SPDX-License-Identifier: Apache-2.0

import Foundation

/// How likely two names of one file name the same body twice. Other weights than those of a search: aliases, former names
/// and translations are rife in lists that are searched, slips of the pen and other legal forms in files with duplicates.
///
/// The terms are those of ``NameFeature``, the factors of ``NameQualifier`` as log-odds, and those of ``Extra``.
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
    /// The same words and the same words of legal forms, in any order.
    case sameWords
    /// The same letters one after another, legal forms included, however spaced.
    case sameLetters
    /// `sameWords` times `crowd`: where many names are made of the same words, that they are says less.
    case sameInCrowd
    /// The share of weight that met, times the likeness of all letters: both together say more than their sum.
    case sharedLetters
    case chance, countryChance, knownSlip, slipCount, otherOrder, leastLeft, mostLeft, words, stateless
  }

  /// The values of ``Extra``, in its order, and zeros.
  typealias Extras = SIMD16<Float>

  let bias: Float
  let weights: [Float]
  let factors: [Float]
  let extras: Extras
  /// The share of duplicates in the sample of the fit, as ``ListPrior`` counts it.
  package let prior: Double

  private init(
    prior: Double, _ weights: [NameFeature: Float], _ factors: [NameQualifier: Float], _ extras: [Extra: Float]
  ) {
    self.prior = prior
    bias = weights[.bias] ?? 0
    self.weights = NameFeature.allCases.map { $0 == .bias ? 0 : weights[$0] ?? 0 }
    self.factors = NameQualifier.allCases.map { factors[$0] ?? 0 }
    self.extras = Extra.allCases.reduce(into: Extras()) { $0[$1.rawValue] = extras[$1] ?? 0 }
  }

  @inline(__always) func logOdds(_ features: UnsafePointer<Float>, qualifiers: UInt8, _ extra: Extras) -> Float {
    var sum = bias + (extras * extra).sum()
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
    prior: 0.8576,
    [
      .bias: -5.596, .shared: 5.18, .covered: 1.21, .evidence: 2.43, .conflict: -1.72, .extra: -0.19,
      .genericConflict: -1.11, .genericExtra: -1.86, .placeConflict: -3.66, .placeExtra: -2.05, .complete: 1.00,
      .close: 1.60, .slips: 1.11, .shortSlip: 0.24, .numberExtra: -0.19, .letters: 9.37, .spacing: 1.08,
      .acronym: -3.28, .nothingTelling: 0.35, .head: 0.09, .longest: -0.65, .loose: -6.43, .sole: 0.44,
    ],
    [
      .numbers: -3.82, .trader: -0.50, .forms: -2.13, .countries: -6.2, .initials: -6.12, .oneNumber: -0.19,
      .trades: -3.98, .sameCountry: 1.12,
    ],
    [
      .formsApart: -1.72, .crowd: -1.03, .formsInCrowd: -0.77, .sameWords: 1.32, .sameLetters: 1.18,
      .sameInCrowd: 0.57, .sharedLetters: -8.92,
    ])
}
