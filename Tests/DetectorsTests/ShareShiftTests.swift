// SPDX-License-Identifier: Apache-2.0

import Foundation
import Measures
import Testing
import Trade
import Warehouse

@testable import Detectors

struct ShareShiftTests {
  /// Yearly totals of what a country gets, by supplier.
  private func planted(
    flow: String, _ rows: [(origin: String, reporter: String, year: Int, value: Double)], in planted: PlantedCase? = nil, source: String = "stat"
  ) async throws -> PlantedCase {
    let planted = if let planted { planted } else { try await PlantedCase() }
    try await planted.engine.execute("INSERT INTO source (source, sha256, profile, grade) VALUES (\(source), 'beef', 'statistics', 'statistic')")
    for (index, row) in rows.enumerated() {
      let period = try #require(Period.year(row.year))
      try await planted.engine.execute(
        """
        INSERT INTO record (source, "row", part, grade, period_from, period_to, span, indicator, reporter, flow, origin, destination,
          goods_code, value, currency, partner_total, goods_total, transport_total)
        VALUES (\(source), \(index + 1), 0, 'statistic', \(period.from), \(period.to), 'Y', 'trade', \(row.reporter), \(flow), \(row.origin),
          'RUS', 'TOTAL', \(row.value * 1e6), 'USD', \(row.origin == "WLD"), TRUE, FALSE)
        """)
    }
    return planted
  }

  private static let own: [(origin: String, reporter: String, year: Int, value: Double)] = [
    ("WLD", "RUS", 2021, 1000), ("CHN", "RUS", 2021, 250), ("DEU", "RUS", 2021, 120), ("TUR", "RUS", 2021, 20),
    ("WLD", "RUS", 2022, 800), ("CHN", "RUS", 2022, 360), ("DEU", "RUS", 2022, 50), ("TUR", "RUS", 2022, 40),
  ]

  @Test func `A supplier's part is taken of the publisher's own total`() async throws {
    let found = try await findings("share-shift", at: planted(flow: "import", Self.own).desk())
    #expect(found.map(\.id) == ["share-shift:stat:import:RUS:CHN:TOTAL", "share-shift:stat:import:RUS:DEU:TOTAL"])
    let finding = try #require(found.first)
    #expect(finding.value("share before, 2021") == 25)
    #expect(finding.value("share, 2022") == 45)
    #expect(finding.text.contains("is 45 % in 2022, against 25 % in 2021: 20 percentage points more."))
    #expect(finding.text.contains("The whole fell by 20 %"))
  }

  @Test func `A silent country is seen through the same set of partners, with their coverage`() async throws {
    let partners: [(origin: String, reporter: String, year: Int, value: Double)] = [
      ("CHN", "CHN", 2021, 200), ("DEU", "DEU", 2021, 100), ("TUR", "TUR", 2021, 60), ("KOR", "KOR", 2021, 40),
      ("CHN", "CHN", 2022, 300), ("DEU", "DEU", 2022, 40), ("TUR", "TUR", 2022, 80),
    ]
    let case1 = try await planted(flow: "export", partners)
    _ = try await planted(flow: "import", [("WLD", "RUS", 2021, 500)], in: case1, source: "own")
    let finding = try #require(try await findings("share-shift", at: case1.desk()).first { $0.id.contains("CHN") })
    // Korea does not report for 2022 and is in neither sum.
    #expect((try #require(finding.value("share before, 2021")) - 200.0 / 360 * 100).magnitude < 1e-6)
    #expect((try #require(finding.value("share, 2022")) - 300.0 / 420 * 100).magnitude < 1e-6)
    #expect(finding.text.contains("seen here through its partners: China, Germany and Türkiye."))
    #expect(finding.text.contains("stood for 77.76 % of what Russia itself stated as imports (their FOB values × 1.08)"))
    #expect(finding.coverage == 0.7)
  }

  @Test func `Small shifts, two suppliers and other bases stay silent`() async throws {
    var same = Self.own
    for index in 4..<8 { same[index].value = same[index - 4].value * 1.1 }
    #expect(try await findings("share-shift", at: planted(flow: "import", same).desk()).isEmpty)
    let two = Self.own.filter { $0.origin != "WLD" && $0.origin != "TUR" }
    #expect(try await findings("share-shift", at: planted(flow: "import", two).desk()).isEmpty)
    #expect(try await findings("share-shift", at: planted(flow: "import", Self.own).desk(), ["points": "25"]).isEmpty)
    let before = try await planted(flow: "import", Self.own.filter { $0.year == 2022 })
    #expect(try await findings("share-shift", at: before.desk()).isEmpty)
  }

  @Test(.enabled(if: RealTrade.isThere(RealTrade.imf), "The IMF's file of ../shared/data is not here."))
  func `China's part of Russia's imports is what the IMF's file gives`() async throws {
    let finding = try #require(
      try await findings("share-shift", at: RealTrade.desk(try await RealTrade.imports(), asOf: "2025-12-31")).first { $0.id.contains(":CHN:") })
    #expect((try #require(finding.value("share before, 2021")) - 24.75).magnitude < 0.005)
    #expect((try #require(finding.value("share, 2024")) - 46.35).magnitude < 0.005)
  }
}
