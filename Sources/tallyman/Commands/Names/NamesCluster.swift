// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Documents
import Foundation
import Intake
import Names
import Publishing

struct NamesCluster: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cluster",
    abstract: "Group the names of a file into bodies: who is the same, and why.",
    discussion: """
      The input is a CSV file, plain or .gz, with the columns id and name, and perhaps country, address, registered (the \
      day, 2019-03-01 or 01.03.2019) and registry numbers (inn, ogrn, kpp, uscc, lei, bin, unp, edrpou, vkn, mersis, hkcr, hkbr); \
      other columns are passed over. The output has a row for each row, in the same order: id, cluster (the least id of the \
      cluster), reason, score.

      The same number joins, whatever the names; two different numbers of one kind (KPP aside) never come into one \
      cluster. Else names decide, across scripts and misspellings: groups are joined while their members, pair by pair, \
      are on average likelier than --threshold to be one, so that a chain of weak likenesses joins nothing. A name that \
      fits two bodies that can't be one joins neither. A number with a wrong check digit is told and not used. Country, \
      address and day of registration qualify how likely two names are one; by themselves they join and part nobody.

      The reason says which words met, and which term of the score speaks most for the pair and which against it.

      Example: tallyman names cluster --input firms.csv --output clusters.csv
      """)

  @Option(help: "The file of names.") var input: String
  @Option(help: "Where to write id,cluster,reason,score.") var output: String
  @Option(help: "How likely two names must be one, 0 to 1.") var threshold = ClusterRule.ofNames.threshold
  @Option(
    name: .customLong("kept-apart"),
    help: ArgumentHelp("Also write the pairs that look like one and were kept apart, with the reason.", valueName: "file"))
  var keptApart: String?
  @Option(
    help: ArgumentHelp(
      "Write the terms of all pairs that are looked at, for fitting weights, and no clusters.", visibility: .hidden))
  var features: String?
  @Option(help: ArgumentHelp("Of one name in so many.", visibility: .hidden)) var every = 1
  @Option(help: "How many threads work at once; one a processor core if not given.") var threads: Int?
  @Flag(name: .shortAndLong, help: "Say nothing but errors.") var quiet = false

  func validate() throws {
    if !(threshold > 0 && threshold < 1) { throw ValidationError("--threshold takes a number between 0 and 1.") }
    if let threads, threads < 1 { throw ValidationError("--threads takes a whole number from 1.") }
    for path in [output, keptApart].compactMap(\.self) {
      if path.hasSuffix(".gz") {
        throw ValidationError("The output is written plain; name a file without .gz: '\(path.dropLast(3))'.")
      }
      if URL(filePath: path).standardizedFileURL == URL(filePath: input).standardizedFileURL {
        throw ValidationError("'\(path)' is the input; name another file to write to.")
      }
    }
  }

  private var width: Int { threads ?? ProcessInfo.processInfo.activeProcessorCount }

  func run() throws {
    let table = try NameTable(input)
    for note in table.notes where !quiet { Terminal.error("\(input): \(note)") }
    if let features { return try writeFeatures(table.rows, to: features) }
    let found = NameClusters(table.rows, rule: ClusterRule(threshold: threshold), width: width)
    let placements = found.placements(width: width)
    let rows = table.rows
    let text = ParallelText.pieces(rows.count, width: width) { index, text in
      let placement = placements[index]
      text += "\(Self.cell(rows[index].id)),\(Self.cell(placement.cluster)),\(CSV.cell(placement.reason)),\(Self.score(placement.score))\n"
    }
    try OutputFile.write(["id,cluster,reason,score\n"] + text, to: output)
    if let keptApart {
      var text = "left,right,score,why\n"
      for pair in found.keptApart() {
        text += "\(Self.cell(pair.a)),\(Self.cell(pair.b)),\(Self.score(pair.score)),\(CSV.cell(pair.why))\n"
      }
      try OutputFile.write([text], to: keptApart)
    }
    guard !quiet else { return }
    let clusters = Set(found.clusters.roots).count
    let names = table.rows.count == 1 ? "1 name" : "\(table.rows.count) names"
    print("\(names), \(clusters == 1 ? "1 cluster" : "\(clusters) clusters"): \(output)")
  }

  /// A line with the terms' names; then for each pair the places of its rows and its terms, four bytes each.
  private func writeFeatures(_ rows: [NameClusters.Row], to path: String) throws {
    let index = NameIndex(rows.map { IndexedName($0.name, country: $0.country) }, width: width)
    let file = try OutputFile(path)
    try file.write(Array((NameIndex.termNames.joined(separator: ",") + "\n").utf8))
    try index.eachTerms(of: index.candidates(width: width, every: every)) { bytes in try file.write(bytes) }
    try file.finish()
  }

  /// An id must come out as it went in, or it could not be joined to its row: only quoted.
  private static func cell(_ text: String) -> String {
    text.utf8.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D } ? "\"\(text.replacing("\"", with: "\"\""))\"" : text
  }

  private static func score(_ score: Float) -> String {
    let thousandths = Int((score * 1000).rounded())
    let digits = String(thousandths % 1000)
    return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - digits.count) + digits
  }
}
