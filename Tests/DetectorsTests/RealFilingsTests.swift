// SPDX-License-Identifier: Apache-2.0

import Testing
import Trade
import Warehouse

@testable import Detectors

@Suite(.enabled(if: RealFilings.isThere, "The declarations of ../shared/data are not here."))
struct RealFilingsTests {
  @Test func `Goods of concern are as many as the reader labelled`() async throws {
    let engine = try await RealFilings.engine()
    let found = try await findings("goods-of-concern", at: RealFilings.desk(engine))
    let labelled = try await engine.table(
      """
      SELECT r.goods, count(DISTINCT r."row") AS n FROM goods_record AS r JOIN goods AS g ON g.goods = r.goods
      WHERE g.class <> 'no-concern' GROUP BY r.goods ORDER BY r.goods
      """)
    let counts = Dictionary(uniqueKeysWithValues: zip(try labelled.texts("goods"), try labelled.integers("n")))
    #expect(found.count == counts.count && found.count >= 5)
    for finding in found { #expect(finding.value("records").map { Int($0) } == counts[finding.goods[0]]) }
    let drones = try #require(found.first { $0.goods == ["drone"] })
    #expect(drones.parties.contains("iFlight Innovation Technology Limited"))
    #expect(drones.text.hasPrefix("1 filing registers drone (dual use), 15 May 2023. Buyers: 1. Makers and sellers: 1."))
    #expect(drones.figure("quantity")?.value == nil)
  }

  @Test func `A statement is set against a real filing`() async throws {
    let day = try #require(Day("2023-01-01"))
    let statement = Statement(
      id: "none", who: "A maker", when: Period(day: day), says: "None of our goods go there.", publisher: nil,
      implies: .init(parties: ["iFlight"], roles: [.manufacturer], goods: ["drone"], destinations: ["RUS"], from: day, to: nil),
      address: RecordAddress(source: "statements", sha256: "cafe", row: 1))
    let desk = try RealFilings.desk(try await RealFilings.engine(), statements: [statement])
    let finding = try #require(try await findings("statement-contradicted", at: desk).first)
    #expect(finding.value("records") == 1)
    #expect(finding.parties == ["iFlight Innovation Technology Limited"])
    #expect(finding.period == Period("2023-05-15"))
  }

  @Test func `Ages are counted from a real register`() async throws {
    let engine = try await RealFilings.engine()
    try await RealFilings.register(engine)
    let found = try await findings("young-importer", at: RealFilings.desk(engine), ["goods": "any"])
    let ages = found.map { [$0.parties[0].split(separator: "\"").last.map(String.init) ?? "", Wording.number($0.value("age at filing") ?? -1)] }
    // Registered on 30 March 2023 and 5 September 2022, filed on 23 and 19 May 2023.
    #expect(ages == [["ПАРУС", "1"], ["ПРОГРЕСС", "8"]])
    #expect(try await findings("young-importer", at: RealFilings.desk(engine), ["goods": "any", "months": "8"]).count == 1)
  }

  @Test func `A maker on a real list is judged on the date of its record`() async throws {
    let engine = try await RealFilings.engine()
    try await RealFilings.screen(engine)
    let found = try await findings("listed-party", at: RealFilings.desk(engine, asOf: "2024-12-31"))
    let finding = try #require(found.first { $0.parties == ["NINGBO BLIN MACHINERY CO., LTD"] })
    #expect(finding.value("records before listing") == 1)
    #expect(finding.text.contains("Listed on 17 December 2024."))
    #expect(try await findings("listed-party", at: RealFilings.desk(engine)).isEmpty)
  }

  @Test func `Makers and ranges of ten days of filings raise no alarm`() async throws {
    let desk = try RealFilings.desk(try await RealFilings.engine())
    #expect(try await findings("direct-and-indirect-supply", at: desk).isEmpty)
    #expect(try await findings("product-range-jump", at: desk).isEmpty)
    // "Gigant" is a brand of tools and, in Cyrillic, the name of two farms; "Glory" a food brand and part of a machine
    // builder's name. No record names both.
    let any = try await findings("direct-and-indirect-supply", at: desk, ["goods": "any"])
    #expect(!any.contains { $0.parties.contains("Gigant") || $0.parties.contains("GLORY") })
  }

  @Test func `Whoever enters filings for many applicants is counted as a direct query counts`() async throws {
    let engine = try await RealFilings.engine()
    try await RealFilings.addCreators(engine)
    let options = ["goods": "any", "limit": "100000", "clients": "15"]
    let found = try await findings("permit-agent", at: RealFilings.desk(engine), options)
    let direct = try await engine.table(
      """
      SELECT creator_inn, count(DISTINCT trim(applicant)) AS clients, count(*) AS entered FROM raw
      WHERE coalesce(creator_inn, '') <> '' AND coalesce(trim(applicant), '') <> '' GROUP BY creator_inn
      HAVING count(DISTINCT trim(applicant)) >= 15 ORDER BY creator_inn
      """)
    let agents = try direct.texts("creator_inn").compactMap(\.self)
    #expect(agents.count > 5)
    for (row, agent) in agents.enumerated() {
      let finding = try #require(found.first { $0.parties == [agent] }, "\(agent)")
      #expect(finding.value("applicants that it enters filings for").map { Int($0) } == (try direct.integers("clients")[row]))
    }
  }

  @Test func `An item said to be found meets the one filing of its maker`() async throws {
    let engine = try await RealFilings.engine()
    let maker = "iFlight Innovation Technology Limited"
    // The sighting is the test's own; the filing is the registry's.
    try await engine.execute(
      """
      INSERT INTO record (source, "row", part, grade, period_from, period_to, span, indicator, origin, destination, model)
      VALUES ('found', 1, 0, 'sighting', DATE '2023-06-01', DATE '2023-06-30', 'M', 'trade', 'CHN', 'UKR', 'XL10 V6')
      """)
    try await engine.execute("INSERT INTO source (source, sha256, grade) VALUES ('found', 'beef', 'sighting')")
    try await engine.execute("INSERT INTO mention VALUES ('found', 1, 'manufacturer', \(maker))")
    let found = try await findings("battlefield-link", at: RealFilings.desk(engine))
    #expect(found.map(\.id) == ["battlefield-link:maker:\(maker)"])
    let direct = try await engine.table("SELECT count(*) AS n FROM raw WHERE manufacturer = \(maker) OR trademark = \(maker)")
    #expect(found.first?.value("records").map { Int($0) } == (try direct.integers("n")[0]))
    #expect(found.first?.value("sightings") == 1)
  }
}
