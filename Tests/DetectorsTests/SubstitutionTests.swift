// SPDX-License-Identifier: Apache-2.0

import Foundation
import Measures
import Statistics
import Testing
import Trade
import Warehouse

@testable import Detectors

struct SubstitutionTests {
  /// Six years of a maker's output and of imports; from March 2022 on output falls and imports rise two months later. In
  /// all years imports answer output's ups and downs by `answer`.
  private func planted(turn: Bool = true, answer: Double = 1, seed: UInt64 = 1) async throws -> PlantedCase {
    let planted = try await PlantedCase()
    var generator = SeededGenerator(seed: seed)
    let shocks = (0..<84).map { _ in 0.2 * generator.normal() }
    let output = (0..<72).map { 1000 * exp(shocks[$0 + 2] + (turn && $0 >= 50 ? -0.5 : 0)) }
    let imports = (0..<72).map { place -> Double in
      let own = 0.05 * generator.normal()
      return 5_000_000 * exp(own - answer * shocks[place] + (turn && place >= 52 ? 0.7 : 0))
    }
    try await planted.statistics("china", [PlantedSeries("CHN", "RUS", "870423", from: "2018-01", imports)])
    try await planted.statistics("output", flow: "export", [PlantedSeries("RUS", "RUS", nil, from: "2018-01", output)])
    try await planted.engine.execute("UPDATE record SET indicator = 'trucks-made', flow = NULL, currency = 'trucks' WHERE source = 'output'")
    return planted
  }

  private func desk(_ planted: PlantedCase, domestic: Bool = true, indicator: String = "trucks-made") throws -> CaseDesk {
    var imports = Selection()
    (imports.goods, imports.from, imports.to, imports.flow) = (["hs:870423"], ["CHN"], ["RUS"], "export")
    var made = Selection()
    made.indicator = indicator
    let declared = DeclaredSubstitution(
      id: "trucks", title: "Trucks", maker: "A truck maker", since: try #require(Day("2022-03-01")), says: "The maker turned.", publisher: "A newspaper",
      imports: Measure(of: .value, which: imports), domestic: domestic ? Measure(of: .indicator, which: made) : nil,
      address: RecordAddress(source: "substitutions", sha256: "cafe", row: 1))
    return CaseDesk(engine: planted.engine, asOf: try #require(Day("2023-12-31")), substitutions: [declared])
  }

  @Test func `Imports that rise as output falls are told, with the lag`() async throws {
    let finding = try #require(try await findings("substitution", at: desk(planted())).first)
    #expect((try #require(finding.value("output, times the same months before")) / exp(-0.5) - 1).magnitude < 0.25)
    #expect((try #require(finding.value("imports, times the same months before")) / exp(0.7) - 1).magnitude < 0.3)
    #expect(finding.text.contains("with output 2 months earlier"))
    #expect(finding.text.contains("coincides"))
    #expect(finding.parties == ["A truck maker"])
    #expect(finding.caveats.contains("Declared: The maker turned. (A newspaper)"))
  }

  @Test func `Series that did not turn, and rises without a link, stay silent`() async throws {
    #expect(try await findings("substitution", at: desk(planted(turn: false))).isEmpty)
    #expect(try await findings("substitution", at: desk(planted()), ["fall": "0.3"]).isEmpty)
  }

  @Test func `What is lacking is said`() async throws {
    let planted = try await planted()
    for (desk, words) in [
      (try desk(planted, domestic: false), "no series of the maker's output is declared"), (try desk(planted, indicator: "other"), "output: "),
    ] {
      let runs = try await DetectorRegistry.run(at: desk, only: ["substitution"])
      guard case .didNotRun(let reason)? = runs.first?.outcome else {
        Issue.record("It ran without a series.")
        continue
      }
      #expect(reason.hasPrefix("The case has no series for its declared substitutions. Trucks: "))
      #expect(reason.contains(words))
    }
    let none = try await DetectorRegistry.run(at: FakeDesk(), only: ["substitution"])
    #expect(none.first?.outcome == .didNotRun("The case has no declared substitution (substitutions.yaml)."))
  }

  @Test func `Unrelated series rarely pass the test of shifts`() throws {
    let detector = try Substitution(ParameterValues(for: Substitution.declaration))
    var generator = SeededGenerator(seed: 4)
    func series() -> [Month: Double] {
      Dictionary(uniqueKeysWithValues: (0..<72).map { (Month(24_000 + $0), exp(0.2 * generator.normal())) })
    }
    let low = (0..<100).count { _ in (detector.link(series(), series())?.p ?? 1) <= 0.1 }
    #expect((2...20).contains(low), "\(low) of 100")
    #expect(detector.link([:], [:]) == nil)
  }
}
