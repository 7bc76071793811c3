// SPDX-License-Identifier: Apache-2.0

import Foundation
import Measures
import Names
import TestData
import Trade
import Warehouse

@testable import Detectors

/// Declarations of conformity as the registry published them, with the goods that a reader found in them. They are not
/// part of the project; tests that need them say so when they are absent.
enum RealFilings {
  static var isThere: Bool {
    FileManager.default.fileExists(atPath: file("filings/fsa_declarations_2023-05.csv.gz").path)
      && FileManager.default.fileExists(atPath: file("filings/labels_public.csv").path)
  }

  static func file(_ path: String) -> URL { SharedData.root.appending(path: path) }

  /// Labels of the reader, with the classes that the goods lists give to such goods.
  private static let classes: [(label: String, goodsClass: GoodsClass)] = [
    ("drone", .dualUse), ("radio", .dualUse), ("thermal-or-night-vision", .dualUse), ("excavator", .civilianIndirect),
    ("front-loader", .civilianIndirect), ("truck-heavy", .civilianIndirect), ("bulldozer-or-grader", .civilianIndirect),
    ("forklift", .noConcern), ("machine-tool", .dualUse), ("navigation", .dualUse),
  ]

  /// A party is a name, spelled as it is: enough for what is tested here.
  static func engine() async throws -> ADBCEngine {
    let engine = try await ADBCEngine.duckDB()
    try await Schema.create(on: engine)
    let (filings, labels) = (file("filings/fsa_declarations_2023-05.csv.gz").path, file("filings/labels_public.csv").path)
    try await engine.execute(
      """
      CREATE TABLE raw AS SELECT row_number() OVER () AS "row", * FROM read_csv(\(filings), all_varchar = true, header = true)
      """)
    try await engine.execute("INSERT INTO source (source, sha256, grade) VALUES ('fsa', 'feed', 'filing')")
    try await engine.execute(
      """
      INSERT INTO record (source, "row", part, grade, number, period_from, period_to, span, indicator, origin, destination,
        description, brand, goods_group)
      SELECT 'fsa', "row", 0, 'filing', number, CAST(reg_date AS DATE), CAST(reg_date AS DATE), 'D', 'trade', origin_code, 'RUS',
        product, trademark, "group" FROM raw
      """)
    for (role, column) in [(PartyRole.applicant, "applicant"), (.manufacturer, "manufacturer"), (.brand, "trademark")] {
      try await engine.execute(
        """
        INSERT INTO mention SELECT 'fsa', "row", \(role.rawValue), \(identifier: column) FROM raw
        WHERE coalesce(trim(\(identifier: column)), '') <> ''
        """)
    }
    try await engine.execute("INSERT INTO identity (identity, name) SELECT DISTINCT identity, identity FROM mention")
    try await engine.execute("INSERT INTO party_identity SELECT identity, identity, 'as written', 1.0 FROM identity")
    try await engine.execute("INSERT INTO party (party, name) SELECT identity, name FROM identity")
    for name in try await engine.table("SELECT name FROM party WHERE name LIKE '%iFlight%'").texts("name").compactMap(\.self) {
      for key in NamesAsWritten.keys(name) {
        try await engine.execute("INSERT INTO party_word (party, key) VALUES (\(name), \(key.text))")
      }
    }
    for (label, goodsClass) in classes {
      try await engine.execute("INSERT INTO goods VALUES (\(label), \(label), \(goodsClass.rawValue), 'reader')")
    }
    try await engine.execute(
      """
      INSERT INTO goods_record
      SELECT l.label, 'fsa', r."row", 1.0, l.why FROM raw AS r JOIN read_csv(\(labels), all_varchar = true, header = true) AS l
      ON l.id = r.id WHERE l.confidence IN ('high', 'medium')
      """)
    return engine
  }

  /// Whoever entered each declaration, by tax number.
  static func addCreators(_ engine: ADBCEngine) async throws {
    try await engine.execute(
      """
      INSERT INTO mention SELECT 'fsa', "row", 'creator', creator_inn FROM raw WHERE coalesce(creator_inn, '') <> ''
      """)
    for statement: SQL in [
      "INSERT INTO identity (identity, name) SELECT DISTINCT identity, identity FROM mention WHERE role = 'creator'",
      "INSERT INTO party_identity SELECT DISTINCT identity, identity, 'number', 1.0 FROM mention WHERE role = 'creator'",
      "INSERT INTO party (party, name) SELECT DISTINCT identity, identity FROM mention WHERE role = 'creator'",
    ] { try await engine.execute(statement) }
  }

  static func desk(_ engine: ADBCEngine, asOf: String = "2023-10-31", statements: [Statement] = []) throws -> CaseDesk {
    guard let day = Day(asOf) else { throw DetectorError(.badParameter, "'\(asOf)' is no day.") }
    return CaseDesk(engine: engine, asOf: day, statements: statements)
  }

  /// Gives parties the day on which a company of exactly their name was registered. Names are not unique: good enough
  /// for arithmetic, and for nothing else.
  static func register(_ engine: ADBCEngine) async throws {
    let path = file("registers/egrul_companies_2025-11.csv.gz").path
    try await engine.execute(
      """
      UPDATE party SET registered_from = e.registered, registered_by = e.registered
      FROM (SELECT full_name, min(CAST(registered AS DATE)) AS registered
        FROM read_csv(\(path), all_varchar = true, header = true) GROUP BY full_name) AS e
      WHERE e.full_name = party.name
      """)
  }

  /// Screens parties against Annex IV of Regulation (EU) 833/2014, by name alone.
  static func screen(_ engine: ADBCEngine) async throws {
    let path = file("lists/eu_journal/32014R0833.csv.gz").path
    try await engine.execute(
      """
      INSERT INTO listing (source, "row", list, entry, name, program, listed_from, listed_by)
      SELECT 'eu', "row", 'EU 833/2014', recordId, name, programKey, try_strptime(startDate, '%d.%m.%Y'),
        try_strptime(startDate, '%d.%m.%Y')
      FROM (SELECT row_number() OVER () AS "row", * FROM read_csv(\(path), all_varchar = true, header = true)) AS l
      WHERE annex = 'IV'
      """)
    let names = try await engine.table("SELECT name FROM party ORDER BY name").texts("name").compactMap(\.self)
    let listed = try await engine.table("SELECT DISTINCT entry, name FROM listing ORDER BY entry, name")
    let parties = Dictionary(grouping: names) { NameKey.make($0)?.text }
    for (entry, name) in zip(try listed.texts("entry"), try listed.texts("name")) {
      guard let name, let key = NameKey.make(name)?.text else { continue }
      for party in parties[key] ?? [] {
        try await engine.execute(
          "INSERT INTO listed_party VALUES (\(party), 'EU 833/2014', 'eu', \(entry), \(name), 0.95, 'same name', FALSE)")
      }
    }
  }
}
