// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Intake

struct TableFileTests {
  private func file(_ text: String, _ body: (TableFile) throws -> Void) throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).csv")
    try Data(text.utf8).write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    try body(TableFile(url, shownAs: "in.csv"))
  }

  @Test func `Cells are read by column`() throws {
    try file("id,text\n1,\"a, \"\"b\"\"\"\n2,\n") { file in
      #expect(file.header == ["id", "text"])
      let text = try file.required("text")
      #expect(try file.step() == .row)
      #expect(file.text(text) == "a, \"b\"")
      #expect(try file.step() == .row)
      #expect(file.text(text) == nil)
      #expect(try file.step() == .end)
    }
  }

  @Test func `A row that can't be read costs itself alone`() throws {
    try file("id,text\n1,a,b\n2,c\n") { file in
      guard case .rejected(let why) = try file.step() else {
        Issue.record("the row of three cells was read")
        return
      }
      #expect(why.contains("3 cells"))
      #expect(try file.step() == .row)
      #expect(file.text(0) == "2")
    }
  }

  @Test func `A missing column is named with the nearest one`() throws {
    try file("id,product\n1,a\n") { file in
      #expect { try file.required("prodct") } throws: { "\($0)".contains("Did you mean 'product'?") }
    }
  }

  @Test func `The delimiter is that of the header, and a strict reading names the row that it can't read`() throws {
    try file("id;text\n1;a  b\n2;b;c\n") { file in
      #expect(file.header == ["id", "text"])
      let first = try file.next()
      #expect(first == 1 && file.text(1) == "a b")
      #expect(file.wholeText(1) == "a  b")
      let error = #expect(throws: IntakeError.self) { try file.next() }
      #expect(error?.message.contains("Row 2") == true && error?.file == "in.csv")
    }
  }
}
