// SPDX-License-Identifier: Apache-2.0

import Testing
import Trade
import Warehouse

@testable import Detectors

struct SmallSellersTests {
  /// Before: two sellers with 40 and 10 of 60 records and ten with one each; after: as `after` says, by seller.
  private func trade(after: [String: Int], goods: String = "drones") async throws -> PlantedCase {
    let planted = try await PlantedCase()
    func sell(_ seller: String, _ count: Int, _ year: Int) async throws {
      for number in 0..<count {
        try await planted.record(
          "\(year)-0\(number % 9 + 1)-15", grade: .customs, goods: [goods], value: 100, [.consignee: "Buyer", .consignor: seller])
      }
    }
    try await sell("Major A", 40, 2021)
    try await sell("Major B", 10, 2021)
    for number in 0..<10 { try await sell("Early \(number)", 1, 2021) }
    for (seller, count) in after.sorted(by: { $0.key < $1.key }) { try await sell(seller, count, 2023) }
    return planted
  }

  private var scattered: [String: Int] {
    Dictionary(uniqueKeysWithValues: (0..<30).map { ("New \($0)", 2) } + [("Major A", 6)])
  }

  @Test func `Goods that pass from two large sellers to thirty small ones are found, with the shares of hand computation`() async throws {
    let found = try await findings("small-sellers", at: trade(after: scattered).desk(), ["majors": "2"])
    #expect(found.map(\.goods) == [["drones"]])
    let finding = try #require(found.first)
    let close = { (label: String, value: Double) in abs((finding.value(label) ?? -1) - value) < 1e-6 }
    // (40² + 10² + 10·1²)/60²
    #expect(close("Herfindahl–Hirschman index before", (1600.0 + 100 + 10) / 3600 * 10_000))
    // (30·2² + 6²)/66²
    #expect(close("Herfindahl–Hirschman index since", (120.0 + 36) / 4356 * 10_000))
    #expect(close("part of the 2 largest before", 50.0 / 60 * 100))
    #expect(close("part of the earlier largest since", 6.0 / 66 * 100))
    #expect(close("part of new sellers since", 60.0 / 66 * 100))
    #expect(finding.value("sellers since") == 31)
    #expect(finding.parties == ["Major A", "Major B"])
    #expect(finding.grade == .customs)
    // 0.4 + 0.4 × (50/60 − 6/66) + 0.2 × 60/66
    #expect(abs(finding.score - (0.4 + 0.4 * (50.0 / 60 - 6.0 / 66) + 0.2 * 60 / 66)) < 1e-9)
  }

  @Test func `Supply that stays as it was, goods of no concern and few records are silent`() async throws {
    let same: [String: Int] = Dictionary(
      uniqueKeysWithValues: [("Major A", 40), ("Major B", 10)] + (0..<10).map { ("Early \($0)", 1) })
    #expect(try await findings("small-sellers", at: trade(after: same).desk(), ["majors": "2"]).isEmpty)
    #expect(try await findings("small-sellers", at: trade(after: scattered, goods: "toys").desk()).isEmpty)
    #expect(
      try await findings("small-sellers", at: trade(after: scattered).desk(), ["majors": "2", "minimum-records": "67"]).isEmpty)
    #expect(
      try await findings("small-sellers", at: trade(after: scattered).desk(), ["majors": "2", "minimum-sellers": "13"]).isEmpty)
  }

  @Test(arguments: [("74", 1), ("75", 0)])
  func `The fall is a boundary`(fall: String, count: Int) async throws {
    // 83.3 % − 9.1 % = 74.2
    #expect(try await findings("small-sellers", at: trade(after: scattered).desk(), ["majors": "2", "fall": fall]).count == count)
  }

  @Test func `All records of a row count`() async throws {
    let planted = try await trade(after: scattered)
    // Each row holds a second record of three times the value of the first.
    try await planted.engine.execute(
      """
      INSERT INTO record (source, "row", part, grade, period_from, period_to, span, indicator, destination, value, currency, partner_total,
        goods_total, transport_total)
      SELECT source, "row", 1, grade, period_from, period_to, span, indicator, destination, 3 * value, currency, partner_total, goods_total,
        transport_total FROM record WHERE "row" <= 40
      """)
    let finding = try #require(try await findings("small-sellers", at: planted.desk(), ["majors": "2"]).first)
    // Of Major A 40 × 400 where the others sell 20 × 100.
    #expect(abs((finding.value("part of the 2 largest before") ?? 0) - 17_000.0 / 18_000 * 100) < 1e-6)
  }
}
