// SPDX-License-Identifier: Apache-2.0

/// Tells from the beginning of a text how its bytes stand for characters.
///
/// Marks and well-formed UTF-8 decide at once. Otherwise Chinese is told by pairs of bytes that stand where the common
/// characters of GB2312 or Big5 do, Latin by accented letters that stand alone among plain ones, and the Cyrillic code pages
/// by how often the letters that they make of the bytes occur in Russian.
package struct EncodingGuess: Sendable, Hashable {
  package var encoding: TextEncoding
  /// What speaks for it, for a person.
  package var because: String
  /// Another encoding would do nearly as well.
  package var isUnsure = false

  /// - Parameter isWhole: the bytes are all there are, so that a character cut off at their end is none.
  init(_ bytes: ArraySlice<UInt8>, isWhole: Bool = false) {
    if let marked = EncodingGuess.marked(bytes) {
      self = marked
      return
    }
    let found = UTF8Census(bytes, isWhole: isWhole)
    if found.invalid == 0 || found.invalid < 4 && found.valid == 0 || found.invalid * 10 <= found.valid {
      let stray = found.invalid > 0 ? ", but for \(found.invalid) stray bytes" : ""
      self.init(.utf8, found.valid + found.invalid == 0 ? "all of it is ASCII" : "it is well-formed UTF-8\(stray)")
      return
    }
    self = EncodingGuess.ofHighBytes(bytes)
  }

  private init(_ encoding: TextEncoding, _ because: String, isUnsure: Bool = false) {
    self.encoding = encoding
    self.because = because
    self.isUnsure = isUnsure
  }

  private static func marked(_ bytes: ArraySlice<UInt8>) -> EncodingGuess? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return EncodingGuess(.utf8, "it begins with the mark of UTF-8") }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return EncodingGuess(.utf16, "it begins with the mark of UTF-16")
    }
    // Every other byte of ASCII in UTF-16 is zero.
    var zeros = [0, 0]
    for (index, byte) in bytes.enumerated() where byte == 0 { zeros[index & 1] += 1 }
    let half = bytes.count / 2
    guard half >= 8, zeros[0] + zeros[1] > half / 5, max(zeros[0], zeros[1]) > 9 * min(zeros[0], zeros[1]) else { return nil }
    return zeros[1] > zeros[0]
      ? EncodingGuess(.utf16, "every second byte is zero") : EncodingGuess(.utf16BigEndian, "every first byte is zero")
  }

  private static func ofHighBytes(_ bytes: ArraySlice<UInt8>) -> EncodingGuess {
    let census = HighBytes(bytes)
    let big5 = Big5Census(bytes)
    if big5.isLikely { return EncodingGuess(.big5, "\(big5.pairs) pairs of bytes are traditional Chinese characters") }
    if census.chinese * 100 > census.pairs * 70, census.brokenPairs * 50 < census.pairs {
      return EncodingGuess(.gb18030, "\(census.pairs) pairs of bytes are Chinese characters")
    }
    // Accented letters of Latin stand alone or in twos; letters of Cyrillic stand together.
    if census.together * 10 < census.count * 4 {
      if census.turkish * 10 > census.count * 3 {
        return EncodingGuess(.windows1254, "single letters beyond ASCII, most of them Turkish")
      }
      return EncodingGuess(.windows1252, "single letters beyond ASCII in Latin words", isUnsure: census.count < 20)
    }
    let scores = [TextEncoding.windows1251, .koi8r, .cp866].map { ($0, CyrillicScore.of(census.counts, $0)) }
      .sorted { $0.1 > $1.1 }
    return EncodingGuess(
      scores[0].0, "its letters come out as often as they occur in Russian (against \(scores[1].0.rawValue))",
      isUnsure: scores[0].1 - scores[1].1 < 0.3 || scores[0].1 < -5)
  }
}

/// Characters of several bytes, and bytes that are none.
private struct UTF8Census {
  var valid = 0
  var invalid = 0

  init(_ bytes: ArraySlice<UInt8>, isWhole: Bool) {
    bytes.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return }
      var index = 0
      while index < bytes.count {
        let byte = bytes[index]
        if byte < 0x80 {
          index += 1
          continue
        }
        let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
        if byte >= 0xC2, !isWhole, index + length > bytes.count { return }
        if byte >= 0xC2, index + length <= bytes.count, TextCheck.check(base + index, count: length) == .good {
          valid += 1
          index += length
        } else {
          invalid += 1
          index += 1
        }
      }
    }
  }
}

/// Pairs of bytes as Big5 has them: second bytes lie in two ranges, of which GB2312 uses only the upper one, and nearly all
/// characters of a text are among the 5,401 common ones.
private struct Big5Census {
  var pairs = 0
  private var common = 0
  private var low = 0
  private var broken = 0

  var isLikely: Bool { pairs >= 4 && common * 100 >= pairs * 85 && low * 100 >= pairs * 15 && broken * 50 < pairs }

  init(_ slice: ArraySlice<UInt8>) {
    var rest = slice
    while let lead = rest.popFirst() {
      guard lead >= 0x80 else { continue }
      guard let trail = rest.first else { return }
      if (0x81...0xFE).contains(lead), (0x40...0x7E).contains(trail) || (0xA1...0xFE).contains(trail) {
        rest.removeFirst()
        pairs += 1
        if (0xA1...0xC6).contains(lead) { common += 1 }
        if trail < 0x80 { low += 1 }
      } else {
        broken += 1
      }
    }
  }
}

private struct HighBytes {
  var counts = [Int](repeating: 0, count: 256)
  var count = 0
  /// High bytes in runs of three and more.
  var together = 0
  var turkish = 0
  /// Read two by two.
  var pairs = 0
  var chinese = 0
  var brokenPairs = 0

  init(_ slice: ArraySlice<UInt8>) {
    let bytes = Array(slice)
    var run = 0
    for (index, byte) in bytes.enumerated() where byte >= 0x80 {
      counts[Int(byte)] += 1
      count += 1
      run = index > 0 && bytes[index - 1] >= 0x80 ? run + 1 : 1
      if run == 3 { together += 3 } else if run > 3 { together += 1 }
      if [0xD0, 0xDD, 0xDE, 0xF0, 0xFD, 0xFE].contains(byte) { turkish += 1 }
    }
    var index = 0
    while index + 1 < bytes.count {
      let (lead, trail) = (bytes[index], bytes[index + 1])
      if lead < 0x80 {
        index += 1
      } else if (0x81...0xFE).contains(lead), (0x40...0xFE).contains(trail), trail != 0x7F {
        pairs += 1
        // Signs, and the hanzi of GB2312: the rest of GBK is rare.
        if trail >= 0xA1, (0xA1...0xA3).contains(lead) || (0xB0...0xF7).contains(lead) { chinese += 1 }
        index += 2
      } else if (0x81...0xFE).contains(lead), (0x30...0x39).contains(trail), index + 3 < bytes.count,
        (0x81...0xFE).contains(bytes[index + 2])
      {
        pairs += 1
        index += 4
      } else {
        brokenPairs += 1
        index += 1
      }
    }
  }
}

/// How well bytes read as Cyrillic letters, by their frequency.
private enum CyrillicScore {
  // Shares of letters in Russian text, in thousandths (National Corpus of the Russian language, rounded).
  private static let thousandths: [Character: Double] = [
    "о": 110, "е": 85, "а": 80, "и": 74, "н": 67, "т": 63, "с": 55, "р": 47, "в": 45, "л": 44, "к": 35, "м": 32,
    "д": 30, "п": 28, "у": 26, "я": 20, "ы": 19, "ь": 17, "г": 17, "з": 16, "б": 16, "ч": 14, "й": 12, "х": 10,
    "ж": 9, "ш": 7, "ю": 6, "ц": 5, "щ": 4, "э": 3, "ф": 3, "ъ": 0.4, "ё": 0.4, "і": 2, "ї": 1, "є": 1, "ў": 0.5,
    "№": 1, "«": 1, "»": 1, "–": 1, "—": 1, "°": 0.5, "\u{A0}": 1, "“": 0.5, "”": 0.5, "„": 0.5, "’": 0.5,
  ]

  /// The mean logarithm of the shares; what is no letter costs much.
  static func of(_ counts: [Int], _ encoding: TextEncoding) -> Double {
    let upper = encoding.upperHalf ?? []
    var (sum, total) = (0.0, 0)
    for byte in 0x80...0xFF where counts[byte] > 0 {
      let scalar = upper.isEmpty ? 0 : upper[byte - 0x80]
      let character = Unicode.Scalar(scalar).map { Character(String($0).lowercased()) } ?? "\u{0}"
      sum += Double(counts[byte]) * ((thousandths[character] ?? 0.02) / 1000).logarithm
      total += counts[byte]
    }
    return total == 0 ? -100 : sum / Double(total)
  }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension Double {
  fileprivate var logarithm: Double { log(self) }
}
