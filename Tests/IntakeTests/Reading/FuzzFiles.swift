// SPDX-License-Identifier: Apache-2.0

import Foundation

@testable import Intake

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers for the same seed everywhere.
struct FuzzRandom: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func below(_ limit: Int) -> Int { limit <= 0 ? 0 : Int(next() % UInt64(limit)) }

  /// Of this process; 0 where the system does not say.
  static var residentBytes: Int {
    guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return 0 }
    return (text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) * 4096
  }
}

/// Files of a format with made-up rows, and damage.
enum FuzzFiles {
  static func damaged(_ format: String, _ random: inout FuzzRandom) throws -> Data {
    let text = self.text(format, &random)
    // Damage before packing reaches what is inside, after it the packing itself.
    let inner = random.below(2) == 0 ? mutated(Array(text.utf8), &random) : Array(text.utf8)
    var bytes = try packed(format, inner, &random)
    if inner == Array(text.utf8) || random.below(4) == 0 { bytes = mutated(bytes, &random) }
    return Data(bytes)
  }

  /// A file in a format that is not made here.
  static func damaged(_ bytes: Data, _ random: inout FuzzRandom) -> Data { Data(mutated(Array(bytes), &random)) }

  private static let words = [
    "2023-01-02", "13.02.2023", "854231", "0101", "ООО \"Ромашка\"", "a, b", "x;y", "", "-", "не указано", "1 234,5", "-7", "1e9", "集成电路", "<b>",
    "&amp;", "O'Neill", "line\nbreak", "tab\there", "{\"k\":1}", "=1+1", "Ünal", "\\",
  ]

  private static func text(_ format: String, _ random: inout FuzzRandom) -> String {
    let names = ["date", format == "gb18030" ? "编码" : format == "windows-1251" ? "код" : "code", "value", "party"]
    let rows = (0..<random.below(12)).map { _ in names.map { _ in words[random.below(words.count)] } }
    switch format {
    case "json", "pages.json", "jsonl":
      let objects = rows.map { row in
        "{" + zip(names, row).filter { !$1.isEmpty }.map { "\"\($0)\":\(json($1))" }.joined(separator: ",") + "}"
      }
      if format == "jsonl" { return objects.joined(separator: "\n") }
      let array = "[" + objects.joined(separator: ",\n") + "]"
      return format == "json" ? array : "{\"count\":\(rows.count),\"data\":\(array),\"error\":null}"
    case "xml":
      let elements = rows.map { row in "<row id=\"1\">" + zip(names, row).map { "<\($0)>\(xml($1))</\($0)>" }.joined() + "</row>" }
      return "<?xml version=\"1.0\"?><all><!-- x -->\(elements.joined(separator: "\n"))</all>"
    case "xlsx":
      let cells = TestArchives.cells([["Title"], [], names] + rows.map { $0.map(xml) })
      return cells + "<mergeCells><mergeCell ref=\"A4:A6\"/></mergeCells>"
    default:
      let mark = format == "tsv" ? "\t" : ","
      return ([names] + rows).map { row in
        row.map { cell in
          cell.contains { ",\t\"\n".contains($0) } ? "\"\(cell.replacing("\"", with: "\"\""))\"" : cell
        }.joined(separator: mark)
      }.joined(separator: "\n")
    }
  }

  private static func packed(_ format: String, _ bytes: [UInt8], _ random: inout FuzzRandom) throws -> [UInt8] {
    switch format {
    case "csv.gz": return Array(try FaultTests.gzip(String(decoding: bytes, as: UTF8.self)))
    case "zip": return Array(TestArchives.zip([("a.csv", String(decoding: bytes, as: UTF8.self))]))
    case "xlsx": return Array(TestArchives.workbook([("Sheet", String(decoding: bytes, as: UTF8.self))], strings: ["a"]))
    case "utf-16", "windows-1251", "gb18030":
      guard let converter = TextConverter(from: "UTF-8", to: format == "utf-16" ? "UTF-16" : format) else { return bytes }
      var output: [UInt8] = []
      _ = bytes.withUnsafeBytes { converter.convert($0, into: &output, invalid: 0x3F) }
      return output
    default: return bytes
    }
  }

  private static func json(_ text: String) -> String {
    let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n").replacing("\t", with: "\\t")
    return "\"\(escaped)\""
  }

  private static func xml(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
  }

  private static let tokens: [[UInt8]] = [
    [0x22], [0x0A], [0x0D, 0x0A], [0], [0xFF], [0xC3], [0xF0, 0x9F], [0x3C], [0x3E], [0x26], [0x7B], [0x7D], [0x5B], [0x5D], [0x2C], [0x5C, 0x75],
    [0x3B], [0x09], Array("</row>".utf8), Array("<![CDATA[".utf8), Array("]]>".utf8), Array("\"\"".utf8), Array("r=\"ZZZZZ99999999999\"".utf8),
    Array("t=\"s\"".utf8), Array("999999999999999999999".utf8), [0x1A], [0xEF, 0xBB, 0xBF], [0xFE, 0xFF], [0x50, 0x4B, 3, 4],
  ]

  private static func mutated(_ bytes: [UInt8], _ random: inout FuzzRandom) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<(1 + random.below(6)) {
      guard !bytes.isEmpty else { return tokens[random.below(tokens.count)] }
      let place = random.below(bytes.count)
      let end = min(bytes.count, place + 1 + random.below(20))
      switch random.below(7) {
      case 0: bytes[place] ^= UInt8(1 << random.below(8))
      case 1: bytes[place] = UInt8(random.below(256))
      case 2: bytes.removeSubrange(place..<end)
      case 3: bytes.insert(contentsOf: bytes[place..<end], at: place)
      case 4: bytes.insert(contentsOf: tokens[random.below(tokens.count)], at: place)
      case 5: if random.below(4) == 0 { bytes.removeLast(bytes.count - place) }
      default: bytes.swapAt(place, random.below(bytes.count))
      }
    }
    return bytes
  }
}
