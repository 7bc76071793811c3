// SPDX-License-Identifier: Apache-2.0

import RealModule

/// Ordinary least squares with a small design matrix, by an orthogonal decomposition.
package struct LeastSquares: Sendable {
  package let coefficients: [Double]
  package let residuals: [Double]
  /// n − k.
  package let degrees: Int
  /// (XᵀX)⁻¹, row by row.
  package let inverse: [[Double]]
  private let design: [[Double]]

  /// - Parameter columns: the design matrix by column, the constant among them where it is wanted.
  /// - Returns: nil when there are no more rows than columns, or a column follows from the others.
  package init?(columns: [[Double]], outcome y: [Double]) {
    let (n, k) = (y.count, columns.count)
    guard n > k, k > 0, columns.allSatisfy({ $0.count == n }) else { return nil }
    var q = columns
    var r = [[Double]](repeating: [Double](repeating: 0, count: k), count: k)
    // Modified Gram–Schmidt, twice over: as stable as Householder's reflections for what is asked here, and plainer.
    for j in 0..<k {
      let before = LeastSquares.dot(q[j], q[j]).squareRoot()
      for _ in 0..<2 {
        for i in 0..<j {
          let projection = LeastSquares.dot(q[i], q[j])
          r[i][j] += projection
          for row in 0..<n { q[j][row] -= projection * q[i][row] }
        }
      }
      let length = LeastSquares.dot(q[j], q[j]).squareRoot()
      guard length > 1e-10 * max(before, 1e-300) else { return nil }
      r[j][j] = length
      for row in 0..<n { q[j][row] /= length }
    }
    var rest = y
    var effects = [Double](repeating: 0, count: k)
    for _ in 0..<2 {
      for j in 0..<k {
        let effect = LeastSquares.dot(q[j], rest)
        effects[j] += effect
        for row in 0..<n { rest[row] -= effect * q[j][row] }
      }
    }
    func solve(_ right: [Double]) -> [Double] {
      var x = right
      for i in stride(from: k - 1, through: 0, by: -1) {
        for j in (i + 1)..<max(k, i + 1) { x[i] -= r[i][j] * x[j] }
        x[i] /= r[i][i]
      }
      return x
    }
    coefficients = solve(effects)
    residuals = rest
    degrees = n - k
    // R⁻¹ by column, then R⁻¹R⁻ᵀ.
    let columnsOfInverse = (0..<k).map { j in solve((0..<k).map { $0 == j ? 1 : 0 }) }
    inverse = (0..<k).map { i in
      (0..<k).map { j in (0..<k).reduce(0) { $0 + columnsOfInverse[$1][i] * columnsOfInverse[$1][j] } }
    }
    design = columns
  }

  package var residualSum: Double { LeastSquares.dot(residuals, residuals) }

  package var variance: Double { residualSum / Double(degrees) }

  package func standardError(_ index: Int) -> Double { (variance * inverse[index][index]).squareRoot() }

  package func t(_ index: Int) -> Double { coefficients[index] / standardError(index) }

  /// Standard error that allows for heteroscedasticity and for correlation over `lags` neighbouring rows (Newey and
  /// West 1987: Bartlett weights), with the small-sample factor n/(n − k) as statsmodels gives it.
  package func neweyWest(_ index: Int, lags: Int) -> Double {
    let n = residuals.count
    // The row of (XᵀX)⁻¹ turns scores into influences on this coefficient.
    let influence = (0..<n).map { row in
      residuals[row] * (0..<coefficients.count).reduce(0) { $0 + inverse[index][$1] * design[$1][row] }
    }
    var sum = LeastSquares.dot(influence, influence)
    if lags > 0 {
      for lag in 1...lags where lag < n {
        let weight = 1 - Double(lag) / Double(lags + 1)
        sum += 2 * weight * (lag..<n).reduce(0) { $0 + influence[$1] * influence[$1 - lag] }
      }
    }
    return (max(sum, 0) * Double(n) / Double(degrees)).squareRoot()
  }

  static func dot(_ x: [Double], _ y: [Double]) -> Double {
    var sum = 0.0
    for index in x.indices { sum += x[index] * y[index] }
    return sum
  }
}
