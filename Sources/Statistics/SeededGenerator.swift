// SPDX-License-Identifier: Apache-2.0

import RealModule

/// Random numbers that are the same for the same seed, on every machine: SplitMix64 (Steele, Lea and Flood 2014).
package struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64
  private var spare: Double?

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Uniform in [0, 1).
  package mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  package mutating func uniform(_ low: Double, _ high: Double) -> Double { low + (high - low) * uniform() }

  /// Standard normal, by the polar method.
  package mutating func normal() -> Double {
    if let value = spare {
      spare = nil
      return value
    }
    while true {
      let (u, v) = (2 * uniform() - 1, 2 * uniform() - 1)
      let s = u * u + v * v
      guard s > 0, s < 1 else { continue }
      let factor = (-2 * Double.log(s) / s).squareRoot()
      spare = v * factor
      return u * factor
    }
  }

  /// 0 ..< count. The modulo's bias is below count / 2⁶⁴.
  package mutating func index(below count: Int) -> Int { Int(next() % UInt64(count)) }

  package mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
    var result = elements
    for index in stride(from: result.count - 1, to: 0, by: -1) { result.swapAt(index, self.index(below: index + 1)) }
    return result
  }
}

/// Resampling with replacement.
package enum Bootstrap {
  /// The percentile interval of a statistic (Efron 1979).
  package static func interval(
    _ sample: [Double], level: Double = 0.95, rounds: Int = 1000, seed: UInt64, _ statistic: ([Double]) -> Double?
  ) -> (low: Double, high: Double)? {
    guard sample.count > 1 else { return nil }
    var generator = SeededGenerator(seed: seed)
    var values: [Double] = []
    for _ in 0..<rounds {
      let drawn = sample.indices.map { _ in sample[generator.index(below: sample.count)] }
      if let value = statistic(drawn) { values.append(value) }
    }
    values.sort()
    guard let low = Descriptive.quantile(sorted: values, (1 - level) / 2),
      let high = Descriptive.quantile(sorted: values, (1 + level) / 2)
    else { return nil }
    return (low, high)
  }
}
