// SPDX-License-Identifier: Apache-2.0

import Claims
import Testing

@Suite struct ExpectationTests {
  @Test(arguments: [
    ("over 350 %", "more than 350 %"),
    ("more than three times", "more than 3 times"),
    ("more than 6 times", "more than 6 times"),
    ("more than sixfold", "more than 6 times"),
    ("6-fold", "5.5 times or more, under 6.5 times"),
    ("nearly half", "45 % or more, under 50 %"),
    ("almost 50 per cent", "45 % or more, under 50 %"),
    ("about a quarter", "22.5 % or more, 27.5 % or less"),
    ("around 200 million USD", "180 million USD or more, 220 million USD or less"),
    ("11 times", "10.5 times or more, under 11.5 times"),
    ("eleven times as much", "10.5 times or more, under 11.5 times"),
    ("nearly double", "1.8 times or more, under 2 times"),
    ("doubled", "1.9 times or more, 2.1 times or less"),
    ("more than doubled", "more than 2 times"),
    ("tripled", "2.85 times or more, 3.15 times or less"),
    ("at least 5 parties", "5 parties or more"),
    ("5 companies or more", "5 parties or more"),
    ("at most 10 kg", "10 kg or less"),
    ("under 0.5 times", "less than 0.5 times"),
    ("between 45 and 50 %", "45 % or more, 50 % or less"),
    ("45-50 %", "45 % or more, 50 % or less"),
    ("45 to 50 %", "45 % or more, 50 % or less"),
    ("between 10,000 and 20,000 rounds/day", "10,000 rounds/day or more, 20,000 rounds/day or less"),
    ("between 1 and 2 bn USD", "1 bn USD or more, 2 bn USD or less"),
    ("half", "47.5 % or more, 52.5 % or less"),
    ("one third", "31.6667 % or more, 35 % or less"),
    ("two thirds", "63.3333 % or more, 70 % or less"),
    ("over 54,000", "more than 54,000"),
    ("about 6 months", "5.4 months or more, 6.6 months or less"),
    ("46.35 %", "46.345 % or more, under 46.355 %"),
    ("190.271 bn USD", "190.2705 bn USD or more, under 190.2715 bn USD"),
    ("$190.271bn", "190.2705 bn USD or more, under 190.2715 bn USD"),
    ("500m USD", "499.5 million USD or more, under 500.5 million USD"),
    ("over 500 m USD", "more than 500 million USD"),
    ("500 m", "499.5 m or more, under 500.5 m"),
    ("two hundred and fifty thousand pieces", "249,500 pieces or more, under 250,500 pieces"),
    ("100,000 units", "99,999.5 pieces or more, under 100,000.5 pieces"),
    ("54 000 pieces", "53,999.5 pieces or more, under 54,000.5 pieces"),
    ("fell by 57 %", "more than −57.5 %, −56.5 % or less"),
    ("down more than half", "less than −50 %"),
    ("up 30 %", "29.5 % or more, under 30.5 %"),
    ("-12 %", "more than −12.5 %, −11.5 % or less"),
    ("up to 5 records", "5 records or less"),
    ("no more than 5 records", "5 records or less"),
    ("two dozen firms", "23.5 parties or more, under 24.5 parties"),
    ("6.21489 times", "6.214885 times or more, under 6.214895 times"),
    ("at least one record", "1 record or more"),
    ("found", "there is at least one"),
    ("not found", "there is none"),
    ("a record", "more than the highest earlier period that is covered"),
    ("not a record", "not more than the highest earlier period that is covered"),
  ])
  func `words mean numbers`(words: String, meaning: String) throws {
    #expect(try Expectation(words).explained == "\(words) (\(meaning))")
  }

  @Test(arguments: [
    "", "lots", "over", "about nothing", "three times more", "3 times higher", "1.234.567 USD", "12,34 %",
    "between 50 and 45 %",
    "between 5 % and 6 times", "about 5 % or more", "between five and six and seven", "5 parties of us", "$5 EUR",
    "half a million",
  ])
  func `words that mean nothing, or two things, are refused`(words: String) {
    #expect(throws: ExpectationError.self) { try Expectation(words) }
  }

  @Test func `every hedging word is read as its table says`() throws {
    for hedge in Hedges.table {
      for word in hedge.words {
        let (first, other) = (try Expectation("\(hedge.words[0]) 100 %"), try Expectation("\(word) 100 %"))
        #expect(first.kind == other.kind, "\(word)")
      }
      #expect(hedge.meaning.contains("x"))
    }
    for hedge in Hedges.suffixes {
      for word in hedge.words { #expect(throws: Never.self) { try Expectation("100 % \(word)") } }
    }
    let all = (Hedges.table).flatMap(\.words)
    #expect(Set(all).count == all.count)
  }
}
