// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Intake
import Names

struct NamesMatch: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "match",
    abstract: "Find the names of one file in a list.",
    discussion: """
      The list is a CSV file, plain or .gz, with the columns id and name, and perhaps country; further rows with the same \
      id are other names of the same. The queries have the columns query_id, each once, and query_name; other columns are \
      passed over. Commas, semicolons or tabs part the columns. The output has, for each query, the best entries of the list, best first, each id once with the name that \
      fits best: query_id, rank, id, score, matched_name. A query without an entry at the threshold has no row.

      The score is the probability that the two name the same, by name alone. A match is a lead, never a verdict.

      Example: tallyman names match --list sanctioned.csv --queries partners.csv --output matches.csv
      """)

  @Option(help: "The list: id,name[,country].") var list: String
  @Option(help: "The names to find: query_id,query_name.") var queries: String
  @Option(help: "Where to write query_id,rank,id,score,matched_name.") var output: String
  @Option(name: .customShort("k"), help: "The most entries for a query.") var most = 5
  @Option(help: "The least score that is written, from 0 to 1.") var threshold = 0.7
  @Flag(help: "The names are of natural persons.") var person = false
  @Option(help: "How many threads work at once; one a processor core if not given.") var threads: Int?
  @Flag(name: .shortAndLong, help: "Say nothing but errors.") var quiet = false

  func validate() throws {
    if most < 1 { throw ValidationError("-k takes a whole number from 1.") }
    if !(0...1).contains(threshold) { throw ValidationError("--threshold takes a number from 0 to 1.") }
    if let threads, threads < 1 { throw ValidationError("--threads takes a whole number from 1.") }
    if output.hasSuffix(".gz") {
      throw ValidationError("The output is written plain; name a file without .gz: '\(output.dropLast(3))'.")
    }
    for path in [list, queries] where URL(filePath: output).standardizedFileURL == URL(filePath: path).standardizedFileURL {
      throw ValidationError("'\(output)' is an input; name another file to write to.")
    }
  }

  func run() throws {
    let width = threads ?? ProcessInfo.processInfo.activeProcessorCount
    let listed = try ListedNames(list)
    let asked = try AskedNames(queries)
    let index = NameIndex(listed.names, kind: person ? .person : .organisation, width: width)
    // Several names of an entry may match; each entry is written once.
    let found = index.search(
      all: asked.names, limit: max(40, most * 8), threshold: threshold, width: width)
    var text = "query_id,rank,id,score,matched_name\n"
    var matched = 0
    for (query, hits) in zip(asked.ids, found) {
      var seen: Set<Int> = []
      for hit in hits where seen.count < most && seen.insert(listed.entries[hit.index]).inserted {
        let entry = listed.entries[hit.index]
        text += "\(OutputCell.text(query)),\(seen.count),\(OutputCell.text(listed.ids[entry])),"
        text += "\(OutputCell.score(hit.score)),\(OutputCell.text(listed.names[hit.index].name))\n"
      }
      if !seen.isEmpty { matched += 1 }
    }
    try OutputFile.write(text, to: output)
    if !quiet {
      for (path, count) in [(list, listed.nameless), (queries, asked.nameless)] where count > 0 {
        Terminal.error("\(path): \(count == 1 ? "1 row has" : "\(count) rows have") no name; nothing can match there.")
      }
      print("\(asked.names.count) queries, \(matched) with a match among \(listed.ids.count) entries: \(output)")
    }
  }
}
