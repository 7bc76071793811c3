// SPDX-License-Identifier: Apache-2.0

/// Gives batches one after another; pulled on the engine's thread, so it may block.
package protocol BatchSource: AnyObject, Sendable {
  var schema: BatchSchema { get }
  /// The next batch, or nil at the end.
  func next() throws -> BatchBuilder?
}
