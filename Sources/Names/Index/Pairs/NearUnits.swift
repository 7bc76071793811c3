// SPDX-License-Identifier: Apache-2.0

/// Of each distinct word of a list the units that are like it, worked out once for all names and threads.
final class NearUnits: @unchecked Sendable {
  // Unchecked: each block is written by one thread, once, before the class is read.
  struct Near: BitwiseCopyable {
    var unit: UInt32
    var likeness: Float
  }

  private final class Block: @unchecked Sendable {
    let starts = Grow<UInt32>(capacity: 1024)
    let near = Grow<Near>(capacity: 2048)
  }

  private let blocks: [Block]
  private let blockSize: Int
  /// A word has so many at most.
  private static let most = 24

  init(_ core: IndexCore, width: Int) {
    let size = max(256, core.words.count / (max(1, width) * 16) + 1)
    let count = (core.words.count + size - 1) / size
    blockSize = size
    blocks = Parallel.perform(count, width: width) { number in
      let block = Block()
      let comparer = NameComparer(kind: core.kind)
      let seen = Grow<UInt32>(repeating: 0, count: core.words.count)
      for word in number * size..<min(core.words.count, (number + 1) * size) {
        block.starts.append(UInt32(block.near.count))
        Self.find(word, core, comparer, seen, UInt32(word - number * size + 1), into: block.near)
      }
      block.starts.append(UInt32(block.near.count))
      return block
    }
  }

  @inline(__always) func of(_ word: Int) -> UnsafeBufferPointer<Near> {
    let block = blocks[word / blockSize]
    let start = Int(block.starts.base[word % blockSize])
    return UnsafeBufferPointer(start: block.near.base + start, count: Int(block.starts.base[word % blockSize + 1]) - start)
  }

  private static func find(
    _ word: Int, _ core: IndexCore, _ comparer: NameComparer, _ seen: Grow<UInt32>, _ stamp: UInt32, into near: Grow<Near>
  ) {
    let start = near.count
    let record = core.words.base + word
    let isPerson = core.kind == .person
    let isLong = record.pointee.length >= 3
    let glance = WordGlance(record)
    func look(_ key: UInt32) {
      core.near.places.each(key) { other in
        guard seen.base[other] != stamp else { return }
        seen.base[other] = stamp
        if !isPerson, glance.isStrange(to: WordGlance(core.words.base + other)) { return }
        let (likeness, _) = WordLikeness.of(
          record, core.sounds.base, core.words.base + other, core.sounds.base, isPerson: isPerson, comparer.places)
        guard likeness > 0, likeness > 0.95 || isLong else { return }
        let unit = core.unitOfWord.base[other]
        for index in start..<near.count where near.base[index].unit == unit {
          near.base[index].likeness = max(near.base[index].likeness, likeness)
          return
        }
        near.append(Near(unit: unit, likeness: likeness))
      }
    }
    NearWords.keys(record, core.sounds.base, look)
    // Hardly anything but the word itself: look further.
    if near.count - start < 2 { NearWords.keysWithoutTwo(record, core.sounds.base, look) }
    guard near.count - start > 1 else { return }
    var found = UnsafeMutableBufferPointer(start: near.base + start, count: near.count - start)
    found.sort { $0.likeness != $1.likeness ? $0.likeness > $1.likeness : $0.unit < $1.unit }
    if near.count - start > most { near.truncate(to: start + most) }
  }
}
