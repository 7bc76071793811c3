// SPDX-License-Identifier: Apache-2.0

import Names

/// When names that are not the same are taken for one party's, and when a person is asked.
package struct LikenessRule: Sendable, Hashable {
  /// The probability from which on two are joined. High: who is wrongly joined gets somebody else's goods in print.
  package var join: Float = 0.97
  /// From this probability on a person is asked.
  package var ask: Float = 0.5
  /// The same address, word for word, multiplies the odds that two of like names are one. It alone joins nobody: hundreds
  /// of firms share the address of a registration agent.
  package var sameAddressOdds = 5.0
  /// The most pairs kept for a person: those of the highest probability.
  package var mostQuestions = 5000
  package var width: Int

  package init(width: Int = 2) { self.width = width }

  /// The probability after the address was taken into account.
  func score(_ score: Double, sameAddress: Bool) -> Double {
    guard sameAddress, score < 1 else { return score }
    let odds = score / (1 - score) * sameAddressOdds
    return odds / (1 + odds)
  }
}
