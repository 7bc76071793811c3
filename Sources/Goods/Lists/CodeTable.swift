// SPDX-License-Identifier: Apache-2.0

import Documents
package import Foundation
import Trade

/// A goods list that is a table of customs codes, as annexes and lists of authorities are published: a row a code.
///
/// CSV with the columns `code,edition,title,class` and, where known, `group,valid-from,valid-until,publisher`. Further columns are passed over.
/// Rows with the same title and dates are one kind of goods; its id is the list's and its first code.
package enum CodeTable {
  private static let required = ["code", "edition", "title", "class"]
  private static let columns = required + ["group", "valid-from", "valid-until", "publisher"]

  /// - Parameter id: the list's; by custom the file's name.
  /// - Throws: ``DocumentError`` with the line.
  package static func list(file: URL, shownAs: String, id: String) throws -> GoodsList {
    try list(
      CSVDocument(file: file, shownAs: shownAs, columns: columns, required: required, takesOthers: true), id: id)
  }

  static func list(_ table: CSVDocument, id: String) throws -> GoodsList {
    var items: [GoodsItem] = []
    var places: [[String]: Int] = [:]
    var groups: [GoodsList.Group] = []
    for row in table.rows {
      let item = try item(row, file: table.file, list: id)
      for group in item.groups where !groups.contains(where: { $0.id == group }) {
        groups.append(.init(id: group, title: row["group"] ?? group, validFrom: nil))
      }
      let key = [item.title, item.goodsClass.rawValue, item.groups.first ?? "", row["valid-from"] ?? "", row["valid-until"] ?? ""]
      if let known = places[key] {
        items[known].prefixes += item.prefixes
      } else {
        places[key] = items.count
        items.append(item)
      }
    }
    guard !items.isEmpty else { throw DocumentError(.badValue, "The table has no row.", file: table.file) }
    for index in items.indices {
      items[index].prefixes = Set(items[index].prefixes).sorted { ($0.edition.rawValue, $0.code.digits) < ($1.edition.rawValue, $1.code.digits) }
    }
    // The same code under two titles keeps two entries, told apart by a number.
    var seen: [String: Int] = [:]
    for index in items.indices {
      seen[items[index].id, default: 0] += 1
      if let times = seen[items[index].id], times > 1 { items[index].id += "-\(times)" }
    }
    let publisher = table.rows.lazy.compactMap { $0["publisher"] }.first ?? "the case's authors"
    return GoodsList(id: id, title: id, publisher: publisher, groups: groups, items: items)
  }

  private static func item(_ row: CSVDocument.Row, file: String, list: String) throws -> GoodsItem {
    func fault(_ message: String) -> DocumentError { DocumentError(.badValue, message, file: file, line: row.line) }
    guard let code = row["code"].flatMap(HSCode.init) else {
      throw fault("'\(row["code"] ?? "")' is no customs code of 2 to 10 digits.")
    }
    guard let edition = row["edition"].flatMap(HSEdition.init) else {
      let known = HSEdition.allCases.map(\.rawValue).joined(separator: ", ")
      throw fault("'\(row["edition"] ?? "")' is no edition of the codes; known: \(known).")
    }
    guard let title = row["title"] else { throw fault("The row needs a title.") }
    guard let goodsClass = row["class"].flatMap(GoodsClass.init) else {
      let known = GoodsClass.allCases.map(\.rawValue).joined(separator: ", ")
      throw fault("'\(row["class"] ?? "")' is no class; known: \(known).")
    }
    func day(_ column: String) throws -> Day? {
      guard let text = row[column] else { return nil }
      guard let day = Day(text) else { throw fault("'\(text)' in '\(column)' is no day; write YYYY-MM-DD.") }
      return day
    }
    var item = GoodsItem(id: "\(list)-\(code.digits)", title: title, goodsClass: goodsClass, list: list)
    item.groups = row["group"].map { ["\(list)-\(slug($0))"] } ?? []
    item.prefixes = [.init(edition: edition, code: code, wider: false)]
    item.publisher = row["publisher"]
    (item.validFrom, item.validUntil) = (try day("valid-from"), try day("valid-until"))
    if let from = item.validFrom, let until = item.validUntil, until < from { throw fault("The row is valid until a day before it is valid from.") }
    item.withoutTerms = "The list is one of codes; a description can't tell whether goods are of just this code."
    return item
  }

  /// Small letters, digits and dashes.
  package static func slug(_ text: String) -> String {
    text.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.joined(separator: "-")
  }
}
