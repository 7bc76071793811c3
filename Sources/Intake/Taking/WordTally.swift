// SPDX-License-Identifier: Apache-2.0

/// The words of a column of names, texts or numbers of papers that stand for "undisclosed", gathered while rows are read.
/// One thread at a time.
final class WordTally {
  private let looked = ByteCodes(mostBytes: 8 << 20)
  /// Whether a text that was looked at stands for "undisclosed".
  private var found: [Bool] = []
  private var isFull = false
  private var words: Set<String> = []

  private static let mostWords = 10_000

  func add(_ cell: UnsafeBufferPointer<UInt8>) {
    // Most cells are let go by their first two letters.
    guard cell.count <= UndisclosedWords.longest * 4, UndisclosedBeginnings.mayBegin(cell) else { return }
    guard !isFull else { return look(at: cell) }
    do {
      let code = try looked.code(of: cell)
      guard code == found.count else { return }
      found.append(true)
      look(at: cell)
    } catch {
      isFull = true
      look(at: cell)
    }
  }

  var undisclosed: [String] { words.sorted() }

  private func look(at cell: UnsafeBufferPointer<UInt8>) {
    let text = String(decoding: cell, as: UTF8.self)
    guard text.count <= UndisclosedWords.longest, UndisclosedWords.contains(text), words.count < WordTally.mostWords
    else { return }
    words.insert(text)
  }
}

/// How texts that stand for "undisclosed" may begin.
enum UndisclosedBeginnings {
  /// False for a text that surely does not stand for it.
  static func mayBegin(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = text.first else { return false }
    // A number is none.
    if first &- 0x30 < 10 { return false }
    guard let letters = letters(text) else { return true }
    return table[slot(letters.0, letters.1)] || table[slot(letters.0, 0)]
  }

  private static let slots = 1 << 13
  /// The first two letters of each, or the first and 0 of one that has no more: by a hash, so that others may be in it.
  private static let table: [Bool] = {
    var table = [Bool](repeating: false, count: slots)
    for word in UndisclosedWords.all {
      var word = word
      let found = word.withUTF8 { UndisclosedBeginnings.letters($0) }
      if let letters = found { table[slot(letters.0, letters.1)] = true }
    }
    return table
  }()

  private static func slot(_ first: UInt32, _ second: UInt32) -> Int {
    Int(((UInt64(first) << 21 | UInt64(second)) &* 0x9E37_79B9_7F4A_7C15) >> 51)
  }

  /// The first two letters in small, without marks and spaces before them; the second is 0 at the end of the text. Nil for
  /// nothing but marks.
  private static func letters(_ text: UnsafeBufferPointer<UInt8>) -> (UInt32, UInt32)? {
    var index = 0
    while index < text.count {
      let first = scalar(text, &index)
      if isMark(first) { continue }
      guard index < text.count else { return (small(first), 0) }
      let second = scalar(text, &index)
      return (small(first), Unicode.Scalar(second)?.properties.isWhitespace ?? false ? 0x20 : small(second))
    }
    return nil
  }

  private static func isMark(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 {
      return !(scalar &- 0x30 < 10 || (scalar | 0x20) &- 0x61 < 26 || scalar == 0x23 || scalar == 0x25 || scalar == 0x26)
    }
    return scalar == 0xA0 || scalar == 0xAB || scalar == 0xBB || (0x2000...0x206F).contains(scalar) || scalar == 0x2212
      || scalar == 0x3000
  }

  @inline(__always) private static func scalar(_ text: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> UInt32 {
    let first = UInt32(text[index])
    let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    var value = length == 1 ? first : first & (0x7F >> UInt32(length))
    for offset in 1..<max(length, 1) where index + offset < text.count {
      value = value << 6 | UInt32(text[index + offset] & 0x3F)
    }
    index += length
    return value
  }

  @inline(__always) private static func small(_ scalar: UInt32) -> UInt32 {
    if scalar < 0x80 { return scalar &- 0x41 < 26 ? scalar | 0x20 : scalar }
    if scalar &- 0x410 < 32 { return scalar + 32 }
    if scalar &- 0x430 < 32 || scalar >= 0x3400 { return scalar }
    guard let letter = Unicode.Scalar(scalar) else { return scalar }
    return letter.properties.lowercaseMapping.unicodeScalars.first?.value ?? scalar
  }
}
