// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Intake

struct TallyTests {
  private func tally(_ cells: [String]) -> NumberTally {
    let tally = NumberTally()
    for var cell in cells { cell.withUTF8 { tally.add($0) } }
    return tally
  }

  @Test func `Plain numbers are counted, and all others kept by their shape`() {
    let tally = tally(["1", "-20.5", "1234", "0.5000", "1.234", "7.891", "-0.123", "0,5", "1 234", "", "1e5", "12345678901234567", "."])
    #expect(tally.filled == 12)
    // -20.5, 1234 and 0.5000
    #expect(tally.settled == 3)
    let shapes = Set(tally.shapes.map { "\($0.text) \($0.hasLeadingZero ? "zero " : "")\($0.count)" })
    let expected: Set<String> = [
      "9.999 2", "-9.999 zero 1", ". 1", "9 999 1", "9,9 zero 1", "99999999999999999 1", "9e9 1",
    ]
    #expect(shapes == expected)
    #expect(tally.shapes.first?.count == 2)
  }

  @Test func `Words for undisclosed stand among numbers as they were written`() {
    let tally = tally(["5", "Н/Д", "см. приложение № 12", "см. приложение № 7", "-", "c", "ten", "н/д", "Н/Д"])
    let expected = ["-", "c", "Н/Д", "н/д", "см. приложение № 12", "см. приложение № 7"]
    #expect(tally.undisclosed == expected.sorted())
  }

  @Test func `Columns that hold anything but numbers take no more than their room`() {
    let tally = NumberTally()
    let long = String(repeating: "x", count: 600)
    for index in 0..<60_000 {
      var cell = "\(long.prefix(400)) \(String(index, radix: 36, uppercase: true).filter(\.isLetter)) \(index)"
      cell.withUTF8 { tally.add($0) }
    }
    var cell = long
    cell.withUTF8 { tally.add($0) }
    #expect(tally.filled == 60_001)
    #expect(tally.shapes.count <= 20_000)
    #expect(tally.shapes.reduce(0) { $0 + $1.count } <= 60_001)
  }

  /// Every way of saying it passes the look at its first letters.
  @Test func `No word for undisclosed is passed over`() {
    let marks = ["", "-", " ", "(", "«", "…", "— ", "\""]
    for word in UndisclosedWords.all {
      for mark in marks {
        for text in [mark + word, mark + word.uppercased(), mark + word + "."] where UndisclosedWords.contains(text) {
          var text = text
          #expect(text.withUTF8 { UndisclosedBeginnings.mayBegin($0) }, "\(text)")
        }
      }
    }
    for var text in ["-", "…", "«»", "* *"] { #expect(text.withUTF8 { UndisclosedBeginnings.mayBegin($0) }, "\(text)") }
  }

  @Test(arguments: [
    ("Насос", false), ("12 б/н", false), ("DJI", false), ("Kobra", false), ("б/н", true), ("  Б/Н", true), ("НЕТ", true),
    ("无", true), ("无锡", true), ("Sin marca", true), ("", false),
  ])
  func `Few other texts are looked at`(text: String, may: Bool) {
    var text = text
    #expect(text.withUTF8 { UndisclosedBeginnings.mayBegin($0) } == may)
  }

  @Test func `Each text is told once, as it was written`() {
    let tally = WordTally()
    for var cell in ["б/н", "Насос", "НЕТ", "нет", "б/н", "не насос", "無", String(repeating: "не ", count: 300)] {
      cell.withUTF8 { tally.add($0) }
    }
    #expect(tally.undisclosed == ["НЕТ", "б/н", "нет"].sorted())
  }
}
