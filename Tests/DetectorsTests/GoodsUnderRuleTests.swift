// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing
import Trade
import Warehouse

@testable import Detectors

struct GoodsUnderRuleTests {
  private func rule(
    goods: [String] = ["hs:8806"], to: [String] = ["RUS"], binds: [String] = ["DEU", "POL"], from: String = "2023-02-26", until: String? = nil
  ) throws -> TradeRule {
    TradeRule(
      id: "drones", authority: "European Union", says: "A regulation forbids drones to go there.", goods: goods, destinations: to,
      binds: binds, from: try #require(Day(from)), to: until.flatMap { Day($0) },
      address: RecordAddress(source: "rules", sha256: "cafe", row: 1))
  }

  private func trade() async throws -> PlantedCase {
    let planted = try await PlantedCase()
    try await planted.code("88062210", is: "drones")
    for (day, origin, dispatch) in [
      ("2023-01-10", "DEU", nil), ("2023-03-10", "DEU", nil), ("2023-04-10", "CHN", "POL"), ("2023-05-10", "CHN", "CHN"),
      ("2023-06-10", "CHN", nil),
    ] as [(String, String, String?)] {
      try await planted.record(
        day, grade: .customs, code: "88062210", value: 1000, origin: origin, dispatch: dispatch, [.consignee: "Buyer"])
    }
    try await planted.record("2023-02", grade: .customs, code: "88062210", value: 1000, origin: "DEU", [.consignee: "Buyer"])
    try await planted.record("2023-03-10", grade: .customs, code: "88062210", value: 1000, to: "KAZ", origin: "DEU", [.consignee: "Buyer"])
    try await planted.record("2023-03-10", grade: .customs, code: "87042300", value: 1000, origin: "DEU", [.consignee: "Buyer"])
    return planted
  }

  @Test func `Goods that a rule names are counted by date and by whom it binds`() async throws {
    let found = try await findings("goods-under-rule", at: trade().desk(rules: [rule()]))
    #expect(found.map(\.id) == ["goods-under-rule:drones"])
    let finding = try #require(found.first)
    #expect(finding.figure("records under the rule from where it binds")?.evidence.addresses.map(\.row) == [2, 3])
    #expect(finding.figure("records under the rule from elsewhere")?.evidence.addresses.map(\.row) == [4, 5])
    #expect(finding.figure("records before the rule")?.evidence.addresses.map(\.row) == [1])
    #expect(finding.figure("records whose dates leave it open")?.evidence.addresses.map(\.row) == [6])
    #expect(finding.title == "Drones to Russia after 26 February 2023")
    #expect(finding.text.hasPrefix("From 26 February 2023 on, European Union: “A regulation forbids drones to go there.”"))
    #expect(finding.text.contains("2 customs records import Drones to Russia from where it binds, dated 10 March 2023 to 10 April 2023."))
    #expect(finding.text.contains("Standing: explicit"))
    #expect(finding.evidence.count == 5)
    // 0.5 + 0.4 × 2/7
    #expect(abs(finding.score - (0.5 + 0.8 / 7)) < 1e-9)
  }

  @Test func `Codes that hold other goods make nothing explicit`() async throws {
    let planted = try await PlantedCase()
    try await planted.engine.execute(
      "INSERT INTO goods_code (goods, hs_edition, goods_code, wider, by_words) VALUES ('trucks', NULL, '87042300', TRUE, FALSE), ('drones', NULL, '85258000', TRUE, TRUE)")
    try await planted.record("2023-03-10", grade: .customs, code: "87042300", value: 1000, origin: "DEU", [.consignee: "Buyer"])
    let trucks = try #require(try await findings("goods-under-rule", at: planted.desk(rules: [rule(goods: ["trucks"])])).first)
    #expect(trucks.text.contains("All of these are known by codes that hold other goods, too."))
    #expect(trucks.text.contains("Standing: exposure at most; the codes of these records hold other goods, too."))
    // Where the list has words, a consignment that does not say so is none.
    try await planted.record("2023-03-10", grade: .customs, code: "85258000", value: 1000, origin: "DEU", [.consignee: "Cameras"])
    #expect(try await findings("goods-under-rule", at: planted.desk(rules: [rule(goods: ["drones"])])).isEmpty)
    try await planted.record("2023-03-10", grade: .customs, goods: ["drones"], code: "85258000", origin: "DEU", [.consignee: "Drones"])
    let drones = try #require(try await findings("goods-under-rule", at: planted.desk(rules: [rule(goods: ["drones"])])).first)
    #expect(drones.figure("records under the rule from where it binds")?.evidence.addresses.map(\.row) == [3])
    #expect(drones.text.contains("Standing: explicit"))
  }

  @Test func `From elsewhere alone it is exposure, and filings are never explicit`() async throws {
    let exposure = try #require(try await findings("goods-under-rule", at: trade().desk(rules: [rule(binds: ["USA"])])).first)
    #expect(exposure.text.contains("Standing: exposure"))
    #expect(abs(exposure.score - (0.3 + 0.2 * 4 / 9)) < 1e-9)
    let planted = try await PlantedCase()
    try await planted.record("2023-05", goods: ["drones"], origin: "DEU", [.applicant: "Buyer"])
    let filing = try #require(try await findings("goods-under-rule", at: planted.desk(rules: [rule(goods: ["battlefield"])])).first)
    #expect(filing.text.contains("Standing: exposure"))
    #expect(filing.grade == .filing)
  }

  @Test func `Customs records import, and filings beside them register`() async throws {
    let planted = try await trade()
    for day in ["2023-05", "2023-06", "2023-07"] {
      try await planted.record(day, grade: .filing, code: "88062210", origin: "DEU", [.applicant: "Buyer"])
    }
    let finding = try #require(try await findings("goods-under-rule", at: planted.desk(rules: [rule()])).first)
    #expect(finding.text.contains("2 customs records import Drones to Russia from where it binds"))
    #expect(finding.text.contains("Besides, 3 filings register such goods."))
    #expect(finding.value("records under the rule from where it binds") == 5)
  }

  @Test func `Other goods, other destinations, other days and too few records stay silent`() async throws {
    let planted = try await trade()
    for rule in [
      try rule(goods: ["hs:9503"]), try rule(to: ["BLR"]), try rule(from: "2023-07-01"), try rule(from: "2022-01-01", until: "2022-12-31"),
    ] {
      #expect(try await findings("goods-under-rule", at: planted.desk(rules: [rule])).isEmpty)
    }
    #expect(try await findings("goods-under-rule", at: planted.desk(rules: [rule()]), ["minimum-records": "5"]).isEmpty)
    let runs = try await DetectorRegistry.run(at: planted.desk(), only: ["goods-under-rule"])
    #expect(runs[0].outcome == .didNotRun("The case names no rules on goods and destinations (rules.yaml)."))
  }

  private static let exports = RealFilings.file("trade/diversion/eurostat_eu27_exports_sanctioned_cn8_monthly_2020_2022.csv.gz")

  @Test(.enabled(if: FileManager.default.fileExists(atPath: exports.path), "The EU's exports of ../shared/data are not here."))
  func `EU exports of integrated circuits to Russia are parted at the day of the rule`() async throws {
    let planted = try await PlantedCase()
    try await planted.engine.execute("INSERT INTO source (source, sha256, grade) VALUES ('eu', 'f00d', 'statistic')")
    try await planted.engine.execute(
      """
      INSERT INTO record (source, "row", part, grade, period_from, period_to, span, indicator, reporter, flow, origin, destination,
        goods_code, value, currency)
      SELECT 'eu', row_number() OVER (), 0, 'statistic', CAST(period || '-01' AS DATE), last_day(CAST(period || '-01' AS DATE)), 'M',
        'trade', reporter_iso3, 'export', reporter_iso3, partner_iso3, cn_code, CAST(value_eur AS DECIMAL(18,3)), 'EUR'
      FROM read_csv(\(Self.exports.path), all_varchar = true, header = true)
      WHERE length(cn_code) = 8 AND cn_code LIKE '8542%' AND partner_iso3 IN ('RUS', 'KAZ')
      """)
    let desk = try planted.desk(
      asOf: "2022-12-31", rules: [rule(goods: ["hs:8542"], binds: CountryGroup.eu27.members, from: "2022-02-26")])
    let finding = try #require(try await findings("goods-under-rule", at: desk).first)
    // Counted straight from the file: 334 cells of March to November 2022, 154 of February, 3,818 before.
    #expect(finding.value("records under the rule from where it binds") == 334)
    #expect(finding.value("records whose dates leave it open") == 154)
    #expect(finding.value("records before the rule") == 3818)
    #expect(finding.value("records under the rule from elsewhere") == nil)
    #expect(finding.grade == .statistic)
  }
}
