// SPDX-License-Identifier: Apache-2.0

import Statistics
import Testing
import Trade
import Warehouse

@testable import Detectors

struct StretchTests {
  @Test func `Small sources go together and large ones are parted evenly`() {
    let stretches = Stretch.parted(
      [("a", count: 3, last: 3), ("b", count: 5, last: 6), ("c", count: 40, last: 41), ("d", count: 9, last: 12), ("e", count: 2, last: 2)],
      most: 10)
    #expect(stretches == [
      Stretch(sources: ["c"], from: nil, to: 11), Stretch(sources: ["c"], from: 11, to: 22),
      Stretch(sources: ["c"], from: 22, to: 33), Stretch(sources: ["c"], from: 33, to: nil),
      Stretch(sources: ["a", "b"]), Stretch(sources: ["d"]), Stretch(sources: ["e"]),
    ])
    #expect(Stretch.parted([], most: 10) == [])
  }

  @Test func `A statement never names more sources than engines bind`() {
    let stretches = Stretch.parted((0..<1000).map { ("source-\($0)", count: 0, last: 0) }, most: 10)
    #expect(stretches.map(\.sources.count) == Array(repeating: Stretch.mostSources, count: 5))
  }

  /// Every row of every source lies in just one stretch, whatever the sizes.
  @Test(arguments: 1...60)
  func `No row is left out and none comes twice`(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let sources = (0..<Int.random(in: 1...6, using: &random)).map { place in
      let last = Int.random(in: 1...200, using: &random)
      return ("s\(place)", count: last, last: last)
    }
    let stretches = Stretch.parted(sources, most: Int.random(in: 1...80, using: &random))
    for (name, _, last) in sources {
      for row in 1...last {
        let holding = stretches.filter { $0.sources.contains(name) && row >= $0.from ?? 0 && row < $0.to ?? Int.max }
        #expect(holding.count == 1)
      }
    }
  }
}
