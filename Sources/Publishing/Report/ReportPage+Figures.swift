// SPDX-License-Identifier: Apache-2.0

import Foundation
import Trade

extension ReportPage {
  /// A figure that opens to its caveats, its rows and its SQL.
  func figure(_ figure: Figure, number: Int, of exhibit: Exhibit, _ table: EvidenceTable, grade: EvidenceGrade?) -> Fields {
    let text = FigureText(spaces: .typographic, rows: FigureText.rows(of: grade))
    return [
      "number": String(number),
      "label": figure.label,
      "words": text.words(figure),
      "exact": FigureText.exact(figure),
      "value": field(figure.value.flatMap(NumberText.exact)),
      "count": Wording.count(figure.evidence.count, "row", "rows"),
      "hasNotes": !figure.caveats.isEmpty,
      "notes": figure.caveats,
      "table": rowsTable(table, of: figure.evidence.count, exported: figure.evidence.addresses.count, file: exhibit.file),
      "sql": field(figure.sql.joined(separator: ";\n\n")),
    ]
  }

  /// Rows as a table; false when there are none. Says how many of how many it shows, and where the others are.
  func rowsTable(_ table: EvidenceTable, of count: Int, exported: Int, file: String?) -> Any {
    guard !table.rows.isEmpty else { return false }
    let addresses = Set(table.rows.map(\.address)).count
    var note =
      addresses < count
      ? "The first \(NumberText.grouped(addresses)) of \(NumberText.grouped(count)) rows."
      : "\(Wording.count(count, "row", "rows")), all of them."
    if exported < count { note += " The file, too, is cut: it has the first \(NumberText.grouped(exported))." }
    // The address says both already.
    let places = table.columns.indices.filter { !["source", "row"].contains(table.columns[$0]) }
    return [
      "note": note,
      "file": field(file),
      "columns": places.map { table.columns[$0].replacing("_", with: " ") },
      "rows": table.rows.map { row in
        [
          "address": row.address.description, "short": ReportPage.short(row.address),
          "cells": places.map { place in
            let cell = row.cells[place]
            let isNumber = ReportPage.numberColumns.contains(table.columns[place])
            return ["text": cell ?? "", "isNumber": isNumber, "isLong": (cell?.count ?? 0) > 40] as Fields
          },
        ] as Fields
      },
    ] as Fields
  }

  private static let numberColumns: Set<String> = ["value", "weight_kg", "quantity", "quantity_low"]

  /// With the first eight digits of the file's hash.
  static func short(_ address: RecordAddress) -> String {
    "\(address.source)@\(address.sha256.prefix(8))\(address.sha256.count > 8 ? "…" : ""):\(address.row)"
  }

  /// A name with the language it is written in.
  func name(_ text: String) -> Fields { ["text": text, "language": field(Wording.language(of: text))] }
}
