// SPDX-License-Identifier: Apache-2.0

import Testing
import Trade

struct ListTitleTests {
  @Test(arguments: [
    ("ofac-sdn", "OFAC's SDN list"),
    ("us-el", "the US Entity List"),
    ("eu-833-2014-IV", "Annex IV to Regulation (EU) No 833/2014"),
    ("eu-269-2014-I.ENTITIES", "Annex I (entities) to Regulation (EU) No 269/2014"),
    ("eu-765-2006-I.B", "Annex I, part B, to Regulation (EC) No 765/2006"),
    ("eu-2642-2024-I.B", "Annex I, part B, to Regulation (EU) 2024/2642"),
    ("eu-888-2023", "Regulation (EU) 2023/888"),
    ("our-own-list", "our-own-list"), ("eu-watch", "eu-watch"), ("eu-a-b-c", "eu-a-b-c"),
  ])
  func `Lists are called as their publishers call them, others by their id`(id: String, title: String) {
    #expect(ListTitle.of(id) == title)
  }
}
