// SPDX-License-Identifier: Apache-2.0

import RealModule

/// A shift of level at an unknown time, for good or for a number of rows: the sup-F test of Andrews (1993) over all dates but the outer `trim` on each
/// side, in a regression on a constant, a trend and, where wanted, the months of the year.
///
/// The design is worked out once for a length of series and used for thousands of series: what the other regressors
/// explain is taken out of each candidate step beforehand (Frisch and Waugh), so that a candidate costs one dot product.
package struct BreakTest: Sendable {
  package let count: Int
  /// Candidate dates: the step begins at this index.
  package let candidates: [Int]
  /// Dates at which a step can be fitted at all, with ``leastSide`` rows on each side; candidates are among them.
  package let dates: [Int]
  /// Where in ``dates`` the candidates begin.
  private let first: Int
  /// Orthonormal basis of the regressors other than the step.
  private let basis: [[Double]]
  /// Steps without what the basis explains.
  private let steps: [[Double]]
  private let squares: [Double]

  /// Rows on each side of a date at which a step is fitted for comparison only.
  package static let leastSide = 3

  /// - Parameters:
  ///   - seasons: the season of each row (0 ..< 12 for months), nil for none.
  ///   - trim: the share of the series at each end in which no break is looked for; 0.15 is usual.
  ///   - least: rows that must lie on each side whatever the trim.
  ///   - width: for how many rows the level stays shifted; nil for good.
  package init?(
    count: Int, seasons: [Int]? = nil, trend: Bool = true, trim: Double = 0.15, least: Int = 8, width: Int? = nil
  ) {
    var columns: [[Double]] = [[Double](repeating: 1, count: count)]
    if trend { columns.append((0..<count).map(Double.init)) }
    if let seasons {
      guard seasons.count == count else { return nil }
      for season in Set(seasons).sorted().dropFirst() { columns.append(seasons.map { $0 == season ? 1 : 0 }) }
    }
    basis = BreakTest.orthonormal(columns)
    self.count = count
    let edge = max(least, Int((trim * Double(count)).rounded(.up)))
    let end = count - max(edge, width ?? 0)
    guard count >= 2 * edge, end >= edge, count > basis.count + 2 else { return nil }
    var (kept, steps, squares): ([Int], [[Double]], [Double]) = ([], [], [])
    for date in min(edge, BreakTest.leastSide)...max(end, count - max(BreakTest.leastSide, width ?? 0)) {
      let step = BreakTest.without(basis, BreakTest.shift(at: date, width: width, count: count))
      let square = LeastSquares.dot(step, step)
      guard square > 1e-9 else { continue }
      kept.append(date)
      steps.append(step)
      squares.append(square)
    }
    candidates = kept.filter { (edge...end).contains($0) }
    guard let start = candidates.first, let place = kept.firstIndex(of: start) else { return nil }
    (dates, first) = (kept, place)
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
    for index in candidates.indices {
      let (shift, ratio) = step(first + index, rest, total, degrees)
      f.append(ratio)
      shifts.append(shift)
    }
    guard total > 1e-12 * max(LeastSquares.dot(y, y), 1e-300), let best = f.indices.max(by: { f[$0] < f[$1] }) else { return nil }
    let residuals = rest.indices.map { rest[$0] - shifts[best] * steps[first + best][$0] }
    return Scan(f: f, shift: shifts, best: best, residuals: residuals)
  }

  /// The height of a step and its F, for what the other regressors leave.
  private func step(_ index: Int, _ rest: [Double], _ total: Double, _ degrees: Double) -> (shift: Double, f: Double) {
    let shift = LeastSquares.dot(steps[index], rest) / squares[index]
    let explained = shift * shift * squares[index]
    return (shift, explained / max((total - explained) / degrees, 1e-300))
  }

  /// |t| of a step at each of ``dates``, for placebo tests.
  package func magnitudes(_ y: [Double]) -> [Double] {
    let rest = BreakTest.without(basis, y)
    let total = LeastSquares.dot(rest, rest)
    return dates.indices.map { step($0, rest, total, Double(count - basis.count - 1)).f.squareRoot() }
  }

  /// Sorted sup-F values of series without a break, whose errors follow each other with this correlation: the null
  /// distribution for just this design, drawn with a seed.
  package func null(correlation: Double, rounds: Int, seed: UInt64) -> [Double] {
    var generator = SeededGenerator(seed: seed)
    var values: [Double] = []
    for _ in 0..<rounds {
      if let scan = scan(errors(correlation, &generator)) { values.append(scan.supF) }
    }
    return values.sorted()
  }

  /// A stationary series of errors, each correlated so with the one before.
  private func errors(_ correlation: Double, _ generator: inout SeededGenerator) -> [Double] {
    var previous = generator.normal() / (1 - correlation * correlation).squareRoot()
    var y: [Double] = [previous]
    for _ in 1..<count {
      previous = correlation * previous + generator.normal()
      y.append(previous)
    }
    return y
  }

  /// How likely a sup-F as high is without a break: (1 + how many are as high) / (1 + how many there are) where enough of
  /// the simulations are; in their highest tenth an exponential tail of the likelihood ratio n·ln(1 + F/ν), which behaves
  /// as a χ² does (peaks over threshold, Pickands 1975, shape 0), so that thousands of tests can be told apart. Not below
  /// 1e-9.
  package func p(_ supF: Double, null sorted: [Double]) -> Double {
    let atLeast = sorted.count - BreakTest.below(supF, in: sorted)
    let counted = Double(1 + atLeast) / Double(1 + sorted.count)
    guard sorted.count >= 200, counted < 0.1, let threshold = Descriptive.quantile(sorted: sorted, 0.9) else { return counted }
    let start = ratio(threshold)
    let excesses = sorted.suffix(sorted.count - BreakTest.below(threshold, in: sorted)).map { ratio($0) - start }
    guard let scale = Descriptive.mean(excesses), scale > 0 else { return counted }
    return max(1e-9, 0.1 * Double.exp(-(ratio(supF) - start) / scale))
  }

  private func ratio(_ f: Double) -> Double { Double(count) * Double.log(onePlus: f / Double(count - basis.count - 1)) }

  private static func below(_ value: Double, in sorted: [Double]) -> Int {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Candidate dates that a 95 % interval around the best one holds (Bai 1997, proposition 7 for a shift of the mean):
  /// k ± (⌊11 · s²/δ²⌋ + 1), with the long-run variance s² of the residuals in place of the variance.
  package static func interval(around date: Int, shift: Double, longRunVariance: Double, count: Int) -> ClosedRange<Int> {
    let width = shift == 0 ? Double(count) : (11 * longRunVariance / (shift * shift)).rounded(.down) + 1
    let reach = Int(min(width, Double(count)))
    return max(0, date - reach)...min(count - 1, date + reach)
  }

  /// First-order correlation of residuals, as it is.
  package static func correlation(_ residuals: [Double]) -> Double {
    let square = LeastSquares.dot(residuals, residuals)
    guard square > 0, residuals.count > 3 else { return 0 }
    return residuals.indices.dropFirst().reduce(0) { $0 + residuals[$1] * residuals[$1 - 1] } / square
  }

  /// What the residuals' correlation comes to, on average, for errors of a correlation of 0, 0.1 … 0.9: regressors and the
  /// search for a break take a good part of it away. To be turned round by ``correlation(_:calibration:)`` (indirect
  /// inference, Gouriéroux, Monfort and Renault 1993).
  package func calibration(rounds: Int = 149, seed: UInt64) -> [Double] {
    (0..<10).map { tenth in
      var found: [Double] = []
      var generator = SeededGenerator(seed: seed &+ UInt64(tenth))
      for _ in 0..<rounds {
        if let scan = scan(errors(Double(tenth) / 10, &generator)) { found.append(BreakTest.correlation(scan.residuals)) }
      }
      return Descriptive.mean(found) ?? 0
    }
  }

  /// The tenth of correlation, 0 … 9, whose residuals look as these do or are the next more correlated ones.
  package static func tenth(_ residuals: [Double], calibration: [Double]) -> Int {
    let found = correlation(residuals)
    return calibration.firstIndex { $0 >= found } ?? 9
  }

  private static func shift(at date: Int, width: Int?, count: Int) -> [Double] {
    (0..<count).map { $0 >= date && $0 < date + (width ?? count) ? 1 : 0 }
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
}
