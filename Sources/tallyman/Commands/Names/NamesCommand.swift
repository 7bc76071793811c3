// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

struct NamesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "names",
    abstract: "Compare names, match them with a list, group them into bodies.",
    // One a line, in the order of the help.
    subcommands: [
      NamesCompare.self,
      NamesMatch.self,
      NamesCluster.self,
      NamesBench.self,
      NamesSpeed.self,
      NamesWords.self,
    ])
}
