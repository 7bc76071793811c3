// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Intake
import Names

struct NamesBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measure the comparison of names on public labelled sets.",
    discussion: """
      Prints recall, false alarms, average precision and F1 on the public sets, measured now, beside frozen figures that \
      were measured once on the same sets: nomenklatura 4.17.4 (logic-v2 with its blocking index), rapidfuzz 3.14.6 \
      (ratio, and token_sort for other scripts, on names put into Latin letters), and the first comparison of names that \
      this program had (perturbed names: on odd queries). Figures are shares from 0 to 1; the threshold is 0.7. "Held out" are the entities \
      that had no part in fitting the weights. docs/names.md says how these were chosen.

      --speed also times searches, comparisons, building, writing and reading on this machine, one thread unless said.

      Example: tallyman names bench --data ../shared/data
      """)

  @Option(help: "The folder with the public sets: bench/ and pairs/ are read.") var data = "../shared/data"
  @Flag(help: "Also measure speed.") var speed = false

  func run() throws {
    let sets = BenchSets(folder: URL(filePath: data, directoryHint: .isDirectory), shownAs: data)
    let figures = try BenchFigures(sets)
    print(figures.table)
    if speed { print("\n" + (try BenchSpeed(sets).text)) }
  }
}
