// SPDX-License-Identifier: Apache-2.0

import Foundation
import Measures
import Statistics
import Testing
import Trade

@testable import Detectors

struct MirrorGapTests {
  /// China's exports to Russia, and Russia's imports: 1.08 × 1.05 as much, in noise; Russia ends after `last` months.
  private func planted(last: Int = 48, months: Int = 60, drift: (Int) -> Double = { _ in 1 }, basis: Bool = true, seed: UInt64 = 1) async throws -> PlantedCase {
    let planted = try await PlantedCase()
    var trade = OrdinaryTrade(seed: seed)
    let sent = trade.months(months)
    var generator = SeededGenerator(seed: seed + 100)
    let received = (0..<last).map { sent[$0] * 1.08 * 1.05 * drift($0) * exp(0.05 * generator.normal()) }
    try await planted.statistics("china", basis: basis ? "FOB" : nil, [PlantedSeries("CHN", "RUS", nil, from: "2018-01", sent)])
    try await planted.statistics("russia", flow: "import", basis: basis ? "CIF" : nil, [PlantedSeries("CHN", "RUS", nil, from: "2018-01", received)])
    return planted
  }

  @Test func `A country that stopped publishing is seen through its partner`() async throws {
    let found = try await findings("mirror-gap", at: planted().desk())
    let finding = try #require(found.first)
    #expect(finding.id == "mirror-gap:china:russia:CHN:RUS:stopped:all")
    #expect(finding.period == Period("2022"))
    let since = try #require(finding.value("exports as China states them, 2022"))
    let estimate = try #require(finding.figure("what the silent side would have stated, by the ratio of before"))
    #expect((try #require(estimate.value) / since / (1.08 * 1.05) - 1).magnitude < 0.03)
    let (low, value, high) = (try #require(estimate.low), try #require(estimate.value), try #require(estimate.high))
    #expect(low <= value && value <= high)
    #expect(finding.text.hasPrefix("Russia's own figures of the trade from China to Russia end with December 2021; seen through China, its exports to Russia came to"))
    #expect(finding.caveats.contains("Russia's values are divided by 1.08 for freight and insurance (CIF against FOB)."))
  }

  @Test func `Two sides that keep their distance stay silent`() async throws {
    for seed in 1...3 as ClosedRange<UInt64> {
      #expect(try await findings("mirror-gap", at: planted(last: 60, seed: seed).desk()).isEmpty)
    }
  }

  @Test func `Sides that drift apart are told, with the gap of before`() async throws {
    let found = try await findings("mirror-gap", at: planted(last: 60, drift: { $0 >= 48 ? 0.6 : 1 }).desk())
    let finding = try #require(found.first { $0.id.hasSuffix("apart:all") })
    #expect((try #require(finding.value("imports over exports, freight and insurance taken out")) / (1.05 * 0.6) - 1).magnitude < 0.03)
    #expect(finding.text.contains("against 1.0") && finding.text.contains("robust standard errors"))
  }

  /// Monthly gaps that follow each other, and shift in the last year.
  private static func pair(_ generator: inout SeededGenerator, months: Int, noise: Double, correlation: Double, shift: Double) -> MirrorPair {
    var pair = MirrorPair(
      origin: "CHN", destination: "RUS", exports: "china", imports: "russia", grade: .statistic, currency: "USD", adjustment: 1,
      basisIsStated: true, exported: [:], imported: [:])
    var error = generator.normal()
    for place in 0..<months {
      error = correlation * error + (1 - correlation * correlation).squareRoot() * generator.normal()
      let month = Month(2018 * 12 + place)
      pair.exported[month] = 1e7
      pair.imported[month] = 1e7 * exp(noise * error + (place >= months - 12 ? shift : 0))
    }
    return pair
  }

  @Test(arguments: [(36, 0.0), (36, 0.5), (72, 0.5)])
  func `Routes that are noisy from month to month are seldom told to drift apart`(months: Int, correlation: Double) throws {
    let detector = try MirrorGap(try ParameterValues(for: MirrorGap.declaration))
    var generator = SeededGenerator(seed: 11)
    let told = (0..<400).count { _ in
      detector.apart(Self.pair(&generator, months: months, noise: 0.3, correlation: correlation, shift: 0)) != nil
    }
    // By simulation with NumPy 0.5 % to 1.5 %; spread of overlapping years in place of the error gave 19 % to 28 %.
    #expect(told <= 16)
  }

  @Test func `A shift of two and a half months' spread is told as a rule`() throws {
    let detector = try MirrorGap(try ParameterValues(for: MirrorGap.declaration))
    var generator = SeededGenerator(seed: 12)
    let told = (0..<200).count { _ in
      detector.apart(Self.pair(&generator, months: 48, noise: 0.2, correlation: 0, shift: 0.5)) != nil
    }
    #expect(told >= 180)
  }

  @Test func `One product far from the others is found, and the CIF factor changes no rank`() async throws {
    let planted = try await PlantedCase()
    var trade = OrdinaryTrade(seed: 3)
    var generator = SeededGenerator(seed: 5)
    var (sent, received): ([PlantedSeries], [PlantedSeries]) = ([], [])
    for product in 0..<25 {
      let code = String(840_000 + product * 11)
      let months = trade.months(24)
      let factor = product == 7 ? 0.2 : 1.1 * exp(0.1 * generator.normal())
      sent.append(PlantedSeries("CHN", "RUS", code, from: "2020-01", months))
      received.append(PlantedSeries("CHN", "RUS", code, from: "2020-01", months.map { $0 * factor }))
    }
    try await planted.statistics("china", sent)
    try await planted.statistics("russia", flow: "import", received)
    let found = try await findings("mirror-gap", at: planted.desk())
    #expect(found.map(\.id) == ["mirror-gap:china:russia:CHN:RUS:goods:840077"])
    #expect((try #require(found.first?.value("imports over exports, freight and insurance taken out")) - 0.2 / 1.08).magnitude < 0.01)
    #expect(found.first?.caveats.contains { $0.contains("do not state the price basis") } == true)
    let other = try await findings("mirror-gap", at: planted.desk(), ["cif": "1.2"])
    #expect(other.map(\.id) == found.map(\.id))
  }

  @Test func `Other currencies, short overlaps and one side alone are no pairs`() async throws {
    let planted = try await PlantedCase()
    var trade = OrdinaryTrade()
    try await planted.statistics("china", [PlantedSeries("CHN", "RUS", nil, from: "2018-01", trade.months(60))])
    try await planted.statistics("russia", flow: "import", currency: "RUB", [PlantedSeries("CHN", "RUS", nil, from: "2018-01", trade.months(60))])
    try await planted.statistics("late", flow: "import", [PlantedSeries("CHN", "RUS", nil, from: "2022-03", trade.months(10))])
    let runs = try await DetectorRegistry.run(at: planted.desk(), only: ["mirror-gap"])
    #expect(runs.first?.outcome == .didNotRun("The case has no route that both its exporter and its importer state by month for 12 months."))
  }

  @Test func `Reliability by reporter is recovered`() throws {
    let truth = ["CHN": 0.1, "DEU": 0.05, "RUS": 0.4, "KGZ": 0.6, "TUR": 0.2]
    var generator = SeededGenerator(seed: 2)
    let countries = truth.keys.sorted()
    var gaps: [(exporter: String, importer: String, distance: Double)] = []
    for one in countries {
      for other in countries where one != other {
        gaps.append((one, other, (truth[one] ?? 0) + (truth[other] ?? 0) + 0.02 * generator.normal()))
      }
    }
    let reliability = try #require(MirrorReliability(gaps: gaps))
    let mean = truth.values.reduce(0, +) / 5
    for country in countries {
      #expect((try #require(reliability.effects[country]) - ((truth[country] ?? 0) - mean)).magnitude < 0.03)
    }
    #expect(MirrorReliability(gaps: Array(gaps.prefix(3))) == nil)
  }

  @Test(.enabled(if: RealTrade.isThere(RealTrade.india), "The mirror file of ../shared/data is not here."))
  func `Russia, silent since early 2022, is seen through India`() async throws {
    let found = try await findings("mirror-gap", at: RealTrade.desk(try await RealTrade.russiaAndIndia(), asOf: "2025-06-30"))
    let exports = try #require(found.first { $0.id.contains("RUS:IND:stopped") })
    let imports = try #require(found.first { $0.id.contains("IND:RUS:stopped") })
    // Sums of the file by DuckDB, February 2022 to January 2025, million dollars.
    #expect(exports.period == Period("2022-02..2025-01"))
    #expect(exports.text.contains("end with January 2022"))
    #expect(try #require(exports.figure("imports as India states them, February 2022 to January 2025")?.value) > 150e9)
    #expect(try #require(imports.figure("exports as India states them, February 2022 to January 2025")?.value) > 11e9)
  }

  @Test func `A total of all goods is not compared with the sum of some`() async throws {
    let planted = try await PlantedCase()
    var trade = OrdinaryTrade(seed: 4)
    try await planted.statistics("totals", [PlantedSeries("CHN", "RUS", "TOTAL", from: "2018-01", trade.months(60, level: 50_000_000))])
    try await planted.statistics(
      "some", flow: "import", (0..<12).map { PlantedSeries("CHN", "RUS", String(840_000 + 11 * $0), from: "2018-01", trade.months(48)) })
    let runs = try await DetectorRegistry.run(at: planted.desk(), only: ["mirror-gap"])
    #expect(runs.first?.outcome == .didNotRun("The case has no route that both its exporter and its importer state by month for 12 months."))
  }

  @Test func `Sources of different goods are compared by single goods only`() async throws {
    let planted = try await PlantedCase()
    var trade = OrdinaryTrade(seed: 4)
    var generator = SeededGenerator(seed: 6)
    var (sent, received): ([PlantedSeries], [PlantedSeries]) = ([], [])
    for product in 0..<40 {
      let months = trade.months(60)
      let code = String(8400 + product) + "10"
      // The importer's file holds twelve of forty headings, and ends two years before.
      sent.append(PlantedSeries("CHN", "RUS", code, from: "2018-01", months))
      if product < 12 {
        received.append(PlantedSeries("CHN", "RUS", code, from: "2018-01", months.prefix(36).map { $0 * (product == 5 ? 0.2 : 1.08) * exp(0.05 * generator.normal()) }))
      }
    }
    try await planted.statistics("china", sent)
    try await planted.statistics("russia", flow: "import", received)
    #expect(try await findings("mirror-gap", at: planted.desk()).map(\.id) == ["mirror-gap:china:russia:CHN:RUS:goods:840510"])
  }

  @Test func `Goods are compared over months that both sides have`() async throws {
    let planted = try await PlantedCase()
    var trade = OrdinaryTrade(seed: 3)
    // The importer lacks March of the last year, when most of one kind of goods was sent.
    for product in 0..<20 {
      let code = String(840_000 + product * 11)
      let months = trade.months(24, noise: 0.05) { $0 == 14 && product == 7 ? 40 : 1 }
      try await planted.statistics("china", [PlantedSeries("CHN", "RUS", code, from: "2020-01", months)])
      try await planted.statistics("russia", flow: "import", [PlantedSeries("CHN", "RUS", code, from: "2020-01", months.enumerated().map { $0.offset == 14 ? .nan : $0.element * (1.08 + 0.001 * Double(product)) })])
    }
    #expect(try await findings("mirror-gap", at: planted.desk()).isEmpty)
  }
}
