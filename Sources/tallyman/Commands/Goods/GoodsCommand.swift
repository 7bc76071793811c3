// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Casework
import Documents
import Foundation
import Goods

struct GoodsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "goods",
    abstract: "Say what goods texts and customs codes are of, and why.",
    discussion: """
      Goods lists are data: the built-in ones, and those of a case with --case. See docs/goods.md.

        tallyman goods list                             the kinds of goods, list by list
        tallyman goods explain "Погрузчик вилочный"     what a text is taken for, and what it is not
        tallyman goods explain --hs 8542310000 --date 2022-05-01
        tallyman goods classify --input filings.csv --id id --text product,group --output goods.csv
      """,
    subcommands: [ClassifyGoods.self, ExplainGoods.self, ListGoods.self])
}

/// The goods lists that a command works with.
struct GoodsListArgument: ParsableArguments {
  @Option(name: .customLong("case"), help: "The folder of a case: its goods lists are used, its own among them.")
  var folder: String?

  func catalogue() throws -> GoodsCatalogue {
    guard let folder else { return try GoodsCatalogue(builtIn: GoodsCatalogue.builtInLists) }
    return try Case(folder: URL(filePath: folder, directoryHint: .isDirectory)).goods
  }

  func labels() throws -> CodeLabels? {
    try folder.flatMap { try Case(folder: URL(filePath: $0, directoryHint: .isDirectory)).labels }
  }
}
