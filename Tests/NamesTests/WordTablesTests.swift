// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Names

struct WordTablesTests {
  private static func record(_ word: String) -> (concept: String?, kind: WordKind, number: UInt32) {
    let pool = WordPool(kind: .organisation)
    let record = pool.records[pool.word(word)]
    let concept = record.concept == 0 ? nil : Lexicon.standard.concepts[Int(record.concept) - 1]
    return (concept, record.wordKind, record.number)
  }

  @Test(arguments: [
    ("приборостроительного", "instrument"), ("priborostroitelnyi", "instrument"), ("технологиями", "technology"),
    ("tekhnologiy", "technology"), ("завода", "factory"), ("zavod", "factory"), ("вооруженные", "armed"),
    ("судостроительная", "shipbuilding"), ("традинг", "trade"), ("индустриал", "industry"), ("московский", "moscow"),
    ("moskovskaya", "moscow"), ("technologies", "technology"), ("ticaret", "trade"),
  ])
  func `Words are known in any ending, script and transliteration`(word: String, concept: String) {
    #expect(Self.record(word).concept == concept)
  }

  @Test(arguments: ["more", "силва", "silva", "roman", "альянс", "neva", "gala"])
  func `Names are not taken for words`(word: String) {
    #expect(Self.record(word).concept == nil)
  }

  @Test(arguments: [("179th", 179), ("53й", 53), ("first", 1), ("twentieth", 20), ("44", 44), ("вторая", 2)])
  func `Numbers are read however they are written`(word: String, number: UInt32) {
    #expect(Self.record(word).number == number + 1)
    #expect(Self.record(word).kind == .number)
  }

  @Test(arguments: [("ii", 2), ("xiv", 14), ("ix", 9), ("v", 5), ("iiii", nil), ("vx", nil), ("mi", nil), ("", nil)])
  func `Roman numerals are read when they are well made`(word: String, number: UInt32?) {
    let bytes = Array(word.utf8)
    let read = bytes.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.flatMap { NumberWords.roman($0, buffer.count) }
    }
    #expect(read == number)
  }

  @Test(arguments: [
    ("shenzhen", ["shen", "zhen"]), ("xiangong", ["xian", "gong"]), ("liyou", ["li", "you"]), ("dunguo", ["dun", "guo"]),
  ])
  func `Chinese syllables are told apart`(word: String, syllables: [String]) {
    #expect(Pinyin.parse(Array(word.utf8)) == syllables)
  }

  @Test(arguments: ["silva", "trading", "x", "moscow", "strela"])
  func `Other words are not Chinese syllables`(word: String) {
    #expect(Pinyin.parse(Array(word.utf8)) == nil)
  }

  @Test func `The table of Chinese characters says what ICU says`() {
    var differing = 0
    var asked = 0
    for code in stride(from: UInt32(0x4E00), to: 0x9FA5, by: 37) {
      guard let scalar = Unicode.Scalar(code) else { continue }
      let latin = String(scalar).applyingTransform(StringTransform("Han-Latin; Latin-ASCII"), reverse: false) ?? ""
      let own = HanTable.standard.letters(HanTable.standard.reading([UInt16(code)][...]))
      asked += 1
      if Array(latin.lowercased().utf8.filter { (0x61...0x7A).contains($0) }) != own { differing += 1 }
    }
    // Versions of Unicode differ in few rare characters, and company names read a handful otherwise on purpose.
    #expect(differing * 50 <= asked)
    #expect(HanScript.simplified("創新科技發展") == "创新科技发展")
  }

  @Test func `A short word is written out`() {
    let left = NameExplanation.of("АО НИИ стали Курган", "Scientific Research Institute of Steel Kurgan")
    #expect(left.leftOnly.isEmpty && left.rightOnly.isEmpty)
  }
}
