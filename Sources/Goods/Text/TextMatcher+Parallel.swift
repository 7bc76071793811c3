// SPDX-License-Identifier: Apache-2.0

import Foundation

extension TextMatcher {
  /// The goods of each text, in the order of the texts, on all cores.
  package func matchesInParallel(_ texts: [GoodsText]) async throws -> [[TextMatch]] {
    try await readingsInParallel(texts).map(\.matches)
  }

  func readingsInParallel(_ texts: [GoodsText]) async throws -> [Reading] {
    let chunk = 2_000
    let starts = Array(stride(from: 0, to: texts.count, by: chunk))
    var results: [[Reading]] = Array(repeating: [], count: starts.count)
    try await withThrowingTaskGroup(of: (Int, [Reading]).self) { group in
      var next = 0
      func add() {
        guard next < starts.count else { return }
        let (number, start) = (next, starts[next])
        next += 1
        group.addTask {
          try Task.checkCancellation()
          var workspace = Workspace()
          let part = texts[start..<min(start + chunk, texts.count)].map { reading($0, using: &workspace) }
          return (number, part)
        }
      }
      for _ in 0..<max(1, ProcessInfo.processInfo.activeProcessorCount) { add() }
      while let (number, part) = try await group.next() {
        results[number] = part
        add()
      }
    }
    return results.flatMap { $0 }
  }
}
