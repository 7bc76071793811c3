// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Intake

struct UnitWordsTests {
  static let read: [(String, String, String)] = [
    ("шт.", "pieces", "1"), ("ТЫС. ШТ", "pieces", "1000"), ("台", "pieces", "1"), ("千克", "kg", "1"),
    ("т", "kg", "1000"),
    ("м²", "m²", "1"), ("кв. м", "m²", "1"), ("пар", "pairs", "1"), ("双", "pairs", "1"), ("u", "pieces", "1"),
    ("1000u", "pieces", "1000"), ("adet", "pieces", "1"), ("piezas", "pieces", "1"), ("kilogramos", "kg", "1"),
    ("litros", "litres", "1"), ("KGM", "kg", "1"),
    ("дюжина", "pieces", "12"),
  ]

  @Test(arguments: read)
  func `A unit is known in many languages`(word: String, standard: String, factor: String) {
    let unit = UnitWords.unit(word)
    #expect(unit?.standard == standard)
    #expect(unit?.factor == factor)
  }

  @Test func `A bare number is a unit only of a publisher who is named`() {
    for word in ["796", "метрекуб", ""] { #expect(UnitWords.unit(word) == nil) }
    #expect(UnitWords.unit("796", .okei)?.standard == "pieces")
    #expect(UnitWords.unit("006", .okei)?.standard == "m")
    #expect(UnitWords.unit("6", .comtrade)?.standard == "pairs")
    #expect(UnitWords.unit("035", .china)?.standard == "kg")
  }

  @Test(arguments: [
    "-", "—", "б/н", "Б/Н.", "не указано", "см. приложение № 2", "согласно инвойсу 15", "不详", "N/A", "not stated",
    "...",
    "s/d", "belirtilmemiş", "(не указан)",
  ])
  func `Words that say that nothing is said`(word: String) { #expect(UndisclosedWords.contains(word)) }

  @Test(arguments: ["0", "", "5", "nil", "ООО Ромашка", "Unknown Mortal Orchestra Ltd", "CO", "нету"])
  func `And those that do not`(word: String) { #expect(!UndisclosedWords.contains(word)) }
}
