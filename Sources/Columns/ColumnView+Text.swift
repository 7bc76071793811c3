// SPDX-License-Identifier: Apache-2.0

extension ColumnView {
  /// Texts; dictionaries of text give the text of each row.
  package func texts() throws -> [String?] {
    if case .dictionary = type {
      let values = try withDictionary { (values: borrowing ColumnView) in try values.texts() }
      return try dictionaryIndexes().map { index in
        guard let index else { return nil }
        guard values.indices.contains(index) else {
          throw ColumnsError(.badProducer, "The column '\(name)' points outside its dictionary.")
        }
        return values[index]
      }
    }
    var result: [String?] = []
    result.reserveCapacity(count)
    try forEachText { bytes in result.append(bytes.map { String(decoding: $0, as: UTF8.self) }) }
    return result
  }

  /// Lists of text; both a list and an item may be null.
  package func textLists() throws -> [[String?]?] {
    guard case .list = type else { throw mismatch("list") }
    return try (0..<count).map { row in
      isNull(row) ? nil : try withList(at: row) { (items: borrowing ColumnView) in try items.texts() }
    }
  }

  /// Hands over the bytes of each row in order, nil for null, without making strings.
  package func forEachText(_ body: (UnsafeBufferPointer<UInt8>?) throws -> Void) throws {
    switch type {
    case .null: for _ in 0..<count { try body(nil) }
    case .text(.view): try forEachView(body)
    case .text(let storage): try forEachSlice(large: storage == .large, body)
    default: throw mismatch("text")
    }
  }

  private func forEachSlice(large: Bool, _ body: (UnsafeBufferPointer<UInt8>?) throws -> Void) throws {
    guard count > 0, let offsets = buffer(1) else { return }
    // A column of empty texts may come without a data buffer.
    let data = buffer(2)?.assumingMemoryBound(to: UInt8.self)
    for row in 0..<count {
      if isNull(row) {
        try body(nil)
      } else {
        let (start, end) = ColumnView.bounds(offsets, base + row, large: large)
        try body(UnsafeBufferPointer(start: data.map { $0 + start }, count: data == nil ? 0 : end - start))
      }
    }
  }

  // A view is 16 bytes: the length, then either up to 12 bytes of text, or 4 bytes of it, a buffer and an offset.
  private func forEachView(_ body: (UnsafeBufferPointer<UInt8>?) throws -> Void) throws {
    guard count > 0, let views = buffer(1) else { return }
    for row in 0..<count {
      if isNull(row) {
        try body(nil)
        continue
      }
      let view = views + (base + row) * 16
      let length = Int(view.loadUnaligned(as: Int32.self))
      if length <= 12 {
        try body(UnsafeBufferPointer(start: (view + 4).assumingMemoryBound(to: UInt8.self), count: length))
      } else {
        let index = Int(view.loadUnaligned(fromByteOffset: 8, as: Int32.self))
        let offset = Int(view.loadUnaligned(fromByteOffset: 12, as: Int32.self))
        guard let data = buffer(2 + index) else {
          throw ColumnsError(.badProducer, "The column '\(name)' points outside its buffers.")
        }
        try body(UnsafeBufferPointer(start: (data + offset).assumingMemoryBound(to: UInt8.self), count: length))
      }
    }
  }
}
