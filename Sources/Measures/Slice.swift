// SPDX-License-Identifier: Apache-2.0

import Trade
import Warehouse

/// The records that one total is over.
struct Slice: Sendable {
  var period: Period?
  /// What the period was put together from; for dated records, the stretches that are looked at.
  var pieces: [Period]
  /// Picks the records.
  var condition: SQL
  /// Picks those of them that lie inside for certain; nil when all of them do.
  var inside: SQL?
  var rows: [CoverageRow]
  /// Editions in use by the publishers in these periods, whether or not a record of the selection carries them.
  var editions: Set<String?>
  var caveats: [String]

  /// Rows of the source may each give several records.
  var hasSeveralParts: Bool { rows.contains { $0.lastPart > 0 } }
}
