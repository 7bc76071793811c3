// SPDX-License-Identifier: Apache-2.0


import Trade
import Warehouse

extension CaseRecords {
  /// The kinds of goods that records were found to be of, most records first.
  package func goods() async throws -> [GoodsLine] {
    let table = try await engine.table(
      """
      WITH found AS (
        SELECT gc.goods, r.source, r."row" FROM goods_code gc
          JOIN record r ON r.goods_code = gc.goods_code AND r.hs_edition IS NOT DISTINCT FROM gc.hs_edition
        UNION
        SELECT goods, source, "row" FROM goods_record
      )
      SELECT g.goods, g.title, g.class, g.list, count(*) AS records
      FROM found f JOIN goods g USING (goods)
      GROUP BY g.goods, g.title, g.class, g.list
      ORDER BY records DESC, g.goods
      """)
    let (ids, titles, classes) = (try table.texts("goods"), try table.texts("title"), try table.texts("class"))
    let (lists, records) = (try table.texts("list"), try table.integers("records"))
    return (0..<table.count).map { row in
      GoodsLine(
        id: ids[row] ?? "", title: titles[row] ?? "",
        goodsClass: classes[row].flatMap(GoodsClass.init(rawValue:)) ?? .noConcern, list: lists[row] ?? "",
        records: records[row] ?? 0)
    }
  }
}
