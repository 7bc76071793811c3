// SPDX-License-Identifier: Apache-2.0

import Documents
import Foundation
import Testing
import Trade

struct DocumentTests {
  private func read(_ text: String) throws -> DocumentNode { try Document(text: text, shownAs: "case.yaml").root }

  @Test func `values are read with their types`() throws {
    let fields = try read("title: A\nas-of: 2023-10-31\nperiod: 2022-01..2022-10\nsize: 1_000\nshare: 4.5\non: true\nlist: [a, b]\n")
      .mapping(of: "a case", keys: ["title", "as-of", "period", "size", "share", "on", "list", "absent"])
    #expect(try fields.required("title").text() == "A")
    #expect(try fields.required("as-of").day() == Day("2023-10-31"))
    #expect(try fields.required("period").period() == Period("2022-01..2022-10"))
    #expect(try fields.required("size").integer() == 1000)
    #expect(try fields.required("share").number() == 4.5)
    #expect(try fields.required("on").boolean())
    #expect(try fields.texts("list") == ["a", "b"])
    #expect(fields["absent"] == nil)
  }

  @Test func `an unknown key names its line and the nearest known one`() throws {
    let error = #expect(throws: DocumentError.self) {
      try read("title: A\npublsher: B\n").mapping(of: "a source", keys: ["title", "publisher"])
    }
    #expect(error?.description == "case.yaml:2:1: 'publsher' is not a key of a source. Did you mean 'publisher'? Known keys: title, publisher.")
  }

  @Test func `a missing key, a bad date and a wrong word say what to do`() throws {
    let fields = try read("when: 2023-02-30\nkind: lins\n").mapping(of: "a chart", keys: ["when", "kind", "id"])
    #expect(throws: DocumentError(.missingKey, "a chart needs 'id'.", file: "case.yaml", line: 1, column: 1)) {
      try fields.required("id")
    }
    let date = #expect(throws: DocumentError.self) { try fields.required("when").day() }
    #expect(date?.code == .badValue)
    #expect(date?.line == 1)
    let word = #expect(throws: DocumentError.self) { try fields.required("kind").word(among: ["lines", "bars"]) }
    #expect(word?.message == "'lins' is not known here. Did you mean 'lines'? Known: bars, lines.")
    #expect(word?.line == 2)
  }

  @Test(arguments: ["a: 1\na: 2\n", "x:\n  b: 1\n  b: 2\n"])
  func `a key that stands twice is refused`(text: String) {
    #expect(throws: DocumentError.self) { try read(text) }
  }

  @Test(arguments: ["a: [1, 2\nb: 3\n", "a: \"open\n", "\t- a\n"])
  func `broken YAML is refused with its line`(text: String) throws {
    let error = #expect(throws: DocumentError.self) { try read(text) }
    #expect(error?.code == .notYAML)
    #expect(error?.line != nil)
  }

  @Test func `a quoted word is text, whatever it looks like`() throws {
    #expect(try read("\"null\"").text() == "null")
    #expect(try read("~").isNull)
    #expect(try read("'2022'").text() == "2022")
  }

  @Test func `a file that is not there or not UTF-8 is refused by name`() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "tallyman-\(UUID().uuidString).yaml")
    #expect(throws: DocumentError.self) { try Document(file: url, shownAs: "x.yaml") }
    try Data([0x61, 0x3A, 0x20, 0xFF, 0xFE]).write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    let error = #expect(throws: DocumentError.self) { try Document(file: url, shownAs: "x.yaml") }
    #expect(error?.description == "x.yaml: The file is not UTF-8 text; save it as UTF-8.")
  }
}
