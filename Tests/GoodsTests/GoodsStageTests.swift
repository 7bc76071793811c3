// SPDX-License-Identifier: Apache-2.0

import Documents
import Testing
import Trade
import Warehouse

@testable import Goods

struct GoodsStageTests {
  private func engine() async throws -> ADBCEngine {
    let engine = try await ADBCEngine.duckDB()
    try await Schema.create(on: engine)
    return engine
  }

  private func add(
    _ engine: ADBCEngine, _ row: Int, grade: String = "filing", text: String? = nil, brand: String? = nil,
    group: String? = nil, code: String? = nil, edition: String? = nil, part: Int = 0
  ) async throws {
    try await engine.execute(
      """
      INSERT INTO record (source, "row", part, grade, description, brand, goods_group, goods_code, hs_edition)
      VALUES ('s', \(row), \(part), \(grade), \(text), \(brand), \(group), \(code), \(edition))
      """)
  }

  private func rows(_ engine: ADBCEngine, _ query: SQL) async throws -> [String] {
    try (try await engine.table(query)).texts("line").map { $0 ?? "NULL" }
  }

  private let records: SQL = """
    SELECT concat_ws(' ', goods, CAST("row" AS VARCHAR), CAST(confidence AS VARCHAR), because) AS line FROM goods_record
    """
  private let codes: SQL = """
    SELECT concat_ws(' ', goods, coalesce(hs_edition, '?'), goods_code) AS line FROM goods_code ORDER BY 1
    """

  @Test func `Records are classified by text, once for each text`() async throws {
    let engine = try await engine()
    try await add(engine, 1, text: "Гусеничный экскаватор")
    try await add(engine, 2, text: "Чай зелёный")
    try await add(engine, 3, text: "Гусеничный экскаватор")
    try await add(engine, 4, grade: "statistic", text: "Гусеничный экскаватор")
    try await add(engine, 5, grade: "sighting", text: "quadcopter")
    try await add(engine, 6, grade: "customs", text: "Камеры", brand: "тепловизор")
    try await add(engine, 7, text: "Гусеничный экскаватор", part: 0)
    try await add(engine, 7, text: "Гусеничный экскаватор", part: 1)
    try await add(engine, 8, text: "Транспортные средства", group: "Категория N3 - Транспортные средства")
    try await add(engine, 9)
    let counts = try await GoodsStage(engine: engine, catalogue: GoodsCatalogue()).run()
    #expect(
      try await rows(engine, records) == [
        "excavator 1 0.95 Гусеничный экскаватор", "excavator 3 0.95 Гусеничный экскаватор", "drone 5 0.95 quadcopter",
        "thermal-or-night-vision 6 0.95 тепловизор", "excavator 7 0.95 Гусеничный экскаватор", "truck-heavy 8 0.8 Категория N3",
      ])
    #expect(
      counts.map { "\($0.goods) \($0.byCode) \($0.byText)" } == [
        "drone 0 1", "excavator 0 3", "thermal-or-night-vision 0 1", "truck-heavy 0 1",
      ])
  }

  @Test func `Codes are matched in their edition, and an unknown edition stays unknown`() async throws {
    let engine = try await engine()
    try await add(engine, 1, grade: "statistic", code: "880622", edition: "HS2022")
    try await add(engine, 2, grade: "statistic", code: "880622", edition: "HS2017")
    try await add(engine, 3, grade: "statistic", code: "88062210")
    try await add(engine, 4, grade: "statistic", code: "TOTAL", edition: "HS2022")
    try await add(engine, 5, grade: "statistic", code: "8429", edition: "HS2022")
    try await add(engine, 6, grade: "statistic", code: "842952", edition: "SITC4")
    try await add(engine, 7, grade: "customs", code: "8429521009", edition: "HS2017")
    try await add(engine, 8, grade: "customs", code: "8429521009", edition: "HS2017")
    let counts = try await GoodsStage(engine: engine, catalogue: GoodsCatalogue()).run()
    #expect(
      try await rows(engine, codes) == ["drone ? 88062210", "drone HS2022 880622", "excavator HS2017 8429521009"])
    #expect(counts.map { "\($0.goods) \($0.byCode) \($0.byText)" } == ["drone 2 0", "excavator 2 0"])
  }

  /// 6307.90 holds body armour, and face masks; 8525.80 drones until HS 2022, and cameras; 8806 nothing but drones.
  @Test func `Where a code holds other goods the words of a record decide, and silence counts as that`() async throws {
    let engine = try await engine()
    try await add(engine, 1, grade: "customs", text: "Маски медицинские одноразовые", code: "6307909800", edition: "HS2022")
    try await add(engine, 2, grade: "customs", text: "Бронежилет", code: "6307909800", edition: "HS2022")
    try await add(engine, 3, grade: "customs", code: "6307909800", edition: "HS2022")
    try await add(engine, 4, grade: "statistic", text: "Other made up articles", code: "630790", edition: "HS2022")
    try await add(engine, 5, grade: "filing", text: "Фотоаппарат цифровой", code: "852580", edition: "HS2017")
    try await add(engine, 6, grade: "customs", brand: "Noname", code: "852580", edition: "HS2017")
    try await add(engine, 7, grade: "customs", text: "Игрушка", code: "880622", edition: "HS2022")
    let counts = try await GoodsStage(engine: engine, catalogue: GoodsCatalogue()).run()
    let found = try await rows(engine, records + " WHERE goods IN ('vest-or-body-armour', 'drone') ORDER BY 1")
    #expect(
      found == [
        "drone 6 0.5 no words, and the code 852580 holds other goods, too (use not stated)",
        "vest-or-body-armour 2 0.95 Бронежилет",
        "vest-or-body-armour 3 0.5 no words, and the code 6307909800 holds other goods, too (use not stated)",
      ])
    #expect(
      try await rows(
        engine,
        "SELECT concat_ws(' ', goods, goods_code, wider, by_words) AS line FROM goods_code WHERE goods IN ('vest-or-body-armour', 'drone') ORDER BY 1"
      ) == [
        "drone 852580 true true", "drone 880622 false false", "vest-or-body-armour 630790 true true",
        "vest-or-body-armour 6307909800 true true",
      ])
    // The statistic counts by its code, the masks and the camera by nothing.
    let told = counts.filter { ["vest-or-body-armour", "drone"].contains($0.goods) }
    #expect(told.map { "\($0.goods) \($0.byCode) \($0.byText)" } == ["drone 1 1", "vest-or-body-armour 1 2"])
  }

  @Test func `Only lists in use are matched`() async throws {
    let engine = try await engine()
    try await add(engine, 1, grade: "customs", text: "Экскаватор", code: "854231", edition: "HS2022")
    try await GoodsStage(engine: engine, catalogue: GoodsCatalogue(builtIn: ["common-high-priority"])).run()
    #expect(try await rows(engine, records).isEmpty)
    #expect(try await rows(engine, codes) == ["chpl-854231 HS2022 854231"])
    #expect(try await rows(engine, "SELECT DISTINCT list AS line FROM goods") == ["common-high-priority"])
  }

  @Test func `What lists and editions say is in tables`() async throws {
    let engine = try await engine()
    try await GoodsStage(engine: engine, catalogue: GoodsCatalogue()).run()
    #expect(
      try await rows(engine, "SELECT goods AS line FROM goods_member WHERE selector = 'chpl-4b' ORDER BY 1").count == 5)
    #expect(try await rows(engine, "SELECT goods AS line FROM goods_member WHERE selector = 'drone'") == ["drone"])
    #expect(
      try await rows(
        engine,
        "SELECT goods AS line FROM goods WHERE goods NOT IN (SELECT goods FROM goods_member WHERE selector = goods)"
      )
      .isEmpty)
    #expect(
      try await rows(
        engine,
        "SELECT concat_ws(' ', hs_edition, CAST(wider AS VARCHAR)) AS line FROM goods_edition WHERE goods = 'drone' ORDER BY 1"
      )
        == ["HS2007 true", "HS2012 true", "HS2017 true", "HS2022 false"])
    #expect(
      try await rows(
        engine,
        """
        SELECT DISTINCT p.prefix AS line FROM goods_prefix AS p JOIN goods_member AS m ON m.goods = p.goods
        WHERE m.selector = 'chpl-4b' AND p.hs_edition = 'HS2022' ORDER BY 1
        """) == ["845710", "845811", "845891", "845961", "846693"])
    #expect(
      try await rows(engine, "SELECT concat_ws(' ', hs_from, hs_to) AS line FROM edition_pair ORDER BY 1")
        == ["HS2007 HS2012", "HS2007 HS2017", "HS2007 HS2022", "HS2012 HS2017", "HS2012 HS2022", "HS2017 HS2022"])
    #expect(
      try await rows(
        engine,
        "SELECT DISTINCT CAST(valid_from AS VARCHAR) AS line FROM goods_listing WHERE goods LIKE 'chpl%' ORDER BY 1")
        == ["2023-05-19", "2023-09-14", "2024-02-23"])
    #expect(
      try await rows(
        engine,
        "SELECT code_to AS line FROM edition_link WHERE hs_from = 'HS2017' AND hs_to = 'HS2022' AND code_from = '854890'")
        == ["854800"])
    #expect(try await rows(engine, "SELECT prefix AS line FROM edition_known WHERE prefix = ''").isEmpty)
    #expect(
      try await rows(engine, "SELECT heading AS line FROM heading_moved WHERE heading IN ('8703', '2404') ORDER BY 1")
        == ["2404", "2404", "2404"])
  }

  @Test func `A second run gives the same tables, and pages of any size do, too`() async throws {
    let engine = try await engine()
    for row in 1...60 {
      try await add(engine, row, text: row.isMultiple(of: 2) ? "Экскаватор № \(row)" : "Сервер № \(row) и каски")
    }
    var results: [[String]] = []
    for pageSize in [100_000, 7, 60, 1] {
      try await GoodsStage(engine: engine, catalogue: GoodsCatalogue(), pageSize: pageSize).run()
      results.append(try await rows(engine, records))
    }
    #expect(results[0].count == 90)
    #expect(results.allSatisfy { $0 == results[0] })
    #expect(
      try await rows(
        engine, "SELECT table_name AS line FROM information_schema.tables WHERE table_name LIKE 'goods_text%'"
      ).isEmpty)
  }

  @Test func `Without records the tables are empty but for the lists`() async throws {
    let engine = try await engine()
    #expect(try await GoodsStage(engine: engine, catalogue: GoodsCatalogue()).run().isEmpty)
    #expect(try await rows(engine, records).isEmpty)
  }

  @Test func `A bare text is read again with its maker, and only then`() async throws {
    let engine = try await engine()
    for (row, text, maker) in [
      (1, "Средства электросвязи", "Kirisun Communication Co., Ltd"), (2, "Средства электросвязи", "Some Bakery"),
      (3, "Чай", "Kirisun Communication Co., Ltd"), (4, "Средства электросвязи", nil),
    ] {
      try await add(engine, row, text: text)
      guard let maker else { continue }
      try await engine.execute("INSERT INTO identity (identity, name) SELECT \(maker), \(maker) WHERE \(maker) NOT IN (SELECT identity FROM identity)")
      try await engine.execute("INSERT INTO mention VALUES ('s', \(row), 'manufacturer', \(maker))")
    }
    for pageSize in [100_000, 1] {
      try await GoodsStage(engine: engine, catalogue: GoodsCatalogue(), pageSize: pageSize).run()
      #expect(
        try await rows(engine, records) == ["radio 1 0.8 Средства электросвязи; Kirisun (kind inferred from the maker)"])
    }
  }

  @Test func `Goods that weigh what they can't are set aside, told and counted`() async throws {
    let engine = try await engine()
    for row in 1...4 { try await add(engine, row, grade: "customs", text: "Экскаватор гусеничный") }
    try await engine.execute("UPDATE record SET quantity = 100, quantity_unit = 'pieces', weight_kg = 35 WHERE \"row\" = 1")
    try await engine.execute("UPDATE record SET quantity = 2, quantity_unit = 'pieces', weight_kg = 44000 WHERE \"row\" = 2")
    try await engine.execute("UPDATE record SET quantity = 100, quantity_unit = 'sets', weight_kg = 35 WHERE \"row\" = 3")
    let counts = try await GoodsStage(engine: engine, catalogue: GoodsCatalogue()).run()
    #expect(try await rows(engine, "SELECT CAST(\"row\" AS VARCHAR) AS line FROM goods_record ORDER BY 1") == ["2", "3", "4"])
    #expect(
      try await rows(engine, "SELECT because AS line FROM goods_set_aside") == [
        "Экскаватор гусеничный; 0.35 kg each, and it weighs over 200 kg"
      ])
    #expect(counts.map { "\($0.goods) \($0.byText) \($0.setAside)" } == ["excavator 3 1"])
    #expect(GoodsCount.words(counts) == "1 kind of goods in the records; 1 record set aside: a piece weighs what such goods can't")
  }
}
