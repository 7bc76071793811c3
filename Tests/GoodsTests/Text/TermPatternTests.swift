// SPDX-License-Identifier: Apache-2.0

import Documents
import Testing

@testable import Goods

struct TermPatternTests {
  private func matches(_ term: String, _ text: String) throws -> Bool {
    let list = try GoodsList(
      Document(
        text: "goods: [{id: it, title: It, class: military, terms: {ru: [\"\(term)\"]}}]", shownAs: "goods.yaml"),
      fallbackID: "case")
    let context = try Context(Document(text: "{governors: [], part-before: [], part-after: [], containers: []}", shownAs: "context"))
    return !TextMatcher(items: list.items, lists: [list], context: context).matches(GoodsText(description: text)).isEmpty
  }

  @Test(arguments: [
    ("каска", "Каска защитная"), ("экскаватор*", "экскаваторов гусеничных"), ("станок|станки", "СТАНКИ"),
    ("wheel loader*", "Wheel Loaders, new"), ("погрузчик* & фронтальн*", "Фронтальный ковшовый погрузчик"),
    ("погрузчик* & фронтальн*", "Погрузчики: фронтальные"), ("дизель-генератор*", "Дизель-генераторы"),
    ("дизель-генератор*", "дизель генератор"), ("самолёт*", "самолет"), ("самолет*", "Самолёты"),
    ("станок", "станoк"), ("сетевой", "Cетевой коммутатор"), ("трактор|двигатель", "двигатель"),
    ("挖掘机", "小型挖掘机（履带式）"), ("VR头盔", "ＶＲ头盔"), ("n3|n3g", "категории N3G"), ("о3", "категории О₃"),
    ("шлем|шлемы & vr", "Шлем виртуальный VR"), ("двойной", "двои\u{306}ной"), ("cafe", "Café"),
  ])
  func `A term matches its words in any case`(term: String, text: String) throws {
    #expect(try matches(term, text))
  }

  @Test(arguments: [
    ("каска", "каскад насосов"), ("рация", "декларация о соответствии"), ("экскаватор*", "роторный мини"),
    ("wheel loader*", "loader with one wheel"), ("wheel loader*", "wheel, loader"),
    ("погрузчик* & фронтальн*", "погрузчик; фронтальная панель"),
    ("погрузчик* & фронтальн*", "погрузчик а б в г д е ж з фронтальный"), ("挖掘机", "挖 掘"), ("n3", "n3g"),
  ])
  func `A term does not match other words`(term: String, text: String) throws {
    #expect(try !matches(term, text))
  }

  @Test(arguments: [
    ("аб*", "at least 3 letters"), ("экс*атор", "stands inside a word"), ("танк &", "no word on one side"),
    ("...", "without letters or digits"), ("дизель-генератор|мотор", "must be one word"),
    ("погрузчик & ковшовый|бортовой поворот", "write it as two terms"),
  ])
  func `A term that can't be meant is refused`(term: String, message: String) {
    #expect { try TermPattern(term) } throws: { ($0 as? TermPattern.Problem)?.message.contains(message) == true }
  }
}
