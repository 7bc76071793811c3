// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Casework
import Trade
import Warehouse

struct TakeIn: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "intake",
    abstract: "Take in a case's sources and show the ledger, nothing more.",
    discussion: """
      For every source: rows read = accepted + rejected + excluded, with reasons. What did not change since the last \
      run is not read again, and a run that was stopped can simply be started again. An investigation does this first; \
      alone it is the quickest way to see whether a mapping fits a file.

      Example: tallyman intake Examples/surging-trade
      """)

  @OptionGroup var inquiry: CaseArgument

  @Flag(help: "Print the ledger as JSON.")
  var json = false

  func run() async throws {
    let inquiry = try inquiry.read()
    let printer = ProgressPrinter(isQuiet: self.inquiry.quiet || json)
    let engine = try await Engines.open(for: inquiry)
    let ledger = try await Investigation(inquiry, engine: engine, progress: printer.show).takeIn()
    let rejected = try await CaseRecords(engine: engine).rejections(ledger)
    try await engine.close()
    print(json ? try LedgerText.json(ledger) : LedgerText.plain(ledger, rejected: rejected))
  }
}
