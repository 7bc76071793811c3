// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

@main
struct Tallyman: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tallyman",
    abstract: "Follows goods: from customs records, filings and trade statistics to findings that lead back to their rows.",
    discussion: """
      A case is a folder: case.yaml names its sources; claims.yaml holds the sentences to be published, each bound to a \
      measure. Start with:

        tallyman investigate Examples/surging-trade     look at a finished case
        tallyman new my-case                            write a commented starter case
        tallyman sniff sources/vendor.xlsx              see what a file is, and how to take it in
        tallyman measure my-case --of value --how growth --goods aramid-fibre --from CHN --to RUS \\
          --period 2022 --against 2021                  ask one question

      Exit codes: 0 done; 1 a claim fails and --strict was given; 2 wrong usage; 3 the case or a source is wrong; \
      4 the engine failed.
      """,
    // One a line, in the order of the help.
    subcommands: [
      Investigate.self,
      SniffFile.self,
      TakeIn.self,
      AskMeasure.self,
      History.self,
      Fetch.self,
      New.self,
      Detectors.self,
      Explain.self,
      Detect.self,
      Translate.self,
      GoodsCommand.self,
      Review.self,
      NamesCommand.self,
    ])

  static func main() async {
    do {
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch {
      Exit.end(error, of: Self.self)
    }
  }
}
