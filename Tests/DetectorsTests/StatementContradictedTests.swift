// SPDX-License-Identifier: Apache-2.0

import Testing
import Trade

@testable import Detectors

struct StatementContradictedTests {
  private func statement(
    parties: [String] = ["DJI", "SZ DJI"], roles: [PartyRole] = [.manufacturer, .brand], goods: [String] = [], to: [String] = ["RUS"],
    from: String = "2022-04-26", until: String? = nil
  ) throws -> Statement {
    Statement(
      id: "suspension", who: "DJI", when: try #require(Period("2022-04-26")), says: "All business in Russia is suspended.",
      publisher: "company website",
      implies: .init(
        parties: parties, roles: roles, goods: goods, destinations: to, from: try #require(Day(from)),
        to: until.flatMap { Day($0) }),
      address: RecordAddress(source: "statements", sha256: "cafe", row: 1))
  }

  private func drones() async throws -> PlantedCase {
    let planted = try await PlantedCase()
    let maker = "SZ DJI Technology Co., Ltd."
    try await planted.record("2022-03", goods: ["drones"], [.applicant: "Early", .manufacturer: maker])
    try await planted.record("2022-04", goods: ["drones"], [.applicant: "Straddling", .manufacturer: maker])
    try await planted.record("2022-09", goods: ["drones"], [.applicant: "Mekhanika", .manufacturer: maker])
    try await planted.record("2022-11", goods: ["batteries"], [.applicant: "Vodukh", .brand: "DJI", .manufacturer: "Other"])
    try await planted.record("2023-07", goods: ["batteries"], [.applicant: "Vodukh", .manufacturer: maker])
    try await planted.record("2022-10", goods: ["drones"], [.applicant: "DJI Fans Club", .manufacturer: "Autel"])
    try await planted.record("2022-10", goods: ["drones"], to: "KAZ", [.applicant: "Almaty", .manufacturer: maker])
    return planted
  }

  @Test func `Records that a statement rules out are found, with both dates`() async throws {
    let found = try await findings("statement-contradicted", at: drones().desk(statements: [statement()]))
    let finding = try #require(found.first)
    #expect(found.count == 1)
    #expect(finding.value("records") == 3)
    // One more may lie on either side of the day; the figure counts it as possible, the finding leaves it out.
    #expect(finding.figure("records")?.high == 4)
    #expect(finding.figure("records")?.evidence.addresses.map(\.row) == [2, 3, 4, 5])
    #expect(finding.evidence.addresses.filter { $0.source == "filings" }.map(\.row) == [3, 4, 5])
    #expect(finding.evidence.count == 4)
    #expect(finding.evidence.addresses.contains { $0.source == "statements" })
    #expect(finding.grade == .filing)
    #expect(finding.parties == ["DJI", "SZ DJI Technology Co., Ltd."])
    #expect(finding.goods == ["batteries", "drones"])
    #expect(finding.period == Period("2022-09..2023-07"))
    // 0.8 × (0.5 + 0.5 · 3/6)
    #expect(abs(finding.score - 0.6) < 1e-9)
    #expect(
      finding.text == """
        On 26 April 2022, DJI stated (company website): “All business in Russia is suspended.” 3 filings register goods that \
        name SZ DJI Technology Co., Ltd. and DJI to Russia, dated September 2022 to July 2023. Filed or bought by Vodukh and \
        Mekhanika. The statement is taken to hold from 26 April 2022; the latest record is 14 months later. Before that day 1 record is of \
        the same scope. This does not show that the maker sold the goods.
        """)
    #expect(finding.caveats.contains { $0.hasPrefix("1 more record may be dated before or after 26 April 2022") })
    #expect(finding.value("buyers") == 2)
    #expect(finding.value("months from the stated day to the latest record") == 14)
    #expect(finding.figure("records of the same scope before it")?.evidence.addresses.map(\.row) == [1])
    #expect(finding.caveats.contains("Taken as “SZ DJI”: SZ DJI Technology Co., Ltd."))
  }

  @Test func `Goods, destinations, roles and dates limit what is ruled out`() async throws {
    let planted = try await drones()
    func count(_ statement: Statement) async throws -> Double? {
      try await findings("statement-contradicted", at: planted.desk(statements: [statement])).first?.value("records")
    }
    #expect(try await count(statement(goods: ["batteries"])) == 2)
    #expect(try await count(statement(goods: ["battlefield"], to: ["KAZ"])) == 1)
    #expect(try await count(statement(to: [])) == 4)
    #expect(try await count(statement(roles: [.brand])) == 1)
    #expect(try await count(statement(from: "2022-12-01")) == 1)
    #expect(try await count(statement(until: "2022-10-31")) == 1)
    #expect(try await count(statement(parties: ["SZ DJI"])) == 2)
    #expect(try await count(statement(parties: ["p-DJI"])) == 1)
  }

  @Test func `A statement that no record contradicts stays silent`() async throws {
    let planted = try await drones()
    #expect(try await findings("statement-contradicted", at: planted.desk(statements: [statement(parties: ["Parrot"])])).isEmpty)
    #expect(try await findings("statement-contradicted", at: planted.desk(statements: [statement(to: ["BLR"])])).isEmpty)
    #expect(try await findings("statement-contradicted", at: planted.desk(statements: [statement(from: "2023-08-01")])).isEmpty)
    #expect(
      try await findings("statement-contradicted", at: planted.desk(statements: [statement()]), ["minimum-records": "4"]).isEmpty)
  }

  @Test func `Without a statement that implies something there is nothing to look for`() async throws {
    var plain = try statement()
    plain.implies = nil
    let runs = try await DetectorRegistry.run(at: drones().desk(statements: [plain]), only: ["statement-contradicted"])
    #expect(
      runs[0].outcome
        == .didNotRun("No statement of the case says what it implies for records ('implies' in statements.yaml)."))
  }

  @Test func `A customs record counts for more than a filing`() async throws {
    let planted = try await drones()
    try await planted.record("2023-02-03", grade: .customs, goods: ["drones"], [.consignee: "X", .manufacturer: "SZ DJI Baiwang"])
    let finding = try #require(try await findings("statement-contradicted", at: planted.desk(statements: [statement()])).first)
    #expect(finding.grade == .customs)
    #expect(finding.value("records") == 1)
    #expect(finding.value("records (filings)") == 3)
    #expect(finding.text.contains("1 customs record imports goods that name SZ DJI Baiwang to Russia, dated 3 February 2023."))
  }

  @Test func `A name that no party bears is said, and lowers the coverage`() async throws {
    let finding = try #require(
      try await findings(
        "statement-contradicted", at: drones().desk(statements: [statement(parties: ["DJI", "Parrot"])])).first)
    #expect(finding.coverage == 0.5)
    #expect(finding.caveats.contains("No party of the case is called “Parrot”."))
  }

  @Test(arguments: ["2022-04-26", "2022-09-01"])
  func `No wording says that the maker sold, supplied or exported`(from: String) async throws {
    let finding = try #require(
      try await findings("statement-contradicted", at: drones().desk(statements: [statement(from: from)])).first)
    #expect(finding.text.hasSuffix("This does not show that the maker sold the goods."))
    let rest = finding.text.replacing("This does not show that the maker sold the goods.", with: "").lowercased()
    for word in ["sold", "supplied", "exported", "lied", "broke", "despite"] { #expect(!rest.contains(word)) }
    #expect(finding.caveats.contains("These records do not show that the maker sold the goods, nor that it knew of them."))
  }
}
