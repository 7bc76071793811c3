// SPDX-License-Identifier: Apache-2.0

import Testing
import Trade
import Warehouse

@testable import Intake

struct VersionSplitTests {
  private static let mapping = """
      profile: statistics
      mapping:
        period: {column: period, format: YYYY-MM}
        reporter: {column: reporter}
        partner: {column: partner}
        flow: {is: export}
        goods: {column: code}
        edition: {column: edition}
        value: {column: value, currency: USD}
    """

  /// SplitMix64, so that a seed gives the same releases everywhere.
  struct Dice: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  struct Cell: Hashable {
    var period: String
    var partner: String
    var code: String
  }

  /// What a clerk would do with the printed releases and a pencil: for each cell, the rows of the last release he holds.
  private func reference(_ releases: [(day: String, rows: [(cell: Cell, value: Int)])], asOf: String) -> [Cell: Int] {
    let held = releases.filter { $0.day <= asOf }
    let used = held.isEmpty ? Array(releases.prefix(1)) : held
    var totals: [Cell: Int] = [:]
    for release in used {
      for (cell, rows) in Dictionary(grouping: release.rows, by: \.cell) {
        totals[cell] = rows.map(\.value).reduce(0, +)
      }
    }
    return totals
  }

  @Test(arguments: 1...8)
  func `Cells of random releases count once, in the last release known`(seed: Int) async throws {
    var dice = Dice(state: UInt64(seed))
    let days = ["2023-02-01", "2023-05-01", "2023-08-01", "2023-11-01"]
    let cells = ["2022-01", "2022-02", "2022-03"].flatMap { period in
      ["RUS", "KGZ"].flatMap { partner in ["854231", "880622"].map { Cell(period: period, partner: partner, code: $0) }
      }
    }
    var releases: [(day: String, rows: [(cell: Cell, value: Int)])] = []
    for day in days {
      var rows: [(cell: Cell, value: Int)] = []
      for cell in cells {
        // A cell may be absent, stand once, or in several rows that add up; few values, so that some repeat.
        for _ in 0..<Int.random(in: 0...2, using: &dice) { rows.append((cell, Int.random(in: 1...3, using: &dice))) }
      }
      releases.append((day, rows.shuffled(using: &dice)))
    }
    let folder = try await TestCase()
    var yaml = ""
    for (index, release) in releases.enumerated() {
      let lines = release.rows.map { "\($0.cell.period),DEU,\($0.cell.partner),\($0.cell.code),HS2022,\($0.value)" }
      let name = "stats_\(release.day).csv"
      try folder.write(name, "period,reporter,partner,code,edition,value\n" + lines.joined(separator: "\n") + "\n")
      yaml += "- id: \(index == 0 ? "stats" : "release-\(index)")\n  path: \(name)\n\(Self.mapping)\n"
      if index > 0 { yaml += "  vintage-of: stats\n" }
    }
    let all = releases.map(\.rows.count).reduce(0, +)
    for asOf in ["2022-06-01", "2023-02-01", "2023-06-15", "2023-08-01", "2024-01-01", "2023-05-01"] {
      let ledger = try await Intake(engine: folder.engine, asOf: Day(asOf)).take(try folder.plans(yaml))
      #expect(ledger.filter { !$0.addsUp }.isEmpty)
      let found = try await folder.texts(
        """
        SELECT substr(CAST(period_from AS VARCHAR), 1, 7) || ' ' || destination || ' ' || goods_code || ' '
          || CAST(CAST(sum(value) AS BIGINT) AS VARCHAR) FROM record GROUP BY period_from, destination, goods_code ORDER BY 1
        """)
      let expected = reference(releases, asOf: asOf).map {
        "\($0.key.period) \($0.key.partner) \($0.key.code) \($0.value)"
      }
      #expect(found == expected.sorted(), "seed \(seed), as of \(asOf)")
      // Nothing is lost, and each row stands in one place.
      let current = try await folder.number("SELECT count(*) FROM record")
      let past = try await folder.number("SELECT count(*) FROM record_past")
      let superseded = try await folder.number("SELECT count(*) FROM record_superseded")
      #expect(current + past == all && past == superseded)
    }
    // Taken out, a release leaves no trace.
    _ = try await Intake(engine: folder.engine).take(Array(try folder.plans(yaml).prefix(1)))
    #expect(try await folder.number("SELECT count(*) FROM record") == releases[0].rows.count)
    #expect(try await folder.number("SELECT count(*) FROM record_past") == 0)
  }

  @Test func `A period restated in another edition replaces all codes of the earlier one`() async throws {
    let folder = try await TestCase()
    try folder.write(
      "a_2023-01-01.csv",
      "period,reporter,partner,code,edition,value\n2022-01,DEU,KGZ,880330,HS2017,5\n2022-02,DEU,KGZ,880330,HS2017,7\n")
    try folder.write(
      "a_2023-06-01.csv", "period,reporter,partner,code,edition,value\n2022-01,DEU,KGZ,880730,HS2022,6\n")
    try await folder.take(
      "- id: s\n  path: a_2023-01-01.csv\n\(Self.mapping)\n- id: later\n  vintage-of: s\n  path: a_2023-06-01.csv\n\(Self.mapping)\n"
    )
    #expect(
      try await folder.texts("SELECT goods_code || ' ' || CAST(value AS VARCHAR) FROM record ORDER BY 1") == [
        "880330 7.000", "880730 6.000",
      ])
    #expect(try await folder.texts("SELECT why || ' ' || replaced_by FROM record_superseded") == ["restated s/later"])
  }

  private static let customs = """
      profile: shipments
      mapping:
        date: {column: date}
        number: {column: number}
        goods: {column: code}
        value: {column: value, currency: USD}
        consignee: {column: consignee}
    """

  private func declarations() async throws -> (TestCase, [LedgerEntry]) {
    let folder = try await TestCase()
    let header = "date,number,code,value,consignee\n"
    try folder.write(
      "d_2023-01-01.csv",
      header
        + "2022-05-01,N1,870323,100,A\n2022-05-01,N1,870324,50,A\n2022-05-02,N2,870323,7,B\n2022-05-03,,870323,9,C\n")
    try folder.write(
      "d_2023-06-01.csv",
      header + "2022-05-01,N1,870323,120,A\n2022-05-02,N2,870323,7,B\n2022-05-03,,870323,9,C\n2022-05-03,,870323,8,C\n")
    let ledger = try await folder.take(
      "- id: d\n  path: d_2023-01-01.csv\n\(Self.customs)\n- id: june\n  vintage-of: d\n  path: d_2023-06-01.csv\n\(Self.customs)\n"
    )
    return (folder, ledger)
  }

  @Test func `A declaration that stands again is kept in both versions and counts in the later`() async throws {
    let (folder, ledger) = try await declarations()
    #expect(
      try await folder.texts("SELECT source || ':' || \"row\" || ' ' || CAST(value AS VARCHAR) FROM record ORDER BY 1")
        == [
          "d/june:1 120.000", "d/june:2 7.000", "d/june:3 9.000", "d/june:4 8.000",
        ])
    #expect(
      try await folder.texts("SELECT \"row\" || ' ' || why FROM record_superseded ORDER BY \"row\"") == [
        "1 restated", "2 restated", "3 repeat", "4 repeat",
      ])
    let named = try await folder.texts("SELECT source || CAST(\"row\" AS VARCHAR) FROM mention ORDER BY 1")
    #expect(named == ["d/june1", "d/june2", "d/june3", "d/june4"])
    let notes = ledger[0].notes.map { "\($0.count) \($0.text)" }
    #expect(notes.contains { $0.hasPrefix("2 a row stands again, word for word") })
    #expect(notes.contains { $0.hasPrefix("2 a row is stated anew") })
    #expect(ledger.allSatisfy(\.addsUp) && ledger.map(\.id) == ["d", "d/june"])
  }

  @Test func `Its history says what changed, field by field, with addresses`() async throws {
    let (folder, _) = try await declarations()
    let history = try #require(try await HistoryReader(engine: folder.engine).history(of: "N1"))
    #expect(history.versions.map(\.source) == ["d", "d/june"] && history.versions.map(\.isCurrent) == [false, true])
    #expect(history.versions[0].released == Day("2023-01-01"))
    let changes = RecordHistory.changes(history.versions[0], history.versions[1])
    #expect(changes[0].changes == [RecordHistory.Change(name: "value", before: "100.000", after: "120.000")])
    #expect(changes[1].new == nil && changes[1].old?.address.row == 2)
    #expect(history.versions[1].entries[0].fields.contains { $0.name == "parties" && $0.value == "consignee: A" })
    let same = try await HistoryReader(engine: folder.engine).history(of: "d/june:1")
    #expect(same == history)
    #expect(try await HistoryReader(engine: folder.engine).history(of: "N9") == nil)
    #expect(try await HistoryReader(engine: folder.engine).history(of: "d:99") == nil)
  }
}
