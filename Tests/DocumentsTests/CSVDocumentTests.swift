// SPDX-License-Identifier: Apache-2.0

import Documents
import Testing

struct CSVDocumentTests {
  @Test func `Cells keep commas, quotes and line breaks, and rows their lines`() throws {
    let document = try CSVDocument(
      text: "\u{FEFF}b,a\r\n\"x, \"\"y\"\"\nz\",1\r\n\r\n , 2 \n", shownAs: "x.csv", columns: ["a", "b"], required: ["a"])
    #expect(document.rows.map(\.line) == [2, 5])
    #expect(document.rows[0]["b"] == "x, \"y\"\nz")
    #expect(document.rows[1]["a"] == "2")
    #expect(document.rows[1]["b"] == nil)
  }

  @Test(arguments: [
    ("a,a\n", "x.csv:1: The column 'a' stands twice."), ("b\n", "x.csv:1: The column 'a' is missing."),
    ("a\n1\"2\n", "x.csv:2: A quote stands inside a cell"), ("a\n\"1\"2\n", "x.csv:2: Text follows a closed quote"),
  ])
  func `Broken files are refused at their line`(text: String, message: String) {
    let error = #expect(throws: DocumentError.self) {
      try CSVDocument(text: text, shownAs: "x.csv", columns: ["a", "b"], required: ["a"])
    }
    #expect(error?.description.hasPrefix(message) == true)
  }
}
