// SPDX-License-Identifier: Apache-2.0

import Names
import Testing

struct TransliterationTests {
  @Test(arguments: [
    ("ОБЩЕСТВО С ОГРАНИЧЕННОЙ ОТВЕТСТВЕННОСТЬЮ \"НЕОТЕК\"", "OOO \"NEOTEK\""),
    ("Небесная Механика", "Nebesnaya Mekhanika"),
    ("Нижний Новгород", "Nizhny Novgorod"),
    ("ООО «Легиттелеком»", "OOO «Legittelekom»"),
    ("ТОВ «Київ-Їжак»", "TOV «Kyiv-Yizhak»"),
    ("Щукин и Ежов", "Shchukin i Ezhov"),
    ("Silva LLC", "Silva LLC"),
    ("广州彬立服装（深圳）有限公司", "Guangzhou Binli Fuzhuang (Shenzhen) Co., Ltd."),
    ("重庆长安汽车", "Chongqing Chang'an Qiche".replacing("'", with: "")),
    ("DOLE SОUТН AFRICA", "DOLE SOUTH AFRICA"),
    ("شركة", "شركة"),
  ])
  func `Readers see Latin letters`(name: String, latin: String) {
    #expect(Transliteration.latin(name) == latin)
  }

  @Test(arguments: [
    ("шэньчжэнь", ["shen", "zhen"]), ("шеньчжень", ["shen", "zhen"]), ("гуанчжоу", ["guang", "zhou"]),
    ("нинбо", ["ning", "bo"]), ("циндао", ["qing", "dao"]), ("шанхай", ["shang", "hai"]), ("сиань", ["xi", "an"]),
    ("цзинань", ["ji", "nan"]), ("цзинъань", ["jing", "an"]), ("юйяо", ["yu", "yao"]), ("хэфэй", ["he", "fei"]),
    ("чунцин", ["chong", "qing"]), ("аньхой", ["an", "hui"]), ("чжэцзян", ["zhe", "jiang"]),
  ])
  func `Chinese words in Russian letters are read as pinyin`(word: String, syllables: [String]) {
    #expect(Palladius.syllables(word) == syllables)
  }

  @Test(arguments: ["москва", "альянс", "стройтех", "электроникс", ""])
  func `Words that are not Chinese syllables are not read as such`(word: String) {
    #expect(Palladius.syllables(word) == nil)
  }

  @Test func `Only certain Chinese clusters change a name whose country is not known`() {
    #expect(Transliteration.latin("Шэньчжэнь") == "Shenzhen")
    #expect(Transliteration.latin("ГУАНЧЖОУ") == "GUANGZHOU")
    #expect(Transliteration.latin("Динамо") == "Dinamo")
    #expect(Transliteration.latin("Сибань") == "Siban")
    #expect(Transliteration.latin("Сибань", chinese: true) == "Xiban")
  }
}
