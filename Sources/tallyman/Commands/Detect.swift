// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Casework
import Warehouse
import Detectors
import Foundation
import Trade
import Warehouse

struct Detect: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run detectors over a case, without checking claims or writing a report.",
    discussion: """
      Sources that changed are taken in first. Parameters are those of case.yaml, under options, detectors. For each \
      detector it prints how many findings there are, or why it did not run; then the findings, highest score first.

      Examples:
        tallyman detect my-case --only surge --only diversion
        tallyman detect my-case --timings
      """)

  @OptionGroup var inquiry: CaseArgument

  @Option(help: ArgumentHelp("A detector to run; may be given several times. All by default.", valueName: "detector"))
  var only: [String] = []

  @Flag(help: "Print how long each detector took. Tables that several share count for the first of them.") var timings = false
  @Flag(help: "Print JSON.") var json = false

  func run() async throws {
    let inquiry = try inquiry.read()
    let printer = ProgressPrinter(isQuiet: self.inquiry.quiet || json || !Terminal.isInteractive)
    let engine = try await Engines.open(for: inquiry)
    let investigation = Investigation(inquiry, engine: engine, progress: printer.show)
    _ = try await investigation.prepare()
    let desk = investigation.desk()
    var lines: [Line] = []
    var started = ContinuousClock.now
    // All in one run, since detectors share tables: the first one that needs them bears their time.
    _ = try await DetectorRegistry.run(at: desk, options: inquiry.detectorOptions, only: only.isEmpty ? nil : only) { run in
      let now = ContinuousClock.now
      lines.append(Line(run, seconds: timings ? (now - started).seconds : nil))
      started = now
    }
    try await engine.close()
    if json {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      print(String(decoding: try encoder.encode(["detectors": lines]), as: UTF8.self))
    } else {
      lines.forEach { $0.show() }
    }
  }

  private struct Line: Encodable {
    struct Lead: Encodable {
      let id, title, text: String
      let score: Double
      let figures: [Number]
    }
    struct Number: Encodable {
      let label, unit: String
      let value, low, high: Double?
    }
    let id: String
    let didNotRun: String?
    let seconds: Double?
    let findings: [Lead]

    init(_ run: DetectorRun, seconds: Double?) {
      id = run.declaration.id
      self.seconds = seconds
      if case .didNotRun(let reason) = run.outcome { didNotRun = reason } else { didNotRun = nil }
      findings = run.findings.map { finding in
        Lead(
          id: finding.id, title: finding.title, text: finding.text, score: finding.score,
          figures: finding.figures.map { Number(label: $0.label, unit: $0.unit, value: $0.value, low: $0.low, high: $0.high) })
      }
    }

    func show() {
      let time = seconds.map { String(format: "  %.2f s", $0) } ?? ""
      print("\(id): \(didNotRun.map { "did not run. " + $0 } ?? "\(findings.count) \(findings.count == 1 ? "finding" : "findings")")\(time)")
      for finding in findings {
        print("  \(String(format: "%.2f", finding.score))  \(finding.title)")
        print("        \(finding.text)")
      }
    }
  }
}
