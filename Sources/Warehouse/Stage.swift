// SPDX-License-Identifier: Apache-2.0

import Columns

/// One step of long work: a statement with a name, whose result can be looked at before the next runs.
package struct Stage: Sendable, Hashable {
  /// Such as `party.blocks`; also the table that it fills, when it fills one.
  package let name: String
  package let sql: SQL
  /// What it does, in a few words, for people.
  package let about: String

  package init(name: String, sql: SQL, about: String) {
    self.name = name
    self.sql = sql
    self.about = about
  }
}

/// What a stage did.
package struct StageOutcome: Sendable, Hashable {
  package let name: String
  package let about: String
  /// Rows written; nil when the engine does not say, as for most statements other than INSERT, UPDATE, DELETE and
  /// CREATE TABLE AS.
  package let rows: Int?
}

extension Engine {
  /// Runs the stages in order and reports each when it is done. An error names the stage; stages before it stay done,
  /// unless all runs in a transaction.
  @discardableResult
  package func run(
    _ stages: [Stage], report: @Sendable (StageOutcome) -> Void = { _ in }
  ) async throws -> [StageOutcome] {
    var outcomes: [StageOutcome] = []
    for stage in stages {
      do {
        let outcome = StageOutcome(name: stage.name, about: stage.about, rows: try await changes(stage.sql))
        outcomes.append(outcome)
        report(outcome)
      } catch var error as WarehouseError {
        error.message = "The stage '\(stage.name)' failed: \(error.message)"
        throw error
      }
    }
    return outcomes
  }

  /// Runs a statement that changes rows and gives their number, which engines return as a table of one number.
  private func changes(_ statement: SQL) async throws -> Int? {
    let counter = RowCounter()
    try await stream(statement) { try counter.take($0) }
    return counter.rows
  }
}

// @unchecked: batches come one after another, and `rows` is read after the last.
private final class RowCounter: @unchecked Sendable {
  private(set) var rows: Int?

  func take(_ batch: Batch) throws {
    guard batch.count == 1, batch.fields.count == 1, batch.fields[0].name == "Count",
      case .integer = batch.fields[0].type
    else { return }
    rows = try batch.withColumn(0) { (column: borrowing ColumnView) in try column.integers()[0] }
  }
}
