// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing
import Trade
import Warehouse

@testable import Intake

struct ListProfilesTests {
  private func take(_ profile: String, _ text: String, more: String = "") async throws -> (TestCase, LedgerEntry) {
    let folder = try await TestCase()
    try folder.write("a.csv", text)
    let ledger = try await folder.take("- {id: s, path: a.csv, profile: \(profile), as-of: 2024-05-01\(more)}")
    #expect(ledger[0].addsUp)
    return (folder, ledger[0])
  }

  private func entries(_ folder: TestCase) async throws -> [String?] {
    try await folder.texts(
      """
      SELECT list || ' ' || entry || ' ' || kind || ' ' || name || ' ' || coalesce(country, '?') || ' '
        || coalesce(CAST(listed_from AS VARCHAR), '?') || ' ' || coalesce(CAST(delisted_by AS VARCHAR), '?')
      FROM listing ORDER BY "row", entry
      """)
  }

  private func names(_ folder: TestCase) async throws -> [String?] {
    try await folder.texts("SELECT entry || ' ' || kind || ' ' || name FROM listing_name ORDER BY \"row\", kind, name")
  }

  @Test func `Lists of the US keep days of listing and of delisting`() async throws {
    let (defense, _) = try await take(
      "us-1260h",
      "Name,Clean Name,Alias,Previous Name,Parent Name,Note,Start date,End date\nExample Chips (EC)*,Example Chips,EC,Old Chips,,,2022-10-05,2024-01-30\n"
    )
    #expect(
      try await entries(defense) == ["us-1260h Example Chips organisation Example Chips CHN 2022-10-05 2024-01-31"])
    #expect(
      try await names(defense) == [
        "Example Chips alias EC", "Example Chips former Old Chips", "Example Chips primary Example Chips",
      ])
    let (users, entry) = try await take(
      "us-mieu",
      "Type,Name,Alias,Country,Topics,Program,Date,End date,Source URL\nOrganization,Example Bureau,EB,CU,,US-BIS-MIEU,2021-03-16,,\nSpaceship,X,,CU,,,2021-03-16,,\n"
    )
    #expect(try await entries(users) == ["us-mieu Example Bureau organisation Example Bureau CUB 2021-03-16 ?"])
    #expect(entry.rejections.map(\.reason) == ["kind"])
    let (csl, _) = try await take(
      "us-csl",
      """
      _id,source,entity_number,type,programs,name,addresses,start_date,end_date,license_requirement,remarks,alt_names,ids
      abc,Entity List (EL) - Bureau of Industry and Security,,,,Example Drones,"1 Road, Shenzhen, CN",2023-11-17,,For all items,,Example UAV; ED,
      """)
    #expect(try await entries(csl) == ["us-el abc unknown Example Drones CHN 2023-11-17 ?"])
  }

  @Test func `Rows of one entry come together in the lists of the EU and the UK`() async throws {
    let (eu, _) = try await take(
      "eu-consolidated",
      """
      Entity_LogicalId;Entity_SubjectType;Entity_Regulation_Programme;Entity_Regulation_PublicationDate;Entity_Remark;NameAlias_WholeName;Address_Street;Address_City;Address_CountryIso2Code;Identification_Number
      13;E;UKR;2022-02-25;;Example Works;;;;
      13;E;UKR;2022-02-25;;Пример Завод;;;;
      13;E;UKR;2022-02-25;;;1 Street;Moscow;RU;
      13;E;UKR;2022-02-25;;;;;;7707083893
      """, more: ", options: {delimiter: \";\"}")
    #expect(try await entries(eu) == ["eu-consolidated 13 organisation Example Works ? 2022-02-25 ?"])
    #expect(try await names(eu) == ["13 primary Example Works", "13 alias Пример Завод"])
    #expect(try await eu.texts("SELECT kind || ' ' || number FROM listing_number") == ["INN 7707083893"])
    #expect(try await eu.texts("SELECT country FROM listing_address") == ["RUS"])
    let (uk, _) = try await take(
      "uk-sanctions",
      """
      Unique ID,Name 6,Name 1,Name type,Alias strength,Designation Type,Regime Name,Date Designated,Address Line 1,Address Country
      RUS0001,EXAMPLE WORKS LLC,,Primary name,,Entity,Russia,24/02/2022,1 Street,Russia
      RUS0001,PRIMER ZAVOD,,Alias,,Entity,Russia,24/02/2022,,
      RUS0002,IVANOV,Ivan,Primary Name,,Individual,Russia,01/03/2022,2 Street,Russia
      """)
    #expect(
      try await entries(uk) == [
        "uk-sanctions RUS0001 organisation EXAMPLE WORKS LLC RUS 2022-02-24 ?",
        "uk-sanctions RUS0002 person Ivan IVANOV ? 2022-03-01 ?",
      ])
    #expect(try await uk.number("SELECT count(*) FROM listing_address") == 1)
  }

  @Test func `The UN's list is read from its XML, and says where it breaks off`() async throws {
    let text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>IVAN</FIRST_NAME><SECOND_NAME>EXAMPLE</SECOND_NAME>
      <UN_LIST_TYPE>DRC</UN_LIST_TYPE><REFERENCE_NUMBER>CDi.900</REFERENCE_NUMBER><LISTED_ON>2012-12-31</LISTED_ON>
      <NATIONALITY><VALUE>Rwanda</VALUE></NATIONALITY></INDIVIDUAL></INDIVIDUALS>
      <ENTITIES><ENTITY><DATAID>2</DATAID><FIRST_NAME>EXAMPLE &amp; SONS</FIRST_NAME><UN_LIST_TYPE>DPRK</UN_LIST_TYPE>
      <REFERENCE_NUMBER>KPe.900</REFERENCE_NUMBER><LISTED_ON>2016-03-02</LISTED_ON>
      <ENTITY_ALIAS><QUALITY>a.k.a.</QUALITY><ALIAS_NAME>E and S</ALIAS_NAME></ENTITY_ALIAS>
      <ENTITY_ADDRESS><CITY>Pyongyang</CITY><COUNTRY>Democratic People's Republic of Korea</COUNTRY></ENTITY_ADDRESS></ENTITY>
      """
    let (whole, entry) = try await take("un-consolidated", text + "</ENTITIES></CONSOLIDATED_LIST>")
    #expect(entry.read == 2 && entry.accepted == 2)
    #expect(
      try await entries(whole) == [
        "un-consolidated CDi.900 person IVAN EXAMPLE RWA 2012-12-31 ?",
        "un-consolidated KPe.900 organisation EXAMPLE & SONS PRK 2016-03-02 ?",
      ])
    #expect(
      try await names(whole) == [
        "CDi.900 primary IVAN EXAMPLE", "KPe.900 alias E and S", "KPe.900 primary EXAMPLE & SONS",
      ])
    let (_, cut) = try await take("un-consolidated", text + "<ENTITY><FIRST_NAME>X")
    #expect(cut.rejections.map(\.reason) == ["cut-off"] && cut.accepted == 2)
  }

  @Test func `Entities give listings and edges, and an edge to nobody is told`() async throws {
    let (folder, entry) = try await take(
      "ftm",
      """
      {"id":"o1","schema":"Ownership","properties":{"owner":["p"],"asset":["c"],"percentage":["51"],"startDate":["2019"],"endDate":["2023-05-01"]}}
      {"id":"c","schema":"Company","caption":"Example Plant","target":true,"properties":{"name":["Example Plant","Пример"],"innCode":["7707083893"],"jurisdiction":["ru"]}}
      {"id":"p","schema":"Person","caption":"Ivan Example","target":false,"properties":{"name":["Ivan Example"],"innCode":["500100732259"]}}
      {"id":"s1","schema":"Sanction","properties":{"entity":["c"],"authority":["OFAC"],"startDate":["2022-02-24"],"endDate":["2033-01-01"]}}
      {"id":"d1","schema":"Directorship","properties":{"director":["p"],"organization":["c"],"role":["head"]}}
      {"id":"o2","schema":"Ownership","properties":{"owner":["nobody"],"asset":["c"]}}
      {"id":"a","schema":"Address","properties":{"full":["Moscow"]}}
      no json
      """)
    #expect(entry.read == 8 && entry.accepted == 5 && entry.excluded == 1)
    #expect(entry.rejections.map { "\($0.reason) \($0.count)" } == ["entity 2"])
    #expect(try await entries(folder) == ["ftm s1 organisation Example Plant RUS 2022-02-24 ?"])
    #expect(
      try await folder.texts(
        """
        SELECT owner_name || ' > ' || owned_name || ' ' || coalesce(CAST(share AS VARCHAR), '?') || ' '
          || coalesce(CAST(start_date AS VARCHAR), '?') || ' ' || coalesce(CAST(end_date AS VARCHAR), '?')
        FROM ownership ORDER BY "row"
        """) == ["Ivan Example > Example Plant 51.0 2019-01-01 2023-05-01", "Ivan Example > Example Plant ? ? ?"])
    #expect(
      try await folder.texts(
        "SELECT i.name || ' ' || coalesce(i.number, '-') FROM ownership o JOIN identity i ON i.identity = o.owned_identity"
      )
        == ["Example Plant 7707083893", "Example Plant 7707083893"])
  }

  @Test(.enabled(if: SharedData.isThere, Comment(rawValue: SharedData.absent)))
  func `Real lists come in without a rejection`() async throws {
    let folder = try await TestCase()
    func path(_ name: String) -> String { SharedData.root.appendingPathComponent(name).path }
    let ledger = try await folder.take(
      """
      - {id: mieu, profile: us-mieu, path: "\(path("lists/us/us_bis_mieu.csv"))"}
      - {id: dod, profile: us-1260h, path: "\(path("lists/us/us_dod_chinese_milcorps.csv"))"}
      - {id: un, profile: un-consolidated, path: "\(path("lists/un/un_consolidated_2025-11.xml.gz"))"}
      - {id: ua, profile: opensanctions-targets, as-of: 2026-03-13, path: "\(path("lists/opensanctions/ua_war_sanctions.targets.simple.csv.gz"))"}
      - {id: zala, profile: ftm, as-of: 2026-04-29, path: "\(path("lists/graph/zala_aero_entities.ftm.json"))"}
      """)
    for entry in ledger { #expect(entry.addsUp && entry.rejected == 0, "\(entry.id) \(entry.rejections)") }
    // Of the file: 14 edges of ownership, 3 of directorship, 11 of whose shares are stated.
    #expect(try await folder.number("SELECT count(*) FROM ownership WHERE source = 'zala'") == 17)
    #expect(try await folder.number("SELECT count(*) FROM listing WHERE source = 'un' AND kind = 'organisation'") > 100)
  }
}
