// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Detectors

struct ShortNameTests {
  @Test(arguments: [
    ("Общество с ограниченной ответственностью \"НЕОТЕК\"", "НЕОТЕК"),
    ("SZ DJI Technology Co., Ltd.", "SZ DJI Technology"),
    ("ООО «Небесная Механика»", "Небесная Механика"),
    ("АКЦИОНЕРНОЕ ОБЩЕСТВО \"ИНЖИНИРИНГОВАЯ КОМПАНИЯ \"АЭМ-ТЕХНОЛОГИИ\"", "ИНЖИНИРИНГОВАЯ КОМПАНИЯ \"АЭМ-ТЕХНОЛОГИИ\""),
    ("ООО ''БИК-ИНФОРМ''", "БИК-ИНФОРМ"),
    ("Silva", "Silva"),
    ("Ltd.", "Ltd."),
    ("", ""),
  ])
  func `A heading has the name without its legal form`(name: String, short: String) {
    #expect(ShortName.of(name) == short)
  }

  @Test func `A long name is cut at a word`() {
    let name = String(repeating: "Technology ", count: 10) + "Works"
    let short = ShortName.of(name)
    #expect(short.count <= ShortName.most + 2)
    #expect(short.hasSuffix("Technology …"))
  }
}
