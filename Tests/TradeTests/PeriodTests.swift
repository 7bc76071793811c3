// SPDX-License-Identifier: Apache-2.0

import Testing
import Trade

struct PeriodTests {
  @Test(arguments: [
    ("2022", "2022-01-01", "2022-12-31"), ("2022-Q2", "2022-04-01", "2022-06-30"), ("2024-02", "2024-02-01", "2024-02-29"),
    ("2022-09-24", "2022-09-24", "2022-09-24"), ("2022-01..2022-10", "2022-01-01", "2022-10-31"), ("2021..2022", "2021-01-01", "2022-12-31"),
  ])
  func `a period reads as its first and last day`(text: String, from: String, to: String) throws {
    let period = try #require(Period(text))
    #expect(period.from == Day(from))
    #expect(period.to == Day(to))
  }

  @Test(arguments: ["2022", "2022-Q3", "2022-03", "2022-03-05", "2022-01..2022-10", "2022-03-05..2022-04-01"])
  func `a period writes itself as it was read`(text: String) throws { #expect(try #require(Period(text)).description == text) }

  @Test(arguments: ["", "22", "2022-13", "2022-Q5", "2022-10..2022-01", "2022..", "2022-02-30", "abcd", "2022-Qx"])
  func `what is no period is refused`(text: String) { #expect(Period(text) == nil) }

  @Test func `months are the whole ones inside`() throws {
    let period = try #require(Period("2022-01-15..2022-04-30"))
    #expect(period.months.map(\.description) == ["2022-02", "2022-03", "2022-04"])
    #expect(!period.isWholeMonths)
    #expect(try #require(Period("2022")).months.count == 12)
  }

  @Test func `a shift keeps the months`() throws {
    #expect(try #require(Period("2024-01..2024-02")).shifted(years: -1)?.description == "2023-01..2023-02")
    #expect(try #require(Period("2022-03-05")).shifted(years: 1) == nil)
  }
}
