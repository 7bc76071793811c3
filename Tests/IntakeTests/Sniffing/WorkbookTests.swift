// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestData
import Testing
import Trade
import Warehouse

@testable import Intake

/// All workbooks of customs rows in the data folder, by what is proposed alone.
struct WorkbookTests {
  private static var files: [URL] {
    let folder = SharedData.root.appendingPathComponent("customs/workbooks")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".xlsx") }.sorted().map { folder.appendingPathComponent($0) }
  }

  @Test(.enabled(if: SharedData.isThere, "\(SharedData.absent)"))
  func `All workbooks come in by the proposal alone, and every row is accounted for`() async throws {
    let folder = try await TestCase()
    var accepted = 0
    var ids: Set<String> = []
    var yaml: [String] = []
    for (index, file) in Self.files.enumerated() {
      let sniff = try await Sniffer().sniff(file, shownAs: file.path)
      // Names of files come twice when they differ by case only.
      let lines = sniff.yaml.split(separator: "\n").map(String.init)
      let id = ids.insert(lines[0]).inserted ? lines[0] : "\(lines[0])-\(index)"
      yaml.append(([id] + lines.dropFirst()).joined(separator: "\n"))
    }
    #expect(yaml.count == 44)
    let ledger = try await folder.take(yaml.joined(separator: "\n"))
    #expect(ledger.count == 44)
    for entry in ledger {
      #expect(entry.addsUp && entry.read > 0, "\(entry.id)")
      accepted += entry.accepted
    }
    // As openpyxl counts the rows below the headers that are not empty.
    #expect(ledger.map(\.read).reduce(0, +) == 11_386)
    #expect(accepted >= 11_100, "\(ledger.filter { $0.rejected > 0 }.map { "\($0.id): \($0.rejections)" })")
    #expect(try await folder.number("SELECT count(*) FROM record WHERE goods_code IS NULL") < 30)
  }

  /// The share of columns whose meaning is told as a reader told it; B is the half that was only measured.
  @Test(.enabled(if: SharedData.isThere, "\(SharedData.absent)"), arguments: [("A", 0.96), ("B", 0.88)])
  func `Meanings of columns are told as a reader tells them`(half: String, least: Double) async throws {
    let table = try String(
      contentsOf: URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("workbook-meanings.txt"),
      encoding: .utf8)
    var truth: [String: [String]] = [:]
    for line in table.split(separator: "\n") where !line.hasPrefix("#") {
      let parts = line.split(separator: "|").map(String.init)
      if parts.count == 3, parts[1] == half { truth[parts[0]] = parts[2].split(separator: ",").map(String.init) }
    }
    var (right, all, files) = (0, 0, 0)
    for file in Self.files {
      let digest = FileDigest()
      try FileStream(file, shownAs: file.path, digest: digest).drain()
      guard let meanings = truth[String(digest.finish().prefix(12))] else { continue }
      let sniff = try await Sniffer().sniff(file, shownAs: file.path)
      files += 1
      #expect(sniff.columns.count == meanings.count)
      for (column, meaning) in zip(sniff.columns, meanings) {
        all += 1
        if ([column.meaning.rawValue] + [column.role?.rawValue].compactMap { $0 }).joined(separator: " ") == meaning { right += 1 }
      }
    }
    #expect(files >= 21 && all > 500)
    #expect(Double(right) >= least * Double(all), "\(right) of \(all)")
  }
}
