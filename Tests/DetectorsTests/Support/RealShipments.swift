// SPDX-License-Identifier: Apache-2.0

import Foundation
import Trade
import Warehouse

@testable import Detectors

/// Customs records as vendors sell them, one line a month, buyer and seller, in workbooks that are no part of the project.
/// They are of tiles: real names, months and values, in goods that concern nobody.
enum RealShipments {
  static let russia = "customs/workbooks/Russia_Export_Short.xlsx"
  static let vietnam = "customs/workbooks/Vietnam_import_short.xlsx"
  static let colombia = "customs/workbooks/Colombia_Export_S.xlsx"
  static let sriLanka = "customs/workbooks/Srilanka_Import_s.xlsx"

  /// DuckDB's reader of workbooks, as `script/setup` brings it.
  private static var reader: URL? {
    let folder = (ProcessInfo.processInfo.environment["TALLYMAN_DEPS"].map { URL(filePath: $0) } ?? PlantedCase.package.appending(path: ".deps"))
      .appending(path: "extensions")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
    return files.first { $0.lastPathComponent == "excel.duckdb_extension" }
  }

  static func isThere(_ path: String) -> Bool { RealTrade.isThere(path) && reader != nil }

  /// Which columns of a workbook hold what; SQL over its columns.
  struct Columns {
    var buyer: SQL
    var seller: SQL
    var value: SQL = "CAST(NULL AS DOUBLE)"
    var code: SQL = "HS_CODE"
    var destination: SQL = "CAST(NULL AS VARCHAR)"
    var buyerAddress: SQL = "CAST(NULL AS VARCHAR)"
    var sellerAddress: SQL = "CAST(NULL AS VARCHAR)"
  }

  /// A case of one workbook; a party is a name as it is written, with the addresses that its lines give.
  static func planted(_ path: String, _ columns: Columns) async throws -> PlantedCase {
    let planted = try await PlantedCase()
    let engine = planted.engine
    guard let reader else { throw DetectorError(.noData, "No reader of workbooks.") }
    try await engine.execute(SQL(text: "LOAD \(SQL.Value.text(reader.path).literal)"))
    try await engine.execute("INSERT INTO source (source, sha256, grade) VALUES ('vendor', 'cafe', 'customs')")
    let file = RealFilings.file(path).path
    try await engine.execute(
      """
      CREATE TABLE raw AS SELECT row_number() OVER () AS "row", trim(\(fragment: columns.buyer)) AS buyer, trim(\(fragment: columns.seller)) AS seller,
        TRY_CAST(\(fragment: columns.value) AS DOUBLE) AS value, split_part(\(fragment: columns.code), '.', 1) AS code,
        CAST(try_strptime(MONTHYEAR, '%b %Y') AS DATE) AS month, \(fragment: columns.destination) AS destination,
        \(fragment: columns.buyerAddress) AS buyer_address, \(fragment: columns.sellerAddress) AS seller_address
      FROM read_xlsx(\(file), all_varchar = true, header = true, stop_at_empty = false)
      """)
    try await engine.execute(
      """
      INSERT INTO record (source, "row", part, grade, indicator, period_from, period_to, span, flow, destination, goods_code, value, currency)
      SELECT 'vendor', "row", 0, 'customs', 'trade', month, last_day(month), 'M', 'import', destination, code, value, 'USD' FROM raw
      """)
    for (role, column, address) in [(PartyRole.consignee, "buyer", "buyer_address"), (.consignor, "seller", "seller_address")] {
      let (name, place) = (SQL(text: column), SQL(text: address))
      let identity: SQL = "\(fragment: name) || coalesce(' / ' || \(fragment: place), '')"
      try await engine.execute(
        """
        INSERT INTO mention SELECT 'vendor', "row", \(role.rawValue), \(fragment: identity) FROM raw WHERE coalesce(\(fragment: name), '') <> ''
        """)
      try await engine.execute(
        """
        INSERT INTO identity (identity, name, address) SELECT DISTINCT \(fragment: identity), \(fragment: name), \(fragment: place)
        FROM raw WHERE coalesce(\(fragment: name), '') <> '' AND \(fragment: identity) NOT IN (SELECT identity FROM identity)
        """)
    }
    try await engine.execute("INSERT INTO party_identity SELECT identity, name, 'as written', 1.0 FROM identity")
    try await engine.execute("INSERT INTO party (party, name) SELECT DISTINCT name, name FROM identity")
    return planted
  }

  /// The code of the workbook's goods as goods that detectors look at.
  static func watch(_ planted: PlantedCase) async throws {
    try await planted.engine.execute("INSERT INTO goods (goods, title, class, list) VALUES ('tiles', 'Tiles', 'civilian-indirect', 'test')")
    try await planted.engine.execute("INSERT INTO goods_code (goods, hs_edition, goods_code) SELECT DISTINCT 'tiles', NULL, code FROM raw")
  }
}
