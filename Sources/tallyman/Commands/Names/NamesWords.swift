// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Names

/// For `Benchmarks/names/public_names.py`: makes Sources/Names/Resources/word-counts.tsv.
struct NamesWords: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "words", abstract: "Count the words of names, one name a line.", shouldDisplay: false)

  @Argument(help: "A file with a name on each line.") var file: String
  @Option(help: "Leave out what fewer names hold.") var least = 6

  func run() throws {
    let text = try String(contentsOf: URL(filePath: file), encoding: .utf8)
    let index = NameIndex(text.split(separator: "\n").map { IndexedName(String($0)) })
    print("*\t\(index.count)")
    for (word, count) in index.wordCounts().sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) where count >= least {
      print("\(word)\t\(count)")
    }
  }
}
