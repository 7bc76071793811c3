// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Goods

struct TextMatcherTests {
  let matcher: TextMatcher

  // Lists are read once for all cases.
  private static let shared = Result { try GoodsCatalogue().textMatcher() }

  init() throws { matcher = try Self.shared.get() }

  private func goods(_ text: String) -> [String] { matcher.matches(GoodsText(description: text)).map(\.goods) }

  @Test(arguments: [
    ("Quadcopter drones, model X", "drone"), ("Квадрокоптеры гражданского назначения", "drone"), ("四旋翼无人机", "drone"),
    ("Bulletproof vests", "vest-or-body-armour"), ("Бронежилеты скрытого ношения", "vest-or-body-armour"),
    ("防弹背心", "vest-or-body-armour"), ("Two-way radios, VHF", "radio"), ("Радиостанции носимые", "radio"),
    ("手持对讲机", "radio"), ("Thermal imaging monocular", "thermal-or-night-vision"),
    ("Тепловизионные прицелы", "thermal-or-night-vision"), ("红外热像仪", "thermal-or-night-vision"),
    ("Crawler excavator, used", "excavator"), ("Экскаваторы одноковшовые", "excavator"), ("履带式挖掘机", "excavator"),
    ("Wheel loaders", "front-loader"), ("轮式装载机", "front-loader"), ("Para-aramid yarn", "aramid-fibre"),
    ("Нити арамидные", "aramid-fibre"), ("对位芳纶纤维", "aramid-fibre"), ("Ball bearings", "bearing"),
    ("Подшипники роликовые", "bearing"), ("深沟球轴承", "bearing"), ("Integrated circuits", "semiconductor"),
    ("Интегральные схемы", "semiconductor"), ("集成电路", "semiconductor"), ("CNC lathe", "machine-tool"),
    ("数控机床", "machine-tool"), ("Heavy-duty trucks", "truck-heavy"), ("Седельные тягачи", "truck-heavy"),
    ("自卸车", "truck-heavy"), ("Бронеавтомобили", "armoured-vehicle"),
    ("Лопасти несущего винта", "helicopter-or-aircraft-part"),
    ("Шины для грузовых автомобилей", "tyre-heavy"), ("Литий-ионные аккумуляторные батареи", "battery-lithium"),
    ("锂离子电池", "battery-lithium"), ("Аккумуляторная станция", "battery-station"), ("Diesel generator sets", "generator"),
    ("Двигатели внутреннего сгорания", "engine"), ("Сервер", "server-or-computer"),
    ("Навигационные приемники", "navigation"),
    ("GNSS receiver", "navigation"), ("Система подавления БПЛА", "radio-telemetry-or-jamming"),
    ("Бинокли", "optics-other"),
    ("Тактические перчатки", "tactical-clothing-or-boots"), ("Траншеекопатель", "trencher"),
  ])
  func `Goods are found in three languages`(text: String, expected: String) {
    #expect(goods(text).contains(expected))
  }

  @Test(arguments: [
    ("Шлем виртуальной реальности", "helmet"), ("VR headset helmet, virtual reality", "helmet"), ("VR头盔", "helmet"),
    ("Каскад вентилей", "helmet"), ("Виски «Каск Финиш»", "helmet"), ("Шапка-шлем вязаная", "helmet"),
    ("Вилочный погрузчик дизельный", "front-loader"), ("Forklift truck", "front-loader"),
    ("Декларация о соответствии", "radio"), ("Концентрация", "radio"), ("Аккумуляторы для радиостанций", "radio"),
    ("Жилет утепленный женский", "vest-or-body-armour"), ("Жилет сигнальный", "vest-or-body-armour"),
    ("Сумки для ноутбуков", "server-or-computer"), ("Стол компьютерный", "server-or-computer"),
    ("Сетевой фильтр", "server-or-computer"), ("Масло моторное для дизельных двигателей", "engine"),
    ("Электродвигатели асинхронные", "engine"), ("Парогенератор", "generator"), ("Кварцевый генератор", "generator"),
    ("Генератор озона", "generator"), ("Светодиодный светильник", "semiconductor-or-component"),
    ("Станок бритвенный", "machine-tool"), ("Шпиндели для фрезерных станков", "machine-tool"),
    ("Лазерный принтер", "machine-tool"), ("Ковш экскаватора", "excavator"), ("Запчасти для экскаваторов", "excavator"),
    ("Excavator bucket", "excavator"), ("挖掘机配件", "excavator"), ("Игрушка: экскаватор", "excavator"),
    ("Вилочный погрузчик с литиевой батареей", "battery-lithium"),
    ("Зарядные устройства для литий-ионных батарей", "battery-lithium"),
    ("Батарейки литиевые первичные", "battery-lithium"), ("Аккумуляторы свинцово-кислотные", "battery-lithium"),
    ("Транспортные средства категории N1", "truck-heavy"), ("Транспортные средства категории M1", "truck-heavy"),
    ("Прицепы категории О₄", "truck-heavy"), ("Лифт грузовой", "truck-heavy"), ("Шины для велосипедов", "tyre-heavy"),
    ("Шины пневматические для легковых автомобилей", "tyre-heavy"), ("反无人机设备", "drone"),
    ("Смарт-часы с GPS-модулем", "navigation"), ("Видеорегистратор с GPS-приемником", "navigation"),
    ("Микроскоп и бинокль-лупа", "optics-other"), ("Лазерный термометр", "thermal-or-night-vision"),
    ("Колбаса «Армейская»", "tactical-clothing-or-boots"), ("Игрушечный вертолет", "helicopter-or-aircraft-part"),
  ])
  func `Near misses are not taken for the goods`(text: String, trap: String) {
    #expect(!goods(text).contains(trap))
  }

  @Test(arguments: [
    ("Вилочный погрузчик", "forklift"), ("Мотошлемы", "helmet-sport"), ("Очки виртуальной реальности", "vr-headset"),
    ("Жилеты сигнальные", "vest-high-visibility"), ("Аккумуляторы свинцово-кислотные", "battery-other"),
    ("Электродвигатели", "electric-motor"),
  ])
  func `Near misses are goods of their own`(text: String, expected: String) {
    #expect(goods(text) == [expected])
  }

  @Test(arguments: ["каски", "Helmets, 54000 pcs", "头盔"])
  func `Helmets whose use is not stated are noted as such`(text: String) throws {
    let match = try #require(matcher.matches(GoodsText(description: text)).first { $0.goods == "helmet" })
    #expect(match.because.hasSuffix("(use not stated)"))
    #expect(match.confidence == 0.5)
  }

  @Test func `Helmets whose use is stated are surer`() throws {
    let match = try #require(
      matcher.matches(GoodsText(description: "Каски строительные")).first { $0.goods == "helmet" })
    #expect(match.because == "Каски")
    #expect(match.confidence == 0.95)
  }

  @Test(arguments: [
    ("Комплект подшипников", "bearing"), ("Станки с ЧПУ токарные, 2 шт.", "machine-tool"),
    ("Погрузчики: экскаваторы-погрузчики", "excavator"), ("Новые гусеничные экскаваторы", "excavator"),
    ("Партия касок защитных", "helmet"),
  ])
  func `Goods that are counted are the goods`(text: String, expected: String) { #expect(goods(text).contains(expected)) }

  @Test(arguments: [
    ("Блок управления токарного станка", "machine-tool"), ("Стёкла экскаваторов, погрузчиков, бульдозеров", "bulldozer-or-grader"),
    ("Двигатель гусеничного экскаватора", "excavator"), ("Антенна радиостанции", "radio"),
    ("Производство микросхем", "semiconductor"), ("Напиток, выдержанный в каске", "helmet"),
    ("Работы экскаватором", "excavator"), ("Шнур питания (кабель) компьютера", "server-or-computer"),
  ])
  func `Goods that something belongs to are not the goods`(text: String, trap: String) {
    #expect(!goods(text).contains(trap))
  }

  @Test func `A part is of the whole by words, and said to be a part`() throws {
    let matches = matcher.matches(GoodsText(description: "Пропеллеры для квадрокоптера"))
    #expect(matches.map(\.goods) == ["drone", "drone-part"])
    #expect(matches.first?.because.hasSuffix("(a part)") == true)
  }

  @Test func `A maker decides only where the text is bare`() {
    let bare = GoodsText(description: "Средства электросвязи", context: "Hytera Communications")
    #expect(matcher.matches(bare).map(\.goods) == ["radio"])
    #expect(matcher.matches(bare).first?.confidence == 0.8)
    #expect(matcher.matches(GoodsText(description: "Средства электросвязи")).isEmpty)
    #expect(matcher.matches(GoodsText(description: "Чехлы", context: "Hytera Communications")).isEmpty)
    let other = GoodsText(description: "Средства электросвязи: коммутаторы", context: "Hytera Communications")
    #expect(matcher.matches(other).map(\.goods) == ["server-or-computer"])
  }

  @Test(arguments: [
    ("Сумка для ноутбука", "server-or-computer", TextDismissal.Reason.notTheThing),
    ("Ковш экскаватор", "excavator", .partOfAnother), ("VR头盔", "helmet", .inside("VR头盔")),
    ("Игрушка: экскаватор", "excavator", .elsewhere("Игрушка")),
  ])
  func `What is not taken for goods is explained`(text: String, goods: String, reason: TextDismissal.Reason) {
    let dismissals = matcher.explanation(of: GoodsText(description: text)).dismissals
    #expect(dismissals.contains { $0.goods == goods && $0.reason == reason }, "\(dismissals)")
  }

  @Test func `The words that decided are quoted as they stand`() throws {
    let match = try #require(
      matcher.matches(GoodsText(description: "Погрузчики новые ФРОНТАЛЬНЫЕ")).first)
    #expect(match.because == "Погрузчики … ФРОНТАЛЬНЫЕ")
    let two = try #require(
      matcher.matches(GoodsText(description: "Квадрокоптеры; беспилотные летательные аппараты")).first)
    #expect(
      two == TextMatch(goods: "drone", confidence: 0.99, because: "Квадрокоптеры; беспилотные летательные аппараты"))
  }

  @Test func `A brand or model may name what the description leaves out`() {
    let text = GoodsText(description: "Камеры телевизионные.", brand: "Системы тепловизионные поворотные", model: nil)
    #expect(matcher.matches(text).map(\.goods).contains("thermal-or-night-vision"))
  }

  @Test func `The group of a filing is read by its own terms`() {
    let truck = GoodsText(
      description: "Транспортные средства", group: "Категория N3 - Транспортные средства для грузов")
    #expect(matcher.matches(truck).map(\.goods) == ["truck-heavy"])
    let keyboard = GoodsText(description: "Манипуляторы", group: "Клавиатуры, манипуляторы, джойстики, шлемы, очки")
    #expect(matcher.matches(keyboard).isEmpty)
  }

  @Test func `Empty texts name nothing`() {
    #expect(matcher.matches(GoodsText(description: nil)).isEmpty)
    #expect(matcher.matches(GoodsText(description: "", brand: " ", model: "\n", group: "")).isEmpty)
    #expect(matcher.matches(GoodsText(description: "•—…«»")).isEmpty)
  }

  @Test func `A text found in parallel is found alike, in its place`() async throws {
    let texts = (0..<4_500).map { GoodsText(description: $0.isMultiple(of: 3) ? "Экскаватор \($0)" : "Чай \($0)") }
    let matches = try await matcher.matchesInParallel(texts)
    #expect(matches.count == texts.count)
    #expect(matches == texts.map { matcher.matches($0) })
  }
}
