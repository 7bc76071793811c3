// SPDX-License-Identifier: Apache-2.0

/// A 64-bit hash that is the same in every run and on every machine. Two of half a million words share one with a
/// probability of 1 in 10⁸, so a word is known by its hash alone.
enum Hash64 {
  @inline(__always) static func mix(_ value: UInt64) -> UInt64 {
    // The finaliser of SplitMix64 (Steele, Lea, Flood 2014).
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  @inline(__always) static func of(_ bytes: UnsafePointer<UInt8>, _ count: Int, seed: UInt64 = 0) -> UInt64 {
    var hash = seed ^ (UInt64(truncatingIfNeeded: count) &* 0x9E37_79B9_7F4A_7C15)
    var index = 0
    while index + 8 <= count {
      let part = UnsafeRawPointer(bytes + index).loadUnaligned(as: UInt64.self).littleEndian
      hash = mix(hash ^ part) &+ 0x9E37_79B9_7F4A_7C15
      index += 8
    }
    var tail: UInt64 = 0
    while index < count {
      tail = tail << 8 | UInt64(bytes[index])
      index += 1
    }
    let final = mix(hash ^ tail)
    return final == 0 ? 1 : final
  }

  static func of(_ bytes: [UInt8], seed: UInt64 = 0) -> UInt64 {
    bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return mix(seed ^ 0x51) }
      return of(base, buffer.count, seed: seed)
    }
  }

  static func of(_ text: String) -> UInt64 { of(Array(text.utf8)) }

  @inline(__always) static func joined(_ a: UInt64, _ b: UInt64) -> UInt64 {
    mix(a &+ 0x9E37_79B9_7F4A_7C15 ^ (b &* 0xFF51_AFD7_ED55_8CCD))
  }
}
