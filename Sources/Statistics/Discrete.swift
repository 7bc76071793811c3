// SPDX-License-Identifier: Apache-2.0

/// Tails of counts: the probability of `count` or more (or fewer).
package enum Binomial {
  /// P(X ≥ count) for `trials` draws that each succeed with probability `p`.
  package static func atLeast(_ count: Int, of trials: Int, p: Double) -> Double {
    guard trials >= 0, (0...1).contains(p) else { return .nan }
    if count <= 0 { return 1 }
    if count > trials { return 0 }
    return SpecialFunctions.beta(p, Double(count), Double(trials - count + 1))
  }

  package static func atMost(_ count: Int, of trials: Int, p: Double) -> Double {
    guard trials >= 0, (0...1).contains(p) else { return .nan }
    if count < 0 { return 0 }
    if count >= trials { return 1 }
    return SpecialFunctions.beta(1 - p, Double(trials - count), Double(count + 1))
  }
}

package enum Poisson {
  package static func atLeast(_ count: Int, mean: Double) -> Double {
    guard mean >= 0 else { return .nan }
    return count <= 0 ? 1 : SpecialFunctions.gammaP(Double(count), mean)
  }

  package static func atMost(_ count: Int, mean: Double) -> Double {
    guard mean >= 0 else { return .nan }
    return count < 0 ? 0 : SpecialFunctions.gammaQ(Double(count + 1), mean)
  }
}

/// Failures before the `size`-th success (R's `pnbinom`, SciPy's `nbinom`); `size` need not be whole.
package enum NegativeBinomial {
  package static func atLeast(_ count: Int, size: Double, p: Double) -> Double {
    guard size > 0, p > 0, p <= 1 else { return .nan }
    return count <= 0 ? 1 : SpecialFunctions.beta(1 - p, Double(count), size)
  }

  package static func atMost(_ count: Int, size: Double, p: Double) -> Double {
    guard size > 0, p > 0, p <= 1 else { return .nan }
    return count < 0 ? 0 : SpecialFunctions.beta(p, size, Double(count + 1))
  }

  /// The tail of a count with that mean and variance = mean + mean²/size.
  package static func atLeast(_ count: Int, mean: Double, size: Double) -> Double {
    atLeast(count, size: size, p: size / (size + mean))
  }
}
