// SPDX-License-Identifier: Apache-2.0

import Trade

/// The rows that the report itself shows; the rest is in the exports.
struct ShownRows: Sendable {
  /// How many rows of each figure are shown.
  static let limit = 20

  struct Tables: Sendable {
    /// Of the finding or claim as a whole.
    var all: EvidenceTable
    /// One a figure, in order.
    var figures: [EvidenceTable]

    init(_ exhibit: Exhibit, _ table: EvidenceTable) {
      all = table.first(ShownRows.limit) { _ in true }
      figures = exhibit.figures.map { figure in
        let addresses = Set(figure.evidence.addresses)
        return table.first(ShownRows.limit) { addresses.contains($0) }
      }
    }
  }

  var findings: [Tables] = []
  var claims: [Tables] = []
}

extension EvidenceTable {
  /// The first rows whose addresses pass, without the columns that none of them fills.
  func first(_ limit: Int, where passes: (RecordAddress) -> Bool) -> EvidenceTable {
    var some: [Row] = []
    for row in rows where some.count < limit && passes(row.address) { some.append(row) }
    let filled = columns.indices.filter { column in some.contains { $0.cells[column]?.isEmpty == false } }
    return EvidenceTable(
      columns: filled.map { columns[$0] }, rows: some.map { row in Row(row.address, filled.map { row.cells[$0] }) })
  }
}
