// SPDX-License-Identifier: Apache-2.0

import Foundation
import Measures
import Testing
import Trade

@testable import Detectors

struct EventAlignmentTests {
  private static func event(_ id: String, _ when: String, goods: [String] = [], to: [String] = []) throws -> DatedEvent {
    DatedEvent(
      id: id, title: "Event \(id)", period: try #require(Period(when)), publisher: nil, goods: goods, destinations: to,
      address: RecordAddress(source: "events", sha256: "cafe", row: 1))
  }

  /// 25 kinds of goods over six years; one changes its level in March 2021.
  private func planted(_ factor: Double = 4, at place: Int = 38, until end: Int = .max, seed: UInt64 = 2) async throws -> PlantedCase {
    let planted = try await PlantedCase()
    var trade = OrdinaryTrade(seed: seed)
    var series = trade.products(25, 72, origin: "CHN", destination: "RUS", from: "2018-01")
    series.append(PlantedSeries("CHN", "RUS", "842952", from: "2018-01", trade.months(72) { $0 >= place && $0 < end ? factor : 1 }))
    try await planted.statistics("china", series)
    return planted
  }

  private func desk(_ planted: PlantedCase, _ events: [DatedEvent]) throws -> CaseDesk {
    CaseDesk(engine: planted.engine, asOf: try #require(Day("2024-01-31")), events: events)
  }

  @Test func `A planted break is told to coincide with its event and with no other`() async throws {
    let events = [try Self.event("march", "2021-03-10"), try Self.event("later", "2022-06-01"), try Self.event("earlier", "2019-09")]
    let found = try await findings("event-alignment", at: desk(planted(), events))
    #expect(found.map(\.id) == ["event-alignment:march:china:export:RUS:842952"])
    let finding = try #require(found.first)
    #expect(finding.text.contains("coincides with “Event march” (10 March 2021)"))
    #expect(finding.text.contains("Evidence: strong."))
    #expect((try #require(finding.value("level after the break over the level before")) / 4 - 1).magnitude < 0.3)
    #expect(try #require(finding.value("p of placebo dates")) <= 0.05)
    #expect(try #require(finding.value("p of placebo goods")) <= 0.05)
    #expect(finding.caveats.contains("It coincides; what brought it about, these series do not show."))
  }

  @Test func `Of two events in the same months the nearer is told, and the other in the caveats`() async throws {
    let events = [try Self.event("march", "2021-03-10"), try Self.event("february", "2021-02-01")]
    let finding = try #require(try await findings("event-alignment", at: desk(planted(), events)).first)
    #expect(finding.id.hasPrefix("event-alignment:march:"))
    #expect(finding.caveats.contains { $0.hasPrefix("Other events of the case lie as near: Event february.") })
  }

  @Test func `Of two events as near the one before the break is told`() async throws {
    let events = [try Self.event("april", "2021-04-10"), try Self.event("february", "2021-02-10")]
    let finding = try #require(try await findings("event-alignment", at: desk(planted(), events)).first)
    #expect(finding.id.hasPrefix("event-alignment:february:"))
  }

  @Test(arguments: [
    (["hs:8429"], ["RUS"], 1), ([], ["KAZ"], 0), (["hs:8806"], [], 0), (["hs:842952"], [], 1), (["drone"], ["RUS"], 0),
  ] as [([String], [String], Int)])
  func `An event is compared with what it is about`(goods: [String], to: [String], count: Int) async throws {
    let events = [try Self.event("march", "2021-03-10", goods: goods, to: to)]
    #expect(try await findings("event-alignment", at: desk(planted(), events)).count == count)
  }

  @Test func `A window that is over is compared with other windows`() async throws {
    let found = try await findings("event-alignment", at: desk(planted(5, at: 36, until: 45), [Self.event("trenches", "2021-01..2021-09")]))
    let finding = try #require(found.first)
    #expect(finding.id.hasSuffix("RUS:842952"))
    #expect(finding.text.contains("January 2021 to September 2021"))
    #expect(try #require(finding.value("p of placebo dates")) <= 0.05)
  }

  @Test(arguments: 1...4) func `Ordinary trade does not coincide with anything`(seed: Int) async throws {
    let planted = try await planted(1, seed: UInt64(seed))
    let events = try (1...6).map { try Self.event("e\($0)", "2020-0\($0)-01") }
    #expect(try await findings("event-alignment", at: desk(planted, events)).isEmpty)
  }

  @Test func `A rise that began long before is not told of the event`() async throws {
    let found = try await findings("event-alignment", at: desk(planted(4, at: 26), [Self.event("march", "2021-03-10")]))
    #expect(found.isEmpty)
  }

  @Test func `The same seed gives the same findings, and a case without events says so`() async throws {
    let planted = try await planted()
    let event = try Self.event("march", "2021-03-10")
    let one = try await findings("event-alignment", at: desk(planted, [event]))
    let other = try await findings("event-alignment", at: desk(planted, [event]))
    #expect(one == other && !one.isEmpty)
    let runs = try await DetectorRegistry.run(at: desk(planted, []), only: ["event-alignment"])
    #expect(runs.first?.outcome == .didNotRun("The case has no dated events (events.yaml)."))
  }

  @Test func `Events at the ends of a series and series of two years are passed over`() async throws {
    let planted = try await PlantedCase()
    var trade = OrdinaryTrade()
    try await planted.statistics("china", [PlantedSeries("CHN", "RUS", "842952", from: "2020-01", trade.months(30) { $0 >= 27 ? 9 : 1 })])
    #expect(try await findings("event-alignment", at: desk(planted, [Self.event("end", "2022-04-01")])).isEmpty)
  }

  @Test func `A month that the source lacks makes no break, and hides none`() async throws {
    for factor in [1.0, 4] {
      let planted = try await PlantedCase()
      var trade = OrdinaryTrade(seed: 2)
      // February 2021 is missing, next to the event, in all goods.
      let series = (0..<26).map { place in
        PlantedSeries(
          "CHN", "RUS", String(842_900 + place), from: "2018-01",
          trade.months(72) { $0 == 37 ? .nan : place == 0 && $0 >= 38 ? factor : 1 })
      }
      try await planted.statistics("china", series)
      let found = try await findings("event-alignment", at: desk(planted, [Self.event("march", "2021-03-10")]))
      #expect(found.map(\.id) == (factor == 1 ? [] : ["event-alignment:march:china:export:RUS:842900"]))
      #expect(found.allSatisfy { $0.caveats.contains { $0.hasPrefix("The source has no records of February 2021;") } })
    }
  }

  @Test func `Lacking months lie on the line between their neighbours`() {
    #expect(EventAlignment.filled([1, nil, nil, 4, 5]) == [1, 2, 3, 4, 5])
    #expect(EventAlignment.filled([nil, 1, 2]) == nil)
    #expect(EventAlignment.filled([1, 2, nil]) == nil)
    #expect(EventAlignment.filled([]) == [])
  }

  @Test func `Others that show as much are counted, and a p is not called a share`() async throws {
    let finding = try #require(try await findings("event-alignment", at: desk(planted(), [Self.event("march", "2021-03-10")])).first)
    let p = try #require(finding.value("p of placebo goods"))
    #expect(abs(p - 1.0 / 26) < 1e-12)
    #expect(finding.text.contains("of 25 other goods, 0 show as much (p = 0.0385)"))
  }
}
