// SPDX-License-Identifier: Apache-2.0

import Casework
import Claims
import Foundation
import Publishing
import Testing
import Trade

@Suite struct PublicationTests {
  let publication = Publication(
    result: FixtureCase.result, rows: FixtureRows(), hedges: [HedgeReading(words: "nearly", meaning: "from 90 % of the number up to it")],
    detectors: [DetectorNote(id: "young-importer", title: "Young importer", finds: "Firms that are new.", doesNotMean: "That they are fronts.")])

  @Test(arguments: ["key-points.md", "findings.json", "claims.json", "ledger.json", "figures/figures.csv", "figures/eu-to-hubs.csv"])
  func `outputs are what they were`(name: String) async throws {
    try await withFolder { folder in
      try await publication.write(to: folder)
      try expectGolden(try text(folder, name), name.replacing("/", with: "-"))
    }
  }

  @Test func `the folder gets exactly the files of the contract`() async throws {
    try await withFolder { folder in
      try await publication.write(to: folder)
      let written = files(in: folder)
      #expect(written.filter { !$0.contains("/") } == ["claims.json", "findings.json", "key-points.md", "ledger.json", "report.html"])
      #expect(written.filter { $0.hasPrefix("figures/") } == ["figures/by-importer.csv", "figures/chart-figures.csv", "figures/eu-to-hubs.csv", "figures/figures.csv"])
      #expect(written.allSatisfy { !$0.contains("/") || $0.hasPrefix("figures/") || ($0.hasPrefix("evidence/") && $0.hasSuffix(".csv")) })
    }
  }

  @Test func `the same case gives the same bytes, in any order of its rows`() async throws {
    try await withFolder { first in
      try await withFolder { second in
        try await publication.write(to: first)
        var other = publication
        other.rows = ForwardRows()
        try await other.write(to: second)
        #expect(files(in: first) == files(in: second))
        for name in files(in: first) { #expect(try text(first, name) == text(second, name), "\(name) differs") }
      }
    }
  }

  @Test func `an earlier run's exports go, and what is not ours stays`() async throws {
    try await withFolder { folder in
      try await publication.write(to: folder)
      let before = files(in: folder)
      let own = ["notes.txt", "evidence/my-table.csv", "evidence/readme.md", "figures/photo.png"]
      for name in own { try Data("mine\n".utf8).write(to: folder.appendingPathComponent(name)) }
      var smaller = publication
      smaller.result.findings.removeLast(15)
      smaller.result.charts.removeAll()
      try await smaller.write(to: folder)
      let after = files(in: folder)
      #expect(Set(own).isSubset(of: after))
      #expect(before.contains("evidence/finding-19.csv") && !after.contains("evidence/finding-19.csv"))
      #expect(!after.contains("figures/eu-to-hubs.csv"))
      #expect(after.contains("evidence/price-premium.csv") && after.contains("figures/figures.csv"))
    }
  }

  @Test func `a run that fails leaves the earlier outputs whole and nothing half done`() async throws {
    try await withFolder { folder in
      try await publication.write(to: folder)
      let before = try Dictionary(uniqueKeysWithValues: files(in: folder).map { ($0, try text(folder, $0)) })
      var broken = publication
      broken.rows = NoRows()
      broken.result.title = "Another"
      await #expect(throws: PublishingError.self) { try await broken.write(to: folder) }
      #expect(try Dictionary(uniqueKeysWithValues: files(in: folder).map { ($0, try text(folder, $0)) }) == before)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["claims.json", "evidence", "figures", "findings.json", "key-points.md", "ledger.json", "report.html"])
    }
  }

  @Test func `no figure is published without its rows`() async throws {
    try await withFolder { folder in
      var broken = publication
      broken.rows = NoRows()
      do {
        try await broken.write(to: folder)
        Issue.record("It was published.")
      } catch let error as PublishingError {
        #expect(error.code == .rowsMissing)
        #expect(error.message.contains("filings@\(FixtureCase.hash("a")):1 and 10 more"))
      }
    }
  }

  @Test func `exports of evidence do not follow a link out of the folder`() async throws {
    try await withFolder { folder in
      try await withFolder { elsewhere in
        for one in [folder, elsewhere] { try FileManager.default.createDirectory(at: one, withIntermediateDirectories: true) }
        try FileManager.default.createSymbolicLink(at: folder.appendingPathComponent("evidence"), withDestinationURL: elsewhere)
        await #expect(throws: PublishingError.self) { try await publication.write(to: folder) }
        #expect(files(in: elsewhere).isEmpty)
      }
    }
  }

  @Test func `an export of evidence has every row once, in order, with the figures that rest on it`() async throws {
    try await withFolder { folder in
      try await publication.write(to: folder)
      let lines = try text(folder, "evidence/statement-contradicted-maker-suspends.csv").components(separatedBy: "\r\n")
      #expect(lines.count == 1 + 12 + 1)
      #expect(lines[0].hasPrefix("address,source,row,") && lines[0].hasSuffix(",figures"))
      #expect(lines[1].hasPrefix("filings@\(FixtureCase.hash("a")):1,filings,1,") && lines[1].hasSuffix(",1;2"))
      #expect(lines[11].hasPrefix("filings@\(FixtureCase.hash("a")):11,") && lines[11].hasSuffix(",1"))
      #expect(lines[12].hasPrefix("statements.yaml@") && lines[12].contains("SZ DJI Technology: It has suspended"))
      #expect(lines[1].contains(",\"'=HYPERLINK(\"\"http://example.org\"\")\",") && lines[1].contains(",-12.50,"))
    }
  }

  @Test func `what was cut is said to be cut`() async throws {
    try await withFolder { folder in
      try await publication.write(to: folder)
      let parsed = try JSONSerialization.jsonObject(with: Data(text(folder, "findings.json").utf8)) as? [String: Any]
      let findings = try #require(parsed?["findings"] as? [[String: Any]])
      let premium = try #require(findings.first { $0["id"] as? String == "price-premium" })
      #expect(premium["evidenceCount"] as? Int == 4812)
      #expect(premium["evidenceRows"] as? Int == 45)
      #expect((premium["evidence"] as? [String])?.count == 45)
      #expect(try text(folder, "report.html").contains("The first 20 of 4,812 rows. The file, too, is cut: it has the first 45."))
    }
  }

  @Test func `a case with nothing in it is a case, too`() async throws {
    let empty = CaseResult(
      title: "Empty", summary: nil, name: "empty", asOf: FixtureCase.day("2023-01-01"), engine: "duckdb", findings: [], claims: [],
      ledger: [], parties: [], statements: [], events: [], enquiries: [], goods: [], charts: [], caveats: [])
    try await withFolder { folder in
      try await Publication(result: empty, rows: NoRows()).write(to: folder)
      #expect(files(in: folder) == ["claims.json", "figures/figures.csv", "findings.json", "key-points.md", "ledger.json", "report.html"])
      #expect(try text(folder, "report.html").contains("That is no proof that there is nothing."))
      #expect(try text(folder, "findings.json").contains("\"findings\": []"))
    }
  }
}

struct ForwardRows: EvidenceRows {
  func rows(for addresses: [RecordAddress]) async throws -> EvidenceTable {
    var table = try await FixtureRows().rows(for: addresses)
    table.rows.reverse()
    return table
  }
}

struct NoRows: EvidenceRows {
  func rows(for addresses: [RecordAddress]) async throws -> EvidenceTable { EvidenceTable(columns: [], rows: []) }
}
