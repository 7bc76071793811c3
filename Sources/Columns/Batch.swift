// SPDX-License-Identifier: Apache-2.0

import CADBC

/// Rows that an engine handed over, by column. Read by ``withColumn(_:_:)``; the memory is the engine's, and is given
/// back when the last reference goes.
// @unchecked: the array is never written after init, and the C data interface lets a release happen on any thread.
package final class Batch: @unchecked Sendable {
  package let fields: [Field]
  /// The number of rows.
  package let count: Int
  /// Released, that is empty, in the batch that stands for a result without rows.
  private let array: ArrayOwner

  /// A batch without rows: it says which columns a result has.
  package init(fields: [Field]) {
    self.fields = fields
    count = 0
    array = ArrayOwner()
  }

  package init(fields: [Field], array: consuming ArrayOwner) throws {
    let names = fields.map(\.name)
    let count = try array.withPointer { pointer throws in
      let batch = pointer.pointee
      guard Int(batch.n_children) == names.count, batch.length >= 0, batch.offset >= 0 else {
        throw ColumnsError(.badProducer, "The engine gave \(batch.n_children) columns and announced \(names.count).")
      }
      if batch.null_count != 0, batch.n_buffers > 0, let buffers = batch.buffers, buffers[0] != nil {
        throw ColumnsError(.badProducer, "The engine gave rows that are null as a whole.")
      }
      for (index, field) in fields.enumerated() {
        guard let child = batch.children?[index], child.pointee.length >= batch.offset + batch.length else {
          throw ColumnsError(.badProducer, "The column '\(names[index])' is shorter than its batch.")
        }
        try ColumnView.check(child, field.type, column: field.name)
      }
      return Int(batch.length)
    }
    self.fields = fields
    self.count = count
    self.array = consume array
  }

  /// Lends a column, by position from 0. The view is valid inside `body` only, and cannot leave it.
  package func withColumn<R>(_ index: Int, _ body: (borrowing ColumnView) throws -> R) throws -> R {
    precondition(fields.indices.contains(index), "no such column")
    let field = fields[index]
    return try array.withPointer { pointer throws in
      guard let child = pointer.pointee.children?[index] else {
        return try body(ColumnView(empty: field.type, name: field.name))
      }
      let base = Int(pointer.pointee.offset + child.pointee.offset)
      return try body(ColumnView(child, field.type, name: field.name, base: base, count: count))
    }
  }

  /// Lends a column by its name.
  package func withColumn<R>(named name: String, _ body: (borrowing ColumnView) throws -> R) throws -> R {
    guard let index = fields.firstIndex(where: { $0.name == name }) else {
      throw ColumnsError(
        .wrongType, "The result has no column '\(name)'; it has \(fields.map(\.name).joined(separator: ", ")).")
    }
    return try withColumn(index, body)
  }
}
