// SPDX-License-Identifier: Apache-2.0

/// Which nodes are one, and why.
package struct Clusters: Sendable, Equatable {
  package enum Cause: Sendable, Hashable {
    /// Nothing ties it to another.
    case alone
    /// They share a joining trait, by kind.
    case trait(Int32)
    /// By the caller's number of the decision.
    case judgement(Int32)
    case name
  }

  /// What ties a node most to another of its cluster.
  package struct Tie: Sendable, Hashable {
    package var other: Int32
    package var score: Float
    package var cause: Cause

    package init(other: Int32, score: Float, cause: Cause) {
      self.other = other
      self.score = score
      self.cause = cause
    }
  }

  /// Why two that seem to be one are not.
  package enum Obstacle: Sendable, Hashable {
    /// Different values of a trait, by kind.
    case trait(Int32)
    case judgement(Int32)
    /// It fits another group as well, and the two can't be one.
    case rival
    /// Only these two are close; the rest of their groups are not.
    case chain
  }

  package struct Split: Sendable, Hashable {
    package var a: Int32
    package var b: Int32
    package var score: Float
    package var obstacle: Obstacle

    package init(a: Int32, b: Int32, score: Float, obstacle: Obstacle) {
      self.a = a
      self.b = b
      self.score = score
      self.obstacle = obstacle
    }
  }

  /// The least member of the cluster of each node.
  package var roots: [Int32]
  package var ties: [Tie]
  /// Pairs at or above the threshold that lie in two clusters, and decisions and numbers that could not be followed.
  package var splits: [Split]

  /// Members by root, each sorted.
  package var members: [Int32: [Int32]] {
    var found: [Int32: [Int32]] = [:]
    for (node, root) in roots.enumerated() { found[root, default: []].append(Int32(node)) }
    return found
  }
}
