// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestData
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

  @Test func `Entities come in an array as well, and those inside of others count with them`() async throws {
    let (folder, entry) = try await take(
      "ftm",
      """
      {"total": 2, "results": [
        {"id": "c", "schema": "Company", "caption": "Example Plant", "target": true, "properties": {"name": ["Example Plant"],
          "jurisdiction": ["ru"], "sanctions": [
            {"id": "s1", "schema": "Sanction", "properties": {"entity": ["c"], "authority": ["OFAC"], "startDate": ["2022-02-24"]}},
            {"id": "s2", "schema": "Sanction", "properties": {"entity": ["c"], "authority": ["EU"], "startDate": ["2023-06-23"]}}],
          "ownershipAsset": [{"id": "o1", "schema": "Ownership", "properties": {"asset": ["c"], "percentage": ["51"],
            "owner": [{"id": "p", "schema": "Person", "properties": {"name": ["Ivan Example"]}}]}}]}},
        {"id": "d", "schema": "Company", "caption": "Other Plant", "properties": {"name": ["Other Plant"],
          "directorshipOrganization": [{"id": "d1", "schema": "Directorship", "properties": {"organization": ["d"], "director": ["gone"]}}]}}
      ]}
      """)
    #expect(entry.read == 2 && entry.accepted == 2)
    #expect(
      try await entries(folder) == [
        "ftm s1 organisation Example Plant RUS 2022-02-24 ?", "ftm s2 organisation Example Plant RUS 2023-06-23 ?",
      ])
    #expect(
      try await folder.texts("SELECT owner_name || ' > ' || owned_name || ' ' || CAST(share AS VARCHAR) FROM ownership")
        == ["Ivan Example > Example Plant 51.0"])
    #expect(entry.notes.contains { $0.text.contains("a Directorship inside of an entity was left out") && $0.count == 1 })
  }

  @Test func `OFAC's advanced XML is brought together to one entry a party, with its days`() async throws {
    let (folder, entry) = try await take("ofac-advanced", Self.advanced)
    #expect(entry.read == 3 && entry.accepted == 2 && entry.excluded == 1)
    #expect(
      try await entries(folder) == [
        "ofac-sdn 101 organisation EXAMPLE WORKS RUS 2022-02-24 ?", "ofac-sdn 102 person EXAMPLE, Ivan Petrovich BLR 2023-05-01 ?",
      ])
    #expect(
      try await names(folder) == [
        "101 alias ПРИМЕР ЗАВОД", "101 former OLD WORKS", "101 primary EXAMPLE WORKS", "101 weak EW",
        "102 primary EXAMPLE, Ivan Petrovich",
      ])
    #expect(try await folder.texts("SELECT program FROM listing ORDER BY \"row\"") == ["RUSSIA-EO14024; UKRAINE-EO13662", "BELARUS"])
    #expect(try await folder.texts("SELECT kind || ' ' || number FROM listing_number") == ["INN 7707083893"])
    #expect(try await folder.texts("SELECT address || ' ' || country FROM listing_address") == ["1 Plant Road, Moscow, Russia RUS"])
    #expect(try await folder.texts("SELECT reason FROM listing ORDER BY \"row\" LIMIT 1") == ["SDN List; a remark"])
    let cut = String(Self.advanced[..<(try #require(Self.advanced.range(of: "<SanctionsEntry ID=\"9002\""))).lowerBound])
    let (_, broken) = try await take("ofac-advanced", cut)
    #expect(broken.accepted == 1 && broken.rejections.map { "\($0.reason) \($0.count)" } == ["cut-off 1", "entity 2"])
  }

  private static let advanced = """
    <?xml version="1.0" encoding="utf-8"?>
    <Sanctions xmlns="https://example.org/advanced"><DateOfIssue CalendarTypeID="1"><Year>2024</Year><Month>5</Month><Day>1</Day></DateOfIssue>
    <ReferenceValueSets>
      <AliasTypeValues><AliasType ID="1">A.K.A.</AliasType><AliasType ID="2">F.K.A.</AliasType><AliasType ID="3">Name</AliasType></AliasTypeValues>
      <CountryValues><Country ID="7" ISO2="RU">Russia</Country><Country ID="8" ISO2="BY">Belarus</Country></CountryValues>
      <EntryEventTypeValues><EntryEventType ID="1">Created</EntryEventType><EntryEventType ID="2">Modified</EntryEventType></EntryEventTypeValues>
      <FeatureTypeValues><FeatureType ID="25">Location</FeatureType><FeatureType ID="10">Nationality Country</FeatureType></FeatureTypeValues>
      <IDRegDocTypeValues><IDRegDocType ID="4">Tax ID No.</IDRegDocType><IDRegDocType ID="5">Passport</IDRegDocType></IDRegDocTypeValues>
      <ListValues><List ID="1550">SDN List</List></ListValues>
      <LocPartTypeValues><LocPartType ID="51">ADDRESS1</LocPartType><LocPartType ID="54">CITY</LocPartType></LocPartTypeValues>
      <NamePartTypeValues><NamePartType ID="20">Last Name</NamePartType><NamePartType ID="21">First Name</NamePartType><NamePartType ID="25">Entity Name</NamePartType></NamePartTypeValues>
      <PartySubTypeValues><PartySubType ID="3" PartyTypeID="2">Unknown</PartySubType><PartySubType ID="4" PartyTypeID="1">Unknown</PartySubType></PartySubTypeValues>
      <PartyTypeValues><PartyType ID="1">Individual</PartyType><PartyType ID="2">Entity</PartyType></PartyTypeValues>
      <SanctionsTypeValues><SanctionsType ID="1">Program</SanctionsType><SanctionsType ID="2">Block</SanctionsType></SanctionsTypeValues>
    </ReferenceValueSets>
    <Locations>
      <Location ID="500"><LocationCountry CountryID="7"/><LocationPart LocPartTypeID="54"><LocationPartValue Primary="true"><Comment/><Value>Moscow</Value></LocationPartValue></LocationPart><LocationPart LocPartTypeID="51"><LocationPartValue Primary="true"><Value>1 Plant Road</Value></LocationPartValue></LocationPart></Location>
      <Location ID="501"><LocationCountry CountryID="8"/></Location>
    </Locations>
    <IDRegDocuments>
      <IDRegDocument ID="1" IDRegDocTypeID="4" IdentityID="901" IssuedBy-CountryID="7"><Comment/><IDRegistrationNo>7707083893</IDRegistrationNo></IDRegDocument>
      <IDRegDocument ID="2" IDRegDocTypeID="5" IdentityID="902"><IDRegistrationNo>MP1234567</IDRegistrationNo></IDRegDocument>
    </IDRegDocuments>
    <DistinctParties>
      <DistinctParty FixedRef="101"><Comment>a remark</Comment><Profile ID="201" PartySubTypeID="3"><Identity ID="901" FixedRef="101" Primary="true" False="false">
        <Alias FixedRef="101" AliasTypeID="2" Primary="false" LowQuality="false"><DocumentedName ID="1"><DocumentedNamePart><NamePartValue NamePartGroupID="71">OLD WORKS</NamePartValue></DocumentedNamePart></DocumentedName></Alias>
        <Alias FixedRef="101" AliasTypeID="3" Primary="true" LowQuality="false"><DocumentedName ID="2"><DocumentedNamePart><NamePartValue NamePartGroupID="71">EXAMPLE WORKS</NamePartValue></DocumentedNamePart></DocumentedName><DocumentedName ID="3"><DocumentedNamePart><NamePartValue NamePartGroupID="71">ПРИМЕР ЗАВОД</NamePartValue></DocumentedNamePart></DocumentedName></Alias>
        <Alias FixedRef="101" AliasTypeID="1" Primary="false" LowQuality="true"><DocumentedName ID="4"><DocumentedNamePart><NamePartValue NamePartGroupID="71">EW</NamePartValue></DocumentedNamePart></DocumentedName></Alias>
        <NamePartGroups><MasterNamePartGroup><NamePartGroup ID="71" NamePartTypeID="25"/></MasterNamePartGroup></NamePartGroups></Identity>
        <Feature ID="1" FeatureTypeID="25"><FeatureVersion ID="1"><Comment/><VersionLocation LocationID="500"/></FeatureVersion></Feature></Profile></DistinctParty>
      <DistinctParty FixedRef="102"><Comment/><Profile ID="202" PartySubTypeID="4"><Identity ID="902" FixedRef="102" Primary="true" False="false">
        <Alias FixedRef="102" AliasTypeID="3" Primary="true" LowQuality="false"><DocumentedName ID="5"><DocumentedNamePart><NamePartValue NamePartGroupID="73">Ivan Petrovich</NamePartValue></DocumentedNamePart><DocumentedNamePart><NamePartValue NamePartGroupID="72">EXAMPLE</NamePartValue></DocumentedNamePart></DocumentedName></Alias>
        <NamePartGroups><MasterNamePartGroup><NamePartGroup ID="72" NamePartTypeID="20"/></MasterNamePartGroup><MasterNamePartGroup><NamePartGroup ID="73" NamePartTypeID="21"/></MasterNamePartGroup></NamePartGroups></Identity>
        <Feature ID="2" FeatureTypeID="10"><FeatureVersion ID="2"><VersionLocation LocationID="501"/></FeatureVersion></Feature></Profile></DistinctParty>
      <DistinctParty FixedRef="103"><Comment/><Profile ID="203" PartySubTypeID="3"><Identity ID="903" FixedRef="103" Primary="true" False="false">
        <Alias FixedRef="103" AliasTypeID="3" Primary="true" LowQuality="false"><DocumentedName ID="6"><DocumentedNamePart><NamePartValue NamePartGroupID="74">NOT LISTED</NamePartValue></DocumentedNamePart></DocumentedName></Alias></Identity></Profile></DistinctParty>
    </DistinctParties>
    <SanctionsEntries>
      <SanctionsEntry ID="9001" ProfileID="201" ListID="1550"><EntryEvent ID="1" EntryEventTypeID="2"><Date><Year>2020</Year><Month>1</Month><Day>1</Day></Date></EntryEvent><EntryEvent ID="2" EntryEventTypeID="1"><Comment/><Date CalendarTypeID="1"><Year>2022</Year><Month>2</Month><Day>24</Day></Date></EntryEvent>
        <SanctionsMeasure ID="1" SanctionsTypeID="2"><Comment/></SanctionsMeasure><SanctionsMeasure ID="2" SanctionsTypeID="1"><Comment>RUSSIA-EO14024</Comment></SanctionsMeasure><SanctionsMeasure ID="3" SanctionsTypeID="1"><Comment>UKRAINE-EO13662</Comment></SanctionsMeasure></SanctionsEntry>
      <SanctionsEntry ID="9002" ProfileID="202" ListID="1550"><EntryEvent ID="3" EntryEventTypeID="1"><Date><Year>2023</Year><Month>5</Month><Day>1</Day></Date></EntryEvent><SanctionsMeasure ID="4" SanctionsTypeID="1"><Comment>BELARUS</Comment></SanctionsMeasure></SanctionsEntry>
    </SanctionsEntries></Sanctions>
    """

  @Test(.enabled(if: SharedData.isThere, Comment(rawValue: SharedData.absent)))
  func `Real lists come in without a rejection`() async throws {
    let folder = try await TestCase()
    func path(_ name: String) -> String { SharedData.file(name) }
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
