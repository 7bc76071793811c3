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
}

/// Says of each record which goods it is of: rebuilds `goods`, `goods_listing`, `goods_member`, `goods_edition`, `goods_prefix`, `goods_code`,
/// `goods_record`, `edition_pair`, `edition_known`, `edition_link` and `heading_moved` from `record`, all or nothing.
///
/// Only distinct codes and distinct texts leave the engine, texts in pages, so memory does not grow with the case.
/// The same records and lists give the same tables, row by row.
package struct GoodsStage: Sendable {
  let engine: any Engine
  private let catalogue: GoodsCatalogue
  /// Texts that are held in memory at a time.
  private let pageSize: Int
  private let concordance: Concordance?

  /// - Parameter concordance: a whole table of codes of different editions, where the case has one.
  package init(
    engine: any Engine, catalogue: GoodsCatalogue, concordance: Concordance? = nil, pageSize: Int = 100_000
  ) {
    self.engine = engine
    self.catalogue = catalogue
    self.concordance = concordance
    self.pageSize = pageSize
  }

  /// Grades whose records describe goods in words.
  private static let describedGrades = [EvidenceGrade.customs, .filing, .sighting].map(\.rawValue)

  /// The texts of a record as one, for its key; `chr(31)` stands in no text.
  private var textKey: String {
    engine.dialect.key(
      ["description", "brand", "model", "goods_group"].map { "coalesce(r.\($0), '')" }.joined(
        separator: " || chr(31) || "))
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
      return try await counts()
    }
  }

  func clear(_ tables: [String]) async throws {
    for table in tables { try await engine.execute("DELETE FROM \(identifier: table)") }
  }

  // MARK: What the lists say

  private func writeCatalogue(_ changes: EditionChanges) async throws {
    try await clear(["goods", "goods_listing", "goods_member", "goods_edition", "goods_prefix"])
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
      "goods_edition", [("goods", .text), ("hs_edition", .text), ("wider", .boolean)], catalogue.editions
    ) { row, columns in
      columns[0].append(row.goods)
      columns[1].append(row.edition.rawValue)
      columns[2].append(row.wider)
    }
    try await fill(
      "goods_prefix", [("goods", .text), ("hs_edition", .text), ("prefix", .text)], catalogue.prefixes
    ) { row, columns in
      columns[0].append(row.goods)
      columns[1].append(row.edition.rawValue)
      columns[2].append(row.prefix)
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
    var rows: [(goods: String, edition: String?, code: String)] = []
    for (edition, written) in zip(try known.texts("hs_edition"), try known.texts("goods_code")) {
      guard let written, let code = HSCode(written) else { continue }
      // An edition of another nomenclature is not an unknown one: its codes may mean anything.
      let parsed = edition.flatMap(HSEdition.init)
      if edition != nil, parsed == nil { continue }
      rows += matcher.matches(code, edition: parsed).map { ($0.goods, edition, written) }
    }
    try await fill(
      "goods_code", [("goods", .text), ("hs_edition", .text), ("goods_code", .text)], rows
    ) { row, columns in
      columns[0].append(row.goods)
      columns[1].append(row.edition)
      columns[2].append(row.code)
    }
  }

  // MARK: Texts

  private func matchTexts(_ matcher: TextMatcher) async throws {
    try await clear(["goods_record"])
    let key = SQL(text: textKey)
    try await engine.execute("DROP TABLE IF EXISTS goods_text")
    try await engine.execute("DROP TABLE IF EXISTS goods_text_match")
    try await engine.execute(
      "CREATE TABLE goods_text (text_key VARCHAR, description VARCHAR, brand VARCHAR, model VARCHAR, goods_group VARCHAR)"
    )
    try await engine.execute(
      "CREATE TABLE goods_text_match (text_key VARCHAR, goods VARCHAR, confidence DOUBLE, because VARCHAR)")
    try await engine.execute(
      """
      INSERT INTO goods_text
      SELECT \(fragment: key), max(r.description), max(r.brand), max(r.model), max(r.goods_group)
      FROM record r WHERE r.grade IN (\(list: Self.describedGrades))
        AND coalesce(r.description, r.brand, r.model, r.goods_group) IS NOT NULL
      GROUP BY \(fragment: key)
      """)
    try await classifyPages(matcher)
    try await engine.execute(
      """
      INSERT INTO goods_record
      SELECT DISTINCT m.goods, r.source, r."row", m.confidence, m.because
      FROM record r JOIN goods_text_match m ON m.text_key = \(fragment: key)
      WHERE r.grade IN (\(list: Self.describedGrades))
      ORDER BY r.source, r."row", m.goods
      """)
    try await engine.execute("DROP TABLE goods_text")
    try await engine.execute("DROP TABLE goods_text_match")
  }

  private func classifyPages(_ matcher: TextMatcher) async throws {
    var last = ""
    while true {
      let page = try await engine.table(
        """
        SELECT text_key, description, brand, model, goods_group FROM goods_text
        WHERE text_key > \(last) ORDER BY text_key LIMIT \(pageSize)
        """)
      let keys = try page.texts("text_key").map { $0 ?? "" }
      guard let end = keys.last else { return }
      let (descriptions, brands) = (try page.texts("description"), try page.texts("brand"))
      let (models, groups) = (try page.texts("model"), try page.texts("goods_group"))
      let texts = keys.indices.map {
        GoodsText(description: descriptions[$0], brand: brands[$0], model: models[$0], group: groups[$0])
      }
      let matches = try await matcher.matchesInParallel(texts)
      let rows = zip(keys, matches).flatMap { key, matches in matches.map { (key, $0) } }
      try await fill(
        "goods_text_match", [("text_key", .text), ("goods", .text), ("confidence", .double), ("because", .text)], rows
      ) { row, columns in
        columns[0].append(row.0)
        columns[1].append(row.1.goods)
        columns[2].append(row.1.confidence)
        columns[3].append(row.1.because)
      }
      if keys.count < pageSize { return }
      last = end
    }
  }

  // MARK: Counts

  private func counts() async throws -> [GoodsCount] {
    let table = try await engine.table(
      """
      WITH by_code AS (
        SELECT g.goods, sum(c.records) AS records
        FROM (SELECT hs_edition, goods_code, count(*) AS records FROM record GROUP BY hs_edition, goods_code) c
        JOIN goods_code g ON g.goods_code = c.goods_code AND g.hs_edition IS NOT DISTINCT FROM c.hs_edition
        GROUP BY g.goods),
      by_text AS (SELECT goods, count(*) AS records FROM goods_record GROUP BY goods)
      SELECT g.goods, CAST(coalesce(c.records, 0) AS BIGINT) AS by_code, CAST(coalesce(t.records, 0) AS BIGINT) AS by_text
      FROM goods g LEFT JOIN by_code c ON c.goods = g.goods LEFT JOIN by_text t ON t.goods = g.goods
      WHERE c.records IS NOT NULL OR t.records IS NOT NULL ORDER BY g.goods
      """)
    let (codes, texts) = (try table.integers("by_code"), try table.integers("by_text"))
    return try table.texts("goods").enumerated().map { index, goods in
      GoodsCount(goods: goods ?? "", byCode: codes[index] ?? 0, byText: texts[index] ?? 0)
    }
  }
}
