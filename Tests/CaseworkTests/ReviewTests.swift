// SPDX-License-Identifier: Apache-2.0

import Casework
import Foundation
import Parties
import Testing
import Trade
import Warehouse

struct ReviewTests {
  private static let names = [
    "ООО «Электроникс Ромашка Сервис»", "ООО «Электроникс Ромаашка Сервис»", "Zhejiang Qilin Optoelectronic Works",
    "Zhejiang Qilinn Optoelectronic Works",
  ]

  /// Two unsure pairs: of the second one side is on a list.
  private func queue(_ body: (ReviewQueue, JudgementCheck, TemporaryCase) throws -> Void) async throws {
    let engine = try await ADBCEngine.duckDB()
    try await Schema.create(on: engine)
    for (row, name) in Self.names.enumerated() {
      try await engine.execute(
        "INSERT INTO identity (identity, name, country, address) VALUES (\("i\(row)"), \(name), \(row < 2 ? "RUS" : "CHN"), \("Street \(row)"))")
      for record in 0...(4 - row) {
        try await engine.execute(
          "INSERT INTO mention (source, \"row\", role, identity) VALUES ('s', \(row * 10 + record), 'applicant', \("i\(row)"))")
      }
    }
    try await engine.execute(
      """
      INSERT INTO listing (source, "row", list, entry, kind, name, country, listed_from, listed_by)
      VALUES ('l', 1, 'ofac-sdn', 'e1', 'organisation', \(Self.names[2]), 'CHN', DATE '2022-03-24', DATE '2022-03-24')
      """)
    let parties = Parties(engine: engine)
    var rule = LikenessRule()
    (rule.join, rule.ask) = (0.99999, 0.2)
    try await parties.resolve(likeness: rule)
    // By number only, so that one of the two alone is listed.
    try await engine.execute("DELETE FROM listed_party")
    try await engine.execute(
      """
      INSERT INTO listed_party
      SELECT party, 'ofac-sdn', 'l', 'e1', \(Self.names[2]), 1.0, 'test', FALSE FROM party WHERE name = \(Self.names[2])
      """)
    let check = try await parties.judgementCheck()
    let queue = try await ReviewQueue.make(parties, findings: [])
    try body(queue, check, try TemporaryCase(["case.yaml": ""]))
    try await engine.close()
  }

  private func answer(
    _ lines: [String], _ queue: ReviewQueue, _ check: JudgementCheck, _ folder: TemporaryCase
  ) throws -> (shown: String, file: String) {
    let file = folder.folder.appending(path: "judgements.csv")
    var session = ReviewSession(
      queue, by: "editor", on: Day("2024-02-01"), file: JudgementFile(file, shownAs: "judgements.csv"),
      shownAs: "judgements.csv", check: check, judgements: [])
    var left = lines[...]
    var shown = ""
    try session.run(read: { left.popFirst() }, write: { shown += $0 + "\n" })
    return (shown, (try? String(contentsOf: file, encoding: .utf8)) ?? "")
  }

  @Test func `What would change who is listed comes first, with all that is known of both`() async throws {
    try await queue { queue, _, _ in
      #expect(queue.items.count == 2)
      #expect(queue.items[0].changesListing && !queue.items[1].changesListing)
      #expect(queue.items[1].movedRecords == 4)
      let card = ReviewText.card(queue.items[0])
      for part in ["Zhejiang Qilin Optoelectronic Works", "CHN", "3 records", "Street 2", "on ofac-sdn", "if same"] {
        #expect(card.contains(part), "\(part) in \(card)")
      }
      #expect(ReviewText.card(queue.items[1]).contains("(OOO"), "a Latin form stands beside the Cyrillic name")
      #expect(ReviewText.list(queue.items).contains("2. "))
    }
  }

  @Test func `Of pairs that change as much else, the one whose records are worth more comes first`() async throws {
    let engine = try await ADBCEngine.duckDB()
    try await Schema.create(on: engine)
    for (row, name) in Self.names.enumerated() {
      try await engine.execute(
        "INSERT INTO identity (identity, name, country) VALUES (\("i\(row)"), \(name), \(row < 2 ? "RUS" : "CHN"))")
      // More records, of less worth, for the first pair; a record that names a party in two roles counts once.
      for record in 0..<(row < 2 ? 3 : 1) {
        for role in ["applicant", "maker"] {
          try await engine.execute(
            "INSERT INTO mention (source, \"row\", role, identity) VALUES ('s', \(row * 10 + record), \(role), \("i\(row)"))")
        }
        try await engine.execute(
          """
          INSERT INTO record (source, "row", part, value, currency, usd_rate)
          VALUES ('s', \(row * 10 + record), 0, \(row < 2 ? 100 : 25000), \(row == 2 ? "EUR" : "USD"), \(row == 2 ? 2.0 : 1.0))
          """)
      }
    }
    try await engine.execute(
      "INSERT INTO record (source, \"row\", part, currency) VALUES ('s', 30, 1, 'USD')")
    let parties = Parties(engine: engine)
    var rule = LikenessRule()
    (rule.join, rule.ask) = (0.99999, 0.2)
    try await parties.resolve(likeness: rule)
    let queue = try await ReviewQueue.make(parties, findings: [])
    try #require(queue.items.count == 2)
    let first = queue.items[0]
    #expect(first.left.party.country == "CHN")
    #expect(first.movedWorth == Worth(dollars: 25000, unvalued: 1))
    #expect([first.left.worth.dollars, first.right.worth.dollars].contains(50000), "euros at the rate of their period")
    #expect(first.stakes.contains("1 record (at least USD 25,000) of"))
    #expect(queue.items[1].movedWorth == Worth(dollars: 300, unvalued: 0))
    #expect(queue.items[1].stakes.contains("3 records (USD 300) of"))
    try await engine.close()
  }

  @Test func `A finding that names both of a pair counts once`() async throws {
    let engine = try await ADBCEngine.duckDB()
    try await Schema.create(on: engine)
    for (row, name) in Self.names.prefix(2).enumerated() {
      try await engine.execute("INSERT INTO identity (identity, name, country) VALUES (\("i\(row)"), \(name), 'RUS')")
      try await engine.execute(
        "INSERT INTO mention (source, \"row\", role, identity) VALUES ('s', \(row), 'applicant', \("i\(row)"))")
    }
    let parties = Parties(engine: engine)
    var rule = LikenessRule()
    (rule.join, rule.ask) = (0.99999, 0.2)
    try await parties.resolve(likeness: rule)
    func finding(_ id: String, _ names: [String]) -> Finding {
      Finding(id: id, detector: "surge", title: id, text: id, score: 0.5, grade: .filing, parties: names, evidence: Evidence(addresses: []))
    }
    let both = finding("both", Array(Self.names.prefix(2)))
    let queue = try await ReviewQueue.make(parties, findings: [both, finding("one", [Self.names[0]]), finding("none", ["Other"])])
    try #require(queue.items.count == 1)
    #expect(queue.items[0].findings == 2)
    #expect(queue.items[0].stakes.contains("2 findings name one or both of them"))
    try await engine.close()
  }

  @Test func `Answers become rows at once, and a reason may follow`() async throws {
    try await queue { queue, check, folder in
      let (shown, file) = try answer(["what", "s one address, one phone", "d"], queue, check, folder)
      let rows = file.split(separator: "\n")
      #expect(rows.count == 3)
      #expect(rows[1].contains(",same,editor,2024-02-01,\"one address, one phone\""))
      #expect(rows[2].contains(",different,editor,2024-02-01,"))
      #expect(shown.contains("is no answer"))
      #expect(shown.contains("2 decided (1 same, 1 different)"))
    }
  }

  @Test func `Undo takes the row back and shows the pair again; skip and quit write nothing`() async throws {
    try await queue { queue, check, folder in
      let (shown, file) = try answer(["z", "d", "undo", "k", "q"], queue, check, folder)
      #expect(file == "")
      #expect(shown.contains("Nothing to undo"))
      #expect(shown.components(separatedBy: "1 of 2").count == 3)
      #expect(shown.contains("Nothing decided"))
    }
  }

  @Test func `The end of the input ends the review, and what was decided stays`() async throws {
    try await queue { queue, check, folder in
      let (shown, file) = try answer(["unsure"], queue, check, folder)
      #expect(file.contains(",unsure,editor,"))
      #expect(shown.contains("1 decided (1 unsure)"))
    }
  }
}
