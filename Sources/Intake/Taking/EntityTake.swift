// SPDX-License-Identifier: Apache-2.0

import Foundation
import Warehouse

/// Takes in a file of entities, and leaves the statements that finish it.
struct EntityTake {
  let engine: any Engine
  let plan: SourcePlan
  let report: IntakeProgress.Report

  func stage(_ recipe: EntityRecipe) async throws -> StagedSource {
    if let rule = plan.exclude.first {
      throw IntakeError(
        .missingColumn, "A rule of exclusion needs columns, and the profile \(plan.profile.id) has none.",
        source: plan.id,
        file: rule.file, line: rule.line, column: rule.column)
    }
    let plan = plan
    let (sink, sha256, bytes, notes) = try await onThread("tallyman-reader") { isStopped in
      let digest = FileDigest()
      do {
        let source = try SourceFile(plan.file, shownAs: plan.path, layout: plan.layout, digest: digest)
        guard case .text(let stream) = source.content else {
          throw IntakeError(
            .unreadable, "The file is a workbook, and the profile \(plan.profile.id) reads text.", source: plan.id,
            file: plan.path)
        }
        let sink = EntitySink(isStopped: isStopped)
        try recipe.read(stream, sink)
        if let damage = stream.damage { sink.cutOff(damage) }
        try source.file.drain()
        return (sink, digest.finish(), source.file.bytesRead, source.notes)
      } catch {
        digest.abandon()
        throw error
      }
    }
    try report(
      IntakeProgress(source: plan.id, state: .converting, rows: sink.read, bytes: bytes, totalBytes: bytes))
    try await ListTake.stage(sink.listed, engine)
    try await engine.ingest(into: Staging.ownership, create: true, from: sink.ownership)
    var taken = TakenSource(sha256: sha256, bytes: bytes, read: sink.read, accepted: sink.accepted)
    taken.notes = notes.merging(sink.notes) { $0 + $1 }
    taken.exclusions = sink.exclusions
    taken.rejections = sink.rejections
    return StagedSource(
      taken: taken, rejected: sink.rejected,
      statements: ListTake.statements(plan, families: recipe.isSnapshot ? sink.listed.families.sorted() : [])
        + statements)
  }

  private var statements: [SQL] {
    let source = SQL.constant(plan.id)
    let separator = SQL.Value.text(String(WordKind.separator)).literal
    func key(_ side: String) -> SQL {
      SQL(
        text: engine.dialect.key(
          ["name", "country", "number"].map { "coalesce(\(side)_\($0), '')" }.joined(separator: " || \(separator) || "))
      )
    }
    func identities(_ side: String) -> SQL {
      SQL(
        text: "SELECT \(key(side).text) AS identity, \(side)_name AS name, \(side)_country AS country, "
          + "\(side)_kind AS number_kind, \(side)_number AS number FROM ")
        + "\(identifier: Staging.ownership)"
    }
    return [
      """
      INSERT INTO ownership (source, "row", owner_name, owner_identity, owned_name, owned_identity, share, start_date,
        end_date, note)
      SELECT \(fragment: source), "row", owner_name, \(fragment: key("owner")), owned_name, \(fragment: key("owned")),
        CAST(share AS DOUBLE), start_date, end_date, note
      FROM \(identifier: Staging.ownership)
      """,
      """
      INSERT INTO source_identity (source, identity, name, country, number_kind, number, address)
      SELECT \(fragment: source), identity, min(name), min(country), min(number_kind), min(number), CAST(NULL AS VARCHAR)
      FROM (\(fragment: identities("owner")) UNION ALL \(fragment: identities("owned"))) e GROUP BY identity
      """,
    ]
  }
}
