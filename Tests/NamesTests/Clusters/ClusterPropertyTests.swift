// SPDX-License-Identifier: Apache-2.0

import Names
import Testing

/// What must hold for any problem at all.
struct ClusterPropertyTests {
  typealias Trait = ClusterProblem.Trait

  /// A random graph with numbers, countries and decisions, some of which contradict each other.
  static func problem(_ random: inout SeededRandom, joining: Bool = true, nodes: ClosedRange<Int> = 2...26) -> ClusterProblem {
    let count = Int.random(in: nodes, using: &random)
    var pairs: Set<[Int]> = []
    for _ in 0..<Int.random(in: 0...count * 3, using: &random) {
      let (a, b) = (Int.random(in: 0..<count, using: &random), Int.random(in: 0..<count, using: &random))
      if a != b { pairs.insert([min(a, b), max(a, b)]) }
    }
    var problem = ClusterProblem(
      count: count,
      pairs: pairs.sorted { $0.lexicographicallyPrecedes($1) }.map {
        ScoredPair($0[0], $0[1], Float(Int.random(in: 5...100, using: &random)) / 100)
      })
    for node in 0..<count {
      var traits: [Trait] = []
      for kind in 0..<3 where Int.random(in: 0..<3, using: &random) == 0 {
        traits.append(Trait(kind: kind, value: kind * 100 + Int.random(in: 0..<4, using: &random)))
      }
      if !traits.isEmpty { problem.traits[Int32(node)] = traits }
    }
    func decisions() -> [ClusterProblem.Decision] {
      (0..<Int.random(in: 0...3, using: &random)).map { reference in
        let (a, b) = (Int.random(in: 0..<count, using: &random), Int.random(in: 0..<count, using: &random))
        return ClusterProblem.Decision(a, b, reference: reference)
      }.filter { $0.a != $0.b }
    }
    problem.different = decisions()
    if joining {
      problem.same = decisions()
      problem.joiningKinds = [0, 1]
    }
    return problem
  }

  @Test func `No cluster ever holds two values of one trait, nor two whom a person told apart`() {
    var random = SeededRandom(seed: 11)
    var (joined, kept) = (0, 0)
    for _ in 0..<3000 {
      let problem = Self.problem(&random)
      let clusters = Clusterer.clusters(problem, rule: ClusterRule(threshold: 0.5, absent: 0.3))
      for members in clusters.members.values {
        var values: [Int32: Int32] = [:]
        for member in members {
          for trait in problem.traits[member] ?? [] {
            #expect(values[trait.kind] == nil || values[trait.kind] == trait.value)
            values[trait.kind] = trait.value
          }
        }
        joined += members.count - 1
      }
      for decision in problem.different {
        #expect(clusters.roots[Int(decision.a)] != clusters.roots[Int(decision.b)])
      }
      // A decision `same` that was not followed is told.
      for decision in problem.same where clusters.roots[Int(decision.a)] != clusters.roots[Int(decision.b)] {
        #expect(clusters.splits.contains { $0.a == decision.a && $0.b == decision.b && $0.score == 1 })
        kept += 1
      }
      // The least member names the cluster, and everybody's tie is to somebody of it.
      for (node, root) in clusters.roots.enumerated() {
        #expect(root <= Int32(node) && clusters.roots[Int(root)] == root)
        #expect(clusters.roots[Int(clusters.ties[node].other)] == root)
        let isAlone = clusters.members[root]?.count == 1
        #expect((clusters.ties[node].cause == .alone) == isAlone)
      }
    }
    #expect(joined > 3000 && kept > 100)
  }

  @Test func `Decisions and numbers that agree with each other are all followed`() {
    var random = SeededRandom(seed: 12)
    for _ in 0..<500 {
      var problem = Self.problem(&random)
      // Who is who in truth; decisions and numbers follow it, scores need not.
      let truth = (0..<problem.count).map { _ in Int.random(in: 0..<5, using: &random) }
      problem.traits = [:]
      for node in 0..<problem.count where Bool.random(using: &random) {
        problem.traits[Int32(node)] = [Trait(kind: 0, value: truth[node])]
      }
      problem.same = []
      problem.different = []
      for reference in 0..<6 {
        let (a, b) = (
          Int.random(in: 0..<problem.count, using: &random), Int.random(in: 0..<problem.count, using: &random)
        )
        let decision = ClusterProblem.Decision(a, b, reference: reference)
        if truth[a] == truth[b] { problem.same.append(decision) } else { problem.different.append(decision) }
      }
      let clusters = Clusterer.clusters(problem)
      for decision in problem.same {
        #expect(clusters.roots[Int(decision.a)] == clusters.roots[Int(decision.b)])
      }
      for (a, left) in problem.traits {
        for (b, right) in problem.traits where left == right {
          #expect(clusters.roots[Int(a)] == clusters.roots[Int(b)])
        }
      }
    }
  }

  @Test func `Neither the order of pairs nor the width nor the way of searching changes the answer`() {
    var random = SeededRandom(seed: 13)
    for _ in 0..<800 {
      let problem = Self.problem(&random, nodes: 2...60)
      var rule = ClusterRule(threshold: 0.5, absent: 0.2)
      let clusters = Clusterer.clusters(problem, rule: rule)
      var shuffled = problem
      shuffled.pairs.shuffle(using: &random)
      shuffled.same.shuffle(using: &random)
      shuffled.different.shuffle(using: &random)
      #expect(Clusterer.clusters(shuffled, rule: rule, width: 3) == clusters)
      rule.tableLimit = 0
      #expect(Clusterer.clusters(shuffled, rule: rule) == clusters)
    }
  }

  @Test func `It is what the slow and obvious way finds`() {
    var random = SeededRandom(seed: 14)
    var merges = 0
    for round in 0..<400 {
      let problem = Self.problem(&random, joining: false, nodes: 2...12)
      var rule = ClusterRule(threshold: 0.5, absent: [0.02, 0.2, 0.45][round % 3])
      let expected = ClusterReference.roots(problem, rule)
      #expect(Clusterer.clusters(problem, rule: rule).roots == expected)
      rule.tableLimit = 0
      #expect(Clusterer.clusters(problem, rule: rule).roots == expected)
      merges += problem.count - Set(expected).count
    }
    #expect(merges > 500)
  }
}

/// SplitMix64, so that a failing case can be run again.
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
