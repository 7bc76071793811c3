// SPDX-License-Identifier: Apache-2.0

import Casework
import Claims
import Foundation
import Publishing
import Testing
import Trade
import Warehouse

struct InvestigationTests {
  private func investigate(_ folder: URL) async throws -> CaseResult {
    let inquiry = try Case(folder: folder)
    let engine = try await ADBCEngine.duckDB(
      DuckDBSettings(path: try inquiry.prepareWarehouse(version: Schema.version()).path))
    let result = try await Investigation(inquiry, engine: engine).run()
    try await Publication(result: result, rows: CaseRecords(engine: engine))
      .write(to: folder.appending(path: "output"))
    try await engine.close()
    return result
  }

  /// Every file of the output folder with its bytes.
  private func output(_ folder: URL) throws -> [String: Data] {
    let root = folder.appending(path: "output")
    let names = try FileManager.default.subpathsOfDirectory(atPath: root.path)
    return try names.reduce(into: [:]) { files, name in
      var isFolder: ObjCBool = false
      let url = root.appending(path: name)
      guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder), !isFolder.boolValue else { return }
      files[name] = try Data(contentsOf: url)
    }
  }

  @Test func `the example case gives its findings and no claim fails, twice with the same bytes`() async throws {
    let example = try TemporaryCase.copy(of: "Examples/surging-trade")
    let first = try await investigate(example.folder)
    let tally = ClaimTally(first.claims)
    #expect(tally.fails == 0)
    #expect(tally.holds >= 30)
    #expect(tally.cannotBeChecked > 0)
    let detectors = Set(first.findings.map(\.detector))
    #expect(
      detectors.isSuperset(of: [
        "goods-of-concern", "direct-and-indirect-supply", "young-importer", "statement-contradicted", "product-range-jump",
      ]))
    #expect(first.ledger.allSatisfy { $0.read == $0.accepted + $0.rejected + $0.excluded })
    // No finding outranks its evidence: there is no customs record in this case.
    #expect(first.findings.allSatisfy { $0.grade < .customs && ($0.grade == .statistic || !$0.text.contains(" imports ")) })
    let bytes = try output(example.folder)
    _ = try await investigate(example.folder)
    #expect(try output(example.folder) == bytes)
    try FileManager.default.removeItem(at: example.folder.appending(path: ".tallyman"))
    _ = try await investigate(example.folder)
    #expect(try output(example.folder) == bytes)
  }

  @Test func `a fresh starter case runs, and its claims say what they are meant to show`() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "tallyman-starter-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(try StarterCase.write(to: folder).contains("case.yaml"))
    let error = #expect(throws: CaseError.self) { try StarterCase.write(to: folder) }
    #expect(error?.code == .alreadyThere)
    let result = try await investigate(folder)
    let verdicts = Dictionary(uniqueKeysWithValues: result.claims.map { ($0.id, $0.verdict) })
    #expect(verdicts == ["excavators-doubled": .holds, "helmets-registered": .holds, "trucks": .cannotBeChecked])
    #expect(result.findings.contains { $0.detector == "statement-contradicted" })
    // The two spellings of the importer are one party.
    #expect(result.parties.filter { $0.roles.contains(.applicant) }.count == 1)
  }

  @Test func `hostile rows are refused or shown as text, and no other row is lost`() async throws {
    let header = "number,filed,applicant,applicant_place,applicant_inn,manufacturer,manufacturer_country,supplier,"
      + "supplier_country,brand,product,quantity,unit,kind,note\n"
    let rows = [
      "A-1,2023-02-10,Sound,,,Maker,CHN,,,,Helmets,10,pieces,,",
      "A-2,2023-02-11,=HYPERLINK(\"\"x\"\"),,,Maker,CHN,,,,<script>alert(1)</script> helmets,20,pieces,,",
      "A-3,2023-02-31,Bad date,,,Maker,CHN,,,,Helmets,10,pieces,,",
      "A-4,2023-02-12,Too few cells",
      "A-5,2023-02-13,'; DROP TABLE record; --,,,Maker,CHN,,,,Helmets,many,pieces,,",
      "A-6,2023-02-14,Sound,,,Maker,CHN,,,,Helmets,30,pieces,,",
    ]
    let folder = try TemporaryCase([
      "case.yaml": "title: T\nas-of: 2023-10-31\nsources:\n  - {id: f, path: f.csv, profile: filings}\n",
      "claims.yaml":
        "claims:\n  - {id: helmets, says: S, measure: {of: quantity, goods: helmet}, expect: 60 pieces}\n",
      "f.csv": header + rows.joined(separator: "\n") + "\n",
    ])
    let result = try await investigate(folder.folder)
    let entry = try #require(result.ledger.first)
    #expect(entry.read == 6)
    #expect(entry.accepted == 3)
    #expect(entry.rejected == 3)
    // File, row, column and what to do are told.
    #expect(result.caveats.contains { $0.hasPrefix("f.csv, row 3, column filed: ") })
    #expect(result.caveats.contains { $0.hasPrefix("f.csv, row 4") })
    #expect(result.claims.first?.computed?.value == 60)
    let files = try output(folder.folder)
    let report = String(decoding: try #require(files["report.html"]), as: UTF8.self)
    #expect(!report.contains("<script>alert(1)"))
    let evidence = String(decoding: try #require(files["evidence/helmets.csv"]), as: UTF8.self)
    #expect(evidence.contains("A-6"))
    #expect(!evidence.contains(",=HYPERLINK"))
  }

  @Test func `another mapping of the same file is worked out anew, goods included`() async throws {
    func text(_ edition: String) -> String {
      """
      title: T
      as-of: 2023-12-31
      sources:
        - id: s
          path: s.csv
          profile: statistics
          mapping:
            period: {column: m, format: YYYY-MM}
            reporter: {is: CHN}
            partner: {is: RUS}
            flow: {is: export}
            goods: {column: hs}
            edition: {is: \(edition)}
            value: {column: v, currency: USD}
      """
    }
    // 8806, unmanned aircraft, is a heading of 2022 only.
    let folder = try TemporaryCase(["case.yaml": text("HS2017"), "s.csv": "m,hs,v\n2023-01,880621,5\n"])
    #expect(try await investigate(folder.folder).goods.isEmpty)
    try folder.write("case.yaml", text("HS2022"))
    #expect(try await investigate(folder.folder).goods.map(\.id) == ["drone"])
  }
}
