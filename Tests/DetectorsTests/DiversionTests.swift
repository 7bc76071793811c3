// SPDX-License-Identifier: Apache-2.0

import Foundation
import Measures
import Statistics
import Testing
import Trade
import Warehouse

@testable import Detectors

struct DiversionTests {
  /// Two exporters, 40 kinds of goods, to RUS (which falls to a tenth from March 2022 on), to a hub (which rises by
  /// `hub`), and to two others (which do not change).
  private func planted(hub: Double = 4, drop: Double = 0.1, seed: UInt64 = 4) async throws -> PlantedCase {
    let planted = try await PlantedCase()
    var trade = OrdinaryTrade(seed: seed)
    let start = 26
    func change(_ factor: Double) -> (Int) -> Double { { $0 >= start ? factor : 1 } }
    for reporter in ["DEU", "ITA"] {
      var series: [PlantedSeries] = []
      for product in 0..<40 {
        let code = String(850_000 + product * 10)
        // The last ten kinds go on to Russia as before.
        let falls = product < 30
        series.append(PlantedSeries(reporter, "RUS", code, from: "2020-01", trade.months(35, level: 500_000, change(falls ? drop : 1))))
        series.append(PlantedSeries(reporter, "KGZ", code, from: "2020-01", trade.months(35, level: 20_000, change(falls ? hub : 1.2))))
        for other in ["GEO", "UZB"] {
          series.append(PlantedSeries(reporter, other, code, from: "2020-01", trade.months(35, level: 30_000, change(1.1))))
        }
      }
      try await planted.statistics("eu", series)
    }
    return planted
  }

  @Test func `The hub is found, with the ratio of gain to loss, and the controls are not`() async throws {
    let found = try await findings("diversion", at: planted().desk())
    #expect(found.map(\.id) == ["diversion:eu:KGZ"])
    let finding = try #require(found.first)
    #expect((try #require(finding.value("typical multiple over these goods")) / 4 - 1).magnitude < 0.1)
    // 40,000 × 3 gained where 1,000,000 × 0.9 was lost.
    let ratio = 100 * 40.0 * 3 / 900
    #expect((try #require(finding.value("substitution ratio")) / ratio - 1).magnitude < 0.1)
    #expect(try #require(finding.value("share of these goods that at least doubled")) > 95)
    #expect(try #require(finding.value("the same share a year earlier")) < 5)
    let measured = try #require(finding.value("exports to Kyrgyzstan of the goods that fell to Russia, times a year before"))
    #expect((measured / 4 - 1).magnitude < 0.1)
    #expect(finding.text.contains("whether goods went on, these figures do not show"))
    #expect(finding.text.contains("Georgia 1.1") && finding.text.contains("Uzbekistan 1.1"))
    #expect(finding.period == Period("2022-03..2022-11"))
  }

  @Test(arguments: [1.0, 1.5]) func `Without a rise there is no hub`(hub: Double) async throws {
    #expect(try await findings("diversion", at: planted(hub: hub).desk()).isEmpty)
  }

  @Test func `Where direct exports did not fall, nothing moved`() async throws {
    let runs = try await DetectorRegistry.run(at: planted(drop: 0.9).desk(), only: ["diversion"])
    #expect(runs.first?.findings.isEmpty == true)
    guard case .didNotRun(let reason)? = runs.first?.outcome else {
      Issue.record("It ran where nothing had fallen.")
      return
    }
    #expect(reason.hasPrefix("The case has no monthly exports by goods to Russia"))
  }

  @Test func `A partner that doubles every year is no hub`() async throws {
    let planted = try await PlantedCase()
    var trade = OrdinaryTrade(seed: 8)
    var series: [PlantedSeries] = []
    for product in 0..<30 {
      let code = String(850_000 + product * 10)
      series.append(PlantedSeries("DEU", "RUS", code, from: "2020-01", trade.months(35, level: 500_000) { $0 >= 26 ? 0.1 : 1 }))
      series.append(PlantedSeries("DEU", "KGZ", code, from: "2020-01", trade.months(35, level: 20_000) { pow(2.4, Double($0) / 12) }))
    }
    try await planted.statistics("eu", series)
    #expect(try await findings("diversion", at: planted.desk()).isEmpty)
  }

  @Test func `The way onward and what is lost on it are told where the case has them`() async throws {
    let planted = try await planted()
    var trade = OrdinaryTrade(seed: 6)
    try await planted.statistics(
      "kgz", [PlantedSeries("KGZ", "RUS", nil, from: "2020-01", trade.months(35) { $0 >= 26 ? 3 : 1 })])
    var arrivals: [PlantedSeries] = []
    for origin in ["DEU", "ITA"] {
      for product in 0..<30 {
        arrivals.append(PlantedSeries(origin, "KGZ", String(850_000 + product * 10), from: "2020-01", trade.months(35, level: 20_000) { $0 >= 26 ? 2 : 1 }))
      }
    }
    try await planted.statistics("kgz-imports", flow: "import", arrivals)
    let finding = try #require(try await findings("diversion", at: planted.desk()).first)
    #expect((try #require(finding.value("trade from Kyrgyzstan to Russia (exports), times a year before")) / 3 - 1).magnitude < 0.15)
    #expect((try #require(finding.value("own statement over the exporters', times a year before")) / 0.5 - 1).magnitude < 0.1)
    #expect(finding.text.contains("a growing part is not recorded on arrival"))
    #expect(finding.coverage == 1)
  }

  /// The file of 1.14 million rows: exports of the goods that EU sanctions list.
  @Test(.enabled(if: RealTrade.isThere(RealTrade.eurostat), "Eurostat's file of ../shared/data is not here."))
  func `Kyrgyzstan, Armenia and Kazakhstan are told from the others`() async throws {
    let desk = try RealTrade.desk(try await RealTrade.diversion(), asOf: "2023-01-31")
    let found = try await findings("diversion", at: desk)
    #expect(Set(found.map(\.id)) == ["diversion:eurostat:KGZ", "diversion:eurostat:ARM", "diversion:eurostat:KAZ"])
    // March to October 2022 (the Netherlands lack November) on the same months of 2021, computed with DuckDB from the file.
    let kyrgyz = try #require(found.first { $0.id.hasSuffix("KGZ") })
    #expect(kyrgyz.period == Period("2022-03..2022-10"))
    #expect(try #require(kyrgyz.value("typical multiple over these goods")) > 5)
  }

  @Test func `It tells when dated lists came to hold the goods that fell`() async throws {
    let planted = try await planted()
    for (goods, code, day) in [("early", "850000", "2021-06-01"), ("later", "850010", "2022-06-01"), ("last", "850020", "2023-06-01")] {
      try await planted.engine.execute("INSERT INTO goods (goods, title, class, list) VALUES (\(goods), \(goods), 'dual-use', 'test')")
      try await planted.code(code, is: goods)
      try await planted.engine.execute("INSERT INTO goods_listing VALUES (\(goods), \(Day(day)), NULL)")
    }
    let finding = try #require(try await findings("diversion", at: planted.desk()).first)
    #expect(finding.text.contains("On the goods lists of the case 1 of these "))
    #expect(finding.text.contains("stood before 1 March 2022, 1 came on them in "))
  }

  /// What the hub states of its imports, in a file of several reporters; of one kind of goods the later months are not disclosed.
  @Test func `The hub's own statement is found among those of others, and undisclosed goods are not lost goods`() async throws {
    let planted = try await planted()
    for hub in ["KGZ", "GEO"] {
      var arrivals: [PlantedSeries] = []
      var trade = OrdinaryTrade(seed: 6)
      for origin in ["DEU", "ITA"] {
        for product in 0..<30 {
          var months: [Double?] = trade.months(35, level: product == 0 ? 2_000_000 : 20_000) { $0 >= 26 && hub == "KGZ" ? 4 : 1 }
          if product == 0 { for place in 26..<35 { months[place] = nil } }
          arrivals.append(PlantedSeries(origin, hub, String(850_000 + product * 10), from: "2020-01", months))
        }
      }
      try await planted.statistics("arrivals", flow: "import", arrivals)
    }
    let finding = try #require(try await findings("diversion", at: planted.desk()).first)
    // Ordinary trade sends and states four times as much; were the undisclosed goods nothing, a hundredth would arrive.
    #expect((try #require(finding.value("own statement over the exporters', times a year before")) - 1).magnitude < 0.1)
    #expect(!finding.text.contains("not recorded on arrival"))
  }

  @Test func `A month that the source lacks is left out of all years`() async throws {
    let planted = try await PlantedCase()
    var trade = OrdinaryTrade(seed: 4)
    var series: [PlantedSeries] = []
    for product in 0..<30 {
      let code = String(850_000 + product * 10)
      // July 2021 is not there. Were it nothing, the hub would seem to rise by a ninth more.
      func months(_ level: Double, _ factor: Double) -> [Double] { trade.months(35, level: level) { $0 == 18 ? .nan : $0 >= 26 ? factor : 1 } }
      series.append(PlantedSeries("DEU", "RUS", code, from: "2020-01", months(500_000, 0.1)))
      series.append(PlantedSeries("DEU", "KGZ", code, from: "2020-01", months(20_000, 4)))
      series.append(PlantedSeries("DEU", "GEO", code, from: "2020-01", months(20_000, 1)))
    }
    try await planted.statistics("eu", series)
    let finding = try #require(try await findings("diversion", at: planted.desk()).first)
    #expect((try #require(finding.value("typical multiple over these goods")) / 4 - 1).magnitude < 0.05)
    #expect(finding.caveats.contains { $0.hasPrefix("The source lacks July 2021;") })
  }
}
