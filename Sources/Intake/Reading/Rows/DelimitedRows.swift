// SPDX-License-Identifier: Apache-2.0

/// The rows of delimited text, under their header.
final class DelimitedRows: RowSource {
  let header: [String]
  private(set) var notes: [String: Int] = [:]
  private let scanner: RowScanner
  private var hasFault = false

  var cells: UnsafePointer<RowScanner.Span> { UnsafePointer(scanner.spans) }
  var cellCount: Int { scanner.cellCount }
  var bytes: UnsafePointer<UInt8> { scanner.bytes }
  var isLatin1: Bool { scanner.isLatin1 }
  var text: UnsafeBufferPointer<UInt8>? { scanner.rowBytes }
  var damage: String? { scanner.damage }
  var original: [UInt8] { hasFault ? scanner.keptOriginal : Array(scanner.rowBytes.prefix(8192)) }

  /// So much of the file is looked at for its delimiter and its header.
  static let head = 256 << 10

  /// - Parameters:
  ///   - text: UTF-8, or Latin-1 where the layout says so.
  ///   - headerless: the number of columns of a publisher's file without header.
  init(
    _ text: HeadStream, _ layout: FileLayout, shownAs path: String, headerless: Int?, wanted: [ColumnUse],
    encoding: TextEncoding
  ) throws {
    let sample = DelimitedSample(try text.head(DelimitedRows.head), layout, path: path)
    scanner = RowScanner(
      text, delimiter: sample.delimiter, cells: headerless, acceptsLatin1: encoding == .utf8OrLatin1,
      quote: layout.quote)
    if layout.delimiter == nil, sample.delimiter != DelimitedSample.usual(path) {
      notes["cells are divided by \(DelimitedSample.name(sample.delimiter)), as was told from the file"] = 1
    }
    guard headerless == nil else {
      header = []
      return
    }
    if layout.header == .none {
      header = (1...max(1, sample.rows.map(\.count).max() ?? 1)).map { "column \($0)" }
      scanner.expect(header.count)
      return
    }
    let place: ClosedRange<Int>
    switch layout.header {
    case .rows(let first, let last): place = first - 1...last - 1
    default: place = HeaderFinder.place(sample.rows, wanted: wanted, mayBeLater: true)
    }
    header = try DelimitedRows.header(scanner, place, path: path, encoding: encoding)
    if place.lowerBound > 0, layout.header == .found {
      notes["the names of the columns were found in row \(place.upperBound + 1); what stands above is no row"] = 1
    }
  }

  private static func header(_ scanner: RowScanner, _ place: ClosedRange<Int>, path: String, encoding: TextEncoding)
    throws -> [String]
  {
    var upper: [String] = []
    for index in 0...place.upperBound {
      // Titles have as many cells as they like.
      scanner.isFree = index < place.upperBound
      switch try scanner.next() {
      case .row: break
      case .fault(let fault):
        if index < place.lowerBound { continue }
        throw IntakeError.badHeader(path, fault.detail(encoding: encoding))
      case .end:
        if index > 0 { throw IntakeError.badHeader(path, "The file has only \(index) rows, and its header should be below.") }
        throw IntakeError.empty(path)
      }
      guard index >= place.lowerBound else { continue }
      guard scanner.cellCount <= RowScanner.mostColumns else {
        throw IntakeError.badHeader(path, "It has \(scanner.cellCount) columns; is the delimiter right?")
      }
      let scratch = Scratch()
      let names = (0..<scanner.cellCount).map { column in
        scratch.cell(scanner.bytes, scanner.spans[column], isLatin1: scanner.isLatin1, collapse: true).map {
          String(decoding: $0, as: UTF8.self)
        } ?? ""
      }
      upper = index == place.lowerBound ? names : HeaderFinder.joined(upper, names)
    }
    return upper
  }

  func next() throws -> RowScanner.Step {
    let step = try scanner.next()
    if case .fault = step { hasFault = true } else { hasFault = false }
    return step
  }
}

/// What the beginning of delimited text tells of the whole.
struct DelimitedSample {
  let delimiter: UInt8
  /// The first rows, with as many cells as each has.
  let rows: [[String]]

  static let mostRows = 100

  init(_ head: ArraySlice<UInt8>, _ layout: FileLayout, path: String) {
    let usual = DelimitedSample.usual(path)
    if let stated = layout.delimiter {
      delimiter = stated
      rows = DelimitedSample.rows(head, stated, layout.quote)
      return
    }
    // The usual one stands unless another divides the rows, and it does not.
    var best = (delimiter: usual, rows: DelimitedSample.rows(head, usual, layout.quote))
    var score = DelimitedSample.score(best.rows)
    for other in [44, 59, 9, 124] as [UInt8] where other != usual {
      let rows = DelimitedSample.rows(head, other, layout.quote)
      let found = DelimitedSample.score(rows)
      if found > score * 1.2 { (best, score) = ((other, rows), found) }
    }
    (delimiter, rows) = best
  }

  static func usual(_ path: String) -> UInt8 {
    path.hasSuffix(".tsv") || path.hasSuffix(".tsv.gz") || path.hasSuffix(".tab") ? 9 : 44
  }

  static func name(_ delimiter: UInt8) -> String {
    delimiter == 9 ? "tabs" : "'\(String(decoding: [delimiter], as: UTF8.self))'"
  }

  /// Columns that most rows have, weighed by how many of the rows have just so many.
  private static func score(_ rows: [[String]]) -> Double {
    var counts: [Int: Int] = [:]
    for row in rows { counts[row.count, default: 0] += 1 }
    guard let most = counts.filter({ $0.key > 1 }).max(by: { ($0.value, $0.key) < ($1.value, $1.key) }) else { return 0 }
    return Double(most.value) / Double(rows.count) * Double(1 + min(most.key, 30)).squareRoot()
  }

  private static func rows(_ head: ArraySlice<UInt8>, _ delimiter: UInt8, _ quote: UInt8) -> [[String]] {
    let scanner = RowScanner(BytesStream(head), delimiter: delimiter, acceptsLatin1: true, quote: quote)
    scanner.isFree = true
    let scratch = Scratch()
    var rows: [[String]] = []
    while rows.count < mostRows {
      guard let step = try? scanner.next() else { return rows }
      switch step {
      case .row:
        rows.append(
          (0..<min(scanner.cellCount, RowScanner.mostColumns)).map { column in
            scratch.cell(scanner.bytes, scanner.spans[column], isLatin1: scanner.isLatin1, collapse: true).map {
              String(decoding: $0, as: UTF8.self)
            } ?? ""
          })
      case .fault: rows.append([])
      case .end: return rows
      }
    }
    return rows
  }
}

/// Bytes in memory.
final class BytesStream: ByteStream {
  var damage: String? { nil }
  private let bytes: ArraySlice<UInt8>
  private var position: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let count = min(buffer.count, bytes.endIndex - position)
    buffer.copyBytes(from: bytes[position..<position + count])
    position += count
    return count
  }
}
