// SPDX-License-Identifier: Apache-2.0

import Names

/// When names that are not the same are taken for one party's, and when a person is asked.
package struct LikenessRule: Sendable, Hashable {
  /// The probability from which on two are joined. High: who is wrongly joined gets somebody else's goods in print.
  package var join: Float = 0.97
  /// From this probability on a person is asked.
  package var ask: Float = 0.5
  /// The most pairs kept for a person: those of the highest probability.
  package var mostQuestions = 5000
  package var width: Int

  package init(width: Int = 2) { self.width = width }
}
