// SPDX-License-Identifier: Apache-2.0

/// The alphabet of sounds: a … z are 0 … 25, digits 26 … 35, any other byte one of 36 … 63.
enum SoundLetters {
  static let limit = 40

  @inline(__always) static func code(_ byte: UInt8) -> UInt8 {
    switch byte {
    case 0x61...0x7A: byte - 0x61
    case 0x30...0x39: byte - 0x30 + 26
    default: 36 + byte % 28
    }
  }

  @inline(__always) static func isVowel(_ code: UInt8) -> Bool {
    // Bits of a e i o u, and of h, which transliterations add and leave out.
    code < 26 && (1 << UInt32(code)) & 0x10_4191 as UInt32 != 0
  }

  /// Brings Latin spellings from several transliterations to one, in one pass from left to right: `Sheremetyevo`,
  /// `Sheremet'evo` and `Šeremetʹevo` meet. `c` is hard unless it stands in `ch` or `ts`: filers respell letter by letter
  /// (`Скиенкес` for Sciences). For likeness only, never for keys: different words can sound alike.
  static func fold(_ reading: [UInt8], into sound: inout [UInt8]) {
    sound.removeAll(keepingCapacity: true)
    let n = reading.count
    @inline(__always) func at(_ index: Int) -> UInt8 { index < n ? reading[index] : 0 }
    func put(_ byte: UInt8) {
      let code = code(byte)
      // Doubles say nothing; digits do.
      if code < 26, sound.last == code { return }
      if sound.count < limit { sound.append(code) }
    }
    let (c, h, s, t, d, z, k, e, i, o, u, y, j) = (
      UInt8(ascii: "c"), UInt8(ascii: "h"), UInt8(ascii: "s"), UInt8(ascii: "t"), UInt8(ascii: "d"), UInt8(ascii: "z"),
      UInt8(ascii: "k"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"), UInt8(ascii: "u"), UInt8(ascii: "y"),
      UInt8(ascii: "j")
    )
    var index = 0
    while index < n {
      let a = reading[index]
      let b = at(index + 1)
      switch a {
      case s:
        if b == h, at(index + 2) == c, at(index + 3) == h {
          put(s)
          put(h)
          index += 4
        } else if b == c, at(index + 2) == h {
          put(s)
          put(h)
          index += 3
        } else {
          put(s)
          index += 1
        }
      case t:
        if b == c, at(index + 2) == h {
          put(c)
          put(h)
          index += 3
        } else if b == s || b == z {
          put(c)
          index += 2
        } else if b == h {
          put(t)
          index += 2
        } else {
          put(t)
          index += 1
        }
      case c:
        if b == h {
          put(c)
          put(h)
          index += 2
        } else if b == k {
          put(k)
          index += 2
        } else {
          put(k)
          index += 1
        }
      case d:
        if b == z, at(index + 2) == h {
          put(j)
          index += 3
        } else if b == j {
          put(j)
          index += 2
        } else if b == h {
          put(d)
          index += 2
        } else {
          put(d)
          index += 1
        }
      case k where b == h:
        put(h)
        index += 2
      case UInt8(ascii: "g") where b == h:
        put(a)
        index += 2
      case UInt8(ascii: "p") where b == h:
        put(UInt8(ascii: "f"))
        index += 2
      case UInt8(ascii: "x"):
        put(k)
        put(s)
        index += 1
      case UInt8(ascii: "q"):
        put(k)
        index += 1
      case UInt8(ascii: "w"):
        put(UInt8(ascii: "v"))
        index += 1
      case y:
        if b == o || b == e {
          put(e)
          index += 2
        } else if b == u {
          put(u)
          index += 2
        } else if b == i {
          put(i)
          index += 2
        } else {
          put(i)
          index += 1
        }
      case i where b == e:
        put(e)
        index += 2
      case i where b == y || b == j:
        put(i)
        index += 2
      case i where b == u, o where b == u, u where b == e:
        put(u)
        index += 2
      default:
        put(a)
        index += 1
      }
    }
  }

  /// The consonants, `z` as `s`; empty when fewer than two are left.
  static func skeleton(_ sound: [UInt8], into result: inout [UInt8]) {
    result.removeAll(keepingCapacity: true)
    for code in sound where !isVowel(code) {
      let code = code == 25 ? 18 : code
      if result.last != code { result.append(code) }
    }
    if result.count < 2 { result.removeAll(keepingCapacity: true) }
  }

  /// The word without the endings that Slavic adjectives and English plurals have; nil when too little is left.
  static func stemLength(_ sound: [UInt8]) -> Int? {
    var length = sound.count
    guard length >= 4 else { return nil }
    for ending in endings where length - ending.count >= 4 && sound[(length - ending.count)..<length].elementsEqual(ending) {
      length -= ending.count
      break
    }
    while length > 4, isVowel(sound[length - 1]), sound[length - 1] != 7 { length -= 1 }
    return length
  }

  /// In sound letters: -skaya, -skiy, -nyy, plural -s.
  private static let endings: [[UInt8]] = [
    "skaia", "skogo", "skoe", "skom", "skih", "skoi", "ski", "ske", "naia", "nogo", "noe", "nie", "nih", "ni", "s",
  ].map { $0.utf8.map(code) }
}
