// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing
import Trade
import Warehouse

@testable import Intake

/// The same rows in every format become the same records.
struct FormatTakeTests {
  private static let mapping = """
      profile: shipments
      mapping:
        date: {column: date}
        number: {column: number}
        flow: {is: import}
        goods: {column: code}
        origin: {column: origin}
        value: {column: value, currency: USD}
        consignee: {column: party}
    """

  private static let names = ["date", "number", "code", "origin", "value", "party"]
  private static let rows = [
    ["2023-02-13", "1", "8542310000", "CHN", "1234.5", "ООО Ромашка, Москва"],
    ["2023-02-14", "2", "8542310000", "Atlantis", "", "ООО \"Лютик\""],
    ["2023-02-31", "3", "8542310000", "CHN", "5", "C"],
    ["2023-02-16", "4", "8542310000", "HKG", "не указано", "D"],
  ]

  private static func csv(_ rows: [[String]]) -> String {
    ([names] + rows).map { $0.map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: ",") + "\n" }.joined()
  }

  private static func json(_ row: [String]) throws -> String {
    let pairs = Dictionary(uniqueKeysWithValues: zip(names, row).filter { !$0.1.isEmpty })
    return String(decoding: try JSONSerialization.data(withJSONObject: pairs, options: .sortedKeys), as: UTF8.self)
  }

  private static func xml(_ row: [String]) -> String {
    "<row>" + zip(names, row).map { "<\($0)>\($1.replacing("&", with: "&amp;"))</\($0)>" }.joined() + "</row>"
  }

  private func records(_ folder: TestCase) async throws -> [String?] {
    try await folder.texts(
      """
      SELECT coalesce(number, '') || ' ' || CAST(period_from AS VARCHAR) || ' ' || goods_code || ' ' || coalesce(origin, '-') || ' '
        || coalesce(CAST(value AS VARCHAR), 'undisclosed') FROM record ORDER BY source, "row"
      """)
  }

  private static let expected = [
    "1 2023-02-13 8542310000 CHN 1234.500", "2 2023-02-14 8542310000 - undisclosed", "4 2023-02-16 8542310000 HKG undisclosed",
  ]

  @Test(arguments: ["csv", "xlsx", "json", "jsonl", "xml", "zip"])
  func `Rows of every format become the same records, and the ledger adds up`(format: String) async throws {
    let folder = try await TestCase()
    let data: Data
    switch format {
    case "xlsx":
      let rows = [["Печать 2023"], Self.names] + Self.rows.map { $0.map { $0.replacing("\"", with: "&quot;") } }
      data = TestArchives.workbook([("Sheet", TestArchives.cells(rows))])
    case "json": data = Data("{\"total\":4,\"items\":[\(try Self.rows.map(Self.json).joined(separator: ","))]}".utf8)
    case "jsonl": data = Data(try Self.rows.map(Self.json).joined(separator: "\n").utf8)
    case "xml": data = Data("<all><head/>\(Self.rows.map(Self.xml).joined())</all>".utf8)
    case "zip": data = TestArchives.zip([("данные.csv", Self.csv(Self.rows))])
    default: data = Data(Self.csv(Self.rows).utf8)
    }
    try folder.write("a.\(format)", data)
    let entry = try await folder.take("- id: s\n  path: a.\(format)\n\(Self.mapping)")[0]
    #expect(entry.addsUp && entry.read == 4 && entry.accepted == 3 && entry.rejected == 1)
    #expect(try await records(folder) == Self.expected)
    let original = try await folder.texts("SELECT original FROM rejection")
    #expect(original.count == 1 && original[0]?.contains("2023-02-31") == true)
    // A sheet's rows are numbered as the spreadsheet does.
    #expect(try await folder.number("SELECT \"row\" FROM rejection") == (format == "xlsx" ? 5 : 3))
  }

  @Test func `Parquet is read by the engine, in the order of the file`() async throws {
    let folder = try await TestCase()
    try folder.write("a.csv", Self.csv(Self.rows))
    let file = folder.folder.appendingPathComponent("a.parquet").path
    let source = folder.folder.appendingPathComponent("a.csv").path
    try await folder.engine.execute(
      SQL(text: "COPY (SELECT * FROM read_csv('\(source)', all_varchar = true)) TO '\(file)' (FORMAT parquet)"))
    let entry = try await folder.take("- id: s\n  path: a.parquet\n\(Self.mapping)")[0]
    #expect(entry.addsUp && entry.read == 4 && entry.accepted == 3)
    #expect(try await records(folder) == Self.expected)
    try folder.write("b.parquet", Data("PAR1 and nothing else".utf8))
    let error = await #expect(throws: IntakeError.self) { try await folder.take("- id: t\n  path: b.parquet\n\(Self.mapping)") }
    #expect(error?.message.contains("Parquet") == true)
  }

  @Test func `A folder is a source of many files, each with addresses of its own`() async throws {
    let folder = try await TestCase()
    let sub = folder.folder.appendingPathComponent("dump/2023")
    try FileManager.default.createDirectory(at: sub, withIntermediateDirectories: true)
    try folder.write("dump/a b.csv", Self.csv([Self.rows[0]]))
    try folder.write("dump/2023/b.json", "[\(try Self.json(Self.rows[3]))]")
    try folder.write("dump/.hidden", "x")
    let ledger = try await folder.take("- id: s\n  path: dump\n\(Self.mapping)")
    #expect(ledger.map(\.id) == ["s/2023/b.json", "s/a-b.csv"] && ledger.allSatisfy(\.addsUp))
    #expect(try await records(folder).count == 2)
    // A pattern takes some of them; what is no longer named is taken out.
    let some = try await folder.take("- id: s\n  path: dump/*.csv\n\(Self.mapping)")
    #expect(some.map(\.id) == ["s/a-b.csv"])
    #expect(try await records(folder).count == 1)
    let all = try await folder.take("- id: s\n  path: dump/**\n\(Self.mapping)")
    #expect(all.count == 2)
  }

  @Test func `Parts of the same data supersede nothing in each other`() async throws {
    let folder = try await TestCase()
    let lines = [Self.rows[0], Self.rows[0]]
    try folder.write("a.zip", TestArchives.zip([("1.csv", Self.csv(lines)), ("2.csv", Self.csv([lines[0]]))]))
    let ledger = try await folder.take("- id: s\n  path: a.zip\n\(Self.mapping)")
    #expect(ledger.map(\.id) == ["s/1.csv", "s/2.csv"])
    #expect(try await records(folder).count == 3)
    // Days of release in brackets make releases of them.
    try folder.write("a.zip", TestArchives.zip([("x[2023-01-01].csv", Self.csv(lines)), ("x[2023-02-01].csv", Self.csv([lines[0]]))]))
    try await folder.take("- id: s\n  path: a.zip\n\(Self.mapping)")
    #expect(try await records(folder).count == 1)
  }

  @Test func `A column that only later rows have is found`() async throws {
    let folder = try await TestCase()
    let early = #"{"date":"2023-02-13","number":"1","code":"854231","party":"A","pad":"\#(String(repeating: "x", count: 1000))"}"#
    let late = #"{"date":"2023-02-14","number":"2","code":"854231","origin":"CHN","value":7,"party":"B"}"#
    try folder.write("a.jsonl", Data((Array(repeating: early, count: 5000) + [late]).joined(separator: "\n").utf8))
    let entry = try await folder.take("- id: s\n  path: a.jsonl\n\(Self.mapping)")[0]
    #expect(entry.read == 5001 && entry.accepted == 5001)
    #expect(try await folder.number("SELECT count(*) FROM record WHERE origin = 'CHN' AND value = 7") == 1)
  }

  @Test func `A file's encoding is said in a note, and what the case says goes before`() async throws {
    let folder = try await TestCase()
    let converter = try #require(TextConverter(from: "UTF-8", to: "CP1251"))
    var bytes: [UInt8] = []
    _ = Array(Self.csv(Self.rows).utf8).withUnsafeBytes { converter.convert($0, into: &bytes, invalid: nil) }
    try folder.write("a.csv", Data(bytes))
    let told = try await folder.take("- id: s\n  path: a.csv\n\(Self.mapping)")[0]
    #expect(told.accepted == 3 && told.notes.contains { $0.text.contains("windows-1251") })
    let stated = try await folder.take("- id: s\n  path: a.csv\n  encoding: utf-8\n\(Self.mapping)")[0]
    #expect(stated.accepted == 0 && stated.rejected == 4 && stated.addsUp)
  }
}
