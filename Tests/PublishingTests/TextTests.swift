// SPDX-License-Identifier: Apache-2.0

import Publishing
import Testing
import Trade

@Suite struct TextTests {
  static func figure(_ value: Double?, _ unit: String, low: Double? = nil, high: Double? = nil, undisclosed: Int? = nil) -> Figure {
    Figure(
      label: "", value: value, low: low, high: high, unit: unit, sql: [], evidence: Evidence(addresses: [], count: 5),
      undisclosed: undisclosed)
  }

  @Test(arguments: [
    (figure(190_271_000_000, "USD"), "USD 190.3 bn"), (figure(500_000_000, "USD"), "USD 500 m"),
    (figure(12_345_678, "USD"), "USD 12.3 m"), (figure(6_209_000, "EUR"), "EUR 6.21 m"), (figure(999_960_000, "USD"), "USD 1 bn"),
    (figure(54_321.4, "USD"), "USD 54,321"), (figure(412.8, "USD/kg"), "USD 412.8 per kg"), (figure(12.5, "USD/pieces"), "USD 12.5 per piece"),
    (figure(6.2089, "times"), "6.21 times"), (figure(46.35, "%"), "46.35 %"), (figure(0.0042, "%"), "0.0042 %"),
    (figure(-3.5, "%"), "-3.5 %"), (figure(0, "records"), "0 records"), (figure(1, "records"), "1 record"),
    (figure(54_000, "kg"), "54,000 kg"), (figure(2_345_678, "kg"), "2,345.7 t"),
    (figure(nil, "USD"), "not disclosed"), (figure(.nan, "USD"), "not disclosed"), (figure(nil, "pieces", low: 0), "not disclosed"),
    (figure(54_000, "pieces", low: 54_000, undisclosed: 3), "at least 54,000 pieces; 3 of 5 records undisclosed"),
    (figure(nil, "USD", high: 2_000_000), "at most USD 2 m"),
    (figure(46, "%", low: 45, high: 47.5), "46 %, between 45 and 47.5 %"), (figure(46, "%", low: 46, high: 46), "46 %"),
    (figure(nil, "times", low: 2, high: 3), "between 2 and 3 times"), (figure(nil, "USD", low: 900_000, high: 2_000_000), "between USD 900,000 and USD 2 m"), (figure(10_000, "rounds/day"), "10,000 rounds/day"),
  ])
  func `a figure reads as a person would write it`(figure: Figure, words: String) {
    #expect(FigureText().words(figure) == words)
  }

  @Test func `rounding never makes a lower bound higher or an upper bound lower`() {
    #expect(FigureText().words(Self.figure(nil, "USD", low: 190_290_000_000)) == "at least USD 190.2 bn")
    #expect(FigureText().words(Self.figure(nil, "USD", high: 190_210_000_000)) == "at most USD 190.3 bn")
    #expect(FigureText().words(Self.figure(nil, "USD", low: 999_960_000)) == "at least USD 999.9 m")
    #expect(FigureText().words(Self.figure(nil, "times", low: 0.29)) == "at least 0.29 times")
  }

  @Test func `pages get spaces that do not break`() {
    #expect(FigureText(spaces: .typographic).words(Self.figure(190_271_000_000, "USD")) == "USD\u{A0}190.3\u{202F}bn")
    #expect(FigureText(rows: "filings").words(Self.figure(5, "pieces", low: 5, undisclosed: 2)) == "at least 5 pieces; 2 of 5 filings undisclosed")
  }

  @Test func `the exact value keeps every digit`() {
    #expect(FigureText.exact(Self.figure(190_271_000_000.5, "USD")) == "190271000000.5 USD")
    #expect(FigureText.exact(Self.figure(nil, "pieces", low: 54_000)) == "low 54000; high open")
    #expect(FigureText.exact(Self.figure(nil, "pieces")) == "not disclosed")
  }

  @Test(arguments: [
    (0, "0"), (-0.0, "0"), (190_300_000_000, "190300000000"), (1e15, "1000000000000000"), (1.5e17, "150000000000000000"),
    (1.2345e-5, "0.000012345"), (-2.5e-6, "-0.0000025"), (0.1, "0.1"), (123.456, "123.456"), (1e22, "1e+22"), (1e20, "100000000000000000000"),
    (9_007_199_254_740_992, "9007199254740992"),
  ] as [(Double, String)])
  func `a number is written with the fewest digits that read back the same`(value: Double, text: String) {
    #expect(NumberText.exact(value) == text)
    #expect(Double(text) == value)
  }

  @Test func `what is no number is not written`() {
    #expect(NumberText.exact(.nan) == nil)
    #expect(NumberText.exact(.infinity) == nil)
  }

  @Test(arguments: [
    ("2022", "2022"), ("2022-09", "September\u{A0}2022"), ("2022-01..2022-10", "January–October\u{A0}2022"),
    ("2022-09..2023-01", "September\u{A0}2022 – January\u{A0}2023"), ("2021..2022", "2021–2022"),
    ("2022-Q4", "October–December\u{A0}2022"), ("2022-09-24", "24\u{A0}September\u{A0}2022"),
  ])
  func `a period reads as a person would write it`(period: String, words: String) throws {
    #expect(DateText.words(try #require(Period(period))) == words)
  }

  @Test(arguments: [
    ("First one. Second one.", "First one."), ("It is by Co. Then", "It is by Co. Then"), ("Liaoning B&R Technology Co. Ltd. filed. It did.", "Liaoning B&R Technology Co. Ltd. filed."),
    ("No end", "No end"), ("The year 2022. Next.", "The year 2022."), ("一。二。", "一。"),
  ])
  func `the first sentence ends where a sentence surely ends`(text: String, first: String) {
    #expect(Wording.firstSentence(of: text) == first)
  }
}
