// SPDX-License-Identifier: Apache-2.0

package import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// An index on disk is its flat parts one after another, so that reading is mapping the file and adding up its digest.
///
/// Header (64 bytes): the letters `TALLYNAM`, format, kind, number of parts, digest of all that follows; then for each part
/// its length in bytes; then the parts, each at a multiple of 64. Little-endian.
extension NameIndex {
  /// Of the layout and of everything that names are compiled with: a change to either makes old files unreadable.
  static let format: UInt32 = 4
  private static let magic: UInt64 = 0x4D41_4E59_4C4C_4154
  private static let header = 64

  package func write(to file: URL) throws {
    let parts = core.parts
    var lengths = Data()
    for part in parts { lengths.append(contentsOf: withUnsafeBytes(of: UInt64(part.count).littleEndian) { Data($0) }) }
    var body = Data()
    body.reserveCapacity(parts.reduce(lengths.count + 64) { $0 + $1.count + 64 })
    body.append(lengths)
    Self.pad(&body)
    for part in parts {
      if let base = part.baseAddress { body.append(base.assumingMemoryBound(to: UInt8.self), count: part.count) }
      Self.pad(&body)
    }
    var head = Data()
    func put<Number: FixedWidthInteger>(_ number: Number) {
      withUnsafeBytes(of: number.littleEndian) { head.append(contentsOf: $0) }
    }
    put(Self.magic)
    put(Self.format)
    put(UInt32(kind == .organisation ? 0 : 1))
    put(UInt64(parts.count))
    put(body.withUnsafeBytes(Self.digest))
    while head.count < Self.header { head.append(0) }
    do {
      try (head + body).write(to: file, options: .atomic)
    } catch {
      throw NameIndexError.unwritable(file.path(), error.localizedDescription)
    }
  }

  private static func pad(_ data: inout Data) {
    let over = data.count % 64
    if over > 0 { data.append(Data(count: 64 - over)) }
  }

  package init(reading file: URL) throws {
    let path = file.path(percentEncoded: false)
    let mapping = try Mapping(path)
    let bytes = mapping.bytes
    guard bytes.count >= Self.header, bytes.loadUnaligned(as: UInt64.self).littleEndian == Self.magic else {
      throw NameIndexError.notAnIndex(path)
    }
    let format = bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self).littleEndian
    guard format == Self.format else { throw NameIndexError.version(path, format, Self.format) }
    let kind: NameKind = bytes.loadUnaligned(fromByteOffset: 12, as: UInt32.self) == 0 ? .organisation : .person
    let count = Int(bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self).littleEndian)
    let digest = bytes.loadUnaligned(fromByteOffset: 24, as: UInt64.self).littleEndian
    guard Self.digest(UnsafeRawBufferPointer(rebasing: bytes[Self.header...])) == digest, count == IndexCore.partCount
    else { throw NameIndexError.damaged(path) }
    var place = Self.header
    var lengths: [Int] = []
    for part in 0..<count {
      lengths.append(Int(bytes.loadUnaligned(fromByteOffset: place + part * 8, as: UInt64.self).littleEndian))
    }
    place = Self.aligned(place + count * 8)
    var parts: [UnsafeRawBufferPointer] = []
    for length in lengths {
      guard length >= 0, place + length <= bytes.count else { throw NameIndexError.damaged(path) }
      parts.append(UnsafeRawBufferPointer(rebasing: bytes[place..<place + length]))
      place = Self.aligned(place + length)
    }
    self.init(core: IndexCore(kind: kind, parts: parts, owner: mapping))
  }

  private static func aligned(_ place: Int) -> Int { (place + 63) / 64 * 64 }

  /// Four sums side by side over words of eight bytes: as fast as memory is read. Finds damage, not malice.
  private static func digest(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var sums = SIMD4<UInt64>(1, 2, 3, 4)
    let factor = SIMD4<UInt64>(repeating: 0x9E37_79B9_7F4A_7C15)
    var place = 0
    while place + 32 <= bytes.count {
      let part = bytes.loadUnaligned(fromByteOffset: place, as: SIMD4<UInt64>.self)
      sums = (sums ^ part) &* factor
      sums ^= sums &>> 29
      place += 32
    }
    var rest = UInt64(bytes.count)
    while place < bytes.count {
      rest = Hash64.mix(rest ^ UInt64(bytes[place]))
      place += 1
    }
    return [sums.x, sums.y, sums.z, sums.w].reduce(rest) { Hash64.joined($0, $1) }
  }
}

/// A file in memory, read only. Unchecked: nobody writes to it.
private final class Mapping: @unchecked Sendable {
  let bytes: UnsafeRawBufferPointer

  init(_ path: String) throws {
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { throw NameIndexError.unreadable(path, String(cString: strerror(errno))) }
    defer { close(descriptor) }
    let size = Int(lseek(descriptor, 0, SEEK_END))
    guard size > 0, let base = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), base != MAP_FAILED else {
      throw NameIndexError.notAnIndex(path)
    }
    bytes = UnsafeRawBufferPointer(start: base, count: size)
  }

  deinit { munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count) }
}
