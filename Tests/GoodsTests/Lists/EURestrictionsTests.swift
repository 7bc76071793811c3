// SPDX-License-Identifier: Apache-2.0

import TestData
import Testing
import Trade

@testable import Goods

struct EURestrictionsTests {
  let catalogue: GoodsCatalogue

  private static let shared = Result { try GoodsCatalogue(builtIn: ["eu-export-restrictions"]) }

  init() throws { catalogue = try Self.shared.get() }

  @Test func `It is used by the cases that name it`() throws {
    #expect(try !GoodsCatalogue().lists.map(\.id).contains("eu-export-restrictions"))
    #expect(catalogue.lists.map(\.id) == ["eu-export-restrictions"])
  }

  @Test(.enabled(if: SharedData.has("trade/controls"), "the table of restrictions is not beside the package"))
  func `First days agree with the table, code by code`() throws {
    var expected: [String: String] = [:]
    for row in try SharedData.rows("trade/controls/eu_russia_export_sanctions_hs6_2022_2023.csv") {
      if row["sanctioned"] == "1.0", let code = row["hs6"] { expected[code] = row["sanction_date"] }
    }
    let codes = Set(try SharedData.rows("trade/nomenclature/hs2017_H5_comtrade.csv").compactMap { $0["id"] })
    expected = expected.filter { codes.contains($0.key) }
    var ours: [String: String] = [:]
    for item in catalogue.items {
      for prefix in item.prefixes where prefix.edition == .hs2017 { ours[prefix.code.digits] = item.validFrom?.description }
    }
    #expect(expected.count > 2_000)
    #expect(ours == expected)
  }

  @Test(arguments: [("8542310000", "2022-02-24", false), ("8542310000", "2022-02-25", true), ("870323", "2022-03-15", true)])
  func `A code is judged by the list of its day`(code: String, day: String, listed: Bool) throws {
    let matches = catalogue.codeMatcher().matches(try #require(HSCode(code)), edition: .hs2022)
    let day = try #require(Day(day))
    #expect(!matches.isEmpty)
    #expect(try matches.contains { try catalogue.item($0.goods).isListed(on: day) == true } == listed)
  }

  @Test func `Every entry has a day, a group and a class of concern`() {
    for item in catalogue.items {
      #expect(item.validFrom != nil)
      #expect(!item.groups.isEmpty)
      #expect(item.goodsClass != .noConcern)
    }
  }
}
