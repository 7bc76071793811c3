// SPDX-License-Identifier: Apache-2.0

import Testing
import Trade

@testable import Detectors

struct WordingTests {
  @Test(arguments: [
    (0, "0"), (7, "7"), (1234, "1,234"), (1_234_567, "1,234,567"), (-1234.5, "-1,234.5"), (0.25, "0.25"), (2.04, "2.04"),
    (1.999, "2"), (-0.001, "0"),
  ] as [(Double, String)])
  func `Numbers read the same everywhere`(value: Double, words: String) {
    #expect(Wording.number(value) == words)
  }

  @Test(arguments: [
    ("2023-03-12", "12 March 2023"), ("2023-03", "March 2023"), ("2023", "2023"), ("2022-Q4", "the fourth quarter of 2022"),
    ("2022-09..2023-01", "September 2022 to January 2023"),
  ])
  func `Times read as people say them`(text: String, words: String) throws {
    #expect(Wording.time(try #require(Period(text))) == words)
  }

  @Test func `Only customs records import`() {
    #expect(Wording.says(1, .customs) == "1 customs record imports")
    #expect(Wording.says(2, .customs) == "2 customs records import")
    #expect(Wording.says(1, .filing) == "1 filing registers")
    #expect(Wording.says(1200, .filing) == "1,200 filings register")
    #expect(Wording.says(3, .sighting) == "3 sightings show")
    #expect(Wording.says(3, .statistic) == "3 statistical entries record")
    for grade in EvidenceGrade.allCases where grade != .customs { #expect(!Wording.says(2, grade).contains("import")) }
  }

  @Test func `Amounts say what is not known`() {
    func figure(_ value: Double?, _ low: Double?, _ high: Double?, _ unit: String = "months") -> String {
      Wording.amount(Figure(label: "", value: value, low: low, high: high, unit: unit, sql: [], evidence: .none))
    }
    #expect(figure(nil, nil, nil) == "undisclosed")
    #expect(figure(100_000, nil, nil, "pieces") == "100,000 pieces")
    #expect(figure(nil, 54_000, nil, "pieces") == "at least 54,000 pieces")
    #expect(figure(6, 5, 6) == "5 to 6 months")
    #expect(figure(nil, 5, 17) == "5 to 17 months")
    #expect(figure(3, nil, nil, "records") == "3")
  }

  @Test func `Lists end in words`() {
    #expect(Wording.list([]) == "")
    #expect(Wording.list(["a"]) == "a")
    #expect(Wording.list(["a", "b"]) == "a and b")
    #expect(Wording.list(["a", "b", "c"]) == "a, b and c")
    #expect(Wording.list(["a", "b", "c", "d"], most: 2) == "a, b and 2 more")
  }

  @Test func `A name in another script has its Latin form behind it`() {
    let book = PartyBook([
      "1": .init(name: "ООО СИЛЬВА", latinName: "OOO SILVA"), "2": .init(name: "Silva", latinName: "Silva"),
      "3": .init(name: "Société É", latinName: "Societe E"), "4": .init(name: "大疆", latinName: nil),
    ])
    #expect(book.inText(["1", "2", "3", "4", "5"]) == "ООО СИЛЬВА (OOO SILVA), Silva, Société É, 大疆 and 5")
    #expect(book.names(["1", "5"]) == ["ООО СИЛЬВА", "5"])
  }

  @Test func `Countries have their names, with the article inside a sentence and without at a heading's beginning`() {
    #expect(Wording.whose("CHN") == "China's")
    #expect(Wording.whose("NLD") == "the Netherlands'")
    #expect(Wording.route("USA", "NLD") == "United States to the Netherlands")
    #expect(Wording.places(["RUS", "USA", "WLD"]) == "Russia, the United States and the world")
    #expect(Wording.text(["the Netherlands itself states more.", "iFlight does not."]) == "The Netherlands itself states more. iFlight does not.")
  }
}
