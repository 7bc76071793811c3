// SPDX-License-Identifier: Apache-2.0

import Foundation
import Measures
import Statistics
import Testing
import Trade
import Warehouse

@testable import Detectors

struct PricePremiumTests {
  /// 30 buyers of five kinds of goods over two years; buyer 7 pays `times` from March 2022 on, buyer 9 always does.
  private func market(times: Double, always: Double = 1, seed: UInt64 = 1) async throws -> PlantedCase {
    let planted = try await PlantedCase()
    var generator = SeededGenerator(seed: seed)
    var lines: [String] = []
    var mentions: [String] = []
    for buyer in 0..<30 {
      try await planted.party("Buyer \(buyer)")
      for place in 0..<48 {
        let goods = place % 5
        let month = try #require(Month(2021 * 12 + place / 2).period)
        var price = 100 * Double(goods + 1) * exp(0.15 * generator.normal())
        if buyer == 7, place >= 28 { price *= times }
        if buyer == 9 { price *= always }
        let quantity = Double(10 + generator.index(below: 90))
        let row = lines.count + 1
        // Some do not state their value, or their quantity.
        let value = row % 41 == 0 ? "NULL" : "\((price * quantity * 100).rounded() / 100)"
        let stated = row % 37 == 0 ? "NULL" : "\(quantity)"
        lines.append(
          "('dump', \(row), 0, 'customs', DATE '\(month.from)', DATE '\(month.from)', 'D', 'trade', 'import', 'CHN', 'RUS', '85423\(goods)0000', \(value), 'USD', \(stated), 'pieces', FALSE, FALSE, FALSE)")
        mentions.append("('dump', \(row), 'consignee', 'i-Buyer \(buyer)')")
      }
    }
    try await planted.engine.execute("INSERT INTO source (source, sha256, profile, grade) VALUES ('dump', 'beef', 'shipments', 'customs')")
    try await planted.engine.execute(
      SQL(
        text: """
          INSERT INTO record (source, "row", part, grade, period_from, period_to, span, indicator, flow, origin, destination, goods_code, value,
            currency, quantity, quantity_unit, partner_total, goods_total, transport_total)
          VALUES \(lines.joined(separator: ",\n"))
          """))
    try await planted.engine.execute(SQL(text: "INSERT INTO mention VALUES \(mentions.joined(separator: ", "))"))
    return planted
  }

  @Test func `A buyer that pays more since a day is found, and no other`() async throws {
    let found = try await findings("price-premium", at: market(times: 2.5).desk())
    #expect(found.map(\.parties) == [["Buyer 7"]])
    let finding = try #require(found.first)
    #expect((try #require(finding.value("premium over the middle price")) / 2.5 - 1).magnitude < 0.12)
    #expect((try #require(finding.value("premium before")) - 1).magnitude < 0.12)
    let (value, fair) = (try #require(finding.value("value of these shipments")), try #require(finding.value("the same quantities at middle prices")))
    #expect((value / fair / 2.5 - 1).magnitude < 0.15)
    #expect(finding.text.contains("robust standard deviations from the median of 30 buyers"))
    #expect(finding.period.map { $0.from >= Day(number: 19_052) } == true)
  }

  @Test(arguments: 1...4) func `An ordinary market stays silent`(seed: Int) async throws {
    #expect(try await findings("price-premium", at: market(times: 1, seed: UInt64(seed)).desk()).isEmpty)
  }

  @Test func `A buyer that always paid more did not begin to`() async throws {
    #expect(try await findings("price-premium", at: market(times: 1, always: 2.5).desk()).isEmpty)
  }

  /// An exporter's monthly unit values by destination.
  private func exports(_ factor: Double, months: Int = 36) async throws -> PlantedCase {
    let planted = try await PlantedCase()
    var trade = OrdinaryTrade(seed: 5)
    var generator = SeededGenerator(seed: 8)
    var series: [PlantedSeries] = []
    for product in 0..<12 {
      for destination in ["RUS", "IND", "BRA"] {
        let quantities = trade.months(months, level: 1000).map { ($0 * 1000).rounded() / 1000 }
        let values = quantities.enumerated().map { place, quantity -> Double in
          let price = 50.0 * Double(product + 1) * exp(0.05 * generator.normal()) * (place >= 26 ? 1.1 : 1)
          return quantity * price * (destination == "RUS" && place >= 26 ? factor : 1)
        }
        series.append(PlantedSeries("CHN", destination, String(847_100 + product), from: "2020-01", values, quantities: quantities))
      }
    }
    try await planted.statistics("china", series)
    return planted
  }

  @Test func `A destination is set against the same exporter's others, on the same months`() async throws {
    let found = try await findings("price-premium", at: exports(1.8).desk())
    #expect(found.map(\.id) == ["price-premium:destination:china:CHN"])
    let figure = try #require(found.first?.figure("unit values to Russia against other destinations, times before"))
    #expect((try #require(figure.value) / 1.8 - 1).magnitude < 0.05)
    let (low, high) = (try #require(figure.low), try #require(figure.high))
    #expect(low <= 1.8 && 1.8 <= high * 1.02)
    #expect(try await findings("price-premium", at: exports(1).desk()).isEmpty)
  }

  @Test func `Welch's test is SciPy's`() {
    // scipy.stats.ttest_ind_from_stats(1.2, 0.5, 12, 0.7, 0.9, 20, equal_var=False, alternative="greater")
    #expect((PricePremium.welch(1.2, 0.25, 12, 0.7, 0.81, 20) - 0.026268931870993113).magnitude < 1e-9)
    #expect(PricePremium.welch(2, 0, 5, 1, 0, 5) == 0)
  }

  @Test func `Undisclosed values are passed over, not taken for nothing`() async throws {
    let planted = try await market(times: 2.5)
    try await planted.engine.execute("UPDATE record SET value = NULL, quantity = NULL")
    let runs = try await DetectorRegistry.run(at: planted.desk(), only: ["price-premium"])
    #expect(runs.first?.outcome == .didNotRun("The case has no customs records or statistics with values and quantities or weights."))
  }
}
