// SPDX-License-Identifier: Apache-2.0

/// Two parties that may be one: for a person to decide.
package struct UnsurePair: Sendable, Hashable {
  package var left: String
  package var right: String
  /// The spellings that are close.
  package var leftName: String
  package var rightName: String
  /// 0 … 1: how likely it is that they are one.
  package var score: Double
  /// Which words met.
  package var because: String
  /// Why they were not joined.
  package var obstacle: String
}
