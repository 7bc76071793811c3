// SPDX-License-Identifier: Apache-2.0

/// Cuts UTF-8 text into words, one at a time and without making strings.
struct WordReader {
  /// What stands before a word, weakest first.
  enum Break: UInt8 {
    case none, bracket, comma, clause, sentence
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0
  /// The word's letters, folded; empty for a Chinese character.
  private(set) var symbols: [UInt8] = []
  /// The Chinese character that the word is, or 0.
  private(set) var han: UInt32 = 0
  /// Where the word stands, in bytes.
  private(set) var start = 0
  private(set) var end = 0
  private(set) var before = Break.none

  /// - Parameter bytes: valid UTF-8; must outlive the reader.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    symbols.reserveCapacity(64)
  }

  /// Moves to the next word; false at the end.
  mutating func next() -> Bool {
    symbols.removeAll(keepingCapacity: true)
    han = 0
    before = .none
    var hasLatin = false
    var hasCyrillic = false
    let twins = Alphabet.cyrillicTwin
    while position < bytes.count {
      let (scalar, length) = scalar(at: position)
      let symbol: UInt8
      if scalar >= 0x3400, Alphabet.isHan(scalar) {
        if !symbols.isEmpty { break }
        han = scalar
        start = position
        position += length
        end = position
        return true
      } else {
        symbol = Alphabet.symbol(scalar)
      }
      if symbol == Alphabet.separator {
        if !symbols.isEmpty { break }
        note(scalar, length)
      } else if symbol == Alphabet.ignored {
        // A breve set apart makes и into й; the other marks change nothing here.
        if scalar == 0x306, let last = symbols.last, last == Alphabet.firstCyrillic + 8 {
          symbols[symbols.count - 1] = Alphabet.firstCyrillic + 9
        }
      } else {
        if symbols.isEmpty { start = position }
        if symbol < Alphabet.firstDigit {
          hasLatin = true
        } else if symbol >= Alphabet.firstCyrillic {
          hasCyrillic = true
        }
        symbols.append(symbol)
        end = position + length
      }
      position += length
    }
    if hasLatin, hasCyrillic {
      for index in symbols.indices where twins[Int(symbols[index])] != 0 { symbols[index] = twins[Int(symbols[index])] }
    }
    return !symbols.isEmpty
  }

  private func scalar(at index: Int) -> (UInt32, Int) {
    let first = UInt32(bytes[index])
    func next(_ offset: Int) -> UInt32 { index + offset < bytes.count ? UInt32(bytes[index + offset] & 0x3F) : 0 }
    if first < 0x80 { return (first, 1) }
    if first < 0xE0 { return ((first & 0x1F) << 6 | next(1), 2) }
    if first < 0xF0 { return ((first & 0x0F) << 12 | next(1) << 6 | next(2), 3) }
    return ((first & 0x07) << 18 | next(1) << 12 | next(2) << 6 | next(3), 4)
  }

  private mutating func note(_ scalar: UInt32, _ length: Int) {
    let found: Break
    switch scalar {
    case 0x2C, 0xFF0C, 0x3001: found = .comma  // , ， 、
    case 0x29, 0x5D, 0xFF09: found = .bracket  // ) ] and the wide form
    case 0x3A, 0x28, 0x5B, 0xFF1A, 0xFF08: found = .clause  // : ( [ and their wide forms
    case 0x3B, 0x0A, 0x0D, 0x21, 0x3F, 0x3002, 0xFF1B: found = .sentence  // ; line ends ! ? 。 ；
    case 0x2E: found = isSpace(position + 1) ? .sentence : .none  // not the point in 1.5 or т.ч
    case 0x2D, 0x2013, 0x2014: found = isSpace(position + length) ? .clause : .none  // a dash, not a hyphen
    default: found = .none
    }
    if found.rawValue > before.rawValue { before = found }
  }

  private func isSpace(_ index: Int) -> Bool {
    guard index < bytes.count else { return true }
    return bytes[index] == 0x20 || bytes[index] == 0x0A || bytes[index] == 0x0D || bytes[index] == 0x09
      || bytes[index] == 0xC2
  }
}
