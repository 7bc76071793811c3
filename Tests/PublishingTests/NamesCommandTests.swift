// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// `tallyman names` as a user runs it: the files it reads and writes, and what it says when they are wrong.
@Suite(.enabled(if: Program.isBuilt, "the program is not beside the tests"))
struct NamesCommandTests {
  static let list = """
    id,name,country
    A1,"Silva, LLC",RU
    A1,ООО «Силва»,RU
    A2,"The ""Grand"" Trading Co., Ltd.",CN
    A3,Zelkor GmbH,DE
    A3,Zelkor Maschinenbau GmbH,DE

    """
  static let queries = """
    query_id,query_name
    q1,Силва ООО
    q2,"Grand Trading Company, Limited"
    q3,Nobody Known Here
    q4,ZELKOR MASHINENBAU

    """
  private static let header = "query_id,rank,id,score,matched_name"

  /// Runs `names match` on files in a folder of its own; the rows written, nil when there is no file.
  private func match(
    list: String = list, queries: String = queries, _ more: [String] = []
  ) async throws -> (outcome: Program.Outcome, rows: [String]?) {
    try await withFolder { folder in
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(list.utf8).write(to: folder.appending(path: "list.csv"))
      try Data(queries.utf8).write(to: folder.appending(path: "q.csv"))
      let outcome = try Program.run(
        ["names", "match", "--list", "list.csv", "--queries", "q.csv", "--output", "out.csv"] + more, in: folder)
      let rows = try? text(folder, "out.csv").split(separator: "\n").map(String.init)
      return (outcome, rows)
    }
  }

  @Test func `Each query gets its entries, best first, each once, by the name that fits best`() async throws {
    let (outcome, rows) = try await match()
    #expect(outcome.status == 0)
    #expect(outcome.output == "4 queries, 3 with a match among 3 entries: out.csv\n")
    let found = try #require(rows)
    #expect(found.first == Self.header)
    let cells = found.dropFirst().map { $0.split(separator: ",", maxSplits: 4).map(String.init) }
    #expect(cells.map { $0[0] } == ["q1", "q2", "q4"])
    #expect(cells.allSatisfy { $0[1] == "1" && (0.7...1).contains(Double($0[3]) ?? -1) && $0[3].count == 6 })
    #expect(cells.map { $0[2] } == ["A1", "A2", "A3"])
    #expect(cells.map { $0[4] } == ["ООО «Силва»", #""The ""Grand"" Trading Co., Ltd.""#, "Zelkor Maschinenbau GmbH"])
  }

  @Test func `Ranks count up to k, and scores fall`() async throws {
    let list = "id;name\n" + (1...6).map { "\($0);Zelkor \(["", "Trading", "Group", "Service", "Invest", "Logistics"][$0 - 1])\n" }.joined()
    let (_, rows) = try await match(
      list: list, queries: "query_id;query_name\nq;Zelkor\n", ["-k", "3", "--threshold", "0", "--quiet"])
    let cells = try #require(rows).dropFirst().map { $0.split(separator: ",").map(String.init) }
    #expect(cells.map { $0[1] } == ["1", "2", "3"])
    #expect(cells.first?[2] == "1")
    let scores = cells.compactMap { Double($0[3]) }
    #expect(scores == scores.sorted(by: >))
  }

  @Test func `Packed files are read`() async throws {
    try await withFolder { folder in
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      for (name, content) in [("list.csv", Self.list), ("q.csv", Self.queries)] {
        try Data(content.utf8).write(to: folder.appending(path: name))
        try Program.gzip(folder.appending(path: name))
      }
      let outcome = try Program.run(
        ["names", "match", "--list", "list.csv.gz", "--queries", "q.csv.gz", "--output", "out.csv"], in: folder)
      #expect(outcome.status == 0)
      #expect(try text(folder, "out.csv").hasPrefix(Self.header + "\nq1,1,A1,"))
    }
  }

  struct Refusal: CustomTestStringConvertible {
    var list = NamesCommandTests.list
    var queries = NamesCommandTests.queries
    var options: [String] = []
    var status: Int32 = 3
    var says: String

    var testDescription: String { says }
  }

  static let refusals = [
    Refusal(list: "", says: "list.csv: The file is empty; it needs a line of column names"),
    Refusal(list: "id,name\n", says: "list.csv: The list holds no name"),
    Refusal(list: "Id;Nom\n1;x\n", says: "list.csv has no column 'name'."),
    Refusal(list: "id,name\n,x\n", says: "Row 1, column 'id': The id is empty"),
    Refusal(list: "id,name\n1,\"x\n", says: "A quote is opened and not closed"),
    Refusal(queries: list, says: "q.csv has no column 'query_id'."),
    Refusal(
      queries: "query_id,query_name\na,x\na,y\n",
      says: "q.csv: Row 2, column 'query_id': The query_id 'a' stands in row 1, too"),
    Refusal(options: ["-k", "0"], status: 2, says: "-k takes a whole number from 1."),
    Refusal(options: ["--threshold", "1.5"], status: 2, says: "--threshold takes a number from 0 to 1."),
    Refusal(options: ["--list", "none.csv"], says: "none.csv: The file can't be read: No such file"),
    Refusal(options: ["--output", "list.csv"], status: 2, says: "'list.csv' is an input"),
    Refusal(
      options: ["--output", "none/out.csv"], says: "none/out.csv: The output can't be written: there is no folder 'none'"),
  ]

  @Test(arguments: refusals)
  func `What can't be done is refused by name, and nothing is written`(refusal: Refusal) async throws {
    let (outcome, rows) = try await match(list: refusal.list, queries: refusal.queries, refusal.options)
    #expect(outcome.status == refusal.status)
    #expect(outcome.errors.contains(refusal.says), "\(outcome.errors)")
    #expect(rows == nil)
  }

  @Test func `Rows without a name are told`() async throws {
    let (outcome, rows) = try await match(list: Self.list + "A4,,\n", queries: Self.queries + "q5,\nq6,\n")
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("list.csv: 1 row has no name"))
    #expect(outcome.errors.contains("q.csv: 2 rows have no name"))
    #expect(rows?.count == 4)
  }

  @Test func `Two names are compared in a line, or with all that the score is made of`() async throws {
    let line = try Program.run(["names", "compare", "ООО «Силва»", "SILVA LLC"])
    #expect(line.status == 0)
    #expect(line.output.hasSuffix("  силва = silva (sound)\n"), "\(line.output)")
    let full = try Program.run(["names", "compare", "ООО «Силва»", "SILVA LLC", "--explain"])
    for part in [
      "Words that met (weight, likeness):", "  силва = silva  sound  ", "Legal forms, which took no part: ооо | llc",
      "Features (value × weight = contribution to the log-odds):", "  starting point\n",
    ] { #expect(full.output.contains(part), "\(full.output)") }
  }

  @Test func `A file of pairs keeps its order`() async throws {
    try await withFolder { folder in
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data("left,right\nSilva,Силва\n\"A, B\",Zelkor\n".utf8).write(to: folder.appending(path: "pairs.csv"))
      let outcome = try Program.run(["names", "compare", "--pairs", "pairs.csv", "--output", "out.csv"], in: folder)
      #expect(outcome.output == "2 pairs: out.csv\n")
      let rows = try text(folder, "out.csv").split(separator: "\n")
      #expect(rows.count == 3 && rows[0] == "left,right,score,because")
      #expect(rows[1].hasPrefix("Silva,Силва,0.9") && rows[2].hasPrefix("\"A, B\",Zelkor,0.0"))
    }
  }

  @Test func `The bench says which file is missing`() async throws {
    let outcome = try Program.run(["names", "bench", "--data", "/nonexistent"])
    #expect(outcome.status == 3)
    #expect(outcome.errors.contains("/nonexistent/bench/list_ofac.csv.gz"))
  }
}
