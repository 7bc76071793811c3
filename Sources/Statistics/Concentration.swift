// SPDX-License-Identifier: Apache-2.0

/// How unevenly amounts are spread. Amounts are non-negative; nil when they sum to nothing.
package enum Concentration {
  /// Herfindahl–Hirschman index, 0 … 10,000: the sum of squared shares × 10,000. The US merger guidelines of 2023 call
  /// a market above 1,800 highly concentrated.
  package static func herfindahl(_ amounts: [Double]) -> Double? {
    let total = amounts.reduce(0, +)
    guard total > 0 else { return nil }
    return amounts.reduce(0) { $0 + ($1 / total) * ($1 / total) } * 10_000
  }

  /// Gini coefficient, 0 (all equal) … 1 − 1/n (one has all).
  package static func gini(_ amounts: [Double]) -> Double? {
    let sorted = amounts.sorted()
    let total = sorted.reduce(0, +)
    guard total > 0 else { return nil }
    let n = Double(sorted.count)
    let weighted = sorted.enumerated().reduce(0) { $0 + (2 * Double($1.offset + 1) - n - 1) * $1.element }
    return weighted / (n * total)
  }

  /// The share of the `k` largest, 0 … 1.
  package static func topShare(_ amounts: [Double], _ k: Int) -> Double? {
    let total = amounts.reduce(0, +)
    guard total > 0 else { return nil }
    return amounts.sorted(by: >).prefix(k).reduce(0, +) / total
  }
}
