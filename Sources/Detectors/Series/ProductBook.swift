// SPDX-License-Identifier: Apache-2.0

import Measures
import Trade
import Warehouse

/// What the products of series are called, and which of them can't be followed from one edition of the codes to another.
struct ProductBook: Sendable {
  struct Entry: Sendable, Hashable {
    var goods: [String]
    var title: String?
    var goodsClass: GoodsClass?
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
      SELECT DISTINCT substr(c.goods_code, 1, 6) AS product, g.goods, g.title, g.class, l.valid_from
      FROM goods_code AS c JOIN goods AS g ON g.goods = c.goods
      LEFT JOIN (SELECT goods, min(valid_from) AS valid_from FROM goods_listing GROUP BY goods) AS l ON l.goods = g.goods
      WHERE c.goods_code <> 'TOTAL' ORDER BY 1, 2
      """)
    let (products, goods) = (try table.words("product"), try table.words("goods"))
    let (titles, classes) = (try table.texts("title"), try table.texts("class"))
    let listed = try table.days("valid_from")
    for row in 0..<table.count {
      var entry = entries[products[row]] ?? Entry(goods: [], title: nil, goodsClass: nil, listedFrom: nil)
      entry.goods.append(goods[row])
      entry.title = entry.title ?? titles[row]
      entry.goodsClass = GoodsBook.gravest([entry.goodsClass, classes[row].flatMap(GoodsClass.init)].compactMap(\.self))
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

  /// True when the heading holds other goods in another edition, so that a growth over both would compare what differs.
  func isMoved(_ product: String) -> Bool { moved.contains(String(product.prefix(4))) }
}
