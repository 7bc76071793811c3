// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestData
import Testing
import Trade
import Warehouse

@testable import Intake

struct SnifferTests {
  static func sniff(_ name: String, _ data: Data, _ options: [String: String] = [:]) async throws -> Sniff {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("tallyman-sniff-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent(name)
    try data.write(to: file)
    return try await Sniffer().sniff(file, shownAs: name, options: options)
  }

  private static let vendor = """
    Отчёт;;;;;;;;;
    Дата;Номер декларации;ИНН получателя;Получатель;Отправитель;Страна происхождения;Код ТН ВЭД;Описание товара;Вес нетто, кг;Стат. стоимость, долл.
    13.02.2023;10013160/130223/0000001;7707083893;ООО Ромашка;Example Ltd;КИТАЙ;8542310000;Микросхемы;1 234,5;5000,5
    14.02.2023;10013160/140223/0000002;7707083893;ООО Лютик;Example Ltd;ТУРЦИЯ;8517620000;Модемы;не указано;7000,25
    15.02.2023;10013160/150223/0000003;7707083893;ООО Лютик;Example Ltd;КИТАЙ;8806220000;Дроны;12,5;9000
    """

  @Test func `A vendor's table is described, and its proposal takes it in`() async throws {
    let sniff = try await Self.sniff("import.csv", Data(Self.vendor.utf8))
    #expect(sniff.format == "delimited" && sniff.encoding == "utf-8" && sniff.header.delimiter == ";")
    #expect(sniff.header.rows == [2] && sniff.header.titles == ["Отчёт"] && sniff.rows == 3)
    #expect(
      sniff.columns.map(\.meaning) == [
        .date, .number, .partyNumber, .consignee, .consignor, .origin, .goods, .description, .netWeight, .value,
      ])
    #expect(sniff.columns[8].census.undisclosed == 1 && sniff.columns[5].census.kind == .country)
    #expect(sniff.profile?.id == "shipments")
    #expect(
      sniff.yaml == """
        - id: import
          path: import.csv
          profile: shipments
          options: {delimiter: ";", header: "2"}
          mapping:
            date: {column: Дата}
            flow: {is: import}   # unsure
            number: {column: Номер декларации}
            goods: {column: Код ТН ВЭД}
            description: {column: Описание товара}
            origin: {column: Страна происхождения}
            value: {column: "Стат. стоимость, долл.", currency: USD}
            weight: {column: "Вес нетто, кг", unit: kg}
            consignee: {column: Получатель, number: {column: ИНН получателя}}
            consignor: {column: Отправитель}
        """)
    #expect(sniff.unsure.map(\.of) == ["flow"])
    let folder = try await TestCase()
    try folder.write("import.csv", Self.vendor)
    let entry = try await folder.take(sniff.yaml)[0]
    #expect(entry.addsUp && entry.read == 3 && entry.accepted == 3)
  }

  @Test func `JSON has the promised keys`() async throws {
    let sniff = try await Self.sniff("import.csv", Data(Self.vendor.utf8))
    let object = try JSONSerialization.jsonObject(with: JSONEncoder().encode(sniff)) as? [String: Any]
    #expect(Set(object?.keys.map { $0 } ?? []) == ["format", "encoding", "header", "columns", "profile", "mapping", "unsure"])
    let mapping = object?["mapping"] as? [String: [String: Any]]
    #expect(mapping?["value"]?["currency"] as? String == "USD")
  }

  @Test(arguments: [
    ("number", "10702070/010323/0001234"), ("nbr", "10013160/130223/0000001/12"), ("nr", "ЕАЭС N RU Д-CN.РА01.В.00001/23"),
  ])
  func `Numbers of declarations are told by their cells where the heading says too little`(heading: String, cell: String) async throws {
    let text = "\(heading),date,hs,importer\n\(cell),2023-03-01,8806240000,ООО Ромашка\n\(cell),2023-03-02,8806240000,ООО Лютик\n"
    let sniff = try await Self.sniff("a.csv", Data(text.utf8))
    #expect(sniff.columns[0].meaning == .number && sniff.yaml.contains("number: {column: \(heading)}"))
    #expect(sniff.unsure.contains { $0.of == heading })
    let bare = try await Self.sniff("a.csv", Data(text.replacing(cell, with: "17/3/2").utf8))
    #expect(bare.columns[0].meaning != .number)
  }

  @Test func `Ranges are of the numbers as they are read, and a mark that could be either is told`() async throws {
    let rows = ["2.345.678,60;1,200;1.200", "1.234,56;12,500;2.500"]
    let text = "date;importer;hs;value_usd;qty;net_kg\n" + rows.map { "2023-03-01;A;8806240000;\($0)\n" }.joined()
    let sniff = try await Self.sniff("a.csv", Data(text.utf8))
    #expect(sniff.columns[3].census.range?.low == "1.234,56" && sniff.columns[3].census.range?.high == "2.345.678,60")
    // The value shows a comma; the others show nothing of their own.
    #expect(sniff.yaml.contains("quantity: {column: qty, decimal: \",\"}   # unsure"))
    #expect(sniff.yaml.contains("weight: {column: net_kg, unit: kg, decimal: \",\"}   # unsure"))
    let bare = try await Self.sniff("b.csv", Data(text.replacing("2.345.678,60", with: "5").replacing("1.234,56", with: "6").utf8))
    #expect(bare.unsure.contains { $0.of == "quantity" && $0.why.contains("1,200 can be read in two ways, and would be rejected") })
    #expect(bare.columns[3].census.range?.high == "6" && bare.columns[3].census.kind == .integer)
  }

  @Test func `What is not stated is not guessed`() async throws {
    let text = "Date;Code;Amount\n01/02/2023;854231;5\n03/04/2023;854231;6\n"
    let sniff = try await Self.sniff("x.csv", Data(text.utf8))
    #expect(sniff.mapping.first { $0.key == "value" }?.value.flow == "{column: Amount, currency: XXX}")
    let doubts = Set(sniff.unsure.map(\.of))
    #expect(doubts.isSuperset(of: ["date", "flow", "value"]))
    // All zeros state nothing.
    let zeros = try await Self.sniff("x.csv", Data("Date;Code;Quantity\n2023-01-02;854231;0\n2023-01-03;854231;0\n".utf8))
    #expect(!zeros.mapping.contains { $0.key == "quantity" } && zeros.unsure.contains { $0.of == "quantity" })
  }

  @Test(arguments: [
    ("period,reporterCode,partnerCode,flowCode,cmdCode,primaryValue\n2022,156,643,X,8542,1\n2022,156,643,X,8517,2\n", "comtrade"),
    ("t,i,j,k,v,q\n2022,156,643,854231,1.5,2\n2022,156,398,854231,2.5,3\n", "baci"),
    ("36,\"A\",\"-0-\",\"CUBA\",\"-0-\",\"-0-\",\"-0-\",\"-0-\",\"-0-\",\"-0-\",\"-0-\",\"-0-\"\n37,\"B\",\"-0-\",\"CUBA\",\"-0-\",\"-0-\",\"-0-\",\"-0-\",\"-0-\",\"-0-\",\"-0-\",\"-0-\"\n", "ofac-sdn"),
    ("{\"id\":\"a\",\"schema\":\"Company\",\"properties\":{\"name\":[\"A\"]}}\n", "ftm"),
    ("<CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL><A>1</A></INDIVIDUAL><INDIVIDUAL><A>2</A></INDIVIDUAL></INDIVIDUALS></CONSOLIDATED_LIST>", "un-consolidated"),
  ])
  func `Publishers' files are given their profile`(text: String, profile: String) async throws {
    let sniff = try await Self.sniff("a.txt", Data(text.utf8))
    #expect(sniff.profile?.id == profile && sniff.mapping.isEmpty)
  }

  @Test(
    .enabled(if: SharedData.isThere, "\(SharedData.absent)"),
    arguments: [
      ("filings/fsa_declarations_2023-05.csv.gz", "fsa-declarations"), ("lists/ofac/sdn_20240503.csv.gz", "ofac-sdn"),
      ("lists/ofac/alt_202501.csv.gz", "ofac-aliases"), ("lists/ofac/add_202104.csv.gz", "ofac-addresses"),
      ("lists/un/un_consolidated_2025-11.xml.gz", "un-consolidated"), ("lists/graph/zala_aero_entities.ftm.json", "ftm"),
      ("lists/eu_journal/32014R0833.csv.gz", "eu-journal"),
      ("lists/opensanctions/ua_war_sanctions.targets.simple.csv.gz", "opensanctions-targets"),
      ("lists/us/us_dod_chinese_milcorps.csv", "us-1260h"), ("lists/us/us_bis_mieu.csv", "us-mieu"),
      ("registers/egrul_companies_2025-11.csv.gz", "companies-egrul"), ("registers/cn_companies_shanghai_2019.csv.gz", "companies-cn"),
      // Not in Comtrade's own layout, but statistics all the same.
      ("trade/bilateral/comtrade_eu27_imports_hs_eudr_annual.csv.gz", "statistics"),
      ("trade/bilateral/imf_imts_russia_by_partner_annual_2016_2024.csv", "imf-imts"),
    ])
  func `Real files are given the profile made for them`(path: String, profile: String) async throws {
    let sniff = try await Sniffer().sniff(SharedData.root.appendingPathComponent(path), shownAs: path)
    #expect(sniff.profile?.id == profile, "\(sniff.columns.map(\.name).prefix(12))")
  }
}
