// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Translation

@Suite struct TranslatorTests {
  @Test(
    "Adjectives come before their nouns, genitives become 'of'",
    arguments: [
      (
        "Экскаваторы гусеничные гидравлические марки LIUGONG, модель 922E",
        "Crawler hydraulic excavators brand LIUGONG, model 922E"
      ),
      ("Шлемы защитные", "Protective helmets"),
      ("Квадрокоптер гражданского назначения, с камерой", "Quadcopter for civilian use, with camera"),
      ("Прицел тепловизионный для охотничьего оружия", "Thermal imaging sight for hunting weapon"),
      ("Жгут проводов; жгут кровоостанавливающий", "Wiring harness; tourniquet"),
      ("Погрузчики фронтальные одноковшовые", "Front-end single-bucket loaders"),
      ("фронтальный погрузчик", "Front-end loader"),
      (
        "Станки металлообрабатывающие: Токарный станок с ЧПУ",
        "Metalworking machine tools: turning machine tool with CNC"
      ),
      ("Аккумуляторные батареи литий-ионные", "Rechargeable batteries lithium-ion"),
      ("Семена масличных культур для пищевых целей", "Seeds of oilseed crops for food purposes"),
      ("Квадрокоптер с видеокамерой", "Quadcopter with video camera"),
      ("ТЕПЛОВИЗОРЫ ПОРТАТИВНЫЕ", "Portable thermal imagers"),
      ("Жилеты утеплённые мужские", "Insulated men's vests"),
      ("Запасные части для экскаваторов", "Spare parts for excavators"),
    ])
  func russian(text: String, english: String) {
    #expect(Translator().rendering(of: text)?.english == english)
  }

  @Test(
    "Chinese is cut by the longest words of the glossary",
    arguments: [
      ("防弹头盔", "Ballistic helmet"), ("液压挖掘机及零件", "Hydraulic excavator and parts"),
      ("红外热成像仪 型号 X20 用于工业测温", "Infrared thermal imager model X20 for industrial temperature measurement"),
      ("锂离子蓄电池", "Lithium-ion rechargeable battery"), ("對講機", "Two-way radio"), ("无人机DJI Mavic 3", "Drone DJI Mavic 3"),
    ])
  func chinese(text: String, english: String) {
    #expect(Translator().rendering(of: text)?.english == english)
  }

  @Test("What the glossary does not know stands in brackets and counts as unknown")
  func unknown() {
    let rendering = Translator().rendering(of: "Шлемы бубуньские")
    #expect(rendering?.english == "Helmets [bubunskie]")
    #expect(rendering?.known == 0.5)
    #expect(rendering?.origin == .glossary)
  }

  @Test(
    "Codes and numbers stay as they are",
    arguments: [
      ("модель В25П4F300W8", "Model V25P4F300W8"), ("10 г", "10 g"), ("Урожай 2023 г.", "Harvest 2023 ."),
      ("масса 5кг", "Weight 5kg"),
    ])
  func codes(text: String, english: String) {
    #expect(Translator().rendering(of: text)?.english == english)
  }

  @Test("A text without Cyrillic or Chinese has no rendering", arguments: ["Excavators", "", "DJI Mavic 3", "12-34"])
  func latin(text: String) {
    #expect(Translator().rendering(of: text) == nil)
  }

  @Test("Every text has a rendering in Latin letters, whatever stands in it")
  func noise() {
    var state: UInt64 = 7
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let letters = Array("абвгдеёжзийклмнопрстуфхцчшщъыьэюяАЯЁ -–—,.;:()«»\"/№0123456789abcXYZ深圳无人机的\u{0}\n\u{301}😀")
    for _ in 0..<2_000 {
      let text = String((0..<next(40)).map { _ in letters[next(letters.count)] })
      guard let rendering = Translator().rendering(of: text) else { continue }
      #expect((0...1).contains(rendering.known))
      #expect(!rendering.english.unicodeScalars.contains { (0x0400...0x04FF).contains($0.value) }, "\(text) → \(rendering.english)")
    }
  }

  @Test("Every row of the glossary can be reached, and no stem stands twice for one kind of word")
  func table() throws {
    for word in [
      "экскаватор", "шлем", "жилет", "тепловизор", "радиостанция", "квадрокоптер", "подшипник", "микросхема",
    ] {
      #expect(Glossary.standard.reading(of: word) != nil, "\(word)")
    }
    #expect(Glossary.standard.chinese.count > 400)
  }
}
