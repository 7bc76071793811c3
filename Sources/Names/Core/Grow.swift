// SPDX-License-Identifier: Apache-2.0

/// Plain values one after another in memory that grows. What an array is, without its checks and its reference counts in
/// the innermost loops. Unchecked: one thread fills it; afterwards it is only read.
final class Grow<Value: BitwiseCopyable>: @unchecked Sendable {
  private(set) var base: UnsafeMutablePointer<Value>
  private(set) var count = 0
  private var capacity: Int
  /// Keeps mapped memory alive that this does not own.
  private let owner: AnyObject?

  init(capacity: Int = 16) {
    self.capacity = max(1, capacity)
    base = Self.memory(self.capacity)
    owner = nil
  }

  /// At a multiple of 64 bytes, where the lines begin in which a processor reads memory.
  private static func memory(_ capacity: Int) -> UnsafeMutablePointer<Value> {
    UnsafeMutableRawPointer.allocate(byteCount: capacity * MemoryLayout<Value>.stride, alignment: 64)
      .bindMemory(to: Value.self, capacity: capacity)
  }

  init(repeating value: Value, count: Int) {
    capacity = max(1, count)
    base = Self.memory(capacity)
    base.initialize(repeating: value, count: count)
    self.count = count
    owner = nil
  }

  init(_ values: [Value]) {
    capacity = max(1, values.count)
    base = Self.memory(capacity)
    owner = nil
    values.withUnsafeBufferPointer { append($0) }
  }

  /// Values in memory of somebody else, which lives as long as `owner`. They are read only.
  init(mapped base: UnsafeMutablePointer<Value>, count: Int, owner: AnyObject) {
    self.base = base
    self.count = count
    capacity = count
    self.owner = owner
  }

  deinit { if owner == nil { UnsafeMutableRawPointer(base).deallocate() } }

  @inline(__always) subscript(_ index: Int) -> Value {
    get {
      assert(index >= 0 && index < count)
      return base[index]
    }
    set {
      assert(index >= 0 && index < count)
      base[index] = newValue
    }
  }

  @inline(__always) func append(_ value: Value) {
    if count == capacity { reserve(capacity * 2) }
    base[count] = value
    count += 1
  }

  func append(_ values: UnsafeBufferPointer<Value>) {
    guard let start = values.baseAddress, !values.isEmpty else { return }
    if count + values.count > capacity { reserve(max(capacity * 2, count + values.count)) }
    (base + count).initialize(from: start, count: values.count)
    count += values.count
  }

  func append(contentsOf other: Grow<Value>) { append(UnsafeBufferPointer(start: other.base, count: other.count)) }

  func truncate(to count: Int) { self.count = min(self.count, count) }

  /// Values that were written to reserved memory directly.
  func filled(to count: Int) {
    assert(count <= capacity)
    self.count = count
  }

  func reserve(_ wanted: Int) {
    guard wanted > capacity else { return }
    let more = Self.memory(wanted)
    more.initialize(from: base, count: count)
    if owner == nil { UnsafeMutableRawPointer(base).deallocate() }
    base = more
    capacity = wanted
  }

  func copy() -> Grow<Value> {
    let copy = Grow<Value>(capacity: count)
    copy.append(contentsOf: self)
    return copy
  }

  var buffer: UnsafeBufferPointer<Value> { UnsafeBufferPointer(start: base, count: count) }
  var array: [Value] { Array(buffer) }
}
