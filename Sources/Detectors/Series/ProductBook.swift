// SPDX-License-Identifier: Apache-2.0

import Measures
import Trade
import Warehouse

/// What the products of series are called, and which of them can't be followed from one edition of the codes to another.
struct ProductBook: Sendable {
  struct Entry: Sendable, Hashable {
    /// Goods that all of the code is of.
    var goods: [String] = []
    /// Of the goods with the fewest codes, which says most.
    var title: String?
    var breadth = Int.max
    var goodsClass: GoodsClass?
    /// Titles of goods that the code holds among others. A series of it says nothing of these alone.
    var among: [String] = []
    /// The first day on which a dated goods list holds it; nil when none of the case does.
    var listedFrom: Day?
  }

  private var entries: [String: Entry] = [:]
  private var moved: Set<String> = []
  /// After the case's own table.
  private var labels: [String: String] = [:]

  init(at desk: any Desk) async throws {
    let table = try await desk.kept(
      """
      SELECT substr(c.goods_code, 1, 6) AS product, g.goods, min(g.title) AS title, min(g.class) AS class,
        min(l.valid_from) AS valid_from, max(CASE WHEN c.wider THEN 1 ELSE 0 END) = 1 AS wider, max(coalesce(p.codes, 0)) AS codes
      FROM goods_code AS c JOIN goods AS g ON g.goods = c.goods
      LEFT JOIN (SELECT goods, min(valid_from) AS valid_from FROM goods_listing GROUP BY goods) AS l ON l.goods = g.goods
      LEFT JOIN (SELECT goods, count(DISTINCT prefix) AS codes FROM goods_prefix GROUP BY goods) AS p ON p.goods = g.goods
      WHERE c.goods_code <> 'TOTAL' GROUP BY 1, 2 ORDER BY 1, 2
      """)
    let (products, goods) = (try table.words("product"), try table.words("goods"))
    let (titles, classes) = (try table.texts("title"), try table.texts("class"))
    let (listed, wider, codes) = (try table.days("valid_from"), try table.booleans("wider"), try table.counts("codes"))
    for row in 0..<table.count {
      var entry = entries[products[row]] ?? Entry()
      if wider[row] == true {
        entry.among.append(titles[row] ?? goods[row])
      } else {
        entry.goods.append(goods[row])
        if codes[row] < entry.breadth { (entry.title, entry.breadth) = (titles[row] ?? entry.title, codes[row]) }
        entry.goodsClass = GoodsBook.gravest([entry.goodsClass, classes[row].flatMap(GoodsClass.init)].compactMap(\.self))
      }
      entry.listedFrom = [entry.listedFrom, listed[row]].compactMap(\.self).min()
      entries[products[row]] = entry
    }
    let named = try await desk.kept(
      "SELECT goods_code, label FROM goods_label WHERE length(goods_code) <= 6 ORDER BY 1")
    labels = Dictionary(zip(try named.words("goods_code"), try named.words("label")), uniquingKeysWith: { first, _ in first })
    let headings = try await desk.kept("SELECT DISTINCT heading FROM heading_moved WHERE NOT coalesce(scrap_only, FALSE) ORDER BY 1")
    moved = Set(try headings.words("heading"))
  }

  func entry(_ product: String) -> Entry? { entries[product] }

  /// `HS 8542.31 (Processors)` after the goods lists, else what the case's table or the heading is called; `all goods`.
  func name(_ product: String) -> String {
    guard product != SeriesBook.total else { return "all goods of the source" }
    let code = product.count > 4 ? "\(product.prefix(4)).\(product.dropFirst(4))" : product
    let label = entries[product]?.title ?? labels[product] ?? HSHeadings.label(String(product.prefix(4)))
    return "HS \(code)" + (label.map { " (\($0))" } ?? "")
  }

  /// What must be said of a code that a goods list names for a part of what it holds.
  func notes(_ product: String) -> [String] {
    guard let entry = entries[product], !entry.among.isEmpty else { return [] }
    let code = product.count > 4 ? "\(product.prefix(4)).\(product.dropFirst(4))" : product
    return ["HS \(code) holds other goods besides \(Wording.list(entry.among, most: 3))."]
  }

  /// True when the heading holds other goods in another edition, so that a growth over both would compare what differs.
  func isMoved(_ product: String) -> Bool { moved.contains(String(product.prefix(4))) }
}
