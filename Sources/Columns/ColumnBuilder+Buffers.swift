// SPDX-License-Identifier: Apache-2.0

import CADBC

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

// Buffers come from malloc and grow by realloc, because whoever takes them over gives them back with free.
extension ColumnBuilder {
  @usableFromInline func growRows() {
    let old = state.pointee.rowCapacity
    let new = max(old * 2, usualRows)
    state.pointee.rowCapacity = new
    let (oldBits, newBits) = ((old + 7) / 8, (new + 7) / 8)
    guard type != .null else { return }

    let validity = ColumnBuilder.resize(state.pointee.validity, to: newBits).assumingMemoryBound(to: UInt8.self)
    (validity + oldBits).initialize(repeating: 0, count: newBits - oldBits)
    state.pointee.validity = validity

    let size =
      switch type {
      case .text: (new + 1) * 8
      case .integer, .double: new * 8
      case .day: new * 4
      case .boolean, .null: newBits
      }
    let values = ColumnBuilder.resize(state.pointee.values, to: size)
    if type == .boolean {
      (values.assumingMemoryBound(to: UInt8.self) + oldBits).initialize(repeating: 0, count: newBits - oldBits)
    } else if type == .text, old == 0 {
      values.storeBytes(of: 0, as: Int64.self)
    }
    state.pointee.values = values
  }

  @usableFromInline func growText(_ needed: Int) {
    let capacity = max(needed, state.pointee.textCapacity * 2, usualText)
    state.pointee.text = ColumnBuilder.resize(state.pointee.text, to: capacity)
    state.pointee.textCapacity = capacity
  }

  private static func resize(_ pointer: UnsafeMutableRawPointer?, to size: Int) -> UnsafeMutableRawPointer {
    guard let result = realloc(pointer, max(size, 8)) else { preconditionFailure("out of memory") }
    return result
  }

  private static func resize(_ pointer: UnsafeMutablePointer<UInt8>?, to size: Int) -> UnsafeMutableRawPointer {
    resize(pointer.map { UnsafeMutableRawPointer($0) }, to: size)
  }

  func freeBuffers() {
    free(state.pointee.validity)
    free(state.pointee.values)
    free(state.pointee.text)
    state.pointee = State()
  }

  /// Moves the buffers into `array`, whose release callback frees them; the builder is then empty.
  func export(into array: UnsafeMutablePointer<ArrowArray>) {
    // Even an empty column has its buffers: not every consumer takes a null pointer for no rows.
    if state.pointee.rowCapacity == 0 { growRows() }
    if type == .text, state.pointee.text == nil { growText(1) }
    usualRows = max(1024, state.pointee.rows)
    usualText = max(16 << 10, state.pointee.textCount + state.pointee.textCount / 8)

    let content = state.pointee
    state.pointee = State()
    var validity = content.validity
    if content.nulls == 0 {
      free(validity)
      validity = nil
    }
    let buffers: [UnsafeMutableRawPointer?] =
      switch type {
      case .null: []
      case .text: [validity.map { UnsafeMutableRawPointer($0) }, content.values, content.text]
      default: [validity.map { UnsafeMutableRawPointer($0) }, content.values]
      }
    let list = UnsafeMutablePointer<UnsafeRawPointer?>.allocate(capacity: max(buffers.count, 1))
    for (index, buffer) in buffers.enumerated() { (list + index).initialize(to: UnsafeRawPointer(buffer)) }

    var result = ArrowArray()
    result.length = Int64(content.rows)
    result.null_count = Int64(content.nulls)
    result.n_buffers = Int64(buffers.count)
    result.buffers = list
    result.release = { array in
      guard let array else { return }
      for index in 0..<Int(array.pointee.n_buffers) {
        free(UnsafeMutableRawPointer(mutating: array.pointee.buffers?[index]))
      }
      array.pointee.buffers?.deallocate()
      array.pointee.release = nil
    }
    array.pointee = result
  }
}
