// SPDX-License-Identifier: Apache-2.0

/// Where engines differ. SQL is written once, in their common subset; what is not common is a member here.
package protocol Dialect: Sendable {
  var name: String { get }

  /// The value as a number of that precision and scale, or NULL where it is none.
  func tryDecimal(_ expression: String, precision: Int, scale: Int) -> String

  /// The text as a date, or NULL where it is none; `format` in `strptime` letters.
  func tryDate(_ expression: String, format: String) -> String

  /// The statement that puts the rows of a query into a table of this connection alone; `name` is quoted.
  func keep(_ name: String, _ query: String) -> String

  /// The statement that drops such a table.
  func forget(_ name: String) -> String

  /// A 16-digit hexadecimal key of the text, the same on every engine.
  func key(_ expression: String) -> String

  /// A Parquet file as a table, with the place of each row in the column `file_row_number`.
  func parquet(_ path: String) -> String

  /// A statement that lists the columns of a query, and the column of its result that holds their names.
  func describe(_ query: String) -> (statement: String, names: String)

  /// Statements before and after tables are written that are dropped soon: an engine that packs what it writes need not.
  var scratch: (begin: [SQL], end: [SQL]) { get }

  /// Statements before and after work on whole sources, which may be larger than memory: an engine that would fill most of it
  /// is held to a part.
  var thrift: (begin: [SQL], end: [SQL]) { get }

  /// Statements before and after a query whose joins should have their right sides in memory, as they are written: an engine's
  /// estimate of which side is smaller goes wrong where keys are worked out.
  var joinsAsWritten: (begin: [SQL], end: [SQL]) { get }

  /// How many rows of sources are best joined at a time, so that what is looked up stays in the processor's caches and takes
  /// little memory; nil for an engine that parts its work by itself.
  var rowsAtATime: Int? { get }

  /// Where rows may be put as a Parquet file that the engine then reads as if it were a table, which costs it less than
  /// taking them in; nil for an engine without a folder of its own.
  var rowFolder: String? { get }

  /// The statement that drops a temporary view of this connection; `name` is quoted.
  func forgetView(_ name: String) -> String
}
