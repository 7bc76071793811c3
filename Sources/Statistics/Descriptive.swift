// SPDX-License-Identifier: Apache-2.0

/// Centre, spread and order of a sample. Empty or too short samples give nil, never a made-up number.
package enum Descriptive {
  package static func mean(_ sample: [Double]) -> Double? {
    sample.isEmpty ? nil : sample.reduce(0, +) / Double(sample.count)
  }

  /// With n − 1 in the denominator.
  package static func variance(_ sample: [Double]) -> Double? {
    guard sample.count > 1, let mean = mean(sample) else { return nil }
    return sample.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(sample.count - 1)
  }

  package static func median(_ sample: [Double]) -> Double? { quantile(sample, 0.5) }

  /// Linear interpolation between order statistics (type 7 of Hyndman and Fan 1996; NumPy's and R's default).
  package static func quantile(_ sample: [Double], _ p: Double) -> Double? {
    quantile(sorted: sample.sorted(), p)
  }

  package static func quantile(sorted: [Double], _ p: Double) -> Double? {
    guard !sorted.isEmpty, (0...1).contains(p) else { return nil }
    let position = p * Double(sorted.count - 1)
    let low = Int(position.rounded(.down))
    let high = min(low + 1, sorted.count - 1)
    return sorted[low] + (position - Double(low)) * (sorted[high] - sorted[low])
  }

  /// What turns a median absolute deviation into a standard deviation of a normal sample: 1/Φ⁻¹(3/4).
  package static let consistency = 1.4826022185056018

  /// Median absolute deviation from the median, unscaled.
  package static func medianDeviation(_ sample: [Double]) -> Double? {
    guard let centre = median(sample) else { return nil }
    return median(sample.map { ($0 - centre).magnitude })
  }

  /// Ranks from 1; ties share their mean rank.
  package static func ranks(_ sample: [Double]) -> [Double] {
    let order = sample.indices.sorted { sample[$0] < sample[$1] }
    var ranks = [Double](repeating: 0, count: sample.count)
    var start = 0
    while start < order.count {
      var end = start
      while end + 1 < order.count, sample[order[end + 1]] == sample[order[start]] { end += 1 }
      for index in start...end { ranks[order[index]] = Double(start + end) / 2 + 1 }
      start = end + 1
    }
    return ranks
  }
}

/// Distances from the median in robust standard deviations.
package struct RobustScale: Sendable, Hashable {
  package var centre: Double
  /// 1.4826 · MAD.
  package var spread: Double

  /// Nil when the sample is empty or more than half of it is equal: then nothing can be said to be far.
  package init?(_ sample: [Double]) {
    guard let centre = Descriptive.median(sample), let deviation = Descriptive.medianDeviation(sample), deviation > 0
    else { return nil }
    self.centre = centre
    spread = deviation * Descriptive.consistency
  }

  package func z(_ value: Double) -> Double { (value - centre) / spread }
}
