// SPDX-License-Identifier: Apache-2.0

package import Trade
package import Warehouse

/// The desk of a case whose tables are built. They must not change while it is in use: what it learns of them is kept.
package struct CaseDesk: Desk {
  package let asOf: Day
  package let statements: [Statement]
  package let events: [DatedEvent]
  package let rules: [TradeRule]
  package let stocks: [DeclaredStock]
  package let substitutions: [DeclaredSubstitution]
  private let engine: any Engine
  private let compiler: MeasureCompiler
  private let cache = MeasureCache()
  private let tables = TableCache()
  private let kept = KeptTables()

  package init(
    engine: any Engine, asOf: Day, statements: [Statement] = [], events: [DatedEvent] = [], stocks: [DeclaredStock] = [],
    substitutions: [DeclaredSubstitution] = [], rules: [TradeRule] = []
  ) {
    self.stocks = stocks
    self.substitutions = substitutions
    self.engine = engine
    self.asOf = asOf
    self.statements = statements
    self.events = events
    self.rules = rules
    compiler = MeasureCompiler(engine: engine, asOf: asOf)
  }

  package func answer(_ measure: Measure) async throws -> Answer {
    let compiler = compiler
    return try await cache.answer(measure) { try await compiler.answer($0) }
  }

  package func table(_ query: SQL) async throws -> Table {
    try Self.refuseChanges(query)
    return try await engine.table(query)
  }

  package var rowsAtATime: Int? { engine.dialect.rowsAtATime }

  package func keep(_ parts: [SQL], isShared: Bool, joinsAsWritten: Bool) async throws -> String {
    for part in parts { try Self.refuseChanges(part) }
    return try await kept.table(parts, isShared: isShared, joinsAsWritten: joinsAsWritten, on: engine)
  }

  package func forget(all: Bool) async throws { try await kept.drop(all: all, on: engine) }

  private static func refuseChanges(_ query: SQL) throws {
    let word = query.text.drop { !$0.isLetter }.prefix { $0.isLetter }.uppercased()
    guard word == "SELECT" || word == "WITH" else {
      throw MeasureError.badQuestion("A desk answers queries (SELECT, WITH), not '\(word)'.")
    }
  }

  package func kept(_ query: SQL) async throws -> Table {
    try await tables.table(query) { try await table($0) }
  }

  package func addresses(_ rows: [(source: String, row: Int)]) async throws -> [RecordAddress] {
    try await compiler.addresses(rows)
  }
}
