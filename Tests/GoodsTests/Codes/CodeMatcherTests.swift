// SPDX-License-Identifier: Apache-2.0

import Testing
import Trade

@testable import Goods

struct CodeMatcherTests {
  let matcher: CodeMatcher

  init() throws { matcher = try GoodsCatalogue().codeMatcher() }

  private func goods(_ code: String, _ edition: HSEdition?) throws -> [String] {
    matcher.matches(try #require(HSCode(code)), edition: edition).map(\.goods)
  }

  @Test func `A national code is found by its first six digits`() throws {
    #expect(try goods("8429521000", .hs2017) == ["excavator"])
    #expect(try goods("84295200", .hs2022) == ["excavator"])
  }

  @Test func `A code means something in its own edition only`() throws {
    #expect(try goods("88062210", .hs2022) == ["drone"])
    #expect(try goods("88062210", .hs2017) == [])
    #expect(try goods("870120", .hs2017) == ["truck-heavy"])
    #expect(try goods("870120", .hs2022) == [])
    #expect(try goods("870121", .hs2022) == ["truck-heavy"])
  }

  @Test func `An edition for which nothing is stated finds nothing`() throws {
    #expect(try goods("842952", .hs1996) == [])
  }

  @Test func `An unknown edition finds the prefixes of any, and says so`() throws {
    let matches = matcher.matches(try #require(HSCode("880622")), edition: nil)
    #expect(matches.map(\.goods) == ["drone"])
    #expect(matches.allSatisfy { $0.editionUnknown })
    #expect(try goods("870120", nil) == ["truck-heavy"])
  }

  @Test func `A wider parent is marked`() throws {
    let camera = try #require(HSCode("85258019"))
    let drone = try #require(matcher.matches(camera, edition: .hs2017).first { $0.goods == "drone" })
    #expect(drone.wider)
    let excavator = matcher.matches(try #require(HSCode("842952")), edition: .hs2017)
    #expect(excavator.map(\.wider) == [false])
  }

  @Test func `Goods on two lists are found on both, and narrower goods as the broader, too`() throws {
    #expect(try goods("85423190", .hs2022) == ["chpl-854231", "semiconductor", "semiconductor-or-component"])
    #expect(try goods("540211", .hs2017) == ["aramid-fibre", "aramid-or-technical-fibre"])
  }

  @Test func `A heading is not of the goods of one of its codes`() throws {
    #expect(try goods("8429", .hs2022) == [])
    #expect(try goods("84", .hs2022) == [])
  }
}
