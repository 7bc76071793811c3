// SPDX-License-Identifier: Apache-2.0

/// What the cells of a column of numbers look like, gathered while rows are read. One thread at a time.
///
/// Nearly all cells are plain numbers, which say nothing and are only counted; the others are kept as shapes.
final class NumberTally {
  /// Cells in which something stands.
  private(set) var filled = 0
  /// Plain numbers that show the point to be decimal, and those of four digits and more without any mark: a column that
  /// grouped its thousands would have grouped them.
  private(set) var settled = 0
  private let codes = ByteCodes(mostBytes: NumberTally.mostBytes)
  private var counts: [Int] = []
  /// Whether a shape is a word that stands for "undisclosed".
  private var isUndisclosed: [Bool] = []
  private let words = ByteCodes(mostBytes: NumberTally.mostBytes)
  private var isFull = false
  /// Cells whose shape was not kept.
  private var unkept = 0
  private var key: [UInt8] = []

  /// More shapes than this are no column of numbers; the rarer ones are rejected one by one.
  private static let mostShapes = 20_000
  private static let mostBytes = 16 << 20
  private static let mostWords = 10_000
  private static let longest = 512

  func add(_ cell: UnsafeBufferPointer<UInt8>) {
    guard !cell.isEmpty else { return }
    filled += 1
    var index = cell[0] == 0x2D ? 1 : 0
    let first = index
    while index < cell.count, cell[index] &- 0x30 < 10 { index += 1 }
    // Up to 15 digits before the point fit.
    let digits = index - first
    if digits > 0, digits <= 15 {
      if index == cell.count {
        if digits >= 4 { settled += 1 }
        return
      }
      // 1.234 is a number by itself, and may yet be one of thousands.
      if cell[index] == 0x2E {
        let mark = index
        index += 1
        while index < cell.count, cell[index] &- 0x30 < 10 { index += 1 }
        if index == cell.count, index > mark + 1, index != mark + 4 {
          settled += 1
          return
        }
      }
    }
    addShape(of: cell)
  }

  /// Texts that are not simply a number, by their shape, the most frequent first.
  var shapes: [NumberColumn.Shape] {
    var shapes = counts.indices.map { code in
      let bytes = codes[code]
      return NumberColumn.Shape(
        text: String(decoding: bytes[1...], as: UTF8.self), hasLeadingZero: bytes[0] == 1, count: counts[code])
    }
    shapes.sort { ($1.count, $0.text, $0.hasLeadingZero ? 1 : 0) < ($0.count, $1.text, $1.hasLeadingZero ? 1 : 0) }
    if unkept > 0 { shapes.append(NumberColumn.Shape(text: "text", hasLeadingZero: false, count: unkept)) }
    return Array(shapes.prefix(NumberTally.mostShapes))
  }

  /// Cells that stand for "undisclosed", as they are written.
  var undisclosed: [String] {
    (0..<min(words.count, NumberTally.mostWords)).map { String(decoding: words[$0], as: UTF8.self) }.sorted()
  }

  private func addShape(of cell: UnsafeBufferPointer<UInt8>) {
    guard !isFull, cell.count <= NumberTally.longest else {
      unkept += 1
      return
    }
    key.removeAll(keepingCapacity: true)
    let sign = cell[0] == 0x2D ? 1 : 0
    let beginsWithZero =
      cell.count > sign + 1 && cell[sign] == 0x30 && (cell[sign + 1] == 0x2E || cell[sign + 1] == 0x2C)
    key.append(beginsWithZero ? 1 : 0)
    for byte in cell { key.append(byte &- 0x30 < 10 ? 0x39 : byte) }
    do {
      let code = try key.withUnsafeBufferPointer { try codes.code(of: $0) }
      if code == counts.count {
        counts.append(0)
        let text = String(decoding: key[1...], as: UTF8.self)
        isUndisclosed.append(
          NumberColumn.marks(text) == nil
            && (UndisclosedWords.contains(text) || UndisclosedWords.ofNumbers.contains(text.lowercased())))
      }
      counts[code] += 1
      if isUndisclosed[code], words.count < NumberTally.mostWords { _ = try words.code(of: cell) }
    } catch {
      isFull = true
      unkept += 1
    }
  }
}
