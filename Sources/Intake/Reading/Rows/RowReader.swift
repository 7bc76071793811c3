// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Reads one file as rows of cells: bytes, hash, unpacking, encoding, format, rows and cells. One thread at a time.
final class RowReader {
  let source: SourceFile
  let rows: any RowSource
  var file: FileStream { source.file }
  /// Names of the columns, trimmed; empty for a file without header.
  var header: [String] { rows.header }
  var encoding: TextEncoding { source.encoding }
  private let scratch: Scratch
  private var spans: UnsafePointer<RowScanner.Span>
  private var cellCount = 0
  private var bytes: UnsafePointer<UInt8>
  private var isLatin1 = false

  /// - Parameters:
  ///   - headerlessColumns: of a publisher's file without header.
  ///   - wanted: the columns that are needed, by which the header is found.
  ///   - text: what an engine made of the file, to be read in its stead.
  init(
    _ url: URL, shownAs path: String, layout: FileLayout = FileLayout(), headerlessColumns: Int? = nil,
    wanted: [ColumnUse] = [], digest: FileDigest? = nil, text: URL? = nil
  ) throws {
    source = try SourceFile(url, shownAs: path, layout: layout, digest: digest, text: text)
    scratch = Scratch(quote: layout.quote)
    switch (source.content, source.format) {
    case (.workbook(let workbook), _): rows = try SheetRows(workbook, layout, path: path, wanted: wanted)
    case (.text(let text), .json): rows = try JSONRows(text, layout, path: path, wanted: wanted) {
      try RowReader.again(url, path, layout)
    }
    case (.text(let text), .xml): rows = try XMLRows(text, layout, path: path, wanted: wanted) {
      try RowReader.again(url, path, layout)
    }
    case (.text(let text), _):
      rows = try DelimitedRows(
        text, source.format == .parquet ? FileLayout.ofEngine : layout, shownAs: path, headerless: headerlessColumns,
        wanted: wanted, encoding: source.encoding)
    }
    (spans, bytes) = (rows.cells, rows.bytes)
  }

  /// The text from its beginning, for formats whose columns are known only from all of it.
  private static func again(_ url: URL, _ path: String, _ layout: FileLayout) throws -> HeadStream {
    guard case .text(let text) = try SourceFile(url, shownAs: path, layout: layout).content else {
      throw IntakeError(.changedWhileReading, "The file changed while it was read; run again.", file: path)
    }
    return text
  }

  var notes: [String: Int] { source.notes.merging(rows.notes) { $0 + $1 } }

  func next() throws -> RowScanner.Step {
    let step = try rows.next()
    (spans, bytes, cellCount, isLatin1) = (rows.cells, rows.bytes, rows.cellCount, rows.isLatin1)
    return step
  }

  /// Where the cells of a row lie.
  struct Row {
    var bytes: UnsafePointer<UInt8>
    var spans: UnsafePointer<RowScanner.Span>
    var count: Int
    var isLatin1: Bool
  }

  /// The row just read, valid until the next call of ``next()``.
  var row: Row { Row(bytes: bytes, spans: spans, count: cellCount, isLatin1: isLatin1) }

  /// The cell of the row just read, without space around it and with quotes undoubled; nil when nothing is left.
  /// Valid until the next call.
  func cell(_ index: Int, collapse: Bool) -> UnsafeBufferPointer<UInt8>? {
    index < 0 || index >= cellCount
      ? nil : scratch.cell(bytes, spans[index], isLatin1: isLatin1, collapse: collapse)
  }

  func text(_ index: Int, collapse: Bool = false) -> String? {
    cell(index, collapse: collapse).map { String(decoding: $0, as: UTF8.self) }
  }

  /// For a rejection: the row as it stands, cut, with what is no text shown as U+FFFD.
  static func shown(_ bytes: some Sequence<UInt8>) -> String {
    let text = String(decoding: Array(bytes.prefix(8000)), as: UTF8.self).replacing("\0", with: "\u{FFFD}")
    var shown = String.UnicodeScalarView()
    shown.append(contentsOf: text.unicodeScalars.prefix(2000))
    return String(shown)
  }
}

extension FileLayout {
  /// How an engine is asked to write.
  static let ofEngine: FileLayout = {
    var layout = FileLayout()
    layout.delimiter = 44
    layout.header = .rows(1, 1)
    return layout
  }()
}
