// SPDX-License-Identifier: Apache-2.0

import Documents
import Testing

struct ParallelTextTests {
  @Test(arguments: [0, 1, 2, ParallelText.block - 1, ParallelText.block, ParallelText.block + 1, ParallelText.block * 3 + 5], [1, 2, 5])
  func `The pieces are all lines in order, whatever the width`(count: Int, width: Int) {
    let pieces = ParallelText.pieces(count, width: width) { index, text in text += "\(index)\n" }
    #expect(pieces.count == (count + ParallelText.block - 1) / ParallelText.block)
    #expect(pieces.joined() == (0..<count).map { "\($0)\n" }.joined())
  }
}
