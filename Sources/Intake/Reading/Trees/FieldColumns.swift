// SPDX-License-Identifier: Apache-2.0

/// The columns that the fields of a tree become: `applicant.name` for the name inside of the applicant. A field that
/// comes several times in a row - a list, or a list of objects - is one cell, with semicolons between its values.
final class FieldColumns {
  private let codes = ByteCodes()
  @exclusivity(unchecked) private var path: [UInt8] = []
  /// The column after the one set last.
  @exclusivity(unchecked) private var next = 0
  let cells = CellRow()

  init() { path.reserveCapacity(256) }

  var names: [String] { (0..<codes.count).map { String(decoding: codes[$0], as: UTF8.self) } }

  /// A column that rows may lack so far.
  func add(_ name: String) throws {
    _ = try Array(name.utf8).withUnsafeBufferPointer { try codes.code(of: $0) }
  }

  /// Goes into a field.
  /// - Returns: what ``leave(_:)`` is to be given.
  func enter(_ name: UnsafeBufferPointer<UInt8>) -> Int {
    let length = path.count
    if length > 0 { path.append(0x2E) }
    path.append(contentsOf: name)
    return length
  }

  func leave(_ length: Int) { path.removeLast(path.count - length) }

  func set(_ value: UnsafeBufferPointer<UInt8>) throws {
    let column = try path.isEmpty
      ? [UInt8]("value".utf8).withUnsafeBufferPointer { try codes.code(of: $0) }
      // Most rows have their fields in one order.
      : path.withUnsafeBufferPointer { try codes.code(of: $0, likely: next) }
    next = column + 1
    guard column < RowScanner.mostColumns else {
      throw IntakeError(
        .badHeader,
        "The rows have more than \(RowScanner.mostColumns) different fields; are their names data? Name the place of "
          + "the rows in the option `rows`.")
    }
    cells.add(column, value)
  }

  func clear() {
    cells.clear()
    next = 0
    path.removeAll(keepingCapacity: true)
  }

  /// Whether the fields so far hold all columns that are wanted.
  func satisfy(_ wanted: [ColumnUse]) -> Bool {
    let names = Set(names)
    return wanted.allSatisfy { use in
      switch use.place {
      case .named(let name): names.contains(name)
      case .oneOf(let list): list.contains(where: names.contains)
      case .position: true
      }
    }
  }
}
