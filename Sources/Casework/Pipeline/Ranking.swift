// SPDX-License-Identifier: Apache-2.0

import Trade

/// Puts findings in the order in which an editor would want to see them.
enum Ranking {
  /// What goods mean for a war weighs as much as how sure the detector is; the grade of the evidence scales both.
  static func weight(of finding: Finding) -> Double {
    let goods: Double =
      switch finding.goodsClass {
      case .military: 1
      case .dualUse: 0.85
      case .civilianIndirect: 0.6
      case .noConcern: 0.1
      case nil: 0.75
      }
    let grade: Double =
      switch finding.grade {
      case .customs: 1
      case .statistic: 0.95
      case .filing: 0.85
      case .sighting: 0.7
      case .statement: 0.5
      }
    // A finding that lacks half of what it could say is not worth half: what it does say stands.
    return finding.score * (0.5 + 0.5 * finding.coverage) * goods * grade
  }

  /// Heaviest first. Each further finding of one detector counts for less, so that one method with many hits does
  /// not fill the first page; equal weights are ordered by id.
  static func order(_ findings: [Finding]) -> [Finding] {
    let heaviest = findings.sorted { (-weight(of: $0), $0.id) < (-weight(of: $1), $1.id) }
    var seen: [String: Int] = [:]
    let weighted = heaviest.map { finding in
      let earlier = seen[finding.detector, default: 0]
      seen[finding.detector] = earlier + 1
      return (finding, weight(of: finding) / (1 + 0.15 * Double(earlier)))
    }
    return weighted.sorted { (-$0.1, $0.0.id) < (-$1.1, $1.0.id) }.map(\.0)
  }
}
