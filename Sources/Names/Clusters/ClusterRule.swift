// SPDX-License-Identifier: Apache-2.0

import Foundation

/// When two groups of names are taken for one.
///
/// The log-odds of all pairs between the two groups are averaged; the groups are joined while the average is above that
/// of ``threshold``. A pair that the index did not give counts as ``absent``. So one strong link between two groups
/// whose other members have nothing in common does not join them: chains break where they are weakest.
/// This is average linkage on the log-odds, a greedy form of correlation clustering.
package struct ClusterRule: Sendable, Hashable {
  /// The probability from which on a pair speaks for being one.
  package var threshold: Float
  /// The probability that a pair has which is not given.
  package var absent: Float
  /// A name that fits two groups which can't be one joins neither when its odds for both are within this factor.
  package var rivalOdds: Float
  /// Groups of a component up to this number are held in a table, more of them in a heap. Changes nothing but the time.
  package var tableLimit = 48

  /// For names alone: where a wrong merge costs more than a missed one. See docs/parties.md for what it does.
  package static let ofNames = ClusterRule(threshold: 0.7)

  package init(threshold: Float = 0.5, absent: Float = 0.15, rivalOdds: Float = 3) {
    self.threshold = threshold
    self.absent = absent
    self.rivalOdds = rivalOdds
  }

  /// Log-odds above the threshold, in 1/1024, as whole numbers: sums of them are exact, whatever the order.
  func weighing() -> (Float) -> Int {
    let base = Self.logOdds(threshold)
    return { Self.logOdds($0) - base }
  }

  var absentWeight: Int { weighing()(absent) }
  var rivalMargin: Int { Int((log(max(1, rivalOdds)) * 1024).rounded()) }

  private static func logOdds(_ score: Float) -> Int {
    // Beyond odds of about 1 : 1,100 no score is to be believed.
    let p = min(max(score, 0.0009), 0.9991)
    return Int((log(p / (1 - p)) * 1024).rounded())
  }
}
