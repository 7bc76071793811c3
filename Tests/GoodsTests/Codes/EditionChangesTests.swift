// SPDX-License-Identifier: Apache-2.0

import TestData
import Testing
import Trade

@testable import Goods

struct EditionChangesTests {
  let changes: EditionChanges

  init() throws { changes = try EditionChanges.builtIn() }

  @Test func `Cars stay comparable and drones do not`() {
    #expect(changes.isStable(heading: "8703", .hs2017, .hs2022) == true)
    #expect(changes.isStable(heading: "8703", .hs2022, .hs2012) == true)
    #expect(changes.isStable(heading: "8806", .hs2017, .hs2022) == false)
    #expect(changes.isStable(heading: "8802", .hs2017, .hs2022) == false)
    #expect(changes.isStable(heading: "8542", .hs2012, .hs2017) == false)
  }

  @Test func `A heading is stable in its own edition, and unknown pairs stay unknown`() {
    #expect(changes.isStable(heading: "8542", .hs2017, .hs2017) == true)
    #expect(changes.isStable(heading: "8703", .hs2002, .hs2017) == nil)
  }

  @Test func `Headings that only lost scrap are told apart`() throws {
    let pair = try #require(changes.pairs.first { $0.from == .hs2017 && $0.to == .hs2022 })
    #expect(pair.moved.first { $0.heading == "8482" }?.scrapOnly == true)
    #expect(pair.moved.first { $0.heading == "8525" }?.scrapOnly == false)
    #expect(pair.moved.first { $0.heading == "8549" }?.scrapOnly == false)
  }

  @Test func `One code that became several is seen as several`() throws {
    let pair = try #require(changes.pairs.first { $0.from == .hs2017 && $0.to == .hs2022 })
    #expect(pair.successors["870120"] == ["870121", "870122", "870123", "870124", "870129"])
    let joined = try #require(changes.pairs.first { $0.from == .hs2012 && $0.to == .hs2022 })
    #expect(joined.successors["401163"] == ["401180"])
  }

  @Test(
    .enabled(if: SharedData.has("trade/nomenclature"), "the correlation tables are not beside the package"),
    arguments: [(HSEdition.hs2007, HSEdition.hs2012, "2012 to 2007"), (.hs2012, .hs2017, "2017 to 2012"), (.hs2017, .hs2022, "2022 to 2017")])
  func `Moved headings agree with the correlation tables`(from: HSEdition, to: HSEdition, adjustment: String) throws {
    func padded(_ code: String) -> String { String(repeating: "0", count: max(0, 6 - code.count)) + code }
    let rows = try SharedData.rows("trade/nomenclature/hs_revision_concordances_consolidated.csv.gz")
    var expected: [String: Bool] = [:]
    for row in rows where row["adjustment"] == adjustment {
      guard let newCode = row["code.after"], let oldCode = row["code.before"] else { continue }
      let (new, old) = (String(padded(newCode).prefix(4)), String(padded(oldCode).prefix(4)))
      if new == old { continue }
      expected[new] = false
      expected[old] = (expected[old] ?? true) && new == "8549"
    }
    let pair = try #require(changes.pairs.first { $0.from == from && $0.to == to })
    #expect(expected.count > 15)
    #expect(Dictionary(uniqueKeysWithValues: pair.moved.map { ($0.heading, $0.scrapOnly) }) == expected)
  }
}
