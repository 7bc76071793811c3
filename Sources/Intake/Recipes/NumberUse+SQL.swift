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

  /// The number is made in steps, each a layer of its own, so that an engine works each out once, and the costly ones only
  /// for the few texts that are no plain numbers: `t` the text, `d` the number of a plain text, `s` any other text without
  /// spaces and apostrophes, and from these the number.
  ///
  /// As one expression it would be worked out for every row: an engine shares the parts that occur twice in it.
  struct Steps {
    /// Nil where plain texts are no sure numbers.
    var plain: String?
    /// Nil where all texts are plain.
    var stripped: String?
    /// Scaled, in DECIMAL(18,3); NULL when the text is none or too large.
    var number: String
  }

  /// - Parameter index: of the number in the recipe.
  func steps(_ index: Int, dialect: any Dialect) -> Steps {
    let (text, plain, stripped) = ("t\(index)", "d\(index)", "s\(index)")
    func decimal(_ expression: String) -> String { dialect.tryDecimal(expression, precision: 18, scale: 3) }
    if form.scale != 1 {
      let exact = dialect.tryDecimal(form.isPlain ? text : cleaned(stripped), precision: 38, scale: 15)
      return Steps(
        plain: nil, stripped: form.isPlain ? nil : NumberUse.strip(text),
        number: decimal("CAST(\(exact) AS DOUBLE) * \(form.scale)"))
    }
    if form.isPlain { return Steps(plain: nil, stripped: nil, number: decimal(text)) }
    // 1.234 may be one of thousands, where the decimal mark is a comma or is not known.
    guard point == ".", !form.refusesUnclear else {
      return Steps(plain: nil, stripped: NumberUse.strip(text), number: decimal(cleaned(stripped)))
    }
    return Steps(
      plain: decimal(text), stripped: "CASE WHEN \(plain) IS NULL THEN \(NumberUse.strip(text)) END",
      number: "CASE WHEN \(plain) IS NOT NULL THEN \(plain) ELSE \(decimal(cleaned(stripped))) END")
  }

  private var point: Character { form.decimal ?? "." }

  /// Without the marks that part groups in any locale; the typographic minus is one.
  private static func strip(_ text: String) -> String {
    let marks = String(NumberColumn.spaces + NumberColumn.apostrophes)
    return "translate(\(text), \(SQL.Value.text("−" + marks).literal), '-')"
  }

  /// The text with a decimal point, a minus and digits only; NULL for one with marks that do not fit the column.
  private func cleaned(_ text: String) -> String {
    var plain = text
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
