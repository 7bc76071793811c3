// SPDX-License-Identifier: Apache-2.0

import Trade
import Warehouse

/// What became of a source, as it goes into the ledger.
struct TakenSource: Sendable {
  var sha256: String
  var bytes: Int
  var read: Int
  var accepted: Int
  var rejected: Int { rejections.values.reduce(0, +) }
  var excluded: Int { exclusions.values.reduce(0, +) }
  /// By reason.
  var rejections: [String: Int] = [:]
  /// By rule.
  var exclusions: [String: Int] = [:]
  var notes: [String: Int] = [:]
  var carried: [String] = []
}

/// The statements that put a source into the tables, run as one transaction after all that can fail has been done.
struct StagedSource: Sendable {
  var taken: TakenSource
  var rejected: [ReadOutcome.Rejected]
  var statements: [SQL]
}
