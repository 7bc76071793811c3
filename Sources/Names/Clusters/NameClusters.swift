// SPDX-License-Identifier: Apache-2.0

/// Clusters rows that carry an id, a name, perhaps a country and registry numbers.
///
/// ```swift
/// let rows = [NameClusters.Row(id: "1", name: "ООО «Силва»"), NameClusters.Row(id: "2", name: "SILVA LLC")]
/// let found = NameClusters(rows).placements()    // both in the cluster of row 0
/// ```
package struct NameClusters: Sendable {
  package struct Row: Sendable, Hashable {
    package var id: String
    package var name: String
    /// ISO alpha-3.
    package var country: String?
    /// Valid ones. Those that identify join; two of a kind keep apart.
    package var numbers: [RegistryNumber]
    package var circumstances: Circumstances

    package init(
      id: String, name: String, country: String? = nil, numbers: [RegistryNumber] = [], circumstances: Circumstances = .none
    ) {
      self.id = id
      self.name = name
      self.country = country
      self.numbers = numbers
      self.circumstances = circumstances
    }
  }

  /// What a search for close pairs found.
  package struct Likenesses {
    package var pairs: [ScoredPair]
    /// Makes what says which words of two names met; one for each thread.
    package var explainer: @Sendable () -> (Int, Int) -> String

    package init(_ pairs: [ScoredPair], explainer: @escaping @Sendable () -> (Int, Int) -> String = { { _, _ in "" } }) {
      self.pairs = pairs
      self.explainer = explainer
    }
  }

  /// Finds close pairs among names, each name given once, with so many threads.
  package typealias PairSource = (_ names: [IndexedName], _ width: Int) -> Likenesses

  /// Pairs from a ``NameIndex``, down to a probability at which they hardly speak for being one: what two groups have in
  /// common beside their strongest link counts, too.
  package static let leastProbability = 0.1

  package static func close(_ names: [IndexedName], width: Int) -> Likenesses {
    let index = NameIndex(names, width: width)
    let pairs = index.pairs(threshold: leastProbability, width: width)
    let shared = PairExplainer.Shared(index)
    return Likenesses(pairs.map { ScoredPair($0.a, $0.b, Float($0.score)) }) { PairExplainer(shared).because }
  }

  /// Rows by their places.
  package let rows: [Row]
  /// Rows that no evidence tells apart share a node: the same name, country, numbers and circumstances.
  let nodeOfRow: [Int32]
  /// The row of the least id of each node.
  let firstRow: [Int32]
  let nameOfNode: [Int32]
  let explainer: @Sendable () -> (Int, Int) -> String
  package let clusters: Clusters
  /// The kinds of numbers, by their place in ``Clusters/Cause/trait(_:)``.
  private static let kinds = RegistryNumber.Kind.allCases.filter(\.identifies)

  /// - Parameter rows: ids differ.
  package init(_ rows: [Row], rule: ClusterRule = .ofNames, width: Int = 1, pairs source: PairSource = close) {
    self.rows = rows
    let order = rows.indices.sorted { rows[$0].id < rows[$1].id }
    var nodes = Nodes()
    var nodeOfRow = [Int32](repeating: 0, count: rows.count)
    var firstRow: [Int32] = []
    for row in order {
      let node = nodes.node(of: rows[row])
      if node == firstRow.count { firstRow.append(Int32(row)) }
      nodeOfRow[row] = Int32(node)
    }
    let found = source(nodes.names, width)
    var problem = ClusterProblem(count: firstRow.count, pairs: nodes.pairs(found.pairs, rows, firstRow))
    problem.joiningKinds = Set(Self.kinds.indices.map(Int32.init))
    problem.traits = Self.traits(firstRow.map { rows[Int($0)].numbers })
    self.nodeOfRow = nodeOfRow
    nameOfNode = nodes.nameOfNode
    explainer = found.explainer
    self.firstRow = firstRow
    clusters = Clusterer.clusters(problem, rule: rule, width: width)
  }

  /// A row that carries several numbers of one kind contradicts itself: it is one with rows of the same numbers only, or two
  /// bodies would meet through it.
  private static func traits(_ numbers: [[RegistryNumber]]) -> [Int32: [ClusterProblem.Trait]] {
    var values: [[RegistryNumber]: Int] = [:]
    var traits: [Int32: [ClusterProblem.Trait]] = [:]
    for (node, own) in numbers.enumerated() where !own.isEmpty {
      let found = kinds.indices.compactMap { kind -> ClusterProblem.Trait? in
        let numbers = Set(own.filter { $0.kind == kinds[kind] }).sorted()
        guard !numbers.isEmpty else { return nil }
        let value = values[numbers] ?? values.count
        values[numbers] = value
        return ClusterProblem.Trait(kind: kind, value: value)
      }
      if !found.isEmpty { traits[Int32(node)] = found }
    }
    return traits
  }

  static func kind(_ trait: Int32) -> RegistryNumber.Kind { kinds[Int(trait)] }

  /// Tells rows apart as far as evidence does.
  private struct Nodes {
    private struct Text: Hashable {
      var name: String
      var country: String?
    }

    private struct Key: Hashable {
      var name: Int
      var numbers: [RegistryNumber]
      var circumstances: Circumstances
    }

    private(set) var names: [IndexedName] = []
    private var nameOf: [Text: Int] = [:]
    private var nodeOf: [Key: Int] = [:]
    /// The node of each name that comes with nothing else; -1 for none. Most rows are such.
    private var bareNodeOf: [Int32] = []
    private var nodesOfName: [[Int32]] = []
    private(set) var nameOfNode: [Int32] = []
    private var count: Int { nameOfNode.count }

    mutating func node(of row: Row) -> Int {
      let text = Text(name: row.name, country: row.country)
      let name: Int
      if let known = nameOf[text] {
        name = known
      } else {
        name = names.count
        nameOf[text] = name
        names.append(IndexedName(row.name, country: row.country))
        nodesOfName.append([])
        bareNodeOf.append(-1)
      }
      if row.numbers.isEmpty, row.circumstances == .none {
        if bareNodeOf[name] < 0 { bareNodeOf[name] = Int32(newNode(name)) }
        return Int(bareNodeOf[name])
      }
      let key = Key(
        name: name, numbers: row.numbers.filter(\.kind.identifies).sorted(), circumstances: row.circumstances)
      if key.numbers.isEmpty, row.circumstances == .none {
        if bareNodeOf[name] < 0 { bareNodeOf[name] = Int32(newNode(name)) }
        return Int(bareNodeOf[name])
      }
      if let node = nodeOf[key] { return node }
      let node = newNode(name)
      nodeOf[key] = node
      return node
    }

    private mutating func newNode(_ name: Int) -> Int {
      let node = count
      nameOfNode.append(Int32(name))
      nodesOfName[name].append(Int32(node))
      return node
    }

    /// Pairs of names as pairs of nodes.
    func pairs(_ pairs: [ScoredPair], _ rows: [Row], _ firstRow: [Int32]) -> [ScoredPair] {
      if count == names.count, rows.allSatisfy({ $0.circumstances == .none }) { return pairs }
      var found: [ScoredPair] = []
      found.reserveCapacity(pairs.count + count)
      for nodes in nodesOfName where nodes.count > 1 {
        for (place, a) in nodes.enumerated() {
          for b in nodes[(place + 1)...] where mayPair(a, b, rows, firstRow) {
            found.append(ScoredPair(Int(a), Int(b), qualified(1, a, b, rows, firstRow)))
          }
        }
      }
      for pair in pairs {
        for a in nodesOfName[Int(pair.a)] {
          for b in nodesOfName[Int(pair.b)] where mayPair(a, b, rows, firstRow) {
            found.append(ScoredPair(Int(a), Int(b), qualified(pair.score, a, b, rows, firstRow)))
          }
        }
      }
      return found
    }

    private func qualified(_ score: Float, _ a: Int32, _ b: Int32, _ rows: [Row], _ firstRow: [Int32]) -> Float {
      rows[Int(firstRow[Int(a)])].circumstances.qualified(score, with: rows[Int(firstRow[Int(b)])].circumstances)
    }

    /// False for what can never be one: thousands of firms share a name, each with its own number.
    private func mayPair(_ a: Int32, _ b: Int32, _ rows: [Row], _ firstRow: [Int32]) -> Bool {
      let left = rows[Int(firstRow[Int(a)])].numbers
      let right = rows[Int(firstRow[Int(b)])].numbers
      if left.isEmpty || right.isEmpty { return true }
      return !left.contains { one in
        one.kind.identifies && right.contains { $0.kind == one.kind && $0 != one }
      }
    }
  }
}
