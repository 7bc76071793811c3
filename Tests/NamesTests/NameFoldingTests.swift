// SPDX-License-Identifier: Apache-2.0

import Foundation
import Names
import Testing

struct NameFoldingTests {
  @Test(arguments: [
    ("«ТОРГОВЫЙ ДОМ \"Ёлка № 6\"»", ["торговый", "дом", "елка", "6"]),
    ("ООО \"ИНЖИНИРИНГОВАЯ КОМПАНИЯ \"АЭМ-ТЕХНОЛОГИИ\"", ["ооо", "инжиниринговая", "компания", "аэм", "технологии"]),
    ("S.p.A. L’Oréal & Co.", ["spa", "loreal", "and", "co"]),
    ("Şişli Çağ İthalat", ["sisli", "cag", "ithalat"]),
    ("BSH Hausgeräte", ["bsh", "hausgerate"]),
    ("ＡＢＣ　Ｌｔｄ", ["abc", "ltd"]),
    ("KAITO(SUZHOU) CONSTRUCTION", ["kaito", "suzhou", "construction"]),
    ("Завод N 6", ["завод", "6"]),
    ("Endress+Hauser", ["endress", "+", "hauser"]),
    ("深圳DJI科技", ["深圳", "dji", "科技"]),
    ("И. К. С.", ["икс"]),
    ("Об'єднання Їжак", ["обєднання", "їжак"]),
    ("zero\u{200B}width soft\u{AD}hyphen", ["zerowidth", "softhyphen"]),
    ("???", []),
  ])
  func `A name becomes plain words`(name: String, words: [String]) {
    #expect(NameFolding.words(name) == words)
  }

  @Test func `Cyrillic й and ї keep their marks`() {
    #expect(NameFolding.words("ЙОД") == ["йод"])
    #expect(NameFolding.words("ЙОД".decomposedStringWithCanonicalMapping) == ["йод"])
    #expect(NameFolding.words("Київ") != NameFolding.words("Киив"))
  }

  @Test(arguments: [
    ("АQDAS", "AQDAS"),  // Cyrillic А before Latin letters
    ("АКНТАR", "AKHTAR"),
    ("СTРОЙ", "СТРОЙ"),
    ("HЕОТЕК", "НЕОТЕК"),
    ("Fарма", "Fарма"),  // letters of both that have no lookalike
    ("OPTIMA", "OPTIMA"),  // one script: left alone
  ])
  func `A word of two scripts is repaired when lookalikes allow it`(mixed: String, repaired: String) {
    #expect(Homoglyphs.repaired(mixed) == repaired)
  }

  @Test func `A mixed word of lookalikes only follows the words around it`() {
    #expect(NameFolding.words("DOLE SОUТН AFRICA (РТY) LTD") == ["dole", "south", "africa", "pty", "ltd"])
    #expect(NameFolding.words("ЗАВОД РТY") == ["завод", "рту"])
  }
}
