// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Intake

struct HeaderWordsTests {
  @Test(
    arguments: [
      // English
      ("HS Code", .goods, nil), ("Country of Origin", .origin, nil), ("Exporter Name", .consignor, nil),
      ("IMPORTER_ADDRESS_EN", .partyAddress, .consignee), ("Net Weight (kg)", .netWeight, nil), ("netWgt", .netWeight, nil),
      ("Total Invoice Value USD", .value, nil), ("Unit price", .unitValue, nil), ("Unit of measure", .unit, nil),
      ("%GTTOTALVALUE", .share, nil), ("Bill of Lading No", .document, nil), ("cmdCode", .goods, nil),
      ("Trade Flow", .flow, nil), ("Customs Procedure", .procedure, nil), ("Exchange rate", .exchangeRate, nil),
      // Chinese in traditional characters
      ("報關單號", .number, nil), ("進口商", .consignee, nil), ("原產國", .origin, nil), ("商品編碼", .goods, nil), ("數量", .quantity, nil),
      // Turkish
      ("Gönderen Firma", .consignor, nil), ("Gönderen Ülke", .dispatch, nil),
      // Russian and Ukrainian
      ("Код ТН ВЭД", .goods, nil), ("Страна происхождения", .origin, nil), ("Страна отправления", .dispatch, nil),
      ("Страна назначения", .destination, nil), ("Наименование получателя", .consignee, nil), ("ИНН получателя", .partyNumber, .consignee),
      ("Адрес отправителя", .partyAddress, .consignor), ("Вес нетто, кг", .netWeight, nil), ("Вес брутто", .grossWeight, nil),
      ("Статистическая стоимость", .value, nil), ("Дата", .date, nil), ("Номер декларации", .number, nil),
      ("Описание товара", .description, nil), ("Производитель", .manufacturer, nil), ("Торговая марка", .brand, nil),
      ("Ед. изм.", .unit, nil), ("Количество", .quantity, nil), ("Валюта контракта", .currency, nil), ("Условия поставки", .incoterms, nil),
      ("Одержувач", .consignee, nil), ("Країна походження", .origin, nil), ("Код УКТЗЕД", .goods, nil),
      // Chinese
      ("商品编码", .goods, nil), ("商品名称", .description, nil), ("原产国", .origin, nil), ("收货人名称", .consignee, nil),
      ("发货人", .consignor, nil), ("净重", .netWeight, nil), ("数量", .quantity, nil), ("单价", .unitValue, nil), ("进出口日期", .date, nil),
      ("贸易伙伴名称", .partner, nil), ("金额美元", .value, nil), ("报关单号", .number, nil), ("贸易方式", .procedure, nil),
      // Spanish
      ("Partida arancelaria", .goods, nil), ("País de origen", .origin, nil), ("País de destino", .destination, nil),
      ("Razón social del importador", .consignee, nil), ("Peso neto (kg)", .netWeight, nil), ("Valor FOB US$", .value, nil),
      ("Fecha de declaración", .date, nil), ("Descripción de la mercancía", .description, nil), ("Cantidad", .quantity, nil),
      ("Unidad de medida", .unit, nil), ("Aduana", .customsOffice, nil), ("Proveedor", .consignor, nil),
      // Turkish
      ("GTİP No", .goods, nil), ("Menşe Ülke", .origin, nil), ("İthalatçı Ünvanı", .consignee, nil), ("İhracatçı", .consignor, nil),
      ("Net Ağırlık", .netWeight, nil), ("Miktar", .quantity, nil), ("Tescil Tarihi", .date, nil), ("Beyanname No", .number, nil),
      ("Eşya Tanımı", .description, nil), ("Ölçü Birimi", .unit, nil), ("Teslim Şekli", .incoterms, nil), ("Varış Ülkesi", .destination, nil),
      ("Frobnication", .unknown, nil), ("", .unknown, nil),
    ] as [(String, ColumnMeaning, ColumnMeaning?)])
  func `Headings are read in five languages`(heading: String, meaning: ColumnMeaning, role: ColumnMeaning?) {
    let reading = HeadingReading(heading)
    #expect(reading.meaning == meaning, "\(HeaderWords.concepts(heading))")
    #expect(reading.role == role)
  }

  @Test func `Headings are split where words meet`() {
    #expect(HeaderWords.known.count > 50)
    #expect(HeaderWords.tokens("SUMOFTOTALVALUE_USD") == ["sumoftotal", "value", "usd"])
    #expect(HeaderWords.tokens("SUMOFQUANTITY") == ["sumof", "quantity"])
    #expect(HeaderWords.tokens("Değer (US$)") == ["deger", "us"])
  }
}
