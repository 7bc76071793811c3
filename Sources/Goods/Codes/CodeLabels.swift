// SPDX-License-Identifier: Apache-2.0

import Documents
package import Foundation
package import Trade

/// What single codes are called: a table that a case names, such as a tariff of 10 digits or the HS of 6.
///
/// CSV with the columns `code,label`. Read, too: `hscode,description` and `id,text`, as published tables of the HS have them, and
/// `hs4,name_en`. Further columns are passed over.
package struct CodeLabels: Sendable, Hashable {
  /// By digits.
  package let labels: [String: String]

  private static let forms = [("code", "label"), ("hscode", "description"), ("id", "text"), ("hs4", "name_en")]

  /// - Throws: ``DocumentError`` with the line.
  package init(file: URL, shownAs: String) throws {
    let columns = Self.forms.flatMap { [$0.0, $0.1] }
    try self.init(CSVDocument(file: file, shownAs: shownAs, columns: columns, required: [], takesOthers: true))
  }

  init(_ table: CSVDocument) throws {
    guard let form = Self.forms.first(where: { table.header.contains($0.0) && table.header.contains($0.1) }) else {
      throw DocumentError(
        .missingKey, "The table needs the columns 'code' and 'label'; its header is \(table.header.joined(separator: ",")).",
        file: table.file, line: 1)
    }
    var labels: [String: String] = [:]
    for row in table.rows {
      // Totals and sections are no codes.
      guard let code = row[form.0].flatMap(HSCode.init), var label = row[form.1] else { continue }
      // "854231 - Processors": the words alone.
      for dash in [" - ", " – "] where label.hasPrefix(code.digits + dash) { label.removeFirst(code.digits.count + dash.count) }
      labels[code.digits] = label
    }
    guard !labels.isEmpty else {
      throw DocumentError(.badValue, "No row of the table has a code of 2 to 10 digits and a label.", file: table.file)
    }
    self.labels = labels
  }

  /// The label of the code itself.
  package func label(_ code: HSCode) -> String? { labels[code.digits] }
}
