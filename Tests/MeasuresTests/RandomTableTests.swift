// SPDX-License-Identifier: Apache-2.0

import Measures
import Testing
import Trade
import Warehouse

/// Measures over random tables against a slow, obvious reference.
@Suite struct RandomTableTests {
  /// SplitMix64, so that a seed gives the same table everywhere.
  struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  static let countries = ["DEU", "FRA", "ITA"]
  static let partners = ["RUS", "KGZ", "ARM"]
  static let codes = ["854231", "880622", "650610"]

  /// Monthly exports of two years: some months undisclosed, some without trade, one or two that a reporter or all lack,
  /// and the publisher's totals over partners and goods.
  static func rows(_ seed: Int) -> [Row] {
    var dice = Dice(state: UInt64(seed))
    var rows: [Row] = []
    let lacking = Bool.random(using: &dice) ? Int.random(in: 1...24, using: &dice) : 0
    let lackingOfOne = Int.random(in: 1...24, using: &dice)
    let hasTotals = seed % 3 == 0
    for number in 1...24 where number != lacking {
      let month = (number - 1) % 12 + 1
      let period = "\(2021 + (number - 1) / 12)-\(month < 10 ? "0" : "")\(month)"
      for reporter in countries where !(number == lackingOfOne && reporter == "ITA") {
        for partner in partners {
          for code in codes where Double.random(in: 0..<1, using: &dice) < 0.5 {
            let isOpen = seed % 4 == 1 && Double.random(in: 0..<1, using: &dice) < 0.05
            let value = Double(Int.random(in: 1...9999, using: &dice)) / 8
            rows.append(
              .stat(period, isOpen ? nil : value) { row in
                (row.reporter, row.from, row.to, row.code) = (reporter, reporter, partner, code)
                row.edition = number <= 12 ? "HS2017" : "HS2022"
                row.weight = value * 2
              })
          }
        }
        guard hasTotals else { continue }
        for code in codes {
          let parts = rows.filter {
            $0.period == period && $0.reporter == reporter && $0.code == code && !$0.partnerTotal
          }
          // Publishers' totals hold more than the partners that they list.
          if !parts.isEmpty {
            var total = parts[0]
            (total.to, total.partnerTotal, total.value) = ("WLD", true, parts.compactMap(\.value).reduce(1, +))
            rows.append(total)
          }
        }
      }
    }
    return rows
  }

  /// What a careful clerk would do with the rows and a pencil.
  struct Reference {
    var rows: [Row]

    func selected(_ to: String, _ codes: [String]) -> [Row] {
      rows.filter { row in
        let isPartner = to == "any" ? true : row.to == to
        return isPartner && (codes.isEmpty || codes.contains(row.code ?? ""))
      }
    }

    /// The rows to add: the publisher's totals where the partners are left open and it has them.
    func chosen(_ to: String, _ codes: [String]) -> [Row] {
      let all = selected(to, codes)
      if to == "any", all.contains(where: \.partnerTotal) { return all.filter(\.partnerTotal) }
      return all
    }

    func months(_ year: Int, _ months: ClosedRange<Int>) -> [String] {
      months.map { "\(year)-\($0 < 10 ? "0" : "")\($0)" }
    }

    func isCovered(_ month: String, totals: Bool) -> Bool {
      rows.contains { $0.period == month && $0.partnerTotal == totals }
    }

    struct Sum: Equatable {
      var value = 0.0
      var open = 0
      var count = 0
    }

    func sum(_ rows: [Row], _ months: [String]) -> Sum {
      var sum = Sum()
      for row in rows where months.contains(row.period ?? "") {
        sum.count += 1
        if let value = row.value { sum.value += value } else { sum.open += 1 }
      }
      return sum
    }
  }

  @Test(arguments: 1...12)
  func `random tables`(seed: Int) async throws {
    let rows = Self.rows(seed)
    let tally = try await TestCase(rows)
    let desk = try tally.desk()
    let reference = Reference(rows: rows)
    var dice = Dice(state: UInt64(seed) &+ 1000)
    for _ in 0..<12 {
      let to = (Self.partners + ["any"]).randomElement(using: &dice) ?? "any"
      let code = ([""] + Self.codes).randomElement(using: &dice) ?? ""
      let start = Int.random(in: 1...12, using: &dice)
      let span = start...Int.random(in: start...12, using: &dice)
      let (now, then) = (reference.months(2022, span), reference.months(2021, span))
      let period = "\(now[0])..\(now[now.count - 1])"
      let against = "\(then[0])..\(then[then.count - 1])"
      var words = "of=value flow=export to=\(to)"
      if !code.isEmpty { words += " codes-as-written=true goods=hs:\(code)" }
      let chosen = reference.chosen(to, code.isEmpty ? [] : [code])
      let totals = chosen.contains(where: \.partnerTotal)
      let gaps = (now + then).contains { !reference.isCovered($0, totals: totals) }
      let (a, b) = (reference.sum(chosen, now), reference.sum(chosen, then))
      let note = Comment(rawValue: "seed \(seed): \(words) \(period)")

      // The total of the later period.
      let isWhole = now.allSatisfy { reference.isCovered($0, totals: totals) }
      do {
        let answer = try await desk.answer(MeasureReader.measure(flags: TestCase.flags("\(words) period=\(period)")))
        #expect(isWhole, note)
        if a.open == a.count, a.count > 0 {
          #expect(answer.figure.value == nil, note)
        } else {
          #expect(isClose(answer.figure.value, a.value), note)
          #expect(answer.figure.isLowerBound == (a.open > 0), note)
        }
        #expect(answer.figure.evidence.count == a.count, note)
        let again = try await tally.engine.table(SQL(text: try #require(answer.figure.sql.first)))
        #expect(try again.doubles("figure").first == answer.figure.value, note)
      } catch let error as MeasureError {
        #expect(error.code == (chosen.isEmpty ? .noData : .monthsDiffer), note)
        #expect(!isWhole || chosen.isEmpty, note)
      }

      // Growth, whole or on the months that both have.
      let kept = zip(now, then).filter {
        reference.isCovered($0, totals: totals) && reference.isCovered($1, totals: totals)
      }
      let (c, d) = (reference.sum(chosen, kept.map(\.0)), reference.sum(chosen, kept.map(\.1)))
      for (how, above, below, refused) in [("growth", a, b, gaps), ("year-to-date", c, d, kept.isEmpty)] {
        let question = "\(words) how=\(how) period=\(period) against=\(against)"
        do {
          let answer = try await desk.answer(MeasureReader.measure(flags: TestCase.flags(question)))
          #expect(!refused, note)
          #expect(isClose(answer.figure.value, (above.value / below.value - 1) * 100), note)
          #expect((answer.figure.low == nil) == (below.open > 0 || above.open == 0), note)
          #expect((answer.figure.high == nil) == (above.open > 0 || below.open == 0), note)
        } catch let error as MeasureError {
          let impossible =
            refused || chosen.isEmpty || (below.value == 0 && below.open == 0) || (above.open > 0 && below.open > 0)
            || (above.open > 0 && above.open == above.count) || (below.open > 0 && below.open == below.count)
          #expect(impossible, "\(note): \(error.message)")
        }
      }
    }
  }

  @Test(arguments: 1...4)
  func `shares of random tables`(seed: Int) async throws {
    let rows = Self.rows(seed * 3)
    let desk = try await TestCase(rows).desk()
    let month = "2022-05"
    let inMonth = rows.filter { $0.period == month }
    let part = inMonth.filter { $0.to == "RUS" }
    let whole = inMonth.filter(\.partnerTotal)
    guard !part.isEmpty, part.allSatisfy({ $0.value != nil }) else { return }
    let answer = try await desk.answer(
      MeasureReader.measure(
        flags: TestCase.flags("of=value how=share flow=export to=RUS period=\(month) within.to=WLD")))
    let expected = part.compactMap(\.value).reduce(0, +) / whole.compactMap(\.value).reduce(0, +) * 100
    #expect(isClose(answer.figure.value, expected))
  }
}
