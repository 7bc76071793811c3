// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What a sum of features must come to for a score that is of interest, by the qualifiers that apply: where likeness of all letters
/// can't lift it that far, they need not be compared.
final class ScoreBar {
  private(set) var threshold = -1.0
  private let sums = Grow<Float>(repeating: -.infinity, count: 256)
  private let personalSums = Grow<Float>(repeating: -.infinity, count: 256)

  /// Sums are compared with a margin for rounding.
  private static let margin = 0.001

  func set(_ threshold: Double, _ model: ScoreModel) {
    guard threshold != self.threshold else { return }
    self.threshold = threshold
    fill(sums, model)
    fill(personalSums, .person)
  }

  private func fill(_ sums: Grow<Float>, _ model: ScoreModel) {
    let letters = Double(max(0, model.weight(.letters)))
    for qualifiers in 0..<256 {
      var factor = 1.0
      for qualifier in NameQualifier.allCases where qualifiers & 1 << qualifier.rawValue != 0 { factor *= model.factor(qualifier) }
      // Forms take off a little more, which is left to the full score.
      let needed = threshold / factor
      let sum = needed <= 0 ? -.infinity : needed >= 1 ? .infinity : log(needed / (1 - needed)) - letters - Self.margin
      sums[qualifiers] = Float(sum)
    }
  }

  @inline(__always) func least(_ qualifiers: UInt8, isPersonal: Bool) -> Float {
    (isPersonal ? personalSums : sums).base[Int(qualifiers)]
  }
}
