// SPDX-License-Identifier: Apache-2.0

import Trade

extension IntakeError {
  static func unreadable(_ path: String, _ why: String) -> IntakeError {
    IntakeError(.unreadable, "The file can't be read: \(why).", file: path)
  }

  static func empty(_ path: String) -> IntakeError {
    IntakeError(
      .emptyFile, "The file is empty. Nothing was taken from it; fetch it again, or take the source out of the case.",
      file: path)
  }

  static func badHeader(_ path: String, _ why: String) -> IntakeError {
    IntakeError(.badHeader, "The header row can't be read. \(why)", file: path)
  }

  static func missingColumn(_ name: String, header: [String], path: String, use: ColumnUse) -> IntakeError {
    let hint = Nearest.word(to: name, among: header).map { " Did you mean '\($0)'?" } ?? ""
    let shown = header.prefix(60).joined(separator: ", ")
    return IntakeError(
      .missingColumn, "The file \(path) has no column '\(name)'.\(hint) Its columns: \(shown).",
      file: use.file ?? path, line: use.line, column: name)
  }

  static func duplicateColumn(_ name: String, at positions: [Int], path: String, use: ColumnUse) -> IntakeError {
    let shown = positions.map { String($0 + 1) }.joined(separator: " and ")
    return IntakeError(
      .duplicateColumn,
      "The file \(path) has the column '\(name)' more than once (columns \(shown)); rename one of them in the file.",
      file: use.file ?? path, line: use.line, column: name)
  }
}
