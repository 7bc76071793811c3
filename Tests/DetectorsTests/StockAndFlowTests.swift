// SPDX-License-Identifier: Apache-2.0

import Measures
import Testing
import Trade

@testable import Detectors

struct StockAndFlowTests {
  private static func amount(_ low: Double?, _ high: Double?) -> DeclaredStock.Amount { .init(low: low, high: high, who: "An analyst") }

  private static func stock(
    _ reserve: DeclaredStock.Amount?, _ use: DeclaredStock.Amount?, _ made: DeclaredStock.Amount?,
    used: (share: DeclaredStock.Amount, months: Double)? = nil
  ) throws -> DeclaredStock {
    DeclaredStock(
      id: "rounds", title: "Rounds", unit: "rounds", asOf: try #require(Period("2023-10")), reserve: reserve, consumption: use,
      production: made, used: used, address: RecordAddress(source: "stocks", sha256: "cafe", row: 1))
  }

  private func found(_ stock: DeclaredStock, _ options: [String: String] = [:]) async throws -> Finding {
    var desk = FakeDesk()
    desk.stocks = [stock]
    return try #require(try await findings("stock-and-flow", at: desk, options).first)
  }

  @Test func `Reserve, use and production give months with an outer and an inner interval`() async throws {
    let finding = try await found(Self.stock(Self.amount(3e6, 4e6), Self.amount(300_000, 600_000), Self.amount(100_000, 200_000)))
    let months = try #require(finding.figure("months to depletion"))
    // 3 m / (600,000 − 100,000) and 4 m / (300,000 − 200,000).
    #expect(months.low == 6 && months.high == 40)
    // NumPy, ten million draws: median 11.67, 80 % interval 8.13 to 19.88.
    #expect((try #require(months.value) - 11.67).magnitude < 0.25)
    #expect(finding.text.contains("the reserve would be gone in 6 to 40 months"))
    #expect(finding.grade == .statement && finding.coverage == 1)
    #expect(try await found(Self.stock(Self.amount(3e6, 4e6), Self.amount(300_000, 600_000), Self.amount(100_000, 200_000))) == finding)
  }

  @Test func `Exact numbers give an exact time`() async throws {
    let finding = try await found(Self.stock(Self.amount(1200, 1200), Self.amount(150, 150), Self.amount(50, 50)))
    let months = try #require(finding.figure("months to depletion"))
    #expect(months.low == 12 && months.high == 12)
    #expect((try #require(months.value) - 12).magnitude < 1e-9)
  }

  @Test func `Production that is not stated is unknown, not zero`() async throws {
    let finding = try await found(Self.stock(Self.amount(3e6, 4e6), Self.amount(300_000, 600_000), nil))
    let months = try #require(finding.figure("months to depletion"))
    #expect(months.low == 5 && months.high == nil && months.value == nil)
    #expect(finding.text.contains("no less than 5 months"))
    #expect(finding.caveats.contains("Not disclosed, and not taken for nothing: production."))
  }

  @Test func `Production that keeps up leaves the end open`() async throws {
    let finding = try await found(Self.stock(Self.amount(100, 100), Self.amount(10, 20), Self.amount(0, 20)))
    let months = try #require(finding.figure("months to depletion"))
    #expect(months.low == 5 && months.high == nil)
    #expect(finding.text.contains("draws production keeps up with use"))
  }

  @Test func `A reserve that is not disclosed is turned round`() async throws {
    let finding = try await found(Self.stock(nil, Self.amount(300_000, 600_000), nil), ["months": "6"])
    let needed = try #require(finding.figure("reserve that would last 6 months"))
    #expect(needed.high == 3_600_000 && needed.low == nil)
    #expect(finding.text.contains("With nothing made it is 1,800,000 to 3,600,000 rounds"))
    let both = try await found(Self.stock(nil, Self.amount(300_000, 600_000), Self.amount(100_000, 200_000)), ["months": "6"])
    #expect(both.figure("reserve that would last 6 months")?.low == 600_000)
    #expect(both.figure("reserve that would last 6 months")?.high == 3_000_000)
  }

  @Test func `A part used in a time gives the pace`() async throws {
    let finding = try await found(Self.stock(nil, nil, nil, used: (share: Self.amount(80, 100), months: 6)))
    let rest = try #require(finding.figure("months that the rest would last"))
    #expect(rest.low == 0 && rest.high == 1.5)
    #expect(finding.text.contains("80 to 100 % of the reserve are said to have been used in 6 months"))
  }

  @Test func `Without declared stocks it says so`() async throws {
    let runs = try await DetectorRegistry.run(at: FakeDesk(), only: ["stock-and-flow"])
    #expect(runs.first?.outcome == .didNotRun("The case has no declared stock (stocks.yaml)."))
  }

  /// What an analyst said in a published account of autumn 2023: 10,000 to 20,000 rounds of artillery a day, and cruise missiles nearly
  /// used up within six months, read as nine tenths or more. Neither reserve nor production was stated.
  @Test func `Of the reference case's ammunition and missiles what follows is told, and no more`() async throws {
    let month = 30.4375
    let rounds = try await found(Self.stock(nil, Self.amount(10_000 * month, 20_000 * month), nil))
    let needed = try #require(rounds.figure("reserve that would last 12 months"))
    // 20,000 × 365.25; with unknown production there is no lower end.
    #expect(needed.high == 7_305_000 && needed.low == nil)
    #expect(rounds.text.contains("With nothing made it is 3,652,500 to 7,305,000 rounds"))
    #expect(rounds.figure("months to depletion") == nil)
    let missiles = try await found(Self.stock(nil, nil, nil, used: (share: Self.amount(90, 100), months: 6)))
    let rest = try #require(missiles.figure("months that the rest would last"))
    // A tenth at nine tenths in six months.
    #expect(rest.low == 0 && abs((rest.high ?? 0) - 2.0 / 3) < 1e-12)
    for finding in [rounds, missiles] {
      #expect(finding.grade == .statement && finding.caveats.contains { $0.contains("production") })
    }
  }
}
