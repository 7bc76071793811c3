// SPDX-License-Identifier: Apache-2.0

/// Joins what is certain before names are weighed: people's decisions, then registry numbers.
struct CertainLinks {
  private let problem: ClusterProblem
  private(set) var sets: ClusterSets
  private(set) var causes: [Int32: (cause: Clusters.Cause, other: Int32)] = [:]
  private(set) var splits: [Clusters.Split] = []

  init(_ problem: ClusterProblem) {
    self.problem = problem
    sets = ClusterSets(problem)
    joinByDecision()
    joinByTrait()
  }

  private mutating func joinByDecision() {
    for decision in problem.same.sorted(by: { ($0.a, $0.b, $0.reference) < ($1.a, $1.b, $1.reference) }) {
      join(decision.a, decision.b, .judgement(decision.reference))
    }
  }

  private mutating func joinByTrait() {
    var holders: [ClusterProblem.Trait: [Int32]] = [:]
    for (node, traits) in problem.traits {
      for trait in traits where problem.joiningKinds.contains(trait.kind) { holders[trait, default: []].append(node) }
    }
    for (trait, nodes) in holders.filter({ $0.value.count > 1 }).sorted(by: { $0.key < $1.key }) {
      for group in fitting(nodes.sorted()) {
        for other in group.dropFirst() { join(group[0], other, .trait(trait.kind)) }
      }
    }
  }

  /// Those of the holders of one number that can be one. Where some contradict each other (the same INN, two OGRN),
  /// only those stay together that contradict and fit the same others: a holder that fits both sides joins neither.
  private mutating func fitting(_ nodes: [Int32]) -> [[Int32]] {
    var byRoot: [Int32: Int32] = [:]
    for node in nodes { byRoot[sets.root(node)] = min(node, byRoot[sets.root(node)] ?? node) }
    let roots = byRoot.keys.sorted()
    var foes: [Int32: [Int32]] = [:]
    for (index, a) in roots.enumerated() {
      for b in roots[(index + 1)...] {
        guard let obstacle = sets.obstacle(a, b) else { continue }
        foes[a, default: []].append(b)
        foes[b, default: []].append(a)
        splits.append(Clusters.Split(a: byRoot[a] ?? a, b: byRoot[b] ?? b, score: 1, obstacle: obstacle))
      }
    }
    if foes.isEmpty { return [nodes] }
    return Dictionary(grouping: nodes) { (foes[sets.root($0)] ?? []).sorted() }.values.map { $0.sorted() }
      .filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
  }

  private mutating func join(_ a: Int32, _ b: Int32, _ cause: Clusters.Cause) {
    let (x, y) = (sets.root(a), sets.root(b))
    if x != y {
      if let obstacle = sets.obstacle(x, y) {
        splits.append(Clusters.Split(a: min(a, b), b: max(a, b), score: 1, obstacle: obstacle))
        return
      }
      sets.join(x, y)
    }
    for (node, other) in [(a, b), (b, a)] where causes[node] == nil { causes[node] = (cause, other) }
  }
}
