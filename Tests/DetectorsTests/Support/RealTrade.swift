// SPDX-License-Identifier: Apache-2.0

import Foundation
import Measures
import Trade
import Warehouse

@testable import Detectors

/// Public statistics that are no part of the project; tests that need them say so when they are absent.
enum RealTrade {
  static let imf = "trade/bilateral/imf_imts_russia_by_partner_annual_2016_2024.csv"
  static let eurostat = "trade/diversion/eurostat_eu27_exports_sanctioned_cn8_monthly_2020_2022.csv.gz"
  static let india = "trade/bilateral/russia_india_monthly_hs_fts_vs_mirror_2010_2025.csv.gz"
  static let cars = "trade/diversion/comtrade_armenia_hs8703_hs6_monthly_2017_2023.csv.gz"

  static func isThere(_ path: String) -> Bool { FileManager.default.fileExists(atPath: RealFilings.file(path).path) }

  static func desk(_ engine: ADBCEngine, asOf: String, events: [DatedEvent] = []) throws -> CaseDesk {
    guard let day = Day(asOf) else { throw DetectorError(.badParameter, "'\(asOf)' is no day.") }
    return CaseDesk(engine: engine, asOf: day, events: events)
  }

  private static func engine(_ source: String) async throws -> ADBCEngine {
    let engine = try await ADBCEngine.duckDB()
    try await Schema.create(on: engine)
    try await engine.execute("INSERT INTO source (source, sha256, grade) VALUES (\(source), 'feed', 'statistic')")
    return engine
  }

  private static let columns: SQL = """
    INSERT INTO record (source, "row", part, grade, indicator, period_from, period_to, span, reporter, flow, origin, destination, goods_code,
      hs_edition, value, currency, basis, weight_kg, partner_total, goods_total, transport_total)
    """

  /// Russia's imports by partner and year: countries and the world.
  static func imports() async throws -> ADBCEngine {
    let engine = try await engine("imf")
    let path = RealFilings.file(imf).path
    for year in 2016...2024 {
      let period = Period.year(year)
      try await engine.execute(
        """
        \(fragment: columns)
        SELECT 'imf', row_number() OVER (), \(year - 2016), 'statistic', 'trade', \(period?.from), \(period?.to), 'Y', 'RUS', 'import',
          CASE partner WHEN 'G001' THEN 'WLD' ELSE partner END, 'RUS', 'TOTAL', NULL, 1000000 * TRY_CAST(amount AS DOUBLE), 'USD', 'CIF',
          NULL, partner = 'G001', TRUE, FALSE
        FROM (SELECT "COUNTERPART_COUNTRY.ID" AS partner, \(identifier: String(year)) AS amount
          FROM read_csv(\(path), all_varchar = true, header = true) WHERE "TRADE_FLOW.ID" = 'MG')
        WHERE TRY_CAST(amount AS DOUBLE) IS NOT NULL AND (partner = 'G001' OR regexp_matches(partner, '^[A-Z]{3}$'))
        """)
    }
    return engine
  }

  /// EU exports of listed goods by eight-digit code, month and reporter.
  static func diversion() async throws -> ADBCEngine {
    let engine = try await engine("eurostat")
    let path = RealFilings.file(eurostat).path
    try await engine.execute(
      """
      \(fragment: columns)
      SELECT 'eurostat', row_number() OVER (), 0, 'statistic', 'trade', d, last_day(d), 'M', reporter_iso3, 'export', reporter_iso3, partner_iso3,
        cn_code, CASE WHEN year(d) >= 2022 THEN 'HS2022' ELSE 'HS2017' END, CAST(value_eur AS DOUBLE), 'EUR', 'FOB', NULL, FALSE, FALSE, FALSE
      FROM (SELECT *, CAST(period || '-01' AS DATE) AS d FROM read_csv(\(path), all_varchar = true, header = true))
      WHERE length(cn_code) = 8
      """)
    return engine
  }

  /// Trade between Russia and India as both state it, by month and HS6.
  static func russiaAndIndia() async throws -> ADBCEngine {
    let engine = try await engine("fts")
    try await engine.execute("INSERT INTO source (source, sha256, grade) VALUES ('india', 'f00d', 'statistic')")
    let path = RealFilings.file(india).path
    // The flow is Russia's; what India states of it is the other direction.
    try await engine.execute(
      """
      \(fragment: columns)
      SELECT CASE WHEN source = 'FTS' THEN 'fts' ELSE 'india' END, row_number() OVER (), 0, 'statistic', 'trade', d, last_day(d), 'M',
        CASE WHEN source = 'FTS' THEN 'RUS' ELSE 'IND' END,
        CASE WHEN (source = 'FTS') = (flow_ru = 'export') THEN 'export' ELSE 'import' END,
        CASE WHEN flow_ru = 'export' THEN 'RUS' ELSE 'IND' END, CASE WHEN flow_ru = 'export' THEN 'IND' ELSE 'RUS' END,
        substr(code, 1, 6), NULL, sum(CAST(value_usd AS DOUBLE)), 'USD', NULL, NULL, FALSE, FALSE, FALSE
      FROM (SELECT *, CAST(period || '-01' AS DATE) AS d, lpad(tnved_code, CASE WHEN length(tnved_code) > 6 THEN 10 ELSE 6 END, '0') AS code
        FROM read_csv(\(path), all_varchar = true, header = true))
      GROUP BY ALL
      """)
    return engine
  }

  /// Armenia's exports of cars by six digits, month and partner; its files are in Latin-1, and lack weights of some rows.
  static func carExports() async throws -> ADBCEngine {
    let engine = try await engine("comtrade")
    let path = RealFilings.file(cars).path
    try await engine.execute(
      """
      INSERT INTO record (source, "row", part, grade, indicator, period_from, period_to, span, reporter, flow, origin, destination, goods_code,
        hs_edition, value, currency, basis, quantity, quantity_unit, weight_kg, partner_total, goods_total, transport_total)
      SELECT 'comtrade', row_number() OVER (), 0, 'statistic', 'trade', d, last_day(d), 'M', 'ARM', 'export', 'ARM', partner_iso, commodity_code,
        NULL, TRY_CAST(trade_value_us AS DOUBLE), 'USD', 'FOB', nullif(TRY_CAST(Qty AS DOUBLE), 0), 'pieces', TRY_CAST(netweight_kg AS DOUBLE),
        FALSE, FALSE, FALSE
      FROM (SELECT *, CAST(period AS DATE) AS d FROM read_csv(\(path), all_varchar = true, header = true, encoding = 'latin-1'))
      WHERE trade_flow = 'Export' AND aggregate_level = '6' AND partner_iso <> 'W00'
      """)
    return engine
  }
}
