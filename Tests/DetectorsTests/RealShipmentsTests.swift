// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing
import Trade
import Warehouse

@testable import Detectors

/// Expected figures were worked out apart from the program, with pandas and statsmodels on the same workbooks.
struct RealShipmentsTests {
  private static let names = RealShipments.Columns(buyer: "BUYER_NAME_EN", seller: "EXPORTER_NAME_EN", value: "TOTALVALUE")

  @Test(.enabled(if: RealShipments.isThere(RealShipments.russia), "The workbooks of ../shared/data are not here."))
  func `Buyers of 23 months of shipments that came back are those of a direct computation`() async throws {
    let planted = try await RealShipments.planted(RealShipments.russia, Self.names)
    let found = try await findings(
      "dormant-importer", at: planted.desk(asOf: "2025-04-30"), ["goods": "any", "since": "2024-09-01", "silence": "6"])
    let silences = Dictionary(uniqueKeysWithValues: found.map { ($0.parties[0], $0.value("months of silence")) })
    #expect(silences == ["BILD INVEST LLC": 16, "LLC SOUTHERN TRADING COMPANY": 10, "IR TRANS SERVICE LIMITED": 15, "OOO MAZZAI NAV": 8])
    // Twelve buyers had a habit before and records since; Benjamini and Hochberg over these gives 0.0009 and 0.0035.
    let texts = Dictionary(uniqueKeysWithValues: found.map { ($0.parties[0], $0.text) })
    for name in ["BILD INVEST LLC", "LLC SOUTHERN TRADING COMPANY"] { #expect(texts[name]?.hasSuffix("is under 0.001.") == true) }
    for name in ["IR TRANS SERVICE LIMITED", "OOO MAZZAI NAV"] { #expect(texts[name]?.hasSuffix("is 0.003.") == true) }
    #expect(found.allSatisfy { $0.figure("months of silence")?.caveats.joined().contains("12 buyers") == true })
  }

  @Test(.enabled(if: RealShipments.isThere(RealShipments.russia), "The workbooks of ../shared/data are not here."))
  func `Two late sellers of steady rhythm are no opportunists, and their rhythm is that of a direct computation`() async throws {
    let planted = try await RealShipments.planted(RealShipments.russia, Self.names)
    let desk = try planted.desk(asOf: "2025-04-30")
    #expect(try await findings("opportunist", at: desk, ["goods": "any", "since": "2024-04-01"]).isEmpty)
    // With every threshold open both are told.
    let open = ["goods": "any", "since": "2024-04-01", "burstiness": "-1", "switching": "0"]
    let found = try await findings("opportunist", at: desk, open)
    #expect(Set(found.map { $0.parties[0] }) == ["JSC KERAMOGRANIT DAGESTAN", "KVINADZE ZURAB ROLANDOVICH"])
    let one = try #require(found.first { $0.parties == ["JSC KERAMOGRANIT DAGESTAN"] })
    #expect(one.evidence.count == 9)
    #expect((try #require(one.value("burstiness")) + 1).magnitude < 1e-9)
    #expect(one.value("months from one with trade to the next") == 1)
    #expect((try #require(one.value("squared variation of what the months hold")) - 0.6956156221).magnitude < 1e-6)
    let other = try #require(found.first { $0.parties == ["KVINADZE ZURAB ROLANDOVICH"] })
    #expect(other.value("burstiness") == nil)
    #expect((try #require(other.value("squared variation of what the months hold")) - 0.4721495).magnitude < 1e-6)
  }

  @Test(.enabled(if: RealShipments.isThere(RealShipments.vietnam), "The workbooks of ../shared/data are not here."))
  func `The largest sellers of a real market lose their part as a direct computation says`() async throws {
    let planted = try await RealShipments.planted(
      RealShipments.vietnam, .init(buyer: "IMPORTER_NAME_EN", seller: "EXPORTER_NAME", value: "TOTALVALUE"))
    try await RealShipments.watch(planted)
    let desk = try planted.desk(asOf: "2025-10-31")
    let found = try await findings("small-sellers", at: desk, ["since": "2025-04-01"])
    #expect(found.map(\.goods) == [["tiles"]])
    let finding = try #require(found.first)
    func expect(_ label: String, _ value: Double, _ tolerance: Double) throws {
      #expect((try #require(finding.value(label), "\(finding.figures.map(\.label))") - value).magnitude < tolerance, "\(label)")
    }
    // Five largest: 42.267 %, then 13.636 %; Herfindahl–Hirschman index 467.96, then 279.13.
    try expect("part of the 5 largest before", 42.267, 0.001)
    try expect("part of the earlier largest since", 13.636, 0.001)
    try expect("Herfindahl–Hirschman index before", 467.96, 0.01)
    try expect("Herfindahl–Hirschman index since", 279.13, 0.01)
    // A month earlier they had lost a fifth at most.
    #expect(try await findings("small-sellers", at: desk, ["since": "2025-02-01"]).isEmpty)
  }

  @Test(.enabled(if: RealShipments.isThere(RealShipments.vietnam), "The workbooks of ../shared/data are not here."))
  func `What the ten largest sellers of a real market would leave is what a direct computation says`() async throws {
    let planted = try await RealShipments.planted(
      RealShipments.vietnam, .init(buyer: "IMPORTER_NAME_EN", seller: "EXPORTER_NAME", value: "TOTALVALUE", destination: "'VNM'"))
    let desk = try planted.desk(asOf: "2025-10-31")
    let finding = try #require(try await findings("seller-removal", at: desk, ["target": "VNM", "goods": "any"]).first)
    // With pandas: 280 sellers, the ten largest have 45.07 % of the value; six of 167 buyers buy from nobody else.
    #expect(finding.value("sellers") == 280)
    #expect((try #require(finding.value("value still served, nobody taking over")) - 54.92706849766008).magnitude < 1e-6)
    #expect((try #require(finding.value("robustness R, by value")) - 0.08036744501513633).magnitude < 1e-9)
    #expect(finding.value("buyers that lose all their sellers") == 6)
    #expect(finding.text.contains("of 167 buyers"))
  }

  @Test(.enabled(if: RealShipments.isThere(RealShipments.colombia), "The workbooks of ../shared/data are not here."))
  func `An exporter to Cuba that later sells elsewhere is found, and nobody else`() async throws {
    let destination: SQL = """
      CASE DESTINATION_COUNTRY WHEN 'CUBA' THEN 'CUB' WHEN 'VENEZUELA, BOLIVARIAN REPUBLIC OF' THEN 'VEN' WHEN 'UNITED STATES' THEN 'USA'
        WHEN 'CHILE' THEN 'CHL' WHEN 'ECUADOR' THEN 'ECU' WHEN 'DOMINICAN REPUBLIC' THEN 'DOM' WHEN 'VIRGIN ISLANDS, UNITED STATES' THEN 'VIR'
        WHEN 'COSTA RICA' THEN 'CRI' END
      """
    let planted = try await RealShipments.planted(
      RealShipments.colombia, .init(buyer: "CAST(NULL AS VARCHAR)", seller: "EXPORTER_NAME", value: "TOTALVALUE", destination: destination))
    let desk = try planted.desk(asOf: "2025-12-31")
    let found = try await findings("earlier-destination", at: desk, ["goods": "any"])
    let name = "COMPAÑIA COLOMBIANA DE CERAMICA S A S"
    #expect(found.map(\.parties) == [[name]])
    let direct = try await planted.engine.table(
      "SELECT count(*) AS n FROM raw WHERE seller = \(name) AND month > DATE '2024-09-01' AND destination IS NOT NULL AND destination <> 'CUB'")
    #expect(found.first?.value("records to the earlier destinations") == 1)
    #expect(found.first?.value("later records to others").map { Int($0) } == (try direct.integers("n")[0]))
    // Venezuela is on no default list. Three exporters of that time sold elsewhere later.
    let venezuela = try await findings("earlier-destination", at: desk, ["goods": "any", "earlier": "VEN"])
    let counts = Dictionary(
      uniqueKeysWithValues: venezuela.map { ($0.parties[0], [$0.value("records to the earlier destinations"), $0.value("later records to others")]) })
    #expect(counts == [name: [1, 14], "C I WAYOUT S A S": [1, 1], "PORCELANIKA GROUP SAS": [5, 2]])
  }

  /// Name and address stand in one cell there, parted by a line's end.
  private static let places = RealShipments.Columns(
    buyer: "split_part(IMPORTER_NAME, '&#10;', 1)", seller: "split_part(SUPPLIER_NAME, '&#10;', 1)", value: "TOTALUSD",
    buyerAddress: "nullif(replace(substr(IMPORTER_NAME, length(split_part(IMPORTER_NAME, '&#10;', 1)) + 1), '&#10;', ' '), '')",
    sellerAddress: "nullif(replace(substr(SUPPLIER_NAME, length(split_part(SUPPLIER_NAME, '&#10;', 1)) + 1), '&#10;', ' '), '')")

  @Test(.enabled(if: RealShipments.isThere(RealShipments.sriLanka), "The workbooks of ../shared/data are not here."))
  func `Importers at one address are the four pairs that a direct comparison finds`() async throws {
    let planted = try await RealShipments.planted(RealShipments.sriLanka, Self.places)
    let found = try await findings("shared-address", at: planted.desk(asOf: "2025-12-31"), ["goods": "any"])
    let pairs = Set(found.map { Set($0.parties) })
    let expected: Set<Set<String>> = [
      ["ONE 2 ONE (PVT) LTD", "S M I POINT (PRIVATE) LIMITED"], ["SENSATIONAL TRADING LANKA (PVT) LTD", "ORBITO CEYLON PVT LTD"],
      ["D R INDUSTRIES PVT LTD", "DAMRO LEISURE (PRIVATE) LIMITED"], ["MEGA TILE (PVT) LIMITED", "TILE.LK (PVT) LTD"],
    ]
    #expect(pairs == expected)
  }

  private static let addresses = "lists/ofac/add_202606.csv.gz"
  private static let entries = "lists/ofac/sdn_20240503.csv.gz"

  @Test(
    .enabled(
      if: RealShipments.isThere(RealShipments.sriLanka) && RealTrade.isThere(addresses) && RealTrade.isThere(entries),
      "The lists and workbooks of ../shared/data are not here."))
  func `Of the suppliers of a real market none is at an address of the United States' list, but one that is put there is found`() async throws {
    let planted = try await RealShipments.planted(RealShipments.sriLanka, Self.places)
    let engine = planted.engine
    let (places, names) = (RealFilings.file(Self.addresses).path, RealFilings.file(Self.entries).path)
    try await engine.execute(
      """
      INSERT INTO listing (source, "row", list, entry, kind, name, listed_from, listed_by)
      SELECT 'sdn', row_number() OVER (), 'ofac-sdn', entry, 'organisation', name, DATE '2000-01-01', DATE '2000-01-01'
      FROM read_csv(\(names), all_varchar = true, header = false, names = ['entry', 'name', 'kind', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'],
        quote = '"', strict_mode = false, ignore_errors = true)
      WHERE trim(kind) NOT IN ('individual', 'vessel', 'aircraft')
      """)
    try await engine.execute(
      """
      INSERT INTO listing_address (source, "row", list, entry, address)
      SELECT 'add', row_number() OVER (), 'ofac-sdn', entry, concat_ws(', ', nullif(trim(street), '-0-'), nullif(trim(city), '-0-'), nullif(trim(land), '-0-'))
      FROM read_csv(\(places), all_varchar = true, header = false, names = ['entry', 'number', 'street', 'city', 'land', 'remark'],
        quote = '"', strict_mode = false, ignore_errors = true)
      WHERE street IS NOT NULL
      """)
    let lists = try await engine.table("SELECT count(*) AS n FROM listing_address AS a JOIN listing AS l ON l.entry = a.entry")
    #expect((try lists.integers("n")[0] ?? 0) > 5000)
    #expect(try await findings("address-of-listed", at: planted.desk(asOf: "2025-12-31")).isEmpty)

    // The address of one entry, with its parts the other way round, given to a supplier of the workbook.
    let chosen = try await engine.table(
      """
      SELECT a.entry, l.name, a.address FROM listing_address AS a JOIN listing AS l ON l.entry = a.entry
      WHERE regexp_matches(a.address, '^[0-9]+ [A-Za-z]+ [A-Za-z]+, [A-Za-z]+ [A-Za-z]+, [A-Za-z]+$')
      ORDER BY CAST(a.entry AS BIGINT), a.address LIMIT 1
      """)
    let (address, entry) = (try #require(chosen.texts("address")[0]), try #require(chosen.texts("name")[0]))
    let turned = address.split(separator: ", ").reversed().joined(separator: ", ")
    let somebody = try #require(try await engine.table("SELECT min(seller) AS name FROM raw").texts("name")[0])
    try await engine.execute("UPDATE identity SET address = \(turned) WHERE name = \(somebody)")
    let found = try await findings("address-of-listed", at: planted.desk(asOf: "2025-12-31"))
    #expect(found.map(\.parties) == [[somebody]])
    #expect(found.first?.text.contains(entry) == true)
  }
}
