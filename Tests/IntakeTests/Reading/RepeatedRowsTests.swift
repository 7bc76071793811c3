// SPDX-License-Identifier: Apache-2.0

import Testing
import Trade
import Warehouse

@testable import Intake

struct RepeatedRowsTests {
  private static let mapping = """
      profile: shipments
      mapping: {date: {column: date}, value: {column: value, currency: USD}, consignee: {column: party}}
    """

  @Test(arguments: [
    ("a.csv", "date,value,party\n2023-01-02,5,A\n2023-01-02,5,B\n2023-01-02,5,A\n2023-01-02,5,A\n"),
    (
      "a.jsonl",
      """
      {"date":"2023-01-02","value":5,"party":"A"}
      {"date":"2023-01-02","value":5,"party":"B"}
      {"date":"2023-01-02","value":5,"party":"A"}
      {"date":"2023-01-02","value":5,"party":"A"}
      """
    ),
  ])
  func `Rows that repeat another are kept, counted and told`(name: String, text: String) async throws {
    let folder = try await TestCase()
    try folder.write(name, text)
    let entry = try await folder.take("- id: s\n  path: \(name)\n\(Self.mapping)")[0]
    #expect(entry.accepted == 4)
    #expect(try await folder.number("SELECT count(*) FROM record") == 4)
    let note = entry.notes.first { $0.text.hasPrefix(LedgerWords.repeated) }
    #expect(note?.count == 2 && note?.text.contains("the first is row 3") == true)
    let without = try await folder.take("- id: s\n  path: \(name)\n  options: {repeats: exclude}\n\(Self.mapping)")[0]
    #expect(without.addsUp && without.read == 4 && without.accepted == 2)
    #expect(without.exclusions.map { "\($0.rule) \($0.count)" } == ["repeated 2"] && without.notes.allSatisfy { !$0.text.hasPrefix(LedgerWords.repeated) })
  }

  @Test func `Rows that differ anywhere are no repeats, also beyond the columns that are read`() async throws {
    let folder = try await TestCase()
    try folder.write("a.csv", "date,value,party,line\n2023-01-02,5,A,1\n2023-01-02,5,A,2\n")
    let entry = try await folder.take("- id: s\n  path: a.csv\n\(Self.mapping)")[0]
    #expect(!entry.notes.contains { $0.text.hasPrefix(LedgerWords.repeated) })
  }

  @Test func `Many rows are told apart as a set of texts tells them`() throws {
    var random = FuzzRandom(11)
    let rows = (0..<60_000).map { _ in "\(random.below(200)),\(random.below(400))" }
    let stream = BytesStream(Array(rows.joined(separator: "\n").utf8)[...])
    let source = try DelimitedRows(
      HeadStream(stream), FileLayout(options: ["header": "none"], encoding: .utf8, member: nil), shownAs: "a.csv", headerless: nil, wanted: [],
      encoding: .utf8)
    let repeated = RepeatedRows()
    var number = 0
    while case .row = try source.next() {
      number += 1
      repeated.add(source, number: number)
    }
    #expect(number == rows.count && repeated.count == rows.count - Set(rows).count)
  }
}
