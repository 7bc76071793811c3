// SPDX-License-Identifier: Apache-2.0

import RealModule

/// A shift of level at an unknown time: the sup-F test of Andrews (1993) over all dates but the outer `trim` on each
/// side, in a regression on a constant, a trend and, where wanted, the months of the year.
///
/// The design is worked out once for a length of series and used for thousands of series: what the other regressors
/// explain is taken out of each candidate step beforehand (Frisch and Waugh), so that a candidate costs one dot product.
package struct BreakTest: Sendable {
  package let count: Int
  /// Candidate dates: the step begins at this index.
  package let candidates: [Int]
  /// Orthonormal basis of the regressors other than the step.
  private let basis: [[Double]]
  /// Steps without what the basis explains.
  private let steps: [[Double]]
  private let squares: [Double]

  /// - Parameters:
  ///   - seasons: the season of each row (0 ..< 12 for months), nil for none.
  ///   - trim: the share of the series at each end in which no break is looked for; 0.15 is usual.
  ///   - least: rows that must lie on each side whatever the trim.
  package init?(count: Int, seasons: [Int]? = nil, trend: Bool = true, trim: Double = 0.15, least: Int = 8) {
    var columns: [[Double]] = [[Double](repeating: 1, count: count)]
    if trend { columns.append((0..<count).map(Double.init)) }
    if let seasons {
      guard seasons.count == count else { return nil }
      for season in Set(seasons).sorted().dropFirst() { columns.append(seasons.map { $0 == season ? 1 : 0 }) }
    }
    basis = BreakTest.orthonormal(columns)
    self.count = count
    let edge = max(least, Int((trim * Double(count)).rounded(.up)))
    guard count >= 2 * edge, count > basis.count + 2 else { return nil }
    var (kept, steps, squares): ([Int], [[Double]], [Double]) = ([], [], [])
    for date in edge...(count - edge) {
      let step = BreakTest.without(basis, (0..<count).map { $0 >= date ? 1 : 0 })
      let square = LeastSquares.dot(step, step)
      guard square > 1e-9 else { continue }
      kept.append(date)
      steps.append(step)
      squares.append(square)
    }
    guard !kept.isEmpty else { return nil }
    candidates = kept
    self.steps = steps
    self.squares = squares
  }

  package struct Scan: Sendable {
    /// F for a step at each candidate.
    package var f: [Double]
    /// The height of the step at each candidate.
    package var shift: [Double]
    /// Index into the candidates.
    package var best: Int
    /// Residuals of the regression with the best step.
    package var residuals: [Double]

    package var supF: Double { f[best] }
  }

  package func scan(_ y: [Double]) -> Scan? {
    guard y.count == count else { return nil }
    let rest = BreakTest.without(basis, y)
    let total = LeastSquares.dot(rest, rest)
    let degrees = Double(count - basis.count - 1)
    var (f, shifts) = ([Double](), [Double]())
    for index in steps.indices {
      let shift = LeastSquares.dot(steps[index], rest) / squares[index]
      let explained = shift * shift * squares[index]
      f.append(explained / max((total - explained) / degrees, 1e-300))
      shifts.append(shift)
    }
    guard total > 1e-12 * max(LeastSquares.dot(y, y), 1e-300), let best = f.indices.max(by: { f[$0] < f[$1] }) else { return nil }
    let residuals = rest.indices.map { rest[$0] - shifts[best] * steps[best][$0] }
    return Scan(f: f, shift: shifts, best: best, residuals: residuals)
  }

  /// Sorted sup-F values of series without a break, whose errors follow each other with this correlation: the null
  /// distribution for just this design, drawn with a seed.
  package func null(correlation: Double, rounds: Int, seed: UInt64) -> [Double] {
    var generator = SeededGenerator(seed: seed)
    var values: [Double] = []
    let start = 1 / (1 - correlation * correlation).squareRoot()
    for _ in 0..<rounds {
      var previous = generator.normal() * start
      var y: [Double] = [previous]
      for _ in 1..<count {
        previous = correlation * previous + generator.normal()
        y.append(previous)
      }
      if let scan = scan(y) { values.append(scan.supF) }
    }
    return values.sorted()
  }

  /// (1 + how many are as high) / (1 + how many there are).
  package static func p(_ supF: Double, null sorted: [Double]) -> Double {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < supF { low = middle + 1 } else { high = middle }
    }
    return Double(1 + sorted.count - low) / Double(1 + sorted.count)
  }

  /// Candidate dates that a 95 % interval around the best one holds (Bai 1997, proposition 7 for a shift of the mean):
  /// k ± (⌊11 · s²/δ²⌋ + 1), with the long-run variance s² of the residuals in place of the variance.
  package static func interval(around date: Int, shift: Double, longRunVariance: Double, count: Int) -> ClosedRange<Int> {
    let width = shift == 0 ? Double(count) : (11 * longRunVariance / (shift * shift)).rounded(.down) + 1
    let reach = Int(min(width, Double(count)))
    return max(0, date - reach)...min(count - 1, date + reach)
  }

  /// First-order correlation of residuals, with the bias of a short series put right (Kendall 1954), within 0 … 0.9.
  package static func correlation(_ residuals: [Double]) -> Double {
    let square = LeastSquares.dot(residuals, residuals)
    guard square > 0, residuals.count > 3 else { return 0 }
    let lagged = residuals.indices.dropFirst().reduce(0) { $0 + residuals[$1] * residuals[$1 - 1] }
    let r = lagged / square
    return min(0.9, max(0, r + (1 + 3 * r) / Double(residuals.count)))
  }

  private static func orthonormal(_ columns: [[Double]]) -> [[Double]] {
    var basis: [[Double]] = []
    for column in columns {
      let rest = without(basis, column)
      let length = LeastSquares.dot(rest, rest).squareRoot()
      // A season that never varies adds nothing.
      if length > 1e-9 { basis.append(rest.map { $0 / length }) }
    }
    return basis
  }

  private static func without(_ basis: [[Double]], _ y: [Double]) -> [Double] {
    var rest = y
    for _ in 0..<2 {
      for vector in basis {
        let part = LeastSquares.dot(vector, rest)
        for row in rest.indices { rest[row] -= part * vector[row] }
      }
    }
    return rest
  }

  /// What the other regressors leave of a regressor of the caller's own, such as a window, for ``f(of:in:)``.
  package func step(_ regressor: [Double]) -> [Double]? {
    guard regressor.count == count else { return nil }
    let rest = BreakTest.without(basis, regressor)
    return LeastSquares.dot(rest, rest) > 1e-9 ? rest : nil
  }

  /// t of a prepared regressor in the regression of `y`, and its coefficient.
  package func t(of step: [Double], in y: [Double]) -> (t: Double, shift: Double)? {
    guard y.count == count, step.count == count else { return nil }
    let rest = BreakTest.without(basis, y)
    let (total, square) = (LeastSquares.dot(rest, rest), LeastSquares.dot(step, step))
    let shift = LeastSquares.dot(step, rest) / square
    let degrees = Double(count - basis.count - 1)
    let variance = (total - shift * shift * square) / degrees
    guard variance > 1e-300 else { return nil }
    return (shift * (square / variance).squareRoot(), shift)
  }
}
