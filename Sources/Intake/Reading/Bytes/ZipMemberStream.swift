// SPDX-License-Identifier: Apache-2.0

import CZlib

/// A member of a ZIP archive, unpacked and checked against its check sum.
final class ZipMemberStream: ByteStream {
  private(set) var damage: String?

  private let file: RandomFile
  private let member: ZipArchive.Member
  private let deflate: Deflate?
  private var place: Int
  private let end: Int
  private var checkSum = crc32(0, nil, 0)
  private var given = 0
  private var isFinished = false
  private var hasEnded = false

  init(_ file: RandomFile, _ member: ZipArchive.Member, from start: Int) throws {
    self.file = file
    self.member = member
    place = start
    end = min(file.size, start + min(member.packed, file.size))
    deflate = member.method == 8 ? try Deflate(.none) : nil
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    guard !isFinished, let start = buffer.baseAddress else { return 0 }
    let count = try deflate.map { try inflated($0, buffer) } ?? packed(buffer)
    guard count > 0 else {
      isFinished = true
      if damage == nil, given != member.size || UInt32(truncatingIfNeeded: checkSum) != member.checkSum {
        damage = given < member.size ? "the archive ends too early" : "its check sum does not fit"
      }
      return 0
    }
    checkSum = crc32(checkSum, start.assumingMemoryBound(to: UInt8.self), UInt32(count))
    given += count
    return count
  }

  private func packed(_ buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let count = try file.read(at: place, into: UnsafeMutableRawBufferPointer(rebasing: buffer.prefix(max(0, end - place))))
    place += count
    return count
  }

  private func inflated(_ deflate: Deflate, _ buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    guard !hasEnded, let start = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return 0 }
    let stream = deflate.stream
    stream.pointee.next_out = start
    stream.pointee.avail_out = UInt32(clamping: buffer.count)
    while stream.pointee.next_out == start {
      if stream.pointee.avail_in == 0, try !deflate.refill(packed) {
        damage = "the archive ends too early"
        return 0
      }
      switch inflate(stream, Z_NO_FLUSH) {
      case Z_OK, Z_BUF_ERROR: break
      case Z_STREAM_END:
        hasEnded = true
        return stream.pointee.next_out - start
      default:
        damage = deflate.problem
        isFinished = true
        return stream.pointee.next_out - start
      }
    }
    return stream.pointee.next_out - start
  }
}
