// SPDX-License-Identifier: Apache-2.0

/// Gives batches one after another; pulled on the engine's thread, so it may block.
package protocol BatchSource: AnyObject, Sendable {
  var schema: BatchSchema { get }
  /// The next batch, or nil at the end. The rows are taken out of the builder, which may be filled again and given
  /// once more by the following call.
  func next() throws -> BatchBuilder?
}
