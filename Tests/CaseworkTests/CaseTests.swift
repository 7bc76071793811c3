// SPDX-License-Identifier: Apache-2.0

@testable import Casework
import Documents
import Foundation
import Goods
import Testing
import Trade

struct CaseTests {
  private let sound = "title: T\nas-of: 2023-10-31\n"

  @Test func `a folder without case yaml is no case, and the message says how to make one`() throws {
    let folder = try TemporaryCase(["notes.txt": "x"])
    let error = #expect(throws: CaseError.self) { try Case(folder: folder.folder) }
    #expect(error?.code == .notACase)
    #expect(error?.message.contains("tallyman new") == true)
  }

  @Test func `all problems of all files are shown at once, each with file and line`() throws {
    let folder = try TemporaryCase([
      "case.yaml": """
        title: T
        as-of: 2023-10-31
        sources:
          - {id: a, path: missing.csv, profile: filings}
          - {id: b, path: case.yaml, profile: filngs}
        """,
      "events.yaml": "events:\n  - {id: e, title: E, when: 2022-13}\n",
      "statements.yaml": "statements:\n  - {id: s, who: W, date: 2022, syas: x}\n",
    ])
    let error = try #require(#expect(throws: CaseError.self) { try Case(folder: folder.folder) })
    #expect(error.code == .badFiles)
    let lines = error.problems.map { "\($0.file):\($0.line ?? 0) \($0.code)" }
    #expect(lines.contains("events.yaml:2 bad-value"))
    #expect(lines.contains("statements.yaml:2 unknown-key"))
    #expect(lines.contains { $0.hasPrefix("case.yaml:4") })
    #expect(lines.contains { $0.hasPrefix("case.yaml:5") })
    #expect("\(error)".contains("Did you mean 'filings'?"))
    #expect("\(error)".contains("missing.csv"))
  }

  @Test(arguments: [
    ("title: T\n", "needs 'as-of'"), ("title: T\nas-of: 2023-02-30\n", "is not a date"),
    ("title: T\nas-of: 2023-10-31\nsorces: []\n", "Did you mean 'sources'?"),
    ("title: T\nas-of: 2023-10-31\ncharts:\n  - {id: c, title: C, kind: pies, by: month, series: []}\n", "Known: bars, lines"),
  ])
  func `a wrong case file says what to write`(text: String, says: String) throws {
    let folder = try TemporaryCase(["case.yaml": text])
    let error = #expect(throws: CaseError.self) { try Case(folder: folder.folder) }
    #expect(error.map { "\($0)".contains(says) } == true)
  }

  @Test func `an id that would not do as a file name or stands twice is refused`() throws {
    for events in ["- {id: ../x, title: E, when: 2022}", "- {id: e, title: E, when: 2022}\n  - {id: e, title: F, when: 2023}"] {
      let folder = try TemporaryCase(["case.yaml": sound, "events.yaml": "events:\n  \(events)\n"])
      #expect(throws: CaseError.self) { try Case(folder: folder.folder) }
    }
  }

  @Test func `lists of codes and labels beside the case are in use, and are part of what decides`() throws {
    let folder = try TemporaryCase([
      "case.yaml": sound + "goods: [battlefield, lists/critical-goods.csv]\nlabels: labels.csv\n",
      "lists/critical-goods.csv": "code,edition,title,class\n848210,HS2022,Ball bearings,civilian-indirect\n",
      "labels.csv": "code,label\n848210,ball bearings\n",
    ])
    let before = try Case(folder: folder.folder)
    #expect(before.goods.lists.map(\.id) == ["battlefield", "critical-goods"])
    #expect(before.labels?.labels == ["848210": "ball bearings"])
    try folder.write("lists/critical-goods.csv", "code,edition,title,class\n848220,HS2022,Roller bearings,civilian-indirect\n")
    #expect(try Case(folder: folder.folder).identityKey != before.identityKey)
    try folder.write("lists/critical-goods.csv", "code,edition,title,class\n848220,HS2023,Roller bearings,civilian-indirect\n")
    let error = try #require(#expect(throws: CaseError.self) { try Case(folder: folder.folder) })
    #expect(error.problems.map { "\($0.file):\($0.line ?? 0)" } == ["lists/critical-goods.csv:2"])
  }

  @Test func `a reply needs its words`() throws {
    let folder = try TemporaryCase([
      "case.yaml": sound, "enquiries.yaml": "enquiries:\n  - {id: q, to: T, outcome: replied}\n",
    ])
    let error = #expect(throws: CaseError.self) { try Case(folder: folder.folder) }
    #expect(error.map { "\($0)".contains("'reply'") } == true)
  }

  @Test func `entries have addresses made of the file's hash`() throws {
    let folder = try TemporaryCase([
      "case.yaml": sound, "events.yaml": "events:\n  - {id: e, title: E, when: 2022-11..2023-05}\n",
    ])
    let inquiry = try Case(folder: folder.folder)
    let event = try #require(inquiry.events.first)
    #expect(event.period == Period("2022-11..2023-05"))
    #expect(event.address.source == "events")
    #expect(event.address.row == 1)
    #expect(event.address.sha256.count == 64)
  }

  @Test func `the example cases are read without a problem`() throws {
    _ = try Case(folder: TemporaryCase.package.appending(path: "Examples/surging-trade"))
  }
}
