// SPDX-License-Identifier: Apache-2.0

import Foundation
import Measures
import Statistics
import Testing
import Trade
import Warehouse

@testable import Detectors

struct SellerRemovalTests {
  private struct Deal {
    var seller: String
    var buyer: String
    var value: Double
    var month = 0
    var code = "854231"
    var origin = "CHN"
    var to = "RUS"
  }

  private func planted(_ deals: [Deal], grade: EvidenceGrade = .customs) async throws -> PlantedCase {
    let planted = try await PlantedCase()
    try await planted.code("854231", is: "drones")
    try await planted.code("950300", is: "toys")
    try await planted.engine.execute("INSERT INTO source (source, sha256, profile, grade) VALUES ('dump', 'beef', 'shipments', 'customs')")
    var (lines, mentions): ([String], [String]) = ([], [])
    for name in Set(deals.flatMap { [$0.seller, $0.buyer] }).sorted() { try await planted.party(name) }
    for (index, deal) in deals.enumerated() {
      let month = try #require(Month(2021 * 12 + deal.month).period)
      let row = index + 1
      lines.append(
        "('dump', \(row), 0, '\(grade.rawValue)', DATE '\(month.from)', DATE '\(month.from)', 'D', 'trade', '\(deal.origin)', '\(deal.to)', '\(deal.code)', \(deal.value), 'USD', FALSE, FALSE, FALSE)")
      mentions.append("('dump', \(row), 'consignor', 'i-\(deal.seller)')")
      mentions.append("('dump', \(row), 'consignee', 'i-\(deal.buyer)')")
    }
    try await planted.engine.execute(
      SQL(
        text: """
          INSERT INTO record (source, "row", part, grade, period_from, period_to, span, indicator, origin, destination, goods_code, value,
            currency, partner_total, goods_total, transport_total)
          VALUES \(lines.joined(separator: ",\n"))
          """))
    try await planted.engine.execute(SQL(text: "INSERT INTO mention VALUES \(mentions.joined(separator: ", "))"))
    return planted
  }

  /// Seller i of 1 … 30 sells 31 − i to a buyer of its own and 1 to a common one.
  private static let ladder = (1...30).flatMap { place in
    [Deal(seller: "S\(place)", buyer: "B\(place)", value: Double(31 - place)), Deal(seller: "S\(place)", buyer: "Common", value: 1)]
  }

  @Test func `What is served without the largest is by hand`() async throws {
    let finding = try #require(try await findings("seller-removal", at: planted(Self.ladder).desk()).first)
    let total = 465.0 + 30
    let served = (total - (255.0 + 10)) / total
    #expect((try #require(finding.value("value still served, nobody taking over")) - served * 100).magnitude < 1e-9)
    let band = try #require(finding.figure("value still served, with substitution"))
    for (bound, part) in [(band.low, 0.1), (band.high, 0.5)] {
      let expected = 100 * (served + part * (1 - served))
      #expect((try #require(bound) - expected).magnitude < 1e-9)
    }
    #expect(finding.value("buyers that lose all their sellers") == 10)
    // (1/N) Σ S(k), by hand over the ladder.
    var (left, sum) = (total, 0.0)
    for place in 1...30 {
      left -= Double(31 - place) + 1
      sum += left / total
    }
    #expect((try #require(finding.value("robustness R, by value")) - sum / 30).magnitude < 1e-9)
    let chance = try #require(finding.figure("value still served without as many sellers drawn by chance"))
    #expect((try #require(chance.value) - 200.0 / 3).magnitude < 3)
    #expect(finding.text.contains("Taken out: S1, S2, S3, S4, S5 and 5 more. The largest that remain: S11, S12, S13, S14 and S15."))
    #expect(try await findings("seller-removal", at: planted(Self.ladder).desk()) == [finding])
  }

  @Test func `By number of buyers, and by list, other sellers go first`() async throws {
    let wide = (1...25).map { Deal(seller: "Wide", buyer: "W\($0)", value: 0.1) }
    let planted = try await planted(Self.ladder + wide)
    let finding = try #require(try await findings("seller-removal", at: planted.desk(), ["order": "degree", "remove": "1"]).first)
    #expect(finding.parties == ["Wide"])
    #expect(finding.value("buyers that lose all their sellers") == 25)
    try await planted.listed("S3", from: "2020-01-01", by: "2020-01-01")
    try await planted.listed("S20", from: "2020-01-01", by: "2020-01-01", entry: "2")
    let listed = try #require(try await findings("seller-removal", at: planted.desk(), ["order": "listed"]).first)
    #expect(listed.parties == ["S3", "S20"])
    let left = 100 * (1 - 41.0 / 497.5)
    #expect((try #require(listed.value("value still served, nobody taking over")) - left).magnitude < 1e-9)
  }

  @Test func `The records' own rate of substitution is recovered`() async throws {
    // 40 sellers leave after 2021; of their buyers 30 are served by another seller at once, 10 never again.
    var deals: [Deal] = []
    for place in 0..<40 {
      for month in 0..<6 { deals.append(Deal(seller: "Gone\(place)", buyer: "B\(place)", value: 10, month: month)) }
      if place < 30 { for month in 7..<10 { deals.append(Deal(seller: "New\(place)", buyer: "B\(place)", value: 10, month: month)) } }
    }
    for month in 0..<24 { deals.append(Deal(seller: "Steady", buyer: "Other", value: 50, month: month)) }
    for place in 0..<30 { deals.append(Deal(seller: "New\(place)", buyer: "Later", value: 1, month: 23)) }
    let finding = try #require(try await findings("seller-removal", at: planted(deals).desk()).first)
    #expect(finding.value("own rate of substitution") == 75)
    let band = try #require(finding.figure("value still served, with substitution"))
    let served = try #require(finding.value("value still served, nobody taking over"))
    #expect((try #require(band.high) - (served + 0.75 * (100 - served))).magnitude < 1e-9)
  }

  @Test func `Other trade and a measure on the whole country are told`() async throws {
    var deals = Self.ladder
    deals.append(Deal(seller: "S1", buyer: "Toyshop", value: 70, code: "950300"))
    deals.append(Deal(seller: "Toymaker", buyer: "Toyshop", value: 900, code: "950300"))
    for index in deals.indices where deals[index].seller == "S30" { deals[index].origin = "TUR" }
    deals.append(Deal(seller: "S1", buyer: "Elsewhere", value: 5000, to: "KAZ"))
    let finding = try #require(try await findings("seller-removal", at: planted(deals).desk()).first)
    #expect(finding.value("other trade of the same sellers") == 70)
    #expect((try #require(finding.value("value still served after a measure on China")) - 2.0 / 495 * 100).magnitude < 1e-9)
    #expect(finding.text.contains("take 970 USD of other goods with it"))
    #expect(finding.value("sellers") == 30)
  }

  @Test func `Few sellers, other countries and two currencies give nothing`() async throws {
    #expect(try await findings("seller-removal", at: planted(Array(Self.ladder.prefix(20))).desk()).isEmpty)
    #expect(try await findings("seller-removal", at: planted(Self.ladder).desk(), ["target": "KAZ"]).isEmpty)
    let mixed = try await planted(Self.ladder)
    try await mixed.engine.execute("UPDATE record SET currency = 'EUR' WHERE \"row\" = 1")
    #expect(try await findings("seller-removal", at: mixed.desk()).isEmpty)
  }

  @Test func `Filings count as one each`() async throws {
    let finding = try #require(try await findings("seller-removal", at: planted(Self.ladder, grade: .filing).desk()).first)
    #expect(finding.grade == .filing)
    #expect((try #require(finding.value("value still served, nobody taking over")) - 200.0 / 3).magnitude < 1e-9)
    #expect(finding.text.contains("stand behind 60 records in goods of concern to Russia"))
  }

  @Test func `The chart holds what is left at each step, by hand`() async throws {
    let planted = try await planted(Self.ladder)
    try await planted.listed("S3", from: "2020-01-01", by: "2020-01-01")
    let finding = try #require(try await findings("seller-removal", at: planted.desk()).first)
    let chart = try #require(finding.charts.first)
    #expect(finding.charts.count == 1 && chart.kind == .lines && chart.unit == "%")
    #expect(chart.categories == ["0", "1", "2", "3", "5", "10", "20"])
    // S1 … Sk have 30 + 29 + … and one each for the common buyer, of 495.
    func left(_ count: Int) -> Double { 100 * (1 - (1...max(count, 1)).prefix(count).reduce(0.0) { $0 + Double(31 - $1) + 1 } / 495) }
    func expect(_ name: String, _ values: [Double?]) throws {
      let series = try #require(chart.series.first { $0.name == name }, "\(chart.series.map(\.name))")
      #expect(series.values.count == values.count)
      for (one, other) in zip(series.values, values) {
        #expect((one == nil) == (other == nil))
        #expect(((one ?? 0) - (other ?? 0)).magnitude < 1e-9, "\(name)")
      }
    }
    let steps = [0, 1, 2, 3, 5, 10, 20]
    try expect("by value", steps.map(left))
    // All have two buyers, so that value decides.
    try expect("by number of buyers", steps.map(left))
    // One seller is on a list; nothing is known of two.
    try expect("sellers on lists", [100, 100 * (1 - 29.0 / 495), nil, nil, nil, nil, nil])
    try expect("with 10 % taken over", steps.map { left($0) + 0.1 * (100 - left($0)) })
    try expect("with 50 % taken over", steps.map { left($0) + 0.5 * (100 - left($0)) })
    try expect("measure on China", steps.map { _ in 0 })
  }

  @Test(arguments: ["any", "of-concern"]) func `The printed statement gives the rows that the shared table gives`(goods: String) async throws {
    let planted = try await planted(Self.ladder + [Deal(seller: "S1", buyer: "Toyshop", value: 70, code: "950300")])
    // A second seller and a second buyer of one record, and a record that names a maker only.
    try await planted.engine.execute("INSERT INTO mention VALUES ('dump', 1, 'consignor', 'i-S2'), ('dump', 1, 'consignee', 'i-B2')")
    try await planted.engine.execute("UPDATE mention SET role = 'manufacturer' WHERE \"row\" = 3 AND role = 'consignor'")
    let detector = try SellerRemoval(try ParameterValues(["goods": goods], for: SellerRemoval.declaration))
    let desk = try planted.desk()
    let deals = try await Deals(at: desk)
    let columns: SQL = "buyer_name, product, origin, of_concern, currency, amount, records, first_day, last_day"
    let printed = try await desk.table(
      """
      SELECT seller, e.buyer AS buyer_name, product, origin, of_concern, currency, amount, records, first_day, last_day
      FROM (\(fragment: detector.edges(.customs, asOf: desk.asOf).sql)) AS e ORDER BY seller, \(fragment: columns)
      """)
    let shared = try await desk.table(
      """
      SELECT s.party AS seller, b.party AS buyer_name, product, origin, of_concern, currency, amount, records, first_day, last_day
      FROM (\(fragment: SellerRemoval.edges("(\(fragment: detector.lines(.customs, deals)))"))) AS e JOIN \(fragment: deals.parties) AS s ON s.number = e.seller
      LEFT JOIN \(fragment: deals.parties) AS b ON b.number = e.buyer ORDER BY s.party, \(fragment: columns)
      """)
    #expect(printed.count == shared.count && printed.count > 50)
    for name in ["seller", "buyer_name", "product", "origin"] { #expect(try printed.texts(name) == shared.texts(name)) }
    #expect(try printed.doubles("amount") == shared.doubles("amount"))
    #expect(try printed.integers("records") == shared.integers("records"))
    #expect(try printed.days("last_day") == shared.days("last_day"))
  }
}
