// SPDX-License-Identifier: Apache-2.0

/// Of each distinct word of a list the units that are like it, worked out once for all names and threads.
///
/// Words that share a key of ``NearWords`` are compared with one another, key by key, so that each two are compared once
/// and what is known of them stays at hand.
final class NearUnits: Sendable {
  private let lists: NearLists

  init(_ core: IndexCore, width: Int) {
    let lists = NearLists(core.words.count)
    // A word is as like itself as can be.
    for word in 0..<core.words.count {
      lists.add(NearUnit(unit: core.unitOfWord.base[word], likeness: 1), to: word)
    }
    let buckets = Parallel.ranges(core.near.places.starts.count - 1, blocks: max(1, width) * 64)
    _ = Parallel.perform(buckets.count, width: width) { block in
      let work = NearGroups(core, lists)
      for bucket in buckets[block] { work.compare(bucket: bucket) }
    }
    // Hardly anything but the word itself: look further.
    let words = Parallel.ranges(core.words.count, blocks: max(1, width) * 16)
    _ = Parallel.perform(words.count, width: width) { block in
      let work = NearGroups(core, lists)
      for word in words[block] where lists.list(word).count < 2 { work.lookFurther(word) }
    }
    self.lists = lists
  }

  @inline(__always) func of(_ word: Int) -> UnsafeBufferPointer<NearUnit> { lists.list(word) }
}
