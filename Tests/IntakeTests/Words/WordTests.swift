// SPDX-License-Identifier: Apache-2.0

import Testing
import Trade

@testable import Intake

struct WordTests {
  @Test(arguments: [
    ("CHN", "CHN"), ("cn", "CHN"), ("156", "CHN"), ("China", "CHN"), ("Китай", "CHN"), ("中国", "CHN"), ("中國", "CHN"), ("臺灣", "TWN"),
    ("Китайская Народная Республика", "CHN"), ("China, People's Republic of", "CHN"),
    ("People’s Republic of China", "CHN"),
    ("Специальный административный регион Китая Гонконг Китайской Народной Республики", "HKG"),
    ("Соединенное Королевство Великобритании и Северной Ирландии", "GBR"), ("Королевство Нидерландов", "NLD"),
    ("Тайвань (Китай)", "TWN"), ("Rep. of Korea", "KOR"), ("DPRK.", "PRK"), ("the Netherlands", "NLD"), ("USA", "USA"),
    // Numbers of Comtrade that are not those of ISO, and those of ISO.
    ("757", "CHE"), ("756", "CHE"), ("842", "USA"), ("840", "USA"), ("251", "FRA"), ("699", "IND"), ("579", "NOR"),
    ("490", "TWN"), ("0", "WLD"), ("008", "ALB"), ("Curacao", "CUW"), ("Curaçao", "CUW"), ("Türkiye", "TUR"),
    ("W00", "WLD"), ("World", "WLD"), ("EU27_2020", "EU27"), ("_X", "XXX"), ("Areas, nes", "XXX"), ("Georgia", "GEO"),
    ("Российская Федерация", "RUS"), ("Республика Узбекистан", "UZB"), ("NA", "NAM"), ("Kosovo", "XKX"),
    ("Alemania", "DEU"), ("Çin", "CHN"), ("Birleşik Arap Emirlikleri", "ARE"), ("Allemagne", "DEU"), ("俄罗斯", "RUS"),
    ("Kırgızistan", "KGZ"), ("Estados Unidos", "USA"), ("土耳其", "TUR"),
  ])
  func `A country is known by its codes, numbers and names`(word: String, code: String) {
    #expect(CountryWords.code(word) == code)
  }

  @Test(arguments: ["Atlantis", "ZZZ", "QQ", "1000", "", "Africa", "G110", "TX899", "Congo-Brazzaville and others"])
  func `A word that is no country is none`(word: String) {
    #expect(CountryWords.code(word) == nil)
  }

  @Test func `A narrow way of writing takes nothing else`() {
    #expect(CountryWords.code("CH", .iso2) == "CHE")
    #expect(CountryWords.code("CHN", .iso2) == nil)
    #expect(CountryWords.code("China", .iso3) == nil)
    #expect(CountryWords.code("156", .name) == nil)
    #expect(CountryWords.code("CHN", .m49) == nil)
  }

  @Test func `All members of the European Union are countries here`() {
    for member in CountryGroup.eu27.members { #expect(CountryWords.code(member, .iso3) == member) }
    #expect(CountryWords.codes.count > 250)
  }

  @Test(arguments: [
    ("YYYY", "2022", "2022"), ("YYYY-MM", "2022-03", "2022-03"), ("YYYYMM", "202203", "2022-03"),
    ("YYYY-MM-DD", "2022-03-31", "2022-03-31"), ("DD.MM.YYYY", "1.3.2022", "2022-03-01"),
    ("DD.MM.YYYY*", "31.03.2022 10:11:12", "2022-03-31"), ("YYYY-Qn", "2022-Q3", "2022-Q3"),
    ("'Y'YYYY", "Y2022", "2022"), ("MM/DD/YYYY", "03/31/2022", "2022-03-31"), ("YYYYMMDD", "20220331", "2022-03-31"),
    ("n'Q'YYYY", "3Q2022", "2022-Q3"),
  ])
  func `A period is read by its format`(format: String, text: String, period: String) {
    #expect(PeriodFormat(format)?.period(text)?.description == period)
  }

  @Test(arguments: [
    ("YYYY", "22"), ("YYYY-MM", "2022-13"), ("YYYY-MM", "2022-03-01"), ("YYYY-MM-DD", "2022-02-30"), ("YYYYMM", "2022"),
    ("YYYY-Qn", "2022-Q5"), ("YYYY", "2022 "), ("DD.MM.YYYY", "31.03.22"),
  ])
  func `A text that does not fit its format is no period`(format: String, text: String) {
    #expect(PeriodFormat(format)?.period(text) == nil)
  }

  @Test(arguments: ["", "MM", "DD.YYYY", "YYYY-MM-Qn", "YYYY Mon"]) func `A format without sense is refused`(
    format: String
  ) {
    #expect(PeriodFormat(format) == nil)
  }

  @Test(arguments: [
    ("8703.23", "870323"), ("87 03", "8703"), ("total", "TOTAL"), ("0101210000", "0101210000"),
  ])
  func `A goods code is its digits`(word: String, code: String) {
    #expect(WordKind.goods.meaning(of: word) == WordKind.Meaning(value: code))
  }

  @Test(arguments: [
    ("1012100", "01012100"), ("101210000", "0101210000"), ("20130", "020130"), ("101.21", "010121"), ("8", "08"),
    ("902", "0902"), ("870323190011", "8703231900"), ("870323.0", "870323"), ("'0101210000", "0101210000"),
    ("Всего", "TOTAL"),
  ])
  func `A lost zero is put back where such a heading exists, and counted`(word: String, code: String) {
    let meaning = WordKind.goods.meaning(of: word)
    #expect(meaning.value == code)
    let digits = word.filter(\.isNumber).count
    let isMended = digits == 12 || (digits % 2 == 1 && !word.hasSuffix(".0"))
    #expect((meaning.note != nil) == isMended)
  }

  @Test(arguments: ["XXXXXXXXXX", "12345678901", "85-42", "87031", "8703.1", "8.70323E+09", "1234567890123", "999"])
  func `A code that no zero can mend is refused`(word: String) {
    #expect(WordKind.goods.meaning(of: word).problem != nil)
  }

  @Test(arguments: [
    ("16.12.2022", "2022-12-16"), ("2.3.2022", "2022-03-02"), ("2 December 1985", "1985-12-02"),
    ("26 Feb. 2011", "2011-02-26"), ("4 Sept. 2013", "2013-09-04"), ("2011-02", "2011-02"), ("2011", "2011"),
  ])
  func `Dates are read as the Official Journal prints them`(text: String, period: String) {
    #expect(ListDate.period(text)?.description == period)
  }

  @Test(arguments: ["31.2.2022", "December 1985", "2011..2012", "soon"]) func `What is no date is none`(text: String) {
    #expect(ListDate.period(text) == nil)
  }

  @Test(arguments: [
    ("7830001910 (Tax ID/INN)", "tax", "INN 7830001910"), ("9 102 157 783", "tax", "INN 9102157783"),
    ("7731481037", "tax", "tax 7731481037"),
    ("7712040285,", "tax", "INN 7712040285"), ("1027739165640", "registration", "OGRN 1027739165640"),
    ("91440300769188559R (USCC)", "registration", "USCC 91440300769188559R"),
    ("0868520 (CR No.)", "registration", "HK-CR 0868520"),
    ("CR No. 3176428", "registration", "HK-CR 3176428"),
    ("9256066", "IMO", "IMO 9256066"), ("IMO 9256066", "IMO", "IMO 9256066"),
    ("9256067", "IMO", "registration 9256067"),
    ("CZ05185327", "registration", "registration CZ05185327"),
    ("6556009FCJ7O8QPFTC19", "LEI", "LEI 6556009FCJ7O8QPFTC19"),
  ])
  func `Numbers are told apart by shape and check digits`(text: String, kind: String, number: String) {
    let (bare, label) = ListNumber.labelled(text)
    let found = ListNumber.classified(bare, label: label, otherwise: kind)
    #expect(found.map { "\($0.kind) \($0.number)" } == number)
  }

  @Test func `Cells with several values are split as the Journal's format says`() {
    #expect(SeveralValues.split("Foo; Bar") == ["Foo", "Bar"])
    #expect(SeveralValues.split("\"Foo; Bar\"; Baz") == ["Foo; Bar", "Baz"])
    #expect(SeveralValues.split("\"say \"\"hi\"\"\"; x \"y\" z") == ["say \"hi\"", "x \"y\" z"])
    #expect(SeveralValues.split("; ;").isEmpty && SeveralValues.split("").isEmpty)
  }

  @Test(arguments: [
    ("109012, Bol'shoy Cherkassky, Moscow, Russian Federation.", "RUS"),
    ("Kulakova Street, 123592 Russian Federation (HQ)", "RUS"),
    ("Shenzhen, Guangdong, People’s Republic of China", "CHN"), ("Kowloon, Hong Kong", "HKG"), ("Tehran (Iran)", nil),
    ("299001, Sevastopol, Geroev Sevastopol Str., 13", nil),
  ])
  func `The country of an address is its last part`(address: String, code: String?) {
    #expect(AddressCountry.code(address) == code)
  }

  @Test func `Remarks of OFAC give numbers and weak names, and no dates`() {
    let remarks =
      "Secondary sanctions risk: section 11.; Organization Established Date 1943; Tax ID No. 7810196298 (Russia); "
      + "Registration Number 1027804880135 (Russia); Unified Social Credit Code (USCC) 91440300769188559R (China); "
      + "Vessel Registration Identification IMO 9256066; Company Number 2115045 (Hong Kong); a.k.a. 'YAMZ'; f.k.a. 'OLD'."
    #expect(
      OFACRemarks.numbers(remarks).map { "\($0.kind) \($0.number)" } == [
        "INN 7810196298", "OGRN 1027804880135", "USCC 91440300769188559R", "IMO 9256066", "registration 2115045",
      ])
    #expect(OFACRemarks.names(remarks).map { "\($0.kind) \($0.name)" } == ["weak YAMZ", "former OLD"])
  }
}
