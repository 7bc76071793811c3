// SPDX-License-Identifier: Apache-2.0

import Names
import Testing

struct ClustererTests {
  private func clusters(
    _ count: Int, _ pairs: [(Int, Int, Float)], rule: ClusterRule = ClusterRule(threshold: 0.5),
    change: (inout ClusterProblem) -> Void = { _ in }
  ) -> Clusters {
    var problem = ClusterProblem(count: count, pairs: pairs.map { ScoredPair($0.0, $0.1, $0.2) })
    change(&problem)
    return Clusterer.clusters(problem, rule: rule)
  }

  @Test func `A chain of weak links breaks, and the break is told`() {
    let chain = clusters(4, [(0, 1, 0.8), (1, 2, 0.75), (2, 3, 0.8)])
    #expect(chain.roots == [0, 0, 2, 2])
    #expect(chain.splits == [Clusters.Split(a: 1, b: 2, score: 0.75, obstacle: .chain)])
    #expect(chain.ties[0] == Clusters.Tie(other: 1, score: 0.8, cause: .name))
  }

  @Test func `A group whose members all know each other grows`() {
    #expect(clusters(3, [(0, 1, 0.8), (1, 2, 0.8), (0, 2, 0.4)]).roots == [0, 0, 0])
    #expect(clusters(3, [(0, 1, 0.8), (1, 2, 0.8), (0, 2, 0.05)]).roots == [0, 0, 2])
  }

  @Test func `A name that fits two with different numbers joins neither`() {
    let found = clusters(3, [(0, 1, 0.95), (0, 2, 0.95)]) {
      $0.traits = [1: [.init(kind: 0, value: 1)], 2: [.init(kind: 0, value: 2)]]
    }
    #expect(found.roots == [0, 1, 2])
    #expect(found.splits.map(\.obstacle) == [.rival, .rival])
    // One that it fits far better than the other is no riddle.
    let clear = clusters(3, [(0, 1, 0.99), (0, 2, 0.6)]) {
      $0.traits = [1: [.init(kind: 0, value: 1)], 2: [.init(kind: 0, value: 2)]]
    }
    #expect(clear.roots == [0, 0, 2])
    #expect(clear.splits.map(\.obstacle) == [.trait(0)])
  }

  @Test func `The same number joins whatever the names, and a third number on one side does not`() {
    let found = clusters(4, []) {
      $0.joiningKinds = [0, 1]
      $0.traits = [
        0: [.init(kind: 0, value: 7)], 1: [.init(kind: 0, value: 7), .init(kind: 1, value: 8)],
        3: [.init(kind: 1, value: 8)],
      ]
    }
    #expect(found.roots == [0, 0, 2, 0])
    #expect(found.ties[0] == Clusters.Tie(other: 1, score: 1, cause: .trait(0)))
    #expect(found.ties[3].cause == .trait(1))
  }

  @Test func `Who carries one number and contradicts in another stays apart; who fits both joins neither`() {
    let found = clusters(3, []) {
      $0.joiningKinds = [0, 1]
      $0.traits = [
        0: [.init(kind: 0, value: 7), .init(kind: 1, value: 1)],
        1: [.init(kind: 0, value: 7), .init(kind: 1, value: 2)], 2: [.init(kind: 0, value: 7)],
      ]
    }
    #expect(found.roots == [0, 1, 2])
    #expect(found.splits == [Clusters.Split(a: 0, b: 1, score: 1, obstacle: .trait(1))])
  }

  @Test func `A person's decision stands above names, and numbers above a decision`() {
    let same = clusters(2, []) { $0.same = [.init(0, 1, reference: 5)] }
    #expect(same.roots == [0, 0] && same.ties[0].cause == .judgement(5))
    let different = clusters(2, [(0, 1, 0.99)]) { $0.different = [.init(1, 0, reference: 6)] }
    #expect(different.roots == [0, 1])
    #expect(different.splits == [Clusters.Split(a: 0, b: 1, score: 0.99, obstacle: .judgement(6))])
    let numbers = clusters(2, []) {
      $0.same = [.init(0, 1, reference: 5)]
      $0.traits = [0: [.init(kind: 0, value: 1)], 1: [.init(kind: 0, value: 2)]]
    }
    #expect(numbers.roots == [0, 1] && numbers.splits.map(\.obstacle) == [.trait(0)])
  }

  @Test func `Nothing comes of nothing`() {
    #expect(clusters(0, []).roots.isEmpty)
    #expect(clusters(1, []).ties == [Clusters.Tie(other: 0, score: 1, cause: .alone)])
    #expect(clusters(3, [(0, 1, 0.3)]).roots == [0, 1, 2])
  }
}
