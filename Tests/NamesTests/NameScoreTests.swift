// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Names

struct NameScoreTests {
  private func score(_ left: String, _ right: String, _ kind: NameKind = .organisation) -> Double {
    NameExplanation.of(left, right, kind: kind).score
  }

  @Test(arguments: [
    ("VELESSTROI LLC", "VELESSTROI LIMITED LIABILITY COMPANY"),
    ("Шанхаи Саинт Логистикс ООО", "SHANGHAI SAINT LOGISTICS LIMITED"),
    ("ООО «Силва»", "SILVA LLC"),
    ("SARL FASTLINK", "FASTLINK SARL"),
    ("VTBBANK PUBLIC JOINT STOCK COMPANY", "VTB BANK PUBLIC JOINT STOCK COMPANY"),
    ("ШЭНЬЧЖЭНЬ ЦЗИНЬТАЙ КО., ЛТД", "Shenzhen Jintai Co., Ltd."),
    ("深圳市金泰科技有限公司", "Shenzhen Jintai Technology Co., Ltd."),
    ("深圳市金泰科技有限公司", "Shen Zhen Shi Jin Tai Ke Ji You Xian Gong Si"),
    ("深圳市金泰科技有限公司", "Shenzhen Shijin Taike Jiyou Xiangong Si"),
    ("深圳市金泰電子科技有限公司", "深圳市金泰电子科技有限责任公司"),
    ("LIMITED LIABILITY COMPAQY AUTO SERVICE", "LIMITED LIABILITY COMPANY AUTO SERVICE"),
    ("Торговая компания Альянс", "Alyans Trading Company"),
    ("Общество с ограниченной ответственностью \"НЕОТЕК\"", "OOO Neotek"),
    ("53-й Арсенал", "AO 53 Arsenal"), ("179th Ship Repair Plant", "179 Судоремонтный завод"),
    ("First Arsenal Bank", "1st Arsenal Bank"), ("Brigade Forty-Four", "Brigade 44"),
    ("АО НПО Курганприбор", "Научно-производственное объединение «Курганприбор»"),
    ("Siemens AG", "SiemensAG"), ("Ивк Джоинт Сток компания", "IVK JOINT STOCK COMPANY"),
    ("Tambov Gunpowder Plant", "Тамбовский пороховой завод"),
  ])
  func `One name in two spellings scores above the threshold`(left: String, right: String) {
    #expect(score(left, right) >= 0.7)
  }

  @Test(arguments: [
    ("EMMA LLC", "NOVA LLC"), ("SHENZHEN TRADING CO LTD", "SHENZHEN LOGISTICS CO LTD"),
    ("SIGMA TRADING AND SERVICES SARL", "SIGMA TECH COMPANY"), ("Завод 6", "Завод 7"),
    ("MANAGEMENT COMPANY ALFA", "MANAGEMENT COMPANY BETA"), ("KOHAS", "KOHAN"), ("33RD INSTITUTE", "34TH INSTITUTE"),
    ("Balt Fond II", "Balt Fond III"), ("Balt Fond VI LLC", "Балт Фонд VII"), ("The Sigma Group", "The Cigna Group"),
    ("L & H Sweden AB", "L & H Zelkor Sweden AB"),
    ("Bank of China Hong Kong", "Bank of China Singapore"), ("Saudi Arabian Gas Company", "Saudi Arabian Oil Company"),
    ("ИП Неотек", "ООО Неотек"), ("Общество с ограниченной ответственностью", "Общество с ограниченной ответственностью Нева"),
    ("深圳市金泰科技有限公司", "深圳市永信科技有限公司"), ("CORP", "Apple Corp"),
  ])
  func `Different names stay below it, whatever legal form they share`(left: String, right: String) {
    #expect(score(left, right) < 0.7)
  }

  @Test(arguments: [
    ("Ivan Petrovich Sidorov", "SIDOROV Ivan Petrovich"), ("Сидоров Иван Петрович", "Ivan Petrovich Sidorov"),
    ("И. П. Сидоров", "Иван Петрович Сидоров"), ("Vladimir Putin", "Владимир Путин"),
    ("Mohammed al-Rashid", "Muhammad Al Rashid"),
  ])
  func `One person in two spellings scores above the threshold`(left: String, right: String) {
    #expect(score(left, right, .person) >= 0.7)
  }

  @Test func `A patronymic left out leaves two names likelier one than not`() {
    #expect(score("Сидоров Иван Петрович", "Ivan Sidorov", .person) > 0.5)
  }

  @Test(arguments: [
    ("Ivan Sidorov", "Pyotr Sidorov"), ("Anna Petrova", "Anna Sidorova"), ("Angelo Cruz", "Angela Merkel"),
  ])
  func `Different persons stay below it`(left: String, right: String) {
    #expect(score(left, right, .person) < 0.7)
  }

  @Test func `The score does not depend on which name comes first`() {
    var made = MadeNames(seed: 5)
    var names = made.names(80)
    names += names.map { made.slip(in: $0) }
    for _ in 0..<600 {
      let (left, right) = (made.random.pick(names), made.random.pick(names))
      #expect(score(left, right) == score(right, left), "\(left) | \(right)")
    }
  }

  @Test func `Every name is certain of itself, and the score is a probability`() {
    var made = MadeNames(seed: 6)
    let names = made.names(100)
    for name in names {
      #expect(score(name, name) > 0.9, "\(name)")
      let other = score(name, made.random.pick(names))
      #expect((0...1).contains(other))
    }
  }

  @Test func `A legal form never makes two names one, nor parts them`() {
    for form in ["LLC", "Limited Liability Company", "Co., Ltd.", "JSC"] {
      #expect(score("Zelkor \(form)", "Bantram \(form)") < 0.1)
      #expect(score("Zelkor \(form)", "Zelkor") > 0.9)
    }
  }

  @Test func `The explanation names the words that met, those that did not, and adds up`() {
    let explanation = NameExplanation.of("ООО «Силва групп»", "SILVA HOLDING LLC")
    #expect(explanation.because.contains("силва = silva (sound)"))
    #expect(explanation.leftOnly.map(\.text) == ["групп"])
    #expect(explanation.rightOnly.map(\.text) == ["holding"])
    #expect(explanation.leftForms == ["ооо"] && explanation.rightForms == ["llc"])
    let sum = explanation.features.reduce(0) { $0 + $1.contribution }
    let factor = explanation.qualifiers.reduce(1) { $0 * $1.factor }
    let probability = factor / (1 + (0 - sum).exponential)
    #expect(abs(explanation.score - probability) < 1e-4)
  }

  @Test func `Both sides of an explanation are told apart`() {
    let there = NameExplanation.of("Zelkor Trading", "Zelkor Logistics")
    let back = NameExplanation.of("Zelkor Logistics", "Zelkor Trading")
    #expect(there.leftOnly.map(\.text) == ["trading"] && there.rightOnly.map(\.text) == ["logistics"])
    #expect(back.leftOnly.map(\.text) == ["logistics"] && back.rightOnly.map(\.text) == ["trading"])
  }

  @Test func `An empty name is like nothing`() {
    #expect(score("", "SILVA") == 0)
    #expect(score("", "") == 0)
    #expect(score("«»", "…") == 0)
  }
}

extension Double {
  /// e to this power, by its series; enough for a test.
  fileprivate var exponential: Double {
    let half = self / 64
    var sum = 1.0
    var term = 1.0
    for index in 1...12 {
      term *= half / Double(index)
      sum += term
    }
    return (0..<6).reduce(sum) { result, _ in result * result }
  }
}
