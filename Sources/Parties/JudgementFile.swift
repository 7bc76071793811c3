// SPDX-License-Identifier: Apache-2.0

import Documents
package import Foundation

/// Writes `judgements.csv`. A row is added at the end and nothing else is touched: remarks, further columns, order and line
/// ends stay as they are. The file is replaced in one step, so that a reader never sees half of it.
package struct JudgementFile: Sendable {
  private let file: URL
  private let path: String

  package init(_ file: URL, shownAs path: String) {
    self.file = file
    self.path = path
  }

  /// What an append did; needed to take it back.
  package struct Receipt: Sendable {
    /// Nil when the file was not there.
    var before: Data?
    var after: Data
  }

  /// Adds the judgement as the last row. The file is made with its header when it is not there.
  /// - Throws: ``DocumentError`` when the file that is there can't be read as judgements; it is left alone then.
  package func append(_ judgement: Judgement) throws -> Receipt {
    let before = try current()
    var content = before ?? Data((Judgement.columns.joined(separator: ",") + "\n").utf8)
    guard let text = String(data: content, encoding: .utf8) else {
      throw DocumentError(.unreadable, "The file is not UTF-8 text; save it as UTF-8.", file: path)
    }
    _ = try Judgement.read(text: text, shownAs: path)
    let header = try CSVDocument(
      text: text, shownAs: path, columns: Judgement.columns, required: Judgement.columns, takesOthers: true
    ).header
    let cells = header.map { Self.cell(Self.value($0, judgement)) }
    let lineEnd = text.contains("\r\n") ? "\r\n" : "\n"
    if let last = content.last, last != 0x0A { content.append(Data(lineEnd.utf8)) }
    content.append(Data((cells.joined(separator: ",") + lineEnd).utf8))
    try write(content)
    return Receipt(before: before, after: content)
  }

  /// Takes back an append.
  /// - Returns: false, and changes nothing, when the file was changed since.
  package func takeBack(_ receipt: Receipt) throws -> Bool {
    guard try current() == receipt.after else { return false }
    if let before = receipt.before {
      try write(before)
    } else {
      try FileManager.default.removeItem(at: file)
    }
    return true
  }

  private func current() throws -> Data? {
    guard FileManager.default.fileExists(atPath: file.path) else { return nil }
    do {
      return try Data(contentsOf: file)
    } catch {
      throw DocumentError(.unreadable, "The file can't be read; check that you may read it.", file: path)
    }
  }

  private func write(_ content: Data) throws {
    do {
      try content.write(to: file, options: .atomic)
    } catch {
      throw DocumentError(
        .unreadable, "The file can't be written, and nothing was changed: \(FileProblem.words(error)).", file: path)
    }
  }

  private static func value(_ column: String, _ judgement: Judgement) -> String {
    switch column {
    case "left": judgement.left
    case "right": judgement.right
    case "verdict": judgement.verdict.rawValue
    case "by": judgement.by
    case "when": judgement.when.map { "\($0)" } ?? ""
    case "why": judgement.why
    default: ""
    }
  }

  private static func cell(_ text: String) -> String {
    // On one line, so that a line stays a judgement.
    let text = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    let isPlain =
      !text.contains { ",\"".contains($0) } && !text.hasPrefix("#") && text.first?.isWhitespace != true
      && text.last?.isWhitespace != true
    return isPlain ? text : "\"\(text.replacing("\"", with: "\"\""))\""
  }
}
