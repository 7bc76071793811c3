// SPDX-License-Identifier: Apache-2.0

import Testing
import Trade

@testable import Intake

struct DateColumnTests {
  static let read: [(String, String)] = [
    ("31.12.2022", "2022-12-31"), ("3.4.2023", "2023-04-03"), ("03.04.23", "2023-04-03"), ("2023/04/03", "2023-04-03"),
    ("2023年4月3日", "2023-04-03"), ("20230403", "2023-04-03"), ("2023-04-03T10:11:12", "2023-04-03"),
    ("2023-04-03 00:00:00", "2023-04-03"), ("3 апреля 2023 г.", "2023-04-03"), ("3-Apr-2023", "2023-04-03"),
    ("April 3, 2023", "2023-04-03"), ("03 Nisan 2023", "2023-04-03"), ("3 de abril de 2023", "2023-04-03"),
    ("12 мая 2023", "2023-05-12"), ("1 Mayıs 2023", "2023-05-01"), ("1 марта 2023", "2023-03-01"),
    ("4/4/2023", "2023-04-04"), ("13/02/2023", "2023-02-13"), ("02/13/2023", "2023-02-13"), ("05.2023", "2023-05"),
    ("2023/5", "2023-05"), ("202305", "2023-05"), ("May-23", "2023-05"), ("янв.23", "2023-01"), ("2023M05", "2023-05"),
    ("2023年5月", "2023-05"), ("Q3 2022", "2022-Q3"), ("2022Q3", "2022-Q3"), ("3 кв. 2022", "2022-Q3"), ("2022", "2022"),
  ]

  @Test(arguments: read)
  func `A date that can be read in one way is read`(word: String, period: String) {
    #expect(DateColumn([word]).read(word).period?.description == period)
  }

  @Test(arguments: ["31.2.2022", "autumn", "32/01/2022", "2022-13-01", "0", "12", "13/13/2022", "1-2", "03/04/05/06"])
  func `What is no date is none`(word: String) {
    #expect(DateColumn([word]).read(word).period == nil)
  }

  @Test func `One value decides which of day and month comes first`() {
    let day = DateColumn(["03/04/2023", "13/02/2023"])
    #expect(day.read("03/04/2023").period?.description == "2023-04-03" && day.evidence == 1)
    let month = DateColumn(["03/04/2023", "02/13/2023"])
    #expect(month.read("03/04/2023").period?.description == "2023-03-04")
  }

  @Test(arguments: [["03/04/2023", "05/06/2023"], ["03/04/2023", "13/02/2023", "02/13/2023"]])
  func `Without a value that decides, or with values that contradict, such dates are refused`(words: [String]) {
    let column = DateColumn(words)
    let (period, problem) = column.read("03/04/2023")
    #expect(period == nil && problem?.contains("format: DD/MM/YYYY") == true)
    #expect(column.read("13/02/2023").period?.description == "2023-02-13")
  }

  @Test func `A column of spreadsheet days is told as a whole`() {
    #expect(DateColumn(["44927", "45000"]).read("44927").period?.description == "2023-01-01")
    #expect(DateColumn(["44927", "x"]).read("44927").period == nil)
  }
}
