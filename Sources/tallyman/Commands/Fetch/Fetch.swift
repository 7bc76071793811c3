// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Connectors

struct Fetch: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Fetch lists and statistics from their publishers.",
    discussion: """
      Writes each file as the publisher made it, with the day of its release in its name, never over another one, and \
      prints the lines for case.yaml. A server that fails in passing is asked again, its limits are kept, and a file that \
      was broken off goes on where it stopped. Only the publisher named is asked (or the mirror given with --server).

      Examples:
        tallyman fetch ofac --to my-case/sources
        tallyman fetch opensanctions ua_war_sanctions --to my-case/sources
        tallyman fetch comtrade --reporter CHN --partner RUS --period 2022-01..2023-07 --goods 842952,870421
      """,
    subcommands: [FetchOFAC.self, FetchUN.self, FetchEU.self, FetchOpenSanctions.self, FetchComtrade.self])
}

struct FetchOFAC: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ofac", abstract: "OFAC's sanctions lists: entries, aliases and addresses, as CSV.")

  @Option(help: "Which list: sdn or consolidated (the lists other than SDN).") var list = OFACConnector.List.sdn
  @OptionGroup var options: FetchOptions

  func run() async throws {
    try await options.fetch(OFACConnector(options.server(of: OFACConnector.self), list: list))
  }
}

struct FetchUN: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "un", abstract: "The UN Security Council's consolidated list, as XML.")

  @OptionGroup var options: FetchOptions

  func run() async throws { try await options.fetch(UNConnector(options.server(of: UNConnector.self))) }
}

struct FetchEU: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eu", abstract: "The EU's consolidated list of financial sanctions, as CSV.",
    discussion: """
      The Commission gives every user of its file service a token. Put yours into an environment variable:

        export EU_TOKEN=…
        tallyman fetch eu --token-variable EU_TOKEN
      """)

  @Option(
    name: .customLong("token-variable"),
    help: ArgumentHelp("The environment variable that holds your token.", valueName: "name"))
  var tokenVariable: String
  @OptionGroup var options: FetchOptions

  func run() async throws {
    let token = try FetchOptions.secret(tokenVariable, what: "the token")
    try await options.fetch(EUConnector(options.server(of: EUConnector.self), token: token))
  }
}

struct FetchOpenSanctions: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "opensanctions", abstract: "A dataset of OpenSanctions, its size and check sum tested.")

  @Argument(help: "The dataset, as OpenSanctions calls it: sanctions, us_ofac_sdn, ua_war_sanctions, …") var dataset: String
  @Option(help: "targets (one row a listed party, CSV) or entities (FollowTheMoney, with owners and directors).")
  var format = OpenSanctionsConnector.Format.targets
  @OptionGroup var options: FetchOptions

  func run() async throws {
    let server = try options.server(of: OpenSanctionsConnector.self)
    try await options.fetch(try OpenSanctionsConnector(server, dataset: dataset, format: format))
  }
}

extension OFACConnector.List: ExpressibleByArgument {}
extension OpenSanctionsConnector.Format: ExpressibleByArgument {}
