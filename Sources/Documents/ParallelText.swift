// SPDX-License-Identifier: Apache-2.0

import Dispatch

/// A long text of one line after another, made on several threads: pieces in order, the same whatever the width.
package enum ParallelText {
  /// Lines a piece.
  package static let block = 16_384

  package static func pieces(_ count: Int, width: Int, _ add: @Sendable (_ index: Int, _ text: inout String) -> Void) -> [String] {
    let blocks = (count + block - 1) / block
    return [String](unsafeUninitializedCapacity: blocks) { buffer, made in
      // Each piece is written by one thread, once.
      nonisolated(unsafe) let buffer = buffer
      let workers = max(1, min(width, blocks))
      DispatchQueue.concurrentPerform(iterations: workers) { worker in
        guard let start = buffer.baseAddress else { return }
        for piece in stride(from: worker, to: blocks, by: workers) {
          var text = ""
          text.reserveCapacity(block * 64)
          for index in piece * block..<min(count, (piece + 1) * block) { add(index, &text) }
          (start + piece).initialize(to: text)
        }
      }
      made = blocks
    }
  }
}
