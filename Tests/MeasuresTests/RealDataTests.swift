// SPDX-License-Identifier: Apache-2.0

import Foundation
import Measures
import TestData
import Testing
import Trade
import Warehouse

/// Figures that were computed from the same public files without any of this code.
@Suite(.enabled(if: RealData.isThere, "The data folder ../shared/data is not here."))
struct RealDataTests {
  static let months = "period=2022-01..2022-10 against=2021-01..2021-10"

  @Test func `EU exports of listed goods to Russia and its neighbours`() async throws {
    let tally = try await RealData.euExports()
    for (country, expected, digits) in [
      ("KGZ", 6.21489, 5), ("ARM", 3.63559, 5), ("GEO", 2.11, 2), ("KAZ", 2.08, 2), ("UZB", 1.74, 2), ("BLR", 1.12, 2),
      ("RUS", 0.43, 2),
    ] {
      let answer = try await tally.answer(
        "of=value how=multiple from=EU27 to=\(country) flow=export code-length=8 \(Self.months)")
      #expect(RealData.rounds(answer.figure.value, to: expected, digits: digits), "\(country)")
      #expect(answer.figure.caveats.contains { $0.contains("MLT for") }, "Malta lacks months")
    }
    // Without the length, the four-digit totals would count everything twice.
    #expect(
      try await tally.refusal("of=value how=multiple from=EU27 to=KGZ \(Self.months)").code == .codesOverlap)
    // The Netherlands lack November 2022; the others have it.
    let november = try await tally.answer("of=value from=EU27 to=RUS code-length=8 period=2022-11")
    #expect(november.figure.caveats.contains { $0.contains("NLD for 2022-11") })

    let codes = RealData.priorityCodes.map { "hs:\($0)" }.joined(separator: ",")
    for (country, expected) in [
      ("KGZ", 4.86), ("ARM", 2.99), ("KAZ", 2.25), ("UZB", 1.44), ("GEO", 1.40), ("BLR", 0.30), ("RUS", 0.24),
    ] {
      let words = "of=value how=multiple from=EU27 to=\(country) code-length=8 goods=\(codes) \(Self.months)"
      let answer = try await tally.answer(words + " codes-as-written=true")
      #expect(RealData.rounds(answer.figure.value, to: expected, digits: 2), "\(country)")
      #expect(try await tally.refusal(words).code == .editionsDiffer)
    }
  }

  @Test func `a question over a million rows is answered with its rows`() async throws {
    let tally = try await RealData.euExports()
    let answer = try await tally.answer("of=value code-length=8 period=2022-01..2022-10 flow=export")
    #expect(answer.figure.evidence.count > 200_000 && answer.figure.evidence.addresses.count == Evidence.limit)
    let again = try await tally.engine.table(SQL(text: try #require(answer.figure.sql.first)))
    #expect(try again.doubles("figure").first == answer.figure.value)
  }

  @Test func `China's share of Russia's imports`() async throws {
    let tally = try await RealData.imf()
    for (year, expected) in [(2021, 24.75), (2022, 34.27), (2023, 45.22), (2024, 46.35)] {
      let answer = try await tally.answer(
        "of=value how=share from=CHN to=RUS flow=import period=\(year) within.from=WLD")
      #expect(RealData.rounds(answer.figure.value, to: expected, digits: 2), "\(year)")
      #expect(answer.figure.evidence.count == 2)
    }
    let record = try await tally.answer("of=value how=record from=CHN to=RUS flow=import period=2022")
    #expect(record.figure.value.map { $0 > 1 } == true)
  }

  @Test func `China and Russia as the press gave the customs figures`() async throws {
    let tally = try await RealData.chinaCustoms()
    let words = "from=CHN to=RUS flow=two-way"
    #expect(try await tally.answer("of=value \(words) period=2022").figure.value == 190.271e9)
    #expect(try await tally.answer("of=value \(words) period=2023-01..2023-07").figure.value == 134.1e9)
    let stated = try await tally.answer("of=indicator indicator=growth-as-reported \(words) period=2022")
    #expect(stated.figure.value == 29.3 && stated.figure.unit == "%")
    // 2021 is stated twice, for eleven and for twelve months, and compared as the twelve.
    let growth = try await tally.answer("of=value how=growth \(words) period=2022 against=2021")
    #expect(isClose(growth.figure.value, (190.271 / 146.887 - 1) * 100))
    let rate = try await tally.answer("of=value how=run-rate \(words) period=2023-01..2023-07")
    #expect(rate.figure.low.map { $0 > 190.271e9 } == true && rate.figure.high.map { $0 > 240e9 } == true)
    #expect(try await tally.refusal("of=value \(words) period=2022-02").code == .monthsDiffer)
  }

  @Test func `Armenia's cars to Russia`() async throws {
    let tally = try await RealData.armenianCars()
    let words = "from=ARM to=RUS flow=export goods=hs:8703 code-length=4"
    let early = try await tally.answer("of=value \(words) period=2021")
    #expect(RealData.rounds(early.figure.value.map { $0 / 1e6 }, to: 3.475, digits: 3))
    #expect(early.figure.caveats.contains { $0.contains("no such trade in 2021-01 (1 of 12 months)") })
    let later = try await tally.answer("of=value \(words) period=2022")
    #expect(RealData.rounds(later.figure.value.map { $0 / 1e6 }, to: 236.844, digits: 3))
    let last = try await tally.answer("of=value \(words) period=2023-01..2023-10")
    #expect(RealData.rounds(last.figure.value.map { $0 / 1e6 }, to: 354.040, digits: 3))
    // November and December 2023 are missing: the year is refused, and growth leaves them out on both sides.
    #expect(try await tally.refusal("of=value \(words) period=2023").message.contains("2023-11..2023-12"))
    let growth = try await tally.answer("of=value how=year-to-date \(words) period=2023 against=2022")
    #expect(growth.compared.map(\.description) == ["2023-01..2023-10", "2022-01..2022-10"])
    // The six-digit rows are the same cars again.
    #expect(
      try await tally.refusal("of=value from=ARM to=RUS flow=export goods=hs:8703 period=2022").code == .codesOverlap)
  }
}

enum RealData {
  static let isThere = SharedData.has("trade")

  static func rounds(_ value: Double?, to expected: Double, digits: Int) -> Bool {
    guard let value else { return false }
    let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
    return (value * scale).rounded() == (expected * scale).rounded()
  }

  private static let columns = """
    source, "row", part, grade, period_from, period_to, span, indicator, reporter, flow, origin, destination, goods_code,
    hs_edition, value, currency, partner_total, goods_total
    """

  private static func load(_ source: String, _ file: String, options: String = "", rows: String) async throws
    -> TestCase
  {
    let tally = try await TestCase([])
    let path = SQL.Value.text(SharedData.root.appending(path: file).path).literal
    try await tally.engine.execute(SQL(text: "INSERT INTO source (source, sha256) VALUES ('\(source)', 'test')"))
    try await tally.engine.execute(
      SQL(
        text: """
          INSERT INTO record (\(columns))
          WITH file AS (SELECT row_number() OVER () AS n, * FROM read_csv(\(path), all_varchar = true\(options)))
          \(rows)
          """))
    return tally
  }

  static func euExports() async throws -> TestCase {
    try await load(
      "eu", "trade/diversion/eurostat_eu27_exports_sanctioned_cn8_monthly_2020_2022.csv.gz",
      rows: """
        SELECT 'eu', n, 0, 'statistic', CAST(period || '-01' AS DATE), last_day(CAST(period || '-01' AS DATE)), 'M', 'trade',
          reporter_iso3, 'export', reporter_iso3, partner_iso3, cn_code,
          CASE WHEN period < '2022' THEN 'HS2017' ELSE 'HS2022' END, CAST(value_eur AS DECIMAL(18,3)), 'EUR', FALSE, FALSE
        FROM file
        """)
  }

  static func imf() async throws -> TestCase {
    let years = (2016...2024).map {
      """
      SELECT 'imf', n, \($0 - 2016), 'statistic', DATE '\($0)-01-01', DATE '\($0)-12-31', 'Y', 'trade', 'RUS',
        CASE "TRADE_FLOW.ID" WHEN 'XG' THEN 'export' ELSE 'import' END,
        CASE "TRADE_FLOW.ID" WHEN 'XG' THEN 'RUS' ELSE partner END, CASE "TRADE_FLOW.ID" WHEN 'XG' THEN partner ELSE 'RUS' END,
        'TOTAL', NULL, CAST(CAST("\($0)" AS DOUBLE) * 1000000 AS DECIMAL(18,3)), 'USD', length(partner) > 3 OR partner = 'WLD', TRUE
      FROM named WHERE "\($0)" <> ''
      """
    }
    return try await load(
      "imf", "trade/bilateral/imf_imts_russia_by_partner_annual_2016_2024.csv",
      rows: """
        , named AS (SELECT *, CASE "COUNTERPART_COUNTRY.ID" WHEN 'G001' THEN 'WLD' ELSE "COUNTERPART_COUNTRY.ID" END AS partner
          FROM file)
        \(years.joined(separator: " UNION ALL "))
        """)
  }

  static func chinaCustoms() async throws -> TestCase {
    func part(_ number: Int, _ column: String, _ indicator: String, _ flow: String, _ unit: String) -> String {
      """
      SELECT 'gacc', n, \(number), 'statistic', CAST(period_from || '-01' AS DATE), last_day(CAST(period_to || '-01' AS DATE)),
        CASE WHEN period_from = period_to THEN 'M' WHEN period_from LIKE '%-01' AND period_to LIKE '%-12' THEN 'Y'
          WHEN period_from LIKE '%-01' AND period_to LIKE '%-03' THEN 'Q' ELSE 'X' END,
        '\(indicator)', 'CHN', '\(flow)', 'CHN', 'RUS', 'TOTAL', NULL,
        CAST(CAST(\(column) AS DECIMAL(18,6)) * \(unit == "%" ? 1 : 1_000_000_000) AS DECIMAL(18,3)), '\(unit)', FALSE, TRUE
      FROM file WHERE \(column) <> ''
      """
    }
    return try await load(
      "gacc", "trade/bilateral/gacc_china_russia_totals_press_transcribed_2021_2024.csv",
      rows: [
        part(0, "total_usd_bn", "trade", "two-way", "USD"),
        part(1, "china_exports_to_russia_usd_bn", "trade", "export", "USD"),
        part(2, "yoy_total_pct", "growth-as-reported", "two-way", "%"),
      ].joined(separator: " UNION ALL "))
  }

  /// One byte of the file is no UTF-8, so it is read as Latin-1.
  static func armenianCars() async throws -> TestCase {
    try await load(
      "cars", "trade/diversion/comtrade_armenia_hs8703_hs6_monthly_2017_2023.csv.gz", options: ", encoding = 'latin-1'",
      rows: """
        SELECT 'cars', n, 0, 'statistic', CAST(period AS DATE), last_day(CAST(period AS DATE)), 'M', 'trade', 'ARM',
          lower(trade_flow), CASE trade_flow WHEN 'Export' THEN 'ARM' ELSE partner_iso END,
          CASE trade_flow WHEN 'Export' THEN partner_iso ELSE 'ARM' END, commodity_code,
          CASE WHEN period < '2022' THEN 'HS2017' ELSE 'HS2022' END, CAST(trade_value_us AS DECIMAL(18,3)), 'USD', FALSE, FALSE
        FROM file
        """)
  }

  /// HS 2022 codes of the Common High Priority List (BIS and partners, February 2024).
  static let priorityCodes = """
    854231 854232 854233 854239 851762 852691 853221 853224 854800 847150 850440 851769 852589 852910 852990 853669 853690
    854110 854121 854129 854130 854149 854151 854159 854160 848210 848220 848230 848250 880730 901310 901380 901420 901480
    847180 848610 848620 848640 853400 854320 902750 903020 903032 903039 903082 845710 845811 845891 845961 846693
    """.split(whereSeparator: \.isWhitespace).map(String.init)
}
