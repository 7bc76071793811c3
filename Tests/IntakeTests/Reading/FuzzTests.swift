// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing
import Trade
import Warehouse

@testable import Intake

/// Small files of every format, damaged by seeded mutations. `script/fuzz` runs more rounds with other seeds.
struct FuzzTests {
  private static let rounds = ProcessInfo.processInfo.environment["TALLYMAN_FUZZ"].flatMap { Int($0) } ?? 40
  private static let seed = ProcessInfo.processInfo.environment["TALLYMAN_FUZZ_SEED"].flatMap { UInt64($0) } ?? 1

  private static let formats = ["csv", "tsv", "csv.gz", "zip", "xlsx", "json", "pages.json", "jsonl", "xml", "utf-16", "windows-1251", "gb18030"]

  /// What a reading came to, in a form that two readings can be compared by.
  private static func outcome(_ data: Data, _ file: URL) throws -> String {
    try data.write(to: file)
    do {
      let reader = try RowReader(file, shownAs: "fuzzed")
      var lines: [String] = [reader.header.joined(separator: "|")]
      while true {
        switch try reader.next() {
        case .row:
          var cells: [String] = []
          for column in reader.header.indices {
            guard let cell = reader.cell(column, collapse: column.isMultiple(of: 2)), let start = cell.baseAddress else { continue }
            // An engine is given nothing else.
            guard TextCheck.check(start, count: cell.count) == .good else { return "NO TEXT" }
            cells.append(String(decoding: cell, as: UTF8.self))
          }
          lines.append(cells.joined(separator: "|"))
        case .fault(let fault): lines.append("!\(fault.reason)")
        case .end:
          try reader.file.drain()
          lines.append("damage \(reader.rows.damage ?? "-")")
          return lines.joined(separator: "\n")
        }
        guard lines.count < 100_000 else { return "ENDLESS" }
      }
    } catch let error as IntakeError {
      return "error \(error.code): \(error.message)"
    }
  }

  @Test(arguments: formats)
  func `Damaged files are read or refused, twice alike, and give nothing but text`(format: String) throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("tallyman-fuzz-\(UUID().uuidString).\(format)")
    defer { try? FileManager.default.removeItem(at: file) }
    var random = FuzzRandom(Self.seed &* 1000 &+ UInt64(Self.formats.firstIndex(of: format) ?? 0))
    let before = FuzzRandom.residentBytes
    for round in 0..<Self.rounds {
      let data = try FuzzFiles.damaged(format, &random)
      let first = try Self.outcome(data, file)
      let second = try Self.outcome(data, file)
      #expect(first == second && first != "NO TEXT" && first != "ENDLESS", "round \(round) of \(format), seed \(Self.seed)")
      if first != second || first == "NO TEXT" || first == "ENDLESS" {
        try data.write(to: FileManager.default.temporaryDirectory.appendingPathComponent("tallyman-fuzz-failed.\(format)"))
        return
      }
    }
    #expect(FuzzRandom.residentBytes - before < 512 << 20)
  }

  @Test(arguments: formats)
  func `Damaged files leave a ledger that adds up, or nothing`(format: String) async throws {
    let folder = try await TestCase()
    var random = FuzzRandom(Self.seed &* 7919 &+ UInt64(Self.formats.firstIndex(of: format) ?? 0))
    let yaml = """
      - id: s
        path: a.\(format)
        profile: shipments
        mapping:
          date: {column: date}
          goods: {column: [code, 编码, код], optional: true}
          value: {column: value, currency: USD, optional: true}
          consignee: {column: party, optional: true}
      """
    for round in 0..<max(3, Self.rounds / 20) {
      try folder.write("a.\(format)", try FuzzFiles.damaged(format, &random))
      do {
        let entry = try await folder.take(yaml)[0]
        #expect(entry.addsUp, "round \(round) of \(format), seed \(Self.seed)")
        #expect(try await folder.number("SELECT count(*) FROM record WHERE source = 's'") == entry.accepted)
      } catch let error as IntakeError {
        #expect(!error.message.isEmpty && error.code != .rowsLost, "\(error)")
      }
    }
  }

  @Test func `Damaged Parquet files are read or refused, and leave a ledger that adds up`() async throws {
    var random = FuzzRandom(Self.seed &* 104_729)
    let made = try await TestCase()
    let file = made.folder.appendingPathComponent("whole.parquet")
    try await made.engine.execute(
      SQL(
        text: """
          COPY (SELECT DATE '2023-01-02' + CAST(i % 700 AS INTEGER) AS date, CAST(854231 + i % 7 AS VARCHAR) AS code,
            CASE WHEN i % 11 = 0 THEN NULL ELSE i * 1.5 END AS value, 'ООО Ромашка ' || (i % 50) AS party
            FROM range(3000) t(i)) TO '\(file.path)' (FORMAT parquet, ROW_GROUP_SIZE 1000)
          """))
    let whole = try Data(contentsOf: file)
    var accepted = 0
    for round in 0..<max(6, Self.rounds / 10) {
      let folder = try await TestCase()
      // The first stays as it is.
      try folder.write("a.parquet", round == 0 ? whole : FuzzFiles.damaged(whole, &random))
      do {
        let entry = try await folder.take(
          "- {id: s, path: a.parquet, profile: shipments, mapping: {date: {column: date}, value: {column: value, currency: USD}, consignee: {column: party}}}"
        )[0]
        #expect(entry.addsUp, "round \(round), seed \(Self.seed)")
        #expect(try await folder.number("SELECT count(*) FROM record WHERE source = 's'") == entry.accepted)
        accepted += entry.accepted
      } catch let error as IntakeError {
        #expect(!error.message.isEmpty && error.code != .rowsLost, "round \(round), seed \(Self.seed): \(error)")
      }
    }
    #expect(accepted >= 3000)
  }
}
