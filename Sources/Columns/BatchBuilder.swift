// SPDX-License-Identifier: Apache-2.0

package import CADBC

/// A batch under construction. Each column is filled on its own; all must have the same length in the end.
///
/// ```swift
/// let builder = BatchBuilder(schema)
/// let (name, value) = (builder.columns[0], builder.columns[1])
/// name.append("Жигули"); value.append(12.5)
/// name.append("lada"); value.appendNull()
/// ```
/// Tens of thousands of rows a batch suit engines well. One task at a time.
package final class BatchBuilder {
  package let schema: BatchSchema
  package let columns: [ColumnBuilder]

  package init(_ schema: BatchSchema) {
    self.schema = schema
    columns = schema.fields.map { ColumnBuilder($0.type) }
  }

  /// Of columns that are filled elsewhere, too.
  package init(_ schema: BatchSchema, columns: [ColumnBuilder]) {
    precondition(schema.fields.map(\.type) == columns.map(\.type))
    self.schema = schema
    self.columns = columns
  }

  /// Rows so far, by the first column.
  package var count: Int { columns.first?.count ?? 0 }

  package var isEmpty: Bool { columns.allSatisfy { $0.count == 0 } }

  /// Moves the rows into `array` without copying them; the builder is then empty and may be filled again.
  /// - Throws: ``ColumnsError/Code/unevenColumns``; the rows then stay in the builder.
  package func export(into array: UnsafeMutablePointer<ArrowArray>) throws {
    let rows = count
    for (column, field) in zip(columns, schema.fields) where column.count != rows {
      throw ColumnsError(
        .unevenColumns,
        "The column '\(field.name)' has \(column.count) rows and '\(schema.fields[0].name)' has \(rows).")
    }
    let children = UnsafeMutablePointer<UnsafeMutablePointer<ArrowArray>?>.allocate(capacity: max(columns.count, 1))
    for (index, column) in columns.enumerated() {
      let child = UnsafeMutablePointer<ArrowArray>.allocate(capacity: 1)
      child.initialize(to: ArrowArray())
      column.export(into: child)
      (children + index).initialize(to: child)
    }
    let buffers = UnsafeMutablePointer<UnsafeRawPointer?>.allocate(capacity: 1)
    buffers.initialize(to: nil)

    var result = ArrowArray()
    result.length = Int64(rows)
    result.n_buffers = 1
    result.buffers = buffers
    result.n_children = Int64(columns.count)
    result.children = children
    result.release = { array in
      guard let array else { return }
      for index in 0..<Int(array.pointee.n_children) {
        guard let child = array.pointee.children?[index] else { continue }
        // A consumer may have moved a child out; then there is nothing left to release in it.
        if let release = child.pointee.release { release(child) }
        child.deallocate()
      }
      array.pointee.children?.deallocate()
      array.pointee.buffers?.deallocate()
      array.pointee.release = nil
    }
    array.pointee = result
  }
}
