// SPDX-License-Identifier: Apache-2.0

import Documents
import Foundation
import Parties
import Testing
import Trade

struct JudgementFileTests {
  private static let path = "judgements.csv"

  private func inFolder(_ content: String?, _ body: (URL, JudgementFile) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "tallyman-judgements-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let url = folder.appending(path: Self.path)
    if let content { try Data(content.utf8).write(to: url) }
    try body(url, JudgementFile(url, shownAs: Self.path))
    // No file of a half-done write is left.
    let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(left.allSatisfy { $0 == Self.path })
  }

  private func judgement(_ left: String = "A", _ right: String = "B", why: String = "seen") -> Judgement {
    Judgement(
      left: left, right: right, verdict: .same, by: "me", when: Day("2024-01-31"), why: why, file: Self.path, line: 0)
  }

  @Test func `A row is added at the end, and remarks, further columns and line ends stay as they are`() throws {
    let old =
      "# decided by the desk\r\nnote,right,left,verdict,why,by,when\r\n\r\nx,B,A,different,\"two, no\",me,\r\n# open: C"
    try inFolder(old) { url, file in
      _ = try file.append(judgement("C, D", "#E", why: "says \"one\"\nfirm"))
      let text = try String(contentsOf: url, encoding: .utf8)
      #expect(text == old + "\r\n,\"#E\",\"C, D\",same,\"says \"\"one\"\" firm\",me,2024-01-31\r\n")
      let read = try Judgement.read(file: url, shownAs: Self.path)
      #expect(read.map(\.left) == ["A", "C, D"])
      #expect(read.map(\.right) == ["B", "#E"])
      #expect(read[1].why == "says \"one\" firm" && read[1].line == 6)
    }
  }

  @Test func `A file that is not there is made with its header, and goes again when the row is taken back`() throws {
    try inFolder(nil) { url, file in
      let receipt = try file.append(judgement())
      #expect(
        try String(contentsOf: url, encoding: .utf8) == "left,right,verdict,by,when,why\nA,B,same,me,2024-01-31,seen\n")
      let isBack = try file.takeBack(receipt)
      #expect(isBack)
      #expect(!FileManager.default.fileExists(atPath: url.path))
    }
  }

  @Test func `A row is taken back to the byte, unless somebody wrote since`() throws {
    let old = "left,right,verdict,by,when,why\nA,B,unsure,me,,x"
    try inFolder(old) { url, file in
      let receipt = try file.append(judgement())
      let isBack = try file.takeBack(receipt)
      #expect(isBack)
      #expect(try String(contentsOf: url, encoding: .utf8) == old)
      let second = try file.append(judgement())
      let changed = try String(contentsOf: url, encoding: .utf8) + "# mine\n"
      try Data(changed.utf8).write(to: url)
      let isTaken = try file.takeBack(second)
      #expect(!isTaken)
      #expect(try String(contentsOf: url, encoding: .utf8) == changed)
    }
  }

  @Test(arguments: ["left,right,verdict,by,when\nA,B,same,me,\n", "left,right,verdict,by,when,why\nA,B,sam,me,,x\n", "no"])
  func `A file that can't be read is left alone`(text: String) throws {
    try inFolder(text) { (url, file) throws in
      #expect(throws: DocumentError.self) { try file.append(judgement()) }
      #expect(try String(contentsOf: url, encoding: .utf8) == text)
    }
  }

  @Test func `Whatever is written is read again`() throws {
    var random = Seeded(seed: 8)
    let letters = Array("ab Ж\"',#;=\n\r东")
    try inFolder(nil) { url, file in
      var expected: [String] = []
      for _ in 0..<60 {
        let text = "x" + String((0..<6).map { _ in letters[Int.random(in: 0..<letters.count, using: &random)] })
        _ = try file.append(judgement(text, why: text))
        expected.append(text.split(whereSeparator: \.isNewline).joined(separator: " ").trimmingCharacters(in: .whitespaces))
      }
      #expect(try Judgement.read(file: url, shownAs: Self.path).map(\.left) == expected)
    }
  }
}
