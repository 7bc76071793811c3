// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Goods

struct InflectionTests {
  @Test(arguments: [
    ("станок", ["станок", "станки", "станка", "станков", "станку", "станком", "станке", "станкам", "станками", "станках"]),
    ("каска", ["каска", "каски", "каску", "касок", "каске", "каской", "каскам", "касками", "касках"]),
    ("двигатель", ["двигатель", "двигатели", "двигателя", "двигателей", "двигателем", "двигателям"]),
    ("радиостанция", ["радиостанция", "радиостанции", "радиостанцию", "радиостанций", "радиостанцией", "радиостанциями"]),
    ("устройство", ["устройство", "устройства", "устройств", "устройству", "устройством", "устройствами"]),
    ("оборудование", ["оборудование", "оборудования", "оборудованию", "оборудованием"]),
    ("очки", ["очки", "очков", "очкам", "очками", "очках"]),
    ("фронтальный", ["фронтальный", "фронтальная", "фронтального", "фронтальные", "фронтальных", "фронтальными"]),
    ("drone", ["drone", "drones"]), ("battery", ["battery", "batteries"]), ("lens", ["lens", "lenses"]),
  ])
  func `A word has the forms of a grammar book`(word: String, forms: [String]) {
    let found = Set(Inflection.forms(of: word).map(\.text))
    for form in forms { #expect(found.contains(form), "\(form)") }
  }

  @Test(arguments: [
    ("станок", "станки", Inflection.Grammar.direct), ("станок", "станка", .genitive), ("станок", "станков", .genitive),
    ("станок", "станком", .oblique), ("каска", "каски", .either), ("каска", "касок", .genitive),
    ("каска", "каской", .oblique), ("модуль", "модули", .direct), ("модуль", "модуля", .genitive),
    ("устройство", "устройства", .either), ("рация", "рации", .either), ("рация", "раций", .genitive),
  ])
  func `A form says whether it can be the thing itself`(word: String, form: String, grammar: Inflection.Grammar) {
    #expect(Inflection.forms(of: word).first { $0.text == form }?.grammar == grammar)
  }

  @Test func `No form is given twice`() {
    for word in ["станок", "плата", "батарея", "бинокль", "дизель", "ножницы", "volt"] {
      let forms = Inflection.forms(of: word).map(\.text)
      #expect(Set(forms).count == forms.count)
    }
  }
}
