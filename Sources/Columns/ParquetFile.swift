// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Writes batches as a Parquet file: a row group a batch, a page a column, plain and not packed. An engine reads such a
/// file as fast as a table of its own, and making it costs a tenth of filling that table.
///
/// For rows that are read a few times and thrown away. One thread at a time.
/// See https://github.com/apache/parquet-format.
package final class ParquetFile {
  private struct Group {
    var rows: Int
    /// Where each column begins, and its bytes, header included.
    var columns: [(offset: Int, size: Int)]
  }

  package let path: String
  package private(set) var rows = 0
  private let schema: BatchSchema
  private var descriptor: Int32
  private var offset = 0
  private var groups: [Group] = []
  private var page = Page()
  private static let magic = Array("PAR1".utf8)

  /// - Throws: ``ColumnsError/Code/unsupportedType`` for a type other than text, integer, double and day;
  ///   ``ColumnsError/Code/notWritten`` when the file can't be made, or is there already.
  package init(_ path: String, _ schema: BatchSchema) throws {
    for field in schema.fields where field.type.parquet == nil {
      throw ColumnsError(.unsupportedType, "The column '\(field.name)' has a type that is not written to Parquet files.")
    }
    self.path = path
    self.schema = schema
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    if descriptor < 0 { throw failure() }
    try ParquetFile.magic.withUnsafeBytes { try write($0) }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Takes the rows out of the batch, which may be filled again.
  package func append(_ batch: BatchBuilder) throws {
    let count = batch.count
    guard count > 0 else { return }
    var group = Group(rows: count, columns: [])
    for (column, field) in zip(batch.columns, batch.schema.fields) {
      guard column.count == count else {
        throw ColumnsError(.unevenColumns, "The column '\(field.name)' has \(column.count) rows and others \(count).")
      }
      page.fill(column)
      guard page.count < Int32.max else {
        throw ColumnsError(.outOfRange, "The column '\(field.name)' of one batch is longer than 2 GiB.")
      }
      var header = CompactThrift()
      header.int32(1, 0)  // a page of data
      header.int32(2, page.count)
      header.int32(3, page.count)
      header.structure(5) {
        $0.int32(1, count)
        $0.int32(2, ParquetFile.plain)
        $0.int32(3, ParquetFile.runs)
        $0.int32(4, ParquetFile.runs)
      }
      header.stop()
      group.columns.append((offset, header.bytes.count + page.count))
      try header.bytes.withUnsafeBytes { try write($0) }
      try write(page.bytes)
      column.clear()
    }
    groups.append(group)
    rows += count
  }

  /// Writes what the file holds, and closes it: without that it can't be read.
  package func finish() throws {
    var footer = CompactThrift()
    footer.int32(1, 1)
    let root: BatchSchema.Field? = nil
    footer.structures(2, [root] + schema.fields) { element, field in
      if let field {
        element.int32(1, field.type.parquet?.physical ?? 0)
        element.int32(3, 1)  // may be null
      }
      element.text(4, field?.name ?? "rows")
      if field == nil { element.int32(5, schema.fields.count) }
      if let converted = field?.type.parquet?.converted { element.int32(6, converted) }
    }
    footer.int64(3, rows)
    footer.structures(4, groups) { group, written in
      group.structures(1, Array(zip(schema.fields, written.columns))) { chunk, column in
        let (field, place) = column
        chunk.int64(2, place.offset)
        chunk.structure(3) {
          $0.int32(1, field.type.parquet?.physical ?? 0)
          $0.int32s(2, [ParquetFile.plain, ParquetFile.runs])
          $0.texts(3, [field.name])
          $0.int32(4, 0)  // not packed
          $0.int64(5, written.rows)
          $0.int64(6, place.size)
          $0.int64(7, place.size)
          $0.int64(9, place.offset)
        }
      }
      group.int64(2, written.columns.reduce(0) { $0 + $1.size })
      group.int64(3, written.rows)
    }
    footer.stop()
    var end = footer.bytes
    withUnsafeBytes(of: UInt32(footer.bytes.count).littleEndian) { end.append(contentsOf: $0) }
    end.append(contentsOf: ParquetFile.magic)
    try end.withUnsafeBytes { try write($0) }
    let closing = close(descriptor)
    descriptor = -1
    if closing != 0 { throw failure() }
  }

  // Encodings of values and of nulls.
  private static let plain = 0
  private static let runs = 3

  private func write(_ bytes: UnsafeRawBufferPointer) throws {
    var rest = bytes
    while let from = rest.baseAddress, !rest.isEmpty {
      #if canImport(Glibc)
        let count = Glibc.write(descriptor, from, rest.count)
      #elseif canImport(Musl)
        let count = Musl.write(descriptor, from, rest.count)
      #else
        let count = Darwin.write(descriptor, from, rest.count)
      #endif
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failure() }
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
    offset += bytes.count
  }

  private func failure() -> ColumnsError {
    ColumnsError(.notWritten, "The file \(path) can't be written: \(String(cString: strerror(errno))).")
  }
}

extension BatchSchema.FieldType {
  /// The physical type, and what its values stand for.
  fileprivate var parquet: (physical: Int, converted: Int?)? {
    switch self {
    case .text: (6, 0)
    case .integer: (2, nil)
    case .double: (5, nil)
    case .day: (1, 6)
    case .boolean, .null: nil
    }
  }
}

/// The room in which a page is put together: which rows are null, then the values of the others.
private struct Page: ~Copyable {
  private var room = UnsafeMutableRawPointer.allocate(byteCount: 1 << 16, alignment: 8)
  private var capacity = 1 << 16
  private(set) var count = 0

  deinit { room.deallocate() }

  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: room, count: count) }

  mutating func fill(_ column: ColumnBuilder) {
    count = 0
    let state = column.state.pointee
    reserve(state.rows / 8 + 32 + (column.type == .text ? state.textCount + 4 * state.rows : 8 * state.rows))
    putNulls(state)
    switch column.type {
    case .text: putTexts(state)
    case .day: putFixed(state, Int32.self)
    default: putFixed(state, Int64.self)
    }
  }

  /// One run for all rows: of one value, or of a bit each, which is how a batch holds them.
  private mutating func putNulls(_ state: ColumnBuilder.State) {
    let start = count
    count += 4
    if state.nulls == 0 {
      put(run: state.rows << 1)
      room.storeBytes(of: 1, toByteOffset: count, as: UInt8.self)
      count += 1
    } else if let validity = state.validity {
      let groups = (state.rows + 7) / 8
      put(run: groups << 1 | 1)
      (room + count).copyMemory(from: validity, byteCount: groups)
      count += groups
    }
    room.storeBytes(of: UInt32(count - start - 4).littleEndian, toByteOffset: start, as: UInt32.self)
  }

  private mutating func put(run: Int) {
    var run = run
    while run >= 0x80 {
      room.storeBytes(of: UInt8(truncatingIfNeeded: run) | 0x80, toByteOffset: count, as: UInt8.self)
      count += 1
      run >>= 7
    }
    room.storeBytes(of: UInt8(run), toByteOffset: count, as: UInt8.self)
    count += 1
  }

  private mutating func putTexts(_ state: ColumnBuilder.State) {
    guard let ends = state.values?.assumingMemoryBound(to: Int64.self) else { return }
    var start = 0
    for row in 0..<state.rows {
      let end = Int(ends[row + 1])
      defer { start = end }
      if state.nulls > 0, Page.isNull(state, row) { continue }
      room.storeBytes(of: UInt32(end - start).littleEndian, toByteOffset: count, as: UInt32.self)
      count += 4
      if end > start, let text = state.text { (room + count).copyMemory(from: text + start, byteCount: end - start) }
      count += end - start
    }
  }

  private mutating func putFixed<Value: BitwiseCopyable>(_ state: ColumnBuilder.State, _ type: Value.Type) {
    guard let values = state.values else { return }
    let size = MemoryLayout<Value>.size
    if state.nulls == 0 {
      (room + count).copyMemory(from: values, byteCount: size * state.rows)
      count += size * state.rows
      return
    }
    for row in 0..<state.rows where !Page.isNull(state, row) {
      let value = values.loadUnaligned(fromByteOffset: row * size, as: Value.self)
      room.storeBytes(of: value, toByteOffset: count, as: Value.self)
      count += size
    }
  }

  private static func isNull(_ state: ColumnBuilder.State, _ row: Int) -> Bool {
    guard let validity = state.validity else { return true }
    return validity[row >> 3] & 1 << UInt8(truncatingIfNeeded: row & 7) == 0
  }

  private mutating func reserve(_ needed: Int) {
    guard needed > capacity else { return }
    room.deallocate()
    capacity = needed + needed / 4
    room = .allocate(byteCount: capacity, alignment: 8)
  }
}
