// SPDX-License-Identifier: Apache-2.0

import Columns
import Trade
import Warehouse

/// Sees to it that what is stated several times counts once: of a cell of a statistic, of a declaration or filing that
/// stands in several releases, the latest release known on the as-of date keeps its rows in `record`; the rows of all
/// others are moved, unchanged, to `record_past`, and `record_superseded` says why.
///
/// - A cell of a statistic is one of indicator, reporter, flow, origin, dispatch, destination, code and period, whatever
///   the currency, basis or edition of the HS: rows of one release that share it add up, rows of two never do. Where a
///   later release gives a reporter's flow and period in another edition of the HS, all of the earlier one is superseded,
///   since its codes are not those of the later.
/// - A declaration or filing is known by its number: a later release replaces all rows of it.
/// - A record without a number is known by its content: a later release that repeats it word for word replaces it.
///
/// Absence from a later release takes nothing back: releases may hold a part of the data only.
struct VersionSplit {
  let engine: any Engine
  let asOf: Day?

  private static let vintage = "raw_vintage"
  private static let version = "raw_version"
  static let staging = [vintage, version]

  /// Changes whenever other releases are to be used; empty where there is nothing to choose from.
  func key() async throws -> String {
    try await placed().map { "\($0.source) \($0.place) \($0.isLate)" }.joined(separator: "\n")
  }

  private func placed() async throws -> [Vintages.Placed] {
    let table = try await engine.table("SELECT source, released FROM source ORDER BY source")
    let files = zip(try table.texts("source"), try table.days("released")).map {
      Vintages.File(source: $0 ?? "", released: $1)
    }
    return Vintages(files, asOf: asOf).placed
  }

  /// To be called outside a transaction; changes the tables in one.
  func run() async throws {
    for table in VersionSplit.staging { try await engine.execute("DROP TABLE IF EXISTS \(identifier: table)") }
    let placed = try await placed()
    let past = try await engine.table("SELECT count(*) AS n FROM record_past").integers("n").first ?? 0
    if placed.isEmpty, past == 0 { return }

    let rows = MemoryRows([("source", .text), ("series", .text), ("place", .integer), ("late", .integer)])
    for file in placed {
      rows.append([.text(file.source), .text(file.series), .integer(file.place), .integer(file.isLate ? 1 : 0)])
    }
    try await engine.ingest(into: VersionSplit.vintage, create: true, from: rows)
    try await engine.transaction {
      for statement in back + forth { try await engine.execute(statement) }
    }
    for table in VersionSplit.staging { try await engine.execute("DROP TABLE IF EXISTS \(identifier: table)") }
  }

  /// All records where they came from.
  private var back: [SQL] {
    [
      "INSERT INTO record SELECT * FROM record_past", "DELETE FROM record_past",
      "INSERT INTO mention SELECT * FROM mention_past", "DELETE FROM mention_past", "DELETE FROM record_superseded",
      "DELETE FROM source_count WHERE kind = 'version'",
    ]
  }

  private var forth: [SQL] {
    [
      "CREATE TABLE \(identifier: VersionSplit.version) AS \(fragment: versions)",
      "INSERT INTO record_superseded (source, \"row\", part, why, replaced_by) \(fragment: superseded)",
      """
      INSERT INTO record_past
      SELECT r.* FROM record r JOIN record_superseded x
        ON x.source = r.source AND x."row" = r."row" AND x.part = coalesce(r.part, 0)
      """,
      """
      DELETE FROM record WHERE EXISTS (
        SELECT 1 FROM record_superseded x
        WHERE x.source = record.source AND x."row" = record."row" AND x.part = coalesce(record.part, 0))
      """,
      """
      INSERT INTO mention_past
      SELECT m.* FROM mention m
      JOIN (SELECT DISTINCT source, "row" FROM record_past) p ON p.source = m.source AND p."row" = m."row"
      """,
      """
      DELETE FROM mention WHERE EXISTS (
        SELECT 1 FROM record_past p WHERE p.source = mention.source AND p."row" = mention."row")
      """,
      """
      INSERT INTO source_count (source, kind, what, "rows")
      SELECT source, 'version',
        CASE why WHEN 'repeat' THEN 'a row stands again, word for word, in the later release ' || replaced_by || ', and is counted there'
          WHEN 'later' THEN 'a row was released after the as-of date and is not counted'
          ELSE 'a row is stated anew in the later release ' || replaced_by || ', and is counted there' END,
        count(DISTINCT "row")
      FROM record_superseded GROUP BY source, why, replaced_by
      """,
    ]
  }

  // Grain: one row a record of a series with several files. cell: what the record is about; content: all that it says;
  // block: what is published in one edition of the HS at a time.
  private var versions: SQL {
    func key(_ columns: [String]) -> SQL {
      let separator = SQL.Value.text(String(WordKind.separator)).literal
      return SQL(
        text: engine.dialect.key(
          columns.map { "coalesce(CAST(\($0) AS VARCHAR), '')" }.joined(separator: " || \(separator) || ")))
    }
    let content = key(RecordFields.compared.map { "r.\($0)" } + ["n.names"])
    let cell = key([
      "r.indicator", "r.reporter", "r.flow", "r.origin", "r.dispatch", "r.destination", "r.goods_code", "r.period_from",
      "r.period_to",
    ])
    let block = key(["r.indicator", "r.reporter", "r.flow", "r.period_from", "r.period_to"])
    let number = key(["r.grade", "r.number"])
    return """
      SELECT r.source, r."row", coalesce(r.part, 0) AS part, v.series, v.place, v.late,
        \(fragment: content) AS content,
        CASE WHEN r.grade IN ('statistic', 'statement') THEN 'S' || \(fragment: cell)
          WHEN r.number IS NOT NULL THEN 'N' || \(fragment: number) ELSE 'C' || \(fragment: content) END AS cell,
        CASE WHEN r.grade = 'statistic' AND r.goods_code <> 'TOTAL' AND r.hs_edition IS NOT NULL
          THEN \(fragment: block) END AS block, r.hs_edition
      FROM record r JOIN \(identifier: VersionSplit.vintage) v ON v.source = r.source
      LEFT JOIN (
        SELECT m.source, m."row", string_agg(m.role || ' ' || m.identity, ';' ORDER BY m.role, m.identity) AS names
        FROM mention m JOIN \(identifier: VersionSplit.vintage) v ON v.source = m.source
        GROUP BY m.source, m."row"
      ) n ON n.source = r.source AND n."row" = r."row"
      """
  }

  // Grain: one row a record that does not count. A record of a release that came after the as-of date has no successor.
  private var superseded: SQL {
    let version = VersionSplit.version
    return """
      WITH latest AS (
        SELECT series, cell, max(place) AS place FROM \(identifier: version) WHERE late = 0 GROUP BY series, cell
      ),
      again AS (
        SELECT DISTINCT v.series, v.cell, v.content
        FROM \(identifier: version) v JOIN latest l ON l.series = v.series AND l.cell = v.cell AND l.place = v.place
      ),
      edition AS (
        SELECT series, block, hs_edition, max(place) AS place FROM \(identifier: version)
        WHERE block IS NOT NULL AND late = 0 GROUP BY series, block, hs_edition
      ),
      other AS (
        SELECT v.source, v."row", v.part, max(e.place) AS place
        FROM \(identifier: version) v
        JOIN edition e ON e.series = v.series AND e.block = v.block AND e.hs_edition <> v.hs_edition AND e.place > v.place
        WHERE v.late = 0 GROUP BY v.source, v."row", v.part
      )
      SELECT v.source, v."row", v.part,
        CASE WHEN v.late = 1 THEN 'later' WHEN l.place > v.place AND a.content IS NOT NULL THEN 'repeat'
          ELSE 'restated' END AS why,
        w.source AS replaced_by
      FROM \(identifier: version) v
      LEFT JOIN latest l ON l.series = v.series AND l.cell = v.cell
      LEFT JOIN again a ON a.series = v.series AND a.cell = v.cell AND a.content = v.content
      LEFT JOIN other o ON o.source = v.source AND o."row" = v."row" AND o.part = v.part
      LEFT JOIN (
        SELECT series, place, min(source) AS source FROM \(identifier: VersionSplit.vintage) GROUP BY series, place
      ) w
        ON w.series = v.series AND v.late = 0
          AND w.place = CASE WHEN l.place > v.place THEN l.place ELSE o.place END
      WHERE v.late = 1 OR l.place > v.place OR o.place IS NOT NULL
      ORDER BY v.source, v."row", v.part
      """
  }
}

/// The columns of a record besides its address.
enum RecordFields {
  /// All that a row says; two records that agree in these and in who is named say the same.
  static let compared = [
    "grade", "number", "status", "period_from", "period_to", "indicator", "reporter", "flow", "origin", "dispatch",
    "destination", "goods_code", "hs_edition", "description", "brand", "model", "goods_group", "value", "value_low",
    "value_high", "currency", "basis", "weight_kg", "quantity", "quantity_low", "quantity_unit", "quantity_note",
    "note",
  ]
}
