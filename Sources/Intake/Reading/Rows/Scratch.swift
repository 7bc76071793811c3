// SPDX-License-Identifier: Apache-2.0

/// Room for a cell that can't be handed over as it lies in the file.
final class Scratch {
  private var room = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
  private var capacity = 256
  private let quote: UInt8

  init(quote: UInt8 = 0x22) { self.quote = quote }

  deinit { room.deallocate() }

  /// A cell that can be handed over as it lies, empty where nothing is left of it; nil for any other.
  @inline(__always)
  static func asItLies(_ base: UnsafePointer<UInt8>, _ span: RowScanner.Span, collapse: Bool)
    -> UnsafeBufferPointer<UInt8>?
  {
    let bytes = UnsafeBufferPointer(start: base + span.start, count: span.end - span.start)
    if span.isEscaped || (collapse && hasInnerSpace(bytes)) { return nil }
    return trimmed(bytes) ?? UnsafeBufferPointer(start: nil, count: 0)
  }

  func cell(_ base: UnsafePointer<UInt8>, _ span: RowScanner.Span, isLatin1: Bool, collapse: Bool)
    -> UnsafeBufferPointer<UInt8>?
  {
    let bytes = UnsafeBufferPointer(start: base + span.start, count: span.end - span.start)
    if isLatin1 || span.isEscaped || (collapse && Scratch.hasInnerSpace(bytes)) {
      return rewritten(bytes, isLatin1: isLatin1, isEscaped: span.isEscaped, collapse: collapse)
    }
    return Scratch.trimmed(bytes)
  }

  private func rewritten(
    _ bytes: UnsafeBufferPointer<UInt8>, isLatin1: Bool, isEscaped: Bool, collapse: Bool
  ) -> UnsafeBufferPointer<UInt8>? {
    // A byte of Latin-1 becomes two.
    if capacity < bytes.count * 2 {
      room.deallocate()
      capacity = bytes.count * 2
      room = .allocate(capacity: capacity)
    }
    var count = 0
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      // In Latin-1 the space U+00A0 is one byte.
      let space = !collapse ? 0 : isLatin1 && byte == 0xA0 ? 1 : Scratch.space(bytes, at: index)
      if space > 0 {
        if count > 0, room[count - 1] != 0x20 {
          room[count] = 0x20
          count += 1
        }
        index += space
        continue
      }
      if byte >= 0x80 && isLatin1 {
        room[count] = 0xC0 | byte >> 6
        room[count + 1] = 0x80 | byte & 0x3F
        count += 2
      } else {
        room[count] = byte
        count += 1
      }
      index += isEscaped && byte == quote && index + 1 < bytes.count && bytes[index + 1] == quote ? 2 : 1
    }
    return Scratch.trimmed(UnsafeBufferPointer(start: room, count: count))
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 9 && byte <= 13) }

  /// The length of the space at an index: an ASCII space or break, or U+00A0; 0 for anything else.
  private static func space(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    if isSpace(bytes[index]) { return 1 }
    return bytes[index] == 0xC2 && index + 1 < bytes.count && bytes[index + 1] == 0xA0 ? 2 : 0
  }

  private static func hasInnerSpace(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    for index in 0..<bytes.count {
      let byte = bytes[index]
      if (byte >= 9 && byte <= 13) || byte == 0xC2 { return true }
      if byte == 0x20, index + 1 < bytes.count, bytes[index + 1] == 0x20 { return true }
    }
    return false
  }

  private static func trimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8>? {
    var start = 0
    var end = bytes.count
    while start < end {
      let length = space(bytes, at: start)
      if length == 0 { break }
      start += length
    }
    while end > start {
      if isSpace(bytes[end - 1]) {
        end -= 1
      } else if end - start >= 2, bytes[end - 2] == 0xC2, bytes[end - 1] == 0xA0 {
        end -= 2
      } else {
        break
      }
    }
    return start == end ? nil : UnsafeBufferPointer(rebasing: bytes[start..<end])
  }
}
