// SPDX-License-Identifier: Apache-2.0

/// Groups of one connected component, joined step by step, the surest first, as ``ClusterRule`` has it.
struct Agglomeration {
  /// Groups by their local numbers, a < b; the weight is that of their strongest pair.
  struct Edge {
    var a: Int32
    var b: Int32
    var weight: Int32
  }

  /// What is known between two groups.
  struct Cell {
    var sum = 0
    var count = 0
    /// Looked at and not to be joined. It still speaks when rivals are sought.
    var isClosed = false

    mutating func add(_ other: Cell) {
      sum += other.sum
      count += other.count
      isClosed = isClosed || other.isClosed
    }
  }

  let rule: ClusterRule
  var sets: ClusterSets
  private let absent: Int
  private let margin: Double
  private var sizes: [Int]
  /// Pairs of groups that would be one but for a rival; by a member of each.
  private(set) var rivals: [(Int32, Int32)] = []

  /// - Parameter sets: with local numbers.
  init(count: Int, sets: ClusterSets, rule: ClusterRule) {
    self.rule = rule
    self.sets = sets
    absent = rule.absentWeight
    margin = Double(rule.rivalMargin)
    sizes = [Int](repeating: 1, count: count)
  }

  mutating func run(_ edges: [Edge]) {
    if sizes.count <= rule.tableLimit { runTable(edges) } else { runHeap(edges) }
  }

  mutating func root(_ node: Int) -> Int { Int(sets.root(Int32(node))) }

  /// The mean weight of all pairs between the two; the same on every machine, since sums are whole numbers.
  private func mean(_ cell: Cell, _ a: Int, _ b: Int) -> Double {
    let pairs = sizes[a] * sizes[b]
    return Double(cell.sum + absent * (pairs - cell.count)) / Double(pairs)
  }

  /// True when one of the two fits a third about as well, which can't be one with the other.
  private func hasRival(
    _ a: Int, _ b: Int, _ mean: Double, around: (Int, (_ other: Int, _ mean: Double) -> Bool) -> Bool
  ) -> Bool {
    if sets.isFree { return false }
    let least = max(0, mean - margin)
    for (one, other) in [(a, b), (b, a)] {
      let found = around(one) { third, value in
        third != other && value > 0 && value >= least && sets.obstacle(Int32(other), Int32(third)) != nil
      }
      if found { return true }
    }
    return false
  }

  private enum Verdict { case one, apart, rival }

  private func verdict(
    _ a: Int, _ b: Int, _ mean: Double, around: (Int, (_ other: Int, _ mean: Double) -> Bool) -> Bool
  ) -> Verdict {
    if sets.obstacle(Int32(a), Int32(b)) != nil { return .apart }
    return hasRival(a, b, mean, around: around) ? .rival : .one
  }

  /// - Returns: true when they are one now; else the caller closes the pair.
  private mutating func follow(_ verdict: Verdict, _ a: Int, _ b: Int) -> Bool {
    switch verdict {
    case .one: sets.join(Int32(a), Int32(b))
    case .rival: rivals.append((Int32(a), Int32(b)))
    case .apart: break
    }
    return verdict == .one
  }

  // MARK: few groups

  private mutating func runTable(_ edges: [Edge]) {
    let width = sizes.count
    var cells = [Cell](repeating: Cell(), count: width * width)
    for edge in edges {
      let cell = Cell(sum: Int(edge.weight), count: 1)
      cells[Int(edge.a) * width + Int(edge.b)] = cell
      cells[Int(edge.b) * width + Int(edge.a)] = cell
    }
    var alive = Array(0..<width)
    while true {
      var best: (mean: Double, a: Int, b: Int)?
      for (place, a) in alive.enumerated() {
        for b in alive[(place + 1)...] {
          let cell = cells[a * width + b]
          guard cell.count > 0, !cell.isClosed else { continue }
          let value = mean(cell, a, b)
          if value > max(0, best?.mean ?? 0) { best = (value, a, b) }
        }
      }
      guard let (value, a, b) = best else { return }
      let verdict = verdict(a, b, value) { group, test in
        alive.contains { third in
          let cell = cells[group * width + third]
          return third != group && cell.count > 0 && test(third, mean(cell, group, third))
        }
      }
      guard follow(verdict, a, b) else {
        cells[a * width + b].isClosed = true
        cells[b * width + a].isClosed = true
        continue
      }
      for third in alive where third != a && third != b {
        cells[a * width + third].add(cells[b * width + third])
        cells[third * width + a] = cells[a * width + third]
      }
      sizes[a] += sizes[b]
      alive.removeAll { $0 == b }
    }
  }

  // MARK: many groups

  private struct Candidate: Comparable {
    var mean: Double
    var a: Int32
    var b: Int32
    var stamp: Int

    /// The greater comes first: the surest, then the least numbers.
    static func < (left: Self, right: Self) -> Bool {
      (left.mean, right.a, right.b) < (right.mean, left.a, left.b)
    }
  }

  private mutating func runHeap(_ edges: [Edge]) {
    var around = [[Int32: Cell]](repeating: [:], count: sizes.count)
    var stamps = [Int](repeating: 0, count: sizes.count)
    var heap = Heap<Candidate>()
    for edge in edges {
      let cell = Cell(sum: Int(edge.weight), count: 1)
      around[Int(edge.a)][edge.b] = cell
      around[Int(edge.b)][edge.a] = cell
      if edge.weight > 0 { heap.push(Candidate(mean: Double(edge.weight), a: edge.a, b: edge.b, stamp: 0)) }
    }
    while let next = heap.pop() {
      let (a, b) = (Int(next.a), Int(next.b))
      // A group that was joined since has other means: a newer candidate stands for it, or none.
      guard stamps[a] >= 0, stamps[b] >= 0, stamps[a] + stamps[b] == next.stamp, let cell = around[a][next.b],
        !cell.isClosed
      else { continue }
      let verdict = verdict(a, b, next.mean) { group, test in
        around[group].contains { third, cell in test(Int(third), mean(cell, group, Int(third))) }
      }
      guard follow(verdict, a, b) else {
        around[a][next.b]?.isClosed = true
        around[b][next.a]?.isClosed = true
        continue
      }
      sizes[a] += sizes[b]
      around[a].removeValue(forKey: next.b)
      for (third, cell) in around[b] where third != next.a {
        around[Int(third)].removeValue(forKey: next.b)
        around[a][third, default: Cell()].add(cell)
      }
      around[b] = [:]
      stamps[b] = -1
      stamps[a] += 1
      for (third, cell) in around[a] {
        around[Int(third)][next.a] = cell
        let value = mean(cell, a, Int(third))
        guard value > 0, !cell.isClosed else { continue }
        heap.push(
          Candidate(mean: value, a: min(next.a, third), b: max(next.a, third), stamp: stamps[a] + stamps[Int(third)]))
      }
    }
  }
}
