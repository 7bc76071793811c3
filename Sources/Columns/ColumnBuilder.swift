// SPDX-License-Identifier: Apache-2.0

/// Collects the values of one column in buffers that an engine can take over as they are.
///
/// Made for millions of cells: an append checks the room, copies the bytes and counts, nothing else. The fields lie
/// behind a pointer because fields of a class pay for exclusivity checks at every access.
package final class ColumnBuilder {
  @usableFromInline
  package struct State {
    @usableFromInline package var rows = 0
    @usableFromInline package var rowCapacity = 0
    @usableFromInline package var nulls = 0
    /// One bit a row, set where there is a value.
    @usableFromInline package var validity: UnsafeMutablePointer<UInt8>?
    /// Fixed-width values; for text the 64-bit offsets, one more than rows.
    @usableFromInline package var values: UnsafeMutableRawPointer?
    @usableFromInline package var text: UnsafeMutableRawPointer?
    @usableFromInline package var textCount = 0
    @usableFromInline package var textCapacity = 0

    @inlinable init() {}
  }

  package let type: BatchSchema.FieldType
  @usableFromInline package let state: UnsafeMutablePointer<State>
  // The room that the previous batch needed, taken at once for the next.
  var usualRows = 1024
  var usualText = 16 << 10

  package init(_ type: BatchSchema.FieldType) {
    self.type = type
    state = .allocate(capacity: 1)
    state.initialize(to: State())
  }

  deinit {
    freeBuffers()
    state.deallocate()
  }

  /// Rows so far.
  @inlinable package var count: Int { state.pointee.rows }
  /// Bytes of text so far.
  @inlinable package var textCount: Int { state.pointee.textCount }

  /// Appends UTF-8, which the caller has checked: engines do not.
  @inlinable package func append(_ text: UnsafeRawBufferPointer) {
    assert(type == .text)
    let state = state
    let length = text.count
    if state.pointee.rows == state.pointee.rowCapacity { growRows() }
    let end = state.pointee.textCount &+ length
    if end > state.pointee.textCapacity { growText(end) }
    if length > 0, let from = text.baseAddress, let to = state.pointee.text {
      (to + state.pointee.textCount).copyMemory(from: from, byteCount: length)
    }
    state.pointee.textCount = end
    finishText(end)
  }

  @inlinable package func append(_ text: UnsafeBufferPointer<UInt8>) { append(UnsafeRawBufferPointer(text)) }

  package func append(_ text: String) {
    var text = text
    text.withUTF8 { append($0) }
  }

  package func append(_ text: String?) {
    if let text { append(text) } else { appendNull() }
  }

  /// Appends a text of no characters, which is not null.
  @inlinable package func appendEmpty() { append(UnsafeRawBufferPointer(start: nil, count: 0)) }

  @inlinable package func append(_ number: Int) {
    assert(type == .integer)
    appendFixed(Int64(number))
  }

  @inlinable package func append(_ number: Double) {
    assert(type == .double)
    appendFixed(number)
  }

  /// Appends a day, as days since 1970-01-01.
  @inlinable package func append(day number: Int) {
    assert(type == .day)
    appendFixed(Int32(clamping: number))
  }

  package func append(_ flag: Bool) {
    assert(type == .boolean)
    if state.pointee.rows == state.pointee.rowCapacity { growRows() }
    let row = state.pointee.rows
    if flag, let bits = state.pointee.values?.assumingMemoryBound(to: UInt8.self) {
      bits[row >> 3] |= 1 << UInt8(row & 7)
    }
    markValid()
  }

  package func appendNull() {
    if state.pointee.rows == state.pointee.rowCapacity { growRows() }
    state.pointee.nulls += 1
    state.pointee.rows += 1
    let row = state.pointee.rows
    guard let values = state.pointee.values else { return }
    switch type {
    case .text: values.assumingMemoryBound(to: Int64.self)[row] = Int64(state.pointee.textCount)
    case .integer, .double: values.assumingMemoryBound(to: Int64.self)[row - 1] = 0
    case .day: values.assumingMemoryBound(to: Int32.self)[row - 1] = 0
    case .boolean, .null: break
    }
  }

  /// The texts so far, by row; valid until the next change.
  package struct Texts {
    @usableFromInline let ends: UnsafeMutablePointer<Int64>?
    @usableFromInline let bytes: UnsafePointer<UInt8>?

    @inlinable init(ends: UnsafeMutablePointer<Int64>?, bytes: UnsafePointer<UInt8>?) {
      self.ends = ends
      self.bytes = bytes
    }

    /// Without bytes where the row is null, as where its text is empty.
    @inlinable package subscript(row: Int) -> UnsafeBufferPointer<UInt8> {
      guard let ends, let bytes else { return UnsafeBufferPointer(start: nil, count: 0) }
      let start = Int(ends[row])
      return UnsafeBufferPointer(start: bytes + start, count: Int(ends[row + 1]) - start)
    }
  }

  package var texts: Texts {
    assert(type == .text)
    return Texts(
      ends: state.pointee.values?.assumingMemoryBound(to: Int64.self),
      bytes: state.pointee.text.map { UnsafePointer($0.assumingMemoryBound(to: UInt8.self)) })
  }

  /// Drops the rows and keeps their room.
  package func clear() {
    if let validity = state.pointee.validity {
      validity.update(repeating: 0, count: (state.pointee.rowCapacity + 7) / 8)
      if type == .boolean { state.pointee.values?.initializeMemory(as: UInt8.self, repeating: 0, count: (state.pointee.rowCapacity + 7) / 8) }
    }
    (state.pointee.rows, state.pointee.nulls, state.pointee.textCount) = (0, 0, 0)
  }

  @inlinable func appendFixed<Value: BitwiseCopyable>(_ value: Value) {
    if state.pointee.rows == state.pointee.rowCapacity { growRows() }
    state.pointee.values?.assumingMemoryBound(to: Value.self)[state.pointee.rows] = value
    markValid()
  }

  @inlinable func finishText(_ end: Int) {
    state.pointee.values?.assumingMemoryBound(to: Int64.self)[state.pointee.rows &+ 1] = Int64(end)
    markValid()
  }

  @inlinable func markValid() {
    let row = state.pointee.rows
    state.pointee.validity?[row >> 3] |= 1 << UInt8(truncatingIfNeeded: row & 7)
    state.pointee.rows = row &+ 1
  }
}
