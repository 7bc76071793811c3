// SPDX-License-Identifier: Apache-2.0

/// The pairs between groups, sorted into the parts that hang together by pairs above the threshold: only inside such
/// a part anything can be joined.
struct PairGraph {
  typealias Edge = Agglomeration.Edge

  /// Where the nodes and edges of each part begin.
  private(set) var components: [(nodes: Range<Int>, edges: Range<Int>)] = []
  private var allNodes: [Int32] = []
  /// With local numbers.
  private var allEdges: [Edge] = []

  func nodes(_ component: Int) -> ArraySlice<Int32> { allNodes[components[component].nodes] }
  func edges(_ component: Int) -> [Edge] { Array(allEdges[components[component].edges]) }

  /// - Parameter groups: the root of each node.
  init(_ pairs: [ScoredPair], groups: [Int32], rule: ClusterRule) {
    var (parts, edges) = Self.parts(pairs, groups, rule)
    guard !edges.isEmpty else { return }
    // Number the parts in the order of their least node, and the nodes inside each.
    var partOf = [Int32](repeating: -1, count: groups.count)
    var local = [Int32](repeating: 0, count: groups.count)
    var counts: [Int32] = []
    for node in groups.indices where groups[node] == Int32(node) {
      let root = Int(parts.root(Int32(node)))
      if parts.isAlone(Int32(root)) { continue }
      if partOf[root] < 0 {
        partOf[root] = Int32(counts.count)
        counts.append(0)
      }
      let part = partOf[root]
      partOf[node] = part
      local[node] = counts[Int(part)]
      counts[Int(part)] += 1
    }
    var starts = [0]
    for count in counts { starts.append(starts[starts.count - 1] + Int(count)) }
    allNodes = [Int32](repeating: 0, count: starts[counts.count])
    for node in groups.indices where partOf[node] >= 0 {
      allNodes[starts[Int(partOf[node])] + Int(local[node])] = Int32(node)
    }
    guard !counts.isEmpty else { return }
    edges.removeAll { partOf[Int($0.a)] < 0 || partOf[Int($0.a)] != partOf[Int($0.b)] }
    for index in edges.indices {
      let part = Int(partOf[Int(edges[index].a)])
      edges[index].a = Int32(starts[part]) + local[Int(edges[index].a)]
      edges[index].b = Int32(starts[part]) + local[Int(edges[index].b)]
    }
    // By place, the strongest first: of several pairs between two groups that were joined for certain, one counts.
    edges.sort { ($0.a, $0.b, $1.weight) < ($1.a, $1.b, $0.weight) }
    collect(edges, starts)
  }

  private mutating func collect(_ edges: [Edge], _ starts: [Int]) {
    allEdges.reserveCapacity(edges.count)
    var begin = 0
    var part = 0
    var last: (Int32, Int32) = (-1, -1)
    for edge in edges {
      while Int(edge.a) >= starts[part + 1] {
        components.append((starts[part]..<starts[part + 1], begin..<allEdges.count))
        begin = allEdges.count
        part += 1
      }
      if last == (edge.a, edge.b) { continue }
      last = (edge.a, edge.b)
      let first = Int32(starts[part])
      allEdges.append(Edge(a: edge.a - first, b: edge.b - first, weight: edge.weight))
    }
    components.append((starts[part]..<starts[part + 1], begin..<allEdges.count))
  }

  private static func parts(_ pairs: [ScoredPair], _ groups: [Int32], _ rule: ClusterRule) -> (Parts, [Edge]) {
    var parts = Parts(groups.count)
    var edges: [Edge] = []
    let weigh = rule.weighing()
    edges.reserveCapacity(pairs.count)
    for pair in pairs {
      let (x, y) = (groups[Int(pair.a)], groups[Int(pair.b)])
      if x == y { continue }
      let weight = weigh(pair.score)
      edges.append(Edge(a: min(x, y), b: max(x, y), weight: Int32(weight)))
      if weight > 0 { parts.join(x, y) }
    }
    return (parts, edges)
  }

  /// Plain union by least number.
  private struct Parts {
    private var parents: [Int32]
    private var hasOthers: [Bool]

    init(_ count: Int) {
      parents = (0..<Int32(count)).map { $0 }
      hasOthers = [Bool](repeating: false, count: count)
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

    func isAlone(_ root: Int32) -> Bool { !hasOthers[Int(root)] }

    mutating func join(_ a: Int32, _ b: Int32) {
      let (x, y) = (root(a), root(b))
      if x == y { return }
      parents[Int(max(x, y))] = min(x, y)
      hasOthers[Int(min(x, y))] = true
    }
  }
}
