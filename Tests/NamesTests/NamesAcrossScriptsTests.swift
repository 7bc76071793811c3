// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Names

/// What filers and registers make of one name: homoglyphs, quotes in quotes, case endings, every common transliteration.
struct NamesAcrossScriptsTests {
  private func score(_ left: String, _ right: String) -> Double { NameExplanation.of(left, right).score }

  @Test(arguments: [
    // Latin C, A in Cyrillic; Cyrillic А, С in Latin
    ("ООО «CИЛВA»", "ООО «СИЛВА»"), ("SILVА LLС", "SILVA LLC"), ("ＳＩＬＶＡ　ＬＬＣ", "Silva, L.L.C."),
    ("Общество с ограниченной ответственностью «Торговый дом «Альтаир»»", "ООО \"ТД \"Альтаир\"\""),
    ("Закрытое акционерное общество «НПП «Исток»", "ЗАО НПП Исток"),
    ("Обществу с ограниченной ответственностью «Приборостроительного завода Вектор»", "ООО Приборостроительный завод Вектор"),
    ("Акционерным обществом «Курскхиммаш»", "АО Курскхиммаш"), ("Публичного акционерного общества «Северсталь»", "PJSC Severstal"),
    ("Девятый завод", "9 завод"), ("Balt Fond II", "Балт Фонд 2"),
  ])
  func `A form, a quote, a lookalike or a case ending makes no other name`(left: String, right: String) {
    #expect(score(left, right) >= 0.7)
  }

  @Test(arguments: [
    "OAO Žerebcovskij zavod", "OAO Zherebcovskij zavod", "OAO Zherebtsovskii zavod", "OAO Zherebtsovskiy zavod", "Jerebtsovsky zavod",
  ])
  func `ISO 9, GOST, ICAO, BGN and what people type are one`(latin: String) {
    #expect(score("ОАО Жеребцовский завод", latin) >= 0.7)
  }

  @Test(arguments: [
    ("Щёлковский химзавод", "Shchyolkovskiy Khimzavod"), ("Щелковский химзавод", "Schelkovskij Himzavod"),
    ("Житомирські ласощі", "Zhytomyrski lasoshchi"), ("Гарант Логістик", "Harant Lohistyk"), ("Гарант Логістик", "Garant Logistik"),
    ("Товариство з обмеженою відповідальністю «Київстар Плюс»", "Kyivstar Plus LLC"),
    ("Публічне акціонерне товариство «Мотор Січ»", "Motor Sich JSC"),
    ("ПрАТ «Харківський завод»", "Частное акционерное общество Харьковский завод"),
    ("ТОО «Астана Строй»", "Astana Stroy LLP"),
  ])
  func `Cyrillic of several languages meets Latin`(left: String, right: String) {
    #expect(score(left, right) >= 0.7)
  }

  @Test(arguments: [
    ("ШЭНЬЧЖЭНЬ ХУАЦЯН ЭЛЕКТРОНИКС КО., ЛТД", "Shenzhen Huaqiang Electronics Co., Ltd"),
    ("Гуанджоу Баоли Технолоджи Ко., Лтд", "Guangzhou Baoli Technology Co., Ltd"),
    ("Гуанчжоу Баоли Кэцзи Юсянь Гунсы", "广州保利科技有限公司"),
    ("Shenzhenshi Dajiang Chuangxin Keji Youxian Gongsi", "深圳市大疆创新科技有限公司"),
    ("Shen Zhen Shi Da Jiang Chuang Xin Ke Ji You Xian Gong Si", "深圳市大疆创新科技有限公司"),
    ("深圳市大疆創新科技有限公司", "深圳市大疆创新科技有限公司"), ("华为技术股份有限公司", "华为技术有限公司"),
    ("環球電子（香港）有限公司", "Huanqiu Electronics (Hong Kong) Limited"),
    ("Sunway Electronics (HK) Co Limited", "SUNWAY ELECTRONICS HONG KONG LTD"),
  ])
  func `Chinese names meet in characters, pinyin, Palladius and by ear`(left: String, right: String) {
    #expect(score(left, right) >= 0.7)
  }

  @Test(arguments: [
    ("Yıldız Dış Ticaret Anonim Şirketi", "Yildiz Dis Ticaret A.S."),
    ("GÜNEŞ MAKİNA SANAYİ VE TİCARET LİMİTED ŞİRKETİ", "Gunes Makina San. ve Tic. Ltd. Sti."),
    ("Al Noor Trading FZE", "Al Noor Trading Free Zone Establishment"), ("Gulf Star W.L.L.", "Gulf Star With Limited Liability"),
    ("شركة النور للتجارة", "Al Nur Trading Company"), ("شركة النور للتجارة", "Al-Noor Trading"),
    ("شركة النور للتجارة", "Nour Trading Co."), ("النور للتجارة", "Alnoor Trading LLC"), ("مؤسسة الأمين", "Al Ameen Establishment"),
  ])
  func `Turkish and Arabic names meet their Latin spellings`(left: String, right: String) {
    #expect(score(left, right) >= 0.7)
  }

  @Test(arguments: [("شركة النار للتجارة", "Al Noor Trading"), ("شركة النور للتجارة", "Al Nasr Trading")])
  func `Arabic vowels that are written tell words apart`(left: String, right: String) {
    #expect(score(left, right) < 0.7)
  }
}
