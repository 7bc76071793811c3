// SPDX-License-Identifier: Apache-2.0

package import Foundation
import Trade

/// A small CSV file that a person wrote, read strictly: the header is checked, every row knows its line.
///
/// RFC 4180: fields are parted by commas, quoted with `"`, which is doubled inside. Empty lines are skipped, and so are
/// lines that begin with `#`, where a file may hold a person's remarks.
package struct CSVDocument: Sendable {
  package struct Row: Sendable, Hashable {
    /// 1-based line of the file on which the row begins.
    package let line: Int
    let values: [String: String]

    /// Without spaces at the ends; nil when the cell is empty or the column is not there.
    package subscript(column: String) -> String? { values[column] }
  }

  package let file: String
  package let rows: [Row]
  /// All columns, in the order of the file.
  package let header: [String]

  /// - Parameters:
  ///   - shownAs: the path that errors print.
  ///   - columns: those that may stand in the header, in any order.
  ///   - required: those that must.
  ///   - takesOthers: whether further columns, and lines of remarks, are passed over instead of refused.
  package init(
    file: URL, shownAs: String, columns: [String], required: [String], takesOthers: Bool = false
  ) throws {
    let data: Data
    do {
      data = try Data(contentsOf: file)
    } catch {
      throw DocumentError(
        .unreadable, "The file can't be read; check that it exists and that you may read it.", file: shownAs)
    }
    guard let text = String(data: data, encoding: .utf8) else {
      throw DocumentError(.unreadable, "The file is not UTF-8 text; save it as UTF-8.", file: shownAs)
    }
    try self.init(text: text, shownAs: shownAs, columns: columns, required: required, takesOthers: takesOthers)
  }

  package init(
    text: String, shownAs: String, columns: [String], required: [String], takesOthers: Bool = false
  ) throws {
    file = shownAs
    var records = try Self.records(text, file: shownAs, remarks: takesOthers)
    guard !records.isEmpty else {
      throw DocumentError(
        .missingKey, "The file has no header; its first line names the columns: \(columns.joined(separator: ",")).",
        file: shownAs, line: 1)
    }
    let (headerLine, header) = records.removeFirst()
    self.header = header
    for (index, name) in header.enumerated() {
      guard columns.contains(name) else {
        let near = Nearest.word(to: name, among: columns)
        // A further column is the file's own affair, unless it looks like one that is missing.
        if takesOthers, near.map({ header.contains($0) || !required.contains($0) }) ?? true { continue }
        let hint = near.map { " Did you mean '\($0)'?" } ?? ""
        throw DocumentError(
          .unknownKey, "'\(name)' is not a column here.\(hint) Known columns: \(columns.joined(separator: ", ")).",
          file: shownAs, line: headerLine)
      }
      if header[..<index].contains(name) {
        throw DocumentError(.duplicate, "The column '\(name)' stands twice.", file: shownAs, line: headerLine)
      }
    }
    for name in required where !header.contains(name) {
      throw DocumentError(.missingKey, "The column '\(name)' is missing.", file: shownAs, line: headerLine)
    }
    rows = try records.map { line, fields in
      guard fields.count == header.count else {
        throw DocumentError(
          .badValue, "The row has \(fields.count) cells and the header \(header.count); quote cells that hold a comma.",
          file: shownAs, line: line)
      }
      var values: [String: String] = [:]
      for (name, value) in zip(header, fields) where !value.isEmpty { values[name] = value }
      return Row(line: line, values: values)
    }
  }

  /// The cells of each record, and the line that it begins on.
  private static func records(_ text: String, file: String, remarks: Bool) throws -> [(line: Int, fields: [String])] {
    var records: [(line: Int, fields: [String])] = []
    var fields: [String] = []
    var field = String.UnicodeScalarView()
    var (line, start) = (1, 1)
    var isQuoted = false
    var wasQuoted = false
    func trimmed(_ view: String.UnicodeScalarView) -> String {
      String(view).trimmingCharacters(in: .whitespacesAndNewlines)
    }
    func endField() {
      fields.append(trimmed(field))
      field = String.UnicodeScalarView()
      wasQuoted = false
    }
    func endRecord() {
      endField()
      if fields != [""] { records.append((start, fields)) }
      fields = []
    }
    var scalars = Array(text.unicodeScalars)[...]
    if scalars.first == "\u{FEFF}" { scalars = scalars.dropFirst() }
    while let scalar = scalars.popFirst() {
      if isQuoted {
        if scalar == "\"" {
          if scalars.first == "\"" { field.append(scalars.removeFirst()) } else { isQuoted = false }
        } else {
          if scalar == "\n" { line += 1 }
          field.append(scalar)
        }
        continue
      }
      if remarks, scalar == "#", fields.isEmpty, field.isEmpty, !wasQuoted {
        while let next = scalars.first, next != "\n" { _ = (next, scalars.removeFirst()) }
        continue
      }
      switch scalar {
      case "\"":
        guard !wasQuoted, trimmed(field).isEmpty else {
          throw DocumentError(
            .badValue, "A quote stands inside a cell; quote the whole cell and double the quotes in it.", file: file,
            line: line)
        }
        field = String.UnicodeScalarView()
        (isQuoted, wasQuoted) = (true, true)
      case ",": endField()
      case "\r" where scalars.first == "\n": break
      case "\n":
        endRecord()
        line += 1
        start = line
      default:
        if wasQuoted, !scalar.properties.isWhitespace {
          throw DocumentError(
            .badValue, "Text follows a closed quote; double the quotes inside a cell.", file: file, line: line)
        }
        field.append(scalar)
      }
    }
    if isQuoted { throw DocumentError(.badValue, "A quote that opens here is never closed.", file: file, line: start) }
    endRecord()
    return records
  }
}
