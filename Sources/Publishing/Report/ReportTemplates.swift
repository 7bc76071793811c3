// SPDX-License-Identifier: Apache-2.0

import Foundation
import Mustache

/// The report's templates, style and script, as they lie in `Resources/report`.
struct ReportTemplates {
  private var library = MustacheLibrary()
  let style: String
  let script: String

  init() throws {
    guard let folder = Bundle.module.url(forResource: "report", withExtension: nil) else {
      throw PublishingError(.templates, "The report's templates are not beside the program; install it again.")
    }
    do {
      style = try String(contentsOf: folder.appendingPathComponent("report.css"), encoding: .utf8)
      script = try String(contentsOf: folder.appendingPathComponent("report.js"), encoding: .utf8)
      MustacheContentTypes.register(Markup(), named: Markup.name)
      for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
      where name.hasSuffix(".mustache") {
        let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
        // A partial begins with the library's own escaping again, so each says which it wants.
        try library.register("{{%CONTENT_TYPE:\(Markup.name)}}\n\(text)", named: String(name.dropLast(9)))
      }
    } catch {
      throw PublishingError(.templates, "The report's templates could not be read; install the program again.", cause: error)
    }
  }

  func page(_ fields: Fields) throws -> String {
    guard let page = library.render(fields, withTemplate: "layout") else {
      throw PublishingError(.templates, "The report has no layout; install the program again.")
    }
    return page
  }
}

/// What a template is filled with. A field that has nothing is `false`, not absent: a template looks for absent fields
/// further out, and would find those of another finding.
typealias Fields = [String: Any]

/// Nil, and text that is empty, as a template wants it.
func field(_ text: String?) -> Any { text.flatMap { $0.isEmpty ? nil : $0 } ?? false }

/// Escapes by scalar. The library's own HTML escaping goes by character, and so leaves a quotation mark alone that a
/// combining mark follows: enough to break out of an attribute.
package struct Markup {
  static let name = "MARKUP"

  package static func escaped(_ text: String) -> String {
    var out = ""
    out.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "&": out += "&amp;"
      case "\"": out += "&quot;"
      case "'": out += "&#39;"
      // No browser shows them, and NUL would become another character.
      case "\u{0}"..."\u{8}", "\u{B}"..."\u{C}", "\u{E}"..."\u{1F}", "\u{7F}": out += "\u{FFFD}"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}

extension Markup: MustacheContentType {
  func escapeText(_ text: String) -> String { Markup.escaped(text) }
}
