// SPDX-License-Identifier: Apache-2.0

import Foundation
import Trade
import Measures
import Statistics
import Testing
import Warehouse

@testable import Detectors

/// Expected figures were worked out apart from the program, with DuckDB, NumPy and statsmodels on the same files.
struct RealSeriesTests {
  @Test(.enabled(if: RealTrade.isThere(RealTrade.eurostat), "Eurostat's file of ../shared/data is not here."))
  func `Surges in EU exports are those of a regression by statsmodels`() async throws {
    let engine = try await RealTrade.diversion()
    let found = try await findings("surge", at: RealTrade.desk(engine, asOf: "2023-01-31"))
    // January to October 2022 on the same months of 2021, since the Netherlands lack November 2022; 4,072 series, 241 leads, by NumPy.
    let first = found.prefix(3).map { $0.id.split(separator: ":").suffix(2).joined(separator: ":") }
    #expect(first == ["KGZ:870324", "ARM:870899", "UZB:620429"])
    for (finding, multiple) in zip(found, [47.833389, 93.970692, 142.895011]) {
      #expect((try #require(finding.value("multiple of the same months a year before")) - multiple).magnitude < 0.001)
    }
    #expect(found[0].caveats.contains { $0.hasPrefix("Of 241 leads") })
    #expect(found[0].caveats.contains("Left out, since the records cover it in part: November 2022."))
    // Each of the ten by a direct query.
    #expect(found.count == 10)
    for finding in found {
      let (partner, product) = (String(finding.id.split(separator: ":")[3]), String(finding.id.split(separator: ":")[4]))
      let table = try await engine.table(
        """
        SELECT sum(CASE WHEN year(period_from) = 2022 THEN value END) / sum(CASE WHEN year(period_from) = 2021 THEN value END) AS times
        FROM record WHERE destination = \(partner) AND substr(goods_code, 1, 6) = \(product) AND month(period_from) <= 10
        """)
      let direct = try #require(table.doubles("times")[0])
      #expect((try #require(finding.value("multiple of the same months a year before")) / direct - 1).magnitude < 1e-9, "\(finding.id)")
    }
  }

  @Test(.enabled(if: RealTrade.isThere(RealTrade.eurostat), "Eurostat's file of ../shared/data is not here."))
  func `Exports of laptops to Russia break in March 2022, at the level of a direct regression`() async throws {
    let engine = try await RealTrade.diversion()
    let table = try await engine.table(
      """
      SELECT year(period_from) * 12 + month(period_from) - 1 AS month, CAST(sum(value) AS DOUBLE) AS amount FROM record
      WHERE destination = 'RUS' AND substr(goods_code, 1, 6) = '847130' GROUP BY 1 ORDER BY 1
      """)
    var amounts = [Double](repeating: 0, count: 35)
    for (month, amount) in zip(try table.integers("month"), try table.doubles("amount")) {
      amounts[(month ?? 0) - 2020 * 12] = amount ?? 0
    }
    let median = try #require(Descriptive.median(amounts.filter { $0 > 0 }))
    let test = try #require(BreakTest(count: 35))
    let scan = try #require(test.scan(amounts.map { log(1 + $0 / (0.01 * median)) }))
    // ln of the amounts on a constant, a trend and a step; the highest F of all dates is 52.2, at the 27th month.
    #expect(test.candidates[scan.best] == 26)
    #expect((scan.supF - 52.203294).magnitude < 1e-4)
    #expect((exp(scan.shift[scan.best]) - 0.0418355).magnitude < 1e-6)
  }

  @Test(.enabled(if: RealTrade.isThere(RealTrade.eurostat), "Eurostat's file of ../shared/data is not here."))
  func `Of EU exports those are told to coincide with February 2022 that stand out of the file, and laptops to Russia are not`() async throws {
    let engine = try await RealTrade.diversion()
    let event = DatedEvent(
      id: "invasion", title: "Invasion", period: try #require(Period("2022-02-24")), publisher: nil,
      address: RecordAddress(source: "events", sha256: "cafe", row: 1))
    let desk = CaseDesk(engine: engine, asOf: try #require(Day("2023-01-31")), events: [event])
    let found = try await findings("event-alignment", at: desk, ["limit": "1000"])
    // To October 2022. NumPy and statsmodels, with draws of their own (three seeds): 99 to 100 series.
    #expect((94...106).contains(found.count))
    for (series, level) in [("RUS:271019", 0.11456855), ("BLR:854239", 0.11246131), ("RUS:252100", 0.00780618)] {
      let finding = try #require(found.first { $0.id.hasSuffix(":export:\(series)") }, "\(series)")
      #expect((try #require(finding.value("level after the break over the level before")) / level - 1).magnitude < 1e-4, "\(series)")
      // In 34 months there are only 16 other stretches of three months.
      #expect(finding.text.contains("Evidence: moderate.") && finding.text.contains("too few other dates to compare"))
    }
    // They fell to a 24th and came back within months: a step does not fit (p = 0.09), and one in ten goods of the file fell as far.
    #expect(!found.contains { $0.id.hasSuffix("RUS:847130") })
  }

  @Test(.enabled(if: RealTrade.isThere(RealTrade.imf), "The IMF's file of ../shared/data is not here."))
  func `Russia's imports from India in 2024 are a record by a fifth, those from China by too little to tell`() async throws {
    let desk = try RealTrade.desk(try await RealTrade.imports(), asOf: "2025-12-31")
    let found = try await findings("record-run", at: desk, ["limit": "1000"])
    let india = try #require(found.first { $0.id == "record-run:imf:import:IND:RUS:TOTAL" })
    // 6,539.68 m USD against 5,436.09 m in 2023, the highest of nine years.
    #expect((try #require(india.value("times the highest before")) - 6539.680650300447 / 5436.088883183193).magnitude < 1e-6)
    #expect(india.text.contains("the highest of 9 such periods since 2016"))
    #expect(!found.contains { $0.id == "record-run:imf:import:CHN:RUS:TOTAL" })
    // 124,272.1 m against 119,833.6 m; higher in each year since 2016.
    let lower = try await findings("record-run", at: desk, ["limit": "1000", "times": "1.03"])
    let china = try #require(lower.first { $0.id == "record-run:imf:import:CHN:RUS:TOTAL" })
    #expect((try #require(china.value("times the highest before")) - 124272.1058082142 / 119833.5792666533).magnitude < 1e-6)
    #expect(china.text.contains("It has risen for 8 years on end."))
  }

  @Test(.enabled(if: RealTrade.isThere(RealTrade.cars), "Armenia's exports of cars in ../shared/data are not here."))
  func `Unit values of Armenia's cars to Russia against other destinations are those of a direct computation, and too unlike to tell`() async throws {
    let engine = try await RealTrade.carExports()
    let detector = try PricePremium(try ParameterValues(for: PricePremium.declaration))
    let window = try #require(detector.window)
    #expect(window.now == Period("2022-03..2023-02"))
    let day = try #require(Day("2024-01-31"))
    let table = try await engine.table(detector.byDestination(window.now, window.before, asOf: day).sql)
    let changes = Dictionary(uniqueKeysWithValues: zip(try table.texts("goods_code").compactMap(\.self), try table.doubles("change").compactMap(\.self)))
    let direct = ["870322": 0.350122, "870323": 0.849738, "870324": 0.977752, "870340": -1.267245, "870360": -2.379214, "870380": 0.313233]
    #expect(changes.keys.sorted() == direct.keys.sorted())
    for (code, change) in direct { #expect((try #require(changes[code]) - change).magnitude < 1e-5, "\(code)") }
    // The middle of six is 1.39 times, but hybrid cars fell as far as large engines rose: the interval holds one.
    #expect(try await findings("price-premium", at: RealTrade.desk(engine, asOf: "2024-01-31")).isEmpty)
  }
}
