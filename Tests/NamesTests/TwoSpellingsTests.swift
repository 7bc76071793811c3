// SPDX-License-Identifier: Apache-2.0

import Names
import TestData
import Testing

struct TwoSpellingsTests {
  @Test(arguments: [
    ("«Chivas Brothers Limited» («Чивас Бразерс Лимитед»)", "«Chivas Brothers Limited»"),
    ("BEIFA GROUP CO., LTD/ БИФА ГРУП КО., ЛТД ", "BEIFA GROUP CO., LTD"),
    ("Les Grands Chais De France SAS / Ле Гран Ше Де Франс САС", "Les Grands Chais De France SAS"),
    ("Бодегас СВС (Bodegas CWC)", "Bodegas CWC"),
    ("\"SHENZHEN JINTAI CO., LTD\" (ШЭНЬЧЖЭНЬ ЦЗИНЬТАЙ КО., ЛТД)", "\"SHENZHEN JINTAI CO., LTD\""),
    ("Shenzhen Jintai Co., Ltd. / 深圳市金泰有限公司", "Shenzhen Jintai Co., Ltd."),
  ])
  func `One name written twice in a cell is seen`(cell: String, latin: String) {
    #expect(TwoSpellings(cell)?.latin == latin)
  }

  @Test(arguments: [
    "Avon Manufacturing (Guangzhou) Ltd.", "Siemens AG / Bosch GmbH", "SUDMARIS CHILE (номер предприятия 10774)",
    "Alpha Trading Ltd / ООО «Северный ветер»", "Firmenich S.A. (Switzerland) / Firmenich S.A (Швейцария)",
    "ООО «EKSPORT INVEST»", "Завод 24/7", "", "/", "()", "GUANGZHOU DOBREY CO., LTD / Гуанчжоу Аврора Ко. ЛТД",
  ])
  func `Anything else is left as one name`(cell: String) {
    #expect(TwoSpellings(cell) == nil)
  }

  @Test(
    .enabled(
      if: SharedData.has("pairs/fsa_manufacturer_latin_cyrillic.csv"), "needs the public data in ../shared/data"))
  func `Real cells are read, and makers shuffled into each other's cells are not`() throws {
    let rows = try SharedData.rows("pairs/fsa_manufacturer_latin_cyrillic.csv")
    let seen = rows.filter { TwoSpellings($0["original"] ?? "") != nil }.count
    var shuffled = 0
    var mistaken = 0
    for shift in 1..<20 {
      for (left, right) in zip(rows, rows.dropFirst(shift)) {
        let (latin, cyrillic) = (left["latin"] ?? "", right["cyrillic"] ?? "")
        // Some makers stand in the file more than once.
        guard let key = NameKey.make(latin), key != NameKey.make(right["latin"] ?? "") else { continue }
        shuffled += 1
        if TwoSpellings("\(latin) / \(cyrillic)") != nil { mistaken += 1 }
      }
    }
    print("cells with two spellings: \(seen) of \(rows.count) seen; \(mistaken) of \(shuffled) shuffled ones mistaken")
    #expect(seen * 100 >= rows.count * 90)
    #expect(mistaken * 100 <= shuffled)
  }
}
