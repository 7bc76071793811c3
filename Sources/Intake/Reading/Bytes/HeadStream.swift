// SPDX-License-Identifier: Apache-2.0

/// A stream whose beginning can be looked at before it is read.
final class HeadStream: ByteStream {
  var damage: String? { base.damage }

  private let base: any ByteStream
  private var head: [UInt8] = []
  private var position = 0
  private var isAtEnd = false
  private static let stretch = 64 << 10

  init(_ base: any ByteStream) { self.base = base }

  /// The first bytes, as many as asked for or as there are; to be called before anything is read.
  func head(_ count: Int) throws -> ArraySlice<UInt8> {
    while head.count < count, !isAtEnd {
      // Small files are most files: no more room is taken than there are bytes.
      let piece = try [UInt8](unsafeUninitializedCapacity: min(count - head.count, HeadStream.stretch)) { room, filled in
        filled = try base.read(into: UnsafeMutableRawBufferPointer(room))
      }
      head += piece
      isAtEnd = piece.isEmpty
    }
    return head.prefix(count)
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    guard position < head.count else {
      if !head.isEmpty { head = [] }
      position = 0
      return isAtEnd ? 0 : try base.read(into: buffer)
    }
    let count = min(buffer.count, head.count - position)
    head.withUnsafeBytes { buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[position..<position + count])) }
    position += count
    return count
  }
}
