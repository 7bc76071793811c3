// SPDX-License-Identifier: Apache-2.0

package import Trade
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

  /// The first rejected rows of each source, of every reason before a second of one, in words: file, row, column, what is wrong
  /// and what to do.
  package func rejections(_ ledger: [LedgerEntry], each limit: Int = 3) async throws -> [String: [String]] {
    var found: [String: [String]] = [:]
    for entry in ledger where entry.rejected > 0 {
      let table = try await engine.table(
        """
        SELECT "row", column_name, detail FROM (
          SELECT "row", column_name, detail, rank FROM (
            SELECT "row", column_name, detail,
              row_number() OVER (PARTITION BY reason ORDER BY "row" NULLS LAST, column_name) AS rank
            FROM rejection WHERE source = \(entry.id)) AS r
          ORDER BY rank, "row" NULLS LAST, column_name LIMIT \(limit)) AS r
        ORDER BY "row" NULLS LAST, column_name
        """)
      let (rows, columns) = (try table.integers("row"), try table.texts("column_name"))
      found[entry.id] = try table.texts("detail").enumerated().map { index, detail in
        let row = rows[index].map { ", row \($0)" } ?? ""
        let column = columns[index].map { ", column \($0)" } ?? ""
        return "\(entry.path)\(row)\(column): \(detail ?? "")"
      }
    }
    return found
  }
}
