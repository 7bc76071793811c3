// SPDX-License-Identifier: Apache-2.0

import CZlib

/// zlib's inflater, with its memory.
final class Deflate {
  enum Wrapping: Int32 {
    /// A window of 15 bits and no wrapper, as inside of ZIP archives.
    case none = -15
    /// The same, and 16 for a gzip wrapper with its check sum.
    case gzip = 31
  }

  let stream: UnsafeMutablePointer<z_stream>
  private let input: UnsafeMutableRawBufferPointer
  private var isInitialised = false

  init(_ wrapping: Wrapping) throws {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    input = .allocate(byteCount: 64 << 10, alignment: 16)
    guard inflateInit2_(stream, wrapping.rawValue, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      throw IntakeError(.unreadable, "zlib can't be started; is its library older than its header?")
    }
    isInitialised = true
  }

  deinit {
    if isInitialised { inflateEnd(stream) }
    stream.deallocate()
    input.deallocate()
  }

  /// Asks for more packed bytes; false at their end.
  func refill(_ read: (UnsafeMutableRawBufferPointer) throws -> Int) throws -> Bool {
    let count = try read(input)
    stream.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_in = UInt32(count)
    return count > 0
  }

  var problem: String {
    "the compressed data are corrupt (\(stream.pointee.msg.map { String(cString: $0) } ?? "unknown error"))"
  }
}
