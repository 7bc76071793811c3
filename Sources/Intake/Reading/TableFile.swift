// SPDX-License-Identifier: Apache-2.0

package import Foundation

/// A delimited file with a header, plain or packed with gzip, for tables that a person hands to one command and that become
/// no records of a case; sources of a case are taken in. Read row by row in bounded memory, one thread at a time.
///
/// Rows that can't be read end it (``next()``) or cost themselves alone (``step()``).
package final class TableFile {
  package enum Step: Sendable, Hashable {
    /// A row; its cells are read with ``text(_:)``.
    case row
    /// A row that can't be read, and why.
    case rejected(String)
    case end
  }

  package let header: [String]
  package let path: String
  private let reader: RowReader
  private var row = 0
  private var hasToldDamage = false

  /// - Parameter delimiter: nil = the comma, the semicolon or the tab, whichever the header has.
  /// - Throws: ``IntakeError`` when the file can't be opened or its header not be read.
  package init(_ file: URL, shownAs path: String, encoding: TextEncoding = .utf8, delimiter: UInt8? = nil) throws {
    self.path = path
    do {
      var layout = FileLayout()
      (layout.encoding, layout.delimiter, layout.header) = (encoding, delimiter ?? UInt8(ascii: ","), .rows(1, 1))
      var reader = try RowReader(file, shownAs: path, layout: layout)
      if delimiter == nil, reader.header.count == 1, let other = [";", "\t"].first(where: { reader.header[0].contains($0) }) {
        layout.delimiter = Array(other.utf8)[0]
        reader = try RowReader(file, shownAs: path, layout: layout)
      }
      self.reader = reader
    } catch let error as IntakeError {
      var named = error
      // There is no case here that the file could be taken out of.
      if error.code == .emptyFile { named.message = "The file is empty; it needs a line of column names, and rows below it." }
      named.file = named.file ?? path
      throw named
    }
    header = reader.header
  }

  // MARK: columns

  /// The position of the column with one of the names, in any case; nil when there is none.
  package func column(_ names: [String]) throws -> Int? {
    let found = header.indices.filter { names.contains(header[$0].lowercased()) }
    if found.count > 1 {
      let shown = found.map { "'\(header[$0])'" }.joined(separator: " and ")
      throw IntakeError(.duplicateColumn, "Two columns say the same: \(shown); rename one of them.", file: path)
    }
    return found.first
  }

  /// The position of a column: the one of just that name, or else in any case.
  /// - Throws: ``IntakeError`` that lists the columns when the file has none of that name.
  package func required(_ name: String) throws -> Int {
    if let place = try header.firstIndex(of: name) ?? column([name.lowercased()]) { return place }
    throw IntakeError.missingColumn(
      name, header: header, path: path, use: ColumnUse(place: .named(name), name: name, collapse: false))
  }

  // MARK: rows

  /// Goes to the next row. A row that can't be read is told and passed over; so is the end of a damaged file.
  package func step() throws -> Step {
    switch try reader.next() {
    case .row:
      row += 1
      return .row
    case .fault(let fault):
      row += 1
      return .rejected(fault.detail(encoding: reader.encoding))
    case .end:
      if let damage = reader.rows.damage, !hasToldDamage {
        hasToldDamage = true
        return .rejected("The file is cut off or damaged here: \(damage).")
      }
      return .end
    }
  }

  /// Goes to the next row. Nil at the end; else its number, the first below the header being 1.
  /// - Throws: ``IntakeError`` that names the row which can't be split or is no text.
  package func next() throws -> Int? {
    switch try reader.next() {
    case .row:
      row += 1
      return row
    case .fault(let fault):
      throw error(message(fault), row: row + 1, column: fault.column)
    case .end:
      if let damage = reader.rows.damage {
        throw IntakeError(.unreadable, "The file is damaged after row \(row): \(damage). Fetch it again.", file: path)
      }
      return nil
    }
  }

  /// Here nothing is read on after a fault, and there may be no profile that could name another encoding.
  private func message(_ fault: RowFault) -> String {
    if case .invalidByte(let byte) = fault.kind, reader.encoding == .utf8 {
      return "The byte 0x\(String(byte, radix: 16, uppercase: true)) is not UTF-8; save the file as UTF-8 and try again."
    }
    let detail = fault.detail(encoding: reader.encoding)
    return detail.firstRange(of: " Reading went on").map { String(detail[..<$0.lowerBound]) } ?? detail
  }

  /// The cell of the row just read, stretches of space made one; nil when it is empty.
  package func text(_ column: Int) -> String? { reader.text(column, collapse: true) }

  /// The cell as it stands, but for space around it.
  package func wholeText(_ column: Int) -> String? { reader.text(column) }

  package var bytesRead: Int { reader.file.bytesRead }
  package var size: Int { reader.file.size }

  package func error(_ message: String, row: Int, column: Int? = nil) -> IntakeError {
    let name = column.flatMap { header.indices.contains($0) ? header[$0] : nil }
    return IntakeError(
      .badRow, "Row \(row)\(name.map { ", column '\($0)'" } ?? ""): \(message)", file: path, column: name)
  }
}
