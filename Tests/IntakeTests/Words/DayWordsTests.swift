// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Intake

struct DayWordsTests {
  @Test(arguments: [
    ("2019-03-01", "2019-03-01"), ("1.3.2019", "2019-03-01"), ("01.03.2019", "2019-03-01"), ("2019-03-01 10:20:30", "2019-03-01"),
    ("2019-03-01T10:20:30Z", "2019-03-01"), ("29.02.2020", "2020-02-29"),
  ])
  func `A day that can be read in one way is read, without the time`(text: String, day: String) {
    var days = DayWords()
    #expect(days.day(text, row: 2) == day)
    #expect(days.note == nil)
  }

  @Test(arguments: ["1/3/2019", "01.03.19", "31.2.2019", "2019-13-01", "March 2019", "2019", "1.3.", "..2019"])
  func `What can be read in two ways or in none is told and not used`(text: String) {
    var days = DayWords()
    #expect(days.day(text, row: 7) == nil)
    #expect(days.note == "1 day can't be read ('\(text)' in row 7); not used. Write 2019-03-01 or 01.03.2019.")
  }

  @Test func `The note counts all and shows the first`() {
    var days = DayWords()
    for (row, text) in ["2019-03-01", "soon", "1.1.2020", "later"].enumerated() { _ = days.day(text, row: row + 2) }
    #expect(days.note?.hasPrefix("2 days can't be read ('soon' in row 3)") == true)
  }
}
