// SPDX-License-Identifier: Apache-2.0

import Foundation

/// ``NameFolding`` for the many: the same words, as bytes in one buffer, for names in Latin, Cyrillic, Greek and Chinese
/// letters without mixed words. Anything else goes the long way, so the answer is always the same; a test compares both.
final class ByteFolding {
  /// The words' bytes (UTF-8, folded) one after another.
  let bytes = Grow<UInt8>(capacity: 256)
  /// Where each word ends in `bytes`.
  let ends = Grow<Int32>(capacity: 32)
  private let mergesInitials: Bool

  private let cutsKorean: Bool

  /// - Parameter cutsKorean: whether Korean words that are run together are cut at known ones (``KoreanWords``).
  init(mergesInitials: Bool = true, cutsKorean: Bool = false) {
    self.mergesInitials = mergesInitials
    self.cutsKorean = cutsKorean
  }

  var count: Int { ends.count }
  @inline(__always) func start(_ word: Int) -> Int { word == 0 ? 0 : Int(ends[word - 1]) }
  @inline(__always) func length(_ word: Int) -> Int { Int(ends[word]) - start(word) }

  func word(_ index: Int) -> String {
    String(decoding: UnsafeBufferPointer(start: bytes.base + start(index), count: length(index)), as: UTF8.self)
  }

  func fold(_ name: String) {
    bytes.truncate(to: 0)
    ends.truncate(to: 0)
    var name = name
    let isDone = name.withUTF8 { quick($0) }
    guard !isDone else { return }
    bytes.truncate(to: 0)
    ends.truncate(to: 0)
    let words = NameFolding.words(name, mergesInitials: mergesInitials)
    for word in cutsKorean ? words.flatMap(KoreanWords.cut) : words {
      for byte in word.utf8 { bytes.append(byte) }
      ends.append(Int32(bytes.count))
    }
  }

  // MARK: the quick way

  private enum Kind {
    static let separator: UInt8 = 0
    static let letter: UInt8 = 1
    static let digit: UInt8 = 2
    static let apostrophe: UInt8 = 3
    static let ampersand: UInt8 = 4
    static let plus: UInt8 = 5
    static let ignorable: UInt8 = 6
    static let slow: UInt8 = 7
    static let space: UInt8 = 8
  }

  private static let top = 0x590
  private static let punctuation = 0x2000..<0x2190

  /// For each scalar below `top` and of general punctuation: what it is.
  private static let kinds: [UInt8] = (0..<(top + punctuation.count)).map { place in
    let value = place < top ? place : place - top + punctuation.lowerBound
    guard let scalar = Unicode.Scalar(UInt32(value)) else { return Kind.slow }
    return kind(of: scalar)
  }
  /// The folded letter of each scalar below `top`: up to three bytes, their count, and how many scalars they are.
  private static let letters: [UInt32] = (0..<top).map { value in
    guard kinds[value] == Kind.letter, let scalar = Unicode.Scalar(UInt32(value)) else { return 0 }
    let folded = Array(NameFolding.folded(String(scalar)).utf8)
    let scalars = UInt32(String(decoding: folded, as: UTF8.self).unicodeScalars.count)
    return folded.enumerated().reduce(scalars << 28 | UInt32(folded.count) << 24) {
      $0 | UInt32($1.element) << UInt32(8 * $1.offset)
    }
  }
  private static let scripts: [UInt8] = (0..<top).map { value in
    guard let scalar = Unicode.Scalar(UInt32(value)), let script = Script.of(scalar) else { return 0 }
    switch script {
    case .latin: return 1
    case .cyrillic: return 2
    default: return 4
    }
  }

  private static func kind(of scalar: Unicode.Scalar) -> UInt8 {
    if scalar == "№" { return Kind.space }
    if scalar == "&" { return Kind.ampersand }
    if scalar == "+" { return Kind.plus }
    let compatible = String(scalar).precomposedStringWithCompatibilityMapping
    if compatible.unicodeScalars.count != 1 || compatible.unicodeScalars.first != scalar {
      // What becomes punctuation and spaces only separates words, whatever it was.
      let means = compatible.unicodeScalars.contains {
        Script.of($0) != nil || $0.properties.numericType != nil || NameFolding.isMark($0)
          || NameFolding.apostrophes.contains($0) || "&+".unicodeScalars.contains($0)
      }
      let isSpace = compatible.unicodeScalars.contains { $0.properties.isWhitespace }
      return means ? Kind.slow : isSpace ? Kind.space : Kind.separator
    }
    if NameFolding.apostrophes.contains(scalar) { return Kind.apostrophe }
    if NameFolding.isMark(scalar) { return Kind.slow }
    if Script.of(scalar) != nil {
      return NameFolding.folded(String(scalar)).utf8.count <= 3 ? Kind.letter : Kind.slow
    }
    if scalar.value < 0x80, scalar.properties.numericType == .decimal { return Kind.digit }
    if scalar.properties.numericType == .decimal { return Kind.slow }
    if scalar.value > 0x7F && scalar.properties.generalCategory == .format { return Kind.ignorable }
    return scalar.properties.isWhitespace ? Kind.space : Kind.separator
  }

  private struct State {
    var wordStart = 0
    var scalars = 0
    var script: UInt8 = 0  // 1 Latin, 2 Cyrillic, 4 other, 8 Chinese; as bits seen in the word
    var previous: UInt8 = 0
    /// Words of one letter that stand side by side, waiting to become one.
    var initials = 0
    /// A space since the word before; in front of the word at hand; between initials: 1 none, 2 a space, as bits.
    var sawSpace = false
    var isSpaced = false
    var gaps: UInt8 = 0
    /// Some initials are parted by spaces and others are not (``Initials``).
    var isMixed = false

    mutating func begin() {
      guard scalars == 0 else { return }
      (isSpaced, sawSpace) = (sawSpace, false)
    }
  }

  private func quick(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    Self.kinds.withUnsafeBufferPointer { kinds in
      Self.letters.withUnsafeBufferPointer { letters in
        Self.scripts.withUnsafeBufferPointer { scripts in quick(text, kinds, letters, scripts) }
      }
    }
  }

  private func quick(
    _ text: UnsafeBufferPointer<UInt8>, _ kinds: UnsafeBufferPointer<UInt8>, _ letters: UnsafeBufferPointer<UInt32>,
    _ scripts: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    var state = State()
    var index = 0
    let end = text.count
    while index < end {
      let first = text[index]
      var value = Int(first)
      var length = 1
      if first >= 0x80 {
        if first < 0xE0 {
          guard index + 1 < end else { return false }
          value = Int(first & 0x1F) << 6 | Int(text[index + 1] & 0x3F)
          length = 2
        } else if first < 0xF0 {
          guard index + 2 < end else { return false }
          value = Int(first & 0x0F) << 12 | Int(text[index + 1] & 0x3F) << 6 | Int(text[index + 2] & 0x3F)
          length = 3
        } else {
          return false
        }
      }
      let kind: UInt8
      if value < Self.top {
        kind = kinds[value]
      } else if Self.punctuation.contains(value) {
        kind = kinds[value - Self.punctuation.lowerBound + Self.top]
      } else if (0x4E00...0x9FFF).contains(value) || (0x3400...0x4DBF).contains(value) {
        if state.scalars > 0 && state.previous != 8 && state.previous != 0 { close(&state) }
        state.begin()
        for offset in 0..<3 { bytes.append(text[index + offset]) }
        state.scalars += 1
        state.script |= 8
        state.previous = 8
        index += 3
        continue
      } else if value == 0x3000 || value == 0xFF08 || value == 0xFF09 || (0x3001...0x3003).contains(value)
        || (0x3008...0x3011).contains(value) || value == 0xFF0C || value == 0xFF0E || value == 0xFF1A
      {
        kind = value == 0x3000 ? Kind.space : Kind.separator
      } else {
        return false
      }
      switch kind {
      case Kind.letter:
        let script = scripts[value]
        if state.previous == 8 { close(&state) }
        state.begin()
        let letter = letters[value]
        for offset in 0..<(letter >> 24 & 15) { bytes.append(UInt8(truncatingIfNeeded: letter >> (8 * offset))) }
        state.scalars += Int(letter >> 28)
        state.script |= script
        state.previous = script
        if state.script & 3 == 3 { return false }  // lookalikes, perhaps
      case Kind.digit:
        if state.previous == 8 { close(&state) }
        state.begin()
        bytes.append(first)
        state.scalars += 1
      case Kind.apostrophe:
        let next = index + length
        if state.scalars > 0, next < end, isLetter(text, next, kinds) { break }
        close(&state)
      case Kind.ampersand, Kind.plus:
        close(&state)
        flush(&state)
        for byte in kind == Kind.plus ? [0x2B] : [0x61, 0x6E, 0x64] as [UInt8] { bytes.append(byte) }
        ends.append(Int32(bytes.count))
        state.wordStart = bytes.count
      case Kind.ignorable: break
      case Kind.slow: return false
      case Kind.space:
        close(&state)
        state.sawSpace = true
      default: close(&state)
      }
      index += length
    }
    close(&state)
    flush(&state)
    guard !state.isMixed else { return false }
    dropNumberSigns()
    return true
  }

  private func isLetter(_ text: UnsafeBufferPointer<UInt8>, _ index: Int, _ kinds: UnsafeBufferPointer<UInt8>) -> Bool {
    let first = text[index]
    if first < 0x80 { return kinds[Int(first)] == Kind.letter }
    if first < 0xE0, index + 1 < text.count {
      return kinds[min(Self.top - 1, Int(first & 0x1F) << 6 | Int(text[index + 1] & 0x3F))] == Kind.letter
    }
    return (0xE3...0xE9).contains(first) && index + 2 < text.count && (first > 0xE3 || text[index + 1] >= 0x90)
  }

  /// Ends a word. Single letters wait: several side by side are one abbreviation.
  private func close(_ state: inout State) {
    defer {
      state.scalars = 0
      state.script = 0
      state.previous = 0
    }
    guard state.scalars > 0 else { return }
    let isInitial = mergesInitials && state.scalars == 1 && state.script & 7 != 0
    if isInitial {
      if state.initials > 0 { state.gaps |= state.isSpaced ? 2 : 1 }
      if state.gaps == 3 { state.isMixed = true }
      state.initials += 1
      state.wordStart = bytes.count
      return
    }
    if state.initials > 0 {
      // The initials lie before this word's bytes.
      ends.append(Int32(state.wordStart))
      state.initials = 0
    }
    state.gaps = 0
    ends.append(Int32(bytes.count))
    state.wordStart = bytes.count
  }

  private func flush(_ state: inout State) {
    guard state.initials > 0 else { return }
    ends.append(Int32(bytes.count))
    state.initials = 0
    state.gaps = 0
    state.wordStart = bytes.count
  }

  /// `№ 6`, `N 6` and `No. 6` all say 6.
  private func dropNumberSigns() {
    guard count > 1 else { return }
    var index = 0
    while index + 1 < count {
      let from = start(index)
      let size = length(index)
      let isSign =
        size <= 2 && bytes[from] == 0x6E && (size == 1 || bytes[from + 1] == 0x6F || bytes[from + 1] == 0x72)
      guard isSign, areDigits(index + 1) else {
        index += 1
        continue
      }
      let rest = bytes.count - (from + size)
      (bytes.base + from).update(from: bytes.base + from + size, count: rest)
      bytes.truncate(to: bytes.count - size)
      for later in (index + 1)..<count { ends[later - 1] = ends[later] - Int32(size) }
      ends.truncate(to: count - 1)
    }
  }

  private func areDigits(_ index: Int) -> Bool {
    let from = start(index)
    for offset in 0..<length(index) where !(0x30...0x39).contains(bytes[from + offset]) { return false }
    return true
  }
}
