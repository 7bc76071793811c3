// SPDX-License-Identifier: Apache-2.0

import Foundation
import Trade

/// Puts findings in the order in which an editor would want to see them: how sure, how much, how new.
enum Ranking {
  /// Findings that are weighed against those above them. Further down the page nobody reads in order.
  static let depth = 60

  /// How sure, how grave and how much; what was told before counts in ``order(_:)``.
  ///
  /// What goods mean for a war weighs as much as how sure the detector is; the grade of the evidence scales both. A
  /// finding about somebody can be followed up by a telephone call; one about a kind of goods is the background to it.
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
    return finding.score * (0.5 + 0.5 * finding.coverage) * goods * grade * size(of: finding)
      * (1 - guesswork * finding.estimated)
      * (finding.subject == nil && finding.detector == "goods-of-concern" ? background : 1)
  }

  /// How much less each further finding of one detector counts. Chosen by judgement on the same two cases.
  static let repetition = 0.3

  /// How much less a finding counts whose rows are all estimates by their publisher. Chosen by judgement: an estimate of what nobody
  /// published is a lead for asking, and its jumps are as often the estimator's as the trade's.
  static let guesswork = 0.4

  /// Chosen by judgement on the example case and on public data: what merely lists goods stands behind what somebody did.
  static let background = 0.6

  /// Where money changed its way, from 0.6 for a hundred thousand to 1 for ten billion, of dollars or euros alike. Else by rows, from
  /// 0.8 for one to 1 for a thousand. A finding whose rows can't be shown is worth little to an editor.
  static func size(of finding: Finding) -> Double {
    guard finding.evidence.count > 0 else { return 0.2 }
    if let stake = finding.stake { return 0.6 + 0.4 * min(1, max(0, (log10(max(stake, 1)) - 5) / 5)) }
    return 0.8 + 0.2 * min(1, log10(Double(finding.evidence.count)) / 3)
  }

  /// Heaviest first. Each further finding of one detector counts for less, so that one method with many hits does not
  /// fill the first page; and a finding counts for less as far as findings above it rest on the same rows. Findings about
  /// one party stand together, where the heaviest of them belongs: they are one story. Equal weights are ordered by id.
  static func order(_ findings: [Finding]) -> [Finding] {
    var rest = findings.map { (finding: $0, weight: weight(of: $0)) }.sorted { (-$0.weight, $0.finding.id) < (-$1.weight, $1.finding.id) }
    var picked: [Finding] = []
    var seen: [String: Int] = [:]
    var told: Set<RecordAddress> = []
    while !rest.isEmpty, picked.count < depth {
      var best = 0
      var most = -1.0
      for (place, entry) in rest.enumerated() {
        // Sorted by weight, and every factor is at most 1: nothing below can beat what was found.
        if entry.weight <= most { break }
        let now = entry.weight / (1 + repetition * Double(seen[entry.finding.detector, default: 0])) * news(entry.finding, told)
        if now > most { (best, most) = (place, now) }
      }
      let finding = rest.remove(at: best).finding
      seen[finding.detector, default: 0] += 1
      told.formUnion(finding.evidence.addresses)
      picked.append(finding)
    }
    let weighted = rest.map { entry in
      let earlier = seen[entry.finding.detector, default: 0]
      seen[entry.finding.detector] = earlier + 1
      return (entry.finding, entry.weight / (1 + repetition * Double(earlier)))
    }
    picked += weighted.sorted { (-$0.1, $0.0.id) < (-$1.1, $1.0.id) }.map(\.0)
    return Story.together(picked)
  }

  /// 1 when none of its rows was told above, 0.5 when all were.
  private static func news(_ finding: Finding, _ told: Set<RecordAddress>) -> Double {
    guard !told.isEmpty, !finding.evidence.addresses.isEmpty else { return 1 }
    let known = finding.evidence.addresses.count { told.contains($0) }
    return 1 - 0.5 * Double(known) / Double(finding.evidence.addresses.count)
  }
}
