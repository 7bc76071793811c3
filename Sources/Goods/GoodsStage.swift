// SPDX-License-Identifier: Apache-2.0

import Columns
import Foundation
import Trade
package import Warehouse

/// How many records were found to be of some goods.
package struct GoodsCount: Sendable, Hashable {
  package var goods: String
  /// By their customs code.
  package var byCode: Int
  /// By their text. A record may be found by both.
  package var byText: Int
  /// Named by a text, and set aside because the weight of a piece can't be that of such goods.
  package var setAside: Int

  /// "12 kinds of goods in the records", and how many records were set aside.
  package static func words(_ counts: [GoodsCount]) -> String {
    let aside = counts.reduce(0) { $0 + $1.setAside }
    let number = counts.filter { $0.byCode + $0.byText > 0 }.count
    let kinds = "\(number) \(number == 1 ? "kind" : "kinds") of goods in the records"
    if aside == 0 { return kinds }
    return kinds + "; \(aside) \(aside == 1 ? "record" : "records") set aside: a piece weighs what such goods can't"
  }
}

/// Says of each record which goods it is of: rebuilds `goods`, `goods_listing`, `goods_member`, `goods_edition`, `goods_prefix`, `goods_code`,
/// `goods_record`, `goods_set_aside`, `goods_label`, `edition_pair`, `edition_known`, `edition_link` and `heading_moved` from `record`, all or nothing.
///
/// Only distinct codes and distinct texts leave the engine, texts in pages, so memory does not grow with the case.
/// The same records and lists give the same tables, row by row.
package struct GoodsStage: Sendable {
  let engine: any Engine
  let catalogue: GoodsCatalogue
  /// Texts that are held in memory at a time.
  let pageSize: Int
  private let concordance: Concordance?
  private let labels: CodeLabels?

  /// - Parameters:
  ///   - concordance: a whole table of codes of different editions, where the case has one.
  ///   - labels: what single codes are called, likewise.
  package init(
    engine: any Engine, catalogue: GoodsCatalogue, concordance: Concordance? = nil, labels: CodeLabels? = nil, pageSize: Int = 100_000
  ) {
    self.engine = engine
    self.catalogue = catalogue
    self.concordance = concordance
    self.labels = labels
    self.pageSize = pageSize
  }

  /// - Returns: goods with at least one record, by id.
  /// - Throws: ``WarehouseError``; the tables are then as they were.
  @discardableResult
  package func run() async throws -> [GoodsCount] {
    let codes = catalogue.codeMatcher()
    let texts = try catalogue.textMatcher()
    let known = try EditionChanges.builtIn()
    let changes = concordance.map { known.completed(by: $0) } ?? known
    return try await engine.transaction {
      try await writeCatalogue(changes)
      try await matchCodes(codes)
      try await matchTexts(texts)
      try await takeBare()
      try await setAside()
      return try await counts()
    }
  }

  func clear(_ tables: [String]) async throws {
    for table in tables { try await engine.execute("DELETE FROM \(identifier: table)") }
  }

  // MARK: What the lists say

  private func writeCatalogue(_ changes: EditionChanges) async throws {
    try await clear(["goods", "goods_listing", "goods_member", "goods_edition", "goods_prefix", "goods_label"])
    try await fill(
      "goods", [("goods", .text), ("title", .text), ("class", .text), ("list", .text)], catalogue.items
    ) { item, columns in
      columns[0].append(item.id)
      columns[1].append(item.title)
      columns[2].append(item.goodsClass.rawValue)
      columns[3].append(item.list)
    }
    try await fill(
      "goods_listing", [("goods", .text), ("valid_from", .day), ("valid_until", .day)],
      catalogue.items.filter { $0.validFrom != nil || $0.validUntil != nil }
    ) { item, columns in
      columns[0].append(item.id)
      for (column, day) in zip(columns.dropFirst(), [item.validFrom, item.validUntil]) {
        if let day { column.append(day: day.number) } else { column.appendNull() }
      }
    }
    let members = catalogue.members.keys.sorted().flatMap { selector in
      (catalogue.members[selector] ?? []).map { (selector, $0) }
    }
    try await fill("goods_member", [("selector", .text), ("goods", .text)], members) { member, columns in
      columns[0].append(member.0)
      columns[1].append(member.1)
    }
    try await fill(
      "goods_edition", [("goods", .text), ("hs_edition", .text), ("wider", .boolean), ("by_words", .boolean)], catalogue.editions
    ) { row, columns in
      columns[0].append(row.goods)
      columns[1].append(row.edition.rawValue)
      columns[2].append(row.wider)
      columns[3].append(row.byWords)
    }
    try await fill(
      "goods_prefix", [("goods", .text), ("hs_edition", .text), ("prefix", .text)], catalogue.prefixes
    ) { row, columns in
      columns[0].append(row.goods)
      columns[1].append(row.edition.rawValue)
      columns[2].append(row.prefix)
    }
    try await fill(
      "goods_label", [("goods_code", .text), ("label", .text)], (labels?.labels ?? [:]).sorted { $0.key < $1.key }
    ) { row, columns in
      columns[0].append(row.key)
      columns[1].append(row.value)
    }
    try await writeChanges(changes)
  }

  func fill<Row: Sendable>(
    _ table: String, _ fields: [(name: String, type: BatchSchema.FieldType)], _ rows: [Row],
    append: @escaping @Sendable (Row, [ColumnBuilder]) -> Void
  ) async throws {
    if rows.isEmpty { return }
    try await engine.ingest(into: table, create: false, from: RowSource(fields, rows, append: append))
  }

  // MARK: Codes

  private func matchCodes(_ matcher: CodeMatcher) async throws {
    try await clear(["goods_code"])
    let known = try await engine.table(
      """
      SELECT DISTINCT hs_edition, goods_code FROM record
      WHERE goods_code IS NOT NULL AND goods_code <> 'TOTAL' ORDER BY hs_edition NULLS FIRST, goods_code
      """)
    var rows: [(match: CodeMatch, edition: String?, code: String)] = []
    for (edition, written) in zip(try known.texts("hs_edition"), try known.texts("goods_code")) {
      guard let written, let code = HSCode(written) else { continue }
      // An edition of another nomenclature is not an unknown one: its codes may mean anything.
      let parsed = edition.flatMap(HSEdition.init)
      if edition != nil, parsed == nil { continue }
      rows += matcher.matches(code, edition: parsed).map { ($0, edition, written) }
    }
    try await fill(
      "goods_code",
      [("goods", .text), ("hs_edition", .text), ("goods_code", .text), ("wider", .boolean), ("by_words", .boolean)], rows
    ) { row, columns in
      columns[0].append(row.match.goods)
      columns[1].append(row.edition)
      columns[2].append(row.code)
      columns[3].append(row.match.wider)
      columns[4].append(row.match.byWords)
    }
  }

  // MARK: Counts

  private func counts() async throws -> [GoodsCount] {
    let table = try await engine.table(
      """
      WITH by_code AS (
        SELECT g.goods, sum(CASE WHEN g.by_words THEN c.records - c.described ELSE c.records END) AS records
        FROM (SELECT hs_edition, goods_code, count(*) AS records,
            count(CASE WHEN grade IN (\(list: Self.describedGrades)) THEN 1 END) AS described
          FROM record GROUP BY hs_edition, goods_code) c
        JOIN goods_code g ON g.goods_code = c.goods_code AND g.hs_edition IS NOT DISTINCT FROM c.hs_edition
        GROUP BY g.goods),
      by_text AS (SELECT goods, count(*) AS records FROM goods_record GROUP BY goods),
      aside AS (SELECT goods, count(*) AS records FROM goods_set_aside GROUP BY goods)
      SELECT g.goods, CAST(coalesce(c.records, 0) AS BIGINT) AS by_code, CAST(coalesce(t.records, 0) AS BIGINT) AS by_text,
        CAST(coalesce(a.records, 0) AS BIGINT) AS set_aside
      FROM goods g LEFT JOIN by_code c ON c.goods = g.goods LEFT JOIN by_text t ON t.goods = g.goods
        LEFT JOIN aside a ON a.goods = g.goods
      WHERE c.records IS NOT NULL OR t.records IS NOT NULL OR a.records IS NOT NULL ORDER BY g.goods
      """)
    let (codes, texts) = (try table.integers("by_code"), try table.integers("by_text"))
    let aside = try table.integers("set_aside")
    return try table.texts("goods").enumerated().map { index, goods in
      GoodsCount(goods: goods ?? "", byCode: codes[index] ?? 0, byText: texts[index] ?? 0, setAside: aside[index] ?? 0)
    }
  }
}
