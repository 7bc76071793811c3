// SPDX-License-Identifier: Apache-2.0

import Casework
import Claims
import Foundation
import Publishing
import Trade

/// A rich case that does not exist: three scripts, long names, hostile texts, every verdict, grade and outcome.
enum FixtureCase {
  static let hostile = "<script>document.title = \"broken\"</script><img src=x onerror=alert(1)> \"\u{301} onmouseover=alert(2) ' =1+1"
  static let longName =
    "Общество с ограниченной ответственностью «Межрегиональная производственно-коммерческая фирма Северсталькомплектоборудование-Дальний Восток»"

  static func day(_ text: String) -> Day { Day(text) ?? Day(number: 0) }
  static func period(_ text: String) -> Period { Period(text)! }
  static func hash(_ digit: String) -> String { String(repeating: digit, count: 64) }

  static func rows(_ source: String, _ range: ClosedRange<Int>) -> [RecordAddress] {
    let digits = ["filings": "a", "eu-exports": "b", "shipments": "c", "sightings": "d"]
    return range.map { RecordAddress(source: source, sha256: hash(digits[source, default: "e"]), row: $0) }
  }

  static func figure(
    _ label: String, _ value: Double?, low: Double? = nil, high: Double? = nil, _ unit: String, _ rows: [RecordAddress],
    count: Int? = nil, undisclosed: Int? = nil, caveats: [String] = []
  ) -> Figure {
    let sql = """
      SELECT sum(value) AS figure, count(*) AS records
      FROM record
      WHERE source = 'eu-exports' AND destination IN ('KGZ', 'KAZ') AND period_from >= DATE '2022-01-01' AND a < b
      """
    return Figure(
      label: label, value: value, low: low, high: high, unit: unit, sql: [sql, "SELECT 1"],
      evidence: Evidence(addresses: rows, count: count), caveats: caveats, undisclosed: undisclosed)
  }

  static let statement = Statement(
    id: "maker-suspends", who: "SZ DJI Technology", when: Period(day: day("2023-04-21")),
    says: "It has suspended all business in Russia and Ukraine since 26 April 2022.", publisher: "The maker's website",
    implies: Statement.Implication(
      parties: ["SZ DJI Technology"], roles: [.manufacturer, .consignor], goods: ["drones"], destinations: ["RUS", "UKR"],
      from: day("2022-04-26"), to: nil),
    address: RecordAddress(source: "statements.yaml", sha256: hash("f"), row: 1))

  static var findings: [Finding] {
    let grades: [EvidenceGrade] = [.customs, .statistic, .filing, .sighting, .statement]
    let classes: [GoodsClass?] = [.military, .dualUse, .civilianIndirect, nil, .noConcern]
    var findings = [
      Finding(
        id: "statement-contradicted-maker-suspends", detector: "statement-contradicted",
        title: "Records name goods of SZ DJI Technology after the day it says it stopped",
        text: "11 filings between September 2022 and July 2023 register goods of SZ DJI Technology for Russia, though its statement says that business ended on 26 April 2022.",
        score: 0.94, grade: .filing, goodsClass: .dualUse, parties: ["SZ DJI Technology", "Небесная Механика", "深圳市大疆创新科技有限公司"],
        goods: ["drones", "batteries"], period: Period("2022-09..2023-07"),
        figures: [
          figure("Filings after the statement takes effect", 11, "filings", rows("filings", 1...11)),
          figure(
            "Pieces registered", nil, low: 54_000, "pieces", rows("filings", 1...5), undisclosed: 3,
            caveats: ["3 of 5 records do not disclose their quantity; the figure is at least this."]),
        ],
        evidence: Evidence(addresses: rows("filings", 1...11) + [statement.address]),
        parameters: ["grace": "0 months", "least-records": "1"],
        caveats: ["This does not show that the maker sold the goods.", "Filings show intent, not deliveries."]),
      Finding(
        id: "young-importer-силва", detector: "young-importer", title: "Silva filed for 100,000 helmets six months after it was registered",
        text: "Силва (Silva), registered in September 2022 in Buryatia, filed in March 2023 for 100,000 helmets made by 上海瀚赢新材料有限公司.",
        score: 0.88, coverage: 0.75, grade: .filing, goodsClass: .military, parties: ["Силва", "上海瀚赢新材料有限公司"], goods: ["helmets"],
        period: Period("2023-03"),
        figures: [
          figure("Age at filing", 6, low: 5, high: 6, "months", rows("filings", 20...20)),
          figure("Helmets", 100_000, "pieces", rows("filings", 20...20)),
        ],
        evidence: Evidence(addresses: rows("filings", 20...20)), parameters: ["months": "12"],
        caveats: ["The register gives the month of registration, not the day."]),
      Finding(
        id: "price-premium", detector: "price-premium", title: "A long name pays well above the usual price \(hostile)",
        text: "\(longName) pays a median of USD 412.80 per kg for code 8542, 2.9 times what other buyers pay in the same quarter.",
        score: 0.71, grade: .customs, goodsClass: .dualUse, parties: [longName, hostile], goods: ["integrated-circuits"],
        period: Period("2022-Q4"),
        figures: [
          figure("Median unit value", 412.8, "USD/kg", rows("shipments", 1...40), count: 4_812),
          figure("Against others", 2.9, low: 2.4, high: 3.6, "times", rows("shipments", 1...40), count: 4_812),
          figure("Value", 190_312_345.68, "USD", rows("shipments", 1...45), count: 4_812),
        ],
        evidence: Evidence(addresses: rows("shipments", 1...45), count: 4_812)),
    ]
    for number in 4...20 {
      let score = 0.7 - Double(number) / 40
      findings.append(
        Finding(
          id: "finding-\(number)", detector: ["goods-of-concern", "listed-party", "product-range-jump"][number % 3],
          title: "Lead number \(number) of a long list", text: "One plain sentence about lead \(number). It says what the records show, and no more.",
          score: score, coverage: number % 4 == 0 ? 0.5 : 1, grade: grades[number % 5], goodsClass: classes[number % 5],
          parties: ["Легиттелеком"], goods: number % 2 == 0 ? ["radios"] : [], period: Period("202\(number % 3 + 1)"),
          figures: number % 5 == 0 ? [] : [figure("Records", Double(number * 1000), "records", rows("shipments", 1...number))],
          evidence: number % 5 == 0 ? .none : Evidence(addresses: rows("shipments", 1...number))))
    }
    return findings
  }

  static var claims: [ClaimResult] {
    func claim(
      _ id: String, _ says: String, _ verdict: ClaimResult.Verdict, _ expected: String, _ computed: Figure?,
      parts: [Figure] = [], because: String, _ grade: EvidenceGrade?, _ topic: String?, key: Bool = false
    ) -> ClaimResult {
      ClaimResult(
        id: id, says: says, verdict: verdict, expected: expected, computed: computed, parts: parts, because: because,
        grade: grade, topic: topic, isKeyPoint: key)
    }
    let eu = rows("eu-exports", 1...24)
    var claims = [
      claim(
        "kgz-multiple", "EU exports of listed goods to Kyrgyzstan grew more than sixfold.", .holds,
        "more than 6 times (above 6)", figure("Growth", 6.2089, "times", eu),
        parts: [
          figure("January–October 2022", 6_209_000, "EUR", rows("eu-exports", 1...12)),
          figure("January–October 2021", 1_000_000, "EUR", rows("eu-exports", 13...24)),
        ],
        because: "6.21 lies above 6.", .statistic, "Third countries", key: true),
      claim(
        "total", "Trade came to more than USD 190 billion.", .holds, "over 190 bn (above 190,000,000,000)",
        figure("Trade", 190_271_000_000, "USD", rows("eu-exports", 300...311)), because: "190.3 lies above 190.", .statistic,
        "Trade", key: true),
      claim(
        "share", "Nearly half of Russia's imports came from China.", .holds, "nearly 50 % (45 to 50)",
        figure("Share", 46.35, low: 44.9, high: 47.8, "%", rows("eu-exports", 320...321)), because: "46.35 lies between 45 and 50.",
        .statistic, "Trade", key: true),
      claim(
        "helmets", "Over 54,000 helmets were registered.", .holds, "over 54,000 (above 54,000)",
        figure("Helmets", nil, low: 54_001, "pieces", rows("filings", 30...34), undisclosed: 3), because: "At least 54,001 are disclosed.",
        .filing, "Third countries", key: true),
      claim(
        "fails-key", "Exports fell by half.", .fails, "about −50 % (−55 to −45)", figure("Growth", 12.25, "%", eu),
        because: "12.25 lies above −45.", .statistic, "Trade", key: true),
      claim(
        "loaders", "Imports of loaders nearly doubled.", .cannotBeChecked, "nearly double (1.8 to 2)", nil,
        because: "No record of the case can answer it. Needed: China Customs exports by HS8 and month, 2022–2023.", nil,
        "Civilian goods with indirect use", key: true),
      claim(
        "hostile", "Somebody wrote \(hostile) in a field.", .fails, "=1+1", figure("<b>Label</b>", 0.0042, "%", rows("filings", 40...40)),
        because: "</td></table>\u{2028}", .filing, hostile),
      claim("silva-age", "Silva was about six months old.", .holds, "about 6 months (5.4 to 6.6)",
        figure("Age", 6, "months", rows("filings", 20...20)), because: "6 lies between 5.4 and 6.6.", .filing, "Firms"),
    ]
    for number in 9...25 {
      let verdict = ClaimResult.Verdict.allCases[number % 3]
      claims.append(
        claim(
          "claim-\(number)", "Statement number \(number) about the trade of a year that says something with a number in it.", verdict,
          "about \(number) (from \(number - 1) to \(number + 1))",
          verdict == .cannotBeChecked ? nil : figure("Total", Double(number) * 1_234_567.5, "USD", rows("shipments", number...number + 30)),
          because: "It is as it is.", verdict == .cannotBeChecked ? nil : .customs, number % 2 == 0 ? "Trade" : nil))
    }
    return claims
  }

  static var parties: [PartyLine] {
    let named: [PartyLine] = [
        PartyLine(
          id: "p1", name: "Небесная Механика", latinName: "Nebesnaya Mekhanika", country: "RUS", numbers: ["INN 7701234567"],
          registered: Period("2015-03-02"), roles: [.applicant], records: 12, alsoWritten: ["НЕБЕСНАЯ МЕХАНИКА ООО", "Heavenly Mechanics"],
          listings: []),
        PartyLine(
          id: "p2", name: "深圳市大疆创新科技有限公司", latinName: "SZ DJI Technology", country: "CHN", numbers: ["USCC 914403007954257495"],
          registered: Period("2006"), roles: [.manufacturer, .consignor, .brand], records: 1_204, alsoWritten: ["DJI"],
          listings: ["US Entity List, listed 2020-12-18"]),
        PartyLine(
          id: "p3", name: longName, latinName: nil, country: "RUS", numbers: [], registered: nil, roles: [.consignee, .declarant],
          records: 4_812, alsoWritten: [], listings: ["EU 833/2014 Annex IV, listed 2022-12-16", "OFAC SDN, listed 2023-05-19"]),
        PartyLine(
          id: "p4", name: hostile, latinName: nil, country: nil, numbers: [], registered: nil, roles: [], records: 1,
          alsoWritten: [], listings: []),
          ]
    let others = (5...34).map {
        PartyLine(
          id: "p\($0)", name: "Торговый дом № \($0)", latinName: "Torgovyi dom № \($0)", country: "RUS", numbers: ["INN 77000000\($0)"],
          registered: Period("2022-09"), roles: [.applicant, .consignee], records: $0 * 3, alsoWritten: [], listings: [])
      }
    return named + others
  }

  static var enquiries: [Enquiry] {
    let asked = ["SZ DJI Technology", "Министерство обороны", "Ukraine's general staff", "商务部"]
    return zip(Enquiry.Outcome.allCases, asked).enumerated().map { number, pair in
      let (outcome, to) = pair
      let address = RecordAddress(source: "enquiries.yaml", sha256: hash("e"), row: number + 1)
      return Enquiry(
        id: "e\(number)", to: to, about: ["drones", "kgz-multiple"], asked: day("2023-09-20"), outcome: outcome,
        replied: outcome == .replied ? day("2023-09-25") : nil,
        reply: outcome == .replied ? "It takes compliance seriously." : nil, address: address)
    }
  }

  static var result: CaseResult {
    let months: [String] = ["2021", "2022"].flatMap { year -> [String] in
      (1...12).map { month in year + (month < 10 ? "-0" : "-") + String(month) }
    }
    func series(_ name: String, _ base: Double, _ growth: Double) -> Chart.Series {
      let values = (0..<24).map { month -> Double? in
        let wave = Double(month * month % 29) / 10 + Double(month) / 8
        return month == 7 ? nil : base * (1 + growth * wave)
      }
      return Chart.Series(name: name, values: values)
    }
    return CaseResult(
      title: "Surging trade",
      summary: "What customs records, filings and statistics show of goods that reach a country at war, who ships them and who receives them; and what they do not show.",
      name: "surging-trade", asOf: day("2023-10-31"), engine: "duckdb", findings: findings, claims: claims,
      ledger: [
        LedgerEntry(
          id: "eu-exports", path: "sources/eu.csv.gz", sha256: hash("b"), bytes: 1_234_567, profile: "statistics",
          publisher: "Eurostat", licence: "CC BY 4.0", url: "https://ec.europa.eu/eurostat", retrieved: day("2023-09-01"),
          grade: .statistic, read: 120_000, accepted: 118_990, rejected: 10, excluded: 1_000,
          rejections: [.init(reason: "value is no number", count: 10)], exclusions: [.init(rule: "not-cn8", count: 1_000)]),
        LedgerEntry(
          id: "filings", path: "sources/filings.csv", sha256: hash("a"), bytes: 45_678, profile: "filings", publisher: nil,
          licence: nil, url: "javascript:alert(1)", retrieved: nil, grade: .filing, read: 55, accepted: 55, rejected: 0,
          excluded: 0, rejections: [], exclusions: []),
        LedgerEntry(
          id: "shipments", path: "sources/shipments.tsv", sha256: hash("c"), bytes: 987_654_321, profile: "shipments",
          publisher: "Федеральная таможенная служба", licence: nil, url: nil, retrieved: nil, grade: .customs, read: 2_345_678,
          accepted: 2_345_000, rejected: 678, excluded: 0,
          rejections: [.init(reason: "date is no day", count: 600), .init(reason: "row has 12 cells for 14 columns", count: 78)],
          exclusions: []),
      ],
      parties: parties,
      statements: [statement],
      events: [
        DatedEvent(
          id: "invasion", title: "Full-scale invasion", period: period("2022-02-24"), publisher: nil,
          address: RecordAddress(source: "events.yaml", sha256: hash("e"), row: 1)),
        DatedEvent(
          id: "trenches", title: "Trench lines are built", period: period("2022-11..2023-05"), publisher: "Satellite pictures",
          address: RecordAddress(source: "events.yaml", sha256: hash("e"), row: 2)),
      ],
      enquiries: enquiries,
      goods: [
        GoodsLine(id: "drones", title: "Drones", goodsClass: .dualUse, list: "battlefield", records: 40),
        GoodsLine(id: "helmets", title: "Helmets", goodsClass: .military, list: "battlefield", records: 9),
      ],
      charts: [
        Chart(
          id: "eu-to-hubs", title: "EU exports of listed goods to four countries", kind: .lines, unit: "EUR", categories: months,
          series: [
            series("Kyrgyzstan", 2_000_000, 1.4), series("Kazakhstan", 8_000_000, 0.6), series("Georgia", 5_000_000, 0.3),
            series("Armenia </script>", 1_000_000, 0.8),
          ],
          marks: ["2022-02..2022-02: Invasion", "2022-11..2023-05: Trench lines are built"],
          caveats: ["One publisher only.", "Months that are not yet revised may change."], sql: ["SELECT 1 WHERE a < b"]),
        Chart(
          id: "by-importer", title: "Records by importer", kind: .bars, unit: "records",
          categories: ["Небесная Механика", "Легиттелеком", longName, "Silva", "上海瀚赢新材料有限公司", hostile],
          series: [Chart.Series(name: "Records", values: [12, 45, 4812, 3, nil, 1])], sql: ["SELECT 2"]),
        Chart(
          id: "figures", title: "Trade by year", kind: .bars, unit: "USD", categories: ["2019", "2020", "2021", "2022"],
          series: [
            Chart.Series(name: "Exports", values: [110e9, 104e9, 146.9e9, 190.3e9]),
            Chart.Series(name: "Imports", values: [60e9, 57e9, 79e9, 114e9]),
          ], sql: []),
      ],
      caveats: ["The register stops in June 2023.", "Months with fewer than three reporters are left out. \(hostile)"])
  }

}

/// Answers for every address, with the texts that a case would have.
struct FixtureRows: EvidenceRows {
  func rows(for addresses: [RecordAddress]) async throws -> EvidenceTable {
    EvidenceTable(
      columns: EvidenceTable.recordColumns,
      rows: addresses.reversed().map { address in
        let texts: [String: String] = [
          "source": address.source, "row": String(address.row), "from": "2022-09-01", "to": "2022-09-30", "origin": "CHN",
          "destination": "RUS", "applicant": address.row % 2 == 0 ? "Силва" : FixtureCase.longName, "manufacturer": "上海瀚赢新材料有限公司",
          "goods_code": "8806", "description": address.row % 7 == 0 ? FixtureCase.hostile : "=HYPERLINK(\"http://example.org\")",
          "value": "-12.50", "currency": "USD",
        ]
        return EvidenceTable.Row(address, EvidenceTable.recordColumns.map { texts[$0] })
      })
  }
}
