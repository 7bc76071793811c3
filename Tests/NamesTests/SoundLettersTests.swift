// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Names

struct SoundLettersTests {
  private static func sound(_ word: String) -> [UInt8] {
    var sound: [UInt8] = []
    SoundLetters.fold(Array(word.utf8), into: &sound)
    return sound
  }

  @Test(arguments: [
    ("sheremetyevo", "sheremetevo"), ("khimki", "himki"), ("tsentr", "tzentr"), ("alexander", "aleksander"),
    ("yukos", "iukos"), ("phoenix", "foeniks"), ("shchukin", "schukin"), ("dzhet", "djet"), ("scienkes", "skienkes"),
    ("nizhniy", "nizhnij"), ("committee", "komite"), ("tchaika", "chaika"),
  ])
  func `Transliterations of one word sound alike`(left: String, right: String) {
    #expect(Self.sound(left) == Self.sound(right))
  }

  @Test(arguments: [("silva", "selva"), ("alfa", "alba"), ("neva", "niva2")])
  func `Other words sound otherwise`(left: String, right: String) {
    #expect(Self.sound(left) != Self.sound(right))
  }

  @Test func `Digits are kept, doubled or not`() {
    #expect(Self.sound("a11") != Self.sound("a1"))
  }

  @Test func `A word ends somewhere`() {
    #expect(Self.sound(String(repeating: "ab", count: 200)).count == SoundLetters.limit)
  }
}
