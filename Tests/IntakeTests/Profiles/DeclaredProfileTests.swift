// SPDX-License-Identifier: Apache-2.0

import Documents
import Foundation
import TestData
import Testing
import Trade
import Warehouse

@testable import Intake

struct DeclaredProfileTests {
  @Test func `Every declared profile can be read, and is registered`() throws {
    for id in ProfileRegistry.declaredIDs {
      let text = try #require(try ProfileRegistry.declaration(id), "\(id)")
      let profile = try DeclaredProfile(text, shownAs: id)
      #expect(profile.id == id)
      #expect(ProfileRegistry.named(id) != nil, "\(id)")
    }
  }

  private func take(_ profile: String, _ text: String, more: String = "") async throws -> (TestCase, LedgerEntry) {
    let folder = try await TestCase()
    try folder.write("a.csv", text)
    let ledger = try await folder.take("- id: s\n  path: a.csv\n  profile: \(profile)\n\(more)")
    #expect(ledger[0].addsUp)
    return (folder, ledger[0])
  }

  private func lines(_ folder: TestCase) async throws -> [String?] {
    try await folder.texts(
      """
      SELECT CAST(period_from AS VARCHAR) || ' ' || span || ' ' || coalesce(reporter, '?') || ' ' || coalesce(flow, '?')
        || ' ' || coalesce(origin, '?') || '>' || coalesce(destination, '?') || ' ' || coalesce(goods_code, '?') || ' '
        || coalesce(hs_edition, '?') || ' ' || coalesce(CAST(value AS VARCHAR) || ' ' || currency, '?') || ' '
        || coalesce(basis, '?') || ' ' || coalesce(CAST(weight_kg AS VARCHAR), '?') || ' '
        || coalesce(CAST(quantity AS VARCHAR) || ' ' || quantity_unit, '?')
      FROM record ORDER BY "row", part
      """)
  }

  @Test func `Comtrade's final data keep the totals over modes, and leave out their parts`() async throws {
    let (folder, entry) = try await take(
      "comtrade",
      """
      typeCode,freqCode,refYear,period,reporterCode,flowCode,partnerCode,partner2Code,classificationCode,cmdCode,customsCode,mosCode,motCode,qtyUnitCode,qty,netWgt,primaryValue
      C,M,2022,202203,156,X,643,0,H6,880622,C00,0,0,5,12,30.5,1000.25
      C,M,2022,202203,156,X,643,0,H6,880622,C00,0,1000,5,12,30.5,1000.25
      C,M,2022,202203,156,X,643,276,H6,880622,C00,0,0,5,12,30.5,1000.25
      C,M,2022,202203,156,X,0,0,H6,TOTAL,C00,0,0,-1,,,99000
      C,A,2022,2022,757,M,842,0,H5,10121,C00,0,0,9,2,0,5
      C,A,2022,2022,757,RX,842,0,H5,010121,C00,0,0,9,2,0,5
      """)
    #expect(entry.accepted == 3)
    #expect(
      Set(entry.exclusions.filter { $0.count > 0 }.map(\.rule)) == [
        "mode-of-transport", "second-partner", "other-flows",
      ])
    #expect(
      try await lines(folder) == [
        "2022-03-01 M CHN export CHN>RUS 880622 HS2022 1000.250 USD FOB 30.500 12.000 pieces",
        "2022-03-01 M CHN export CHN>WLD TOTAL HS2022 99000.000 USD FOB ? ?",
        "2022-01-01 Y CHE import USA>CHE 010121 HS2017 5.000 USD CIF 0.000 2000.000 pieces",
      ])
  }

  @Test func `A file that lacks optional columns does not carry them`() async throws {
    let (folder, entry) = try await take(
      "comtrade", "period,reporterCode,flowCode,partnerCode,cmdCode,primaryValue\n2022,156,X,643,880622,10\n")
    #expect(entry.accepted == 1)
    let carried = try await folder.texts("SELECT column_name FROM carried ORDER BY 1")
    #expect(carried.contains("value") && !carried.contains("weight_kg") && !carried.contains("quantity"))
  }

  @Test func `Tariff lines add up, whatever their mode`() async throws {
    let (_, entry) = try await take(
      "comtrade-as-reported",
      """
      period,reporterCode,flowCode,partnerCode,partner2Code,cmdCode,motCode,primaryValue
      202203,156,X,643,0,88062210,1000,10
      202203,156,X,643,276,88062210,9000,20
      """)
    #expect(entry.accepted == 2)
  }

  @Test func `Comext is read by month, without the rows of whole years`() async throws {
    let (folder, entry) = try await take(
      "eurostat-comext",
      """
      REPORTER,PARTNER,TRADE_TYPE,PRODUCT_NC,FLOW,PERIOD,VALUE_EUR,QUANTITY_KG,QUANTITY_SUPPL_UNIT,SUPPL_UNIT
      DE,KG,E,85423190,2,202210,1234.5,10,5,NAR
      GR,XI,E,85423190,1,202210,1,10,,
      DE,KG,E,85423190,2,202252,1234.5,10,5,NAR
      """)
    #expect(entry.accepted == 2 && entry.excluded == 1)
    #expect(
      try await lines(folder) == [
        "2022-10-01 M DEU export DEU>KGZ 85423190 HS2022 1234.500 EUR FOB 10.000 5.000 pieces",
        "2022-10-01 M GRC import GBR>GRC 85423190 HS2022 1.000 EUR CIF 10.000 ?",
      ])
  }

  @Test func `China Customs is read by its Chinese headings, in the currency that the file has`() async throws {
    let (folder, entry) = try await take(
      "china-customs",
      """
      数据年月,商品编码,商品名称,贸易伙伴编码,贸易伙伴名称,第一数量,第一计量单位,美元
      202303,88062210,无人机,344,俄罗斯联邦,"1,200",架,"12,345,678"
      202303,1012100,马,344,俄罗斯联邦,5,头,"1,000,000"
      """, more: "  mapping: {flow: {is: export}}\n")
    #expect(entry.accepted == 2)
    #expect(
      try await lines(folder) == [
        "2023-03-01 M CHN export CHN>RUS 88062210 HS2022 12345678.000 USD ? ? 1200.000 pieces",
        "2023-03-01 M CHN export CHN>RUS 01012100 HS2022 1000000.000 USD ? ? 5.000 heads",
      ])
  }

  @Test func `BACI's codes get their zeros back, and its edition is said by the case`() async throws {
    let (folder, entry) = try await take(
      "baci", "t,i,j,k,v,q\n2021,156,643,10121,1.5,0.25\n2021,842,757,880622,2.125,NA\n",
      more: "  mapping: {edition: {is: HS2017}}\n")
    #expect(entry.accepted == 2)
    #expect(
      try await lines(folder) == [
        "2021-01-01 Y CHN export CHN>RUS 010121 HS2017 1500.000 USD FOB 250.000 ?",
        "2021-01-01 Y USA export USA>CHE 880622 HS2017 2125.000 USD FOB ? ?",
      ])
  }

  @Test func `Filings of the registry name the buyer, the maker and what is withheld`() async throws {
    for (profile, date) in [("fsa-registry", "declDate"), ("fsa-certificates", "date")] {
      let (folder, entry) = try await take(
        profile,
        """
        number,idStatus,\(date),applicantName,applicantInn,applicantAddress,manufacterName,manufacterAddress,productFullName,productBatchSize,productOrig,productIdentificationOkpdTnved,customDeclNumber
        ЕАЭС N RU Д-CN.РА01.В.00001/23,6,12.05.2023,ООО Пример,7707083893,Москва,Example Makers Co.,Шэньчжэнь,Шлемы,100 шт,Китай,6506101000,10013160/140523/0000001
        б/н,6,13.05.2023,не указан,,,Example Makers Co.,,Шлемы,см. приложение,КИТАЙ,,
        """)
      #expect(entry.accepted == 2 && entry.grade == .filing)
      #expect(
        try await folder.texts(
          """
          SELECT coalesce(number, '?') || ' ' || grade || ' ' || origin || ' ' || coalesce(goods_code, '?') || ' '
            || quantity_note || ' ' || note FROM record ORDER BY "row"
          """) == [
            "ЕАЭС N RU Д-CN.РА01.В.00001/23 filing CHN 6506101000 100 шт 10013160/140523/0000001",
            "? filing CHN ? см. приложение number: б/н; applicant: не указан",
          ])
      #expect(
        try await folder.texts(
          "SELECT role || ' ' || i.name FROM mention m JOIN identity i USING (identity) ORDER BY m.\"row\", role")
          == ["applicant ООО Пример", "manufacturer Example Makers Co.", "manufacturer Example Makers Co."])
    }
  }

  @Test func `A case may bring a profile of its own, and a mapping of its own beside a profile`() async throws {
    let folder = try await TestCase()
    try folder.write(
      "vendor.yaml",
      """
      id: vendor-x
      title: Customs rows as Vendor X sells them
      of: shipments
      mapping:
        date: {column: [Дата, Date]}
        value: {column: Стоимость, currency: USD}
        consignee: {column: Получатель, country: RUS}
      exclude:
        - {rule: footer, because: The last row is a sum, column: Дата, starts-with: [Итого]}
      """)
    try folder.write("a.csv", "Дата;Стоимость;Получатель;Вес\n13.02.2023;1 234,5;ООО Ромашка;7\nИтого;1 234,5;;\n")
    let ledger = try await folder.take(
      """
      - id: s
        path: a.csv
        profile: vendor.yaml
        options: {delimiter: ";"}
        mapping: {weight: {column: Вес, unit: t}}
      """)
    #expect(ledger[0].accepted == 1 && ledger[0].excluded == 1 && ledger[0].addsUp)
    #expect(
      try await folder.texts("SELECT CAST(value AS VARCHAR) || ' ' || CAST(weight_kg AS VARCHAR) FROM record") == [
        "1234.500 7000.000"
      ])
    // A changed declaration is another setup.
    let before = try folder.plans("- {id: s, path: a.csv, profile: vendor.yaml}")[0].setup
    let text = try String(contentsOf: folder.folder.appendingPathComponent("vendor.yaml"), encoding: .utf8)
    try folder.write("vendor.yaml", text.replacingOccurrences(of: "USD", with: "EUR"))
    #expect(try folder.plans("- {id: s, path: a.csv, profile: vendor.yaml}")[0].setup != before)
  }

  @Test func `The worked example of the docs comes out as they say`() async throws {
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { root.deleteLastPathComponent() }
    let docs = try String(contentsOf: root.appendingPathComponent("docs/profiles.md"), encoding: .utf8)
    let section = try #require(docs.components(separatedBy: "\n## ").first { $0.hasPrefix("Writing a profile") })
    let blocks = section.components(separatedBy: "```")
    let folder = try await TestCase()
    try folder.write("vendor.yaml", String(blocks[3].dropFirst(4)))
    try FileManager.default.createDirectory(
      at: folder.folder.appendingPathComponent("sources"), withIntermediateDirectories: true)
    try folder.write("sources/vendor.csv", String(blocks[1].dropFirst()))
    let ledger = try await folder.take(
      String(blocks[5].dropFirst(5)).replacingOccurrences(of: "sources:\n", with: ""))
    #expect(ledger[0].read == 2 && ledger[0].accepted == 1 && ledger[0].excluded == 1)
    #expect(
      try await folder.texts(
        """
        SELECT period_from || ' ' || goods_code || ' ' || origin || ' ' || weight_kg || ' ' || coalesce(value, -1) || ' ' || note
        FROM record
        """) == ["2023-02-13 0101210000 CHN 1234.500 -1.000 value: согласно инвойсу"])
    #expect(ledger[0].notes.contains { $0.text.contains("leading zero") })
  }

  @Test func `A profile that can't be read says where`() throws {
    let error = #expect(throws: DocumentError.self) {
      _ = try DeclaredProfile("id: x\ntitle: X\nof: shipment\nmapping: {}\n", shownAs: "x.yaml")
    }
    #expect(error?.line == 3 && error?.message.contains("shipments") == true)
  }

  @Test(.enabled(if: SharedData.isThere, Comment(rawValue: SharedData.absent)))
  func `The IMF's own file is read with no mapping at all`() async throws {
    let folder = try await TestCase()
    let path = SharedData.root.appendingPathComponent("trade/bilateral/imf_imts_russia_by_partner_annual_2016_2024.csv")
      .path
    let ledger = try await folder.take("- {id: imf, path: \(path), profile: imf-imts}")
    #expect(ledger[0].rejected == 0 && ledger[0].addsUp, "\(ledger[0].rejections)")
    // China's share of Russia's imports, worked out from the file by other means.
    let shares = try await folder.texts(
      """
      SELECT CAST(round(100 * CAST(sum(value) FILTER (WHERE origin = 'CHN') AS DOUBLE)
        / CAST(sum(value) FILTER (WHERE origin = 'WLD') AS DOUBLE), 2) AS VARCHAR)
      FROM record WHERE flow = 'import' AND period_from >= DATE '2021-01-01' GROUP BY period_from ORDER BY period_from
      """)
    #expect(shares == ["24.75", "34.27", "45.22", "46.35"])
    #expect(ledger[0].exclusions.contains { $0.rule == "aggregate-partner" && $0.count > 0 })
  }
}
