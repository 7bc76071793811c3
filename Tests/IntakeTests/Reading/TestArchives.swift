// SPDX-License-Identifier: Apache-2.0

import CZlib
import Foundation

/// Small files in formats that tests need, written here byte by byte.
enum TestArchives {
  /// A ZIP archive whose members are stored as they are.
  static func zip(_ files: [(name: String, text: String)]) -> Data {
    func number(_ value: Int, _ bytes: Int) -> [UInt8] { (0..<bytes).map { UInt8(value >> ($0 * 8) & 0xFF) } }
    var data: [UInt8] = []
    var directory: [UInt8] = []
    for file in files {
      let (name, bytes) = (Array(file.name.utf8), Array(file.text.utf8))
      let sum = Int(crc32(0, bytes, UInt32(bytes.count)))
      let common = number(20, 2) + number(0x800, 2) + number(0, 2) + number(0, 4) + number(sum, 4) + number(bytes.count, 4)
        + number(bytes.count, 4) + number(name.count, 2) + number(0, 2)
      directory += [0x50, 0x4B, 1, 2] + number(20, 2) + common + number(0, 2) + number(0, 2) + number(0, 2) + number(0, 4)
        + number(data.count, 4) + name
      data += [0x50, 0x4B, 3, 4] + common + name + bytes
    }
    let end = [0x50, 0x4B, 5, 6] + number(0, 4) + number(files.count, 2) + number(files.count, 2) + number(directory.count, 4)
      + number(data.count, 4) + number(0, 2)
    return Data(data + directory + end)
  }

  /// A workbook: each sheet is its name and the XML inside of `worksheet`.
  static func workbook(
    _ sheets: [(name: String, xml: String)], strings: [String] = [], formats: [Int] = [0, 14, 4], is1904: Bool = false
  ) -> Data {
    let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    let listed = sheets.indices.map { "<sheet name=\"\(sheets[$0].name)\" sheetId=\"\($0 + 1)\" r:id=\"rId\($0 + 1)\"/>" }
    let relations = sheets.indices.map {
      "<Relationship Id=\"rId\($0 + 1)\" Type=\"\(relation)/worksheet\" Target=\"worksheets/sheet\($0 + 1).xml\"/>"
    }
    var files: [(name: String, text: String)] = [
      ("[Content_Types].xml", "<Types/>"),
      ("_rels/.rels", "<Relationships><Relationship Id=\"r\" Type=\"\(relation)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"),
      ("xl/workbook.xml", "<workbook><workbookPr date1904=\"\(is1904 ? 1 : 0)\"/><sheets>\(listed.joined())</sheets></workbook>"),
      (
        "xl/_rels/workbook.xml.rels",
        "<Relationships>\(relations.joined())<Relationship Id=\"s\" Type=\"\(relation)/sharedStrings\" Target=\"sharedStrings.xml\"/>"
          + "<Relationship Id=\"t\" Type=\"\(relation)/styles\" Target=\"/xl/styles.xml\"/></Relationships>"
      ),
      ("xl/sharedStrings.xml", "<sst>" + strings.map { "<si><t>\($0)</t></si>" }.joined() + "</sst>"),
      ("xl/styles.xml", "<styleSheet><cellXfs>" + formats.map { "<xf numFmtId=\"\($0)\"/>" }.joined() + "</cellXfs></styleSheet>"),
    ]
    for (index, sheet) in sheets.enumerated() {
      files.append(("xl/worksheets/sheet\(index + 1).xml", "<?xml version=\"1.0\"?><worksheet>\(sheet.xml)</worksheet>"))
    }
    return zip(files)
  }

  /// Rows of texts, from row `first` on; an empty text is no cell.
  static func cells(_ rows: [[String]], first: Int = 1) -> String {
    let lines = rows.enumerated().map { index, row in
      let number = index + first
      let cells = row.enumerated().filter { !$0.element.isEmpty }.map { column, text in
        let place = "\(String(UnicodeScalar(UInt8(65 + column))))\(number)"
        return "<c r=\"\(place)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
      }
      return "<row r=\"\(number)\">\(cells.joined())</row>"
    }
    return "<sheetData>\(lines.joined())</sheetData>"
  }
}
