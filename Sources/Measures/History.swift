// SPDX-License-Identifier: Apache-2.0

import Trade
import Warehouse

/// A basis added up by the periods in which its records are stated, to look back over many periods with one statement.
struct History: Sendable {
  var basis: Basis
  var sums: [Period: Sum]
  var sql: String

  struct Sum: Sendable, Hashable {
    var value: Double
    var bounds: Bounds

    static let none = Sum(value: 0, bounds: .exactly(0))

    static func + (left: Sum, right: Sum) -> Sum {
      func both(_ one: Double?, _ other: Double?) -> Double? { if let one, let other { one + other } else { nil } }
      return Sum(
        value: left.value + right.value,
        bounds: Bounds(low: both(left.bounds.low, right.bounds.low), high: both(left.bounds.high, right.bounds.high)))
    }
  }

  /// The sum over a period; nil when the sources do not cover it.
  func sum(over period: Period, compiler: MeasureCompiler) -> Sum? {
    guard basis.isStatistic else {
      guard basis.extends(over: period) else { return nil }
      var result = Sum.none
      for (own, sum) in sums where own.overlaps(period) {
        // A record that lies only partly inside may belong to it or not.
        result = result + (period.contains(own) ? sum : Sum(value: 0, bounds: Bounds(low: 0, high: sum.bounds.high)))
      }
      return result
    }
    var result = Sum.none
    for source in basis.sources {
      guard let tiling = try? compiler.tiling(of: period, basis, source: source) else { return nil }
      for piece in tiling.pieces { result = result + (sums[piece] ?? .none) }
    }
    return result
  }
}

extension MeasureCompiler {
  func history(_ basis: Basis) async throws -> History {
    let query = Amount.history(
      basis.what, condition: basis.condition, inUSD: basis.filter.selection.currency == "USD")
    let table = try await engine.table(query)
    let (from, to) = (try table.days("period_from"), try table.days("period_to"))
    let (value, low, high) = (try table.doubles("figure"), try table.doubles("low"), try table.doubles("high"))
    var sums: [Period: History.Sum] = [:]
    for i in 0..<table.count {
      guard let period = Period(optional: from[i], to[i]) else { continue }
      // Where a record states nothing, its sum is at least zero.
      sums[period] = History.Sum(value: value[i] ?? 0, bounds: Bounds(low: low[i] ?? 0, high: high[i]))
    }
    return History(basis: basis, sums: sums, sql: query.readable)
  }

  /// Years in which the basis has records.
  func years(of basis: Basis) -> [Int] {
    let periods = basis.rows.compactMap(\.period)
    guard let first = periods.map(\.from.year).min(), let last = periods.map(\.to.year).max() else { return [] }
    return Array(first...last)
  }
}
