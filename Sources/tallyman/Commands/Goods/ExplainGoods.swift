// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Goods
import Trade

struct ExplainGoods: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain what a text or a customs code is taken for.",
    discussion: """
      With a text: the goods it names, how sure that is and which words decided; then words that look like goods and \
      were not taken for them, and why.

      With --hs: the goods whose codes it begins with, in the edition in force on --date or in every edition, and \
      whether the list was in force on that day; before that what its heading is called (with --case, the code \
      itself, where the case names a table of labels).

      Examples:
        tallyman goods explain "Шлем виртуальной реальности"
        tallyman goods explain "Средства электросвязи" --maker "Kirisun Communication Co., Ltd"
        tallyman goods explain --hs 8542310000 --date 2022-05-01
      """)

  @Argument(help: "A description of goods in Russian, Chinese or English.") var text: String?
  @Option(help: "The product group of a filing.") var group: String?
  @Option(help: "The brand.") var brand: String?
  @Option(help: "The model.") var model: String?
  @Option(help: "The maker.") var maker: String?
  @Option(help: "A customs code of 2 to 10 digits.") var hs: String?
  @Option(help: "The day of the record, YYYY-MM-DD.") var date: String?
  @Option(help: "The edition of the code, HS2007 to HS2022; without it, the one in force on --date.") var edition: String?
  @OptionGroup var lists: GoodsListArgument

  func validate() throws {
    if (text ?? group ?? brand ?? model) == nil && hs == nil {
      throw ValidationError("Give a text, or --hs with a customs code.")
    }
    if let hs, HSCode(hs) == nil { throw ValidationError("'\(hs)' is no customs code of 2 to 10 digits.") }
    if let date, Day(date) == nil { throw ValidationError("'\(date)' is no day; write YYYY-MM-DD.") }
    if let edition, HSEdition(rawValue: edition) == nil {
      let known = HSEdition.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("'\(edition)' is no edition. Known: \(known).")
    }
    if hs == nil, date != nil || edition != nil { throw ValidationError("--date and --edition go with --hs.") }
  }

  func run() throws {
    let catalogue = try lists.catalogue()
    if (text ?? group ?? brand ?? model) != nil {
      let subject = GoodsText(description: text, brand: brand, model: model, group: group, context: maker)
      print(try Self.words(subject, catalogue).joined(separator: "\n"))
    }
    if let hs, let code = HSCode(hs) {
      print(
        try CodeExplanation(
          code, day: date.flatMap { Day($0) }, edition: edition.flatMap(HSEdition.init), catalogue: catalogue, labels: try lists.labels()
        ).lines.joined(separator: "\n"))
    }
  }

  private static func words(_ text: GoodsText, _ catalogue: GoodsCatalogue) throws -> [String] {
    let (matches, dismissals) = try catalogue.textMatcher().explanation(of: text)
    var lines: [String] = []
    if matches.isEmpty { lines.append("The text names none of the goods on the lists in use.") }
    for match in matches {
      let item = try catalogue.item(match.goods)
      lines.append("\(match.goods): \(item.title) (\(item.goodsClass.words))")
      lines.append("  confidence \(match.confidence.formatted(.number.precision(.fractionLength(2)).locale(.init(identifier: "en"))))")
      lines.append("  because    \(match.because)")
    }
    if !dismissals.isEmpty {
      lines.append("Not taken for:")
      for dismissal in dismissals {
        lines.append("  \(dismissal.goods): '\(dismissal.words)' \(dismissal.reason.words)")
      }
    }
    return lines
  }
}
