// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Goods
import Trade

struct ListGoods: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the kinds of goods, or show one with its codes and terms.",
    discussion: """
      Examples:
        tallyman goods list                     the lists and their kinds of goods
        tallyman goods list earth-moving        the kinds of a group or a list
        tallyman goods list drone               one kind: class, dates, codes by edition, terms
      """)

  @Argument(help: ArgumentHelp("An id of goods, of a group or of a list.", valueName: "goods")) var id: String?
  @OptionGroup var lists: GoodsListArgument

  func run() throws {
    let catalogue = try lists.catalogue()
    guard let id else {
      for list in catalogue.lists { print(Self.words(list, catalogue.items.filter { $0.list == list.id })) }
      return
    }
    let goods = try catalogue.goods(selectedBy: id)
    if goods == [id] {
      print(GoodsCard(try catalogue.item(id)).lines.joined(separator: "\n"))
      return
    }
    print(Self.table(try goods.map { try catalogue.item($0) }).joined(separator: "\n"))
  }

  private static func words(_ list: GoodsList, _ items: [GoodsItem]) -> String {
    var head = "\(list.id): \(list.title)"
    if let version = list.version { head += ", version \(version)" }
    return ([head, "  \(list.publisher)"] + table(items).map { "  " + $0 } + [""]).joined(separator: "\n")
  }

  private static func table(_ items: [GoodsItem]) -> [String] {
    let width = items.map(\.id.count).max() ?? 0
    let classes = items.map(\.goodsClass.rawValue.count).max() ?? 0
    return items.map { item in
      let since = item.validFrom.map { "  since \($0)" } ?? ""
      let id = item.id.padding(toLength: width, withPad: " ", startingAt: 0)
      return "\(id)  \(item.goodsClass.rawValue.padding(toLength: classes, withPad: " ", startingAt: 0))  \(item.title)\(since)"
    }
  }
}
