// SPDX-License-Identifier: Apache-2.0

@testable import Measures
import Testing
import Trade

@Suite struct TilingTests {
  static func periods(_ texts: String) -> Set<Period> { Set(texts.split(separator: " ").compactMap { Period($0) }) }

  @Test(arguments: [
    ("2022", "2022", "", "exact: 2022"),
    ("2022-Q1", "2022-01 2022-02 2022-03 2022", "", "months: 2022-01 2022-02 2022-03"),
    ("2022", "2022-Q1 2022-Q2 2022-Q3 2022-Q4", "", "quarters: 2022-Q1 2022-Q2 2022-Q3 2022-Q4"),
    ("2021..2022", "2021 2022", "", "years: 2021 2022"),
    ("2022-Q1", "2022-01 2022-03", "2022-02", "months: 2022-01 2022-02 2022-03, none in 2022-02"),
    ("2022-Q1", "2022-01 2022-03", "", "gaps: 2022-02"),
    ("2022-Q1", "2021-01", "2022-01 2022-02 2022-03", "months: 2022-01 2022-02 2022-03, none in 2022-Q1"),
    ("2022", "2022-01..2022-06 2022-07 2022-01..2022-08", "", "gaps: 2022-01..2022-06, 2022-08..2022-12"),
    ("2022-01..2022-07", "2022-01..2022-06 2022-07 2022-01..2022-08", "", "mixed: 2022-01..2022-06 2022-07"),
    ("2022-01..2022-07", "2022-01..2022-08", "", "gaps: 2022-01..2022-07"),
    ("2022-Q1", "2022-01..2022-02 2022-03 2022-01", "", "mixed: 2022-01..2022-02 2022-03"),
    ("2022-01-01..2022-01-03", "2022-01-01 2022-01-02 2022-01-03", "", "days: 2022-01-01 2022-01-02 2022-01-03"),
    ("2022-01-10..2022-02-09", "2022-01 2022-02", "", "gaps: 2022-01-10..2022-02-09"),
    ("2022", "2021 2022-01 2022-02", "2022", "gaps: 2022-03..2022-12"),
  ])
  func `a period is put together without gap or overlap`(
    period: String, own: String, published: String, expected: String
  )
    throws
  {
    let outcome = Tiling.of(
      try #require(Period(period)), own: Self.periods(own), published: Self.periods(published))
    var text: String
    switch outcome {
    case .gaps(let missing): text = "gaps: \(Period.list(missing))"
    case .tiled(let tiling):
      switch tiling.way {
      case .exact: text = "exact"
      case .uniform(let span): text = span.words
      case .mixed: text = "mixed"
      }
      text += ": " + tiling.pieces.map(\.description).joined(separator: " ")
      if !tiling.empty.isEmpty { text += ", none in \(Period.list(tiling.empty))" }
    }
    #expect(text == expected)
  }
}
