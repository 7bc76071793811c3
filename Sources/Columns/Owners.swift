// SPDX-License-Identifier: Apache-2.0

package import CADBC

/// Owns an Arrow schema and releases it.
package struct SchemaOwner: ~Copyable {
  private let pointer: UnsafeMutablePointer<ArrowSchema>

  /// An empty place for a producer to fill.
  package init() {
    pointer = .allocate(capacity: 1)
    pointer.initialize(to: ArrowSchema())
  }

  deinit {
    // Who moves the content out marks it as released, which is a null callback.
    if let release = pointer.pointee.release { release(pointer) }
    pointer.deallocate()
  }

  package var isReleased: Bool { pointer.pointee.release == nil }

  package borrowing func withPointer<R, E: Error>(
    _ body: (UnsafeMutablePointer<ArrowSchema>) throws(E) -> R
  ) throws(E) -> R { try body(pointer) }
}

/// Owns an Arrow array and releases it.
package struct ArrayOwner: ~Copyable {
  private let pointer: UnsafeMutablePointer<ArrowArray>

  /// An empty place for a producer to fill.
  package init() {
    pointer = .allocate(capacity: 1)
    pointer.initialize(to: ArrowArray())
  }

  deinit {
    if let release = pointer.pointee.release { release(pointer) }
    pointer.deallocate()
  }

  package var isReleased: Bool { pointer.pointee.release == nil }

  package borrowing func withPointer<R, E: Error>(
    _ body: (UnsafeMutablePointer<ArrowArray>) throws(E) -> R
  ) throws(E) -> R { try body(pointer) }
}

/// Owns an Arrow stream and releases it.
package struct StreamOwner: ~Copyable {
  private let pointer: UnsafeMutablePointer<ArrowArrayStream>

  /// An empty place for a producer to fill.
  package init() {
    pointer = .allocate(capacity: 1)
    pointer.initialize(to: ArrowArrayStream())
  }

  deinit {
    if let release = pointer.pointee.release { release(pointer) }
    pointer.deallocate()
  }

  package var isReleased: Bool { pointer.pointee.release == nil }

  package borrowing func withPointer<R, E: Error>(
    _ body: (UnsafeMutablePointer<ArrowArrayStream>) throws(E) -> R
  ) throws(E) -> R { try body(pointer) }

  /// The columns, checked: a type that is not read is refused here, before any data is touched.
  package borrowing func fields() throws -> [Field] {
    let schema = SchemaOwner()
    let status = schema.withPointer { schema in pointer.pointee.get_schema?(pointer, schema) ?? -1 }
    guard status == 0, !schema.isReleased else { throw failure(status, "the columns of a result") }
    return try Field.fields(of: schema)
  }

  /// The next batch, or nil at the end. Blocks while the producer works.
  package borrowing func next(_ fields: [Field]) throws -> Batch? {
    let array = ArrayOwner()
    let status = array.withPointer { array in pointer.pointee.get_next?(pointer, array) ?? -1 }
    guard status == 0 else { throw failure(status, "the next rows of a result") }
    return array.isReleased ? nil : try Batch(fields: fields, array: array)
  }

  /// Drops the next batch unread.
  /// - Returns: false at the end.
  package borrowing func skip() throws -> Bool {
    let array = ArrayOwner()
    let status = array.withPointer { array in pointer.pointee.get_next?(pointer, array) ?? -1 }
    guard status == 0 else { throw failure(status, "the next rows of a result") }
    return !array.isReleased
  }

  private borrowing func failure(_ status: Int32, _ what: String) -> ColumnsError {
    let words = pointer.pointee.get_last_error?(pointer).map { String(cString: $0) }
    return ColumnsError(.badProducer, words ?? "The engine failed to give \(what) (code \(status)).")
  }
}
