// SPDX-License-Identifier: Apache-2.0

import Testing
import Trade
import Warehouse

@testable import Intake

struct OwnershipTests {
  private static let yaml = "- {id: owners, path: owners.csv, profile: ownership}"
  private static let rows = """
    owner,owner_number,owned,owned_number,share,from,to,note
    Holding LLC,7707083893,Plant JSC,,51.5,2019,2023-03-31,read off its report
    Somebody,,Plant JSC,,,,,beneficial owner
    Somebody,,Plant JSC,,120,,,
    ,,Plant JSC,,10,,,
    """

  @Test func `An edge keeps its share and dates, and what is not stated stays open`() async throws {
    let folder = try await TestCase()
    try folder.write("owners.csv", Self.rows)
    let ledger = try await folder.take(Self.yaml)
    #expect(ledger[0].accepted == 2 && ledger[0].addsUp)
    #expect(ledger[0].rejections.map(\.reason).sorted() == ["empty-cell", "share"])
    #expect(
      try await folder.texts(
        """
        SELECT owner_name || ' ' || owned_name || ' ' || coalesce(CAST(share AS VARCHAR), '-') || ' '
          || coalesce(CAST(start_date AS VARCHAR), '-') || ' ' || coalesce(CAST(end_date AS VARCHAR), '-') || ' ' || note
        FROM ownership ORDER BY "row"
        """) == [
          "Holding LLC Plant JSC 51.5 2019-01-01 2023-03-31 read off its report",
          "Somebody Plant JSC - - - beneficial owner",
        ])
  }

  @Test func `Both ends are known by identity, and nobody plays a part in a record`() async throws {
    let folder = try await TestCase()
    try folder.write("owners.csv", Self.rows)
    try await folder.take(Self.yaml)
    #expect(
      try await folder.texts(
        """
        SELECT a.name || ' ' || coalesce(a.number_kind || ' ' || a.number, '-') || ' > ' || b.name
        FROM ownership o JOIN identity a ON a.identity = o.owner_identity JOIN identity b ON b.identity = o.owned_identity
        ORDER BY "row"
        """) == ["Holding LLC INN 7707083893 > Plant JSC", "Somebody - > Plant JSC"])
    #expect(try await folder.number("SELECT count(*) FROM mention") == 0)
    try await folder.take("[]")
    #expect(try await folder.number("SELECT count(*) FROM ownership") == 0)
    #expect(try await folder.number("SELECT count(*) FROM identity") == 0)
  }
}
