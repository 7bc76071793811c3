// SPDX-License-Identifier: Apache-2.0

import Foundation
import Statistics
import Testing

struct RegressionTests {
  /// statsmodels 0.14: sm.OLS(y, [1, x, d]).fit(), and cov_type="HAC", maxlags=2, use_correction=True.
  @Test func `Coefficients and errors are those of statsmodels`() throws {
    let y = [2.1, 2.9, 3.2, 4.8, 5.1, 5.0, 7.3, 7.9, 8.2, 9.9]
    let x = (0..<10).map(Double.init)
    let step = (0..<10).map { $0 >= 5 ? 1.0 : 0 }
    let fit = try #require(LeastSquares(columns: [[Double](repeating: 1, count: 10), x, step], outcome: y))
    for (index, expected) in [1.76, 0.93, -0.61].enumerated() { #expect((fit.coefficients[index] - expected).magnitude < 1e-10) }
    for (index, expected) in [0.326190128606002, 0.115325625946708, 0.6624952830020759].enumerated() {
      #expect((fit.standardError(index) - expected).magnitude < 1e-10)
    }
    for (index, expected) in [0.25070567072432415, 0.08730897515637846, 0.4777905498477432].enumerated() {
      #expect((fit.neweyWest(index, lags: 2) - expected).magnitude < 1e-10)
    }
    #expect((fit.residualSum - 1.862).magnitude < 1e-10)
    #expect(fit.degrees == 7)
    #expect((fit.t(1) - 0.93 / 0.115325625946708).magnitude < 1e-8)
  }

  @Test func `Columns that follow from others, and too few rows, give nothing`() {
    #expect(LeastSquares(columns: [[1, 1, 1], [2, 2, 2]], outcome: [1, 2, 3]) == nil)
    #expect(LeastSquares(columns: [[1, 1], [1, 2]], outcome: [1, 2]) == nil)
  }

  /// sm.GLM(y, year and month dummies, family=Poisson()).fit(scale="X2") and its t_test of year 3 less year 2.
  @Test func `Year on year under seasons is the quasi-Poisson regression`() throws {
    let counts = try #require(SeasonalCounts([[10, 12, 9, 15], [14, 15, 13, 20], [30, 33, 28, 52]]))
    let change = counts.change(of: 2, against: 1)
    #expect((change.log - 0.8357102452148157).magnitude < 1e-9)
    #expect((change.error - 0.04441176034830232).magnitude < 1e-9)
    #expect((counts.dispersion - 0.0853040874041261).magnitude < 1e-9)
    #expect(counts.degrees == 6)
    #expect((try #require(change.p) / 1.4547813295521604e-06 - 1).magnitude < 1e-6)
    #expect(SeasonalCounts([[1, 2]]) == nil)
    #expect(SeasonalCounts([[0, 0], [1, 2]]) == nil)
    #expect(SeasonalCounts([[1, 2], [1]]) == nil)
  }

  /// 2 * st.t.sf((0.9 - mean) / (sd * sqrt(1 + 1/3)), 2) of [0.1, 0.2, 0.15]
  @Test func `A new value is set against a few earlier ones`() throws {
    #expect((try #require(Prediction.p(0.9, after: [0.1, 0.2, 0.15])) - 0.0058737659364911975).magnitude < 1e-9)
    #expect(Prediction.p(1, after: [1, 2]) == nil)
    #expect(Prediction.p(1, after: [2, 2, 2]) == nil)
  }

  @Test func `The rest of a year follows from the shape of earlier ones`() throws {
    let shape = try #require(SeasonalShape([(55, 100), (50, 100), (60, 100), (0, 0)]))
    #expect(shape.parts == [0.55, 0.5, 0.6])
    let year = try #require(shape.year(from: 110))
    #expect((year.estimate - 200).magnitude < 1e-9)
    #expect((year.low - 110 / 0.6).magnitude < 1e-9)
    #expect(year.high == 220)
    // 100 / exp(mean ± t.ppf(0.95, 2) · sd · sqrt(4/3)) of the logs
    let interval = try #require(shape.interval(from: 100))
    #expect((interval.low - 134.06164441093807).magnitude < 1e-6)
    #expect((interval.high - 247.9549760782497).magnitude < 1e-6)
    #expect(SeasonalShape([]) == nil)
  }
}

struct BreakTestTests {
  private static let seasons = (0..<48).map { $0 % 12 }

  /// A loop of statsmodels' OLS over the dates 8 … 40 with a constant, a trend and eleven month dummies.
  @Test func `The highest F, its date and its step are those of a loop of regressions`() throws {
    let y = (0..<48).map { i -> Double in
      let x = Double(i)
      return 0.01 * x + 0.3 * sin(2 * Double.pi * Double(i % 12) / 12) + (i >= 30 ? 0.8 : 0) + 0.2 * sin(x * x * 1.7)
    }
    let test = try #require(BreakTest(count: 48, seasons: Self.seasons))
    #expect(test.candidates == Array(8...40))
    let scan = try #require(test.scan(y))
    #expect((scan.supF - 70.77079392626777).magnitude < 1e-6)
    #expect(test.candidates[scan.best] == 30)
    #expect((scan.shift[scan.best] - 0.7403216102945596).magnitude < 1e-9)
    // For comparison, steps with three rows on each side, too.
    #expect(test.dates == Array(3...45))
    let ts = test.magnitudes(y)
    for (date, t) in [(3, 2.649277301986703), (30, scan.supF.squareRoot()), (45, 0.3147528403844865)] {
      #expect((ts[date - 3] - t).magnitude < 1e-6, "\(date)")
    }
  }

  @Test func `Critical values come near those of Andrews`() throws {
    // Andrews (1993, corrected 2003), table 1: π = 0.15, p = 1: 5 % 8.68 (2003), 1 % 12.16; without other regressors than the constant.
    let test = try #require(BreakTest(count: 200, trend: false))
    let null = test.null(correlation: 0, rounds: 4000, seed: 11)
    #expect((try #require(Descriptive.quantile(sorted: null, 0.95)) - 8.68).magnitude < 0.6)
    #expect((try #require(Descriptive.quantile(sorted: null, 0.99)) - 12.16).magnitude < 1.2)
    #expect(null == test.null(correlation: 0, rounds: 4000, seed: 11))
    #expect(test.p(0, null: null) == 1)
    #expect((test.p(8.68, null: null) - 0.05).magnitude < 0.012)
    #expect(test.p(1e9, null: null) == 1e-9)
    // The tail is fitted to 100 of 1,000 simulations and agrees with 20,000 of them where these still count.
    let many = test.null(correlation: 0, rounds: 20_000, seed: 12)
    let few = test.null(correlation: 0, rounds: 1000, seed: 13)
    for p in [0.01, 0.001] {
      let value = try #require(Descriptive.quantile(sorted: many, 1 - p))
      #expect((0.55...1.8).contains(test.p(value, null: few) / p))
    }
  }

  @Test func `Series without a break rarely show one, with correlated errors too`() throws {
    let test = try #require(BreakTest(count: 48, seasons: Self.seasons))
    let calibration = test.calibration(seed: 7)
    #expect(zip(calibration, calibration.dropFirst()).allSatisfy { $0 < $1 })
    let nulls = (0..<10).map { test.null(correlation: Double($0) / 10, rounds: 400, seed: 3) }
    for correlation in [0.0, 0.5] {
      var generator = SeededGenerator(seed: 99)
      var alarms = 0
      for _ in 0..<300 {
        var previous = 0.0
        let y = (0..<48).map { _ in
          previous = correlation * previous + generator.normal()
          return previous
        }
        let scan = try #require(test.scan(y))
        if test.p(scan.supF, null: nulls[BreakTest.tenth(scan.residuals, calibration: calibration)]) <= 0.05 { alarms += 1 }
      }
      // 15 of 300 are expected where the correlation is known; it is estimated here, from 48 months.
      #expect((3...33).contains(alarms), "\(alarms) of 300 at correlation \(correlation)")
    }
  }

  @Test func `A planted step is found at its date, and its interval holds it`() throws {
    let test = try #require(BreakTest(count: 48, seasons: Self.seasons))
    var generator = SeededGenerator(seed: 5)
    var (near, held) = (0, 0)
    for _ in 0..<100 {
      let y = (0..<48).map { 0.3 * Double($0 % 12) + ($0 >= 28 ? 1.0 : 0) + 0.3 * generator.normal() }
      let scan = try #require(test.scan(y))
      let date = test.candidates[scan.best]
      if (date - 28).magnitude <= 1 { near += 1 }
      let variance = scan.residuals.reduce(0) { $0 + $1 * $1 } / 34
      if BreakTest.interval(around: date, shift: scan.shift[scan.best], longRunVariance: variance, count: 48).contains(28) { held += 1 }
    }
    #expect(near >= 85)
    #expect(held >= 90)
  }

  @Test func `A level that shifts for a while is found where it begins`() throws {
    let test = try #require(BreakTest(count: 72, seasons: (0..<72).map { $0 % 12 }, width: 9))
    #expect(test.candidates == Array(11...61))
    var generator = SeededGenerator(seed: 6)
    let y = (0..<72).map { ((36..<45).contains($0) ? 1.5 : 0) + 0.2 * generator.normal() }
    let scan = try #require(test.scan(y))
    #expect(test.candidates[scan.best] == 36)
    #expect((scan.shift[scan.best] - 1.5).magnitude < 0.25)
    #expect(test.p(scan.supF, null: test.null(correlation: 0, rounds: 99, seed: 1)) == 0.01)
    #expect(BreakTest(count: 20, width: 15) == nil)
  }

  @Test func `Short and constant series are refused`() throws {
    #expect(BreakTest(count: 12) == nil)
    let test = try #require(BreakTest(count: 48))
    #expect(test.scan([Double](repeating: 3, count: 48)) == nil)
    #expect(test.scan([1, 2]) == nil)
  }
}
