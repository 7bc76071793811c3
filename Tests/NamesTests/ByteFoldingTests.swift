// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestData
import Testing

@testable import Names

/// The quick way of folding must say what the long way says, whatever it is given.
struct ByteFoldingTests {
  private static func quick(_ name: String, mergesInitials: Bool = true) -> [String] {
    let folding = ByteFolding(mergesInitials: mergesInitials)
    folding.fold(name)
    return (0..<folding.count).map(folding.word)
  }

  @Test(arguments: [
    "«ТОРГОВЫЙ ДОМ \"Ёлка № 6\"»", "S.p.A. L’Oréal & Co.", "Şişli Çağ İthalat", "深圳DJI科技", "3深圳", "И. К. С.",
    "Endress+Hauser", "Завод N 6", "No. 6", "АКНТАR", "ＡＢＣ　Ｌｔｄ", "J.P. Morgan & Co.", "O'", "'", "A'B", "Ab'深", "½ Mile",
    "A.B.C.", "a b 6 c d", "", "   ", "&", "+", "n 1 n 2 no 33 x", "Київ-Їжак", "e\u{301}t", "ﬁrma", "ООО\u{A0}Нева", "x\u{AD}y",
    "广州（深圳）公司", "A… B", "ТД «А»", "n", "No", "1 2 3",
  ])
  func `One name is folded alike both ways`(name: String) {
    #expect(Self.quick(name) == NameFolding.words(name))
    #expect(Self.quick(name, mergesInitials: false) == NameFolding.words(name, mergesInitials: false))
  }

  @Test func `Any mixture of letters is folded alike both ways`() {
    var random = Seeded(seed: 3)
    let pieces = Array("abzABZ019 .,-'’`\"«»&+()/№éßøİıЁёЙйабвГДїґΩω深圳市科あア한ا，（）　\u{AD}\u{200B}\u{301}ﬁ½²Ａ").map(String.init)
    for _ in 0..<2500 {
      let name = (0..<Int.random(in: 0...14, using: &random)).map { _ in random.pick(pieces) }.joined()
      #expect(Self.quick(name) == NameFolding.words(name), "\(name.debugDescription)")
    }
  }

  @Test(.enabled(if: SharedData.has("bench/dedupe_10k.csv.gz"), "needs the public data in ../shared/data"))
  func `Real names are folded alike both ways`() throws {
    for (number, row) in try SharedData.rows("bench/dedupe_10k.csv.gz").enumerated() where number % 10 == 0 {
      let name = row["name"] ?? ""
      #expect(Self.quick(name) == NameFolding.words(name), "\(name)")
    }
  }
}
