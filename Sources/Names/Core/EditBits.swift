// SPDX-License-Identifier: Apache-2.0

/// Slips of the pen between two words, all cells of a column at once in the bits of a word (Hyyrö 2003: optimal string
/// alignment; letters added, left out, changed, or two neighbours swapped).
enum EditBits {
  /// Codes are below this.
  static let codes = 64

  /// The distance, or anything beyond `limit` when it is beyond. Codes below 64; words of 64 letters at most.
  /// - Parameter places: memory for 64 numbers, all zero, which are zero again afterwards.
  @inline(__always) static func distance(
    _ a: UnsafePointer<UInt8>, _ m: Int, _ b: UnsafePointer<UInt8>, _ n: Int, within limit: Int,
    _ places: UnsafeMutablePointer<UInt64>
  ) -> Int {
    // What both begin and end with costs nothing.
    var start = 0
    let shorter = min(m, n)
    if shorter >= 8 { start = sharedStart(a, b, shorter) }
    while start < shorter, a[start] == b[start] { start &+= 1 }
    var end = 0
    while end < shorter &- start, a[m &- 1 &- end] == b[n &- 1 &- end] { end &+= 1 }
    let (m, n) = (m &- start &- end, n &- start &- end)
    if m == 0 || n == 0 { return max(m, n) }
    let (a, b) = (a + start, b + start)
    for index in 0..<m { places[Int(a[index] & 63)] |= 1 &<< UInt64(index) }
    var vp: UInt64 = ~0
    var vn: UInt64 = 0
    var d0: UInt64 = 0
    var before: UInt64 = 0
    var distance = m
    // What is left of `b` can take away one a letter.
    var most = limit &+ n &- 1
    let last = UInt64(m &- 1)
    for index in 0..<n {
      let match = places[Int(b[index] & 63)]
      let swap = ((~d0 & match) &<< 1) & before
      d0 = (((match & vp) &+ vp) ^ vp) | match | vn | swap
      var hp = vn | ~(d0 | vp)
      let hn = vp & d0
      distance = distance &+ Int(hp &>> last & 1) &- Int(hn &>> last & 1)
      if distance > most { break }
      most &-= 1
      hp = hp &<< 1 | 1
      vp = hn &<< 1 | ~(d0 | hp)
      vn = hp & d0
      before = match
    }
    for index in 0..<m { places[Int(a[index] & 63)] = 0 }
    return distance
  }

  /// Letters that both begin with, eight at a time; those of the last few that are not eight are not looked at.
  @inline(__always) private static func sharedStart(
    _ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>, _ count: Int
  ) -> Int {
    let (x, y) = (UnsafeRawPointer(a), UnsafeRawPointer(b))
    var start = 0
    while start &+ 8 <= count {
      let differing =
        x.loadUnaligned(fromByteOffset: start, as: UInt64.self).littleEndian
        ^ y.loadUnaligned(fromByteOffset: start, as: UInt64.self).littleEndian
      if differing != 0 { return start &+ differing.trailingZeroBitCount &>> 3 }
      start &+= 8
    }
    return start
  }

  /// Of words of any letters below 64; beyond 64 places they are cut.
  static func distance(_ a: [UInt8], _ b: [UInt8], within limit: Int = 64) -> Int {
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: codes) { places in
      places.initialize(repeating: 0)
      return a.withUnsafeBufferPointer { x in
        b.withUnsafeBufferPointer { y in
          guard let p = x.baseAddress, let q = y.baseAddress, let places = places.baseAddress else {
            return max(a.count, b.count)
          }
          return distance(p, min(64, a.count), q, min(64, b.count), within: limit, places)
        }
      }
    }
  }
}
