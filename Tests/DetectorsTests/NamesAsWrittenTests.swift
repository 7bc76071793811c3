// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Detectors

struct NamesAsWrittenTests {
  @Test(arguments: [
    ("SZ DJI Technology Co., Ltd.", "DJI", true), ("SZ DJI Technology Co., Ltd.", "dji technology", true), ("DJI", "DJI", true),
    ("SZ DJI Technology Co., Ltd.", "Technology DJI", false), ("Adjika Foods", "dji", false),
    ("Общество с ограниченной ответственностью «Сильва»", "ООО Сильва", true), ("HP", "HP", true), ("HP Winner", "HP", false),
    ("Anything", "", false), ("Anything", "Ltd.", false),
  ])
  func `Whole names and whole words are found, parts of words are not`(name: String, part: String, holds: Bool) {
    #expect(NamesAsWritten.holds(NamesAsWritten.keys(name), NamesAsWritten.keys(part)) == holds)
  }

  @Test func `A name means whom the case's own look-up says`() async throws {
    let planted = try await PlantedCase()
    for name in ["DJI", "SZ DJI Technology Co., Ltd.", "Adjika Foods"] { try await planted.party(name) }
    let desk = try planted.desk()
    #expect(try await NamesAsWritten.parties("dji", at: desk) == ["p-DJI"])
    #expect(try await NamesAsWritten.parties("SZ DJI", at: desk) == ["p-SZ DJI Technology Co., Ltd."])
    #expect(try await NamesAsWritten.parties("p-Adjika Foods", at: desk) == ["p-Adjika Foods"])
    #expect(try await NamesAsWritten.parties("Parrot", at: desk) == [])
  }
}
