// SPDX-License-Identifier: Apache-2.0

import Measures
import Trade
import Warehouse

/// The goods that the rows of a stage are of.
struct GoodsBook: Sendable {
  var ids: [String] = []
  var titles: [String] = []
  /// The gravest class among them; nil when none of the goods is known.
  var goodsClass: GoodsClass?

  init() {}

  /// Goods that are known to be of no concern are left out where others are: they are near misses of the lists.
  init(_ all: [(id: String, title: String, goodsClass: GoodsClass?)]) {
    let some = all.filter { $0.goodsClass != .noConcern }
    let kinds = some.isEmpty ? all : some
    ids = kinds.map(\.id)
    titles = kinds.map(\.title)
    goodsClass = Self.gravest(kinds.compactMap(\.goodsClass))
  }

  /// - Parameter stage: with the columns `source` and `"row"`.
  init(of stage: Stage, at desk: any Desk) async throws {
    let table = try await desk.table(Self.stage(of: stage))
    let (goods, titles, classes) = (try table.words("goods"), try table.texts("title"), try table.texts("class"))
    ids = goods
    self.titles = zip(goods, titles).map { $1 ?? $0 }
    goodsClass = Self.gravest(classes.compactMap { $0.flatMap(GoodsClass.init) })
  }

  static func gravest(_ classes: [GoodsClass]) -> GoodsClass? {
    // The cases are declared from the gravest down.
    GoodsClass.allCases.first { classes.contains($0) }
  }

  private static func stage(of stage: Stage) -> Stage {
    Stage(
      name: "goods-of-rows", grain: "one row a kind of goods",
      sql: """
        WITH picked AS (SELECT DISTINCT source, "row" FROM (\(fragment: stage.sql)) AS stage),
        usable AS (
          SELECT r.source, r."row", r.part, r.grade, r.goods_code, r.hs_edition
          FROM record AS r JOIN picked AS p ON p.source = r.source AND p."row" = r."row"
        )
        SELECT o.goods, min(g.title) AS title, min(g.class) AS class
        FROM (\(fragment: SharedStages.goodsOfUsable)) AS o LEFT JOIN goods AS g ON g.goods = o.goods
        GROUP BY o.goods ORDER BY o.goods
        """)
  }
}
