// SPDX-License-Identifier: Apache-2.0

import Foundation

/// How rare duplicates are in the list at hand, from its own pairs and without knowing which are true.
///
/// The longer a list, the more of the pairs that look alike do so by chance, so the same likeness says less. Scores are
/// calibrated for the share of duplicates among the pairs looked at in the sample of the fit; the share in the list at hand
/// is estimated by expectation maximisation, and the odds are shifted accordingly (M. Saerens, P. Latinne,
/// C. Decaestecker, Adjusting the outputs of a classifier to new a priori probabilities, Neural Computation 14, 2002).
struct ListPrior: Sendable {
  /// Log-odds of the pairs looked at, counted in steps of 1/8.
  struct Histogram: Sendable {
    private(set) var counts = [Int](repeating: 0, count: 256)

    /// Pairs below are hardly ever one, however short the list, and how many of them are looked at says nothing.
    static let least: Float = -3

    mutating func add(_ logOdds: Float) {
      if logOdds < Self.least { return }
      counts[min(255, max(0, Int((logOdds + 16) * 8)))] += 1
    }
    mutating func add(_ other: Histogram) { for bin in counts.indices { counts[bin] += other.counts[bin] } }
    static func centre(_ bin: Int) -> Double { (Double(bin) + 0.5) / 8 - 16 }
  }

  /// Few pairs say little of the list: so many of the fit's share are added to them.
  private static let assumed = 2000.0
  /// A list is not taken to hold many more duplicates than the sample did, nor next to none.
  static let range: ClosedRange<Double> = -6...0
  /// The share that is found without labels is too small the longer the list is: pairs that look alike by chance are not
  /// those of the sample. So much of the shift is taken; 1 and this were compared, see `Benchmarks/RESULTS.md`.
  private static let taken = 0.75

  /// To be added to the log-odds of each pair.
  let shift: Float

  init(_ histogram: Histogram, fitted: Double) {
    let total = Double(histogram.counts.reduce(0, +)) + Self.assumed
    let base = log(fitted / (1 - fitted))
    var shift = 0.0
    for _ in 0..<200 {
      var expected = Self.assumed * fitted
      for (bin, count) in histogram.counts.enumerated() where count > 0 {
        expected += Double(count) / (1 + exp(-(ListPrior.Histogram.centre(bin) + shift)))
      }
      let share = expected / total
      let next = log(share / (1 - share)) - base
      if abs(next - shift) < 1e-6 { break }
      shift = next
    }
    // Rounded, so that no machine's exponential can move a pair over the threshold.
    self.shift = Float((min(max(shift * Self.taken, Self.range.lowerBound), Self.range.upperBound) * 1024).rounded() / 1024)
  }
}
