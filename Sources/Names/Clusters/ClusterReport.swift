// SPDX-License-Identifier: Apache-2.0

/// Says of finished clusters what ties each node, and why near ones are apart.
struct ClusterReport {
  private let problem: ClusterProblem
  private let certain: CertainLinks
  private let rule: ClusterRule
  private let roots: [Int32]
  private let rivals: Set<[Int32]>

  init(
    _ problem: ClusterProblem, rule: ClusterRule, certain: CertainLinks, roots: [Int32],
    rivals: some Sequence<(Int32, Int32)>
  ) {
    self.problem = problem
    self.rule = rule
    self.certain = certain
    self.roots = roots
    self.rivals = Set(rivals.map { Self.key(roots[Int($0)], roots[Int($1)]) })
  }

  private static func key(_ a: Int32, _ b: Int32) -> [Int32] { [min(a, b), max(a, b)] }

  var clusters: Clusters { Clusters(roots: roots, ties: ties(), splits: splits()) }

  private func ties() -> [Clusters.Tie] {
    var ties = roots.indices.map { Clusters.Tie(other: Int32($0), score: 1, cause: .alone) }
    func offer(_ node: Int32, _ other: Int32, _ score: Float) {
      let tie = ties[Int(node)]
      let isBetter =
        tie.cause == .alone || score > tie.score || (score == tie.score && other < tie.other)
      if isBetter { ties[Int(node)] = Clusters.Tie(other: other, score: score, cause: .name) }
    }
    for pair in problem.pairs where pair.a != pair.b && roots[Int(pair.a)] == roots[Int(pair.b)] {
      offer(pair.a, pair.b, pair.score)
      offer(pair.b, pair.a, pair.score)
    }
    for (node, (cause, other)) in certain.causes where roots[Int(node)] == roots[Int(other)] {
      ties[Int(node)] = Clusters.Tie(other: other, score: 1, cause: cause)
    }
    return ties
  }

  private func splits() -> [Clusters.Split] {
    var sets = FinishedSets(problem, roots)
    var splits = certain.splits
    for pair in problem.pairs where pair.score >= rule.threshold {
      let (x, y) = (roots[Int(pair.a)], roots[Int(pair.b)])
      if x == y { continue }
      let obstacle: Clusters.Obstacle
      if let known = sets.obstacle(x, y) {
        obstacle = known
      } else {
        obstacle = rivals.contains(Self.key(x, y)) ? .rival : .chain
      }
      splits.append(Clusters.Split(a: pair.a, b: pair.b, score: pair.score, obstacle: obstacle))
    }
    return splits.sorted { ($1.score, $0.a, $0.b) < ($0.score, $1.a, $1.b) }
  }

  /// The constraints between finished clusters.
  private struct FinishedSets {
    private var sets: ClusterSets

    init(_ problem: ClusterProblem, _ roots: [Int32]) {
      sets = ClusterSets(problem)
      if sets.isFree { return }
      for node in roots.indices where roots[node] != Int32(node) {
        let (a, b) = (sets.root(roots[node]), sets.root(Int32(node)))
        if a != b { sets.join(a, b) }
      }
    }

    mutating func obstacle(_ a: Int32, _ b: Int32) -> Clusters.Obstacle? {
      if sets.isFree { return nil }
      return sets.obstacle(sets.root(a), sets.root(b))
    }
  }
}
