// SPDX-License-Identifier: Apache-2.0

import Documents
package import Foundation
import Trade

/// Which codes of one edition of the Harmonised System hold goods of which codes of another: a whole table, which a
/// case names.
///
/// CSV with the columns `from_edition,to_edition,from,to` (`HS2017,HS2022,870120,870121`), the older edition first, a row for
/// each link, codes that did not change included. Read, too: `code.before,code.after,adjustment` with an adjustment such as
/// `2022 to 2017`, as the tables of the UN Statistics Division are often brought together.
package struct Concordance: Sendable {
  package struct Link: Sendable, Hashable {
    package var from: String
    package var to: String
  }

  struct Pair {
    var from: HSEdition
    var to: HSEdition
    var links: [Link]
  }

  let pairs: [Pair]

  private static let plain = ["from_edition", "to_edition", "from", "to"]
  private static let joined = ["code.before", "code.after", "adjustment", "Relationship"]

  /// - Throws: ``DocumentError`` with the line.
  package init(file: URL, shownAs: String) throws {
    try self.init(CSVDocument(file: file, shownAs: shownAs, columns: Self.plain + Self.joined, required: []))
  }

  init(_ table: CSVDocument) throws {
    var links: [[HSEdition]: [Link]] = [:]
    for row in table.rows {
      func fault(_ message: String) -> DocumentError {
        DocumentError(.badValue, message, file: table.file, line: row.line)
      }
      let editions: [String?]
      if let adjustment = row["adjustment"] {
        let years = adjustment.components(separatedBy: " to ")
        guard years.count == 2 else { throw fault("'\(adjustment)' is no pair of editions; write '2022 to 2017'.") }
        // Editions before the Harmonised System, and its first draft, stand in such tables, too.
        editions = [years[1], years[0]].map { "HS" + $0 }
        if editions.contains(where: { $0.flatMap(HSEdition.init) == nil }) { continue }
      } else {
        editions = [row["from_edition"], row["to_edition"]]
      }
      let read = editions.compactMap { $0.flatMap(HSEdition.init) }
      guard read.count == 2, read[0].firstYear < read[1].firstYear else {
        throw fault("The row needs an older and a newer edition, as in HS2017,HS2022.")
      }
      guard let from = Self.code(row["from"] ?? row["code.before"]), let to = Self.code(row["to"] ?? row["code.after"]) else {
        throw fault("The row needs two codes of six digits.")
      }
      links[read, default: []].append(Link(from: from, to: to))
    }
    pairs = links.map { Pair(from: $0.key[0], to: $0.key[1], links: $0.value) }
      .sorted { $0.from.rawValue < $1.from.rawValue }
  }

  /// Six digits; a table that was a spreadsheet lost leading zeros.
  private static func code(_ text: String?) -> String? {
    guard let text, let code = HSCode(text), code.digits.count == 6 else { return nil }
    return code.digits
  }
}
