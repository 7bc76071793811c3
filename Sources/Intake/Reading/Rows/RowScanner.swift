// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Splits delimited text into rows and cells, in bounded memory whatever the file holds.
///
/// RFC 4180 with any line break (LF, CR LF, CR). A quote inside a cell that does not begin with one is text. Empty
/// lines are no rows, nor is a last line of a single 0x1A, the end-of-file mark of CP/M and DOS.
///
/// **A row that does not come out right never takes others with it**: whatever is wrong, reading resumes at the line
/// break that follows the row's first line. So an opened quote costs its own line and nothing else; and because each
/// line that opens a quote adds a cell to an earlier row that is still open, and too many cells end a row of several
/// lines at once, the work is bounded by the number of columns times the size of the file.
final class RowScanner {
  /// Cells of the header beyond this are counted, but not kept.
  static let mostColumns = 16_384

  private enum Attempt {
    case needMore
    case row(end: Int, next: Int)
    case fault(RowFault)
    case partial
  }

  private let stream: any ByteStream
  private let delimiter: UInt8
  private let limits: Limits
  /// The number of cells that each row must have; nil for the first row, which sets it.
  private(set) var expected: Int?
  /// Rows may have any number of cells: titles above a header.
  var isFree = false
  private let quote: UInt8
  private let acceptsLatin1: Bool

  // One thread at a time, and millions of accesses: the check of the language at each of them is dear.
  @exclusivity(unchecked) private var base: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  @exclusivity(unchecked) private var start = 0
  @exclusivity(unchecked) private var end = 0
  private var atEnd = false
  private var hasBegun = false
  private let isStop: UnsafeMutablePointer<Bool>

  @exclusivity(unchecked) private(set) var spans: UnsafeMutablePointer<Span>
  private var spanCapacity: Int
  @exclusivity(unchecked) private(set) var cellCount = 0
  /// True when the row is not UTF-8 and is to be read as Latin-1.
  @exclusivity(unchecked) private(set) var isLatin1 = false
  @exclusivity(unchecked) private var rowStart = 0
  @exclusivity(unchecked) private var rowEnd = 0

  init(
    _ stream: any ByteStream, delimiter: UInt8, cells expected: Int? = nil, acceptsLatin1: Bool = false,
    quote: UInt8 = 0x22, limits: Limits = Limits()
  ) {
    self.stream = stream
    self.delimiter = delimiter
    self.limits = limits
    self.expected = expected
    self.acceptsLatin1 = acceptsLatin1
    self.quote = quote
    capacity = limits.stretch + 64
    base = .allocate(capacity: capacity)
    spanCapacity = max(64, expected ?? 0)
    spans = .allocate(capacity: spanCapacity)
    isStop = .allocate(capacity: 256)
    isStop.initialize(repeating: false, count: 256)
    for byte in [delimiter, 10, 13] { isStop[Int(byte)] = true }
  }

  deinit {
    base.deallocate()
    spans.deallocate()
    isStop.deallocate()
  }

  /// The cells of the row just read, valid until the next call of ``next()``.
  func span(_ index: Int) -> Span { spans[index] }
  var bytes: UnsafePointer<UInt8> { UnsafePointer(base) }
  /// The beginning of the row as it stands in the file, as UTF-8 unless the row is not.
  var rowBytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: base + rowStart, count: rowEnd - rowStart) }

  /// The number of cells that each row must have.
  func expect(_ count: Int) { expected = count }

  /// What is wrong with the data behind the text; known at the end.
  var damage: String? { stream.damage }

  func next() throws -> Step {
    if !hasBegun { try begin() }
    while true {
      while start < end, base[start] == 10 || base[start] == 13 { start += 1 }
      if start == end {
        if atEnd {
          (rowStart, rowEnd) = (start, start)
          return .end(partial: false)
        }
        try refill()
        continue
      }
      if base[start] == 0x1A, end - start < 8, !atEnd {
        try refill()
        continue
      }
      if atEnd, base[start] == 0x1A, (start + 1..<end).allSatisfy({ base[$0] == 10 || base[$0] == 13 }) {
        start = end
        continue
      }
      switch attempt() {
      case .needMore: try refill()
      case .row(let rowEnd, let next):
        (rowStart, self.rowEnd) = (start, rowEnd)
        if let fault = checkText() {
          start = next
          return .fault(fault)
        }
        start = next
        return .row
      case .fault(let fault):
        try skipFirstLine()
        return .fault(fault)
      case .partial:
        (rowStart, rowEnd) = (start, end)
        start = end
        return .end(partial: true)
      }
    }
  }

  private func begin() throws {
    hasBegun = true
    while end < 4, !atEnd { try refill() }
    if end >= 3, base[0] == 0xEF, base[1] == 0xBB, base[2] == 0xBF { start = 3 }
    if end >= 2, (base[0] == 0xFF && base[1] == 0xFE) || (base[0] == 0xFE && base[1] == 0xFF) {
      throw IntakeError(.badEncoding, "The file begins with the mark of UTF-16; write `encoding: utf-16`.")
    }
  }

  /// Moves what is not used up to the front and reads on.
  private func refill() throws {
    let kept = end - start
    if capacity - kept < limits.stretch {
      let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: kept * 2 + limits.stretch + 64)
      larger.update(from: base + start, count: kept)
      base.deallocate()
      base = larger
      capacity = kept * 2 + limits.stretch + 64
    } else if start > 0, kept > 0 {
      memmove(base, base + start, kept)
    }
    (start, end) = (0, kept)
    let room = UnsafeMutableRawBufferPointer(start: base + end, count: capacity - end)
    let count = try stream.read(into: room)
    end += count
    if count == 0 { atEnd = true }
  }

  /// Splits the row at `start`, as far as its bytes are there.
  private func attempt() -> Attempt {
    cellCount = 0
    var cell = start
    // How far a row of too many cells was searched for line breaks.
    var searched = start
    while true {
      var index = cell
      var isEscaped = false
      var (from, to) = (cell, cell)
      if index < end, quote != 0, base[index] == quote {
        // A quoted cell: look for the quote that ends it.
        index += 1
        from = index
        while true {
          guard let found = memchr(base + index, Int32(quote), end - index) else {
            if end - from > limits.cell { return .fault(RowFault(kind: .unterminatedQuote, column: cellCount)) }
            if atEnd { return unterminated() }
            return more(cell)
          }
          let closing = found.assumingMemoryBound(to: UInt8.self) - base
          if closing - from > limits.cell { return .fault(RowFault(kind: .unterminatedQuote, column: cellCount)) }
          if closing + 1 == end, !atEnd { return more(cell) }
          if closing + 1 < end, base[closing + 1] == quote {
            isEscaped = true
            index = closing + 2
            continue
          }
          to = closing
          index = closing + 1
          break
        }
        if index < end, !isStop[Int(base[index])] {
          return .fault(RowFault(kind: .textAfterQuote, column: cellCount))
        }
      } else {
        while index < end, !isStop[Int(base[index])] { index += 1 }
        to = index
        if to - from > limits.cell { return .fault(RowFault(kind: .longCell, column: cellCount)) }
      }
      if index == end, !atEnd { return more(cell) }

      if cellCount < expected ?? RowScanner.mostColumns {
        if cellCount == spanCapacity { growSpans() }
        spans[cellCount] = Span(start: from, end: to, isEscaped: isEscaped)
      }
      cellCount += 1
      if index < end, base[index] == delimiter {
        if let expected, cellCount > expected {
          if holdsLineBreak(from: searched, upTo: index) { return wrongCount() }
          searched = index
        }
        cell = index + 1
        continue
      }
      return finishRow(at: index)
    }
  }

  private func finishRow(at index: Int) -> Attempt {
    if index == end, damage != nil { return .partial }
    if index - start > limits.row { return .fault(RowFault(kind: .longRow, column: nil)) }
    if let expected, cellCount != expected { return wrongCount() }
    if !isFree { expected = cellCount }
    // Of a CR LF the LF is skipped with the empty lines.
    return .row(end: index, next: min(index + 1, end))
  }

  private func more(_ cell: Int) -> Attempt {
    if end - start > limits.row { return .fault(RowFault(kind: .longRow, column: nil)) }
    return .needMore
  }

  private func unterminated() -> Attempt {
    // Damaged data end wherever they end: that is no fault of the row, unless it spans lines.
    if damage != nil, !holdsLineBreak(from: start, upTo: end) { return .partial }
    return .fault(RowFault(kind: .unterminatedQuote, column: cellCount))
  }

  private func wrongCount() -> Attempt {
    .fault(RowFault(kind: .cells(found: cellCount, expected: expected ?? 0), column: nil))
  }

  private func holdsLineBreak(from position: Int, upTo limit: Int) -> Bool {
    memchr(base + position, 10, limit - position) != nil || memchr(base + position, 13, limit - position) != nil
  }

  /// Goes to the line after the first line of the row at `start`.
  private func skipFirstLine() throws {
    var position = lineBreak(from: start)
    keptOriginal = Array(UnsafeBufferPointer(start: base + start, count: min(position - start, 8192)))
    while position == end, !atEnd {
      // The line is longer than what is held: let it go by.
      start = end
      try refill()
      position = lineBreak(from: start)
    }
    // The line break itself is skipped with the empty lines.
    start = position
    (rowStart, rowEnd) = (start, start)
  }

  private func lineBreak(from position: Int) -> Int {
    var position = position
    while position < end, base[position] != 10, base[position] != 13 { position += 1 }
    return position
  }

  /// The beginning of the row that was at fault.
  private(set) var keptOriginal: [UInt8] = []

  private func growSpans() {
    let larger = UnsafeMutablePointer<Span>.allocate(capacity: spanCapacity * 2)
    larger.update(from: spans, count: spanCapacity)
    spans.deallocate()
    spans = larger
    spanCapacity *= 2
  }

  /// Looks for what an engine must not see.
  private func checkText() -> RowFault? {
    isLatin1 = false
    switch TextCheck.check(base + rowStart, count: rowEnd - rowStart) {
    case .good: return nil
    case .zero(let offset): return keeping(RowFault(kind: .zeroByte, column: column(of: rowStart + offset)))
    case .invalid(let offset):
      if acceptsLatin1 {
        isLatin1 = true
        guard let zero = memchr(base + rowStart, 0, rowEnd - rowStart) else { return nil }
        let position = zero.assumingMemoryBound(to: UInt8.self) - base
        return keeping(RowFault(kind: .zeroByte, column: column(of: position)))
      }
      return keeping(RowFault(kind: .invalidByte(base[rowStart + offset]), column: column(of: rowStart + offset)))
    }
  }

  private func keeping(_ fault: RowFault) -> RowFault {
    keptOriginal = Array(UnsafeBufferPointer(start: base + rowStart, count: min(rowEnd - rowStart, 8192)))
    return fault
  }

  private func column(of position: Int) -> Int {
    for index in 0..<cellCount where position < spans[index].end { return index }
    return max(0, cellCount - 1)
  }
}
