// SPDX-License-Identifier: Apache-2.0

import Foundation
import Measures
import Testing
import Trade

@testable import Detectors

struct SurgeTests {
  /// 30 kinds of goods over four years; one of them triples in the last.
  private func planted(times: Double = 3, seed: UInt64 = 1) async throws -> PlantedCase {
    let planted = try await PlantedCase()
    var trade = OrdinaryTrade(seed: seed)
    var series = trade.products(30, 46, origin: "CHN", destination: "RUS", from: "2018-01")
    series.append(
      PlantedSeries("CHN", "RUS", "842952", from: "2018-01", trade.months(46) { $0 >= 36 ? times : 1 }, quantities: trade.months(46, level: 1000) { $0 >= 36 ? times / 1.5 : 1 }))
    try await planted.statistics("china", series)
    return planted
  }

  @Test func `A planted surge is found, with its multiple, quantity and price`() async throws {
    let found = try await findings("surge", at: planted().desk())
    #expect(found.count == 1)
    let finding = try #require(found.first)
    #expect(finding.title.hasPrefix("HS 8429.52 (bulldozers, graders, excavators, loaders), to Russia"))
    let multiple = try #require(finding.value("multiple of the same months a year before"))
    #expect((multiple / 3 - 1).magnitude < 0.15)
    #expect((try #require(finding.value("quantity multiple")) / 2 - 1).magnitude < 0.15)
    #expect(finding.period == Period("2021-01..2021-10"))
    #expect(finding.text.contains("against") && finding.text.contains("Under its own months and seasons of 4 years"))
    #expect(finding.text.contains("30 of the 30 other series of the source rose less or fell."))
    #expect(finding.grade == .statistic)
  }

  @Test func `A series of a code that holds other goods is called by its heading, with a note`() async throws {
    let planted = try await planted()
    try await planted.code("842952", is: "telemetry", edition: .hs2017, wider: true)
    let finding = try #require(try await findings("surge", at: planted.desk()).first)
    #expect(finding.title.hasPrefix("HS 8429.52 (bulldozers, graders, excavators, loaders), to Russia"))
    #expect(finding.goodsClass == nil && finding.goods.isEmpty)
    #expect(finding.caveats.contains("HS 8429.52 holds other goods besides Radio telemetry."))
    let exact = try await self.planted()
    try await exact.code("842952", is: "telemetry", edition: .hs2017)
    let named = try #require(try await findings("surge", at: exact.desk()).first)
    #expect(named.title.hasPrefix("HS 8429.52 (Radio telemetry), to Russia") && named.goods == ["telemetry"])
  }

  @Test(arguments: 1...5) func `Ordinary trade stays silent`(seed: Int) async throws {
    let planted = try await PlantedCase()
    var trade = OrdinaryTrade(seed: UInt64(seed))
    try await planted.statistics("china", trade.products(40, 46, origin: "CHN", destination: "RUS", from: "2018-01"))
    #expect(try await findings("surge", at: planted.desk()).isEmpty)
  }

  @Test(arguments: [2.5, 4, 8]) func `The multiple is recovered`(times: Double) async throws {
    let finding = try #require(try await findings("surge", at: planted(times: times, seed: 9).desk()).first)
    #expect((try #require(finding.value("multiple of the same months a year before")) / times - 1).magnitude < 0.15)
  }

  @Test func `A season is no surge, and other months are never compared`() async throws {
    let planted = try await PlantedCase()
    // Everything is traded in December: the last quarter of a year is ten times the third, every year.
    var trade = OrdinaryTrade()
    try await planted.statistics("china", [PlantedSeries("CHN", "RUS", "950510", from: "2018-01", trade.months(48) { $0 % 12 >= 9 ? 10 : 1 })])
    #expect(try await findings("surge", at: planted.desk()).isEmpty)
  }

  @Test func `Undisclosed months are not taken for nothing, nor are headings that moved compared`() async throws {
    let planted = try await PlantedCase()
    var trade = OrdinaryTrade()
    var amounts: [Double?] = trade.months(36) { $0 >= 24 ? 5 : 1 }
    for place in 12..<24 { amounts[place] = nil }
    try await planted.statistics("china", [PlantedSeries("CHN", "RUS", "854231", from: "2018-01", amounts)])
    #expect(try await findings("surge", at: planted.desk()).isEmpty)

    let other = try await PlantedCase()
    try await other.moved("8803")
    for (edition, from, factor) in [("HS2017", "2021-01", 1.0), ("HS2022", "2022-01", 6.0)] {
      try await other.statistics(
        "china", edition: edition,
        ["880330", "880400"].map { PlantedSeries("CHN", "RUS", $0, from: from, trade.months(12) { _ in factor }) })
    }
    let found = try await findings("surge", at: other.desk())
    #expect(found.count == 1)
    #expect(found.first?.title.contains("8804.00") == true)
    #expect(found.first?.caveats.contains { $0.contains("hold other goods in another edition") } == true)
  }

  @Test func `Reporters that stop publishing are left out on both sides`() async throws {
    let planted = try await PlantedCase()
    var trade = OrdinaryTrade()
    for reporter in ["DEU", "FRA", "ITA"] {
      try await planted.statistics("eu", [PlantedSeries(reporter, "RUS", "842952", from: "2020-01", trade.months(reporter == "ITA" ? 12 : 24))])
    }
    // Were Italy counted, trade would fall by a third; were the others measured against all, too.
    try await planted.statistics("eu", [PlantedSeries("DEU", "RUS", "870423", from: "2020-01", trade.months(24) { $0 >= 12 ? 4 : 1 })])
    let finding = try #require(try await findings("surge", at: planted.desk()).first)
    #expect(finding.caveats.contains { $0.contains("left out, since they do not publish throughout: Italy") })
    #expect(finding.title.contains("8704.23"))
  }

  @Test func `Customs records are added up by goods over all origins`() async throws {
    let planted = try await PlantedCase()
    var trade = OrdinaryTrade()
    for origin in ["CHN", "TUR"] {
      try await planted.statistics(
        "dump", grade: .customs, flow: "import", reporter: "RUS", currency: "USD",
        [PlantedSeries(origin, "RUS", "8542319010", from: "2020-01", trade.months(36) { $0 >= 24 ? 3 : 1 })])
    }
    let found = try await findings("surge", at: planted.desk())
    #expect(found.map(\.title) == ["HS 8542.31 (integrated circuits): \(Route.times(try #require(found.first?.value("multiple of the same months a year before")))) times a year before"])
    #expect(found.first?.text.hasPrefix("Imports in the customs records of dump") == true)
  }

  @Test func `A month that the source lacks is not taken for nothing`() async throws {
    let planted = try await PlantedCase()
    var trade = OrdinaryTrade()
    // April and May 2020 were never published. Were they nothing, 2021 would be a fifth above 2020 in all goods.
    let series = (0..<30).map { place in
      PlantedSeries(
        "CHN", "RUS", String(100_000 + 7 * place), from: "2018-01",
        trade.months(48) { month in [27, 28].contains(month) ? .nan : place == 0 && month >= 36 ? 3 : 1 })
    }
    try await planted.statistics("china", series)
    let found = try await findings("surge", at: planted.desk())
    #expect(found.map(\.id) == ["surge:china:export:RUS:100000"])
    let finding = try #require(found.first)
    #expect(finding.period == Period("2021-06..2021-12"))
    #expect((try #require(finding.value("multiple of the same months a year before")) / 3 - 1).magnitude < 0.15)
    #expect(finding.caveats.contains("The source has no records of April 2020 and May 2020; a month that is not there is not taken for nothing."))
  }

  @Test(arguments: [("28", "2022-01..2022-06"), ("09", "2022-01..2022-05")])
  func `A last month that daily records cover in part is left out`(last: String, period: String) async throws {
    let planted = try await PlantedCase()
    for year in 2020...2022 {
      for month in 1...(year == 2022 ? 6 : 12) {
        for day in ["03", "09", "17", "28"] where year < 2022 || month < 6 || day <= last {
          try await planted.shipment("\(year)-\(month < 10 ? "0" : "")\(month)-\(day)", code: "854231", value: year == 2022 ? 400_000 : 50_000 + Double(month * 100))
        }
      }
    }
    let finding = try #require(try await findings("surge", at: planted.desk()).first)
    #expect(finding.period == Period(period))
    #expect(finding.caveats.contains("Left out, since the records cover it in part: June 2022.") == (last == "09"))
  }
}
