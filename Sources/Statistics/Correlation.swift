// SPDX-License-Identifier: Apache-2.0

package enum Correlation {
  /// Nil for fewer than three pairs or a constant side.
  package static func pearson(_ x: [Double], _ y: [Double]) -> Double? {
    guard x.count == y.count, x.count > 2, let meanX = Descriptive.mean(x), let meanY = Descriptive.mean(y) else { return nil }
    var (xy, xx, yy) = (0.0, 0.0, 0.0)
    for index in x.indices {
      let (dx, dy) = (x[index] - meanX, y[index] - meanY)
      xy += dx * dy
      xx += dx * dx
      yy += dy * dy
    }
    guard xx > 0, yy > 0 else { return nil }
    return xy / (xx * yy).squareRoot()
  }

  /// Pearson's correlation of the ranks.
  package static func spearman(_ x: [Double], _ y: [Double]) -> Double? {
    pearson(Descriptive.ranks(x), Descriptive.ranks(y))
  }
}
