// SPDX-License-Identifier: Apache-2.0

import Trade
import Warehouse

/// The ledger of sources in the tables of a case.
struct LedgerStore {
  let engine: any Engine

  /// What is remembered of a source that was taken in.
  struct Known: Sendable {
    var sha256: String
    var setup: String
    var bytes: Int
  }

  func known() async throws -> [String: Known] {
    let table = try await engine.table("SELECT source, sha256, setup, bytes FROM source ORDER BY source")
    let (sources, digests, setups, bytes) = (
      try table.texts("source"), try table.texts("sha256"), try table.texts("setup"), try table.integers("bytes")
    )
    var known: [String: Known] = [:]
    for index in sources.indices {
      guard let source = sources[index], let sha256 = digests[index], let setup = setups[index] else { continue }
      known[source] = Known(sha256: sha256, setup: setup, bytes: bytes[index] ?? -1)
    }
    return known
  }

  /// Takes everything of a source out of the tables. The ledger's row goes first, so that an engine without
  /// transactions, too, never shows a source that is only half there.
  func remove(_ source: String) async throws {
    try await engine.execute("DELETE FROM source WHERE source = \(source)")
    for table in LedgerStore.tables {
      try await engine.execute("DELETE FROM \(identifier: table) WHERE source = \(source)")
    }
  }

  private static let tables = [
    "rejection", "exclusion", "source_count", "carried", "record", "mention", "source_identity", "company", "listing",
    "listing_name", "listing_number", "listing_address", "listing_snapshot", "listing_stated", "ownership",
    "exchange_rate",
    "record_past", "mention_past", "record_superseded",
  ]

  func insert(_ plan: SourcePlan, _ taken: TakenSource, rejectedInStaging: Bool) async throws {
    let source = SQL.constant(plan.id)
    if rejectedInStaging {
      try await engine.execute(
        """
        INSERT INTO rejection (source, "row", reason, column_name, detail, original)
        SELECT \(fragment: source), "row", reason, column_name, detail, original FROM \(identifier: Staging.rejection)
        """)
    }
    for (rule, rows) in taken.exclusions.sorted(by: { $0.key < $1.key }) {
      try await engine.execute(
        "INSERT INTO exclusion (source, rule, \"rows\") VALUES (\(fragment: source), \(rule), \(rows))")
    }
    let counts =
      taken.rejections.map { ("rejected", $0.key, $0.value) } + taken.notes.map { ("note", $0.key, $0.value) }
    for (kind, what, rows) in counts.sorted(by: { ($0.0, $0.1) < ($1.0, $1.1) }) {
      try await engine.execute(
        """
        INSERT INTO source_count (source, kind, what, "rows")
        VALUES (\(fragment: source), \(fragment: .constant(kind)), \(what), \(rows))
        """)
    }
    for column in taken.carried {
      try await engine.execute("INSERT INTO carried (source, column_name) VALUES (\(fragment: source), \(column))")
    }
    try await insertLine(plan, taken)
  }

  /// The row that says that a source is all there: last.
  private func insertLine(_ plan: SourcePlan, _ taken: TakenSource) async throws {
    try await engine.execute(
      """
      INSERT INTO source (source, path, sha256, bytes, profile, publisher, licence, url, retrieved, grade, setup, read,
        accepted, rejected, excluded, released)
      VALUES (\(plan.id), \(plan.path), \(taken.sha256), \(taken.bytes), \(plan.profile.id), \(plan.publisher),
        \(plan.licence), \(plan.url), \(plan.retrieved), \(plan.grade?.rawValue), \(plan.setup), \(taken.read),
        \(taken.accepted), \(taken.rejected), \(taken.excluded), \(plan.released))
      """)
  }

  /// What the case says about a source may change without the source itself.
  func updateWords(_ plan: SourcePlan) async throws {
    try await engine.execute(
      """
      UPDATE source SET path = \(plan.path), publisher = \(plan.publisher), licence = \(plan.licence),
        url = \(plan.url), retrieved = \(plan.retrieved), released = \(plan.released)
      WHERE source = \(plan.id)
      """)
  }

  /// The ledger in the order of the case.
  func entries(_ plans: [SourcePlan]) async throws -> [LedgerEntry] {
    let table = try await engine.table(
      "SELECT source, path, sha256, bytes, read, accepted, rejected, excluded FROM source ORDER BY source")
    let rejections = try await counts(
      "SELECT source, what, \"rows\" FROM source_count WHERE kind = 'rejected' ORDER BY what")
    let notes = try await counts(
      "SELECT source, what, \"rows\" FROM source_count WHERE kind IN ('note', 'version') ORDER BY what")
    let exclusions = try await counts("SELECT source, rule AS what, \"rows\" FROM exclusion ORDER BY rule")
    let sources = try table.texts("source")
    var entries: [LedgerEntry] = []
    for plan in plans {
      guard let index = sources.firstIndex(of: plan.id) else { continue }
      func number(_ column: String) throws -> Int { try table.integers(column)[index] ?? 0 }
      entries.append(
        LedgerEntry(
          id: plan.id, path: plan.path, sha256: try table.texts("sha256")[index] ?? "", bytes: try number("bytes"),
          profile: plan.profile.id, publisher: plan.publisher, licence: plan.licence, url: plan.url,
          retrieved: plan.retrieved, grade: plan.grade, read: try number("read"),
          accepted: try number("accepted"), rejected: try number("rejected"), excluded: try number("excluded"),
          rejections: (rejections[plan.id] ?? []).map { LedgerEntry.Rejection(reason: $0.what, count: $0.rows) },
          exclusions: (exclusions[plan.id] ?? []).map { LedgerEntry.Exclusion(rule: $0.what, count: $0.rows) },
          notes: (notes[plan.id] ?? []).map { LedgerEntry.Note(text: $0.what, count: $0.rows) }))
    }
    return entries
  }

  private func counts(_ query: SQL) async throws -> [String: [(what: String, rows: Int)]] {
    let table = try await engine.table(query)
    var counts: [String: [(what: String, rows: Int)]] = [:]
    let (sources, what, rows) = (try table.texts("source"), try table.texts("what"), try table.integers("rows"))
    for index in sources.indices {
      guard let source = sources[index], let text = what[index] else { continue }
      counts[source, default: []].append((text, rows[index] ?? 0))
    }
    return counts
  }
}
