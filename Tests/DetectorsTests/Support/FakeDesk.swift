// SPDX-License-Identifier: Apache-2.0

import Measures
import Trade
import Warehouse

/// A desk without an engine: answers are what the test says.
struct FakeDesk: Desk {
  var asOf = Day(number: 19_661)
  var statements: [Statement] = []
  var events: [DatedEvent] = []
  var stocks: [DeclaredStock] = []
  var answers: @Sendable (Measure) throws -> Answer = { _ in throw MeasureError(.noData, "Nothing is here.") }
  var tables: @Sendable (SQL) throws -> Table = { _ in
    Table(names: ["n"], columns: [.integers([0])], count: 1)
  }

  func answer(_ measure: Measure) async throws -> Answer { try answers(measure) }

  func table(_ query: SQL) async throws -> Table { try tables(query) }

  func addresses(_ rows: [(source: String, row: Int)]) async throws -> [RecordAddress] {
    rows.map { RecordAddress(source: $0.source, sha256: "f00d", row: $0.row) }
  }
}
