// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Detectors

struct NamesAsWrittenTests {
  private let names = NamesAsWritten([
    ("1", "SZ DJI Technology Co., Ltd."), ("2", "DJI"), ("3", "Adjika Foods"), ("4", "Общество с ограниченной ответственностью «Сильва»"),
    ("5", "HP Winner"), ("6", "HP"), ("7", "DJI Fans"),
  ])

  @Test(arguments: [
    ("DJI", ["1", "2", "7"]), ("SZ DJI", ["1"]), ("dji technology", ["1"]), ("1", ["1"]), ("ООО Сильва", ["4"]),
    ("СИЛЬВА", ["4"]), ("HP", ["6"]), ("Technology DJI", []), ("jik", []), ("", []), ("Ltd.", []),
  ])
  func `Whole names and whole words are found, parts of words are not`(word: String, parties: [String]) {
    #expect(names.parties(word) == parties)
  }
}
