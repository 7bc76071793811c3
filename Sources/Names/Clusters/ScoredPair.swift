// SPDX-License-Identifier: Apache-2.0

/// Two names, by their places, that may be names of one body.
package struct ScoredPair: Sendable, Hashable {
  package var a: Int32
  package var b: Int32
  /// 0 … 1: how likely it is that they are one.
  package var score: Float

  package init(_ a: Int, _ b: Int, _ score: Float) {
    self.a = Int32(min(a, b))
    self.b = Int32(max(a, b))
    self.score = score
  }
}
