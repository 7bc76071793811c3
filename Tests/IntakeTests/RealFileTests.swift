// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestData
import Testing
import Trade
import Warehouse

@testable import Intake

@Suite(.enabled(if: SharedData.isThere, Comment(rawValue: SharedData.absent)))
struct RealFileTests {
  private func path(_ name: String) -> String { SharedData.file(name) }

  @Test func `EU exports of listed goods: four-digit totals are excluded, and growth comes out as published`()
    async throws
  {
    let folder = try await TestCase()
    let ledger = try await folder.take(
      """
      - id: eu-exports
        path: \(path("trade/diversion/eurostat_eu27_exports_sanctioned_cn8_monthly_2020_2022.csv.gz"))
        profile: statistics
        publisher: Eurostat
        mapping:
          period: {column: period, format: YYYY-MM}
          reporter: {column: reporter_iso3, codes: iso3}
          partner: {column: partner_iso3, codes: iso3}
          flow: {column: flow, words: {EXPORT: export}}
          goods: {column: cn_code}
          edition: {by-year: true}
          value: {column: value_eur, currency: EUR, basis: FOB}
        exclude:
          - {rule: not-cn8, because: CN4 rows are totals of CN8 rows, column: cn_code, length-not: 8}
      """)
    #expect(ledger[0].read == 1_141_670)
    #expect(ledger[0].exclusions == [LedgerEntry.Exclusion(rule: "not-cn8", count: 144_111)])
    #expect(ledger[0].accepted == 997_559)
    #expect(ledger[0].addsUp)
    let growth = try await folder.texts(
      """
      SELECT destination || ' ' || CAST(round(
        CAST(sum(value) FILTER (WHERE period_from BETWEEN DATE '2022-01-01' AND DATE '2022-10-01') AS DOUBLE)
        / CAST(sum(value) FILTER (WHERE period_from BETWEEN DATE '2021-01-01' AND DATE '2021-10-01') AS DOUBLE), 5) AS VARCHAR)
      FROM record WHERE destination IN ('KGZ', 'ARM') GROUP BY destination ORDER BY destination
      """)
    #expect(growth == ["ARM 3.63559", "KGZ 6.21489"])
    #expect(try await folder.texts("SELECT DISTINCT hs_edition FROM record ORDER BY 1") == ["HS2017", "HS2022"])
    #expect(try await folder.number("SELECT count(*) FROM record WHERE origin = reporter AND span = 'M'") == 997_559)
  }

  private func armenia(_ encoding: String) -> String {
    """
    - id: armenia
      path: \(path("trade/diversion/comtrade_armenia_hs8703_hs6_monthly_2017_2023.csv.gz"))
      profile: statistics
      encoding: \(encoding)
      mapping:
        period: {year: {column: year}, month: {column: month}}
        reporter: {column: reporter_code, codes: m49}
        partner: {column: partner_iso, codes: iso3}
        flow: {column: trade_code}
        goods: {column: commodity_code}
        value: {column: trade_value_us, currency: USD}
        weight: {column: netweight_kg, unit: kg, empty: [NA]}
        quantity: {column: Qty, unit: {column: QtyUnitAbbr}, empty: [NA]}
    """
  }

  @Test func `Rows with a byte that is not UTF-8 are rejected, and only those`() async throws {
    let folder = try await TestCase()
    let ledger = try await folder.take(armenia("utf-8"))
    // Côte d'Ivoire and Curaçao stand in Latin-1 in nineteen rows; the first is line 7503 of the file.
    #expect(ledger[0].read == 10_405 && ledger[0].accepted == 10_386 && ledger[0].addsUp)
    #expect(ledger[0].rejections == [LedgerEntry.Rejection(reason: "encoding", count: 19)])
    let first: SQL = "FROM rejection WHERE \"row\" = 7502"
    #expect(
      try await folder.texts("SELECT reason || ' ' || column_name \(fragment: first)") == ["encoding partner"])
    #expect(try await folder.texts("SELECT detail \(fragment: first)")[0]?.contains("0xF4") == true)
    #expect(
      try await folder.texts("SELECT original \(fragment: first)")[0]?.hasPrefix("2022,12,2022-12-01,202212,4,FALSE,M")
        == true)
  }

  @Test func `The same rows are taken as Latin-1 when the case says so`() async throws {
    let folder = try await TestCase()
    let ledger = try await folder.take(armenia("utf-8-or-latin-1"))
    #expect(ledger[0].accepted == 10_405 && ledger[0].addsUp)
    #expect(ledger[0].notes.map(\.count) == [19])
    #expect(try await folder.texts("SELECT origin FROM record WHERE \"row\" = 7502") == ["CIV"])
    // The sum of the file's own column, computed apart from this program: exports of cars to Russia in 2022.
    let sum: SQL = """
      SELECT sum(value) FROM record WHERE flow = 'export' AND destination = 'RUS' AND goods_code = '8703'
        AND EXTRACT(YEAR FROM period_from) = 2022
      """
    #expect(try await folder.texts(sum) == ["236844254.090"])
    // "Areas, nes" is a part of the world's trade, not a row to lose.
    #expect(try await folder.number("SELECT count(*) FROM record WHERE origin = 'XXX'") == 41)
  }

  @Test func `A column a year gives a record a year, and aggregates are left out by rule`() async throws {
    let folder = try await TestCase()
    let years = (2016...2024).map { "    - {value: {column: \"\($0)\"}, period: {is: \($0)}}" }.joined(separator: "\n")
    let ledger = try await folder.take(
      """
      - id: imf
        path: \(path("trade/bilateral/imf_imts_russia_by_partner_annual_2016_2024.csv"))
        profile: statistics
        mapping:
          reporter: {column: COUNTRY.ID, codes: iso3}
          partner: {column: COUNTERPART_COUNTRY.ID, codes: iso3, words: {G001: WLD}}
          flow: {column: TRADE_FLOW.ID, words: {MG: import, XG: export}}
          goods: {is: TOTAL}
          value: {currency: USD, scale: 1000000, basis: {column: INDICATOR.ID, words: {MG_CIF_USD: CIF, XG_FOB_USD: FOB}}}
        series:
      \(years)
        exclude:
          - {rule: region, because: Regions are sums of countries, column: COUNTERPART_COUNTRY.ID, starts-with: [G0, G1, G2, G4, G5, G6, G9, GX, TX]}
      """)
    // "G001", the world, begins with G0 as well: this rule takes it out, and the figure below needs it in.
    #expect(ledger[0].read == 470 && ledger[0].addsUp && ledger[0].rejected == 0)

    let second = try await TestCase()
    let entry = try await second.take(
      """
      - id: imf
        path: \(path("trade/bilateral/imf_imts_russia_by_partner_annual_2016_2024.csv"))
        profile: statistics
        mapping:
          reporter: {column: COUNTRY.ID, codes: iso3}
          partner: {column: COUNTERPART_COUNTRY.ID, codes: iso3, words: {G001: WLD}}
          flow: {column: TRADE_FLOW.ID, words: {MG: import, XG: export}}
          goods: {is: TOTAL}
          value: {currency: USD, scale: 1000000, basis: {column: INDICATOR.ID, words: {MG_CIF_USD: CIF, XG_FOB_USD: FOB}}}
        series:
      \(years)
      """)[0]
    #expect(entry.addsUp && entry.rejections.map(\.reason) == ["country"])
    let share = try await second.texts(
      """
      SELECT CAST(round(100 * CAST(sum(value) FILTER (WHERE origin = 'CHN') AS DOUBLE)
        / CAST(sum(value) FILTER (WHERE origin = 'WLD') AS DOUBLE), 2) AS VARCHAR)
      FROM record WHERE flow = 'import' GROUP BY period_from ORDER BY period_from
      """)
    #expect(Array(share.suffix(4)) == ["24.75", "34.27", "45.22", "46.35"])
    #expect(try await second.number("SELECT count(DISTINCT part) FROM record") == 9)
    #expect(
      try await second.texts("SELECT DISTINCT flow || basis FROM record ORDER BY 1") == ["exportFOB", "importCIF"])
  }

  @Test func `Press figures of China's customs give three flows and three growth rates a row`() async throws {
    let folder = try await TestCase()
    let ledger = try await folder.take(
      """
      - id: gacc
        path: \(path("trade/bilateral/gacc_china_russia_totals_press_transcribed_2021_2024.csv"))
        profile: statistics
        mapping:
          period: {from: {column: period_from, format: YYYY-MM}, to: {column: period_to, format: YYYY-MM}}
          reporter: {is: CHN}
          partner: {is: RUS}
          goods: {is: TOTAL}
          value: {currency: USD, scale: 1000000000}
          note: {column: reported_by}
        series:
          - {flow: {is: two-way}, value: {column: total_usd_bn}}
          - {flow: {is: export}, value: {column: china_exports_to_russia_usd_bn}}
          - {flow: {is: import}, value: {column: china_imports_from_russia_usd_bn}}
          - {flow: {is: two-way}, indicator: {is: growth-as-reported}, value: {column: yoy_total_pct, currency: "%", scale: 1}}
          - {flow: {is: export}, indicator: {is: growth-as-reported}, value: {column: yoy_china_exports_pct, currency: "%", scale: 1}}
          - {flow: {is: import}, indicator: {is: growth-as-reported}, value: {column: yoy_china_imports_pct, currency: "%", scale: 1}}
      """)
    #expect(ledger[0].read == 22 && ledger[0].accepted == 22 && ledger[0].addsUp)
    let year: SQL = """
      SELECT indicator || ' ' || flow || ' ' || CAST(value AS VARCHAR) || ' ' || currency || ' ' || span || ' ' || origin
      FROM record WHERE period_from = DATE '2022-01-01' AND period_to = DATE '2022-12-31' ORDER BY part
      """
    #expect(
      try await folder.texts(year) == [
        "trade two-way 190271000000.000 USD Y CHN", "trade export 76120000000.000 USD Y CHN",
        "trade import 114150000000.000 USD Y RUS", "growth-as-reported two-way 29.300 % Y CHN",
        "growth-as-reported export 12.800 % Y CHN", "growth-as-reported import 43.400 % Y RUS",
      ])
    // A month in which only some figures were reported has only those.
    #expect(
      try await folder.number("SELECT count(*) FROM record WHERE period_from = DATE '2023-08-01'") == 3)
  }

  @Test func `Declarations of conformity are all taken, with buyer, maker and creator apart`() async throws {
    let folder = try await TestCase()
    let ledger = try await folder.take(
      """
      - id: fsa
        path: \(path("filings/fsa_declarations_2023-05.csv.gz"))
        profile: fsa-declarations
      """)
    #expect(ledger[0].read == 6803 && ledger[0].accepted == 6803 && ledger[0].addsUp && ledger[0].notes.isEmpty)
    #expect(try await folder.number("SELECT count(*) FROM record WHERE origin IN ('CHN', 'HKG')") == 1907)
    #expect(
      try await folder.texts("SELECT role || ' ' || count(*) FROM mention GROUP BY role ORDER BY role") == [
        "applicant 5786", "creator 1574", "manufacturer 6159",
      ])
    #expect(try await folder.number("SELECT count(*) FROM identity WHERE name LIKE '%withheld%'") == 0)
    // A creator has a number and no name; an applicant a name and no number.
    #expect(
      try await folder.number(
        """
        SELECT count(*) FROM mention m JOIN identity i USING (identity)
        WHERE (m.role = 'creator') <> (i.name IS NULL) OR (m.role = 'creator') <> (i.number IS NOT NULL)
        """) == 0)
    #expect(try await folder.number("SELECT count(*) FROM identity WHERE number_kind = 'INN'") == 411)
    #expect(
      try await folder.texts("SELECT DISTINCT quantity_note FROM record ORDER BY 1") == [
        "Единичное изделие", "Партия", "Серийный выпуск", nil,
      ])
  }

  @Test func `Snapshots of OFAC's list tell when an entry was listed and delisted`() async throws {
    let folder = try await TestCase()
    let ledger = try await folder.take(
      """
      - {id: sdn-2021, path: "\(path("lists/ofac/sdn_202104.csv.gz"))", profile: ofac-sdn, as-of: 2021-04-15, options: {list: ofac-sdn}}
      - {id: sdn-2024, path: "\(path("lists/ofac/sdn_20240503.csv.gz"))", profile: ofac-sdn, as-of: 2024-05-03}
      - {id: alt-2021, path: "\(path("lists/ofac/alt_202104.csv.gz"))", profile: ofac-aliases}
      - {id: alt-2025, path: "\(path("lists/ofac/alt_202501.csv.gz"))", profile: ofac-aliases}
      - {id: add-2021, path: "\(path("lists/ofac/add_202104.csv.gz"))", profile: ofac-addresses}
      - {id: add-2026, path: "\(path("lists/ofac/add_202606.csv.gz"))", profile: ofac-addresses}
      - {id: cons, path: "\(path("lists/ofac/cons_prim_watchman_testdata.csv.gz"))", profile: ofac-sdn, as-of: 2023-01-01, options: {list: ofac-cons}}
      - {id: cons-alt, path: "\(path("lists/ofac/cons_alt_watchman_testdata.csv.gz"))", profile: ofac-aliases, options: {list: ofac-cons}}
      """)
    #expect(ledger.map(\.read) == [8890, 14_965, 11_742, 19_486, 13_761, 24_776, 442, 1073])
    #expect(ledger.allSatisfy { $0.addsUp && $0.rejected == 0 && $0.excluded == 0 })
    // Listed before the first snapshot, nobody knows when; and still there.
    #expect(
      try await folder.texts(
        """
        SELECT source || ' ' || coalesce(CAST(listed_from AS VARCHAR), '?') || ' ' || CAST(listed_by AS VARCHAR) || ' '
          || coalesce(CAST(delisted_by AS VARCHAR), 'listed')
        FROM listing WHERE entry = '36' ORDER BY source
        """) == ["sdn-2021 ? 2021-04-15 listed", "sdn-2024 ? 2021-04-15 listed"])
    // Only in the later one: listed in between.
    #expect(
      try await folder.number(
        """
        SELECT count(*) FROM listing l WHERE source = 'sdn-2024'
          AND (listed_from = DATE '2021-04-15' AND listed_by = DATE '2024-05-03')
            <> (NOT EXISTS (SELECT 1 FROM listing o WHERE o.source = 'sdn-2021' AND o.entry = l.entry))
        """) == 0)
    // Only in the earlier one: delisted in between.
    #expect(
      try await folder.number(
        """
        SELECT count(*) FROM listing l WHERE source = 'sdn-2021'
          AND coalesce(delisted_from = DATE '2021-04-15' AND delisted_by = DATE '2024-05-03', FALSE)
            <> (NOT EXISTS (SELECT 1 FROM listing o WHERE o.source = 'sdn-2024' AND o.entry = l.entry))
        """) == 0)
    #expect(
      try await folder.number("SELECT count(*) FROM listing WHERE source = 'sdn-2021' AND delisted_by IS NOT NULL")
        > 500)
    #expect(
      try await folder.texts(
        "SELECT kind || ' ' || count(*) FROM listing WHERE source = 'sdn-2024' GROUP BY kind ORDER BY kind") == [
          "aircraft 376", "organisation 6884", "person 6854", "vessel 851",
        ])
    #expect(
      try await folder.number("SELECT count(*) FROM listing_name WHERE name LIKE '-0-%' OR name LIKE '%\u{1A}%'") == 0)
    #expect(
      try await folder.number("SELECT count(*) FROM listing_number WHERE kind = 'INN' AND source = 'sdn-2024'") > 1500)
    #expect(
      try await folder.number("SELECT count(*) FROM listing_number WHERE kind = 'USCC' AND source = 'sdn-2024'") > 60)
    #expect(try await folder.number("SELECT count(*) FROM listing_name WHERE kind = 'weak' AND name = 'YAMZ'") == 1)
    #expect(
      try await folder.number("SELECT count(*) FROM listing_address WHERE country = 'RUS' AND source = 'add-2026'")
        == 5864)
  }

  @Test func `All files of the EU's Official Journal are taken whole`() async throws {
    let folder = try await TestCase()
    let names = try FileManager.default.contentsOfDirectory(atPath: path("lists/eu_journal")).filter {
      $0.hasSuffix(".gz")
    }.sorted()
    let sources = names.map {
      "- {id: \"eu-\($0.prefix(10).lowercased())\", path: \"\(path("lists/eu_journal/\($0)"))\", profile: eu-journal}"
    }
    let ledger = try await folder.take(sources.joined(separator: "\n"))
    #expect(ledger.map(\.read).reduce(0, +) == 8017)
    #expect(ledger.allSatisfy { $0.addsUp && $0.rejected == 0 })
    #expect(try await folder.number("SELECT count(*) FROM listing WHERE list = 'eu-833-2014-IV'") == 921)
    #expect(
      try await folder.number(
        "SELECT count(*) FROM (SELECT list, entry FROM listing GROUP BY list, entry HAVING count(*) > 1)") == 0)
    #expect(try await folder.number("SELECT count(*) FROM listing WHERE listed_from IS NULL") == 302)
    // A supplier of Annex IV with its Chinese number, its day of listing and its country.
    let supplier: SQL = """
      SELECT l.name || ' ' || l.country || ' ' || CAST(l.listed_by AS VARCHAR) || ' ' || n.number
      FROM listing l JOIN listing_number n USING (source, "row")
      WHERE l.list = 'eu-833-2014-IV' AND n.kind = 'USCC' AND n.number = '91440300769188559R'
      """
    #expect(try await folder.texts(supplier).count == 1)
    #expect(try await folder.number("SELECT count(*) FROM listing_number WHERE kind = 'INN'") > 900)
    #expect(
      try await folder.number("SELECT count(*) FROM listing WHERE list = 'eu-833-2014-IV' AND country = 'CHN'") > 40)
    #expect(
      try await folder.number("SELECT count(*) FROM listing WHERE list = 'eu-833-2014-IV' AND country = 'RUS'") > 650)
    #expect(
      try await folder.number(
        "SELECT count(*) FROM listing_address a JOIN listing l USING (source, \"row\") WHERE l.kind = 'person'") == 0)
  }

  @Test func `Company registers are taken whole`() async throws {
    let folder = try await TestCase()
    let ledger = try await folder.take(
      """
      - {id: egrul, path: "\(path("registers/egrul_companies_2025-11.csv.gz"))", profile: companies-egrul}
      - {id: guangdong, path: "\(path("registers/cn_companies_guangdong_2019.csv.gz"))", profile: companies-cn}
      - {id: jiangsu, path: "\(path("registers/cn_companies_jiangsu_2018.csv.gz"))", profile: companies-cn, as-of: 2018-12-31}
      - {id: shanghai, path: "\(path("registers/cn_companies_shanghai_2019.csv.gz"))", profile: companies-cn}
      """)
    #expect(ledger.map(\.read) == [498, 7692, 8787, 5574])
    #expect(ledger.allSatisfy { $0.addsUp && $0.rejected == 0 })
    #expect(
      try await folder.texts(
        "SELECT DISTINCT short_name || ' ' || CAST(registered_by AS VARCHAR) || ' ' || ogrn FROM company WHERE inn = '5404002997'"
      ) == [
        "ООО \"СИБИРЬСВЯЗЬМАРКЕТ\" 2015-01-23 1155476004485"
      ])
    #expect(try await folder.number("SELECT count(*) FROM company WHERE ended_on IS NOT NULL") == 19)
  }

  @Test(arguments: [
    ("armstat", "trade/diversion/armstat_armenia_trade_by_country_monthly_2007_2024.csv.gz", 28_367, ["country"]),
    ("armstat-partner", "trade/diversion/armstat_armenia_trade_by_partner.csv.gz", 11_094, ["country", "empty-cell"]),
    ("eudr", "trade/bilateral/comtrade_eu27_imports_hs_eudr_annual.csv.gz", 173_358, []),
    ("india", "trade/bilateral/russia_india_monthly_hs_fts_vs_mirror_2010_2025.csv.gz", 280_850, ["goods"]),
    ("gaps", "trade/bilateral/russia_china_hs6_monthly_mirror_gaps_top.csv", 1656, []),
    ("kgz", "trade/diversion/national_stats_kyrgyz_imports_by_partner_yearly.csv", 688, ["country"]),
    ("uzb", "trade/diversion/national_stats_uzbek_imports_by_partner_yearly.csv", 1175, []),
  ])
  func `Other tables of statistics add up`(id: String, name: String, rows: Int, reasons: [String]) async throws {
    let mappings = [
      "armstat": """
      mapping:
        period: {year: {column: year}, month: {column: month}}
        reporter: {is: ARM}
        partner: {column: country, codes: name}
        goods: {is: TOTAL}
        value: {currency: USD, scale: 1000}
      series:
        - {flow: {is: export}, value: {column: export}}
        - {flow: {is: import}, value: {column: import_origin}}
      """,
      "armstat-partner": """
      mapping:
        period: {year: {column: year}, month: {column: timeperiod}}
        reporter: {is: ARM}
        partner: {column: country, codes: name}
        goods: {is: TOTAL}
        value: {currency: USD, scale: 1000, empty: ["-"]}
      series:
        - {flow: {is: export}, value: {column: export}}
        - {flow: {is: import}, value: {column: import_origin}}
      exclude:
        - {rule: year, because: Rows of whole years are totals of months, column: timeperiod, is: Year}
      """,
      "eudr": """
      mapping:
        period: {column: ref_year, format: YYYY}
        reporter: {column: reporter_iso, codes: iso3}
        partner: {column: partner_iso, codes: iso3}
        flow: {column: flow_desc}
        goods: {column: cmd_code}
        value: {column: primary_value, currency: USD}
      """,
      "india": """
      mapping:
        period: {column: period, format: YYYY-MM}
        reporter: {is: RUS}
        partner: {column: partner_iso3, codes: iso3}
        flow: {column: flow_ru}
        goods: {column: tnved_code}
        value: {column: value_usd, currency: USD}
        weight: {column: netweight_kg}
        quantity: {column: quantity, unit: {column: unit_code}}
        note: {column: source}
      """,
      "gaps": """
      mapping:
        period: {column: period, format: YYYY-MM}
        reporter: {is: RUS}
        partner: {is: CHN}
        flow: {column: flow_ru}
        goods: {column: hs6}
        indicator: {is: mirror-gap}
        value: {column: comtrade_minus_mirror_usd, currency: USD}
      """,
      "kgz": national, "uzb": national,
    ]
    let folder = try await TestCase()
    let mapping = (mappings[id] ?? "").split(separator: "\n").map { "  \($0)" }.joined(separator: "\n")
    let ledger = try await folder.take("- id: \(id)\n  path: \"\(path(name))\"\n  profile: statistics\n\(mapping)")
    #expect(ledger[0].read == rows)
    #expect(ledger[0].addsUp)
    // What is rejected in these files are words that are no countries, goods that are no code, and cells left empty.
    #expect(ledger[0].rejections.map(\.reason) == reasons)
    #expect(ledger[0].rejected * 10 < rows)
  }

  private var national: String {
    """
    mapping:
      period: {column: PERIOD, format: "'Y'YYYY"}
      reporter: {column: REPORTER, codes: name}
      partner: {column: PARTNER, codes: name}
      flow: {column: FLOW}
      goods: {column: PRODUCT}
      value: {column: VALUE_IN_EUR, currency: EUR}
    """
  }
}
