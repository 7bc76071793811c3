// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Names

/// A natural person in business is named like a person: surname, then given name and patronymic or their first letters.
struct TraderNamesTests {
  private func score(_ left: String, _ right: String) -> Double { NameExplanation.of(left, right).score }

  @Test(arguments: [
    ("ИП Ветров И.С.", "ИП Ветров Игорь Семенович"), ("Индивидуальный предприниматель Ветров Игорь Семенович", "ИП Ветров И. С."),
    ("ИП И.С. Ветров", "Индивидуальный предприниматель Ветров Игорь Семёнович"),
    ("Individual entrepreneur Vetrov Igor Semenovich", "ИП Ветров И.С."), ("ИП Ветрова Анна Юрьевна", "ИП ВЕТРОВА А Ю"),
  ])
  func `Initials meet given name and patronymic`(left: String, right: String) {
    #expect(score(left, right) >= 0.7)
  }

  @Test(arguments: [
    ("ИП Ветров И.С.", "ИП Ветров Павел Семенович"), ("ИП Ветров И.С.", "ИП Ветров П.А."),
    ("ИП Ветров Игорь Семенович", "ИП Ветров Павел Андреевич"), ("ИП Ветров И.С.", "ИП Гордеев Игорь Семенович"),
  ])
  func `Other initials, names or surnames are other people`(left: String, right: String) {
    #expect(score(left, right) < 0.7)
  }

  @Test func `What met says so`() {
    let explanation = NameExplanation.of("ИП Ветров И.С.", "ИП Ветров Игорь Семенович")
    #expect(explanation.because.contains("ис = игорь семенович (initial)"))
  }

  @Test func `A company called like a trader is another body`() {
    #expect(score("ООО «Ветров»", "ИП Ветров Игорь Семенович") < 0.7)
  }
}
