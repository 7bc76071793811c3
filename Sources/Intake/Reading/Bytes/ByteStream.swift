// SPDX-License-Identifier: Apache-2.0

/// Bytes, one stretch after another. One thread at a time.
protocol ByteStream: AnyObject {
  /// Fills up to the whole buffer; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int

  /// What is wrong with the data behind the bytes given so far; known at the end. The bytes themselves are good.
  var damage: String? { get }
}
