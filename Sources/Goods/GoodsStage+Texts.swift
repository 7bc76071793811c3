// SPDX-License-Identifier: Apache-2.0

import Columns
import Trade
import Warehouse

/// What the words of records say: each distinct text is read once; where it leaves the kind open, once for each maker.
extension GoodsStage {
  /// Grades whose records describe goods in words.
  static let describedGrades = [EvidenceGrade.customs, .filing, .sighting].map(\.rawValue)

  /// The texts of a record as one, for its key; `chr(31)` stands in no text.
  private var textKey: SQL {
    SQL(
      text: engine.dialect.key(
        ["description", "brand", "model", "goods_group"].map { "coalesce(r.\($0), '')" }.joined(
          separator: " || chr(31) || ")))
  }

  func matchTexts(_ matcher: TextMatcher) async throws {
    try await clear(["goods_record"])
    try await make("goods_text", "text_key VARCHAR, maker VARCHAR, description VARCHAR, brand VARCHAR, model VARCHAR, goods_group VARCHAR")
    try await make("goods_text_match", "text_key VARCHAR, maker VARCHAR, goods VARCHAR, confidence DOUBLE, because VARCHAR")
    try await make("goods_text_open", "text_key VARCHAR")
    try await engine.execute(
      """
      INSERT INTO goods_text
      SELECT \(fragment: textKey), '', max(r.description), max(r.brand), max(r.model), max(r.goods_group)
      FROM record r WHERE r.grade IN (\(list: Self.describedGrades))
        AND coalesce(r.description, r.brand, r.model, r.goods_group) IS NOT NULL
      GROUP BY 1
      """)
    try await classifyPages(matcher)
    try await engine.execute(
      """
      INSERT INTO goods_record
      SELECT DISTINCT m.goods, r.source, r."row", m.confidence, m.because
      FROM record r JOIN goods_text_match m ON m.text_key = \(fragment: textKey)
      WHERE r.grade IN (\(list: Self.describedGrades))
      ORDER BY r.source, r."row", m.goods
      """)
    try await matchMakers(matcher)
    for table in ["goods_text", "goods_text_match", "goods_text_open"] {
      try await engine.execute("DROP TABLE \(identifier: table)")
    }
  }

  /// Bare texts ("средства электросвязи"), again with the names of their makers.
  private func matchMakers(_ matcher: TextMatcher) async throws {
    try await clear(["goods_text", "goods_text_match"])
    let makers: SQL = """
      FROM record r
        JOIN goods_text_open o ON o.text_key = \(fragment: textKey)
        JOIN mention m ON m.source = r.source AND m."row" = r."row" AND m.role = \(PartyRole.manufacturer.rawValue)
        JOIN identity i ON i.identity = m.identity
      """
    try await engine.execute(
      """
      INSERT INTO goods_text
      SELECT o.text_key, i.name, max(r.description), max(r.brand), max(r.model), max(r.goods_group)
      \(fragment: makers)
      WHERE r.grade IN (\(list: Self.describedGrades)) AND i.name <> ''
      GROUP BY 1, 2
      """)
    try await classifyPages(matcher)
    try await engine.execute(
      """
      INSERT INTO goods_record
      SELECT g.goods, r.source, r."row", max(g.confidence), min(g.because)
      \(fragment: makers)
        JOIN goods_text_match g ON g.text_key = o.text_key AND g.maker = i.name
      WHERE r.grade IN (\(list: Self.describedGrades))
      GROUP BY 1, 2, 3 ORDER BY 2, 3, 1
      """)
  }

  /// Records that say nothing of their goods but a code that holds others, too: they may be of them, and count as that.
  func takeBare() async throws {
    try await engine.execute(
      """
      INSERT INTO goods_record
      SELECT DISTINCT c.goods, r.source, r."row", 0.5,
        'no words, and the code ' || r.goods_code || ' holds other goods, too (use not stated)'
      FROM record r JOIN goods_code c ON c.goods_code = r.goods_code AND c.hs_edition IS NOT DISTINCT FROM r.hs_edition
      WHERE c.by_words AND r.grade IN (\(list: Self.describedGrades)) AND coalesce(r.description, r.goods_group) IS NULL
        AND NOT EXISTS (SELECT 1 FROM goods_record g WHERE g.goods = c.goods AND g.source = r.source AND g."row" = r."row")
      ORDER BY r.source, r."row", c.goods
      """)
  }

  private func make(_ table: String, _ columns: String) async throws {
    try await engine.execute("DROP TABLE IF EXISTS \(identifier: table)")
    try await engine.execute("CREATE TABLE \(identifier: table) (\(fragment: SQL(text: columns)))")
  }

  private func classifyPages(_ matcher: TextMatcher) async throws {
    var last = ("", "")
    while true {
      let page = try await engine.table(
        """
        SELECT text_key, maker, description, brand, model, goods_group FROM goods_text
        WHERE text_key > \(last.0) OR (text_key = \(last.0) AND maker > \(last.1)) ORDER BY text_key, maker LIMIT \(pageSize)
        """)
      let keys = try page.texts("text_key").map { $0 ?? "" }
      let makers = try page.texts("maker").map { $0 ?? "" }
      guard let end = keys.last, let endMaker = makers.last else { return }
      let (descriptions, brands) = (try page.texts("description"), try page.texts("brand"))
      let (models, groups) = (try page.texts("model"), try page.texts("goods_group"))
      let texts = keys.indices.map {
        GoodsText(
          description: descriptions[$0], brand: brands[$0], model: models[$0], group: groups[$0],
          context: makers[$0].isEmpty ? nil : makers[$0])
      }
      let readings = try await matcher.readingsInParallel(texts)
      let rows = keys.indices.flatMap { place in readings[place].matches.map { (keys[place], makers[place], $0) } }
      try await fill(
        "goods_text_match",
        [("text_key", .text), ("maker", .text), ("goods", .text), ("confidence", .double), ("because", .text)], rows
      ) { row, columns in
        columns[0].append(row.0)
        columns[1].append(row.1)
        columns[2].append(row.2.goods)
        columns[3].append(row.2.confidence)
        columns[4].append(row.2.because)
      }
      let open = keys.indices.filter { readings[$0].wantsMaker }.map { keys[$0] }
      try await fill("goods_text_open", [("text_key", .text)], open) { key, columns in columns[0].append(key) }
      if keys.count < pageSize { return }
      last = (end, endMaker)
    }
  }

  /// Records whose text names goods while a piece weighs what such goods can't: an "excavator" of 300 grams is a toy.
  func setAside() async throws {
    try await clear(["goods_set_aside"])
    for item in catalogue.items {
      guard let range = item.weightEach else { continue }
      let said = ", and it weighs \(range.text)"
      try await engine.execute(
        """
        INSERT INTO goods_set_aside
        SELECT g.goods, g.source, g."row", max(g.confidence),
          min(g.because) || '; ' || CAST(round(min(r.weight_kg / r.quantity), 3) AS VARCHAR) || ' kg each' || \(said)
        FROM goods_record g JOIN record r ON r.source = g.source AND r."row" = g."row"
        WHERE g.goods = \(item.id) AND r.quantity_unit = 'pieces' AND r.quantity > 0 AND r.weight_kg > 0
        GROUP BY g.goods, g.source, g."row"
        HAVING max(r.weight_kg / r.quantity) <= \(range.over ?? 0)
          OR min(r.weight_kg / r.quantity) > \(range.upTo ?? Double.greatestFiniteMagnitude)
        ORDER BY g.source, g."row"
        """)
    }
    try await engine.execute(
      """
      DELETE FROM goods_record WHERE (goods, source, "row") IN (SELECT goods, source, "row" FROM goods_set_aside)
      """)
  }
}
