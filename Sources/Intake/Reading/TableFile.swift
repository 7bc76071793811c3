// SPDX-License-Identifier: Apache-2.0

package import Foundation

/// A delimited file with a header, plain or gzipped, read strictly: a row that can't be split or is no text ends it with
/// an error that names the row. For files that a person hands to one command; sources of a case are taken in.
///
/// UTF-8. The delimiter is the comma, the semicolon or the tab, whichever the header has.
package final class TableFile {
  package let header: [String]
  package let path: String
  private let reader: RowReader
  private var row = 0

  package init(_ file: URL, shownAs path: String) throws {
    self.path = path
    var layout = FileLayout()
    (layout.encoding, layout.delimiter, layout.header) = (.utf8, UInt8(ascii: ","), .rows(1, 1))
    var reader: RowReader
    do {
      reader = try RowReader(file, shownAs: path, layout: layout)
    } catch let error as IntakeError where error.code == .emptyFile {
      throw IntakeError(.emptyFile, "The file is empty; it needs a line of column names, and rows below it.", file: path)
    }
    if reader.header.count == 1, let other = [";", "\t"].first(where: { reader.header[0].contains($0) }) {
      layout.delimiter = Array(other.utf8)[0]
      reader = try RowReader(file, shownAs: path, layout: layout)
    }
    self.reader = reader
    header = reader.header
  }

  /// The position of the column with one of the names, in any case; nil when there is none.
  package func column(_ names: [String]) throws -> Int? {
    let found = header.indices.filter { names.contains(header[$0].lowercased()) }
    if found.count > 1 {
      let shown = found.map { "'\(header[$0])'" }.joined(separator: " and ")
      throw IntakeError(.duplicateColumn, "Two columns say the same: \(shown); rename one of them.", file: path)
    }
    return found.first
  }

  /// - Throws: ``IntakeError`` when the file has no such column.
  package func required(_ name: String) throws -> Int {
    if let position = try column([name]) { return position }
    throw IntakeError(
      .missingColumn,
      "The file has no column '\(name)'. Its header: \(header.joined(separator: ",")). Name the column in the first line.",
      file: path, column: name)
  }

  /// Goes to the next row. Nil at the end; else its number, the first below the header being 1.
  package func next() throws -> Int? {
    switch try reader.next() {
    case .row:
      row += 1
      return row
    case .fault(let fault):
      throw error(Self.message(fault), row: row + 1, column: fault.column)
    case .end:
      if let damage = reader.rows.damage {
        throw IntakeError(.unreadable, "The file is damaged after row \(row): \(damage). Fetch it again.", file: path)
      }
      return nil
    }
  }

  /// Here nothing is read on after a fault, and there is no profile that could name another encoding.
  private static func message(_ fault: RowFault) -> String {
    if case .invalidByte(let byte) = fault.kind {
      let digits = String(byte, radix: 16, uppercase: true)
      return "The byte 0x\(digits) is not UTF-8; save the file as UTF-8 and try again."
    }
    let detail = fault.detail(encoding: .utf8)
    return detail.firstRange(of: " Reading went on").map { String(detail[..<$0.lowerBound]) } ?? detail
  }

  /// The cell of the row just read, stretches of space made one; nil when it is empty.
  package func text(_ column: Int) -> String? { reader.text(column, collapse: true) }

  package func error(_ message: String, row: Int, column: Int? = nil) -> IntakeError {
    let name = column.flatMap { header.indices.contains($0) ? header[$0] : nil }
    return IntakeError(
      .badRow, "Row \(row)\(name.map { ", column '\($0)'" } ?? ""): \(message)", file: path, column: name)
  }
}
