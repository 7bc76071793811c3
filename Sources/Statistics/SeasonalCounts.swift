// SPDX-License-Identifier: Apache-2.0

import RealModule

/// Amounts by year and month of the year, as year × month of a log-linear model: E[y] = year effect × month effect,
/// variance proportional to the mean (quasi-Poisson; McCullagh and Nelder 1989, §6.2). With the same months in each year the fit
/// is closed, and the ratio of two years' effects is just the ratio of their sums.
package struct SeasonalCounts: Sendable {
  package let sums: [Double]
  /// Each month's part of a year, in the order of the columns.
  package let shape: [Double]
  /// Pearson's dispersion.
  package let dispersion: Double
  package let degrees: Int

  /// - Parameter years: a row a year, with the same months in each; amounts are not negative.
  /// - Returns: nil for fewer than two years or months, ragged rows or years of nothing.
  package init?(_ years: [[Double]]) {
    guard years.count > 1, let months = years.first?.count, months > 1, years.allSatisfy({ $0.count == months }) else {
      return nil
    }
    sums = years.map { $0.reduce(0, +) }
    let total = sums.reduce(0, +)
    guard sums.allSatisfy({ $0 > 0 }) else { return nil }
    var shape = [Double](repeating: 0, count: months)
    for month in 0..<months { shape[month] = years.reduce(0) { $0 + $1[month] } / total }
    var pearson = 0.0
    var empty = 0
    for month in 0..<months where shape[month] == 0 { empty += 1 }
    for (year, row) in years.enumerated() {
      for month in 0..<months where shape[month] > 0 {
        let expected = sums[year] * shape[month]
        pearson += (row[month] - expected) * (row[month] - expected) / expected
      }
    }
    degrees = (years.count - 1) * (months - empty - 1)
    guard degrees > 0 else { return nil }
    self.shape = shape
    dispersion = pearson / Double(degrees)
  }

  /// ln of a year's sum over another's, its standard error, and the two-sided p-value of no change. A dispersion of
  /// nothing leaves the error zero and p nil.
  package func change(of year: Int, against other: Int) -> (log: Double, error: Double, p: Double?) {
    let log = Double.log(sums[year] / sums[other])
    let error = (dispersion * (1 / sums[year] + 1 / sums[other])).squareRoot()
    return (log, error, error > 0 ? StudentT.twoSided(log / error, degrees: Double(degrees)) : nil)
  }
}

/// Where a value stands against a few earlier ones of its kind.
package enum Prediction {
  /// Two-sided p-value of a new value, if it came from the same normal distribution as the earlier ones: t with n − 1
  /// degrees of freedom on (x − mean)/(s·√(1 + 1/n)). Nil for fewer than three earlier values or no spread.
  package static func p(_ value: Double, after earlier: [Double]) -> Double? {
    guard earlier.count > 2, let mean = Descriptive.mean(earlier), let variance = Descriptive.variance(earlier), variance > 0
    else { return nil }
    let n = Double(earlier.count)
    return StudentT.twoSided((value - mean) / (variance * (1 + 1 / n)).squareRoot(), degrees: n - 1)
  }
}
