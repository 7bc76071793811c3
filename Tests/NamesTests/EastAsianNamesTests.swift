// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Names

/// Korean and Japanese names beside how firms write themselves in Latin letters.
struct EastAsianNamesTests {
  @Test(arguments: [
    ("한국", "hanguk", "hanguk"), ("신라", "silla", "silla"), ("종로", "jongno", "jongno"), ("금호", "geumho", "kumho"),
    ("대우", "daeu", "daewoo"), ("삼성", "samseong", "samsung"), ("기아", "gia", "kia"), ("국민", "gungmin", "kungmin"),
    ("독립문", "dongnimmun", "dongnimmun"), ("우리", "uri", "woori"),
  ])
  func `Hangul is read as the Revised Romanization and as firms spell it`(word: String, revised: String, popular: String) {
    #expect(String(decoding: KoreanReading.latin(word, isPopular: false), as: UTF8.self) == revised)
    #expect(String(decoding: KoreanReading.latin(word, isPopular: true), as: UTF8.self) == popular)
  }

  @Test(arguments: [
    ("삼성전자", ["삼성", "전자"]), ("삼성전자주식회사", ["삼성", "전자", "주식회사"]), ("주식회사한빛무역", ["주식회사", "한빛", "무역"]),
    ("한빛", ["한빛"]), ("전자", ["전자"]), ("Samsung", ["Samsung"]),
  ])
  func `Korean words are cut at what is known`(word: String, parts: [String]) {
    #expect(KoreanWords.cut(word) == parts)
  }

  @Test(arguments: [
    ("삼성전자 주식회사", "Samsung Electronics Co., Ltd."), ("대한무역 주식회사", "Daehan Trading Co., Ltd"),
    ("금호건설", "Kumho Construction"), ("현대중공업", "Hyundai Heavy Industries"),
    ("トヨタ自動車株式会社", "Toyota Automobile K.K."), ("ヤマハ発動機", "Yamaha Motor"), ("ソニー株式会社", "Sony"),
  ])
  func `Hangul and kana meet Latin spellings`(left: String, right: String) {
    #expect(NameExplanation.of(left, right).score >= 0.7)
  }

  @Test(arguments: [("삼성전자", "Daewoo Electronics"), ("トヨタ自動車", "Honda Automobile"), ("금호건설", "Hyundai Construction")])
  func `The same trade makes no other firm the same`(left: String, right: String) {
    #expect(NameExplanation.of(left, right).score < 0.5)
  }
}
