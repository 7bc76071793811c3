// SPDX-License-Identifier: Apache-2.0

package import Trade

/// Where the rows behind a figure come from.
package protocol EvidenceRows: Sendable {
  /// The records at these addresses, as text. A row of a source that gave several records (a column a year) comes
  /// back as several rows of the table. Order does not matter.
  ///
  /// Statements, events and enquiries are never asked for: ``Publication`` knows them from the case.
  func rows(for addresses: [RecordAddress]) async throws -> EvidenceTable
}

/// Records as text, one a row.
package struct EvidenceTable: Sendable, Hashable {
  package struct Row: Sendable, Hashable {
    package var address: RecordAddress
    /// One a column; nil where the record does not disclose it.
    package var cells: [String?]

    package init(_ address: RecordAddress, _ cells: [String?]) {
      self.address = address
      self.cells = cells
    }
  }

  /// Without the address, which comes first in every export.
  package var columns: [String]
  package var rows: [Row]

  package init(columns: [String], rows: [Row]) {
    self.columns = columns
    self.rows = rows
  }

  /// The columns that readers of exports can count on when the rows are records; others may follow.
  package static let recordColumns = [
    "source", "row", "grade", "number", "from", "to", "applicant", "declarant", "consignee", "consignor", "manufacturer",
    "brand", "reporter", "flow", "origin", "dispatch", "destination", "goods_code", "hs_edition", "description", "value",
    "currency", "weight_kg", "quantity", "quantity_low", "quantity_unit", "note",
  ]
}

extension EvidenceTable {
  /// Both, one under the other, with the columns of both.
  func adding(_ other: EvidenceTable) -> EvidenceTable {
    if other.rows.isEmpty { return self }
    if rows.isEmpty { return other }
    let all = columns + other.columns.filter { !columns.contains($0) }
    return EvidenceTable(columns: all, rows: widened(to: all) + other.widened(to: all))
  }

  private func widened(to wanted: [String]) -> [Row] {
    if columns == wanted { return rows }
    let places = wanted.map { columns.firstIndex(of: $0) }
    return rows.map { row in Row(row.address, places.map { $0.flatMap { row.cells[$0] } }) }
  }

  /// In order of address; rows of the same address keep their order.
  func sorted() -> EvidenceTable {
    let inOrder = rows.enumerated().sorted { ($0.element.address, $0.offset) < ($1.element.address, $1.offset) }
    return EvidenceTable(columns: columns, rows: inOrder.map(\.element))
  }
}
