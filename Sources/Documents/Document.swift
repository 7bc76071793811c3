// SPDX-License-Identifier: Apache-2.0

package import Foundation
import Yams

/// A YAML file that a person wrote, read strictly: every value knows its line, and an unknown key is an error that
/// names the nearest known one.
///
/// ```swift
/// let fields = try Document(file: url, shownAs: "case.yaml").root.mapping(of: "a case", keys: ["title", "as-of"])
/// let title = try fields.required("title").text()
/// ```
package struct Document: Sendable {
  package let root: DocumentNode

  /// - Parameter shownAs: the path that errors print.
  package init(file: URL, shownAs: String) throws {
    let data: Data
    do {
      data = try Data(contentsOf: file)
    } catch {
      throw DocumentError(
        .unreadable, "The file can't be read; check that it exists and that you may read it.", file: shownAs)
    }
    guard let text = String(data: data, encoding: .utf8) else {
      throw DocumentError(.notYAML, "The file is not UTF-8 text; save it as UTF-8.", file: shownAs)
    }
    try self.init(text: text, shownAs: shownAs)
  }

  package init(text: String, shownAs: String) throws {
    do {
      let node = try Yams.compose(yaml: text)
      root = DocumentNode(node ?? Node("", Tag(.null)), file: shownAs, line: 1)
    } catch let error as YamlError {
      let (line, problem) = Self.explain(error)
      throw DocumentError(.notYAML, "This is not valid YAML: \(problem).", file: shownAs, line: line)
    }
    try root.refuseDuplicateKeys()
  }

  private static func explain(_ error: YamlError) -> (Int?, String) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
      (mark.line, problem)
    case .duplicatedKeysInMapping(let keys, let context):
      (context.mark.line, "the key '\(keys.map { "\($0)" }.joined(separator: "', '"))' stands twice")
    case .reader(let problem, _, _, _): (nil, problem)
    default: (nil, "\(error)")
    }
  }
}
