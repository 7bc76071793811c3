// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Casework
import Claims
import Detectors
import Foundation
import Publishing
import Translation
import Warehouse

struct Investigate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Take in a case's sources, run the detectors, check the claims, write the report.",
    discussion: """
      Writes report.html, key-points.md, findings.json, claims.json, ledger.json, evidence/*.csv and figures/*.csv. \
      Sources that did not change since the last run are not read again; a run that was stopped can simply be started \
      again and ends with the same bytes.

      Example: tallyman investigate Examples/surging-trade --output report
      """)

  @OptionGroup var inquiry: CaseArgument

  @Option(name: .shortAndLong, help: "Where to write the report (default: the case's own output folder).")
  var output: String?

  @Flag(help: "Print the outcome as JSON.")
  var json = false

  @Flag(help: "End with exit code 1 when a claim fails.")
  var strict = false

  func run() async throws {
    let inquiry = try inquiry.read()
    let folder = output.map { URL(filePath: $0, directoryHint: .isDirectory) } ?? inquiry.folder.appending(path: "output")
    let printer = ProgressPrinter(isQuiet: self.inquiry.quiet || json)
    let engine = try await Engines.open(for: inquiry)
    let result = try await Investigation(inquiry, engine: engine, progress: printer.show).run()
    printer.show(CaseProgress(.publishing))
    try await Publication(
      result: result, rows: CaseRecords(engine: engine), assets: Engines.dependencies?.appending(path: "share"),
      hedges: (Hedges.table + Hedges.suffixes).map {
        HedgeReading(words: $0.words.joined(separator: ", "), meaning: $0.meaning)
      } + Hedges.rules.map { HedgeReading(words: $0.words, meaning: $0.meaning) },
      detectors: DetectorRegistry.all.map { $0.declaration }.map {
        DetectorNote(id: $0.id, title: $0.title, finds: $0.finds, doesNotMean: $0.doesNotMean)
      },
      translator: Translator(inquiry.translations)
    ).write(to: folder)
    // Closed in order, so that the next run need not read a log.
    try await engine.close()
    printer.show(CaseProgress(.publishing, isFinished: true, note: folder.relativePath))

    let outcome = Outcome(result, output: folder.relativePath)
    print(json ? try outcome.json() : outcome.words(isQuiet: self.inquiry.quiet))
    if strict && outcome.claims.fails > 0 { throw ExitCode(Exit.claimFails) }
  }
}
