// SPDX-License-Identifier: Apache-2.0

import Testing
import Trade
import Warehouse

@testable import Intake

struct RegisterProfilesTests {
  private func companies(_ folder: TestCase) async throws -> [String?] {
    try await folder.texts(
      """
      SELECT name || '|' || coalesce(short_name, '') || '|' || coalesce(inn, number_kind || ' ' || number, '') || '|' || coalesce(ogrn, '') || '|'
        || CAST(registered_from AS VARCHAR) || '|' || coalesce(CAST(ended_on AS VARCHAR), '') || '|' || coalesce(address, '') || '|'
        || coalesce(director, '')
      FROM company ORDER BY "row"
      """)
  }

  @Test func `EGRUL's XML gives companies with numbers, names, days, address and director, in both layouts of addresses`() async throws {
    let folder = try await TestCase()
    try folder.write(
      "egrul.xml",
      """
      <?xml version="1.0" encoding="UTF-8"?><EGRUL ИдФайл="VO_RUGF_1" ВерсФорм="4.06">
      <СвЮЛ ДатаВып="2024-01-01" ОГРН="1027700132195" ДатаОГРН="2002-08-16" ИНН="7707083893" КПП="773601001">
        <СвНаимЮЛ НаимЮЛПолн="ОБЩЕСТВО &quot;ПРИМЕР&quot;"><ГРНДата ГРН="1" ДатаЗаписи="2002-08-16"/><СвНаимЮЛСокр НаимСокр="ООО &quot;ПРИМЕР&quot;"/></СвНаимЮЛ>
        <СвАдресЮЛ><СвАдрЮЛФИАС Индекс="101000"><НаимРегион>Г.МОСКВА</НаимРегион><ЭлУлДорСети Тип="УЛ." Наим="ПРИМЕРНАЯ"/><Здание Тип="Д." Номер="1"/></СвАдрЮЛФИАС></СвАдресЮЛ>
        <СвОбрЮЛ ОГРН="1027700132195" ДатаОГРН="2002-08-16" ДатаРег="1998-03-04"><СпОбрЮЛ КодСпОбрЮЛ="03"/></СвОбрЮЛ>
        <СведДолжнФЛ><СвФЛ Фамилия="ПРИМЕРОВ" Имя="ИВАН" Отчество="ПЕТРОВИЧ"/><СвДолжн ВидДолжн="02" НаимДолжн="ДИРЕКТОР"/></СведДолжнФЛ>
        <СвОКВЭД><СвОКВЭДОсн КодОКВЭД="46.69" НаимОКВЭД="Торговля оптовая"/></СвОКВЭД></СвЮЛ>
      <СвЮЛ ОГРН="1155476004485" ДатаОГРН="2015-01-23" ИНН="5404002997">
        <СвНаимЮЛ НаимЮЛПолн="СТАРЫЙ ЗАВОД" НаимЮЛСокр="СЗ"/>
        <СвАдресЮЛ><АдресРФ Дом="ДОМ 2"><Регион НаимРегион="НОВОСИБИРСКАЯ"/><Город НаимГород="НОВОСИБИРСК"/></АдресРФ></СвАдресЮЛ>
        <СвПрекрЮЛ ДатаПрекрЮЛ="2020-05-06"/>
        <СведДолжнФЛ><СвФЛ Фамилия="А" Имя="Б"/></СведДолжнФЛ><СведДолжнФЛ><СвФЛ Фамилия="В" Имя="Г"/></СведДолжнФЛ></СвЮЛ>
      </EGRUL>
      """)
    let entry = try await folder.take("- {id: egrul, path: egrul.xml, profile: companies-egrul}")[0]
    #expect(entry.addsUp && entry.read == 2 && entry.accepted == 2)
    #expect(
      try await companies(folder) == [
        "ОБЩЕСТВО \"ПРИМЕР\"|ООО \"ПРИМЕР\"|7707083893|1027700132195|1998-03-04||Г.МОСКВА, ПРИМЕРНАЯ, 1|ПРИМЕРОВ ИВАН ПЕТРОВИЧ, ДИРЕКТОР",
        "СТАРЫЙ ЗАВОД|СЗ|5404002997|1155476004485|2015-01-23|2020-05-06|НОВОСИБИРСКАЯ, НОВОСИБИРСК, ДОМ 2|А Б; В Г",
      ])
    #expect(try await folder.texts("SELECT CAST(as_of AS VARCHAR) FROM company ORDER BY \"row\"") == ["2024-01-01", nil])
    // A single entry is one row, too.
    try folder.write(
      "one.xml", "<EGRUL><СвЮЛ ОГРН=\"1\" ДатаОГРН=\"2015-01-23\"><СвНаимЮЛ НаимЮЛПолн=\"ОДИН\"/></СвЮЛ></EGRUL>")
    #expect(try await folder.take("- {id: one, path: one.xml, profile: companies-egrul}")[0].accepted == 1)
  }

  @Test(arguments: [
    ([("А", "Б", "В", "ДИРЕКТОР"), ("Г", "Д", "Е", "ПРЕЗИДЕНТ")], "А Б В, ДИРЕКТОР; Г Д Е, ПРЕЗИДЕНТ"),
    ([("А", "Б", "В", "ДИРЕКТОР"), ("ЛИ", "ВЭЙ", "", "ДИРЕКТОР")], "А Б, ДИРЕКТОР; ЛИ ВЭЙ, ДИРЕКТОР"),
    ([("А", "Б", "В", ""), ("Г", "Д", "Е", "ДИРЕКТОР")], "А Б В; Г Д Е"),
    ([("А", "Б", "В", "Х"), ("Г", "", "Е", "Х")], nil),
    (
      [("А", "1", "", ""), ("Б", "2", "", ""), ("В", "3", "", ""), ("Г", "4", "", ""), ("Д", "5", "", "")],
      "А 1; Б 2; В 3; Г 4; and others"
    ),
  ] as [([(String, String, String, String)], String?)])
  func `Of several persons who may act each is named by what is surely theirs`(
    persons: [(String, String, String, String)], expected: String?
  ) async throws {
    let folder = try await TestCase()
    let elements = persons.map { last, first, middle, office in
      func attribute(_ name: String, _ value: String) -> String { value.isEmpty ? "" : " \(name)=\"\(value)\"" }
      return "<СведДолжнФЛ><СвФЛ\(attribute("Фамилия", last))\(attribute("Имя", first))\(attribute("Отчество", middle))/>"
        + "<СвДолжн\(attribute("НаимДолжн", office))/></СведДолжнФЛ>"
    }
    try folder.write(
      "egrul.xml",
      "<EGRUL><СвЮЛ ОГРН=\"1\" ДатаОГРН=\"2015-01-23\"><СвНаимЮЛ НаимЮЛПолн=\"ОДИН\"/>\(elements.joined())</СвЮЛ></EGRUL>")
    #expect(try await folder.take("- {id: e, path: egrul.xml, profile: companies-egrul}")[0].accepted == 1)
    #expect(try await folder.texts("SELECT director FROM company") == [expected])
  }

  @Test func `Hong Kong's register gives numbers of its own kinds`() async throws {
    let folder = try await TestCase()
    try folder.write(
      "hk.csv",
      """
      CR No.,Company Name in English,Company Name in Chinese,Date of Incorporation
      3176428,EXAMPLE TRADING LIMITED,範例貿易有限公司,2022-07-11
      76543210,,範例科技有限公司,2024-01-05
      ,NUMBERLESS LIMITED,,2024-01-05
      """)
    let entry = try await folder.take("- {id: hk, path: hk.csv, profile: companies-hk}")[0]
    #expect(entry.accepted == 2 && entry.rejections.map(\.reason) == ["empty-cell"])
    #expect(
      try await companies(folder) == [
        "EXAMPLE TRADING LIMITED|範例貿易有限公司|HK-CR 3176428||2022-07-11|||", "範例科技有限公司||HK-BR 76543210||2024-01-05|||",
      ])
  }

  @Test func `Companies of any register carry their number with its kind`() async throws {
    let folder = try await TestCase()
    try folder.write(
      "firms.csv",
      "name,country,inn,ogrn,uscc,registered,address,activity,note,number_kind,number\nExample Kazakhstan,KAZ,,,,2022-03,,,,bin,040840003428\n")
    #expect(try await folder.take("- {id: firms, path: firms.csv, profile: companies}")[0].accepted == 1)
    #expect(try await companies(folder) == ["Example Kazakhstan||BIN 040840003428||2022-03-01|||"])
  }
}
