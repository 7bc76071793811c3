// SPDX-License-Identifier: Apache-2.0

import Foundation
import Trade

/// A ledger as lines for a person, or as JSON.
enum LedgerText {
  /// - Parameter rejected: the first rejected rows of each source, in words.
  static func plain(_ ledger: [LedgerEntry], rejected: [String: [String]]) -> String {
    func n(_ number: Int) -> String { number.formatted(.number.locale(.init(identifier: "en"))) }
    return ledger.flatMap { entry -> [String] in
      var lines = [
        "\(entry.id): \(n(entry.read)) read: \(n(entry.accepted)) accepted, \(n(entry.rejected)) rejected, "
          + "\(n(entry.excluded)) excluded by rule"
      ]
      lines += entry.rejections.map { "  rejected  \(n($0.count)) × \($0.reason)" }
      lines += (rejected[entry.id] ?? []).map { "            \($0)" }
      lines += entry.exclusions.map { "  excluded  \(n($0.count)) × \($0.rule)" }
      lines += entry.notes.map { "  note      \(n($0.count)) × \($0.text)" }
      return lines
    }.joined(separator: "\n")
  }

  static func json(_ ledger: [LedgerEntry]) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(ledger), as: UTF8.self)
  }
}
