// SPDX-License-Identifier: Apache-2.0

package import Trade
package import Warehouse

/// Where detectors and claims ask their questions: figures through measures, leads through named stages.
package protocol Desk: Sendable {
  /// The case's as-of date: nothing later is looked at.
  var asOf: Day { get }
  var statements: [Statement] { get }
  var events: [DatedEvent] { get }
  /// Rules on goods and destinations.
  var rules: [TradeRule] { get }
  var stocks: [DeclaredStock] { get }
  var substitutions: [DeclaredSubstitution] { get }

  /// - Throws: ``MeasureError`` when the question can't be answered.
  func answer(_ measure: Measure) async throws -> Answer

  /// Rows of a read-only query over the case's tables.
  func table(_ query: SQL) async throws -> Table

  /// Keeps the rows of a query that several others read, and gives the name of the table they are in. The same query is
  /// run once. What is kept follows from the case's tables: figures name these, never the kept one.
  /// - Parameters:
  ///   - parts: queries of the same columns, whose rows go into the table one after another.
  ///   - isShared: kept for all detectors, not for the one that asks alone.
  ///   - joinsAsWritten: the right side of each join is what should lie in memory.
  func keep(_ parts: [SQL], isShared: Bool, joinsAsWritten: Bool) async throws -> String

  /// How many rows of sources a query for ``keep(_:isShared:joinsAsWritten:)`` is best about; nil = as many as there are.
  var rowsAtATime: Int? { get }

  /// Gives up what was kept and is not shared, or all of it.
  func forget(all: Bool) async throws

  /// The same for a query that several detectors ask: its answer is kept.
  func kept(_ query: SQL) async throws -> Table

  /// Full addresses for rows of sources.
  func addresses(_ rows: [(source: String, row: Int)]) async throws -> [RecordAddress]
}

extension Desk {
  package var rules: [TradeRule] { [] }

  /// A desk without tables of its own keeps none.
  package func keep(_ parts: [SQL], isShared: Bool, joinsAsWritten: Bool) async throws -> String {
    throw MeasureError(.badQuestion, "This desk can't keep tables.")
  }

  package func forget(all: Bool) async throws {}

  package func keep(_ query: SQL, isShared: Bool = false) async throws -> String {
    try await keep([query], isShared: isShared, joinsAsWritten: false)
  }

  package var rowsAtATime: Int? { nil }

  package var stocks: [DeclaredStock] { [] }
  package var substitutions: [DeclaredSubstitution] { [] }

  package func kept(_ query: SQL) async throws -> Table { try await table(query) }
}
