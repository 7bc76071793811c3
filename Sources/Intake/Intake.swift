// SPDX-License-Identifier: Apache-2.0

import Columns
package import Trade
package import Warehouse

/// Takes the sources of a case into its tables.
///
/// Each source is atomic: its row in `source` is written in the transaction that writes its records, so that after a
/// kill at any moment the next run has either all of it or none. A source whose file and setup are as they were is left
/// alone; one that is no longer in the case is taken out.
///
/// For every source `read == accepted + rejected + excluded`. A file that is damaged from some point on counts one
/// further row, rejected as `cut-off`, whose number is NULL: what follows the last whole row.
package struct Intake {
  private let engine: any Engine
  private let asOf: Day?
  private let report: IntakeProgress.Report

  /// - Parameters:
  ///   - engine: with the tables of ``Schema`` in place.
  ///   - asOf: of several releases of the same data those later than this day are not used.
  package init(engine: any Engine, asOf: Day? = nil, progress report: @escaping IntakeProgress.Report = { _ in }) {
    self.engine = engine
    self.asOf = asOf
    self.report = report
  }

  /// - Returns: the ledger of all sources, in the order of the case.
  /// - Throws: ``IntakeError`` when a file as a whole can't be taken; sources before it stay taken.
  package func take(_ plans: [SourcePlan]) async throws -> [LedgerEntry] {
    for statement in engine.dialect.thrift.begin { try await engine.execute(statement) }
    do {
      let entries = try await takeAll(plans)
      for statement in engine.dialect.thrift.end { try await engine.execute(statement) }
      return entries
    } catch {
      // The first error is the one to tell.
      for statement in engine.dialect.thrift.end { try? await engine.execute(statement) }
      throw error
    }
  }

  private func takeAll(_ plans: [SourcePlan]) async throws -> [LedgerEntry] {
    let ledger = LedgerStore(engine: engine)
    let finishing = Finishing(engine: engine, asOf: asOf)
    try await dropStaging()
    let known = try await ledger.known()
    for gone in known.keys.sorted() where !plans.contains(where: { $0.id == gone }) {
      try await engine.transaction {
        try await ledger.remove(gone)
        try await finishing.undo()
      }
    }
    for plan in plans {
      try Task.checkCancellation()
      if let known = known[plan.id], known.setup == plan.setup, try await isUnchanged(plan, known) {
        try await ledger.updateWords(plan)
        try report(
          IntakeProgress(source: plan.id, state: .unchanged, rows: 0, bytes: 0, totalBytes: known.bytes))
        continue
      }
      try await take(plan, ledger, finishing)
    }
    try await finishing.run()
    return try await ledger.entries(plans)
  }

  private func take(_ plan: SourcePlan, _ ledger: LedgerStore, _ finishing: Finishing) async throws {
    let staged: StagedSource
    let engineText = try await EngineText.of(plan, engine)
    defer { engineText?.remove() }
    var plan = plan
    plan.text = engineText?.file
    do {
      for statement in engine.dialect.scratch.begin { try await engine.execute(statement) }
      switch plan.recipe {
      case .rows(let recipe): staged = try await RowTake(engine: engine, plan: plan, report: report).stage(recipe)
      case .list(let recipe): staged = try await ListTake(engine: engine, plan: plan, report: report).stage(recipe)
      case .entities(let recipe):
        staged = try await EntityTake(engine: engine, plan: plan, report: report).stage(recipe)
      }
      let taken = staged.taken
      guard taken.read == taken.accepted + taken.rejected + taken.excluded else {
        throw IntakeError(
          .rowsLost,
          "Of \(taken.read) rows \(taken.accepted) were accepted, \(taken.rejected) rejected and \(taken.excluded) "
            + "excluded, which does not add up. Nothing was kept; please report this.",
          source: plan.id, file: plan.path)
      }
      try await stage(staged.rejected)
      for statement in engine.dialect.scratch.end { try await engine.execute(statement) }
      try await engine.transaction {
        try await ledger.remove(plan.id)
        for statement in staged.statements { try await engine.execute(statement) }
        try await finishing.undo()
        try await ledger.insert(plan, taken, rejectedInStaging: !staged.rejected.isEmpty)
      }
    } catch {
      // The first error is the one to tell; staging tables that stay are dropped by the next run.
      for statement in engine.dialect.scratch.end { try? await engine.execute(statement) }
      try? await dropStaging()
      throw error
    }
    try await dropStaging()
    try report(
      IntakeProgress(
        source: plan.id, state: .finished, rows: staged.taken.read, bytes: staged.taken.bytes,
        totalBytes: staged.taken.bytes))
  }

  private func stage(_ rejected: [ReadOutcome.Rejected]) async throws {
    guard !rejected.isEmpty else { return }
    let rows = MemoryRows([
      ("row", .integer), ("reason", .text), ("column_name", .text), ("detail", .text), ("original", .text),
    ])
    for rejection in rejected {
      rows.append([
        .integer(rejection.row), .text(rejection.reason), .text(rejection.column), .text(rejection.detail),
        .text(rejection.original),
      ])
    }
    try await engine.ingest(into: Staging.rejection, create: true, from: rows)
  }

  private func dropStaging() async throws {
    if let folder = engine.dialect.rowFolder { try await RowFile(engine: engine, folder: folder).drop() }
    for table in Staging.all { try await engine.execute("DROP TABLE IF EXISTS \(identifier: table)") }
  }

  /// Whether the file is the one that was taken in: by size, then by hash.
  private func isUnchanged(_ plan: SourcePlan, _ known: LedgerStore.Known) async throws -> Bool {
    try await onThread("tallyman-digest") { isStopped in
      let digest = FileDigest()
      let file = try FileStream(plan.file, shownAs: plan.path, digest: digest)
      guard file.size == known.bytes else {
        digest.abandon()
        return false
      }
      try file.drain()
      return digest.finish() == known.sha256
    }
  }
}
