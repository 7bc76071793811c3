// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Casework
import Foundation
import Goods
import Intake

struct ClassifyGoods: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "classify",
    abstract: "Label the rows of a CSV file with the goods that their texts name.",
    discussion: """
      Writes a CSV file with the columns id, goods, confidence and because: a row for each label, in the order of the \
      input. A text that names none of the goods gets no row; the closing lines say how many did not.

      A column is read by its name: with "group" in it as the choice from a registry's fixed list, with "trademark" \
      or "brand" as the brand, with "model" as the model, with "regulation" as the technical regulations; any other as \
      the description. The columns of --context (the maker) are consulted only where the texts leave the kind open.

      A label says which kind of goods a list groups texts under. With --all, also narrower kinds \
      (semiconductor beside semiconductor-or-component) and goods that are listed only so that others are not taken \
      for them (electric motors).

      Example:
        tallyman goods classify --input filings.csv --id id --text product,group,trademark,model \\
          --context manufacturer --output goods.csv
      """)

  @Option(help: "The CSV file to read, with a header; gzip is unpacked.") var input: String
  @Option(help: "The column that identifies a row.") var id: String
  @Option(help: ArgumentHelp("The columns of text, with commas between.", valueName: "columns")) var text: String
  @Option(help: ArgumentHelp("Columns that name the maker, with commas between.", valueName: "columns"))
  var context: String?
  @Option(help: "The CSV file to write; - for standard output.") var output: String
  @Option(help: "The file's encoding: \(TextEncoding.allCases.map(\.rawValue).joined(separator: ", ")).")
  var encoding: String = TextEncoding.utf8.rawValue
  @Option(help: "The character between cells; tab for a tabulator.") var delimiter: String = ","
  @Option(name: .customLong("at-least"), help: "The least confidence of a label, 0 to 1.") var least: Double = 0
  @Flag(help: "Also write narrower kinds, and goods listed only so that others are not taken for them.") var all = false
  @OptionGroup var lists: GoodsListArgument

  func validate() throws {
    if !(0...1).contains(least) { throw ValidationError("--at-least takes a number from 0 to 1.") }
    if TextEncoding(rawValue: encoding) == nil {
      throw ValidationError(
        "'\(encoding)' is no encoding here. Known: \(TextEncoding.allCases.map(\.rawValue).joined(separator: ", ")).")
    }
    if separator == nil { throw ValidationError("--delimiter takes one character, or the word tab.") }
    if Self.names(text).isEmpty { throw ValidationError("--text needs at least one column.") }
    if output != "-", URL(filePath: output).standardizedFileURL == URL(filePath: input).standardizedFileURL {
      throw ValidationError("--output must be another file than --input.")
    }
  }

  private var separator: UInt8? {
    if delimiter == "tab" { return 9 }
    let bytes = Array(delimiter.utf8)
    return bytes.count == 1 ? bytes[0] : nil
  }

  private static func names(_ list: String?) -> [String] {
    (list ?? "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
  }

  func run() async throws {
    let catalogue = try lists.catalogue()
    let file = try TableFile(
      URL(filePath: input), shownAs: input, encoding: TextEncoding(rawValue: encoding) ?? .utf8,
      delimiter: separator ?? UInt8(ascii: ","))
    let columns = TextColumns(id: id, text: Self.names(text), context: Self.names(context))
    let classification = try GoodsClassification(catalogue, all: all, least: least)
    let target = try OutputFile(output)
    var shown = -1
    let summary: GoodsClassification.Summary
    do {
      summary = try await classification.run(file, columns: columns) { done, size in
        let percent = size > 0 ? done * 100 / size : 0
        if Terminal.isInteractive, percent != shown {
          shown = percent
          Terminal.raw("\r  \(percent) %")
        }
      } write: { try target.write($0) }
      try target.finish()
    } catch {
      target.abandon()
      throw error
    }
    if Terminal.isInteractive { Terminal.raw("\r      \r") }
    let words = Self.words(summary, catalogue)
    if output == "-" { Terminal.error(words) } else { print(words) }
  }

  private static func words(_ summary: GoodsClassification.Summary, _ catalogue: GoodsCatalogue) -> String {
    func n(_ number: Int) -> String { number.formatted(.number.locale(.init(identifier: "en"))) }
    var lines = [
      "\(n(summary.rows)) rows: \(n(summary.labelled)) with a label, \(n(summary.unlabelled)) whose text names none of the goods, "
        + "\(n(summary.withoutText)) without text, \(n(summary.rejected)) not readable"
    ]
    lines += summary.firstRejections.map { "  \($0)" }
    if summary.rejected > summary.firstRejections.count {
      lines.append("  and \(n(summary.rejected - summary.firstRejections.count)) more")
    }
    let open = summary.useNotStated
    lines.append("\(n(summary.labels)) labels" + (open > 0 ? ", \(n(open)) of them with the use not stated" : ""))
    let counts = summary.byGoods.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let width = counts.map(\.key.count).max() ?? 0
    for (goods, count) in counts {
      lines.append("  \(goods.padding(toLength: width, withPad: " ", startingAt: 0))  \(n(count))")
    }
    return lines.joined(separator: "\n")
  }
}
