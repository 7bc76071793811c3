// SPDX-License-Identifier: Apache-2.0

import CZlib
import Foundation
import Testing
import Trade
import Warehouse

@testable import Intake

struct FaultTests {
  static let mapping = """
      profile: statistics
      mapping:
        period: {column: period, format: YYYY-MM}
        reporter: {column: reporter}
        partner: {column: partner}
        flow: {is: export}
        goods: {column: code}
        value: {column: value, currency: USD}
    """

  private func rejections(_ folder: TestCase) async throws -> [String?] {
    try await folder.texts(
      """
      SELECT coalesce(CAST("row" AS VARCHAR), '-') || ' ' || reason || ' ' || coalesce(column_name, '-')
      FROM rejection ORDER BY "row" NULLS LAST, reason
      """)
  }

  private func take(_ name: String, _ data: Data, _ more: String = "") async throws -> (TestCase, LedgerEntry) {
    let folder = try await TestCase()
    try folder.write(name, data)
    let ledger = try await folder.take("- id: s\n  path: \(name)\n\(Self.mapping)\(more)")
    #expect(ledger[0].addsUp)
    return (folder, ledger[0])
  }

  @Test func `Each fault costs its own row, and says which column and what to do`() async throws {
    let text = """
      period,reporter,partner,code,value
      2022-01,DEU,KGZ,854231,10
      2022-02,DEU,KGZ,854231
      2022-03,DEU,"KGZ,854231,10
      2022-04,DEU,KGZ,854231,ten
      2022-05,DEU,KGZ,854231,"1,5"
      2022-06,DEU,Atlantis,854231,10
      2022-13,DEU,KGZ,854231,10
      2022-08,DEU,,854231,10
      2022-09,DEU,KGZ,85-42,10
      2022-10,DEU,KGZ,8542.31,9999999999999999
      2022-11,DEU,KGZ,8542.31,
      2022-12,DEU,Китай,854231,1 234.5
      """
    let (folder, entry) = try await take("a.csv", Data(text.utf8))
    #expect(entry.read == 12 && entry.accepted == 3 && entry.rejected == 9)
    #expect(
      try await rejections(folder) == [
        "2 cells -", "3 text-after-quote partner", "4 number value", "5 number value", "6 country partner",
        "7 period period", "8 empty-cell partner", "9 goods code", "10 number value",
      ])
    #expect(
      try await folder.texts("SELECT detail FROM rejection WHERE \"row\" = 5")[0]?.contains("decimal: \",\"") == true)
    #expect(
      try await folder.texts("SELECT original FROM rejection WHERE \"row\" = 5") == ["2022-05,DEU,KGZ,854231,\"1,5\""])
    #expect(
      try await folder.texts("SELECT original FROM rejection WHERE \"row\" = 3") == ["2022-03,DEU,\"KGZ,854231,10"])
    // An empty value is undisclosed, not zero; and spaces between thousands are no fault.
    #expect(
      try await folder.texts(
        "SELECT \"row\" || ' ' || coalesce(CAST(value AS VARCHAR), 'undisclosed') || ' ' || destination FROM record ORDER BY \"row\""
      )
        == ["1 10.000 KGZ", "11 undisclosed KGZ", "12 1234.500 CHN"])
  }

  @Test func `Only so many rejections are kept one by one, but all are counted`() async throws {
    let rows = (0..<25_000).map { $0 % 2 == 0 ? "2022-01,DEU,KGZ,854231,ten" : "2022-01,DEU,KGZ" }
    let (folder, entry) = try await take(
      "a.csv", Data(("period,reporter,partner,code,value\n" + rows.joined(separator: "\n")).utf8))
    #expect(entry.rejected == 25_000 && entry.rejections.map(\.count) == [12_500, 12_500])
    #expect(try await folder.number("SELECT count(*) FROM rejection") == 10_000)
    #expect(try await folder.number("SELECT max(\"row\") FROM rejection") == 10_000)
  }

  static func gzip(_ text: String) throws -> Data {
    var stream = z_stream()
    guard deflateInit2_(&stream, 6, Z_DEFLATED, 31, 8, 0, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else {
      throw CocoaError(.featureUnsupported)
    }
    defer { deflateEnd(&stream) }
    var input = Array(text.utf8)
    var output = [UInt8](repeating: 0, count: input.count + 1000)
    let count = input.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(output.count)
        _ = deflate(&stream, Z_FINISH)
        return output.count - Int(stream.avail_out)
      }
    }
    return Data(output[..<count])
  }

  private static let table =
    "period,reporter,partner,code,value\n" + (1...5000).map { "2022-01,DEU,KGZ,854231,\($0 * 7919 % 10007)\n" }.joined()

  @Test func `A compressed file is read through, also in several members`() async throws {
    let data = try Self.gzip(Self.table) + Self.gzip("2022-02,DEU,KGZ,854231,5\n") + Data([0, 0, 0])
    let (_, entry) = try await take("a.csv.gz", data)
    #expect(entry.read == 5001 && entry.accepted == 5001 && entry.bytes == data.count)
  }

  @Test func `A compressed file that is cut off gives its rows up to there and one rejection without a number`()
    async throws
  {
    let data = try Self.gzip(Self.table)
    let (folder, entry) = try await take("a.csv.gz", data.prefix(data.count / 2))
    #expect(entry.accepted > 1000 && entry.accepted < 5000 && entry.rejected == 1 && entry.read == entry.accepted + 1)
    #expect(try await rejections(folder) == ["- cut-off -"])
    let detail = try await folder.texts("SELECT detail FROM rejection")[0] ?? ""
    #expect(detail.contains("row \(entry.accepted)") && detail.contains("again"))
  }

  @Test func `A check sum that does not fit, and bytes after the end, are told`() async throws {
    var data = try Self.gzip(Self.table)
    data[data.count - 6] ^= 0xFF
    let (_, entry) = try await take("a.csv.gz", data)
    #expect(entry.rejections.map(\.reason) == ["cut-off"] && entry.accepted == 5000)

    let (_, second) = try await take("a.csv.gz", try Self.gzip(Self.table) + Data("<html>".utf8))
    #expect(second.rejections.map(\.reason) == ["cut-off"] && second.accepted == 5000)
  }

  @Test(.timeLimit(.minutes(20))) func `A pipe in the place of a file is refused rather than waited for`() async throws {
    let folder = try await TestCase()
    #expect(mkfifo(folder.folder.appendingPathComponent("a.csv").path, 0o600) == 0)
    let error = await #expect(throws: IntakeError.self) {
      try await folder.take("- id: s\n  path: a.csv\n\(Self.mapping)")
    }
    #expect(error?.code == .unreadable && error?.message.contains("regular file") == true)
  }

  @Test func `An empty file is an error, a header alone is not`() async throws {
    let folder = try await TestCase()
    try folder.write("a.csv", "")
    let error = await #expect(throws: IntakeError.self) {
      try await folder.take("- id: s\n  path: a.csv\n\(Self.mapping)")
    }
    #expect(error?.code == .emptyFile && error?.file == "a.csv" && error?.source == "s")
    try folder.write("a.csv", "period,reporter,partner,code,value\n")
    let ledger = try await folder.take("- id: s\n  path: a.csv\n\(Self.mapping)")
    #expect(ledger[0].read == 0 && ledger[0].addsUp)
  }

  @Test func `A column that is missing or there twice is an error with line and nearest name, and nothing is taken`()
    async throws
  {
    let folder = try await TestCase()
    try folder.write("a.csv", "period,reporter,partner,code,values\n2022-01,DEU,KGZ,854231,1\n")
    let yaml = "- id: s\n  path: a.csv\n\(Self.mapping)"
    let error = await #expect(throws: IntakeError.self) { try await folder.take(yaml) }
    #expect(
      error?.code == .missingColumn && error?.line == 10 && error?.file == "case.yaml" && error?.column == "value")
    #expect(error?.message.contains("Did you mean 'values'?") == true)
    #expect(try await folder.number("SELECT count(*) FROM source") == 0)

    try folder.write("a.csv", "period,value,partner,code,value,reporter\n2022-01,1,KGZ,854231,1,DEU\n")
    let second = await #expect(throws: IntakeError.self) { try await folder.take(yaml) }
    #expect(second?.code == .duplicateColumn && second?.message.contains("columns 2 and 5") == true)
    // A name that stands twice and is not needed does no harm.
    try folder.write("a.csv", "period,value,partner,code,x,x,reporter\n2022-01,1,KGZ,854231,,,DEU\n")
    #expect(try await folder.take(yaml)[0].accepted == 1)
  }

  @Test(
    arguments: [
      ("windows-1251", [0xCA, 0xE8, 0xF2, 0xE0, 0xE9]), ("windows-1252", Array("China".utf8)),
      ("latin-1", Array("China".utf8)), ("utf-8", Array("Китай".utf8)),
    ] as [(String, [UInt8])])
  func `Files in other encodings are read`(encoding: String, country: [UInt8]) async throws {
    let data = Data("period,reporter,partner,code,value\n2022-01,DEU,".utf8) + Data(country) + Data(",854231,1\n".utf8)
    let (folder, _) = try await take("a.csv", data, "\n  encoding: \(encoding)")
    #expect(try await folder.texts("SELECT destination FROM record") == ["CHN"])
  }

  @Test(arguments: [true, false]) func `UTF-16 is read by its mark`(bigEndian: Bool) async throws {
    let text = "\u{FEFF}period,reporter,partner,code,value\r\n2022-01,DEU,中国,854231,1\r\n2022-01,DEU,😀,854231,1\r\n"
    var data = Data()
    for unit in text.utf16 {
      data.append(UInt8(bigEndian ? unit >> 8 : unit & 0xFF))
      data.append(UInt8(bigEndian ? unit & 0xFF : unit >> 8))
    }
    let (folder, entry) = try await take("a.csv", data, "\n  encoding: utf-16")
    #expect(try await folder.texts("SELECT destination FROM record") == ["CHN"])
    #expect(entry.rejections.map(\.reason) == ["country"])
  }

  @Test func `A byte that is no character of the stated encoding rejects its row`() async throws {
    let data = Data("period,reporter,partner,code,value\n2022-01,DEU,K".utf8) + Data([0x98]) + Data("Z,854231,1\n".utf8)
    let (folder, entry) = try await take("a.csv", data, "\n  encoding: windows-1251")
    #expect(entry.rejections.map(\.reason) == ["encoding"])
    #expect(try await folder.texts("SELECT detail FROM rejection")[0]?.contains("windows-1251") == true)
  }

  @Test func `What a file says is never a path, a statement or a formula`() async throws {
    let text = """
      period,reporter,partner,code,value,note
      2022-01,DEU,KGZ,854231,1,../../etc/passwd
      2022-01,DEU,KGZ,854231,1,"'); DROP TABLE record; --"
      2022-01,DEU,KGZ,854231,1,=HYPERLINK(1)
      """
    let (folder, _) = try await take(
      "a.csv", Data(text.utf8), "\n    note: {column: note}")
    #expect(
      try await folder.texts("SELECT note FROM record ORDER BY \"row\"") == [
        "../../etc/passwd", "'); DROP TABLE record; --", "=HYPERLINK(1)",
      ])
  }
}
