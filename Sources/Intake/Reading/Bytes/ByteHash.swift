// SPDX-License-Identifier: Apache-2.0

/// A hash for tables in memory; it guards against nothing.
enum ByteHash {
  static let factor: UInt64 = 0xD6E8_FEB8_6659_FD93

  /// Eight bytes at a time, each folded in by a product of 128 bits whose halves are mixed.
  static func of(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(bytes.count)
    guard let base = bytes.baseAddress else { return state }
    let raw = UnsafeRawPointer(base)
    var index = 0
    @inline(__always) func fold(_ word: UInt64) {
      let product = (state ^ word).multipliedFullWidth(by: factor)
      state = product.high ^ product.low
    }
    while index + 8 <= bytes.count {
      fold(raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      index += 8
    }
    if index < bytes.count {
      var rest: UInt64 = 0
      while index < bytes.count {
        rest = rest << 8 | UInt64(base[index])
        index += 1
      }
      fold(rest)
    }
    fold(0xA076_1D64_78BD_642F)
    return state >> 32 ^ state
  }
}
