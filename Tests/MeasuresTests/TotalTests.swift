// SPDX-License-Identifier: Apache-2.0

import Measures
import Testing
import Trade
import Warehouse

@Suite struct TotalTests {
  @Test func `a total adds the months of a year and leads back to its rows`() async throws {
    let tally = try await TestCase(
      months(2022, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]) + months(2021, [100, 100]))
    let answer = try await tally.answer("of=value from=CHN to=RUS period=2022")
    #expect(answer.figure.value == 78)
    #expect(answer.figure.low == nil && answer.figure.high == nil)
    #expect(answer.figure.unit == "USD")
    #expect(answer.figure.evidence.count == 12)
    #expect(answer.figure.evidence.addresses.map(\.row) == Array(1...12))
    #expect(answer.figure.evidence.addresses.first?.sha256.count == 64)
    #expect(answer.compared == [Period.year(2022)])
    #expect(answer.grade == .statistic)
    #expect(answer.figure.label == "value of trade from China to Russia in 2022")
  }

  @Test func `what the publisher calls an estimate is said, with how many records it is`() async throws {
    let tally = try await TestCase(
      months(2022, Array(repeating: 1, count: 12)) + months(2021, [5, 5]),
      further: ["UPDATE record SET note = 'Estimated by the publisher' WHERE period_from >= DATE '2022-11-01'"])
    let caveat = "2 of 12 records of stats are noted there as: Estimated by the publisher."
    #expect(try await tally.answer("of=value period=2022 to=RUS").figure.caveats.contains(caveat))
    #expect(try await !tally.answer("of=value period=2022-01..2022-10 to=RUS").figure.caveats.contains { $0.contains("noted") })
    let whole = try await tally.answer("of=value period=2022-12 to=RUS").figure.caveats
    #expect(whole.contains("The record of stats is noted there as: Estimated by the publisher."))
  }

  @Test func `a year row is preferred to the months, and never added to them`() async throws {
    let tally = try await TestCase(months(2022, Array(repeating: 1, count: 12)) + [.stat("2022", 12.5)])
    #expect(try await tally.answer("of=value period=2022 to=RUS").figure.value == 12.5)
    #expect(try await tally.answer("of=value period=2022-01..2022-03 to=RUS").figure.value == 3)
  }

  @Test func `cumulative rows that overlap are not added`() async throws {
    let tally = try await TestCase([
      .stat("2022-01..2022-06", 60), .stat("2022-01..2022-07", 71), .stat("2022-07", 10), .stat("2022-01..2022-08", 83),
    ])
    #expect(try await tally.answer("of=value period=2022-01..2022-07 to=RUS").figure.value == 71)
    #expect(try await tally.answer("of=value period=2022-01..2022-06 to=RUS").figure.value == 60)
    let refusal = try await tally.refusal("of=value period=2022 to=RUS")
    #expect(refusal.code == .monthsDiffer)
    #expect(try await tally.refusal("of=value to=RUS").code == .overlappingPeriods)
  }

  @Test func `stretches that follow on each other make up a period, and it is said`() async throws {
    let tally = try await TestCase(
      [.stat("2022-01..2022-02", 5)] + (3...12).map { .stat("2022-\($0 < 10 ? "0" : "")\($0)", 1) })
    let answer = try await tally.answer("of=value period=2022 to=RUS")
    #expect(answer.figure.value == 15)
    #expect(answer.figure.caveats.contains { $0.contains("put together from 2022-01..2022-02, 2022-03") })
  }

  @Test func `missing months are named and the total refused`() async throws {
    let tally = try await TestCase(months(2022, [1, 1, 1, 1, 1, 1, 1]) + [.stat("2022-10", 1)])
    let refusal = try await tally.refusal("of=value period=2022 to=RUS")
    #expect(refusal.code == .monthsDiffer)
    #expect(refusal.message.contains("no records for 2022-08..2022-09, 2022-11..2022-12"))
  }

  @Test func `a month without such trade counts as none where the publisher has other records`() async throws {
    var rows = months(2022, [1, nil, 3].map { $0 }).filter { $0.value != nil }
    rows += months(2022, [9, 9, 9]) { $0.to = "KAZ" }
    let answer = try await TestCase(rows).answer("of=value period=2022-Q1 to=RUS")
    #expect(answer.figure.value == 4)
    #expect(answer.figure.caveats.contains { $0.contains("no such trade in 2022-02 (1 of 3 months)") })
  }

  @Test func `rows of other goods stated by the year do not stand in for months`() async throws {
    // The publisher has a year row for 8517, and only three months for 8542.
    var rows = months(2022, [1, 1, 1]) { $0.code = "8542" }
    rows.append(.stat("2022", 50) { $0.code = "8517" })
    rows.append(.stat("2021", 40) { $0.code = "8517" })
    let tally = try await TestCase(rows)
    #expect(try await tally.refusal("of=value period=2022 to=RUS goods=hs:8542").code == .monthsDiffer)
    #expect(try await tally.refusal("of=value period=2022 to=RUS goods=hs:8542,hs:8517").code == .overlappingPeriods)
    #expect(try await tally.answer("of=value period=2022 to=RUS goods=hs:8517").figure.value == 50)
  }

  @Test func `nothing at all is no answer, not zero`() async throws {
    let tally = try await TestCase(months(2022, [1, 2, 3]))
    #expect(try await tally.refusal("of=value period=2022-Q1 to=KAZ").code == .noData)
    #expect(try await tally.refusal("of=value period=2022-Q1 goods=hs:9999").code == .noData)
  }

  @Test func `nothing later than the as-of date is looked at`() async throws {
    let tally = try await TestCase(months(2022, [1, 2, 3]))
    #expect(try await tally.answer("of=value period=2022-01..2022-02 to=RUS", asOf: "2022-02-28").figure.value == 3)
    #expect(try await tally.refusal("of=value period=2022-Q1 to=RUS", asOf: "2022-03-15").code == .monthsDiffer)
  }

  @Test func `a publisher's totals answer for an open side, and are never added to the parts`() async throws {
    var rows = months(2022, [10, 10, 10])
    rows += months(2022, [5, 5, 5]) { $0.to = "KAZ" }
    rows += months(2022, [16, 16, 16]) { ($0.to, $0.partnerTotal) = ("WLD", true) }
    rows += months(2022, [99, 99, 99]) { ($0.to, $0.partnerTotal) = ("XEA", true) }
    let tally = try await TestCase(rows)
    #expect(try await tally.answer("of=value period=2022-Q1 from=CHN").figure.value == 48)
    #expect(try await tally.answer("of=value period=2022-Q1 from=CHN to=WLD").figure.value == 48)
    #expect(try await tally.answer("of=value period=2022-Q1 from=CHN to=RUS,KAZ").figure.value == 45)
    #expect(try await tally.answer("of=value period=2022-Q1 from=CHN to=XEA").figure.value == 297)
    #expect(try await tally.refusal("of=value period=2022-Q1 from=CHN to=XEA,RUS").code == .codesOverlap)
  }

  @Test func `without a total the parts are added, and it is said`() async throws {
    let tally = try await TestCase(months(2022, [10, 10, 10]) + months(2022, [5, 5, 5]) { $0.to = "KAZ" })
    let answer = try await tally.answer("of=value period=2022-Q1 from=CHN")
    #expect(answer.figure.value == 45)
    #expect(answer.figure.caveats.contains { $0.contains("no total over all partners") })
    #expect(answer.figure.caveats.contains { $0.contains("no total over all goods") })
    let refusal = try await tally.refusal("of=value period=2022-Q1 from=CHN to=WLD")
    #expect(refusal.code == .noData && refusal.message.contains("leave out 'to: WLD'"))
  }

  @Test func `a total that covers a part of the goods only is refused`() async throws {
    var rows = months(2022, [10, 10, 10]) + months(2022, [1, 1, 1]) { $0.code = "880600" }
    rows += months(2022, [10, 10, 10]) { ($0.to, $0.partnerTotal) = ("WLD", true) }
    let tally = try await TestCase(rows)
    let refusal = try await tally.refusal("of=value period=2022-Q1 from=CHN goods=hs:854231,hs:880600")
    #expect(refusal.code == .totalsIncomplete)
    #expect(try await tally.answer("of=value period=2022-Q1 from=CHN goods=hs:854231").figure.value == 30)
  }

  @Test func `the total of all goods is not added to the goods`() async throws {
    var rows = months(2022, [10, 10, 10]) + months(2022, [1, 1, 1]) { $0.code = "880600" }
    rows += months(2022, [12, 12, 12]) { ($0.code, $0.goodsTotal, $0.edition) = ("TOTAL", true, nil) }
    let tally = try await TestCase(rows)
    #expect(try await tally.answer("of=value period=2022-Q1 from=CHN to=RUS").figure.value == 36)
    #expect(try await tally.answer("of=value period=2022-Q1 from=CHN to=RUS goods=TOTAL").figure.value == 36)
    #expect(try await tally.answer("of=value period=2022-Q1 from=CHN to=RUS code-length=6").figure.value == 33)
    #expect(try await tally.answer("of=value period=2022-Q1 from=CHN to=RUS goods=hs:85").figure.value == 30)
  }

  @Test func `the total of all modes of transport is not added to the modes`() async throws {
    var rows = months(2022, [10, 10, 10]) + months(2022, [5, 5, 5])
    #expect(try await TestCase(rows).answer("of=value period=2022-Q1 from=CHN to=RUS").figure.value == 45)
    rows += months(2022, [15, 15, 15]) { $0.transportTotal = true }
    #expect(try await TestCase(rows).answer("of=value period=2022-Q1 from=CHN to=RUS").figure.value == 45)
  }

  @Test func `codes of which some are totals of others are refused until their length is said`() async throws {
    let tally = try await TestCase(
      months(2022, [3, 3, 3]) { $0.code = "8703" } + months(2022, [1, 1, 1]) { $0.code = "870323" }
        + months(2022, [2, 2, 2]) { $0.code = "870324" })
    #expect(try await tally.refusal("of=value period=2022-Q1 to=RUS goods=hs:8703").code == .codesOverlap)
    #expect(try await tally.refusal("of=value period=2022-Q1 to=RUS").code == .codesOverlap)
    #expect(try await tally.answer("of=value period=2022-Q1 to=RUS goods=hs:8703 code-length=4").figure.value == 9)
    #expect(try await tally.answer("of=value period=2022-Q1 to=RUS code-length=6").figure.value == 9)
    let apart = try await TestCase(
      months(2022, [3, 3, 3]) { $0.code = "8703" } + months(2022, [1, 1, 1]) { $0.code = "880600" })
    #expect(try await apart.answer("of=value period=2022-Q1 to=RUS").figure.value == 12)
  }

  @Test func `values that are not disclosed make the total a lower bound`() async throws {
    let tally = try await TestCase(months(2022, [1, nil, 3]))
    let figure = try await tally.answer("of=value period=2022-Q1 to=RUS").figure
    #expect(figure.value == 4 && figure.low == 4 && figure.high == nil && figure.isLowerBound)
    #expect(figure.caveats.contains { $0.contains("1 of 3 records do not disclose their value") })
    let none = try await TestCase(months(2022, [nil, nil, nil])).answer("of=value period=2022-Q1 to=RUS").figure
    #expect(none.value == nil && none.low == nil && none.high == nil)
    #expect(none.evidence.count == 3)
    #expect(none.caveats.contains("None of the 3 records discloses its value."))
  }

  @Test func `a row that gives several records is one address`() async throws {
    let rows = [
      Row.stat("2021", 5) { ($0.row, $0.part) = (7, 0) }, Row.stat("2022", 6) { ($0.row, $0.part) = (7, 1) },
    ]
    let answer = try await TestCase(rows).answer("of=value to=RUS period=2021..2022")
    #expect(answer.figure.value == 11)
    #expect(answer.figure.evidence.count == 1)
    #expect(answer.figure.evidence.addresses.map(\.row) == [7])
  }

  @Test func `the statement shown gives the same figure when it is run again`() async throws {
    let tally = try await TestCase(
      months(2022, [1.5, nil, 3.25]) + [Row.stat("2022-02", 2) { $0.to = "O'NE" }] + months(2021, [1, 2, 4]))
    for words in [
      "of=value period=2022-Q1 to=RUS", "of=records period=2022-Q1 to=RUS",
      "of=value period=2022-Q1 goods=hs:8542 to=RUS",
      "of=value how=growth period=2022-01 against=2021-01 to=RUS",
    ] {
      let answer = try await tally.answer(words)
      let figures = answer.parts.isEmpty ? [answer.figure] : answer.parts
      for figure in figures {
        let again = try await tally.engine.table(SQL(text: try #require(figure.sql.first)))
        #expect(try again.doubles("figure").first == figure.value, "\(words)")
      }
      #expect(answer.figure.sql.count == max(1, answer.parts.count))
    }
  }
}
