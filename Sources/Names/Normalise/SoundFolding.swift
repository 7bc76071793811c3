// SPDX-License-Identifier: Apache-2.0

/// Brings Latin spellings from several transliterations to one: `Sheremetyevo`, `Sheremet'evo` and `Šeremetʹevo` meet.
///
/// For similarity only, never for keys: different words can fold alike.
package enum SoundFolding {
  /// - Parameter word: lower case, without accents.
  package static func folded(_ word: String) -> String {
    guard word.utf8.allSatisfy({ $0 < 0x80 }) else { return word }
    var bytes = Array(word.utf8)
    for (from, to) in rules { bytes = replacing(from, with: to, in: bytes) }
    var result: [UInt8] = []
    for byte in bytes where result.last != byte || (0x30...0x39).contains(byte) { result.append(byte) }
    return String(decoding: result, as: UTF8.self)
  }

  /// In order. `c` is hard unless it stands in `ch` or `ts`: filers respell letter by letter (`Скиенкес` for Sciences).
  private static let rules: [([UInt8], [UInt8])] = [
    ("shch", "sh"), ("sch", "sh"), ("tch", "C"), ("ch", "C"), ("dzh", "j"), ("dj", "j"), ("kh", "h"), ("ph", "f"),
    ("th", "t"), ("ck", "k"), ("tz", "Z"), ("ts", "Z"), ("c", "k"), ("Z", "c"), ("x", "ks"), ("q", "k"), ("w", "v"),
    ("yo", "e"), ("ye", "e"), ("ie", "e"), ("iy", "i"), ("yi", "i"), ("ij", "i"), ("y", "i"), ("C", "ch"),
  ].map { (Array($0.0.utf8), Array($0.1.utf8)) }

  private static func replacing(_ from: [UInt8], with to: [UInt8], in bytes: [UInt8]) -> [UInt8] {
    guard bytes.count >= from.count, bytes.contains(from[0]) else { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      if bytes[index] == from[0], index + from.count <= bytes.count,
        bytes[index..<index + from.count].elementsEqual(from)
      {
        result += to
        index += from.count
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }
}
