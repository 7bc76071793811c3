// SPDX-License-Identifier: Apache-2.0

/// How far the taking of one source is.
package struct IntakeProgress: Sendable, Hashable {
  package enum State: Sendable, Hashable {
    case reading
    /// All rows are read and become records.
    case converting
    case finished
    /// File and setup are those of the last run: nothing was read.
    case unchanged
  }

  package var source: String
  package var state: State
  /// Rows of data so far, rejected ones included.
  package var rows: Int
  /// Of the file as it is on disk.
  package var bytes: Int
  package var totalBytes: Int

  /// Called on threads of the intake, at most once for some tens of thousands of rows. Throwing stops the intake, as
  /// cancelling its task does; the source is then as if it had never been begun.
  package typealias Report = @Sendable (IntakeProgress) throws -> Void
}
