// SPDX-License-Identifier: Apache-2.0

import Dispatch

extension NameClusters {
  /// Where a row went, and why.
  package struct Placement: Sendable, Hashable {
    /// The least id of the cluster, by its bytes.
    package var cluster: String
    package var reason: String
    /// How sure the strongest tie is: 1 for numbers and for the same name; 1, too, for a row that stands alone.
    package var score: Float
  }

  /// The row of the least id in the cluster of a row.
  package func rootRow(_ row: Int) -> Int { Int(firstRow[Int(clusters.roots[Int(nodeOfRow[row])])]) }

  /// One a row, in the order of the rows.
  package func placements(width: Int = 1) -> [Placement] {
    let obstacles = obstacles()
    var twins = [Int32](repeating: -1, count: firstRow.count)
    // The least other row of each node, for the row that stands for it.
    for row in rows.indices {
      let node = Int(nodeOfRow[row])
      guard Int(firstRow[node]) != row else { continue }
      if twins[node] < 0 || rows[row].id < rows[Int(twins[node])].id { twins[node] = Int32(row) }
    }
    let workers = max(1, min(width, rows.count))
    return [Placement](unsafeUninitializedCapacity: rows.count) { buffer, count in
      // Each worker writes its own rows.
      nonisolated(unsafe) let buffer = buffer
      let twins = twins
      DispatchQueue.concurrentPerform(iterations: workers) { worker in
        guard let start = buffer.baseAddress else { return }
        let explain = explainer()
        for row in stride(from: worker, to: rows.count, by: workers) {
          (start + row).initialize(to: placement(row, twins, obstacles, explain))
        }
      }
      count = rows.count
    }
  }

  private func placement(
    _ row: Int, _ twins: [Int32], _ obstacles: [Int32: Clusters.Split], _ explain: (Int, Int) -> String
  ) -> Placement {
    let node = Int(nodeOfRow[row])
    let cluster = rows[rootRow(row)].id
    let first = Int(firstRow[node])
    func placed(_ reason: String, _ score: Float) -> Placement {
      Placement(cluster: cluster, reason: reason, score: score)
    }
    if first != row { return placed(sameAs(first, row), 1) }
    let tie = clusters.ties[node]
    let other = rows[Int(firstRow[Int(tie.other)])].id
    switch tie.cause {
    case .trait(let trait):
      let number = rows[row].numbers.first { $0.kind == Self.kind(trait) }
      return placed("\(number?.description ?? "the same number"), as \(other)", 1)
    case .judgement: return placed("judged the same as \(other)", 1)
    case .name:
      let words = ([likeness(node, Int(tie.other), explain)] + circumstances(node, Int(tie.other))).filter { !$0.isEmpty }
      return placed("like \(other)" + (words.isEmpty ? "" : ": " + words.joined(separator: "; ")), tie.score)
    case .alone:
      if twins[node] >= 0 { return placed(sameAs(Int(twins[node]), row), 1) }
      guard let split = obstacles[Int32(node)] else { return placed("alone", 1) }
      return placed("alone: " + words(split, from: Int32(node)), 1)
    }
  }

  private func likeness(_ node: Int, _ other: Int, _ explain: (Int, Int) -> String) -> String {
    nameOfNode[node] == nameOfNode[other] ? "the same name" : explain(Int(nameOfNode[node]), Int(nameOfNode[other]))
  }

  private func circumstances(_ node: Int, _ other: Int) -> [String] {
    rows[Int(firstRow[node])].circumstances.findings(with: rows[Int(firstRow[other])].circumstances).map(\.rawValue)
  }

  private func sameAs(_ other: Int, _ row: Int) -> String {
    let number = rows[row].numbers.first(where: \.kind.identifies)
    return "the same name\(number.map { " and \($0)" } ?? "") as \(rows[other].id)"
  }

  /// The strongest pair that each node was kept from.
  private func obstacles() -> [Int32: Clusters.Split] {
    var found: [Int32: Clusters.Split] = [:]
    // Splits come with the strongest first.
    for split in clusters.splits {
      for node in [split.a, split.b] where found[node] == nil { found[node] = split }
    }
    return found
  }

  /// `like r7, but INN differs`
  private func words(_ split: Clusters.Split, from node: Int32) -> String {
    let other = rows[Int(firstRow[Int(split.a == node ? split.b : split.a)])].id
    switch split.obstacle {
    case .trait(let trait): return "like \(other), but \(Self.kind(trait).rawValue) differs"
    case .judgement: return "like \(other), but judged different"
    case .rival: return "like \(other), and as like another that can't be the same"
    case .chain: return "like \(other), but not like the rest of its cluster"
    }
  }

  /// Pairs that look like one and were kept apart, for a reader: ids, the probability, and why.
  package func keptApart() -> [(a: String, b: String, score: Float, why: String)] {
    clusters.splits.map { split in
      (
        rows[Int(firstRow[Int(split.a)])].id, rows[Int(firstRow[Int(split.b)])].id, split.score,
        words(split, from: split.a)
      )
    }
  }
}
