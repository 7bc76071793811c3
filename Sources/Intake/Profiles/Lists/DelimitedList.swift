// SPDX-License-Identifier: Apache-2.0

import Foundation
import Trade

/// What lists in a publisher's CSV have in common: cells by the name of their column, several values in a cell, kinds and
/// dates in the publisher's words.
struct DelimitedList {
  /// The columns that are needed; a file may lack those in `optional`.
  static func columns(_ names: [[String]], optional: Set<String> = []) -> [ColumnUse] {
    names.map { names in
      ColumnUse(
        place: names.count == 1 ? .named(names[0]) : .oneOf(names), name: names[0], collapse: true,
        isOptional: optional.contains(names[0]))
    }
  }

  /// The cells of one row, by the first name of their column.
  struct Row {
    private let cells: [String: String]

    init(_ columns: [ColumnUse], _ values: [String?]) {
      var cells: [String: String] = [:]
      for (column, value) in zip(columns, values) { cells[column.name] = value }
      self.cells = cells
    }

    subscript(column: String) -> String? { cells[column] }

    func required(_ column: String) throws -> String {
      guard let value = cells[column] else { throw OFAC.missing(column) }
      return value
    }

    /// Values between semicolons.
    func values(_ column: String) -> [String] { SeveralValues.split(cells[column] ?? "") }

    func kind(_ column: String, _ kinds: [String: String], otherwise: String? = nil) throws -> String {
      guard let word = cells[column] else {
        if let otherwise { return otherwise }
        throw OFAC.missing(column)
      }
      guard let kind = kinds[word.lowercased()] else {
        throw ListRowProblem(
          reason: "kind", column: column,
          detail: "'\(word)' is no known kind of entry (known: \(kinds.keys.sorted().joined(separator: ", ")))."
        )
      }
      return kind
    }

    /// A day as lists print it, or with the day first between slashes.
    func period(_ column: String) throws -> Period? {
      guard let text = cells[column] else { return nil }
      let day = text.split(separator: "/").map(String.init)
      if day.count == 3, let number = Int(day[0]), let month = Int(day[1]), let year = Int(day[2].prefix(4)),
        day[2].count >= 4, let date = Day(year: year, month: month, day: number)
      {
        return Period(from: date, to: date)
      }
      let head = text.count > 10 && text.dropFirst(10).first == "T" ? String(text.prefix(10)) : text
      guard let period = ListDate.period(head) else {
        throw ListRowProblem(
          reason: "period", column: column,
          detail: "'\(text)' is no date; write yyyy-mm-dd, dd/mm/yyyy, d.mm.yyyy or a day with its month in words.")
      }
      return period
    }
  }

  /// Numbers of any kind, told apart by shape and check digits.
  static func numbers(_ texts: [String], otherwise kind: String = "registration") -> [ListedRow.Number] {
    unique(
      texts.compactMap { text in
        let (number, label) = ListNumber.labelled(text)
        return ListNumber.classified(number, label: label, otherwise: number.hasPrefix("IMO") ? "IMO" : kind)
      })
  }

  /// Names in their order, each once; the first is the primary one.
  static func names(_ primary: String, aliases: [String], former: [String] = [], weak: [String] = []) -> [ListedRow
    .Name]
  {
    unique(
      [ListedRow.Name(kind: "primary", name: primary)] + aliases.map { ListedRow.Name(kind: "alias", name: $0) }
        + weak.map { ListedRow.Name(kind: "weak", name: $0) } + former.map { ListedRow.Name(kind: "former", name: $0) })
  }

  static func unique<Element: Hashable>(_ elements: [Element]) -> [Element] {
    var seen: Set<Element> = []
    return elements.filter { seen.insert($0).inserted }
  }
}
