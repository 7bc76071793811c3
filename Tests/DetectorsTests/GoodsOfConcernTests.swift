// SPDX-License-Identifier: Apache-2.0

import Measures
import Testing
import Trade
import Warehouse

@testable import Detectors

struct GoodsOfConcernTests {
  private func helmets() async throws -> PlantedCase {
    let planted = try await PlantedCase()
    let open = "“helmet” in the text; use not stated"
    try await planted.record(
      "2022-11", goods: ["helmets"], atLeast: 54_000, because: open, [.applicant: "Pozitron", .manufacturer: "Liaoning B&R"])
    try await planted.record(
      "2023-03", goods: ["helmets"], quantity: 100_000, [.applicant: "Silva", .manufacturer: "H-Win", .consignor: "H-Win"])
    try await planted.record("2023-04", goods: ["helmets"], [.applicant: "Silva", .manufacturer: "H-Win"])
    try await planted.record("2023-04", goods: ["toys"], quantity: 5, [.applicant: "Toyshop"])
    return planted
  }

  @Test func `Goods of concern are counted with their parties and bounds`() async throws {
    let found = try await findings("goods-of-concern", at: helmets().desk())
    #expect(found.map(\.goods) == [["helmets"]])
    let finding = try #require(found.first)
    #expect(finding.value("records") == 3)
    #expect(finding.value("buyers") == 2)
    #expect(finding.value("suppliers") == 2)
    #expect(finding.figure("quantity")?.low == 154_000)
    #expect(finding.figure("quantity")?.isLowerBound == true)
    #expect(finding.goodsClass == .dualUse)
    #expect(finding.grade == .filing)
    #expect(finding.parties == ["Silva", "Pozitron", "H-Win", "Liaoning B&R"])
    #expect(finding.evidence.addresses.map(\.row) == [1, 2, 3])
    #expect(finding.period == Period("2022-11..2023-04"))
    #expect(abs(finding.coverage - 2.0 / 3) < 1e-9)
    #expect(finding.text.hasPrefix("3 filings register Helmets (dual use), November 2022 to April 2023."))
    #expect(finding.text.contains("Quantity: at least 154,000 pieces."))
    #expect(finding.text.contains("Use not stated: not every description states"))
    #expect(finding.caveats.contains { $0.contains("does not show that any arrived") })
  }

  @Test func `The score grows with class, grade and number`() {
    #expect(abs(GoodsOfConcern.score(.military, .customs, records: 5) - 0.75) < 1e-9)
    #expect(abs(GoodsOfConcern.score(.dualUse, .filing, records: 5) - 0.48) < 1e-9)
    #expect(GoodsOfConcern.score(.civilianIndirect, .filing, records: 5) < GoodsOfConcern.score(.dualUse, .filing, records: 5))
    #expect(GoodsOfConcern.score(.dualUse, .filing, records: 6) > GoodsOfConcern.score(.dualUse, .filing, records: 5))
    #expect(GoodsOfConcern.score(.noConcern, .customs, records: 1000) == 0)
  }

  @Test func `Customs records come first, and filings are counted apart`() async throws {
    let planted = try await helmets()
    try await planted.record("2023-05-01", grade: .customs, goods: ["helmets"], quantity: 10, [.consignee: "Silva"])
    let finding = try #require(try await findings("goods-of-concern", at: planted.desk()).first)
    #expect(finding.grade == .customs)
    #expect(finding.value("records") == 1)
    #expect(finding.value("records (filings)") == 3)
    #expect(finding.evidence.count == 4)
    #expect(finding.text.contains("1 customs record imports Helmets"))
    #expect(finding.text.contains("3 filings register Helmets"))
  }

  @Test func `Statistics serve where the code says so and nothing better is there`() async throws {
    let planted = try await PlantedCase()
    try await planted.code("854231", is: "telemetry")
    try await planted.record("2022", grade: .statistic, code: "854231", value: 500, [:])
    try await planted.record("2022", grade: .statistic, goods: ["drones"], value: 12, [:])
    let found = try await findings("goods-of-concern", at: planted.desk())
    #expect(found.map(\.goods) == [["telemetry"]])
    #expect(found.first?.grade == .statistic)
    #expect(found.first?.value("value") == 500)
    #expect(found.first?.text.contains("1 statistical entry records Radio telemetry") == true)
    try await planted.record("2022-02", code: "854231", [.applicant: "Someone"])
    let better = try await findings("goods-of-concern", at: planted.desk())
    #expect(better.first?.grade == .filing)
    #expect(better.first?.value("records") == 1)
    #expect(better.first?.figure("value") == nil)
  }

  @Test func `Statistics of codes that hold other goods are told as that, and make nobody's trade military`() async throws {
    let planted = try await PlantedCase()
    try await planted.code("854231", is: "telemetry", wider: true)
    try await planted.code("842952", is: "trucks")
    for code in ["854231", "842952"] { try await planted.record("2022", grade: .statistic, code: code, value: 500, [:]) }
    let found = try await findings("goods-of-concern", at: planted.desk())
    #expect(found.map(\.goods) == [["trucks"], ["telemetry"]])
    let finding = try #require(found.last)
    #expect(finding.title == "Radio telemetry: codes that hold other goods, too")
    #expect(finding.goodsClass == nil)
    #expect(finding.text.contains("1 statistical entry records codes that hold Radio telemetry among other goods"))
    #expect(finding.text.contains("Value of all that these codes hold: 500 USD. How much of it is Radio telemetry, statistics do not tell."))
  }

  @Test func `A customs record under a code that holds other goods is of them by its words alone`() async throws {
    let planted = try await PlantedCase()
    try await planted.code("854231", is: "telemetry", wider: true)
    try await planted.record("2022-02", grade: .customs, code: "854231", quantity: 3, [.consignee: "Masks"])
    try await planted.record("2022-03", grade: .customs, goods: ["telemetry"], code: "854231", quantity: 5, [.consignee: "Radios"])
    let found = try await findings("goods-of-concern", at: planted.desk())
    let finding = try #require(found.first)
    #expect(found.count == 1 && finding.value("records") == 1 && finding.value("quantity") == 5)
    #expect(finding.parties == ["Radios"])
    #expect(finding.evidence.addresses.map(\.row) == [2])
    // The statement for people gives the same rows.
    let rows = try await planted.engine.table(SQL(text: try #require(finding.figure("records")?.sql.first)))
    #expect(try rows.integers("row") == [2])
  }

  @Test func `A code counts in the edition it was listed for`() async throws {
    let planted = try await PlantedCase()
    try await planted.code("854231", is: "telemetry", edition: .hs2022)
    try await planted.record("2022-02", code: "854231", [.applicant: "Someone"])
    #expect(try await findings("goods-of-concern", at: planted.desk()).isEmpty)
  }

  @Test(arguments: [("3", 1), ("4", 0)])
  func `The least number of records is a boundary`(minimum: String, count: Int) async throws {
    #expect(try await findings("goods-of-concern", at: helmets().desk(), ["minimum-records": minimum]).count == count)
  }

  @Test func `Goods of no concern and later records stay silent`() async throws {
    let planted = try await PlantedCase()
    try await planted.record("2023-04", goods: ["toys"], [.applicant: "Toyshop"])
    try await planted.record("2023-04", [.applicant: "Toyshop"])
    try await planted.record("2023-12", goods: ["drones"], [.applicant: "Toyshop"])
    #expect(try await findings("goods-of-concern", at: planted.desk()).isEmpty)
  }

  @Test func `What a measure refuses is told`() async throws {
    let planted = try await PlantedCase()
    try await planted.code("854231", is: "telemetry")
    try await planted.record("2022", grade: .statistic, code: "854231", [:])
    var sheet = FigureSheet()
    let figure = try await sheet.ask("value", .init(of: .value), at: FakeDesk())
    #expect(figure == nil)
    #expect(sheet.caveats == ["No figure for value: Nothing is here."])
  }
}
