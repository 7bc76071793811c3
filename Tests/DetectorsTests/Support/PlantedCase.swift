// SPDX-License-Identifier: Apache-2.0

import Foundation
import Measures
import Names
import Trade
import Warehouse

@testable import Detectors

/// A case in memory, with rows planted by the test.
final class PlantedCase {
  let engine: ADBCEngine
  private var rows = 0
  private var parties: Set<String> = []

  init(rowsAtATime: Int? = 1_000_000) async throws {
    engine = try await ADBCEngine.duckDB(DuckDBSettings(rowsAtATime: rowsAtATime))
    try await Schema.create(on: engine)
    try await engine.execute(
      "INSERT INTO source (source, sha256, profile, grade) VALUES ('filings', 'f00d', 'filings', 'filing')")
    for (goods, title, kind) in [
      ("helmets", "Helmets", GoodsClass.dualUse), ("drones", "Drones", .dualUse), ("vests", "Body armour", .military),
      ("telemetry", "Radio telemetry", .dualUse), ("radios", "Portable radios", .dualUse),
      ("trucks", "Trucks", .civilianIndirect), ("toys", "Toys", .noConcern), ("batteries", "Batteries", .dualUse),
    ] {
      try await engine.execute(
        "INSERT INTO goods (goods, title, class, list) VALUES (\(goods), \(title), \(kind.rawValue), 'battlefield')")
      try await engine.execute("INSERT INTO goods_member (selector, goods) VALUES ('battlefield', \(goods))")
    }
  }

  static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  @discardableResult
  func party(
    _ name: String, latin: String? = nil, registered: String? = nil, country: String? = nil, match: String? = nil,
    address: String? = nil, registerAddress: String? = nil, activity: String? = nil
  ) async throws -> String {
    let id = "p-" + name
    guard parties.insert(name).inserted else { return id }
    let period = registered.flatMap { Period($0) }
    try await engine.execute(
      """
      INSERT INTO party (party, name, latin_name, country, registered_from, registered_by, register_source, register_row,
        register_match)
      VALUES (\(id), \(name), \(latin), \(country), \(period?.from), \(period?.to), 'register', \(parties.count),
        \(match))
      """)
    try await engine.execute(
      """
      INSERT INTO company (source, "row", name, address, activity)
      VALUES ('register', \(parties.count), \(name), \(registerAddress), \(activity))
      """)
    try await engine.execute(
      "INSERT INTO identity (identity, name, address) VALUES (\("i-" + name), \(name), \(address))")
    try await engine.execute(
      "INSERT INTO party_identity (identity, party, reason, score) VALUES (\("i-" + name), \(id), 'test', 1.0)")
    for key in NamesAsWritten.keys(name) {
      try await engine.execute("INSERT INTO party_word (party, key) VALUES (\(id), \(key.text))")
    }
    return id
  }

  /// Plants a record and who plays what part in it.
  /// - Returns: its row.
  @discardableResult
  func record(
    _ when: String?, grade: EvidenceGrade = .filing, goods: [String] = [], code: String? = nil,
    quantity: Double? = nil, atLeast: Double? = nil, unit: String? = "pieces", value: Double? = nil, to: String? = "RUS",
    origin: String? = nil, dispatch: String? = nil, because: String = "word", _ roles: [PartyRole: String]
  ) async throws -> Int {
    rows += 1
    let row = rows
    let period = when.flatMap { Period($0) }
    try await engine.execute(
      """
      INSERT INTO record (source, "row", part, grade, period_from, period_to, span, indicator, origin, dispatch, destination,
        goods_code, quantity, quantity_low, quantity_unit, value, currency, partner_total, goods_total,
        transport_total)
      VALUES ('filings', \(row), 0, \(grade.rawValue), \(period?.from), \(period?.to), \(period?.span.rawValue), 'trade',
        \(origin), \(dispatch), \(to), \(code), \(quantity), \(atLeast), \(unit), \(value), 'USD', FALSE, FALSE, FALSE)
      """)
    for (role, name) in roles.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      try await party(name)
      try await engine.execute(
        "INSERT INTO mention (source, \"row\", role, identity) VALUES ('filings', \(row), \(role.rawValue), \("i-" + name))")
    }
    for one in goods {
      try await engine.execute(
        """
        INSERT INTO goods_record (goods, source, "row", confidence, because)
        VALUES (\(one), 'filings', \(row), 1.0, \(because))
        """)
    }
    return row
  }

  /// - Parameter wider: the code holds other goods, too, and the words of records decide.
  func code(_ code: String, is goods: String, edition: HSEdition? = nil, wider: Bool = false) async throws {
    try await engine.execute(
      """
      INSERT INTO goods_code (goods, hs_edition, goods_code, wider, by_words)
      VALUES (\(goods), \(edition?.rawValue), \(code), \(wider), \(wider))
      """)
  }

  func listed(
    _ name: String, on list: String = "ofac-sdn", as matched: String? = nil, score: Double = 0.9, byNumber: Bool = false,
    from: String? = nil, by: String? = nil, delisted: String? = nil, entry: String = "1"
  ) async throws {
    let id = try await party(name)
    try await engine.execute(
      """
      INSERT INTO listed_party (party, list, source, entry, matched_name, score, because, by_number)
      VALUES (\(id), \(list), 'list', \(entry), \(matched ?? name), \(score), 'test', \(byNumber))
      """)
    let end = delisted.flatMap { Day($0) }
    try await engine.execute(
      """
      INSERT INTO listing (source, "row", list, entry, kind, name, program, listed_from, listed_by, delisted_from, delisted_by)
      VALUES ('list', 1, \(list), \(entry), 'organisation', \(matched ?? name), 'RUSSIA-EO14024', \(from.flatMap { Day($0) }),
        \(by.flatMap { Day($0) }), \(end), \(end))
      """)
  }

  /// A fresh desk: it remembers what it saw, so plant everything first.
  func desk(asOf: String = "2023-10-31", statements: [Statement] = [], rules: [TradeRule] = []) throws -> CaseDesk {
    guard let day = Day(asOf) else { throw DetectorError(.badParameter, "'\(asOf)' is no day.") }
    return CaseDesk(engine: engine, asOf: day, statements: statements, rules: rules)
  }
}
