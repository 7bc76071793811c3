// SPDX-License-Identifier: Apache-2.0

import Statistics
import Trade

extension StockAndFlow {
  struct Outcome: Sendable, Hashable {
    /// Months; an open end is nil.
    var low, high: Double?
    var median: Double?
    var inner: ClosedRange<Double>?
    /// Share of the draws in which production keeps up with use.
    var never: Double
  }

  enum Depletion: Sendable, Hashable {
    case months(Outcome)
    /// The reserve that would be needed; an open end is nil.
    case needed(low: Double?, high: Double?)
    /// Months that the rest lasts.
    case pace(low: Double?, high: Double?)
    case unknown(String)
  }

  struct Lead: Sendable {
    var stock: DeclaredStock
    var depletion: Depletion

    var coverage: Double {
      let inputs = [stock.reserve, stock.consumption, stock.production]
      return stock.used != nil ? 1.0 / 3 : Double(inputs.count { $0 != nil }) / 3
    }

    var score: Double { EvidenceGrade.statement.weight * (0.5 + 0.5 * coverage) }

    func title(months: Int) -> String {
      switch depletion {
      case .months: "\(stock.title): how long the reserve lasts"
      case .needed: "\(stock.title): what reserve would last \(months) months"
      case .pace: "\(stock.title): how long the rest lasts at the stated pace"
      case .unknown: "\(stock.title): what is stated does not tell how long it lasts"
      }
    }
  }

  func depletion(of stock: DeclaredStock) -> Depletion {
    if let used = stock.used, stock.reserve == nil || stock.consumption == nil {
      func rest(_ share: Double?) -> Double? { share.map { max(0, 100 - $0) / ($0 / used.months) } }
      return .pace(low: rest(used.share.high), high: rest(used.share.low))
    }
    guard let use = stock.consumption else { return .unknown("its use is not stated.") }
    guard let reserve = stock.reserve else { return needed(use, stock.production) }
    return .months(outcome(reserve, use, stock.production))
  }

  private func needed(_ use: DeclaredStock.Amount, _ production: DeclaredStock.Amount?) -> Depletion {
    // Unknown production may be anything: it leaves the lower end open, and nothing made gives the upper one.
    let low = production.flatMap { made in use.low.flatMap { least in made.high.map { max(0, least - $0) } } }
    let high = use.high.map { $0 - (production?.low ?? 0) }
    guard low != nil || high != nil else { return .unknown("the stated ranges leave both ends open.") }
    return .needed(low: low.map { $0 * Double(months) }, high: high.map { max(0, $0) * Double(months) })
  }

  private func outcome(_ reserve: DeclaredStock.Amount, _ use: DeclaredStock.Amount, _ production: DeclaredStock.Amount?) -> Outcome {
    var outcome = Outcome(low: nil, high: nil, median: nil, inner: nil, never: 0)
    if let least = reserve.low, let most = use.high {
      let net = most - (production?.low ?? 0)
      if net > 0 { outcome.low = least / net }
    }
    if let most = reserve.high, let least = use.low, let made = production?.high, least > made { outcome.high = most / (least - made) }
    guard let made = production, let ranges = Self.closed([reserve, use, made]) else { return outcome }
    var generator = SeededGenerator(seed: UInt64(seed))
    var times: [Double] = []
    for _ in 0..<rounds {
      let draws = ranges.map { generator.uniform($0.lowerBound, $0.upperBound) }
      times.append(draws[1] > draws[2] ? draws[0] / (draws[1] - draws[2]) : .infinity)
    }
    times.sort()
    outcome.never = Double(times.count { $0 == .infinity }) / Double(times.count)
    let finite = { (p: Double) in Descriptive.quantile(sorted: times, p).flatMap { $0.isFinite ? $0 : nil } }
    outcome.median = finite(0.5)
    if let low = finite(0.1), let high = finite(0.9) { outcome.inner = low...high }
    return outcome
  }

  private static func closed(_ amounts: [DeclaredStock.Amount]) -> [ClosedRange<Double>]? {
    let ranges = amounts.compactMap { amount in amount.low.flatMap { low in amount.high.map { low...$0 } } }
    return ranges.count == amounts.count ? ranges : nil
  }
}
