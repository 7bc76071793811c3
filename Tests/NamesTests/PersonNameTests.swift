// SPDX-License-Identifier: Apache-2.0

import Names
import Testing

struct PersonNameTests {
  @Test(arguments: [
    "Ivan Petrovich Ivanov", "Иванов Иван Петрович", "Петрова Анна Сергеевна", "Шевченко Олена Іванівна", "IVANOV I. PETROVICH",
  ])
  func `A patronymic shows a person`(name: String) {
    #expect(PersonName.isLikely(name))
  }

  @Test(arguments: [
    "ООО «Петрович»", "Петрович", "Petrovich Trading House", "Ivan Ivanov", "Silva LLC", "", "Завод имени Иванова Ивана Петровича",
    "深圳市金泰科技有限公司",
  ])
  func `Anything else is not taken for one`(name: String) {
    #expect(!PersonName.isLikely(name))
  }
}
