// SPDX-License-Identifier: Apache-2.0

import Measures
import Testing
import Trade
import Warehouse

@Suite struct ComparisonTests {
  static let twoYears = months(2021, [10, 10, 10, 10]) + months(2022, [20, 20, 20, 30])

  @Test(arguments: [
    ("growth", 125.0, "%"), ("multiple", 2.25, "times"), ("part-of-year", 225.0, "%"), ("year-to-date", 125.0, "%"),
  ])
  func `one period over another`(how: String, expected: Double, unit: String) async throws {
    let answer = try await TestCase(Self.twoYears)
      .answer("of=value how=\(how) to=RUS period=2022-01..2022-04 against=2021-01..2021-04")
    #expect(isClose(answer.figure.value, expected) && answer.figure.unit == unit)
    #expect(answer.figure.low == nil && answer.figure.high == nil)
    #expect(answer.parts.map(\.value) == [90, 40])
    #expect(answer.parts.map(\.evidence.count) == [4, 4])
    #expect(answer.figure.evidence.count == 8)
    #expect(answer.compared == [Period("2022-01..2022-04"), Period("2021-01..2021-04")])
  }

  @Test func `months that are not the same are not compared`() async throws {
    let tally = try await TestCase(Self.twoYears)
    for how in ["growth", "multiple", "year-to-date"] {
      #expect(
        try await tally.refusal("of=value how=\(how) to=RUS period=2022-03 against=2022-02").code == .monthsDiffer)
    }
    #expect(
      try await tally.answer("of=value how=part-of-year to=RUS period=2022-01..2022-02 against=2022-01..2022-04").figure
        .value
        .map { abs($0 - 4000.0 / 90) < 1e-9 } == true)
  }

  @Test func `growth over a month that the publisher lacks is refused, and year-to-date leaves it out on both sides`()
    async throws
  {
    let tally = try await TestCase(
      months(2021, Array(repeating: 10, count: 12)) + months(2022, [20, 20, 20]) + [.stat("2022-05", 50)])
    let refusal = try await tally.refusal("of=value how=growth to=RUS period=2022 against=2021")
    #expect(refusal.code == .monthsDiffer)
    #expect(refusal.message.contains("2022-04, 2022-06..2022-12") && refusal.message.contains("year-to-date"))
    let answer = try await tally.answer("of=value how=year-to-date to=RUS period=2022 against=2021")
    #expect(answer.parts.map(\.value) == [110, 40])
    #expect(answer.figure.value == 175)
    #expect(answer.compared.map(\.description) == ["2022-Q1", "2022-05", "2021-Q1", "2021-05"])
    #expect(
      answer.figure.caveats.contains {
        $0.contains("left out on both sides") && $0.contains("2022-04, 2022-06..2022-12")
      })
  }

  @Test func `cumulative rows compare with cumulative rows`() async throws {
    let tally = try await TestCase([
      .stat("2022-01..2022-07", 97.7), .stat("2023-01..2023-07", 134.1), .stat("2022", 190),
    ])
    let answer = try await tally.answer("of=value how=growth to=RUS period=2023-01..2023-07 against=2022-01..2022-07")
    #expect(isClose(answer.figure.value, (134.1 / 97.7 - 1) * 100))
    #expect(try await tally.refusal("of=value how=growth to=RUS period=2023 against=2022").code == .monthsDiffer)
  }

  @Test func `nothing is divided by zero`() async throws {
    let tally = try await TestCase(months(2022, [5]) + months(2021, [9]) { $0.to = "KAZ" })
    #expect(
      try await tally.refusal("of=value how=multiple to=RUS period=2022-01 against=2021-01").code == .divisionByZero)
  }

  @Test
  func `what is not disclosed above the line makes a lower bound, below it an upper bound, on both sides a refusal`()
    async throws
  {
    let above = try await TestCase(months(2021, [10, 10]) + months(2022, [30, nil]))
      .answer("of=value how=multiple to=RUS period=2022-01..2022-02 against=2021-01..2021-02").figure
    #expect(above.value == 1.5 && above.low == 1.5 && above.high == nil)
    let below = try await TestCase(months(2021, [10, nil]) + months(2022, [30, 10]))
      .answer("of=value how=multiple to=RUS period=2022-01..2022-02 against=2021-01..2021-02").figure
    #expect(below.value == 4 && below.low == nil && below.high == 4)
    let both = try await TestCase(months(2021, [10, nil]) + months(2022, [30, nil]))
      .refusal("of=value how=multiple to=RUS period=2022-01..2022-02 against=2021-01..2021-02")
    #expect(both.code == .undisclosed)
    let none = try await TestCase(months(2021, [10]) + months(2022, [nil]))
      .refusal("of=value how=multiple to=RUS period=2022-01 against=2021-01")
    #expect(none.code == .undisclosed)
  }

  @Test func `a share is of the publisher's total`() async throws {
    var rows = months(2022, [25]) { ($0.reporter, $0.flow) = ("RUS", "import") }
    rows += months(2022, [60]) { ($0.reporter, $0.flow, $0.from) = ("RUS", "import", "DEU") }
    rows += months(2022, [100]) { ($0.reporter, $0.flow, $0.from, $0.partnerTotal) = ("RUS", "import", "WLD", true) }
    let tally = try await TestCase(rows)
    let answer = try await tally.answer("of=value how=share from=CHN to=RUS period=2022-01 within.from=WLD")
    #expect(answer.figure.value == 25 && answer.figure.unit == "%")
    #expect(answer.parts.map(\.value) == [25, 100])
    #expect(answer.figure.label == "share of China in the value of trade from all partners to Russia in 2022-01")
    #expect(
      try await tally.answer("of=value how=share from=CHN to=RUS period=2022-01 within.from=any").figure.value == 25)
    let within = try await tally.answer("of=value how=share from=CHN to=RUS period=2022-01 within.from=CHN,DEU")
    #expect(isClose(within.figure.value, 2500.0 / 85))
    #expect(
      try await tally.refusal("of=value how=share from=WLD to=RUS period=2022-01 within.from=CHN").code == .badQuestion)
  }

  @Test func `a share whose rest is not disclosed is an upper bound, and one whose part is not a lower bound`()
    async throws
  {
    func rows(_ part: Double?, _ rest: Double?) -> [Row] {
      [.stat("2022-01", 10), .stat("2022-01", part)] + [.stat("2022-01", rest) { $0.to = "KAZ" }]
    }
    let words = "of=value how=share from=CHN to=RUS period=2022-01 within.to=any"
    let part = try await TestCase(rows(nil, 30)).answer(words).figure
    #expect(part.value == 25 && part.low == 25 && part.high == nil)
    let rest = try await TestCase(rows(20, nil)).answer(words).figure
    #expect(rest.value == 100 && rest.low == nil && rest.high == 100)
    #expect(try await TestCase(rows(nil, nil)).refusal(words).code == .undisclosed)
  }

  @Test func `a share of all time is not taken where part and whole are not stated for the same time`() async throws {
    let tally = try await TestCase([
      .stat("2021", 5), .stat("2021", 5) { $0.to = "KAZ" }, .stat("2022", 9) { $0.to = "KAZ" },
    ])
    #expect(try await tally.refusal("of=value how=share to=RUS within.to=any").code == .badQuestion)
    #expect(try await tally.answer("of=value how=share to=RUS period=2021 within.to=any").figure.value == 50)
  }

  @Test func `a record is above every earlier year that is covered`() async throws {
    let tally = try await TestCase([
      .stat("2018", 50), .stat("2019", 120), .stat("2021", 100), .stat("2022", 150), .stat("2023", 999),
    ])
    let answer = try await tally.answer("of=value how=record to=RUS period=2022")
    #expect(answer.figure.value == 1.25 && answer.figure.unit == "times")
    #expect(answer.parts.map(\.value) == [150, 120])
    #expect(answer.parts[1].label.contains("2019"))
    #expect(answer.figure.caveats.contains { $0.contains("Not covered, and so not compared: 2020") })
    #expect(try await tally.answer("of=value how=record to=RUS period=2021").figure.value.map { $0 < 1 } == true)
    #expect(try await tally.refusal("of=value how=record to=RUS period=2018").code == .noData)
  }

  @Test func `a month is held against all earlier months, other stretches against the same months of earlier years`()
    async throws
  {
    let tally = try await TestCase(months(2021, [1, 8, 3]) + months(2022, [4, 5, 6]))
    #expect(try await tally.answer("of=value how=record to=RUS period=2022-03").figure.value == 0.75)
    let answer = try await tally.answer("of=value how=record to=RUS period=2022-02..2022-03")
    #expect(answer.figure.value == 1 && answer.parts.map(\.value) == [11, 11])
  }

  @Test func `a record over a year that does not disclose everything is open`() async throws {
    let words = "of=value how=record to=RUS period=2022"
    let open = try await TestCase([.stat("2020", 10), .stat("2021", 5), .stat("2021", nil), .stat("2022", 20)])
    let figure = try await open.answer(words).figure
    #expect(figure.value == 2 && figure.low == nil && figure.high == 2)
    let sure = try await TestCase([.stat("2020", 10), .stat("2021", 5), .stat("2022", 20), .stat("2022", nil)])
    #expect(try await sure.answer(words).figure.low == 2)
  }

  @Test func `a run rate scales by days and by the season of earlier years`() async throws {
    var rows = months(2021, [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 3])  // 14 in all, 2 in two months: seven times
    rows += months(2022, [2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2])  // six times
    rows += months(2023, [5, 5])
    let tally = try await TestCase(rows)
    let answer = try await tally.answer("of=value how=run-rate to=RUS period=2023-01..2023-02")
    #expect(isClose(answer.figure.value, 10 * 365.0 / 59))
    #expect(answer.figure.low == 60 && answer.figure.high == 70)
    #expect(answer.figure.unit == "USD")
    #expect(answer.parts.map(\.value) == [10, 70, 60])
    let held = try await tally.answer("of=value how=run-rate to=RUS period=2023-01..2023-02 against=2022")
    #expect(held.figure.unit == "times" && isClose(held.figure.value, 10 * 365.0 / 59 / 24))
    #expect(held.figure.low == 2.5 && isClose(held.figure.high, 70.0 / 24))
    let short = try await TestCase(months(2023, [5, 5])).answer("of=value how=run-rate to=RUS period=2023-01..2023-02")
    #expect(short.figure.low == nil && short.figure.caveats.contains { $0.contains("No earlier full year") })
  }

  @Test func `a unit value rests on the records that state both`() async throws {
    var rows = months(2022, [100, 50, 70]) { ($0.weight, $0.quantity, $0.unit) = (10, 4, "u") }
    rows.append(.stat("2022-01", 999))
    rows[2].quantity = nil
    let tally = try await TestCase(rows)
    let byPiece = try await tally.answer("of=value how=unit-value to=RUS period=2022-Q1")
    #expect(byPiece.figure.value == 18.75 && byPiece.figure.unit == "USD/piece")
    #expect(byPiece.parts.map(\.value) == [150, 8])
    #expect(byPiece.figure.evidence.count == 2)
    #expect(byPiece.figure.caveats.contains { $0.contains("2 of 4 records state both") })
    let byWeight = try await tally.answer("of=weight how=unit-value to=RUS period=2022-Q1")
    #expect(isClose(byWeight.figure.value, 220.0 / 30) && byWeight.figure.unit == "USD/kg")
    let none = try await TestCase(months(2022, [1])).refusal("of=value how=unit-value to=RUS period=2022-01")
    #expect(none.code == .undisclosed)
  }

  @Test func `questions that make no sense are refused before any data`() async throws {
    let tally = try await TestCase([])
    for words in [
      "of=value how=growth period=2022", "of=value how=share period=2022", "of=value period=2022 against=2021",
      "of=parties how=record period=2022", "of=indicator", "of=value from=China", "of=value from=WLD,CHN",
      "of=value goods=hs:85x", "of=records how=unit-value", "of=value reporter=WLD", "of=value code-length=1",
    ] {
      #expect(throws: (any Error).self) { try MeasureReader.measure(flags: TestCase.flags(words)) }
    }
    var measure = Measure(of: .value, how: .growth)
    measure.period = Period("2022")
    await #expect(throws: MeasureError(.badQuestion, "'growth' needs 'period' and 'against'.")) {
      try await tally.desk().answer(measure)
    }
  }
}
