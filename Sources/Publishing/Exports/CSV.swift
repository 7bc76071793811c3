// SPDX-License-Identifier: Apache-2.0

import Documents

/// Comma-separated values after RFC 4180, in UTF-8, that no spreadsheet takes for formulas.
///
/// There is no byte-order mark: it would become part of the first column's name, the address, in most programs that
/// read CSV.
package struct CSV {
  private(set) var text = ""

  init(header: [String]) { add(header) }

  mutating func add(_ cells: [String?]) {
    text += cells.map { CSV.cell($0 ?? "") }.joined(separator: ",") + "\r\n"
  }

  package static func cell(_ text: String) -> String { CSVCell.text(text) }
}
