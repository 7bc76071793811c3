// SPDX-License-Identifier: Apache-2.0

import Documents
package import Foundation
import Trade

/// What was translated for a case, kept in `translations.csv` beside `case.yaml`: by persons, whose word stands, and by
/// services, whose answers are kept so that nothing is asked twice and the report comes out the same without a network.
package struct TranslationBook: Sendable {
  package static let name = "translations.csv"
  package static let columns = ["text", "english", "origin", "by"]

  private var renderings: [String: Rendering] = [:]

  package init() {}

  /// - Throws: `DocumentError` with the line; a text that a person translated in two ways is one.
  package init(file: URL, shownAs: String = TranslationBook.name) throws {
    try self.init(
      CSVDocument(file: file, shownAs: shownAs, columns: Self.columns, required: ["text", "english", "origin"]))
  }

  package init(text: String, shownAs: String = TranslationBook.name) throws {
    try self.init(
      CSVDocument(text: text, shownAs: shownAs, columns: Self.columns, required: ["text", "english", "origin"]))
  }

  private init(_ document: CSVDocument) throws {
    for row in document.rows {
      func fail(_ message: String) -> DocumentError {
        DocumentError(.badValue, message, file: document.file, line: row.line)
      }
      guard let text = row["text"], let english = row["english"] else {
        throw fail("A translation needs 'text' and 'english'; one of the cells is empty.")
      }
      let word = row["origin"] ?? ""
      guard let origin = Rendering.Origin(rawValue: word), origin != .glossary else {
        throw fail("'\(word)' is not where a translation comes from. Known: person, service.")
      }
      let key = Self.key(text)
      let rendering = Rendering(english: english, origin: origin, known: 1)
      switch (renderings[key], origin) {
      case (nil, _): renderings[key] = rendering
      case (let old?, .person) where old.origin == .person && old.english != english:
        throw fail("The text is translated by a person twice, in different words; keep one of the rows.")
      case (_, .person): renderings[key] = rendering
      default: break
      }
    }
  }

  package var count: Int { renderings.count }

  package func rendering(of text: String) -> Rendering? { renderings[Self.key(text)] }

  /// Space says nothing.
  private static func key(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Writes rows at the end of the file, which is made with its header when it isn't there. What stands in it stays.
  package static func append(
    _ rows: [(text: String, english: String, by: String)], origin: Rendering.Origin, to file: URL
  ) throws {
    var content = (try? Data(contentsOf: file)) ?? Data((columns.joined(separator: ",") + "\n").utf8)
    if let last = content.last, last != 0x0A { content.append(0x0A) }
    for row in rows {
      let cells = [row.text, row.english, origin.rawValue, row.by].map(cell)
      content.append(Data((cells.joined(separator: ",") + "\n").utf8))
    }
    try content.write(to: file, options: .atomic)
  }

  private static func cell(_ text: String) -> String {
    guard
      text.contains(where: { ",\"\n\r".contains($0) }) || text.first?.isWhitespace == true
        || text.last?.isWhitespace == true
    else { return text }
    return "\"\(text.replacing("\"", with: "\"\""))\""
  }
}
