// SPDX-License-Identifier: Apache-2.0

/// Rows of cells, one after another, whatever the file's format. One thread at a time.
protocol RowSource: AnyObject {
  /// Names of the columns; empty for a file without header.
  var header: [String] { get }
  func next() throws -> RowScanner.Step
  /// The cells of the row just read, as spans of ``bytes``; valid until the next call of ``next()``.
  var cells: UnsafePointer<RowScanner.Span> { get }
  /// Columns beyond these are empty.
  var cellCount: Int { get }
  var bytes: UnsafePointer<UInt8> { get }
  /// The row just read as it stands, where its cells stand in one piece.
  var text: UnsafeBufferPointer<UInt8>? { get }
  /// True when the row is not UTF-8 and is to be read as Latin-1.
  var isLatin1: Bool { get }
  /// The number by which a person finds the row again, where it is not simply one more than that of the row before:
  /// a sheet's own.
  var number: Int? { get }
  /// The row as it stands in the file: all that can be shown of it.
  var original: [UInt8] { get }
  /// What is wrong with the data behind the rows; known at the end.
  var damage: String? { get }
  /// What should be said aloud, counted; known at the end.
  var notes: [String: Int] { get }
}

extension RowSource {
  var isLatin1: Bool { false }
  var text: UnsafeBufferPointer<UInt8>? { nil }
  var number: Int? { nil }
}
