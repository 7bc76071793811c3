// SPDX-License-Identifier: Apache-2.0

import Dispatch

/// From pairs to clusters: what is certain first, then names, under constraints that hold for whole clusters.
///
/// The answer depends on the problem alone, not on the order of its pairs nor on the width. It costs about 30 bytes a
/// pair and 40 a node, and time in proportion to both.
package enum Clusterer {
  /// - Parameter width: how many threads work at once.
  package static func clusters(_ problem: ClusterProblem, rule: ClusterRule = ClusterRule(), width: Int = 1) -> Clusters {
    let certain = CertainLinks(problem)
    var sets = certain.sets
    let groups = (0..<Int32(problem.count)).map { sets.root($0) }
    let graph = PairGraph(problem.pairs, groups: groups, rule: rule)

    var roots = groups
    let workers = max(1, min(width, graph.components.count))
    var rivals = [[(Int32, Int32)]](repeating: [], count: workers)
    let whole = sets
    roots.withUnsafeMutableBufferPointer { roots in
      rivals.withUnsafeMutableBufferPointer { rivals in
        // Each worker writes its own slot, and the nodes of its own components.
        nonisolated(unsafe) let (roots, rivals) = (roots, rivals)
        DispatchQueue.concurrentPerform(iterations: workers) { worker in
          for component in stride(from: worker, to: graph.components.count, by: workers) {
            rivals[worker] += join(graph, component, whole, rule, roots)
          }
        }
      }
    }
    for node in roots.indices { roots[node] = roots[Int(groups[node])] }
    return ClusterReport(problem, rule: rule, certain: certain, roots: roots, rivals: rivals.joined()).clusters
  }

  private static func join(
    _ graph: PairGraph, _ component: Int, _ whole: ClusterSets, _ rule: ClusterRule,
    _ roots: UnsafeMutableBufferPointer<Int32>
  ) -> [(Int32, Int32)] {
    let nodes = graph.nodes(component)
    let edges = graph.edges(component)
    let first = nodes.startIndex
    if nodes.count == 2, whole.isFree {
      // Most components are a pair that nothing keeps apart.
      roots[Int(nodes[first + 1])] = nodes[first]
      return []
    }
    var work = Agglomeration(count: nodes.count, sets: ClusterSets(nodes, of: whole), rule: rule)
    work.run(edges)
    for place in nodes.indices { roots[Int(nodes[place])] = nodes[first + work.root(place - first)] }
    return work.rivals.map { (nodes[first + Int($0)], nodes[first + Int($1)]) }
  }
}
