// SPDX-License-Identifier: Apache-2.0

import Foundation
package import Trade

/// Fetched files as `case.yaml` names them.
package enum SourceText {
  /// A block to paste under `sources:`.
  /// - Parameters:
  ///   - path: of the file, from the case folder.
  ///   - retrieved: today.
  package static func yaml<C: Connector>(_ file: FetchedFile, of connector: C.Type, path: String, retrieved: Day) -> String {
    let stem = file.file.lastPathComponent.prefix { $0 != "." }
    let id = String(stem.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "-" })
    var lines = [
      "  - id: \(id)", "    path: \(quoted(path))", "    profile: \(file.profile)", "    publisher: \(quoted(C.publisher))",
      "    licence: \(quoted(C.licence))", "    retrieved: \(retrieved)",
    ]
    if ["ofac", "eu", "un", "opensanctions"].contains(C.id) {
      // A list is a snapshot of a day; without a release that is known, nobody can say of which.
      lines.append(file.released.map { "    as-of: \($0)" } ?? "    as-of:            # the day of this snapshot: the publisher does not say it")
    }
    if !file.settings.isEmpty {
      lines.append("    options: {\(file.settings.map { "\($0.key): \($0.value)" }.joined(separator: ", "))}")
    }
    return lines.joined(separator: "\n")
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
