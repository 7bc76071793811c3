// SPDX-License-Identifier: Apache-2.0

/// The cells of one row that a source needs, each looked up once. One thread at a time.
final class RowCells {
  /// A cell without space around it and with quotes undoubled; without a base address where nothing is left.
  let cells: UnsafeMutableBufferPointer<UnsafeBufferPointer<UInt8>>
  private let collapses: UnsafeMutableBufferPointer<Bool>
  private let quote: UInt8
  /// Room for cells that can't be used as they lie in the file.
  private var scratches: [Int: Scratch] = [:]

  init(_ columns: [ColumnUse], quote: UInt8) {
    self.quote = quote
    cells = .allocate(capacity: columns.count)
    cells.initialize(repeating: UnsafeBufferPointer(start: nil, count: 0))
    collapses = .allocate(capacity: columns.count)
    _ = collapses.initialize(from: columns.map(\.collapse))
  }

  deinit {
    cells.deallocate()
    collapses.deallocate()
  }

  /// Valid until the next row.
  func take(_ reader: RowReader, _ positions: [Int]) {
    let row = reader.row
    for index in 0..<cells.count {
      let position = positions[index]
      guard position >= 0, position < row.count else {
        cells[index] = UnsafeBufferPointer(start: nil, count: 0)
        continue
      }
      let span = row.spans[position]
      let asItLies = row.isLatin1 ? nil : Scratch.asItLies(row.bytes, span, collapse: collapses[index])
      cells[index] = asItLies ?? rewritten(index, row, span)
    }
  }

  private func rewritten(_ index: Int, _ row: RowReader.Row, _ span: RowScanner.Span) -> UnsafeBufferPointer<UInt8> {
    let scratch = scratches[index] ?? Scratch(quote: quote)
    scratches[index] = scratch
    return scratch.cell(row.bytes, span, isLatin1: row.isLatin1, collapse: collapses[index])
      ?? UnsafeBufferPointer(start: nil, count: 0)
  }
}
