// SPDX-License-Identifier: Apache-2.0

import Translation

/// Adds an English rendering beside product texts in other scripts; the original stays as it is.
struct EnglishColumns {
  /// Behind all other columns: the rendering, and who made it.
  static let english = "description_english"
  static let origin = "english_by"

  private let translator: Translator
  /// The same texts stand under many figures.
  private var known: [String: Rendering] = [:]

  init(_ translator: Translator) { self.translator = translator }

  mutating func add(to table: EvidenceTable) -> EvidenceTable {
    guard let column = table.columns.firstIndex(of: "description") else { return table }
    var rows: [EvidenceTable.Row] = []
    rows.reserveCapacity(table.rows.count)
    var isAny = false
    for row in table.rows {
      let rendering = row.cells[column].flatMap { self.rendering($0) }
      if rendering != nil { isAny = true }
      rows.append(EvidenceTable.Row(row.address, row.cells + [rendering?.english, rendering?.origin.rawValue]))
    }
    return isAny ? EvidenceTable(columns: table.columns + [Self.english, Self.origin], rows: rows) : table
  }

  private mutating func rendering(_ text: String) -> Rendering? {
    if let rendering = known[text] { return rendering }
    guard let rendering = translator.rendering(of: text) else { return nil }
    known[text] = rendering
    return rendering
  }
}
