// SPDX-License-Identifier: Apache-2.0

import RealModule

/// The standard normal distribution.
package enum Normal {
  package static func below(_ z: Double) -> Double { 0.5 * Double.erfc(-z / 2.squareRoot()) }

  package static func above(_ z: Double) -> Double { 0.5 * Double.erfc(z / 2.squareRoot()) }

  package static func twoSided(_ z: Double) -> Double { min(1, Double.erfc(z.magnitude / 2.squareRoot())) }

  /// The value that is exceeded with probability 1 − p. Acklam's rational approximation, refined by one step of Halley's
  /// method to full accuracy.
  package static func quantile(_ p: Double) -> Double {
    guard p > 0, p < 1 else { return p == 0 ? -.infinity : p == 1 ? .infinity : .nan }
    guard p <= 0.5 else { return -quantile(1 - p) }
    let a = [-39.69683028665376, 220.9460984245205, -275.9285104469687, 138.3577518672690, -30.66479806614716, 2.506628277459239]
    let b = [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1.0]
    let c = [-0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968, 2.938163982698783]
    let d = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1.0]
    func polynomial(_ coefficients: [Double], _ x: Double) -> Double { coefficients.reduce(0) { $0 * x + $1 } }
    var z: Double
    if p < 0.02425 {
      let q = (-2 * Double.log(p)).squareRoot()
      z = polynomial(c, q) / polynomial(d, q)
    } else {
      let q = p - 0.5
      z = q * polynomial(a, q * q) / polynomial(b, q * q)
    }
    let error = below(z) - p
    let step = error * (2 * Double.pi).squareRoot() * Double.exp(z * z / 2)
    z -= step / (1 + z * step / 2)
    return z
  }
}

/// Student's t.
package enum StudentT {
  package static func above(_ t: Double, degrees: Double) -> Double {
    guard degrees > 0, !t.isNaN else { return .nan }
    let tail = 0.5 * SpecialFunctions.beta(degrees / (degrees + t * t), degrees / 2, 0.5)
    return t >= 0 ? tail : 1 - tail
  }

  package static func twoSided(_ t: Double, degrees: Double) -> Double {
    guard degrees > 0, !t.isNaN else { return .nan }
    return SpecialFunctions.beta(degrees / (degrees + t * t), degrees / 2, 0.5)
  }

  /// By bisection, to about 1e-12.
  package static func quantile(_ p: Double, degrees: Double) -> Double {
    guard p > 0, p < 1, degrees > 0 else { return .nan }
    guard p >= 0.5 else { return -quantile(1 - p, degrees: degrees) }
    var (low, high) = (0.0, 1.0)
    while above(high, degrees: degrees) > 1 - p, high < 1e12 { high *= 2 }
    for _ in 0..<200 where high - low > 1e-13 * max(1, high) {
      let middle = (low + high) / 2
      if above(middle, degrees: degrees) > 1 - p { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}

/// Fisher's F.
package enum FisherF {
  package static func above(_ f: Double, _ numerator: Double, _ denominator: Double) -> Double {
    guard numerator > 0, denominator > 0, !f.isNaN else { return .nan }
    guard f > 0 else { return 1 }
    return SpecialFunctions.beta(denominator / (denominator + numerator * f), denominator / 2, numerator / 2)
  }
}

package enum ChiSquared {
  package static func above(_ x: Double, degrees: Double) -> Double { SpecialFunctions.gammaQ(degrees / 2, x / 2) }
}
