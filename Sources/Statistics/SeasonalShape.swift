// SPDX-License-Identifier: Apache-2.0

import RealModule

/// What earlier years say about the rest of a year of which the first months are known.
package struct SeasonalShape: Sendable, Hashable {
  /// The part of each earlier year that lay in the same months, 0 … 1, oldest first.
  package let parts: [Double]

  /// - Parameter years: for each earlier year the sum of the known months, and of the whole year.
  /// - Returns: nil without a year that has both.
  package init?(_ years: [(months: Double, whole: Double)]) {
    parts = years.filter { $0.months > 0 && $0.whole >= $0.months }.map { $0.months / $0.whole }
    if parts.isEmpty { return nil }
  }

  /// The year that would follow, by the median part, and the range by the highest and lowest part.
  package func year(from months: Double) -> (estimate: Double, low: Double, high: Double)? {
    guard let middle = Descriptive.median(parts), let least = parts.min(), let most = parts.max() else { return nil }
    return (months / middle, months / most, months / least)
  }

  /// A prediction interval for a new year of the same kind: t with n − 1 degrees of freedom on ln of the parts. Nil for
  /// fewer than three years.
  package func interval(from months: Double, level: Double = 0.9) -> (low: Double, high: Double)? {
    let logs = parts.map { Double.log($0) }
    guard logs.count > 2, let mean = Descriptive.mean(logs), let variance = Descriptive.variance(logs) else { return nil }
    let n = Double(logs.count)
    let reach =
      StudentT.quantile((1 + level) / 2, degrees: n - 1) * (variance * (1 + 1 / n)).squareRoot()
    // A year can't be less than what is known of it.
    return (max(months, months / Double.exp(mean + reach)), max(months, months / Double.exp(mean - reach)))
  }
}
