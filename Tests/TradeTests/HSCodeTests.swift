// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Trade

struct HSCodeTests {
  @Test(arguments: [
    ("854231", "854231"), ("8542.31", "854231"), ("8542 31 90", "85423190"), ("8542319010", "8542319010"),
    ("21039090", "21039090"), ("1012100", "01012100"), ("101", "0101"), ("1", "01"), ("85", "85"),
  ])
  func `A code is read as written, with a lost leading zero put back`(written: String, digits: String) {
    #expect(HSCode(written)?.digits == digits)
  }

  @Test(arguments: ["", "TOTAL", "8542x", "85423190101", "-", "８５４２"])
  func `What is no code is refused`(written: String) {
    #expect(HSCode(written) == nil)
  }

  @Test func `A code knows its chapter, heading and six digits`() throws {
    let code = try #require(HSCode("8542319010"))
    #expect((code.chapter, code.heading, code.hs6) == ("85", "8542", "854231"))
    let chapter = try #require(HSCode("85"))
    #expect(chapter.heading == nil)
    #expect(chapter.hs6 == nil)
  }

  @Test func `A shorter code does not begin with a longer one`() throws {
    let (heading, code) = (try #require(HSCode("8542")), try #require(HSCode("854231")))
    #expect(code.begins(with: heading))
    #expect(!heading.begins(with: code))
    #expect(code.begins(with: code))
  }
}
