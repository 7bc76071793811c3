// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Intake

struct TreeTests {
  @Test(arguments: [
    // An array, JSON lines, an array below the top, pages of it, and one object.
    (#"[{"a":1,"b":"x"},{"a":2}]"#, ["a|b", "1:1|x", "2:2|"]),
    ("{\"a\":1}\n{\"b\":2.50}\n", ["a|b", "1:1|", "2:|2.50"]),
    (#"{"count":2,"data":[{"a":1},{"a":2}],"error":""}"#, ["a", "1:1", "2:2"]),
    (#"{"result":{"items":[{"a":1},{"a":2}],"note":[1,2]}}"#, ["a", "1:1", "2:2"]),
    ("{\"items\":[{\"name\":\"one of a page\"},{\"name\":\"two\"}]}\n{\"items\":[{\"name\":\"three\"},{\"name\":\"four of a page\"}]}",
      ["name", "1:one of a page", "2:two", "3:three", "4:four of a page"]),
    (#"{"a":1,"b":{"c":true,"d":null}}"#, ["a|b.c", "1:1|true"]),
    // Fields of fields, lists, lists of objects.
    (#"[{"p":{"n":"A","c":["x","y"]},"q":[{"k":1},{"k":2,"m":3}]}]"#, ["p.n|p.c|q.k|q.m", "1:A|x; y|1; 2|3"]),
    // Escapes, surrogates, marks and spaces.
    ("\u{FEFF}[ {\"a\":\"\\u0411\\ud83d\\ude00\\n\\\"\"} ]", ["a", "1:Б😀\n\""]),
  ])
  func `JSON becomes rows`(text: String, rows: [String]) throws {
    #expect(try FormatTests.rows(text) == rows)
  }

  @Test func `The place of the rows can be named`() throws {
    let text = #"{"small":[{"a":1}],"large":[{"b":"a long text that takes more room"},{"b":"2"}]}"#
    #expect(try FormatTests.rows(text) == ["b", "1:a long text that takes more room", "2:2"])
    #expect(try FormatTests.rows(text, options: ["rows": "small"]) == ["a", "1:1"])
    let error = #expect(throws: IntakeError.self) { try FormatTests.rows(text, options: ["rows": "none"]) }
    #expect(error?.message.contains("'none'") == true)
  }

  @Test func `A line that is no object is rejected and the others go on`() throws {
    let text = "{\"a\":1}\n{\"a\":2,\n{\"a\":3}\n5\n{\"a\":\"\\u0000\"}\n{\"a\":4}\n"
    #expect(try FormatTests.rows(text) == ["a", "1:1", "!json", "2:3", "!json", "!zero-byte", "3:4"])
  }

  @Test(arguments: ["[{\"a\":1},{\"a\":2},{\"a\":", "[{\"a\":1},{\"a\":2} {\"a\":3}]", "{\"a\":1}\n{\"a\":2}\n{\"a"])
  func `JSON that breaks off gives its rows up to there`(text: String) throws {
    #expect(try FormatTests.rows(text) == ["a", "1:1", "2:2", "…"])
  }

  @Test(arguments: [
    (
      "<?xml version=\"1.0\"?><!DOCTYPE R [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><R><H><d>1</d></H><I><E id=\"1\"><n>A &amp; B&#1041;</n>"
        + "<al><v>x</v></al><al><v>y</v></al></E><!-- <E> --><E id=\"2\"><n><![CDATA[<z>]]></n><m>&x;</m></E></I></R>",
      ["id|n|al.v|m", "1:1|A & BБ|x; y|", "2:2|<z>||&x;"]
    ),
    ("<r xmlns:a=\"b\"><a:row k='1>2'/><a:row k='3'> t </a:row></r>", ["k|value", "1:1>2|", "2:3|t"]),
  ])
  func `XML becomes rows, and no entity is fetched`(text: String, rows: [String]) throws {
    #expect(try FormatTests.rows(text) == rows)
  }

  @Test func `XML that breaks off gives its rows up to there`() throws {
    #expect(try FormatTests.rows("<r><e><a>1</a></e><e><a>2</a></e><e><a>3") == ["a", "1:1", "2:2", "…"])
  }

  @Test func `XML in another encoding is read as it says`() throws {
    let converter = try #require(TextConverter(from: "UTF-8", to: "CP1251"))
    var bytes: [UInt8] = []
    let text = "<?xml version=\"1.0\" encoding=\"windows-1251\"?><Е><Юл ОГРН=\"1\"/><Юл ОГРН=\"2\"/></Е>"
    _ = Array(text.utf8).withUnsafeBytes { converter.convert($0, into: &bytes, invalid: nil) }
    #expect(try FormatTests.rows(Data(bytes)) == ["ОГРН", "1:1", "2:2"])
  }

  @Test func `Rows come out alike however the bytes arrive`() throws {
    let text = #"{"x":[{"a":"\u0411 и","b":[1,2]},{"a":"long text of a field","b":null}]}"#
    func read(_ stretch: Int) throws -> [String] {
      let stream = HeadStream(MemoryStream(Array(text.utf8), stretch: stretch))
      let rows = try JSONRows(stream, FileLayout(), path: "a", wanted: []) { HeadStream(MemoryStream(Array(text.utf8))) }
      var lines: [String] = []
      while case .row = try rows.next() {
        lines.append((0..<rows.cellCount).map { column in
          String(decoding: UnsafeBufferPointer(start: rows.bytes + rows.cells[column].start, count: rows.cells[column].end - rows.cells[column].start), as: UTF8.self)
        }.joined(separator: "|"))
      }
      return lines
    }
    let whole = try read(.max)
    #expect(whole == ["Б и|1; 2", "long text of a field"])
    for stretch in 1...7 { #expect(try read(stretch) == whole) }
  }
}
