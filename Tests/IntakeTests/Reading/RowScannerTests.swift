// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Intake

/// Bytes in memory, handed out in stretches of any size.
final class MemoryStream: ByteStream {
  private let bytes: [UInt8]
  private let stretch: Int
  private var position = 0
  var damage: String?

  init(_ bytes: [UInt8], stretch: Int = .max, damage: String? = nil) {
    self.bytes = bytes
    self.stretch = stretch
    self.damage = damage
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let count = min(buffer.count, stretch, bytes.count - position)
    buffer.copyBytes(from: bytes[position..<position + count])
    position += count
    return count
  }
}

struct RowScannerTests {
  /// Rows as cells joined by `|`, faults as `!reason@column`, the end of damaged data as `…`.
  static func split(
    _ bytes: [UInt8], cells: Int? = nil, stretch: Int = .max, limits: RowScanner.Limits = RowScanner.Limits(),
    latin1: Bool = false, damage: String? = nil
  ) throws -> [String] {
    let scanner = RowScanner(
      MemoryStream(bytes, stretch: stretch, damage: damage), delimiter: 44, cells: cells, acceptsLatin1: latin1,
      limits: limits)
    var lines: [String] = []
    while true {
      switch try scanner.next() {
      case .row:
        lines.append(
          (0..<scanner.cellCount).map { index in
            let span = scanner.span(index)
            let cell = String(
              decoding: UnsafeBufferPointer(start: scanner.bytes + span.start, count: span.end - span.start),
              as: UTF8.self)
            return span.isEscaped ? cell.replacing("\"\"", with: "\"") : cell
          }.joined(separator: "|"))
      case .fault(let fault): lines.append("!\(fault.reason)" + (fault.column.map { "@\($0)" } ?? ""))
      case .end(let partial):
        if partial { lines.append("…\(String(decoding: scanner.rowBytes, as: UTF8.self))") }
        return lines
      }
    }
  }

  static func split(_ text: String, cells: Int? = nil) throws -> [String] { try split(Array(text.utf8), cells: cells) }

  @Test(arguments: [
    ("a,b\n1,2\n", ["a|b", "1|2"]),
    ("a,b\r\n1,2\r\n", ["a|b", "1|2"]),
    ("a,b\r1,2\r", ["a|b", "1|2"]),
    ("a,b\n1,2", ["a|b", "1|2"]),
    ("\u{FEFF}a,b\n1,2\n", ["a|b", "1|2"]),
    ("a,b\n\n\r\n1,2\n\n", ["a|b", "1|2"]),
    ("a,b\n1,\n,2\n,\n", ["a|b", "1|", "|2", "|"]),
    ("a,b\n\"1,1\",\"2\n2\"\n", ["a|b", "1,1|2\n2"]),
    ("a,b\n\"say \"\"hi\"\"\",\"\"\"\"\n", ["a|b", "say \"hi\"|\""]),
    ("a,b\n\"\",\"\"\n", ["a|b", "|"]),
    // A quote inside a cell that does not begin with one is text.
    ("a,b\n1\"5,ООО \"Ромашка\"\n", ["a|b", "1\"5|ООО \"Ромашка\""]),
    // What looks like a formula is text.
    ("a,b\n=1+1,@x\n+5,-5\n", ["a|b", "=1+1|@x", "+5|-5"]),
    ("a,b\n1,2\n\u{1A}", ["a|b", "1|2"]),
    ("a,b\n1,2\n\u{1A}\r\n", ["a|b", "1|2"]),
    ("a,b\n\u{1A},2\n3,4\n", ["a|b", "\u{1A}|2", "3|4"]),
    ("", []), ("\n\n", []), ("\u{FEFF}", []),
  ])
  func `Delimited text is split into rows and cells`(text: String, rows: [String]) throws {
    #expect(try Self.split(text) == rows)
  }

  @Test(arguments: [
    ("a,b\n1,2,3\n4\n5,6\n", ["a|b", "!cells", "!cells", "5|6"]),
    // An opened quote costs its own line and no other.
    ("a,b\n1,\"x\n2,y\n3,z\n", ["a|b", "!unterminated-quote@1", "2|y", "3|z"]),
    ("a,b\n1,\"x\n2,y\n3,\"z\"\n4,u\n", ["a|b", "!text-after-quote@1", "2|y", "3|z", "4|u"]),
    ("a,b\n\"Завод \"Прогресс\"\",1\n2,3\n", ["a|b", "!text-after-quote@0", "2|3"]),
    // A row of several lines that comes out wrong does not take its further lines with it.
    ("a,b\n\"1\n2,3\n4\",5,6\n7,8\n", ["a|b", "!cells", "2|3", "!cells", "7|8"]),
    ("a,b\n1,2\u{0}\n3,4\n", ["a|b", "!zero-byte@1", "3|4"]),
  ])
  func `A faulty row is rejected and the others go on`(text: String, rows: [String]) throws {
    #expect(try Self.split(text) == rows)
  }

  @Test func `A byte that is not UTF-8 is told with its column`() throws {
    let bytes = Array("a,b\n1,C".utf8) + [0xF4] + Array("te\n3,4\n".utf8)
    #expect(try Self.split(bytes) == ["a|b", "!encoding@1", "3|4"])
    #expect(try Self.split(bytes, latin1: true).count == 3)
  }

  @Test func `A line without end and a quote without end are gone through in bounded memory`() throws {
    let limits = RowScanner.Limits(cell: 1000, row: 8000, stretch: 512)
    let long = [UInt8](repeating: 120, count: 1_000_000)
    let text = Array("a,b\n1,".utf8) + long + Array("\n3,4\n".utf8)
    #expect(try Self.split(text, limits: limits) == ["a|b", "!long-cell@1", "3|4"])

    let quoted = Array("a,b\n1,\"".utf8) + long + Array("\n3,4\n".utf8)
    #expect(try Self.split(quoted, limits: limits) == ["a|b", "!unterminated-quote@1", "3|4"])

    let cells = Array("a,b\n".utf8) + Array(repeating: UInt8(44), count: 100_000) + Array("\n3,4\n".utf8)
    #expect(try Self.split(cells, limits: limits) == ["a|b", "!long-row", "3|4"])
  }

  @Test func `Quotes set against the scanner cost no more than columns times size`() throws {
    // Each line leaves a quote open, and closes the quote of the line before inside of a further cell.
    let lines = String(repeating: "a\",\"c\n", count: 50_000)
    let started = ContinuousClock.now
    let rows = try Self.split("x,y\n" + lines)
    #expect(rows.count == 50_001 && rows.dropFirst().allSatisfy { $0.hasPrefix("!") })
    // Generous: a quadratic scanner takes minutes.
    #expect(ContinuousClock.now - started < .seconds(60))
  }

  @Test func `Damaged data end with what is left of a row`() throws {
    let whole = Array("a,b\n1,2\n3,".utf8)
    #expect(try Self.split(whole, damage: "cut") == ["a|b", "1|2", "…3,"])
    #expect(try Self.split(Array("a,b\n1,2\n".utf8), damage: "cut") == ["a|b", "1|2"])
    #expect(try Self.split(Array("a,b\n1,2\n3,\"4".utf8), damage: "cut") == ["a|b", "1|2", "…3,\"4"])
    #expect(
      try Self.split(Array("a,b\n1,\"2\n3,4\n5".utf8), damage: "cut") == [
        "a|b", "!unterminated-quote@1", "3|4", "…5",
      ])
  }

  @Test func `UTF-16 without its encoding is an error that says what to write`() {
    let error = #expect(throws: IntakeError.self) { try Self.split([0xFF, 0xFE, 0x61, 0x00]) }
    #expect(error?.message.contains("utf-16") == true)
  }

  @Test(arguments: 0..<60) func `Random text is split as by a slow, obvious splitter`(seed: UInt64) throws {
    var random = SeededGenerator(seed)
    let alphabet = Array("ab,\"\n\r,\"\"\nж".unicodeScalars)
    for _ in 0..<40 {
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...40, using: &random) { text.append(alphabet.randomElement(using: &random) ?? "a") }
      let bytes = Array(String(text).utf8)
      let expected = ObviousSplitter.split(String(text), cells: 2)
      for stretch in [1, 3, 1000] {
        #expect(
          try Self.split(bytes, cells: 2, stretch: stretch) == expected,
          "\(String(text).debugDescription) in stretches of \(stretch)")
      }
    }
  }
}

/// The rules of the scanner, written down as plainly as possible, in quadratic time.
enum ObviousSplitter {
  static func split(_ text: String, cells expected: Int) -> [String] {
    var lines: [String] = []
    var rest = Array(text.unicodeScalars)
    while true {
      while let first = rest.first, first == "\n" || first == "\r" { rest.removeFirst() }
      if rest.isEmpty { return lines }
      if let (cells, used) = row(rest, expected), cells.count == expected {
        lines.append(cells.joined(separator: "|"))
        rest.removeFirst(used)
      } else {
        lines.append(fault(rest, expected))
        while let first = rest.first, first != "\n", first != "\r" { rest.removeFirst() }
      }
    }
  }

  /// Nil when the row does not come out.
  private static func row(_ text: [Unicode.Scalar], _ expected: Int) -> ([String], Int)? {
    var cells: [String] = []
    var index = 0
    while true {
      var cell = ""
      if index < text.count, text[index] == "\"" {
        index += 1
        while true {
          if index == text.count { return nil }
          if text[index] != "\"" {
            cell.unicodeScalars.append(text[index])
            index += 1
          } else if index + 1 < text.count, text[index + 1] == "\"" {
            cell.append("\"")
            index += 2
          } else {
            index += 1
            break
          }
        }
        if index < text.count, ![",", "\n", "\r"].contains(text[index]) { return nil }
      } else {
        while index < text.count, ![",", "\n", "\r"].contains(text[index]) {
          cell.unicodeScalars.append(text[index])
          index += 1
        }
      }
      cells.append(cell)
      if index == text.count || text[index] != "," { return (cells, index) }
      index += 1
    }
  }

  private static func fault(_ text: [Unicode.Scalar], _ expected: Int) -> String {
    var cell = 0
    var index = 0
    while true {
      if index < text.count, text[index] == "\"" {
        index += 1
        while true {
          if index == text.count { return "!unterminated-quote@\(cell)" }
          if text[index] != "\"" {
            index += 1
          } else if index + 1 < text.count, text[index + 1] == "\"" {
            index += 2
          } else {
            index += 1
            break
          }
        }
        if index < text.count, ![",", "\n", "\r"].contains(text[index]) { return "!text-after-quote@\(cell)" }
      } else {
        while index < text.count, ![",", "\n", "\r"].contains(text[index]) { index += 1 }
      }
      cell += 1
      if index == text.count || text[index] != "," { return "!cells" }
      // Too many cells end a row of several lines at once.
      if cell > expected, text[..<index].contains(where: { $0 == "\n" || $0 == "\r" }) { return "!cells" }
      index += 1
    }
  }
}

/// SplitMix64: the same numbers on every machine.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64
  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
