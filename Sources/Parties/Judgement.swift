// SPDX-License-Identifier: Apache-2.0

import Documents
package import Foundation
package import Trade

/// What a person decided about two names: source code of the case, kept in `judgements.csv`.
package struct Judgement: Sendable, Hashable {
  package enum Verdict: String, Sendable, CaseIterable {
    case same, different
    /// Looked at and left open. Changes nothing; says that somebody looked.
    case unsure
  }

  /// A name, or a number written `INN:7707083893`.
  package var left: String
  package var right: String
  package var verdict: Verdict
  package var by: String
  package var when: Day?
  package var why: String
  package var file: String
  /// 1-based.
  package var line: Int

  package init(
    left: String, right: String, verdict: Verdict, by: String, when: Day?, why: String, file: String, line: Int
  ) {
    self.left = left
    self.right = right
    self.verdict = verdict
    self.by = by
    self.when = when
    self.why = why
    self.file = file
    self.line = line
  }

  /// `judgements.csv:3`
  var place: String { "\(file):\(line)" }

  func error(_ message: String) -> DocumentError { DocumentError(.badValue, message, file: file, line: line) }
}

extension Judgement {
  static let columns = ["left", "right", "verdict", "by", "when", "why"]

  /// Reads `judgements.csv`. Further columns, and lines that begin with `#`, are a person's own and passed over. A file that is not there holds no judgements; that is for the caller to decide.
  /// - Throws: ``DocumentError`` with the line.
  package static func read(file: URL, shownAs: String) throws -> [Judgement] {
    try read(CSVDocument(file: file, shownAs: shownAs, columns: columns, required: columns, takesOthers: true))
  }

  package static func read(text: String, shownAs: String) throws -> [Judgement] {
    try read(CSVDocument(text: text, shownAs: shownAs, columns: columns, required: columns, takesOthers: true))
  }

  private static func read(_ document: CSVDocument) throws -> [Judgement] {
    try document.rows.map { row in
      func fail(_ message: String) -> DocumentError {
        DocumentError(.badValue, message, file: document.file, line: row.line)
      }
      func required(_ column: String) throws -> String {
        guard let value = row[column] else { throw fail("The cell '\(column)' is empty; a judgement needs it.") }
        return value
      }
      let word = try required("verdict")
      guard let verdict = Verdict(rawValue: word) else {
        let known = Verdict.allCases.map(\.rawValue)
        let hint = Nearest.word(to: word, among: known).map { " Did you mean '\($0)'?" } ?? ""
        throw fail("'\(word)' is not a verdict.\(hint) Known: \(known.joined(separator: ", ")).")
      }
      let when = try row["when"].map { text in
        guard let day = Day(text) else { throw fail("'\(text)' is not a date; write YYYY-MM-DD, a day that exists.") }
        return day
      }
      return Judgement(
        left: try required("left"), right: try required("right"), verdict: verdict, by: try required("by"), when: when,
        why: try required("why"), file: document.file, line: row.line)
    }
  }
}
