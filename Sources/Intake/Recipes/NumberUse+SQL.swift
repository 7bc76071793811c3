// SPDX-License-Identifier: Apache-2.0

import Warehouse

extension NumberUse {
  /// The text of the number, NULL where there is none.
  func text(of cell: SQL) -> SQL {
    let isOver: SQL = "lower(substr(\(fragment: cell), 1, 5)) = 'over '"
    switch part {
    case .all: break
    case .exact: return "CASE WHEN \(fragment: isOver) THEN NULL ELSE \(fragment: cell) END"
    case .over: return "CASE WHEN \(fragment: isOver) THEN substr(\(fragment: cell), 6) END"
    }
    return form.empty.isEmpty
      ? cell : "CASE WHEN \(fragment: cell) IN (\(list: form.empty)) THEN NULL ELSE \(fragment: cell) END"
  }

  /// The number itself, scaled, in DECIMAL(18,3); NULL when the text is none or too large.
  func number(_ text: String, dialect: any Dialect) -> String {
    let plain = form.isPlain ? text : cleaned(text)
    if form.scale == 1, !form.refusesUnclear {
      let first = dialect.tryDecimal(text, precision: 18, scale: 3)
      if form.isPlain { return first }
      let second = dialect.tryDecimal(plain, precision: 18, scale: 3)
      // Most numbers are plain: only the others pay for the cleaning.
      return point == "." ? "coalesce(\(first), \(second))" : second
    }
    if form.scale == 1 { return dialect.tryDecimal(plain, precision: 18, scale: 3) }
    let exact = dialect.tryDecimal(plain, precision: 38, scale: 15)
    return dialect.tryDecimal("CAST(\(exact) AS DOUBLE) * \(form.scale)", precision: 18, scale: 3)
  }

  private var point: Character { form.decimal ?? "." }

  /// The text with a decimal point, a minus and digits only; NULL for one with marks that do not fit the column.
  private func cleaned(_ text: String) -> String {
    var plain = text
    for mark in NumberColumn.spaces + NumberColumn.apostrophes {
      plain = "replace(\(plain), \(SQL.Value.text(String(mark)).literal), '')"
    }
    plain = "replace(\(plain), '−', '-')"
    // (1234) is a negative number in the books of accountants.
    plain = "CASE WHEN \(plain) LIKE '(%)' THEN '-' || replace(replace(\(plain), '(', ''), ')', '') ELSE \(plain) END"
    if form.refusesUnclear {
      let shapes = [".", ","].flatMap { mark in
        ["_", "__", "___"].map { "replace(\(plain), '-', '') LIKE '\($0)\(mark)___'" }
      }
      plain =
        "CASE WHEN substr(replace(\(plain), '-', ''), 1, 1) <> '0' AND (\(shapes.joined(separator: " OR "))) THEN NULL ELSE \(plain) END"
    }
    let other = point == "," ? "." : ","
    if form.thousands == Character(other) {
      // 1,5 is no number of thousands: groups have three digits, or two before the last as in India.
      plain = """
        CASE WHEN \(plain) NOT LIKE '%\(other)%' THEN \(plain) WHEN \(NumberUse.isGrouped(plain, other, point)) \
        THEN replace(\(plain), '\(other)', '') END
        """
    } else {
      // A point among decimal commas, or the reverse, would silently change the number a thousandfold.
      plain = "CASE WHEN \(plain) LIKE '%\(other)%' THEN NULL ELSE \(plain) END"
    }
    if point == "," { plain = "replace(\(plain), ',', '.')" }
    return plain
  }

  /// Whether the digits between the marks are groups. Told without patterns, which engines write differently: the part
  /// before the decimal mark, with its digits as nines, is one of few shapes.
  private static func isGrouped(_ text: String, _ mark: String, _ point: Character) -> String {
    let whole = "split_part(\(text), '\(point)', 1)"
    let shape = "replace(translate(\(whole), '0123456789', '9999999999'), '-', '')"
    var shapes: [String] = []
    for first in ["9", "99", "999"] {
      for count in 1...5 { shapes.append(first + String(repeating: "\(mark)999", count: count)) }
    }
    for first in ["9", "99"] {
      for count in 1...6 { shapes.append(first + String(repeating: "\(mark)99", count: count) + "\(mark)999") }
    }
    return "\(shape) IN (\(shapes.map { "'\($0)'" }.joined(separator: ", ")))"
  }
}
