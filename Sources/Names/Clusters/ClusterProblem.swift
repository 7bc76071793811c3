// SPDX-License-Identifier: Apache-2.0

/// What there is to know before clustering. Nodes are numbered from 0 **in the order of their ids**: ties are settled by
/// that order, so that the answer depends on what was given and not on the order of rows.
package struct ClusterProblem: Sendable {
  /// Something of which a body has one value only: its INN, its country. Two nodes with different values of one kind
  /// are never in one cluster, not even through a third.
  package struct Trait: Sendable, Hashable, Comparable {
    package var kind: Int32
    package var value: Int32

    package init(kind: Int, value: Int) {
      self.kind = Int32(kind)
      self.value = Int32(value)
    }

    package static func < (left: Self, right: Self) -> Bool { (left.kind, left.value) < (right.kind, right.value) }
  }

  /// A person's decision on two nodes.
  package struct Decision: Sendable, Hashable {
    package var a: Int32
    package var b: Int32
    /// The caller's own number of the decision; given back where it decided something.
    package var reference: Int32

    package init(_ a: Int, _ b: Int, reference: Int) {
      self.a = Int32(min(a, b))
      self.b = Int32(max(a, b))
      self.reference = Int32(reference)
    }
  }

  package var count: Int
  /// Pairs that are not here count as ``ClusterRule/absent``.
  package var pairs: [ScoredPair]
  /// Sorted, of the nodes that have any.
  package var traits: [Int32: [Trait]] = [:]
  /// The kinds of traits that join: registry numbers.
  package var joiningKinds: Set<Int32> = []
  package var same: [Decision] = []
  package var different: [Decision] = []

  package init(count: Int, pairs: [ScoredPair]) {
    self.count = count
    self.pairs = pairs
  }
}
