// SPDX-License-Identifier: Apache-2.0

import Foundation
import Names

/// Clustering as the rule is written, with no thought of speed: every step looks at all pairs of groups anew.
struct ClusterReference {
  private let problem: ClusterProblem
  private let rule: ClusterRule
  private let weights: [Set<Int32>: Int]
  private var groups: [[Int32]]
  private var closed: Set<[Set<Int32>]> = []

  static func roots(_ problem: ClusterProblem, _ rule: ClusterRule) -> [Int32] {
    var reference = ClusterReference(problem, rule)
    while reference.step() {}
    var roots = [Int32](repeating: 0, count: problem.count)
    for group in reference.groups { for node in group { roots[Int(node)] = group.min() ?? node } }
    return roots
  }

  /// Only for problems without joining traits and decisions `same`: those are settled before names are weighed.
  private init(_ problem: ClusterProblem, _ rule: ClusterRule) {
    self.problem = problem
    self.rule = rule
    let pairs = problem.pairs.map { (Set([$0.a, $0.b]), Self.odds($0.score) - Self.odds(rule.threshold)) }
    weights = Dictionary(pairs, uniquingKeysWith: max)
    groups = (0..<Int32(problem.count)).map { [$0] }
  }

  private static func odds(_ score: Float) -> Int {
    let p = min(max(score, 0.0009), 0.9991)
    return Int((log(p / (1 - p)) * 1024).rounded())
  }

  /// Nil when no pair is known between them.
  private func mean(_ left: [Int32], _ right: [Int32]) -> Double? {
    var sum = 0
    var known = 0
    for a in left {
      for b in right {
        if let weight = weights[[a, b]] {
          sum += weight
          known += 1
        } else {
          sum += Self.odds(rule.absent) - Self.odds(rule.threshold)
        }
      }
    }
    return known == 0 ? nil : Double(sum) / Double(left.count * right.count)
  }

  private func mayJoin(_ left: [Int32], _ right: [Int32]) -> Bool {
    for decision in problem.different {
      if left.contains(decision.a) && right.contains(decision.b) { return false }
      if left.contains(decision.b) && right.contains(decision.a) { return false }
    }
    let (a, b) = (values(left), values(right))
    return a.allSatisfy { kind, values in b[kind].map { !$0.isDisjoint(with: values) } ?? true }
  }

  private func values(_ group: [Int32]) -> [Int32: Set<Int32>] {
    var found: [Int32: Set<Int32>] = [:]
    for node in group { for trait in problem.traits[node] ?? [] { found[trait.kind, default: []].insert(trait.value) } }
    return found
  }

  private func isClosed(_ left: [Int32], _ right: [Int32]) -> Bool {
    closed.contains { pair in
      (pair[0].isSubset(of: left) && pair[1].isSubset(of: right))
        || (pair[1].isSubset(of: left) && pair[0].isSubset(of: right))
    }
  }

  private mutating func step() -> Bool {
    groups.sort { ($0.min() ?? 0) < ($1.min() ?? 0) }
    var best: (mean: Double, a: Int, b: Int)?
    for a in groups.indices {
      for b in groups.indices where b > a {
        guard let value = mean(groups[a], groups[b]), value > max(0, best?.mean ?? 0),
          !isClosed(groups[a], groups[b])
        else { continue }
        best = (value, a, b)
      }
    }
    guard let (value, a, b) = best else { return false }
    let margin = (log(max(1, Double(rule.rivalOdds))) * 1024).rounded()
    var hasRival = false
    for (one, other) in [(a, b), (b, a)] {
      for third in groups.indices where third != a && third != b {
        guard let near = mean(groups[one], groups[third]) else { continue }
        if near > 0, near >= value - margin, !mayJoin(groups[other], groups[third]) { hasRival = true }
      }
    }
    if !mayJoin(groups[a], groups[b]) || hasRival {
      closed.insert([Set(groups[a]), Set(groups[b])])
    } else {
      groups[a] += groups.remove(at: b)
    }
    return true
  }
}
