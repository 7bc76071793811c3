// SPDX-License-Identifier: Apache-2.0

/// Groups of nodes that never come to hold two values of one trait, nor two nodes that a person told apart.
struct ClusterSets {
  typealias Trait = ClusterProblem.Trait

  private var parents: [Int32]
  private var traits: [Int32: [Trait]]
  /// By root: the roots it must stay apart from, and the decision that says so.
  private var apart: [Int32: [Int32: Int32]] = [:]

  init(_ problem: ClusterProblem) {
    parents = (0..<Int32(problem.count)).map { $0 }
    traits = problem.traits
    for decision in problem.different where decision.a != decision.b {
      keepApart(decision.a, decision.b, decision.reference)
      keepApart(decision.b, decision.a, decision.reference)
    }
  }

  /// Of a part of the nodes, numbered anew. All of them are roots in `whole`.
  init(_ nodes: ArraySlice<Int32>, of whole: ClusterSets) {
    parents = (0..<Int32(nodes.count)).map { $0 }
    traits = [:]
    guard !whole.isFree else { return }
    var places: [Int32: Int32] = [:]
    for (place, node) in nodes.enumerated() {
      places[node] = Int32(place)
      if let own = whole.traits[node] { traits[Int32(place)] = own }
    }
    for (place, node) in nodes.enumerated() {
      for (other, reference) in whole.apart[node] ?? [:] {
        if let there = places[other] { keepApart(Int32(place), there, reference) }
      }
    }
  }

  /// Nothing keeps anything apart.
  var isFree: Bool { traits.isEmpty && apart.isEmpty }

  private mutating func keepApart(_ a: Int32, _ b: Int32, _ reference: Int32) {
    apart[a, default: [:]][b] = min(reference, apart[a]?[b] ?? reference)
  }

  mutating func root(_ node: Int32) -> Int32 {
    var node = node
    while parents[Int(node)] != node {
      let next = parents[Int(parents[Int(node)])]
      parents[Int(node)] = next
      node = next
    }
    return node
  }

  /// What forbids that two groups are one; by their roots.
  func obstacle(_ a: Int32, _ b: Int32) -> Clusters.Obstacle? {
    if !apart.isEmpty, let reference = apart[a]?[b] { return .judgement(reference) }
    if traits.isEmpty { return nil }
    guard let left = traits[a], let right = traits[b] else { return nil }
    return Self.conflict(left, right).map(Clusters.Obstacle.trait)
  }

  /// The kind of which both have values and share none. Both sorted.
  static func conflict(_ left: [Trait], _ right: [Trait]) -> Int32? {
    var (i, j) = (0, 0)
    while i < left.count, j < right.count {
      let kind = left[i].kind
      if kind < right[j].kind {
        i += 1
      } else if kind > right[j].kind {
        j += 1
      } else {
        var shares = false
        var (iEnd, jEnd) = (i, j)
        while iEnd < left.count, left[iEnd].kind == kind { iEnd += 1 }
        while jEnd < right.count, right[jEnd].kind == kind { jEnd += 1 }
        for value in left[i..<iEnd] where right[j..<jEnd].contains(value) { shares = true }
        if !shares { return kind }
        (i, j) = (iEnd, jEnd)
      }
    }
    return nil
  }

  /// Joins two groups by their roots; the lesser root stays. The caller has asked for an ``obstacle(_:_:)`` first.
  mutating func join(_ a: Int32, _ b: Int32) {
    let (low, high) = (min(a, b), max(a, b))
    guard low != high else { return }
    parents[Int(high)] = low
    if let more = traits.removeValue(forKey: high) {
      traits[low] = traits[low].map { Array(Set($0 + more)).sorted() } ?? more
    }
    if let others = apart.removeValue(forKey: high) {
      for (other, reference) in others {
        apart[other]?.removeValue(forKey: high)
        keepApart(low, other, reference)
        keepApart(other, low, reference)
      }
    }
  }
}
