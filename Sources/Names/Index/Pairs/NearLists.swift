// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// A unit that is like a word.
struct NearUnit: BitwiseCopyable {
  var unit: UInt32
  /// 0 … 1
  var likeness: Float

  /// The likelier first, then the least number.
  @inline(__always) func isBefore(_ other: NearUnit) -> Bool {
    likeness != other.likeness ? likeness > other.likeness : unit < other.unit
  }
}

/// The few units that are most like each word, best first, gathered by several threads in any order: what is left at the end
/// does not depend on it.
final class NearLists: @unchecked Sendable {
  // Unchecked: a list is read and written under the lock of its word.
  static let most = 24

  private let near: UnsafeMutablePointer<NearUnit>
  private let counts: UnsafeMutablePointer<Int>
  let count: Int
  private let locks: [Lock]

  private final class Lock: Sendable {
    let mutex = Mutex(())
  }

  init(_ count: Int) {
    self.count = count
    near = .allocate(capacity: count * Self.most + 1)
    near.initialize(repeating: NearUnit(unit: 0, likeness: 0), count: count * Self.most + 1)
    counts = .allocate(capacity: count + 1)
    counts.initialize(repeating: 0, count: count + 1)
    locks = (0..<512).map { _ in Lock() }
  }

  deinit {
    near.deallocate()
    counts.deallocate()
  }

  func add(_ new: NearUnit, to word: Int) {
    locks[word % locks.count].mutex.withLock { _ in Self.add(new, near + word * Self.most, &counts[word]) }
  }

  func add(_ new: UnsafePointer<NearUnit>, _ count: Int, to word: Int) {
    locks[word % locks.count].mutex.withLock { _ in
      for place in 0..<count { Self.add(new[place], near + word * Self.most, &counts[word]) }
    }
  }

  /// What is known so far, into memory for ``most``; gives back how many.
  func copy(of word: Int, to list: UnsafeMutablePointer<NearUnit>) -> Int {
    locks[word % locks.count].mutex.withLock { _ in
      list.update(from: near + word * Self.most, count: counts[word])
      return counts[word]
    }
  }

  /// For when all threads have ended.
  @inline(__always) func list(_ word: Int) -> UnsafeBufferPointer<NearUnit> {
    UnsafeBufferPointer(start: near + word * Self.most, count: counts[word])
  }

  /// Into a list in order. A unit stands there once, as its likest word has it.
  @inline(__always) static func add(_ new: NearUnit, _ list: UnsafeMutablePointer<NearUnit>, _ count: inout Int) {
    if count == most, !new.isBefore(list[most - 1]) { return }
    var place = 0
    while place < count, list[place].unit != new.unit { place &+= 1 }
    if place < count {
      if list[place].likeness >= new.likeness { return }
    } else if count < most {
      count &+= 1
    } else {
      place = most &- 1
    }
    while place > 0, new.isBefore(list[place &- 1]) {
      list[place] = list[place &- 1]
      place &-= 1
    }
    list[place] = new
  }
}
