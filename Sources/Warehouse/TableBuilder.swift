// SPDX-License-Identifier: Apache-2.0

import Columns
import Trade

/// Collects batches into a ``Table``.
// @unchecked: batches come one after another, and `finish` is called after the last.
final class TableBuilder: @unchecked Sendable {
  private var names: [String] = []
  private var columns: [Table.Column] = []
  private var count = 0

  func append(_ batch: Batch) throws {
    if columns.isEmpty {
      names = batch.fields.map(\.name)
      columns = try batch.fields.map { try TableBuilder.empty($0) }
    }
    for index in columns.indices {
      try batch.withColumn(index) { (view: borrowing ColumnView) in try TableBuilder.append(view, to: &columns[index]) }
    }
    count += batch.count
  }

  func finish() throws -> Table { Table(names: names, columns: columns, count: count) }

  private static func empty(_ field: Field) throws -> Table.Column {
    switch field.type {
    case .null, .text, .timestamp, .dictionary(_, values: .text): return .texts([])
    case .integer: return .integers([])
    case .float, .double, .decimal: return .doubles([])
    case .boolean: return .booleans([])
    case .date32, .date64: return .days([])
    case .list(.text, _), .list(.dictionary(_, values: .text), _): return .textLists([])
    case .list, .dictionary:
      throw WarehouseError(
        .unsupportedType, "The column '\(field.name)' holds lists or dictionaries of something that is not text.")
    }
  }

  private static func append(_ view: borrowing ColumnView, to column: inout Table.Column) throws {
    // Taken out of the enum while it grows, so that the array is not copied for every batch.
    switch column {
    case .texts(var values):
      column = .texts([])
      if case .timestamp(let unit, let zone) = view.type {
        values += try view.timestamps().map { $0.map { moment($0, unit, hasZone: zone != nil) } }
      } else {
        values += try view.texts()
      }
      column = .texts(values)
    case .integers(var values):
      column = .integers([])
      values += try view.integers()
      column = .integers(values)
    case .doubles(var values):
      column = .doubles([])
      values += try view.doubles()
      column = .doubles(values)
    case .booleans(var values):
      column = .booleans([])
      values += try view.booleans()
      column = .booleans(values)
    case .days(var values):
      column = .days([])
      values += try view.days().map { $0.map(Day.init(number:)) }
      column = .days(values)
    case .textLists(var values):
      column = .textLists([])
      values += try view.textLists()
      column = .textLists(values)
    }
  }

  /// ISO 8601: `2023-10-31T08:05:00`, with as many digits of a second as the unit has, and `Z` for an instant.
  static func moment(_ number: Int, _ unit: ColumnType.TimeUnit, hasZone: Bool) -> String {
    func floored(_ a: Int, _ b: Int) -> (Int, Int) {
      let (quotient, rest) = a.quotientAndRemainder(dividingBy: b)
      return rest < 0 ? (quotient - 1, rest + b) : (quotient, rest)
    }
    func digits(_ number: Int, _ width: Int) -> String {
      let text = String(number)
      return String(repeating: "0", count: max(0, width - text.count)) + text
    }
    let (seconds, fraction) = floored(number, unit.rawValue)
    let (days, second) = floored(seconds, 86_400)
    var text =
      "\(Day(number: days))T\(digits(second / 3600, 2)):\(digits(second / 60 % 60, 2)):\(digits(second % 60, 2))"
    if unit != .seconds { text += "." + digits(fraction, String(unit.rawValue).count - 1) }
    return hasZone ? text + "Z" : text
  }
}
