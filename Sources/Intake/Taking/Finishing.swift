// SPDX-License-Identifier: Apache-2.0

import Trade
import Warehouse

/// What follows from all sources together, rebuilt when any of them changed: who is named at all, and from when to
/// when an entry surely stood on its list.
struct Finishing {
  let engine: any Engine
  /// Nothing released later is used.
  let asOf: Day?

  /// Called inside the transaction that changes a source.
  func undo() async throws { try await engine.execute("DELETE FROM intake_finished") }

  func run() async throws {
    let done = try await engine.table("SELECT count(*) AS n FROM intake_finished").integers("n").first ?? 0
    let split = VersionSplit(engine: engine, asOf: asOf)
    let key = try await split.key()
    let parted = try await engine.table("SELECT key FROM version_split").texts("key")
    if done ?? 0 > 0, parted == [key] { return }
    try await split.run()
    try await engine.execute("CREATE TABLE \(identifier: Staging.dates) AS \(fragment: Finishing.dates)")
    try await engine.execute(RateChoice.stage)
    try await engine.transaction {
      try await engine.execute("DELETE FROM identity")
      try await engine.execute(
        """
        INSERT INTO identity (identity, name, country, number_kind, number, address)
        SELECT identity, min(name), min(country), min(number_kind), min(number), min(address)
        FROM source_identity GROUP BY identity
        """)
      for statement in RateChoice.update { try await engine.execute(statement) }
      try await engine.execute("DELETE FROM listing")
      try await engine.execute("INSERT INTO listing SELECT * FROM \(identifier: Staging.dates)")
      try await engine.execute("DELETE FROM intake_finished")
      try await engine.execute("INSERT INTO intake_finished VALUES (TRUE)")
      try await engine.execute("DELETE FROM version_split")
      try await engine.execute("INSERT INTO version_split VALUES (\(key))")
    }
    for table in [Staging.dates, Staging.rates] { try await engine.execute("DROP TABLE IF EXISTS \(identifier: table)") }
  }

  // Grain: one row a row of listing. Inputs: listing, listing_stated, listing_snapshot. Dates are days.
  //
  // A list that states the day of listing is believed. Otherwise an entry was surely listed on the day of the first
  // snapshot that has it, and surely not on the day of the last one before that; before the first snapshot of all,
  // nothing is known. Delisting likewise, by the snapshots after. An entry that leaves and comes back has two runs of
  // snapshots, told apart by the difference of its ranks among all snapshots and among its own.
  private static let dates: SQL = """
    WITH snapshot AS (
      SELECT family, as_of, row_number() OVER (PARTITION BY family ORDER BY as_of) AS place
      FROM (SELECT DISTINCT family, as_of FROM listing_snapshot) days
    ),
    seen AS (
      SELECT DISTINCT t.family, l.list, l.entry, s.as_of
      FROM listing l
      JOIN listing_stated t ON t.source = l.source AND t."row" = l."row" AND t.list = l.list AND t.entry = l.entry
      JOIN listing_snapshot s ON s.source = l.source AND s.family = t.family
    ),
    placed AS (
      SELECT seen.family, seen.list, seen.entry, seen.as_of, snapshot.place,
        snapshot.place - row_number() OVER (PARTITION BY seen.family, seen.list, seen.entry ORDER BY seen.as_of) AS run
      FROM seen JOIN snapshot ON snapshot.family = seen.family AND snapshot.as_of = seen.as_of
    ),
    runs AS (
      SELECT family, list, entry, run, min(place) AS first_place, max(place) AS last_place, min(as_of) AS first_day,
        max(as_of) AS last_day
      FROM placed GROUP BY family, list, entry, run
    ),
    dated AS (
      SELECT p.family, p.list, p.entry, p.as_of, r.first_day, r.last_day, b.as_of AS day_before, a.as_of AS day_after
      FROM placed p
      JOIN runs r ON r.family = p.family AND r.list = p.list AND r.entry = p.entry AND r.run = p.run
      LEFT JOIN snapshot b ON b.family = p.family AND b.place = r.first_place - 1
      LEFT JOIN snapshot a ON a.family = p.family AND a.place = r.last_place + 1
    )
    SELECT l.source, l."row", l.list, l.entry, l.kind, l.name, l.country, l.program,
      CASE WHEN t.stated_from IS NOT NULL THEN t.stated_from ELSE d.day_before END AS listed_from,
      CASE WHEN t.stated_by IS NOT NULL THEN t.stated_by ELSE d.first_day END AS listed_by,
      CASE WHEN t.ended_on IS NOT NULL THEN t.ended_on WHEN d.day_after IS NOT NULL THEN d.last_day END
        AS delisted_from,
      CASE WHEN t.ended_on IS NOT NULL THEN CAST(t.ended_on + INTERVAL 1 DAY AS DATE) ELSE d.day_after END
        AS delisted_by,
      l.reason
    FROM listing l
    JOIN listing_stated t ON t.source = l.source AND t."row" = l."row" AND t.list = l.list AND t.entry = l.entry
    LEFT JOIN listing_snapshot s ON s.source = l.source AND s.family = t.family
    LEFT JOIN dated d ON d.family = t.family AND d.list = l.list AND d.entry = l.entry AND d.as_of = s.as_of
    ORDER BY l.source, l."row", l.entry
    """
}
