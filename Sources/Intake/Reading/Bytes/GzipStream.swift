// SPDX-License-Identifier: Apache-2.0

import CZlib

/// The text inside gzip data, which may be of several members one after another.
///
/// Data that end early or are corrupt end the text there; ``damage`` then says so. A small file that unpacks into an
/// immense one is read like any other: nothing is held beyond the reader's buffers.
final class GzipStream: ByteStream {
  private(set) var damage: String?

  private let base: any ByteStream
  private let deflate: Deflate
  private var isFinished = false
  /// Between two members: nothing of the next has been seen.
  private var isBetween = false

  init(_ base: any ByteStream) throws {
    self.base = base
    deflate = try Deflate(.gzip)
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    guard let start = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self), !isFinished else { return 0 }
    let stream = deflate.stream
    stream.pointee.next_out = start
    stream.pointee.avail_out = UInt32(clamping: buffer.count)
    while stream.pointee.next_out == start {
      if stream.pointee.avail_in == 0, try !deflate.refill(base.read(into:)) {
        return finish(isBetween ? nil : "the compressed data end too early")
      }
      if isBetween {
        // Padding after the last member is common on tapes and some servers.
        while stream.pointee.avail_in > 0, stream.pointee.next_in?.pointee == 0 { skipInputByte() }
        if stream.pointee.avail_in == 0 { continue }
        guard stream.pointee.next_in?.pointee == 0x1f else {
          return finish("after the compressed data stand bytes that are not gzip")
        }
        inflateReset(stream)
        isBetween = false
      }
      switch inflate(stream, Z_NO_FLUSH) {
      case Z_OK, Z_BUF_ERROR: break
      case Z_STREAM_END: isBetween = true
      default:
        let given = stream.pointee.next_out - start
        _ = finish(deflate.problem)
        return given
      }
    }
    return stream.pointee.next_out - start
  }

  private func finish(_ problem: String?) -> Int {
    damage = problem
    isFinished = true
    return 0
  }

  private func skipInputByte() {
    deflate.stream.pointee.next_in = deflate.stream.pointee.next_in?.advanced(by: 1)
    deflate.stream.pointee.avail_in -= 1
  }
}
