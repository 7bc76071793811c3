// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Numbers for byte strings, counted from 0 in the order in which they first come up. One thread at a time.
///
/// Files hold few different words and parties in many rows. A number stands for each, so that the engine is given the
/// word once and joins numbers instead of texts.
final class ByteCodes {
  /// Of ``bytesHeld``; an ``Overflow`` is thrown beyond.
  let mostBytes: Int

  struct Overflow: Error {}

  // One thread at a time, and millions of accesses: the check of the language at each of them is dear.
  @exclusivity(unchecked) private(set) var count = 0
  /// Memory in use.
  var bytesHeld: Int { arenaCapacity + startCapacity * 12 + slots * 4 }

  @exclusivity(unchecked) private var arena: UnsafeMutablePointer<UInt8>
  private var arenaCapacity = 4096
  @exclusivity(unchecked) private var arenaCount = 0
  /// Where each string begins in the arena, and one beyond the last.
  @exclusivity(unchecked) private var starts: UnsafeMutablePointer<Int>
  @exclusivity(unchecked) private var hashes: UnsafeMutablePointer<UInt32>
  private var startCapacity = 256
  /// Number + 1, or 0 for a free slot.
  @exclusivity(unchecked) private var table: UnsafeMutablePointer<UInt32>
  @exclusivity(unchecked) private var slots = 1024
  @exclusivity(unchecked) private var last = -1

  init(mostBytes: Int = .max) {
    self.mostBytes = mostBytes
    arena = .allocate(capacity: arenaCapacity)
    starts = .allocate(capacity: startCapacity + 1)
    starts[0] = 0
    hashes = .allocate(capacity: startCapacity)
    table = .allocate(capacity: slots)
    table.initialize(repeating: 0, count: slots)
  }

  deinit {
    arena.deallocate()
    starts.deallocate()
    hashes.deallocate()
    table.deallocate()
  }

  /// Valid until the next call of ``code(of:)``.
  subscript(code: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: arena + starts[code], count: starts[code + 1] - starts[code])
  }

  /// - Parameter likely: a number that the bytes may well have, tried first.
  func code(of bytes: UnsafeBufferPointer<UInt8>, likely: Int) throws -> Int {
    if likely < count, holds(likely, bytes) { return likely }
    return try code(of: bytes)
  }

  func code(of bytes: UnsafeBufferPointer<UInt8>) throws -> Int {
    // Neighbouring rows are often alike.
    if last >= 0, holds(last, bytes) { return last }
    let hash = UInt32(truncatingIfNeeded: ByteHash.of(bytes))
    var slot = Int(hash) & (slots - 1)
    while table[slot] != 0 {
      let code = Int(table[slot]) - 1
      if hashes[code] == hash, holds(code, bytes) {
        last = code
        return code
      }
      slot = (slot + 1) & (slots - 1)
    }
    table[slot] = UInt32(count + 1)
    try add(bytes, hash)
    if count * 2 > slots { grow() }
    last = count - 1
    return last
  }

  @inline(__always) private func holds(_ code: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = starts[code]
    let length = starts[code + 1] - start
    guard length == bytes.count else { return false }
    guard length > 0, let from = bytes.baseAddress else { return true }
    return memcmp(arena + start, from, length) == 0
  }

  private func add(_ bytes: UnsafeBufferPointer<UInt8>, _ hash: UInt32) throws {
    if arenaCount + bytes.count > arenaCapacity {
      let larger = max(arenaCapacity * 2, arenaCount + bytes.count)
      arena = ByteCodes.moved(arena, arenaCount, to: larger)
      arenaCapacity = larger
    }
    if let from = bytes.baseAddress { (arena + arenaCount).update(from: from, count: bytes.count) }
    arenaCount += bytes.count
    if count == startCapacity {
      starts = ByteCodes.moved(starts, count + 1, to: startCapacity * 2 + 1)
      hashes = ByteCodes.moved(hashes, count, to: startCapacity * 2)
      startCapacity *= 2
    }
    hashes[count] = hash
    count += 1
    starts[count] = arenaCount
    if bytesHeld > mostBytes { throw Overflow() }
  }

  private func grow() {
    table.deallocate()
    slots *= 4
    table = .allocate(capacity: slots)
    table.initialize(repeating: 0, count: slots)
    for code in 0..<count {
      var slot = Int(hashes[code]) & (slots - 1)
      while table[slot] != 0 { slot = (slot + 1) & (slots - 1) }
      table[slot] = UInt32(code + 1)
    }
  }

  private static func moved<Value: BitwiseCopyable>(
    _ old: UnsafeMutablePointer<Value>, _ count: Int, to capacity: Int
  ) -> UnsafeMutablePointer<Value> {
    let new = UnsafeMutablePointer<Value>.allocate(capacity: capacity)
    new.update(from: old, count: count)
    old.deallocate()
    return new
  }
}
