// SPDX-License-Identifier: Apache-2.0

/// How far long work has come.
package struct CaseProgress: Sendable, Hashable {
  package enum Stage: String, Sendable, CaseIterable {
    case intake, goods, parties, screening, detectors, claims, charts, publishing
  }

  package var stage: Stage
  /// The source, detector or claim at work.
  package var item: String
  package var rows: Int
  /// Of `total`, in the stage's own unit (bytes for intake, items elsewhere); 0 of 0 when unknown.
  package var done: Int
  package var total: Int
  package var isFinished: Bool
  /// "unchanged", "6,803 rows", …
  package var note: String?

  package init(
    _ stage: Stage, _ item: String = "", rows: Int = 0, done: Int = 0, total: Int = 0, isFinished: Bool = false,
    note: String? = nil
  ) {
    self.stage = stage
    self.item = item
    self.rows = rows
    self.done = done
    self.total = total
    self.isFinished = isFinished
    self.note = note
  }

  package typealias Sink = @Sendable (CaseProgress) -> Void
}
