// SPDX-License-Identifier: Apache-2.0

import Foundation
import Statistics
import Testing
import Trade

@testable import Detectors

struct OpportunistTests {
  private func sellers() async throws -> PlantedCase {
    let planted = try await PlantedCase()
    // A steady seller from before the day, so that the case covers more than a year.
    for year in 2020...2022 {
      for month in 1...9 {
        try await planted.record(
          "\(year)-0\(month)-15", grade: .customs, goods: ["trucks"], code: "870423", value: 1000,
          [.consignee: "Buyer", .consignor: "Major"])
      }
    }
    // Five records in three bursts of eleven months, of three chapters.
    for (day, code, value) in [
      ("2022-05-01", "880622", 9000.0), ("2022-05-02", "880622", 9000), ("2022-05-03", "650610", 500), ("2022-11-20", "854231", 90_000),
      ("2022-11-21", "854231", 700), ("2023-03-01", "650610", 100),
    ] {
      try await planted.record(
        day, grade: .customs, goods: ["drones"], code: code, value: value, [.consignee: "Buyer", .consignor: "Quick Trading"])
    }
    return planted
  }

  @Test func `A late seller with few, bursty and varied sales is found`() async throws {
    let found = try await findings("opportunist", at: sellers().desk())
    #expect(found.map(\.parties) == [["Quick Trading"]])
    let finding = try #require(found.first)
    #expect(finding.value("records") == 6)
    #expect(finding.evidence.count == 6)
    // Eleven months from May 2022 to March 2023, three of them with trade.
    #expect(abs((finding.value("months from one with trade to the next") ?? 0) - 11.0 / 3) < 1e-9)
    // Two of each of three chapters: 1 − 3·2/(6·5)
    #expect(abs((finding.value("chance that two records are of different goods") ?? 0) - 80) < 1e-9)
    #expect(finding.text.contains("and in none before"))
    #expect(finding.text.contains("lumpy"))
    #expect(finding.grade == .customs)
  }

  @Test(arguments: [("minimum-records", "7"), ("most-records", "5"), ("life", "9"), ("since", "2022-06-01")])
  func `Outside the limits nothing is found`(name: String, value: String) async throws {
    #expect(try await findings("opportunist", at: sellers().desk(), [name: value]).isEmpty)
  }

  @Test func `A new seller with steady sales of one kind is silent`() async throws {
    let planted = try await sellers()
    for month in 1...9 {
      try await planted.record(
        "2023-0\(month)-10", grade: .customs, goods: ["drones"], code: "880622", value: 5000,
        [.consignee: "Buyer", .consignor: "New but steady"])
    }
    #expect(try await findings("opportunist", at: planted.desk()).map(\.parties) == [["Quick Trading"]])
  }

  @Test func `A maker without sellers counts for less, and without a year before the day nothing is found`() async throws {
    let planted = try await PlantedCase()
    for (day, goods) in [("2022-05-01", "drones"), ("2022-05-02", "helmets"), ("2022-12-20", "drones"), ("2022-12-21", "radios")] {
      try await planted.record(day, goods: [goods], [.applicant: "Buyer", .manufacturer: "Maker and Seller"])
    }
    #expect(try await findings("opportunist", at: planted.desk()).isEmpty)
    try await planted.record("2021-01-01", goods: ["trucks"], [.applicant: "Buyer", .manufacturer: "Old Maker"])
    let finding = try #require(try await findings("opportunist", at: planted.desk()).first)
    #expect(finding.parties == ["Maker and Seller"])
    #expect(finding.coverage == 0.6)
    #expect(finding.caveats.contains { $0.hasPrefix("Its records name it as the maker") })
  }

  @Test func `Burstiness is −1 for a clock, 1 for one burst, and 0 on average for chance, however few the events`() throws {
    #expect(TradeRhythm.burstiness([7, 7, 7, 7]) == -1)
    #expect(abs((TradeRhythm.burstiness([0, 0, 0, 30]) ?? 0) - 1) < 1e-12)
    #expect(TradeRhythm.burstiness([3]) == nil)
    #expect(TradeRhythm.burstiness([0, 0]) == nil)
    var random = SeededGenerator(seed: 42)
    for intervals in [3, 5, 10, 30] {
      var (sum, plain) = (0.0, 0.0)
      for _ in 0..<4000 {
        let times = (0..<intervals).map { _ in -(1 - random.uniform()).logarithm }
        sum += TradeRhythm.burstiness(times) ?? 0
        let mean = times.reduce(0, +) / Double(intervals)
        let r = (times.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(intervals)).squareRoot() / mean
        plain += (r - 1) / (r + 1)
      }
      // The correction sets A of the expected σ/μ to zero; the mean of A is near it. Without it, chance looks regular.
      #expect(abs(sum / 4000) < 0.1, "\(intervals) intervals: \(sum / 4000)")
      #expect(plain / 4000 < -1 / (2 * Double(intervals) + 4), "\(intervals) intervals: \(plain / 4000)")
    }
  }

  @Test(arguments: [
    ([5.0, 5, 5, 5], TradeRhythm.Demand.smooth), ([1, 9, 1, 9, 1], .erratic), ([5, 0, 5, 0, 0, 5], .intermittent),
    ([1, 0, 0, 9, 0, 0, 1], .lumpy),
  ])
  func `Demand falls into the four classes`(months: [Double], demand: TradeRhythm.Demand) {
    #expect(TradeRhythm.demand(months)?.demand == demand)
  }

  @Test func `Interval, variation and switching are what hand computation gives`() throws {
    let rhythm = try #require(TradeRhythm.demand([2, 0, 4, 0, 6]))
    #expect(abs(rhythm.interval - 5.0 / 3) < 1e-12)
    // Mean 4, variance 8/3: 8/3/16
    #expect(abs(rhythm.variation - 1.0 / 6) < 1e-12)
    #expect(TradeRhythm.demand([0, 0]) == nil)
    #expect(TradeRhythm.switching([4]) == 0)
    #expect(TradeRhythm.switching([1, 1, 1]) == 1)
    #expect(TradeRhythm.switching([1]) == nil)
  }
}

extension Double {
  fileprivate var logarithm: Double { Foundation.log(self) }
}
