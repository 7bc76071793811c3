// SPDX-License-Identifier: Apache-2.0

import Names
import Testing

struct NameKeyTests {
  @Test(arguments: [
    ("Общество с ограниченной ответственностью \"НЕОТЕК\"", "ООО «Неотек»"),
    ("ОБЩЕСТВО С ОГРАНИЧЕННОЙ ОТВЕТСТВЕННОСТЬЮ  \"АЛЕКС-ЛИФТ\"", "OOO \"Алекс Лифт\""),
    ("АКЦИОНЕРНОЕ ОБЩЕСТВО \"ОКТЕКС\"", "ПАО Октекс"),
    ("\" ИНСТИТУТ \" ЛЕНГИПРОРЕЧТРАНС \" ЗАКРЫТОЕ АКЦИОНЕРНОЕ ОБЩЕСТВО", "ЗАО «Институт Ленгипроречтранс»"),
    ("Товариство з обмеженою відповідальністю «Їжак»", "ТОВ ЇЖАК"),
    ("深圳市大疆创新科技有限公司", "深圳市大疆創新科技有限公司"),
    ("广州彬立服装（深圳）有限公司", "广州彬立服装深圳有限责任公司"),
    ("Huawei Technologies Co. Ltd.", "\"HUAWEI TECHNOLOGIES CO., LTD\""),
    ("HKS SAN. ve TIC. A.S", "HKS San ve Tic A.Ş."),
    ("Şişli Limited Şirketi", "SISLI LTD. STI."),
    ("Dedimax S.r.l.", "DEDIMAX SRL"),
    ("ИП Иванов И.И.", "Индивидуальный предприниматель ИВАНОВ И. И."),
    ("ФКУ «Исправительная колония № 6»", "Федеральное казенное учреждение Исправительная колония 6"),
    ("Ningbo Ruyi Joint Stock Co., Ltd", "NINGBO RUYI"),
    ("АQDAS АКНТАR LLC", "Aqdas Akhtar"),
    ("ООО «Торговый дом «Альфа»", "ООО «ТД Альфа»"),
    ("АО «Научно-производственное объединение \"Старт\"»", "АО НПО Старт"),
  ])
  func `Spellings of one name share a key`(left: String, right: String) throws {
    #expect(try #require(NameKey.make(left)).text == #require(NameKey.make(right)).text)
  }

  @Test(arguments: [
    ("ООО «Торговый дом Альфа»", "ООО «Альфа»"),
    ("Завод № 6", "Завод № 7"),
    ("ИП Альфа", "ООО «Альфа»"),
    ("Альфа", "Alfa"),
    ("Сириус", "Сирус"),
    ("Авто+", "Авто"),
    ("上海电气集团股份有限公司", "上海电气股份有限公司"),
    ("Вектор М", "Вектор"),
    ("Goldstar", "Gold Star"),
    ("ООО «Торговый дом»", "ООО «ТД»"),
  ])
  func `Different names keep different keys`(left: String, right: String) {
    #expect(NameKey.make(left) != NameKey.make(right))
  }

  @Test(arguments: ["", "  ", "(withheld)", "—", "\"\"", "не указано", "N/A", "сведения отсутствуют", "&"])
  func `What names nobody has no key`(text: String) {
    #expect(NameKey.make(text) == nil)
  }

  @Test func `A name that is only a legal form stays`() {
    #expect(NameKey.make("АО")?.text == "ао")
    #expect(NameKey.make("Limited")?.text == "limited")
  }

  @Test func `A key holds whole words only`() throws {
    let key = try #require(NameKey.make("SZ DJI Technology Co., Ltd."))
    #expect(key.contains(try #require(NameKey.make("SZ DJI"))))
    #expect(key.contains(try #require(NameKey.make("DJI"))))
    #expect(!key.contains(try #require(NameKey.make("JI"))))
    #expect(!key.contains(try #require(NameKey.make("DJI SZ"))))
  }

  @Test func `A key in another script has a Latin twin for looking up`() {
    #expect(NameKey.make("Небесная Механика")?.latin?.text == "nebesnaya mekhanika")
    #expect(NameKey.make("ООО «Сильва»")?.latin?.text == "silva")
    #expect(NameKey.make("Silva LLC")?.latin == nil)
  }

  @Test(arguments: ["ООО «50% скидка_»", "100%_LIKE", "O'Neil; DROP"])
  func `A key holds nothing that LIKE would read`(name: String) throws {
    let key = try #require(NameKey.make(name))
    #expect(!key.text.contains { "%_\\'".contains($0) })
  }
}
