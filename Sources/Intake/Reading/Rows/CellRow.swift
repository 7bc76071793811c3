// SPDX-License-Identifier: Apache-2.0

/// Room for the cells of one row that is put together by column. One thread at a time.
final class CellRow {
  // One thread at a time, and millions of accesses: the check of the language at each of them is dear.
  @exclusivity(unchecked) private(set) var bytes: UnsafeMutablePointer<UInt8>
  @exclusivity(unchecked) private(set) var spans: UnsafeMutablePointer<RowScanner.Span>
  @exclusivity(unchecked) private var capacity = 1 << 14
  @exclusivity(unchecked) private var columns = 256
  @exclusivity(unchecked) private(set) var count = 0
  @exclusivity(unchecked) private(set) var used = 0

  init() {
    bytes = .allocate(capacity: capacity)
    spans = .allocate(capacity: columns)
    spans.initialize(repeating: RowScanner.Span(start: 0, end: 0, isEscaped: false), count: columns)
  }

  deinit {
    bytes.deallocate()
    spans.deallocate()
  }

  func clear() {
    for column in 0..<count { spans[column] = RowScanner.Span(start: 0, end: 0, isEscaped: false) }
    count = 0
    used = 0
  }

  func isEmpty(_ column: Int) -> Bool { column >= count || spans[column].start == spans[column].end }

  subscript(column: Int) -> UnsafeBufferPointer<UInt8> {
    column >= count
      ? UnsafeBufferPointer(start: bytes, count: 0)
      : UnsafeBufferPointer(start: bytes + spans[column].start, count: spans[column].end - spans[column].start)
  }

  func text(_ column: Int) -> String { String(decoding: self[column], as: UTF8.self) }

  func set(_ column: Int, _ value: UnsafeBufferPointer<UInt8>) {
    reserve(column, value.count)
    if let from = value.baseAddress { (bytes + used).update(from: from, count: value.count) }
    spans[column] = RowScanner.Span(start: used, end: used + value.count, isEscaped: false)
    used += value.count
  }

  /// Adds to what the column holds already, after a semicolon.
  func add(_ column: Int, _ value: UnsafeBufferPointer<UInt8>) {
    guard !isEmpty(column) else { return set(column, value) }
    guard !value.isEmpty else { return }
    let old = spans[column]
    let length = old.end - old.start
    reserve(column, length + 2 + value.count)
    // The last value of the row can grow in its place.
    let start = old.end == used ? old.start : used
    if start == used { (bytes + used).update(from: bytes + old.start, count: length) }
    bytes[start + length] = 0x3B
    bytes[start + length + 1] = 0x20
    if let from = value.baseAddress { (bytes + start + length + 2).update(from: from, count: value.count) }
    spans[column] = RowScanner.Span(start: start, end: start + length + 2 + value.count, isEscaped: false)
    used = start + length + 2 + value.count
  }

  private func reserve(_ column: Int, _ length: Int) {
    if column >= columns {
      let larger = UnsafeMutablePointer<RowScanner.Span>.allocate(capacity: max(columns * 2, column + 1))
      larger.initialize(
        repeating: RowScanner.Span(start: 0, end: 0, isEscaped: false), count: max(columns * 2, column + 1))
      larger.update(from: spans, count: columns)
      spans.deallocate()
      spans = larger
      columns = max(columns * 2, column + 1)
    }
    if used + length > capacity {
      let larger = max(capacity * 2, used + length)
      let room = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
      room.update(from: bytes, count: used)
      bytes.deallocate()
      bytes = room
      capacity = larger
    }
    count = max(count, column + 1)
  }

  /// The row as tab-separated text, for a rejection.
  var shown: [UInt8] {
    var line: [UInt8] = []
    for column in 0..<count where line.count < 8192 {
      if column > 0 { line.append(9) }
      line.append(contentsOf: self[column].map { $0 < 0x20 ? 0x20 : $0 })
    }
    return line
  }
}
