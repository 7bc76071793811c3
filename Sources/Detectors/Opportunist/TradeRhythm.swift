// SPDX-License-Identifier: Apache-2.0

/// How evenly somebody trades: bursts, and demand that comes and goes.
enum TradeRhythm {
  /// Burstiness of intervals between events, corrected for how few they are: −1 regular, 0 random, 1 all at once.
  ///
  /// A = (√(n+1) · r − √(n−1)) / ((√(n+1) − 2) · r + √(n−1)) with r = σ/μ of n intervals (Kim and Jo, "Measuring burstiness
  /// for finite event sequences", Phys. Rev. E 94, 032311, 2016). Without the correction ten random events look regular.
  /// - Returns: nil for fewer than two intervals, or when all events are on one day.
  static func burstiness(_ intervals: [Double]) -> Double? {
    let n = Double(intervals.count)
    let sum = intervals.reduce(0, +)
    guard intervals.count >= 2, sum > 0 else { return nil }
    let mean = sum / n
    let deviation = (intervals.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / n).squareRoot()
    let r = deviation / mean
    let (up, down) = ((n + 1).squareRoot(), (n - 1).squareRoot())
    return (up * r - down) / ((up - 2) * r + down)
  }

  /// Classes of demand by Syntetos, Boylan and Croston, "On the categorization of demand patterns", JORS 56 (2005).
  enum Demand: String, Sendable {
    case smooth, erratic, intermittent, lumpy

    /// - Parameters:
    ///   - interval: average months from one month with trade to the next.
    ///   - variation: squared coefficient of variation of what the months with trade hold.
    init(interval: Double, variation: Double) {
      self =
        switch (interval >= 1.32, variation >= 0.49) {
        case (false, false): .smooth
        case (false, true): .erratic
        case (true, false): .intermittent
        case (true, true): .lumpy
        }
    }
  }

  /// - Parameter months: what each month holds, from the first with trade to the last, zeros between included.
  /// - Returns: nil when no month holds anything.
  static func demand(_ months: [Double]) -> (interval: Double, variation: Double, demand: Demand)? {
    let held = months.filter { $0 > 0 }
    guard !held.isEmpty else { return nil }
    let interval = Double(months.count) / Double(held.count)
    let mean = held.reduce(0, +) / Double(held.count)
    let variance = held.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(held.count)
    let variation = variance / (mean * mean)
    return (interval, variation, Demand(interval: interval, variation: variation))
  }

  /// The chance that two records drawn without putting back are of different kinds (Simpson 1949, unbiased); nil for fewer than two.
  static func switching(_ counts: [Int]) -> Double? {
    let n = counts.reduce(0, +)
    guard n >= 2 else { return nil }
    let same = counts.reduce(0) { $0 + $1 * ($1 - 1) }
    return 1 - Double(same) / Double(n * (n - 1))
  }
}
