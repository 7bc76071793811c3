// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Synchronization

/// Work on several cores with results in order. The threads are libdispatch's own; the caller waits.
enum Parallel {
  /// The results of `work` for 0 ..< `count`, in order. `width` threads take fixed ranges
  /// one after another, so the answer does not depend on which thread was faster.
  static func map<Result: Sendable>(_ count: Int, width: Int, _ work: @Sendable (Int) -> Result) -> [Result] {
    let blocks = ranges(count, blocks: max(1, width) * 16)
    guard width > 1, blocks.count > 1 else { return (0..<count).map(work) }
    return perform(blocks.count, width: width) { block in blocks[block].map(work) }.flatMap(\.self)
  }

  /// The results of `work` for each of `blocks`, in order.
  static func perform<Result: Sendable>(_ blocks: Int, width: Int, _ work: @Sendable (Int) -> Result) -> [Result] {
    guard width > 1, blocks > 1 else { return (0..<blocks).map(work) }
    let slots = Slots<Result>(blocks)
    // Who is done takes the next, so that no thread waits for a slower one.
    let next = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: min(width, blocks)) { _ in
      while true {
        let block = next.add(1, ordering: .relaxed).oldValue
        if block >= blocks { return }
        slots.set(block, work(block))
      }
    }
    return slots.values()
  }

  /// 0 ..< `count` cut into `blocks` parts of nearly equal length, none of them empty.
  static func ranges(_ count: Int, blocks: Int) -> [Range<Int>] {
    guard count > 0 else { return [] }
    let blocks = min(blocks, count)
    return (0..<blocks).map { count * $0 / blocks..<count * ($0 + 1) / blocks }
  }

  /// Results by place. Unchecked: each place is written by one thread, once, and read after all have ended.
  private final class Slots<Value: Sendable>: @unchecked Sendable {
    private let places: UnsafeMutablePointer<Value?>
    private let count: Int

    init(_ count: Int) {
      self.count = count
      places = .allocate(capacity: count)
      places.initialize(repeating: nil, count: count)
    }

    deinit {
      places.deinitialize(count: count)
      places.deallocate()
    }

    func set(_ place: Int, _ value: Value) { places[place] = value }
    func values() -> [Value] { (0..<count).compactMap { places[$0] } }
  }
}
