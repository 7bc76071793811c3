// SPDX-License-Identifier: Apache-2.0

import Testing
import Trade
import Warehouse

@testable import Intake

struct RatesTests {
  @Test func `Records get the rate of just their period, and none where rates disagree`() async throws {
    let folder = try await TestCase()
    try folder.write(
      "rates.csv",
      """
      date,currency,usd,publisher
      2022-01,EUR,1.13145,European Central Bank
      2022-02-01,EUR,1.1,European Central Bank
      2022-03,EUR,1.10,European Central Bank
      2022-03,EUR,1.11,Another bank
      2022-04,EUR,0,European Central Bank
      2022-04,EUR,1.1,
      """)
    try folder.write(
      "s.csv",
      "period,reporter,partner,code,value\n2022-01,DEU,KGZ,854231,10\n2022-02,DEU,KGZ,854231,10\n2022-03,DEU,KGZ,854231,10\n"
    )
    let yaml = "- id: s\n  path: s.csv\n\(FaultTests.mapping.replacing("USD", with: "EUR"))\n"
    let ledger = try await folder.take(yaml + "- {id: rates, path: rates.csv, profile: rates}\n")
    #expect(ledger[1].rejections.map { "\($0.reason) \($0.count)" } == ["empty-cell 1", "rate 1"])
    #expect(
      try await folder.texts("SELECT coalesce(CAST(usd_rate AS VARCHAR), '?') FROM record ORDER BY \"row\"") == [
        "1.13145", "?", "?",
      ])
    // Without the source of rates, none is left.
    try await folder.take(yaml)
    #expect(try await folder.number("SELECT count(usd_rate) FROM record") == 0)
  }

  @Test func `Where the case declares it, the shortest period that holds a date gives its rate, and no other`() async throws {
    let folder = try await TestCase()
    try folder.write(
      "rates.csv",
      """
      date,currency,usd,publisher
      2022-01-03,EUR,1.3,A bank
      2022-01,EUR,1.2,A bank
      2022-Q1,EUR,1.15,A bank
      2022,EUR,1.1,A bank
      2022-04,EUR,1.4,A bank
      2022-04,EUR,1.5,Another bank
      """)
    let days = ["2022-01-03", "2022-01-04", "2022-02-01", "2022-05-05", "2022-04-05", "2021-12-31", "2023-01-01"]
    try folder.write(
      "s.csv", "period,reporter,partner,code,value\n" + days.map { "\($0),DEU,KGZ,854231,10\n" }.joined())
    func yaml(_ options: String) -> String {
      "- id: s\n  path: s.csv\n\(FaultTests.mapping.replacing("USD", with: "EUR").replacing("format: YYYY-MM", with: "format: YYYY-MM-DD"))\n"
        + "- {id: rates, path: rates.csv, profile: rates\(options)}\n"
    }
    func rates() async throws -> [String?] {
      try await folder.texts(
        "SELECT coalesce(CAST(usd_rate AS VARCHAR), '?') || ' ' || coalesce(usd_rate_span, '-') FROM record ORDER BY \"row\"")
    }
    try await folder.take(yaml(", options: {holds: within}"))
    // Of April two banks differ, and the year's average does not take their place.
    #expect(try await rates() == ["1.3 -", "1.2 M", "1.15 Q", "1.1 Y", "? -", "? -", "? -"])
    try await folder.take(yaml(""))
    #expect(try await rates() == ["1.3 -", "? -", "? -", "? -", "? -", "? -", "? -"])
  }
}
