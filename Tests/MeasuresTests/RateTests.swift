// SPDX-License-Identifier: Apache-2.0

import Measures
import Testing
import Trade
import Warehouse

/// Values of several currencies, brought to dollars by dated rates.
struct RateTests {
  private static func rows() -> [Row] {
    [
      .stat("2022-01", 100) { $0.currency = "EUR" }, .stat("2023-01", 200) { $0.currency = "EUR" },
      .stat("2022-01", 50) { $0.code = "880622" },
    ]
  }

  private func tally(_ rates: [(String, Double)]) async throws -> TestCase {
    let further = rates.map { month, rate -> SQL in
      let period = Period(month)
      return """
        UPDATE record SET usd_rate = \(rate) WHERE currency = 'EUR' AND period_from = \(period?.from)
        """
    }
    return try await TestCase(
      Self.rows(),
      further: further + ["INSERT INTO exchange_rate (currency, usd, publisher) VALUES ('EUR', 1.1, 'ECB')"])
  }

  @Test func `Currencies are never added as they are`() async throws {
    let tally = try await tally([("2022-01", 1.1), ("2023-01", 1.2)])
    #expect(try await tally.refusal("of=value flow=export period=2022-01").code == .currenciesDiffer)
  }

  @Test func `Each value is converted by the rate of its own month, and the publisher is named`() async throws {
    let tally = try await tally([("2022-01", 1.1), ("2023-01", 1.2)])
    let one = try await tally.answer("of=value flow=export period=2022-01 currency=USD")
    #expect(isClose(one.figure.value, 100 * 1.1 + 50) && one.figure.unit == "USD")
    #expect(one.figure.caveats.contains { $0.contains("rates of ECB") })
    let growth = try await tally.answer(
      "of=value how=growth codes-as-written=true goods=hs:854231 flow=export period=2023-01 against=2022-01 currency=USD"
    )
    #expect(isClose(growth.figure.value, (200 * 1.2 / (100 * 1.1) - 1) * 100))
  }

  @Test func `A month without a rate is refused and named, not guessed`() async throws {
    let tally = try await tally([("2022-01", 1.1)])
    let refusal = try await tally.refusal("of=value flow=export period=2023-01 currency=USD")
    #expect(refusal.code == .currenciesDiffer && refusal.message.contains("EUR in 2023-01"))
  }
}
