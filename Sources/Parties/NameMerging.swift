// SPDX-License-Identifier: Apache-2.0

/// Decides which of those who share a name are one.
///
/// Where all who share a name (directly, or one through another) fit each other, they are one. Where some contradict
/// each other, only those are joined that fit exactly the same others. So a bare "Alpha" that fits two Alphas with
/// different numbers joins neither and stays a party of its own, and two bare ones stay together. The answer does not
/// depend on the order of rows.
enum NameMerging {
  /// - Parameters:
  ///   - keys: the keys of each root, all spellings.
  ///   - fits: whether two roots may be taken for one by name.
  /// - Returns: groups of two or more roots to join, and how many others of the name each of the rest was kept apart from.
  static func groups(
    keys: [Int: Set<String>], fits: (Int, Int) -> Bool
  ) -> (joined: [[Int]], keptFrom: [Int: Int]) {
    var byKey: [String: [Int]] = [:]
    for (root, names) in keys { for name in names { byKey[name, default: []].append(root) } }

    var neighbours: [Int: Set<Int>] = [:]
    var sharers: [Int: Set<Int>] = [:]
    for roots in byKey.values where roots.count > 1 {
      let roots = roots.sorted()
      for (index, a) in roots.enumerated() {
        for b in roots[(index + 1)...] {
          sharers[a, default: []].insert(b)
          sharers[b, default: []].insert(a)
          if fits(a, b) {
            neighbours[a, default: []].insert(b)
            neighbours[b, default: []].insert(a)
          }
        }
      }
    }

    var joined: [[Int]] = []
    var seen: Set<Int> = []
    for start in neighbours.keys.sorted() where !seen.contains(start) {
      let component = reachable(from: start, neighbours)
      seen.formUnion(component)
      let isClique = component.allSatisfy { (neighbours[$0]?.count ?? 0) == component.count - 1 }
      if isClique || allFit(component, fits) {
        joined.append(component)
        continue
      }
      var twins: [[Int]: [Int]] = [:]
      for root in component {
        let around = (neighbours[root] ?? []).union([root]).sorted()
        twins[around, default: []].append(root)
      }
      joined += twins.values.filter { $0.count > 1 }.map { $0.sorted() }
    }
    joined.sort { ($0.first ?? 0) < ($1.first ?? 0) }

    var keptFrom: [Int: Int] = [:]
    var groupOf: [Int: Int] = [:]
    for (index, group) in joined.enumerated() { for root in group { groupOf[root] = index } }
    for (root, others) in sharers {
      let apart = others.filter { groupOf[$0] == nil || groupOf[$0] != groupOf[root] }.count
      if apart > 0 { keptFrom[root] = apart }
    }
    return (joined, keptFrom)
  }

  /// Sorted.
  private static func reachable(from start: Int, _ neighbours: [Int: Set<Int>]) -> [Int] {
    var found: Set<Int> = [start]
    var open = [start]
    while let next = open.popLast() {
      for other in neighbours[next] ?? [] where found.insert(other).inserted { open.append(other) }
    }
    return found.sorted()
  }

  /// Those joined by a chain of names may share no key two by two, and still fit.
  private static func allFit(_ roots: [Int], _ fits: (Int, Int) -> Bool) -> Bool {
    for (index, a) in roots.enumerated() {
      for b in roots[(index + 1)...] where !fits(a, b) { return false }
    }
    return true
  }
}
