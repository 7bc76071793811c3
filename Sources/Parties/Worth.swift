// SPDX-License-Identifier: Apache-2.0

/// What records are worth together.
package struct Worth: Sendable, Hashable {
  /// US dollars of the records that state a value in a currency with a known rate; nil when none does.
  package var dollars: Double?
  /// Records without: what they are worth is undisclosed, not zero, so `dollars` is the least.
  package var unvalued: Int

  package init(dollars: Double? = nil, unvalued: Int = 0) {
    self.dollars = dollars
    self.unvalued = unvalued
  }
}
