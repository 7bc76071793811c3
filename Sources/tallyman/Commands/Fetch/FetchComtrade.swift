// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Connectors
import Trade

struct FetchComtrade: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "comtrade", abstract: "Trade between two countries from UN Comtrade, as JSON.",
    discussion: """
      A country that stopped publishing is seen through its partners: ask these as --reporter. Periods that a country has \
      not published are told, never filled. An answer that is full may be a part, so it is not kept, and the question is \
      cut up until each answer fits.

        tallyman fetch comtrade --reporter CHN --partner RUS --period 2022-01..2023-07 --goods 842952,870421
        tallyman fetch comtrade --reporter DEU --partner KGZ --period 2019..2022 --frequency year --goods TOTAL \\
          --key-variable COMTRADE_KEY
      """)

  @Option(help: "Who published the figures: ISO's three letters.") var reporter: String
  @Option(help: "With whom it traded: ISO's three letters, or WLD.") var partner: String
  @Option(help: "The codes of goods, of two, four or six digits, with commas; or TOTAL.") var goods: String
  @Option(help: "The time: 2022-01..2023-07, or 2019..2022 with --frequency year.") var period: String
  @Option(help: "export, import or both.") var flow = ComtradeQuestion.Flow.export
  @Option(help: "month or year.") var frequency = ComtradeQuestion.Frequency.month
  @Option(
    name: .customLong("key-variable"),
    help: ArgumentHelp(
      "The environment variable that holds your key (free of charge): 250,000 rows an answer instead of 500.",
      valueName: "name"))
  var keyVariable: String?
  @OptionGroup var options: FetchOptions

  func run() async throws {
    guard let time = Period(period) else {
      throw ValidationError("'\(period)' is no period; write 2022-01, 2022-01..2023-07 or 2022.")
    }
    let codes = goods.split(separator: ",").map { $0.trimmingPrefix(" ") }.map(String.init)
    let question = try ComtradeQuestion(
      reporter: reporter, partner: partner, goods: codes, flow: flow, frequency: frequency, period: time)
    let key = try keyVariable.map { try FetchOptions.secret($0, what: "the key") }
    var connector = ComtradeConnector(try options.server(of: ComtradeConnector.self), question: question, key: key)
    connector.missing = { periods in
      if !periods.isEmpty {
        Terminal.error("not published by \(question.reporter), so not fetched: \(periods.joined(separator: ", "))")
      }
    }
    try await options.fetch(connector)
  }
}

extension ComtradeQuestion.Flow: ExpressibleByArgument {}
extension ComtradeQuestion.Frequency: ExpressibleByArgument {}
