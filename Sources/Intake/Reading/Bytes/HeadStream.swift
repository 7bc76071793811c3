// SPDX-License-Identifier: Apache-2.0

/// A stream whose beginning can be looked at before it is read.
final class HeadStream: ByteStream {
  var damage: String? { base.damage }

  private let base: any ByteStream
  private var head: [UInt8] = []
  private var position = 0
  private var isAtEnd = false

  init(_ base: any ByteStream) { self.base = base }

  /// The first bytes, as many as asked for or as there are; to be called before anything is read.
  func head(_ count: Int) throws -> ArraySlice<UInt8> {
    while head.count < count, !isAtEnd {
      let filled = head.count
      head.append(contentsOf: repeatElement(0, count: count - filled))
      let got = try head.withUnsafeMutableBytes {
        try base.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[filled...]))
      }
      head.removeLast(count - filled - got)
      isAtEnd = got == 0
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
