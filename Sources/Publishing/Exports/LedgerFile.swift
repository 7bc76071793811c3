// SPDX-License-Identifier: Apache-2.0

import Casework
import Trade

extension JSON {
  /// `ledger.json`
  static func ledger(_ result: CaseResult) -> JSON {
    .object([
      ("case", .text(result.name)),
      ("title", .text(result.title)),
      ("asOf", .text(result.asOf.description)),
      ("sources", .array(result.ledger.map(source))),
    ])
  }

  private static func source(_ entry: LedgerEntry) -> JSON {
    .object([
      ("id", .text(entry.id)),
      ("path", .text(entry.path)),
      ("sha256", .text(entry.sha256)),
      ("bytes", .integer(entry.bytes)),
      ("profile", .text(entry.profile)),
      ("publisher", .optional(entry.publisher)),
      ("read", .integer(entry.read)),
      ("accepted", .integer(entry.accepted)),
      ("rejected", .integer(entry.rejected)),
      ("excluded", .integer(entry.excluded)),
      ("rejections", .array(entry.rejections.map { .object([("reason", .text($0.reason)), ("count", .integer($0.count))]) })),
      ("exclusions", .array(entry.exclusions.map { .object([("rule", .text($0.rule)), ("count", .integer($0.count))]) })),
      ("licence", .optional(entry.licence)),
      ("url", .optional(entry.url)),
      ("retrieved", .optional(entry.retrieved?.description)),
      ("grade", .optional(entry.grade?.rawValue)),
    ])
  }
}
