// SPDX-License-Identifier: Apache-2.0

/// Whether bytes are text that an engine may be given.
enum TextCheck: Equatable {
  case good
  /// A zero byte, at an offset.
  case zero(Int)
  /// A byte that does not continue or begin UTF-8, at an offset.
  case invalid(Int)

  /// Well-formed UTF-8 after table 3-7 of the Unicode Standard, without U+0000.
  static func check(_ bytes: UnsafePointer<UInt8>, count: Int) -> TextCheck {
    let raw = UnsafeRawPointer(bytes)
    var index = 0
    while index < count {
      // Eight bytes at once while all are ASCII and none is zero.
      while index + 8 <= count {
        let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        let zeroOrHigh = (word &- 0x0101_0101_0101_0101) | word
        if zeroOrHigh & 0x8080_8080_8080_8080 != 0 { break }
        index += 8
      }
      // Two bytes a letter: Cyrillic, Greek, Arabic ….
      while index + 1 < count, bytes[index] &- 0xC2 < 0x1E, bytes[index + 1] & 0xC0 == 0x80 { index += 2 }
      if index == count { break }
      let byte = bytes[index]
      if byte < 0x80 {
        if byte == 0 { return .zero(index) }
        index += 1
        continue
      }
      let length: Int
      var low: UInt8 = 0x80
      var high: UInt8 = 0xBF
      switch byte {
      case 0xC2...0xDF: length = 2
      case 0xE0: (length, low) = (3, 0xA0)
      case 0xED: (length, high) = (3, 0x9F)
      case 0xE1...0xEF: length = 3
      case 0xF0: (length, low) = (4, 0x90)
      case 0xF4: (length, high) = (4, 0x8F)
      case 0xF1...0xF3: length = 4
      default: return .invalid(index)
      }
      guard index + length <= count else { return .invalid(index) }
      if bytes[index + 1] < low || bytes[index + 1] > high { return .invalid(index) }
      if length > 2, bytes[index + 2] & 0xC0 != 0x80 { return .invalid(index) }
      if length > 3, bytes[index + 3] & 0xC0 != 0x80 { return .invalid(index) }
      index += length
    }
    return .good
  }
}
