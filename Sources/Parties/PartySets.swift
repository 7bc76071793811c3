// SPDX-License-Identifier: Apache-2.0

/// Identities joined into sets, with what each set is known by. Two that must stay apart are never joined.
struct PartySets {
  private var parents: [Int]
  private var known: [Facets]
  private(set) var apart: [(left: Int, right: Int, judgement: Judgement)] = []

  init(_ facets: [Facets]) {
    parents = Array(facets.indices)
    known = facets
  }

  func root(_ member: Int) -> Int {
    var member = member
    while parents[member] != member { member = parents[member] }
    return member
  }

  func facets(_ member: Int) -> Facets { known[root(member)] }

  func isOne(_ left: Int, _ right: Int) -> Bool { root(left) == root(right) }

  mutating func keepApart(_ left: Int, _ right: Int, _ judgement: Judgement) { apart.append((left, right, judgement)) }

  /// The judgement that keeps the two apart.
  func keptApart(_ left: Int, _ right: Int) -> Judgement? {
    if apart.isEmpty { return nil }
    let (a, b) = (root(left), root(right))
    return apart.first { pair in
      let (x, y) = (root(pair.left), root(pair.right))
      return (x == a && y == b) || (x == b && y == a)
    }?.judgement
  }

  func mayJoin(_ left: Int, _ right: Int) -> Bool {
    !facets(left).contradicts(facets(right)) && keptApart(left, right) == nil
  }

  /// Joins the two sets; the lower root stays, so that the result does not depend on the order of calls.
  /// - Returns: false when they may not be joined; nothing has changed then.
  @discardableResult
  mutating func join(_ left: Int, _ right: Int) -> Bool {
    let (a, b) = (root(left), root(right))
    if a == b { return true }
    guard mayJoin(a, b) else { return false }
    let (low, high) = (min(a, b), max(a, b))
    parents[high] = low
    known[low].formUnion(known[high])
    // Flatten the way from both ends.
    for start in [left, right] {
      var member = start
      while member != low {
        let next = parents[member]
        parents[member] = low
        member = next
      }
    }
    return true
  }

  /// Adds what a register knows of a member.
  mutating func learn(_ member: Int, _ facets: Facets) { known[root(member)].formUnion(facets) }
}
