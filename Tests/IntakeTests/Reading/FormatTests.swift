// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Intake

/// Files of all formats as rows: `header` and then `number:cells`, faults as `!reason`, damage as `…`.
struct FormatTests {
  static func rows(_ data: Data, name: String = "a", options: [String: String] = [:], encoding: TextEncoding? = nil) throws -> [String] {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("tallyman-\(UUID().uuidString)-\(name)")
    try data.write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let reader = try RowReader(file, shownAs: name, layout: FileLayout(options: options, encoding: encoding, member: nil))
    var lines = [reader.header.joined(separator: "|")]
    var count = 0
    while true {
      switch try reader.next() {
      case .row:
        count += 1
        lines.append("\(reader.rows.number ?? count):" + reader.header.indices.map { reader.text($0) ?? "" }.joined(separator: "|"))
      case .fault(let fault): lines.append("!\(fault.reason)")
      case .end:
        if reader.rows.damage != nil { lines.append("…") }
        return lines
      }
    }
  }

  static func rows(_ text: String, options: [String: String] = [:]) throws -> [String] {
    try rows(Data(text.utf8), options: options)
  }

  // MARK: text

  @Test(arguments: [
    (",", "a,b\n1,2\n3,4\n"), (";", "a;b\n1;2\n3;4\n"), ("tab", "a\tb\n1\t2\n3\t4\n"), ("|", "a|b\n1|2\n3|4\n"),
  ])
  func `The delimiter is told from the text`(delimiter: String, text: String) throws {
    #expect(try Self.rows(text) == ["a|b", "1:1|2", "2:3|4"])
    #expect(try Self.rows(text, options: ["delimiter": delimiter]) == ["a|b", "1:1|2", "2:3|4"])
  }

  @Test func `Commas inside of cells do not make them the delimiter`() throws {
    #expect(try Self.rows("a;b\n1,5;2,5\n3,1;4,2\n") == ["a|b", "1:1,5|2,5", "2:3,1|4,2"])
  }

  @Test(arguments: [
    (["quote": "'"], "a,b\n'1,5',2\n'it''s',4\n", ["a|b", "1:1,5|2", "2:it's|4"]),
    (["quote": "none"], "a,b\n\"1,2\n3,4\"\n", ["a|b", "1:\"1|2", "2:3|4\""]),
    (["delimiter": "^"], "a^b\n1^2\n", ["a|b", "1:1|2"]),
    (["header": "3"], "Report\nof 2023\na,b\n1,2\n", ["a|b", "1:1|2"]),
    (["header": "1-2"], "Weight,,Name\nnet,gross,\n1,2,x\n", ["Weight net|Weight gross|Name", "1:1|2|x"]),
    (["header": "none"], "1,2\n3,4\n", ["column 1|column 2", "1:1|2", "2:3|4"]),
  ] as [([String: String], String, [String])])
  func `What a case says of a file is done`(options: [String: String], text: String, rows: [String]) throws {
    #expect(try Self.rows(text, options: options) == rows)
  }

  @Test func `Titles above the header are no rows`() throws {
    let text = "Exports of the year\n\nprinted 2023-01-02\nperiod,code,value\n2022,8542,1\n2022,8517,2\n2022,9013,3\n"
    #expect(try Self.rows(text) == ["period|code|value", "1:2022|8542|1", "2:2022|8517|2", "3:2022|9013|3"])
  }

  private static let russian = "Дата;Получатель;Товар\n" + String(repeating: "13.02.2023;ООО РОМАШКА;Насосы центробежные\n", count: 5)
  private static let chinese = "日期,商品编码,商品名称\n" + String(repeating: "2023-01-02,85423190,集成电路其他\n", count: 5)
  private static let traditional =
    "日期,商品編碼,商品名稱,進口商\n" + String(repeating: "2023-01-02,85423190,其他集成電路,香港某某貿易有限公司\n", count: 5)
  private static let turkish = "Ülke;Değer\n" + String(repeating: "Türkiye çıkışlı ışık İşi;1\n", count: 8)

  @Test(arguments: [
    (TextEncoding.windows1251, "CP1251", russian), (.koi8r, "KOI8-R", russian), (.cp866, "CP866", russian),
    (.gb18030, "GB18030", chinese), (.big5, "BIG5", traditional), (.gb18030, "GB18030", traditional), (.utf16, "UTF-16", russian), (.utf16, "UTF-16LE", russian),
    (.utf16BigEndian, "UTF-16BE", russian), (.windows1254, "CP1254", turkish), (.utf8, "UTF-8", russian),
  ])
  func `The encoding is told from the bytes, and can be stated`(encoding: TextEncoding, name: String, text: String) throws {
    let converter = try #require(TextConverter(from: "UTF-8", to: name))
    var bytes: [UInt8] = []
    _ = Array(text.utf8).withUnsafeBytes { converter.convert($0, into: &bytes, invalid: nil) }
    let expected = try Self.rows(text)
    #expect(expected.count > 5)
    #expect(try Self.rows(Data(bytes)) == expected)
    #expect(try Self.rows(Data(bytes), encoding: encoding) == expected)
    #expect(EncodingGuess(bytes[...], isWhole: true).encoding == encoding)
  }

  @Test func `All characters of a code page come out as the C library has them`() throws {
    for encoding in [TextEncoding.windows1251, .windows1252, .windows1254, .koi8r, .cp866] {
      let upper = try #require(encoding.upperHalf)
      #expect(upper.count == 128 && upper.filter { $0 == 0 }.count <= 32, "\(encoding)")
      #expect(Set(upper.filter { $0 != 0 }).count == upper.count { $0 != 0 })
    }
    #expect(TextEncoding.windows1251.upperHalf?[0x40] == 0x0410 && TextEncoding.koi8r.upperHalf?[0x61] == 0x0410)
  }

  @Test func `A few stray bytes do not make a file another encoding`() throws {
    let bytes = Array("name,n\nКитай,1\nC".utf8) + [0xF4] + Array("te,2\nИндия,3\n".utf8)
    #expect(try Self.rows(Data(bytes)) == ["name|n", "1:Китай|1", "!encoding", "2:Индия|3"])
  }

  // MARK: archives

  @Test func `An archive of one file is that file`() throws {
    #expect(try Self.rows(TestArchives.zip([("data.csv", "a,b\n1,2\n")]), name: "a.zip") == ["a|b", "1:1|2"])
    let many = TestArchives.zip([("a.csv", "a\n"), ("b.csv", "b\n")])
    #expect(throws: IntakeError.self) { try Self.rows(many) }
    let damaged = TestArchives.zip([("data.csv", "a,b\n1,2\n3,4\n")])
    var bytes = Array(damaged)
    bytes[30 + 8 + 5] ^= 1
    #expect(try Self.rows(Data(bytes)).last == "…")
    #expect(throws: IntakeError.self) { try Self.rows(damaged.prefix(60)) }
  }

  @Test(arguments: [
    ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "save it as .xlsx"), (Array("%PDF-1.7\n".utf8), "PDF"),
    ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, 0, 4], "7-Zip"), (Array("BZh91AY&SY".utf8), "unpack it"),
    (Array("SQLite format 3\0".utf8), "export the table"), ((0..<200).map { UInt8($0) }, "control characters"),
    (Array(TestArchives.zip([("mimetype", "application/vnd.oasis"), ("content.xml", "<x/>")])), "OpenDocument"),
    (Array(TestArchives.zip([("[Content_Types].xml", "<x/>"), ("xl/workbook.bin", "x")])), ".xlsb"), (Array("<!DOCTYPE html><html></html>".utf8), "web page"),
  ] as [([UInt8], String)])
  func `What is no data is refused, and told what it is`(bytes: [UInt8], words: String) {
    let error = #expect(throws: IntakeError.self) { try Self.rows(Data(bytes)) }
    #expect(error?.message.contains(words) == true)
  }

  @Test func `A folder is told to be one`() {
    let error = #expect(throws: IntakeError.self) {
      try FileStream(FileManager.default.temporaryDirectory, shownAs: "folder")
    }
    #expect(error?.message.contains("it is a folder") == true)
  }
}
