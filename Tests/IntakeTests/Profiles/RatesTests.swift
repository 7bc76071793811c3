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
}
