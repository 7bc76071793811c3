// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Casework
import Foundation
import Measures
import Publishing
import Trade
import Warehouse

struct AskMeasure: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "measure",
    abstract: "Answer one question over a case's records, with its bounds, its SQL and its rows.",
    discussion: """
      A measure is what × which × how. What: value, weight, quantity, records, parties, indicator. How: total, growth, \
      multiple, share, part-of-year, year-to-date, run-rate, record, unit-value. Options that select records may be \
      given several times, or with commas. A question that cannot be answered without comparing what is not comparable \
      is refused, with the reason.

      Examples:
        tallyman measure Examples/surging-trade --of value --how share --from CHN --to RUS --within from=WLD --period 2022 --source imf-totals
        tallyman measure my-case --of value --how growth --goods aramid-fibre --from CHN --to RUS --period 2022 --against 2021
      """)

  @OptionGroup var inquiry: CaseArgument

  @Option(help: "What to count or add up.") var of: String
  @Option(help: "How.") var how: String = "total"
  @Option(help: "Goods ids, list ids, or hs:8542 for a code as written.") var goods: [String] = []
  @Option(help: "Exporting side: ISO alpha-3, EU27 or WLD.") var from: [String] = []
  @Option(help: "Importing side: ISO alpha-3, EU27 or WLD.") var to: [String] = []
  @Option(help: "Who recorded it.") var reporter: [String] = []
  @Option(help: "export, import or two-way, as the reporter sees it.") var flow: String?
  @Option(help: "Source ids of the case.") var source: [String] = []
  @Option(help: "customs, statistic, filing, sighting or statement.") var grade: String?
  @Option(help: "Parties, by id, name or number (INN:7701234567).") var party: [String] = []
  @Option(help: "Roles of these parties, or of the parties to be counted.") var role: [String] = []
  @Option(help: "The published indicator to read.") var indicator: String?
  @Option(name: .customLong("code-length"), help: "Only codes of so many digits.") var codeLength: Int?
  @Flag(name: .customLong("codes-as-written"), help: "Compare codes as written, across HS editions.") var codesAsWritten = false
  @Flag(name: .customLong("listed-then"), help: "Only records of days on which the goods list held the goods.") var listedThen = false
  @Option(help: "USD: convert values of other currencies by the case's rates.") var currency: String?
  @Option(help: "The period: 2022, 2022-Q1, 2022-03, 2022-01..2022-10.") var period: String?
  @Option(help: "The period to compare with.") var against: String?
  @Option(help: ArgumentHelp("The whole, for a share: key=value of the selection that differs.", valueName: "key=value"))
  var within: [String] = []
  @Flag(help: "Print JSON.") var json = false

  func run() async throws {
    let measure = try MeasureReader.measure(flags: words())
    let inquiry = try inquiry.read()
    let printer = ProgressPrinter(isQuiet: self.inquiry.quiet || json || !Terminal.isInteractive)
    let engine = try await Engines.open(for: inquiry)
    let investigation = Investigation(inquiry, engine: engine, progress: printer.show)
    _ = try await investigation.prepare()
    let answer = try await investigation.desk().answer(measure)
    try await engine.close()
    print(json ? try AnswerText.json(answer) : AnswerText.plain(answer))
  }

  private func words() -> [String: [String]] {
    func split(_ values: [String]) -> [String] { values.flatMap { $0.split(separator: ",").map(String.init) } }
    var words: [String: [String]] = ["of": [of], "how": [how]]
    for (key, values) in [
      ("goods", goods), ("from", from), ("to", to), ("reporter", reporter), ("source", source), ("role", role),
    ] where !values.isEmpty { words[key] = split(values) }
    // Names of parties may hold commas.
    if !party.isEmpty { words["party"] = party }
    for (key, value) in [
      ("flow", flow), ("grade", grade), ("indicator", indicator), ("code-length", codeLength.map(String.init)),
      ("period", period), ("against", against), ("currency", currency),
    ] { if let value { words[key] = [value] } }
    if codesAsWritten { words["codes-as-written"] = ["true"] }
    if listedThen { words["listed-then"] = ["true"] }
    for entry in within {
      let parts = entry.split(separator: "=", maxSplits: 1).map(String.init)
      words["within.\(parts[0])"] = split([parts.count == 2 ? parts[1] : ""])
    }
    return words
  }
}
