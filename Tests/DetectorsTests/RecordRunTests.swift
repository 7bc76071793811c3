// SPDX-License-Identifier: Apache-2.0

import Measures
import Testing
import Trade
import Warehouse

@testable import Detectors

struct RecordRunTests {
  /// Whole years and a stretch of months, as press releases give them.
  private func totals(_ rows: [(String, Double)], flow: String = "two-way") async throws -> PlantedCase {
    let planted = try await PlantedCase()
    try await planted.engine.execute("INSERT INTO source (source, sha256, profile, grade) VALUES ('gacc', 'beef', 'statistics', 'statistic')")
    for (index, row) in rows.enumerated() {
      let period = try #require(Period(row.0))
      try await planted.engine.execute(
        """
        INSERT INTO record (source, "row", part, grade, period_from, period_to, span, indicator, reporter, flow, origin, destination,
          goods_code, value, currency, partner_total, goods_total, transport_total)
        VALUES ('gacc', \(index + 1), 0, 'statistic', \(period.from), \(period.to), \(period.span.rawValue), 'trade', 'CHN', \(flow),
          'CHN', 'RUS', 'TOTAL', \(row.1 * 1e9), 'USD', FALSE, TRUE, FALSE)
        """)
    }
    return planted
  }

  private static let years = [("2017", 84.0), ("2018", 107), ("2019", 110), ("2020", 107), ("2021", 146), ("2022", 190)]

  @Test func `A record year is told, with its run and the highest before`() async throws {
    let finding = try #require(try await findings("record-run", at: totals(Self.years).desk()).first)
    #expect(finding.id == "record-run:gacc:two-way:CHN:RUS:TOTAL")
    #expect((try #require(finding.value("times the highest before")) - 190.0 / 146).magnitude < 1e-6)
    #expect(finding.text.contains("the highest of 6 such periods since 2017, 30.14 % above 2021 (146 bn USD)"))
    #expect(finding.text.contains("It has risen for 2 years on end."))
    #expect(finding.period == Period("2022"))
  }

  @Test func `The rest of a year follows the seasons of earlier years, not twelve over seven`() async throws {
    let rows = Self.years + [("2021-01..2021-07", 75), ("2022-01..2022-07", 98), ("2023-01..2023-07", 134.1)]
    let finding = try #require(try await findings("record-run", at: totals(rows).desk()).first)
    // Parts 75/146 and 98/190; the estimate is by their median.
    let part = (75.0 / 146 + 98.0 / 190) / 2
    let whole = try #require(finding.figure("the whole of 2023, by the seasons of earlier years"))
    for (found, expected) in [(whole.value, part), (whole.low, 98.0 / 190), (whole.high, 75.0 / 146)] {
      let year = 134.1e9 / expected
      #expect((try #require(found) / year - 1).magnitude < 1e-9)
    }
    #expect(finding.text.contains("January 2023 to July 2023 came to 134.1 bn USD, 70.58 % of all of 2022"))
    #expect(whole.caveats.contains { $0.hasPrefix("A projection") })
  }

  @Test func `From one earlier year there is an estimate, and no range`() async throws {
    let rows = Self.years + [("2022-01..2022-07", 98), ("2023-01..2023-07", 134.1)]
    let finding = try #require(try await findings("record-run", at: totals(rows).desk()).first)
    let whole = try #require(finding.figure("the whole of 2023, by the seasons of earlier years"))
    #expect(whole.value != nil && whole.low == nil && whole.high == nil)
    #expect(whole.caveats.contains("From one earlier year no range can be given."))
  }

  @Test func `Months are summed, and only the same months compared`() async throws {
    let planted = try await PlantedCase()
    var trade = OrdinaryTrade()
    try await planted.statistics("china", [PlantedSeries("CHN", "RUS", nil, from: "2017-01", trade.months(66) { 1 + Double($0) / 40 })])
    let finding = try #require(try await findings("record-run", at: planted.desk()).first)
    #expect(finding.period == Period("2022-01..2022-06"))
    #expect(finding.text.contains("the highest of 6 such periods since 2017"))
    #expect(finding.text.contains("90 % interval"))
    #expect(try #require(finding.value("times the highest before")) > 1.05)
  }

  @Test func `A year below the record, a short history and a gap stay silent`() async throws {
    #expect(try await findings("record-run", at: totals([("2018", 100), ("2019", 200), ("2020", 120), ("2021", 190)]).desk()).isEmpty)
    #expect(try await findings("record-run", at: totals([("2020", 100), ("2021", 120), ("2022", 190)]).desk()).isEmpty)
    #expect(try await findings("record-run", at: totals([("2020", 100), ("2021", 120), ("2022", 190)]).desk(), ["history": "2"]).count == 1)
    let planted = try await PlantedCase()
    // An undisclosed month is not zero, so the year is not known.
    var months: [Double?] = [Double](repeating: 1_000_000, count: 72).enumerated().map { $0.element * (1 + Double($0.offset / 12)) }
    months[70] = nil
    try await planted.statistics("china", [PlantedSeries("CHN", "RUS", nil, from: "2017-01", months)])
    let found = try await findings("record-run", at: planted.desk())
    #expect(found.allSatisfy { $0.period != Period("2022") })
  }

  @Test func `Goods of no concern are left to other detectors`() async throws {
    let planted = try await PlantedCase()
    var trade = OrdinaryTrade()
    try await planted.code("854231", is: "drones")
    try await planted.code("950300", is: "toys")
    for code in ["854231", "950300", "842952"] {
      try await planted.statistics("china", [PlantedSeries("CHN", "RUS", code, from: "2017-01", trade.months(72) { 1 + Double($0) / 12 })])
    }
    let found = try await findings("record-run", at: planted.desk())
    #expect(found.map(\.goods) == [["drones"]])
    #expect(found.first?.goodsClass == .dualUse)
  }

  @Test func `A year that is not covered ends the run and is named`() async throws {
    let rows = [("2016", 80.0), ("2017", 84), ("2018", 107), ("2020", 120), ("2021", 146), ("2022", 190)]
    let finding = try #require(try await findings("record-run", at: totals(rows).desk()).first)
    #expect(finding.text.contains("It has risen for 2 years on end."))
    #expect(finding.text.contains("the highest of 6 such periods since 2016"))
    #expect(finding.text.contains("Not covered, and so not compared: 2019."))
  }

  @Test func `A record year that was followed by a fall says so`() async throws {
    let rows = Self.years + [("2021-01..2021-07", 75), ("2022-01..2022-07", 98), ("2023-01..2023-07", 49)]
    let finding = try #require(try await findings("record-run", at: totals(rows).desk()).first)
    #expect(finding.period == Period("2022"))
    #expect(finding.text.contains("Since then it has fallen: January 2023 to July 2023 came to 50 % of the same months a year before."))
    let rise = try #require(try await findings("record-run", at: totals(Self.years + [("2022-01..2022-07", 98), ("2023-01..2023-07", 134.1)]).desk()).first)
    #expect(!rise.text.contains("Since then"))
  }

  @Test func `A year with an undisclosed part is no year to be above`() async throws {
    let planted = try await PlantedCase()
    try await planted.code("854231", is: "drones")
    // Two codes of eight digits; of one the largest year is not disclosed. By the other alone 2021 would be the lowest.
    for (code, amounts) in [("85423110", [9e6, 9e6, 9e6, nil, 9e6]), ("85423190", [1e6, 2e6, 3e6, 4e6, 5e6])] as [(String, [Double?])] {
      try await planted.statistics("china", [PlantedSeries("CHN", "RUS", code, from: "2018-01", amounts.flatMap { [Double?](repeating: $0, count: 12) })])
    }
    let finding = try #require(try await findings("record-run", at: planted.desk(asOf: "2023-01-31")).first)
    #expect(finding.text.contains("the highest of 4 such periods since 2018"))
    #expect(finding.text.contains("Not covered, and so not compared: 2021."))
    #expect(!finding.text.contains("years on end"))
  }
}
