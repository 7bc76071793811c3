// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing
import Trade
import Warehouse

@testable import Intake

struct ListingTests {
  private func sdn(_ entries: [(Int, String)]) -> String {
    entries.map { "\($0.0),\"\($0.1)\",-0- ,\"TEST\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n" }.joined() + "\u{1A}"
  }

  @Test func `Snapshots bound the days of listing and delisting, also of an entry that comes back`() async throws {
    let folder = try await TestCase()
    // 1 stays, 2 comes, 3 goes, 4 goes and comes back.
    try folder.write("2020.csv", sdn([(1, "A"), (3, "C"), (4, "D")]))
    try folder.write("2021.csv", sdn([(1, "A"), (2, "B")]))
    try folder.write("2022.csv", sdn([(1, "A"), (2, "B"), (4, "D")]))
    func source(_ year: Int) -> String {
      "- {id: y\(year), path: \(year).csv, profile: ofac-sdn, as-of: \(year)-01-01}\n"
    }
    let dates: @Sendable (String) async throws -> [String?] = { [folder] entry in
      try await folder.texts(
        """
        SELECT source || ': ' || coalesce(CAST(listed_from AS VARCHAR), '?') || ' ' || coalesce(CAST(listed_by AS VARCHAR), '?')
          || ' to ' || coalesce(CAST(delisted_from AS VARCHAR), '-') || ' ' || coalesce(CAST(delisted_by AS VARCHAR), '-')
        FROM listing WHERE entry = \(entry) ORDER BY source
        """)
    }
    // The order of the case is not that of the days.
    let ledger = try await folder.take(source(2022) + source(2020) + source(2021))
    #expect(ledger.map(\.read) == [3, 3, 2] && ledger.allSatisfy(\.addsUp))
    #expect(
      try await dates("1") == [
        "y2020: ? 2020-01-01 to - -", "y2021: ? 2020-01-01 to - -", "y2022: ? 2020-01-01 to - -",
      ])
    #expect(try await dates("2") == ["y2021: 2020-01-01 2021-01-01 to - -", "y2022: 2020-01-01 2021-01-01 to - -"])
    #expect(try await dates("3") == ["y2020: ? 2020-01-01 to 2020-01-01 2021-01-01"])
    #expect(
      try await dates("4") == [
        "y2020: ? 2020-01-01 to 2020-01-01 2021-01-01", "y2022: 2021-01-01 2022-01-01 to - -",
      ])
    // Without the snapshot in between, less is known.
    try await folder.take(source(2022) + source(2020))
    #expect(try await dates("2") == ["y2022: 2020-01-01 2022-01-01 to - -"])
    #expect(try await dates("4").count == 2)
    #expect(try await dates("4").first == "y2020: ? 2020-01-01 to - -")
  }

  @Test func `Rows of a list that can't be read are rejected, and nulls of OFAC are nulls`() async throws {
    let folder = try await TestCase()
    try folder.write(
      "sdn.csv",
      sdn([(1, "A")]).replacing(
        "\u{1A}",
        with: "x,\"B\"" + String(repeating: ",-0- ", count: 10) + "\r\n2,\"C\",robot"
          + String(repeating: ",-0- ", count: 9) + "\r\n3,short\r\n4" + String(repeating: ",-0- ", count: 11)))
    let ledger = try await folder.take("- {id: s, path: sdn.csv, profile: ofac-sdn, as-of: 2022-01-01}")
    #expect(ledger[0].read == 5 && ledger[0].accepted == 1 && ledger[0].addsUp)
    #expect(
      try await folder.texts(
        "SELECT \"row\" || ' ' || reason || ' ' || coalesce(column_name, '-') FROM rejection ORDER BY \"row\"")
        == ["2 number ent_num", "3 kind SDN_Type", "4 cells -", "5 empty-cell SDN_Name"])
    #expect(try await folder.number("SELECT count(*) FROM listing WHERE reason IS NULL AND program = 'TEST'") == 1)
  }

  @Test func `The Journal's own days are believed, and its annexes are lists of their own`() async throws {
    let header =
      "celex,recordId,programKey,annex,measure,startDate,reason,schema,name,alias,weakAlias,previousName,country,nationality,"
      + "jurisdiction,birthDate,registrationNumber,taxNumber,idNumber,innCode,ogrnCode,leiCode,imoNumber,flag,address\n"
    let folder = try await TestCase()
    try folder.write(
      "eu.csv",
      header
        + "32014R0833,7,EU-RUS,IV,Export control,16.12.2022,,LegalEntity,Maker,Изготовитель; Mkr,,Old,,,,,91440300769188559R (USCC),,,,,,,,\"Shenzhen, China\"\n"
        + "32014R0833,,EU-RUS,IV,Export control,2022,,LegalEntity,No number,,,,,,,,,,,,,,,,\n"
        + "32014R0833,,EU-RUS,IV,Export control,,,LegalEntity,No number,,,,,,,,,,,,,,,,\n"
        + "32014R0833,9,EU-RUS,XLII,Transportation restrictions,soon,,Vessel,Ship,,,,,,,,,,,,,,9256066,,\n"
        + "32014R0833,8,EU-RUS,I,Asset freeze,1.3.2022,,Person,Somebody,,,,,Russian,,1.1.1970,,500100732259,,,,,,,\"Moscow, Russia\"\n"
    )
    let ledger = try await folder.take("- {id: eu, path: eu.csv, profile: eu-journal, as-of: 2024-01-01}")
    #expect(ledger[0].accepted == 4 && ledger[0].rejections == [LedgerEntry.Rejection(reason: "period", count: 1)])
    #expect(
      try await folder.texts(
        """
        SELECT list || ' ' || entry || ' ' || coalesce(country, '?') || ' ' || coalesce(CAST(listed_from AS VARCHAR), '?') || ' '
          || CAST(listed_by AS VARCHAR) FROM listing ORDER BY "row"
        """) == [
          "eu-833-2014-IV 7 CHN 2022-12-16 2022-12-16", "eu-833-2014-IV No number ? 2022-01-01 2022-12-31",
          "eu-833-2014-IV No number (2) ? ? 2024-01-01", "eu-833-2014-I 8 RUS 2022-03-01 2022-03-01",
        ])
    #expect(
      try await folder.texts("SELECT kind || ' ' || name FROM listing_name WHERE entry = '7' ORDER BY 1") == [
        "alias Mkr", "alias Изготовитель", "former Old", "primary Maker",
      ])
    // Numbers and addresses of natural persons stay in the file.
    #expect(try await folder.texts("SELECT kind || ' ' || number FROM listing_number") == ["USCC 91440300769188559R"])
    #expect(try await folder.texts("SELECT country FROM listing_address") == ["CHN"])
  }
}
