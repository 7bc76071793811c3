// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing
import Trade

struct DayTests {
  @Test(arguments: [("1970-01-01", 0), ("2022-02-24", 19047), ("2000-02-29", 11016), ("1969-12-31", -1), ("0001-01-01", -719_162)])
  func `days are counted from 1970`(text: String, number: Int) throws {
    let day = try #require(Day(text))
    #expect(day.number == number)
    #expect(day.description == text)
  }

  @Test(arguments: ["2022-02-29", "2022-13-01", "2022-00-01", "2022-1-01", "22-01-01", "2022-01-32", "2022/01/01", "", "2022-01-01 "])
  func `what is no day is refused`(text: String) { #expect(Day(text) == nil) }

  @Test func `every day of four centuries agrees with Foundation's calendar`() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
    for number in stride(from: Day("1800-01-01")?.number ?? 0, to: Day("2200-01-01")?.number ?? 0, by: 37) {
      let parts = calendar.dateComponents([.year, .month, .day], from: Date(timeIntervalSince1970: Double(number) * 86_400))
      let day = Day(number: number).components
      #expect([parts.year, parts.month, parts.day] == [day.year, day.month, day.day])
      #expect(Day(year: day.year, month: day.month, day: day.day)?.number == number)
    }
  }

  @Test(arguments: [
    ("2022-09-15", "2023-03-15", 6), ("2022-09-15", "2023-03-14", 5), ("2023-03-15", "2022-09-15", -6), ("2022-01-31", "2022-02-28", 0),
  ])
  func `whole months are rounded towards zero`(from: String, to: String, months: Int) throws {
    #expect(try #require(Day(to)).wholeMonths(since: #require(Day(from))) == months)
  }
}
