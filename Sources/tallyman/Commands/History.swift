// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Casework
import Foundation
import Intake
import Warehouse

struct History: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show what releases of the data say of one declaration, filing or cell, and what changed between them.",
    discussion: """
      A row that stands again in a later release of a source, with other content, is kept in both versions. Measures take \
      the latest release known on the as-of date; this command shows all of them, field by field, with addresses.

      Name the number of a declaration or filing, or the address of any row, as source:row.

      Examples:
        tallyman history my-case 10013160/130223/0000001
        tallyman history my-case comtrade/2023-08:1742
      """)

  @OptionGroup var inquiry: CaseArgument
  @Argument(help: "A number, or the address of a row: source:row.") var number: String

  func run() async throws {
    let inquiry = try inquiry.read()
    let printer = ProgressPrinter(isQuiet: self.inquiry.quiet || !Terminal.isInteractive)
    let engine = try await Engines.open(for: inquiry)
    _ = try await Investigation(inquiry, engine: engine, progress: printer.show).prepare()
    let history = try await HistoryReader(engine: engine).history(of: number)
    try await engine.close()
    guard let history else {
      throw CaseError(
        .noSuchRecord,
        "No record has the number or address '\(number)'. Numbers are compared as written; an address is source:row.")
    }
    print(HistoryText.plain(history, asOf: inquiry.asOf))
  }
}
