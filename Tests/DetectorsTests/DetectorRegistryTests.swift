// SPDX-License-Identifier: Apache-2.0

import Foundation
import Measures
import Testing
import Trade
import Warehouse

@testable import Detectors

struct DetectorRegistryTests {
  private static let sources = PlantedCase.package.appending(path: "Sources/Detectors")

  /// Every type that a file of the target declares to be a detector.
  private static func declared() throws -> [String] {
    let files = try #require(
      FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL }
        .filter { $0.pathExtension == "swift" })
    return try files.flatMap { file in
      try String(contentsOf: file, encoding: .utf8).matches(of: /(?:struct|enum|class|actor)\s+(\w+)\s*:[^{]*\bDetector\b/)
        .map { String($0.1) }
    }.sorted()
  }

  @Test func `Every detector in the sources is registered, and under the id of its name`() throws {
    let declared = try Self.declared()
    #expect(declared.count >= 6)
    #expect(DetectorRegistry.all.map { String(describing: $0) }.sorted() == declared)
    for type in DetectorRegistry.all {
      #expect(DetectorDocs.typeName(type.declaration.id) == String(describing: type))
    }
  }

  @Test(arguments: DetectorRegistry.all.map { DetectorDocs.typeName($0.declaration.id) })
  func `Every detector has a test file of its own, with expectations`(name: String) throws {
    let file = PlantedCase.package.appending(path: "Tests/DetectorsTests/\(name)Tests.swift")
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(text.contains("struct \(name)Tests"))
    #expect(text.matches(of: /#expect/).count >= 5)
  }

  @Test(arguments: DetectorRegistry.all.map { $0.declaration })
  func `Every declaration says all there is to say`(declaration: DetectorDeclaration) throws {
    for text in [
      declaration.title, declaration.finds, declaration.doesNotMean, declaration.method, declaration.source, declaration.cost,
    ] {
      #expect(text.count > 15)
    }
    #expect(!declaration.inputs.isEmpty)
    #expect(!declaration.caveats.isEmpty)
    #expect(!declaration.cost.contains("\n"))
    #expect(Set(declaration.parameters.map(\.name)).count == declaration.parameters.count)
    for parameter in declaration.parameters { #expect(parameter.allows(parameter.default), "\(parameter.name)") }
    #expect(try ParameterValues(for: declaration).values.count == declaration.parameters.count)
  }

  @Test(arguments: DetectorRegistry.all.map { $0.declaration })
  func `Every input names a table and columns of the schema`(declaration: DetectorDeclaration) async throws {
    let planted = try await PlantedCase()
    for input in declaration.inputs where input.file == nil {
      let columns = input.columns.map(SQL.quoted).joined(separator: ", ")
      let table = try await planted.engine.table("SELECT \(fragment: SQL(text: columns)) FROM \(identifier: input.table) LIMIT 0")
      #expect(table.names == input.columns)
      #expect(try await input.hasRows(at: planted.desk()) == (input.table == "goods"))
    }
  }

  @Test func `An empty case gives reasons, not findings`() async throws {
    let runs = try await DetectorRegistry.run(at: try PlantedCase().desk())
    #expect(runs.map(\.declaration.id) == DetectorRegistry.all.map { $0.declaration.id })
    for run in runs {
      guard case .didNotRun(let reason) = run.outcome else {
        Issue.record("\(run.declaration.id) ran on nothing")
        continue
      }
      #expect(reason.hasPrefix("The case has no "))
      #expect(run.findings.isEmpty)
    }
  }

  @Test func `Rows of nulls give no findings`() async throws {
    let planted = try await PlantedCase()
    for _ in 0..<3 {
      try await planted.record(nil, unit: nil, to: nil, [:])
      try await planted.record(nil, unit: nil, to: nil, [.applicant: "Nobody", .manufacturer: "Someone"])
    }
    let runs = try await DetectorRegistry.run(at: planted.desk())
    #expect(runs.flatMap(\.findings).isEmpty)
  }

  @Test func `Unknown detectors and parameters are refused with the nearest word`() async throws {
    let desk = FakeDesk()
    await #expect(throws: DetectorError(.unknownDetector, "There is no detector 'young-importers'; did you mean 'young-importer'?")) {
      try await DetectorRegistry.run(at: desk, options: ["young-importers": [:]])
    }
    await #expect(throws: DetectorError.self) { try await DetectorRegistry.run(at: desk, only: ["nothing"]) }
    await #expect(
      throws: DetectorError(
        .unknownParameter, "The detector 'young-importer' has no parameter 'month'; did you mean 'months'?")
    ) {
      try await DetectorRegistry.run(at: desk, options: ["young-importer": ["month": "6"]])
    }
  }

  @Test(arguments: [("months", "0"), ("months", "six"), ("months", "241"), ("since", "yesterday"), ("goods", "some")])
  func `A parameter out of its range is refused`(name: String, text: String) async throws {
    let error = await #expect(throws: DetectorError.self) {
      try await DetectorRegistry.run(at: FakeDesk(), options: ["young-importer": [name: text]])
    }
    #expect(error?.code == .badParameter)
    #expect(error?.message.contains("'\(text)' can't be '\(name)'") == true)
  }

  @Test func `Only the chosen detectors run, and say their parameters`() async throws {
    let runs = try await DetectorRegistry.run(
      at: FakeDesk(), options: ["young-importer": ["months": "6"]], only: ["young-importer"])
    #expect(runs.map(\.declaration.id) == ["young-importer"])
    #expect(runs.first?.parameters["months"] == "6")
    #expect(runs.first?.parameters["since"] == "2022-02-24")
    #expect(runs.first?.outcome == .didNotRun("The case has no customs records or filings."))
  }

  @Test func `Findings are ordered by score, then by id, and say when leads were left out`() async throws {
    let planted = try await PlantedCase()
    for name in ["Beta", "Alpha", "Gamma"] {
      try await planted.party(name, registered: "2022-09-01")
      try await planted.record("2022-10-01", goods: ["drones"], [.applicant: name])
    }
    let runs = try await DetectorRegistry.run(at: planted.desk(), only: ["young-importer"])
    #expect(runs[0].findings.map(\.parties) == [["Alpha"], ["Beta"], ["Gamma"]])
    let cut = try await DetectorRegistry.run(
      at: planted.desk(), options: ["young-importer": ["limit": "2"]], only: ["young-importer"])
    #expect(cut[0].findings.map(\.parties) == [["Alpha"], ["Beta"]])
    #expect(cut[0].findings[0].caveats.contains { $0.hasPrefix("Of 3 leads of this kind the 2 with the highest scores") })
  }
}
