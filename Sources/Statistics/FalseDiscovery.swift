// SPDX-License-Identifier: Apache-2.0

/// Many tests at once.
package enum FalseDiscovery {
  /// Benjamini and Hochberg (1995): adjusted p-values in the order of the input. Keeping those at or below q holds the
  /// expected share of false discoveries at q, for independent or positively dependent tests.
  package static func benjaminiHochberg(_ p: [Double]) -> [Double] {
    let order = p.indices.sorted { p[$0] > p[$1] }
    var adjusted = p
    var least = 1.0
    for (place, index) in order.enumerated() {
      least = min(least, p[index] * Double(p.count) / Double(p.count - place))
      adjusted[index] = least
    }
    return adjusted
  }

  /// The p-value of a placebo test: (1 + #{|t_k| ≥ |t_0|}) / (1 + K) (Davison and Hinkley 1997, §4.2).
  package static func placebo(_ observed: Double, among placebos: [Double]) -> Double {
    let atLeast = placebos.count { $0.magnitude >= observed.magnitude }
    return Double(1 + atLeast) / Double(1 + placebos.count)
  }
}
