// SPDX-License-Identifier: Apache-2.0

import RealModule

/// The incomplete gamma and beta functions, from which the tails of the common distributions follow.
///
/// Relative accuracy is about 1e-12 for moderate arguments (the tests compare with SciPy).
package enum SpecialFunctions {
  private static let tiny = 1e-300
  private static let steps = 10_000

  /// The lower regularised incomplete gamma function P(a, x), a > 0, x ≥ 0.
  package static func gammaP(_ a: Double, _ x: Double) -> Double {
    guard a > 0, x > 0, x.isFinite else { return x == .infinity ? 1 : x > 0 ? .nan : 0 }
    return x < a + 1 ? gammaSeries(a, x) : 1 - gammaFraction(a, x)
  }

  /// The upper regularised incomplete gamma function Q(a, x) = 1 − P(a, x), exact in the far tail.
  package static func gammaQ(_ a: Double, _ x: Double) -> Double {
    guard a > 0, x > 0, x.isFinite else { return x == .infinity ? 0 : x > 0 ? .nan : 1 }
    return x < a + 1 ? 1 - gammaSeries(a, x) : gammaFraction(a, x)
  }

  /// P by its power series (Abramowitz and Stegun 6.5.29).
  private static func gammaSeries(_ a: Double, _ x: Double) -> Double {
    var term = 1 / a
    var sum = term
    for n in 1...steps {
      term *= x / (a + Double(n))
      sum += term
      if term < sum * 1e-17 { break }
    }
    return sum * Double.exp(a * Double.log(x) - x - Double.logGamma(a))
  }

  /// Q by its continued fraction (Abramowitz and Stegun 6.5.31), evaluated by Lentz's method.
  private static func gammaFraction(_ a: Double, _ x: Double) -> Double {
    var b = x + 1 - a
    var c = 1 / tiny
    var d = 1 / b
    var fraction = d
    for n in 1...steps {
      let numerator = -Double(n) * (Double(n) - a)
      b += 2
      d = numerator * d + b
      if d.magnitude < tiny { d = tiny }
      c = b + numerator / c
      if c.magnitude < tiny { c = tiny }
      d = 1 / d
      let change = d * c
      fraction *= change
      if (change - 1).magnitude < 1e-16 { break }
    }
    return fraction * Double.exp(a * Double.log(x) - x - Double.logGamma(a))
  }

  /// The regularised incomplete beta function I_x(a, b), a, b > 0, 0 ≤ x ≤ 1.
  package static func beta(_ x: Double, _ a: Double, _ b: Double) -> Double {
    guard a > 0, b > 0, x > 0 else { return x.isNaN || a <= 0 || b <= 0 ? .nan : 0 }
    guard x < 1 else { return 1 }
    let front = Double.exp(
      Double.logGamma(a + b) - Double.logGamma(a) - Double.logGamma(b) + a * Double.log(x) + b * Double.log(onePlus: -x))
    return x < (a + 1) / (a + b + 2)
      ? front * betaFraction(x, a, b) / a : 1 - front * betaFraction(1 - x, b, a) / b
  }

  /// Abramowitz and Stegun 26.5.8, by Lentz's method.
  private static func betaFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    var c = 1.0
    var d = 1 - (a + b) * x / (a + 1)
    if d.magnitude < tiny { d = tiny }
    d = 1 / d
    var fraction = d
    for n in 1...steps {
      let m = Double(n)
      for numerator in [
        m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
        -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
      ] {
        d = 1 + numerator * d
        if d.magnitude < tiny { d = tiny }
        c = 1 + numerator / c
        if c.magnitude < tiny { c = tiny }
        d = 1 / d
        fraction *= d * c
      }
      if (d * c - 1).magnitude < 1e-16 { break }
    }
    return fraction
  }
}
