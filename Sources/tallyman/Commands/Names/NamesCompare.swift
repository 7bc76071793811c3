// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Intake
import Names

struct NamesCompare: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Tell how likely two names name the same, and why.",
    discussion: """
      Prints the probability, from 0 to 1, and which words met. --explain adds the weight of each word, what each feature \
      contributed and what was taken off. Names may be in Latin, Cyrillic, Chinese, Arabic and other letters.

      With --pairs: a CSV file, plain or .gz, with the columns left and right; the output has the same rows in the same \
      order with score and because. --list names a file with a column name: words are then as rare as they are there; \
      without it, as rare as in the public lists whose counts come with the program.

      Examples:
        tallyman names compare "ООО «Силва»" "SILVA LLC"
        tallyman names compare "深圳市大疆创新科技有限公司" "SZ DJI Technology Co., Ltd." --explain
        tallyman names compare "Ivan Petrovich Sidorov" "Сидоров И. П." --person
        tallyman names compare --pairs pairs.csv --output scored.csv
      """)

  @Argument(help: "A name.") var left: String?
  @Argument(help: "The name to compare it with.") var right: String?
  @Flag(help: "The names are of natural persons.") var person = false
  @Flag(help: "Tell how the score is made up.") var explain = false
  @Option(help: "Compare the pairs of a file.") var pairs: String?
  @Option(help: "Where to write the scored pairs.") var output: String?
  @Option(help: "A file of names that tells which words are rare.") var list: String?
  @Flag(help: "With --pairs: a column for each feature and qualifier, for fitting weights.") var features = false

  func validate() throws {
    if pairs == nil {
      guard left != nil, right != nil else {
        throw ValidationError("Give two names, or --pairs with a file that has the columns left and right.")
      }
      if output != nil { throw ValidationError("--output goes with --pairs.") }
      if features { throw ValidationError("--features goes with --pairs.") }
    } else {
      if left != nil { throw ValidationError("Give two names or --pairs, not both.") }
      if output == nil { throw ValidationError("--pairs needs --output: the file to write the scores to.") }
      if explain { throw ValidationError("--explain goes with two names; --pairs writes a column because.") }
    }
  }

  func run() throws {
    let index = NameIndex(try list.map(ListedNames.names) ?? [], kind: person ? .person : .organisation)
    if let pairs, let output {
      try compare(pairs, into: output, index)
    } else if let left, let right {
      let explanation = index.explain(left, right)
      print(explain ? ExplanationText.full(explanation) : ExplanationText.line(explanation))
    }
  }

  private func compare(_ pairs: String, into output: String, _ index: NameIndex) throws {
    let file = try TableFile(URL(filePath: pairs), shownAs: pairs)
    let (left, right) = (try file.required("left"), try file.required("right"))
    var rows: [(String, String)] = []
    while try file.next() != nil { rows.append((file.text(left) ?? "", file.text(right) ?? "")) }
    var text = "left,right,score"
    if features {
      text += "," + NameIndex.featureNames.joined(separator: ",") + "\n"
      for (row, values) in zip(rows, index.features(rows)) {
        let cells = values.dropLast().map { String($0) }
        text += "\(OutputCell.text(row.0)),\(OutputCell.text(row.1)),\(OutputCell.score(Double(values.last ?? 0))),"
        text += cells.joined(separator: ",") + "\n"
      }
    } else {
      text += ",because\n"
      for row in rows {
        let explanation = index.explain(row.0, row.1)
        text += "\(OutputCell.text(row.0)),\(OutputCell.text(row.1)),\(OutputCell.score(explanation.score)),"
        text += OutputCell.text(explanation.because) + "\n"
      }
    }
    try OutputFile.write(text, to: output)
    print("\(rows.count) pairs: \(output)")
  }
}
