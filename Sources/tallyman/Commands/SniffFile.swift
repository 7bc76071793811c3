// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Intake

struct SniffFile: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sniff",
    abstract: "Look at a file: what it is, what its columns hold, and a source to paste into case.yaml.",
    discussion: """
      Tells format, encoding, header and columns from the file itself, recognises headings in English, Russian, Chinese, \
      Spanish and Turkish, compares them with what the cells hold, and proposes a profile and a mapping. What it is unsure \
      of it says, with the reason: read that list before you use the proposal. What it got wrong can be stated with the \
      options below, or corrected in the YAML.

      Examples:
        tallyman sniff sources/vendor.xlsx
        tallyman sniff sources/old.csv --encoding koi8-r --json
      """)

  @Argument(help: "The file.") var file: String
  @Flag(help: "Write JSON with the keys format, encoding, header, columns, profile, mapping and unsure.") var json = false
  @Option(help: "The sheet of a workbook.") var sheet: String?
  @Option(help: "The row with the names of the columns, such as 6, or 5-6 for two rows of them, or none.") var header: String?
  @Option(help: "The encoding of a text, such as windows-1251.") var encoding: String?
  @Option(help: "What stands between cells: one character, or tab.") var delimiter: String?
  @Option(help: "Where the rows stand in JSON (result.items) or XML (the name of an element).") var rows: String?

  func run() async throws {
    var options: [String: String] = [:]
    for (name, value) in [("sheet", sheet), ("header", header), ("delimiter", delimiter), ("rows", rows)] {
      guard let value else { continue }
      if let problem = FileLayout.problem(name, value) { throw ValidationError(problem) }
      options[name] = value
    }
    var known: TextEncoding?
    if let encoding {
      known = TextEncoding(rawValue: encoding)
      if known == nil {
        let all = TextEncoding.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("'\(encoding)' is no encoding that is known here. Known: \(all).")
      }
    }
    let url = URL(fileURLWithPath: file)
    // Only Parquet needs an engine, which lives in memory.
    let engine = Sniffer.needsEngine(url) ? try await Engines.inMemory() : nil
    let sniff = try await Sniffer().sniff(url, shownAs: file, options: options, encoding: known, engine: engine)
    print(json ? try SniffText.json(sniff) : SniffText.plain(sniff))
  }
}
