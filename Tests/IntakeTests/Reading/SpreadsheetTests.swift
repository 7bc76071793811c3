// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Intake

struct SpreadsheetTests {
  private func rows(_ data: Data, _ options: [String: String] = [:]) throws -> [String] {
    try FormatTests.rows(data, name: "a.xlsx", options: options)
  }

  @Test func `Rows have the numbers that the spreadsheet shows, and titles and empty rows are none`() throws {
    let sheet = TestArchives.cells([
      ["", "DATA"], [], ["Code", "Name", "Value"], ["0101", "Horses", "5"], [], ["0102", "Cattle &amp; co", "6"],
    ], first: 2)
    let book = TestArchives.workbook([("Sheet", sheet)])
    #expect(try rows(book) == ["Code|Name|Value", "5:0101|Horses|5", "7:0102|Cattle & co|6"])
    #expect(try rows(book, ["header": "4"]) == ["Code|Name|Value", "5:0101|Horses|5", "7:0102|Cattle & co|6"])
    #expect(throws: IntakeError.self) { try rows(book, ["header": "3"]) }
  }

  @Test func `Numbers keep their digits, dates are told by their format, and texts come from where they are kept`() throws {
    let sheet = """
      <sheetData><row><c t="s"><v>0</v></c><c t="inlineStr"><is><r><t>B</t></r><r><t xml:space="preserve"> b</t></r></is></c>
      <c t="str"><f>1</f><v>C</v></c><c t="s"><v>1</v></c></row>
      <row><c s="1"><v>44927</v></c><c s="1"><v>44927.75</v></c><c><v>123456789012</v></c><c><v>0.30000000000000004</v></c></row>
      <row><c><v>1.5E10</v></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c t="d"><v>2023-01-02T00:00:00</v></c></row></sheetData>
      """
    let book = TestArchives.workbook([("S", sheet)], strings: ["A", "D</t><rPh><t>x</t></rPh><t>_x000A_d"])
    #expect(
      try rows(book) == [
        "A|B b|C|D d", "2:2023-01-01|2023-01-01 18:00:00|123456789012|0.30000000000000004",
        "3:15000000000|TRUE|#N/A|2023-01-02",
      ])
    // The same serial number is 1,462 days later where days are counted from 1904.
    let other = TestArchives.workbook([("S", sheet)], strings: ["A", "D"], is1904: true)
    #expect(try rows(other)[1].hasPrefix("2:2027-01-02|"))
  }

  @Test(arguments: [
    ("General", CellFormat.number), ("0.00", .number), ("#,##0 [$\u{20BD}-419]", .number), ("0 \"days\"", .number),
    ("yyyy\\-mm\\-dd", .date), ("[$-409]d\\ mmm\\ yyyy;@", .date), ("mmm-yy", .date), ("h:mm AM/PM", .time), ("mm:ss", .time),
    ("[h]:mm:ss", .duration), ("dd/mm/yyyy hh:mm", .date),
  ])
  func `A number format says whether numbers are dates`(code: String, format: CellFormat) {
    #expect(CellFormat(code: code) == format)
  }

  @Test(arguments: [(1.0, "1900-01-01"), (59, "1900-02-28"), (61, "1900-03-01"), (25569, "1970-01-01"), (45351, "2024-02-29")])
  func `Days are counted as spreadsheets do`(serial: Double, day: String) {
    #expect(CellFormat.date.text("\(serial)", isFrom1904: false) == day)
  }

  @Test func `A cell merged over rows holds for each of them`() throws {
    let sheet =
      TestArchives.cells([["Party", "Code", "Note"], ["A", "1", "x"], ["", "2", ""], ["", "3", ""], ["B", "4", ""]])
      + "<mergeCells count=\"2\"><mergeCell ref=\"A2:A4\"/><mergeCell ref=\"A1:B1\"/></mergeCells>"
    let book = TestArchives.workbook([("S", sheet)])
    #expect(try rows(book) == ["Party|Code|Note", "2:A|1|x", "3:A|2|", "4:A|3|", "5:B|4|"])
  }

  @Test func `Names over two rows are joined`() throws {
    let sheet = TestArchives.cells([
      ["Declarations"], ["Date", "Party", "", "Weight", "", "Code"], ["", "name", "country", "net", "gross", ""],
      ["2023-01-02", "A", "CHN", "1", "2", "8542"], ["2023-01-03", "B", "CHN", "3", "4", "8542"],
    ])
    #expect(
      try rows(TestArchives.workbook([("S", sheet)])) == [
        "Date|Party name|Party country|Weight net|Weight gross|Code", "4:2023-01-02|A|CHN|1|2|8542", "5:2023-01-03|B|CHN|3|4|8542",
      ])
  }

  @Test func `The sheet with the table is read, or the one that is named`() throws {
    let book = TestArchives.workbook([
      ("Notes", TestArchives.cells([["See the other sheet"]])), ("Data", TestArchives.cells([["a", "b"], ["1", "2"]])),
      ("More", TestArchives.cells([["c", "d"], ["3", "4"]])),
    ])
    #expect(try rows(book) == ["a|b", "2:1|2"])
    #expect(try rows(book, ["sheet": "More"]) == ["c|d", "2:3|4"])
    let error = #expect(throws: IntakeError.self) { try rows(book, ["sheet": "Mor"]) }
    #expect(error?.message.contains("'Notes', 'Data', 'More'") == true)
  }

  @Test func `A sheet that breaks off gives its rows up to there`() throws {
    let whole = TestArchives.cells([["a", "b"], ["1", "2"], ["3", "4"]])
    let cut = String(whole.prefix(while: { $0 != "4" }))
    #expect(try rows(TestArchives.workbook([("S", cut)])).contains("2:1|2"))
    #expect(try rows(TestArchives.workbook([("S", cut)])).last == "…")
  }
}
