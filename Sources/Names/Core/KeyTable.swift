// SPDX-License-Identifier: Apache-2.0

/// From 64-bit keys (never 0) to places: open addressing, linear probing.
struct KeyTable: ~Copyable {
  private var slots: UnsafeMutablePointer<(key: UInt64, value: Int32)>
  private var mask: Int
  private(set) var count = 0

  init(expecting: Int = 64) {
    var size = 16
    while size < expecting * 2 { size <<= 1 }
    slots = .allocate(capacity: size)
    slots.initialize(repeating: (0, -1), count: size)
    mask = size - 1
  }

  deinit { slots.deallocate() }

  /// The value of a key, or -1.
  @inline(__always) func find(_ key: UInt64) -> Int32 {
    var slot = Int(truncatingIfNeeded: key) & mask
    while true {
      let entry = slots[slot]
      if entry.key == key { return entry.value }
      if entry.key == 0 { return -1 }
      slot = (slot + 1) & mask
    }
  }

  mutating func insert(_ key: UInt64, _ value: Int32) {
    if (count + 1) * 4 > (mask + 1) * 3 { grow() }
    var slot = Int(truncatingIfNeeded: key) & mask
    while slots[slot].key != 0 && slots[slot].key != key { slot = (slot + 1) & mask }
    if slots[slot].key == 0 { count += 1 }
    slots[slot] = (key, value)
  }

  private mutating func grow() {
    let old = slots
    let size = mask + 1
    slots = .allocate(capacity: size * 2)
    slots.initialize(repeating: (0, -1), count: size * 2)
    mask = size * 2 - 1
    for index in 0..<size where old[index].key != 0 {
      var slot = Int(truncatingIfNeeded: old[index].key) & mask
      while slots[slot].key != 0 { slot = (slot + 1) & mask }
      slots[slot] = old[index]
    }
    old.deallocate()
  }
}
