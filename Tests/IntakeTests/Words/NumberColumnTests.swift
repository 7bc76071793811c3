// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Intake

struct NumberColumnTests {
  private func column(_ texts: [String]) -> NumberColumn {
    NumberColumn(
      texts.map { text in
        NumberColumn.Shape(
          text: String(text.map { $0.isASCII && $0.isNumber ? "9" : $0 }),
          hasLeadingZero: text.hasPrefix("0.") || text.hasPrefix("0,"), count: 1)
      })
  }

  static let read: [([String], Character)] = [
    (["12,5", "1.234"], ","), (["12.5", "1,234"], "."), (["1.234.567"], ","), (["1,234,567"], "."),
    (["1.234,56"], ","), (["1,234.56"], "."), (["12,34,567"], "."), (["0,123"], ","), (["0.123"], "."),
    (["1234,567"], ","), (["1\u{A0}234,567"], ","), (["1'234.567"], "."), (["1’234,50"], ","), (["1.5E+06"], "."),
    (["1,5e6"], ","), (["(1.234,5)"], ","), (["-12,5"], ","),
  ]

  @Test(arguments: read)
  func `One value that can be read in one way decides for the column`(texts: [String], decimal: Character) {
    #expect(column(texts).decimal == decimal)
    #expect(!column(texts).isAmbiguous)
  }

  @Test(arguments: [["1,234"], ["1.234", "999"], ["12.345", "1.000"], ["(1,234)"]])
  func `A column in which every marked value can be read in two ways is ambiguous`(texts: [String]) {
    #expect(column(texts).isAmbiguous)
  }

  @Test(arguments: ["1,2,3", "1.2.3", "12,345,67", "1,23", "ten", "5%", "1e", "12-13", "--5", "", "1,234,56"])
  func `A text that groups its digits otherwise is no number with thousands`(text: String) {
    let marks = NumberColumn.marks(String(text.map { $0.isNumber ? "9" : $0 }))
    #expect(marks == nil || marks == [.decimal(",")])
  }

  @Test func `Values that contradict each other are told`() {
    let mixed = column(["12.5", "12,5", "13.5"])
    #expect(mixed.isMixed && mixed.decimal == ".")
  }
}
