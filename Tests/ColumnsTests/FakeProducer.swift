// SPDX-License-Identifier: Apache-2.0

import CADBC
import Foundation
import Synchronization

/// Counts the C objects that are alive.
final class LiveCount: Sendable {
  private let counts = Mutex((schemas: 0, arrays: 0, streams: 0, made: 0))

  func add(schemas: Int = 0, arrays: Int = 0, streams: Int = 0) {
    counts.withLock {
      $0.schemas += schemas
      $0.arrays += arrays
      $0.streams += streams
      $0.made += max(0, schemas) + max(0, arrays) + max(0, streams)
    }
  }

  var alive: Int { counts.withLock { $0.schemas + $0.arrays + $0.streams } }
  var made: Int { counts.withLock { $0.made } }
}

/// A column as a foreign producer would give it, buffer by buffer.
struct FakeColumn: Sendable {
  var format: String
  var name = ""
  var length: Int
  var offset = 0
  var nullCount = 0
  var buffers: [[UInt8]?] = []
  var children: [FakeColumn] = []
  var dictionary: [FakeColumn] = []

  /// The little-endian bytes of the values, which is what a buffer holds here.
  static func bytes<Value: BitwiseCopyable>(_ values: [Value]) -> [UInt8] { values.withUnsafeBytes(Array.init) }

  /// A bitmap, lowest bit first.
  static func bits(_ flags: [Bool]) -> [UInt8] {
    var result = [UInt8](repeating: 0, count: (flags.count + 7) / 8)
    for (index, flag) in flags.enumerated() where flag { result[index >> 3] |= 1 << UInt8(index & 7) }
    return result
  }

  static func root(_ columns: [FakeColumn], length: Int, offset: Int = 0) -> FakeColumn {
    FakeColumn(format: "+s", length: length, offset: offset, buffers: [nil], children: columns)
  }

  func export(into schema: UnsafeMutablePointer<ArrowSchema>, _ live: LiveCount) {
    live.add(schemas: 1)
    var result = ArrowSchema()
    result.format = UnsafePointer(strdup(format))
    result.name = UnsafePointer(strdup(name))
    result.flags = 2
    result.n_children = Int64(children.count)
    result.children = .allocate(capacity: children.count + 1)
    for (index, child) in children.enumerated() {
      let pointer = UnsafeMutablePointer<ArrowSchema>.allocate(capacity: 1)
      child.export(into: pointer, live)
      result.children[index] = pointer
    }
    if let values = dictionary.first {
      result.dictionary = .allocate(capacity: 1)
      values.export(into: result.dictionary, live)
    }
    result.private_data = Unmanaged.passRetained(live).toOpaque()
    result.release = { schema in
      guard let schema, let data = schema.pointee.private_data else { return }
      free(UnsafeMutablePointer(mutating: schema.pointee.format))
      free(UnsafeMutablePointer(mutating: schema.pointee.name))
      for index in 0..<Int(schema.pointee.n_children) {
        if let child = schema.pointee.children[index] {
          child.pointee.release?(child)
          child.deallocate()
        }
      }
      schema.pointee.children.deallocate()
      if let values = schema.pointee.dictionary {
        values.pointee.release?(values)
        values.deallocate()
      }
      Unmanaged<LiveCount>.fromOpaque(data).takeRetainedValue().add(schemas: -1)
      schema.pointee.release = nil
    }
    schema.pointee = result
  }

  func export(into array: UnsafeMutablePointer<ArrowArray>, _ live: LiveCount) {
    live.add(arrays: 1)
    var result = ArrowArray()
    result.length = Int64(length)
    result.offset = Int64(offset)
    result.null_count = Int64(nullCount)
    result.n_buffers = Int64(buffers.count)
    result.buffers = .allocate(capacity: buffers.count + 1)
    for (index, buffer) in buffers.enumerated() {
      if let buffer {
        let memory = malloc(max(buffer.count, 1))
        buffer.withUnsafeBytes { bytes in
          if let base = bytes.baseAddress { memory?.copyMemory(from: base, byteCount: bytes.count) }
        }
        result.buffers[index] = UnsafeRawPointer(memory)
      } else {
        result.buffers[index] = nil
      }
    }
    result.n_children = Int64(children.count)
    result.children = .allocate(capacity: children.count + 1)
    for (index, child) in children.enumerated() {
      let pointer = UnsafeMutablePointer<ArrowArray>.allocate(capacity: 1)
      child.export(into: pointer, live)
      result.children[index] = pointer
    }
    if let values = dictionary.first {
      result.dictionary = .allocate(capacity: 1)
      values.export(into: result.dictionary, live)
    }
    result.private_data = Unmanaged.passRetained(live).toOpaque()
    result.release = { array in
      guard let array, let data = array.pointee.private_data else { return }
      for index in 0..<Int(array.pointee.n_buffers) {
        free(UnsafeMutableRawPointer(mutating: array.pointee.buffers[index]))
      }
      array.pointee.buffers.deallocate()
      for index in 0..<Int(array.pointee.n_children) {
        if let child = array.pointee.children[index] {
          child.pointee.release?(child)
          child.deallocate()
        }
      }
      array.pointee.children.deallocate()
      if let values = array.pointee.dictionary {
        values.pointee.release?(values)
        values.deallocate()
      }
      Unmanaged<LiveCount>.fromOpaque(data).takeRetainedValue().add(arrays: -1)
      array.pointee.release = nil
    }
    array.pointee = result
  }
}

/// A stream of such columns, which may fail after some batches.
final class FakeStream {
  private let batches: [FakeColumn]
  private let failsAtEnd: Bool
  private let live: LiveCount
  private var next = 0
  private let words = strdup("the disk is on fire")

  init(_ batches: [FakeColumn], failsAtEnd: Bool = false, _ live: LiveCount) {
    self.batches = batches
    self.failsAtEnd = failsAtEnd
    self.live = live
  }

  deinit { free(words) }

  func export(into stream: UnsafeMutablePointer<ArrowArrayStream>) {
    live.add(streams: 1)
    var result = ArrowArrayStream()
    result.private_data = Unmanaged.passRetained(self).toOpaque()
    result.get_schema = { stream, schema in
      guard let self = FakeStream.of(stream), let schema else { return EINVAL }
      self.batches[0].export(into: schema, self.live)
      return 0
    }
    result.get_next = { stream, array in
      guard let self = FakeStream.of(stream), let array else { return EINVAL }
      array.pointee.release = nil
      if self.next < self.batches.count {
        self.batches[self.next].export(into: array, self.live)
        self.next += 1
        return 0
      }
      return self.failsAtEnd ? EIO : 0
    }
    result.get_last_error = { stream in UnsafePointer(FakeStream.of(stream)?.words) }
    result.release = { stream in
      guard let stream, let data = stream.pointee.private_data else { return }
      let owned = Unmanaged<FakeStream>.fromOpaque(data).takeRetainedValue()
      owned.live.add(streams: -1)
      stream.pointee.release = nil
    }
    stream.pointee = result
  }

  private static func of(_ stream: UnsafeMutablePointer<ArrowArrayStream>?) -> FakeStream? {
    stream?.pointee.private_data.map { Unmanaged<FakeStream>.fromOpaque($0).takeUnretainedValue() }
  }
}
