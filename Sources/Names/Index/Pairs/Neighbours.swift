// SPDX-License-Identifier: Apache-2.0

/// Of each name the few with which it is compared, by places of ``CountryPostings``.
final class Neighbours: @unchecked Sendable {
  // Unchecked: the list of a place is written by one thread, once, and read after all have ended.
  private let lists: Grow<UInt32>
  private let counts: Grow<UInt32>
  private let most: Int

  init(_ shared: PairFinder.Shared, most: Int, width: Int) {
    let count = shared.postings.count
    self.most = most
    lists = Grow(repeating: 0, count: count * most)
    counts = Grow(repeating: 0, count: count)
    let ranges = Parallel.ranges(count, blocks: max(1, width) * 64)
    _ = Parallel.perform(ranges.count, width: width) { block in
      let finder = PairFinder(shared)
      for place in ranges[block] {
        var found: UInt32 = 0
        finder.neighbours(of: shared.postings.name(place), most: most) { other in
          lists.base[place * most + Int(found)] = shared.postings.place(of: other)
          found += 1
        }
        counts.base[place] = found
      }
    }
  }

  @inline(__always) subscript(_ place: Int) -> UnsafeBufferPointer<UInt32> {
    UnsafeBufferPointer(start: lists.base + place * most, count: Int(counts.base[place]))
  }
}
