// SPDX-License-Identifier: Apache-2.0

/// Slips of the pen between two words, all cells of a column at once in the bits of a word (Hyyrö 2003: optimal string
/// alignment; letters added, left out, changed, or two neighbours swapped).
enum EditBits {
  /// Codes below 64; the first word has 64 letters at most.
  @inline(__always) static func distance(
    _ a: UnsafePointer<UInt8>, _ m: Int, _ b: UnsafePointer<UInt8>, _ n: Int
  ) -> Int {
    if m == 0 { return n }
    return withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 64) { places in
      guard let places = places.baseAddress else { return max(m, n) }
      // Only the letters of `b` are looked up.
      for index in 0..<n { places[Int(b[index] & 63)] = 0 }
      for index in 0..<m { places[Int(a[index] & 63)] = 0 }
      for index in 0..<m { places[Int(a[index] & 63)] |= 1 << UInt64(index) }
      var vp: UInt64 = ~0
      var vn: UInt64 = 0
      var d0: UInt64 = 0
      var before: UInt64 = 0
      var distance = m
      let last: UInt64 = 1 << UInt64(m - 1)
      for index in 0..<n {
        let match = places[Int(b[index] & 63)]
        let swap = ((~d0 & match) << 1) & before
        d0 = (((match & vp) &+ vp) ^ vp) | match | vn | swap
        var hp = vn | ~(d0 | vp)
        let hn = vp & d0
        if hp & last != 0 { distance += 1 }
        if hn & last != 0 { distance -= 1 }
        hp = hp << 1 | 1
        vp = hn << 1 | ~(d0 | hp)
        vn = hp & d0
        before = match
      }
      return distance
    }
  }

  /// Of words of any letters below 64; beyond 64 places they are cut.
  static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    a.withUnsafeBufferPointer { x in
      b.withUnsafeBufferPointer { y in
        guard let p = x.baseAddress, let q = y.baseAddress else { return max(a.count, b.count) }
        return distance(p, min(64, a.count), q, min(64, b.count))
      }
    }
  }
}
