// SPDX-License-Identifier: Apache-2.0

import TestData
import Testing
import Trade

@testable import Goods

struct CommonHighPriorityTests {
  let catalogue: GoodsCatalogue

  init() throws { catalogue = try GoodsCatalogue(builtIn: ["common-high-priority"]) }

  @Test func `The list has fifty codes in six tiers`() throws {
    #expect(catalogue.items.count == 50)
    let tiers = try ["1", "2", "3a", "3b", "4a", "4b"].map { try catalogue.goods(selectedBy: "chpl-" + $0).count }
    #expect(tiers == [4, 5, 16, 9, 11, 5])
    #expect(try catalogue.goods(selectedBy: "common-high-priority").count == 50)
    #expect(catalogue.items.allSatisfy { $0.goodsClass == .dualUse && $0.validFrom != nil })
  }

  @Test(arguments: [
    ("chpl-854231", "2023-05-18", false), ("chpl-854231", "2023-05-19", true), ("chpl-848210", "2023-09-13", false),
    ("chpl-848210", "2023-09-14", true), ("chpl-845710", "2024-02-22", false), ("chpl-845710", "2024-02-23", true),
  ])
  func `A code is listed from the version that added its tier`(goods: String, day: String, listed: Bool) throws {
    #expect(try catalogue.item(goods).isListed(on: #require(Day(day))) == listed)
  }

  @Test(.enabled(if: SharedData.has("trade/controls"), "the list as published is not beside the package"))
  func `Codes and tiers agree with the published list`() throws {
    let rows = try SharedData.rows("trade/controls/chpl_common_high_priority_list_2024-02-23.csv")
    let published = rows.map { "\($0["hs6"] ?? "") \($0["tier"] ?? "")" }.sorted()
    let ours = catalogue.items.map { item in
      let tier = item.groups.first?.dropFirst("chpl-".count) ?? ""
      let dotted = tier.count == 2 ? "\(tier.prefix(1)).\(tier.suffix(1).uppercased())" : String(tier)
      return "\(item.id.dropFirst("chpl-".count)) \(dotted)"
    }
    #expect(ours.sorted() == published)
  }

  @Test func `The goods of an id are those of its code in HS 2022`() {
    for item in catalogue.items {
      let codes = item.prefixes.filter { $0.edition == .hs2022 }.map(\.code.digits)
      #expect(codes == [String(item.id.dropFirst("chpl-".count))])
      #expect(!item.prefixes.contains { $0.edition == .hs2022 && $0.wider })
    }
  }

  @Test(arguments: [
    ("chpl-854800", "854890", false), ("chpl-852589", "852580", true), ("chpl-854149", "854140", true),
    ("chpl-854151", "854150", true), ("chpl-854159", "854150", true), ("chpl-880730", "880330", false),
    ("chpl-854231", "854231", false),
  ])
  func `Codes new in HS 2022 have their parents of HS 2017`(goods: String, parent: String, wider: Bool) throws {
    let prefixes = try catalogue.item(goods).prefixes.filter { $0.edition == .hs2017 }
    #expect(prefixes.map(\.code.digits) == [parent])
    #expect(prefixes.map(\.wider) == [wider])
  }

  @Test func `Six codes change their number and forty-four keep it`() {
    let changed = catalogue.items.filter { item in
      Set(item.prefixes.filter { [.hs2017, .hs2022].contains($0.edition) }.map(\.code)).count > 1
    }
    #expect(changed.count == 6)
  }
}
