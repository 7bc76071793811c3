// SPDX-License-Identifier: Apache-2.0

import CADBC

/// A column of a batch, on loan: it cannot be copied or kept. Rows count from 0.
package struct ColumnView: ~Copyable {
  package let type: ColumnType
  package let name: String
  package let count: Int
  /// Nil for a column without rows.
  let array: UnsafeMutablePointer<ArrowArray>?
  /// The position of row 0 in the buffers: the offsets of the array and of what it lies in, added up.
  let base: Int
  /// Nil when nothing is null.
  let validity: UnsafePointer<UInt8>?

  init(_ array: UnsafeMutablePointer<ArrowArray>, _ type: ColumnType, name: String, base: Int, count: Int) {
    self.array = array
    self.type = type
    self.name = name
    self.base = base
    self.count = count
    // A null count of -1 means "not counted": then the bitmap decides, if there is one.
    let hasBitmap = array.pointee.null_count != 0 && array.pointee.n_buffers > 0 && type != .null
    validity = hasBitmap ? array.pointee.buffers?[0]?.assumingMemoryBound(to: UInt8.self) : nil
  }

  init(empty type: ColumnType, name: String) {
    self.type = type
    self.name = name
    array = nil
    base = 0
    count = 0
    validity = nil
  }

  package func isNull(_ row: Int) -> Bool {
    guard let validity else { return type == .null }
    let position = base + row
    return validity[position >> 3] & (1 << UInt8(position & 7)) == 0
  }

  /// Lends the items of a list.
  package func withList<R>(at row: Int, _ body: (borrowing ColumnView) throws -> R) throws -> R {
    guard case .list(let item, let large) = type else { throw mismatch("list") }
    guard let array, let child = array.pointee.children?[0], let offsets = array.pointee.buffers?[1] else {
      return try body(ColumnView(empty: item, name: name))
    }
    let (start, end) = ColumnView.bounds(offsets, base + row, large: large)
    return try body(
      ColumnView(child, item, name: name, base: Int(child.pointee.offset) + start, count: end - start))
  }

  /// Lends the values of a dictionary; ``dictionaryIndexes()`` point into them.
  package func withDictionary<R>(_ body: (borrowing ColumnView) throws -> R) throws -> R {
    guard case .dictionary(_, let values) = type else { throw mismatch("dictionary") }
    guard let dictionary = array?.pointee.dictionary else { return try body(ColumnView(empty: values, name: name)) }
    return try body(
      ColumnView(
        dictionary, values, name: name, base: Int(dictionary.pointee.offset), count: Int(dictionary.pointee.length)))
  }

  static func bounds(_ offsets: UnsafeRawPointer, _ position: Int, large: Bool) -> (start: Int, end: Int) {
    if large {
      let offsets = offsets.assumingMemoryBound(to: Int64.self)
      return (Int(offsets[position]), Int(offsets[position + 1]))
    }
    let offsets = offsets.assumingMemoryBound(to: Int32.self)
    return (Int(offsets[position]), Int(offsets[position + 1]))
  }

  func buffer(_ index: Int) -> UnsafeRawPointer? {
    guard let array, array.pointee.n_buffers > Int64(index) else { return nil }
    return array.pointee.buffers?[index].map { UnsafeRawPointer($0) }
  }

  func mismatch(_ wanted: String) -> ColumnsError {
    ColumnsError(.wrongType, "The column '\(name)' is not of type \(wanted).")
  }

  /// Refuses an array that lacks the buffers and children which its type needs.
  static func check(_ array: UnsafeMutablePointer<ArrowArray>, _ type: ColumnType, column: String) throws {
    let buffers: Int64
    switch type {
    case .null: buffers = 0
    case .text(.small), .text(.large), .text(.view): buffers = 3
    default: buffers = 2
    }
    let content = array.pointee
    let complete =
      content.length >= 0 && content.offset >= 0 && content.release != nil
      && (content.n_buffers >= buffers || (content.n_buffers == 2 && type == .text(.view)))
      && (content.length == 0 || buffers == 0 || content.buffers?[1] != nil)
    guard complete else { throw ColumnsError(.badProducer, "The engine gave an incomplete column '\(column)'.") }
    if case .list(let item, _) = type {
      guard content.n_children == 1, let child = content.children?[0] else {
        throw ColumnsError(.badProducer, "The engine gave a list column '\(column)' without its items.")
      }
      try check(child, item, column: column)
    }
    if case .dictionary(_, let values) = type {
      guard let dictionary = content.dictionary else {
        throw ColumnsError(.badProducer, "The engine gave a dictionary column '\(column)' without its dictionary.")
      }
      try check(dictionary, values, column: column)
    }
  }
}
