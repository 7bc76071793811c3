// SPDX-License-Identifier: Apache-2.0

import Measures
import Testing
import Trade
import Warehouse

/// Dated records: filings and shipments.
@Suite struct FilingTests {
  static func filed(_ period: String?, _ quantity: Double?, low: Double? = nil) -> Row {
    .filing(period) { ($0.quantity, $0.quantityLow, $0.unit) = (quantity, low, "pieces") }
  }

  @Test func `every record inside the period counts`() async throws {
    let tally = try await TestCase([
      Self.filed("2022-09-03", 100), Self.filed("2022-11", 50), Self.filed("2023-01-01", 7),
    ])
    #expect(try await tally.answer("of=quantity to=RUS period=2022-09..2022-12").figure.value == 150)
    #expect(try await tally.answer("of=records to=RUS period=2022-09..2022-12").figure.value == 2)
    #expect(try await tally.answer("of=records to=RUS").figure.value == 3)
  }

  @Test func `a record astride the edge widens the bounds`() async throws {
    let tally = try await TestCase([
      Self.filed("2022-09-03", 100), Self.filed("2022-09..2023-01", 40), Self.filed(nil, 5),
    ])
    let figure = try await tally.answer("of=quantity to=RUS period=2022-09").figure
    #expect(figure.value == 100 && figure.low == 100 && figure.high == 145)
    #expect(figure.evidence.count == 3)
    #expect(figure.caveats.contains { $0.hasPrefix("2 records lie only partly") })
    let records = try await tally.answer("of=records to=RUS period=2022-09").figure
    #expect(records.value == 1 && records.low == 1 && records.high == 3)
  }

  @Test func `what is not disclosed is a lower bound, and a bound that is stated adds to it`() async throws {
    let tally = try await TestCase([
      Self.filed("2022-09", 100), Self.filed("2022-09", nil, low: 54_000), Self.filed("2022-09", nil),
    ])
    let figure = try await tally.answer("of=quantity to=RUS period=2022-09").figure
    #expect(figure.value == 54_100 && figure.low == 54_100 && figure.high == nil)
    #expect(figure.caveats.contains { $0.contains("2 of 3 records do not disclose their quantity") })
    let none = try await TestCase([Self.filed("2022-09", nil)]).answer("of=quantity to=RUS period=2022-09").figure
    #expect(none.value == nil && none.low == nil)
  }

  @Test func `a period beyond the records gets a caveat, and is not compared`() async throws {
    let tally = try await TestCase([Self.filed("2022-09-03", 100), Self.filed("2022-11-20", 50)])
    let figure = try await tally.answer("of=quantity to=RUS period=2022").figure
    #expect(figure.value == 150)
    #expect(figure.caveats.contains { $0.contains("run from 2022-09-03 to 2022-11-20, which is not all of 2022") })
    #expect(
      try await tally.refusal("of=quantity how=growth to=RUS period=2022-09 against=2021-09").code == .monthsDiffer)
    #expect(try await tally.refusal("of=quantity to=RUS period=2020").code == .noData)
    #expect(try await tally.answer("of=quantity to=RUS period=2022-10").figure.value == 0)
  }

  @Test func `shipments of a source that has one of two years only are not compared`() async throws {
    func shipment(_ source: String, _ period: String) -> Row {
      Row(source: source, grade: .customs, period: period, reporter: "RUS", flow: "import", value: 1)
    }
    let tally = try await TestCase([
      shipment("a", "2021-03-01"), shipment("a", "2022-03-01"), shipment("b", "2022-03-05"),
    ])
    let words = "of=value how=multiple to=RUS period=2022-03 against=2021-03"
    let refusal = try await tally.refusal(words)
    #expect(refusal.code == .monthsDiffer && refusal.message.contains("The records of b run from"))
    #expect(try await tally.answer(words + " source=a").figure.value == 1)
  }

  @Test func `sources of shipments are added`() async throws {
    func shipment(_ source: String, _ value: Double) -> Row {
      Row(source: source, grade: .customs, period: "2022-03-01", reporter: "RUS", flow: "import", value: value)
    }
    let answer = try await TestCase([shipment("a", 1), shipment("b", 2)]).answer("of=value to=RUS period=2022-03")
    #expect(answer.figure.value == 3 && answer.grade == .customs)
    #expect(answer.figure.caveats.contains { $0.contains("Records of 2 sources are added: a, b") })
  }

  static let parties: [SQL] = [
    "INSERT INTO identity VALUES ('i1', 'ООО «СИЛЬВА»', 'RUS', 'INN', '7707083893', NULL), ('i2', 'Silva LLC', 'RUS', NULL, NULL, NULL), ('i3', 'Positron', 'RUS', NULL, NULL, NULL), ('i4', 'DJI', 'CHN', NULL, NULL, NULL)",
    "INSERT INTO party_identity VALUES ('i1', 'p1', 'name', 1), ('i2', 'p1', 'name', 1), ('i3', 'p2', 'name', 1), ('i4', 'p3', 'name', 1)",
    "INSERT INTO party (party, name, latin_name, inn) VALUES ('p1', 'ООО «СИЛЬВА»', 'Silva', '7707083893'), ('p2', 'Positron', 'Positron', NULL), ('p3', 'SZ DJI Technology', NULL, NULL)",
    "INSERT INTO party_word VALUES ('p1', 'сильва'), ('p1', 'silva'), ('p2', 'positron'), ('p3', 'sz dji technology')",
    "INSERT INTO mention VALUES ('filings', 1, 'applicant', 'i1'), ('filings', 2, 'applicant', 'i2'), ('filings', 3, 'applicant', 'i3'), ('filings', 3, 'manufacturer', 'i4'), ('filings', 1, 'manufacturer', 'i4')",
  ]

  @Test(arguments: [
    ("of=records party=Silva", 2.0), ("of=records party=СИЛЬВА", 2), ("of=records party=INN:7707083893", 2),
    ("of=records party=p2", 1),
    ("of=records party=dji role=manufacturer", 2), ("of=records party=Silva role=manufacturer", 0),
    ("of=parties role=applicant", 2), ("of=parties", 3), ("of=quantity party=Silva", 3),
  ])
  func `parties are found by name, number and id, and counted once`(words: String, expected: Double) async throws {
    let tally = try await TestCase(
      [Self.filed("2022-09", 1), Self.filed("2022-10", 2), Self.filed("2022-11", 4)], further: Self.parties)
    if expected == 0 {
      #expect(try await tally.refusal(words).code == .noData)
    } else {
      let figure = try await tally.answer(words).figure
      #expect(figure.value == expected)
      let again = try await tally.engine.table(SQL(text: try #require(figure.sql.first)))
      #expect(try again.doubles("figure").first == expected)
    }
  }

  @Test func `records that name nobody leave the number of parties open`() async throws {
    let tally = try await TestCase([Self.filed("2022-09", 1), Self.filed("2022-10", 2)], further: Self.parties)
    let figure = try await tally.answer("of=parties role=manufacturer").figure
    #expect(figure.value == 1 && figure.low == 1 && figure.high == nil)
    #expect(try await tally.refusal("of=parties role=brand").code == .notCarried)
    #expect(try await tally.refusal("of=records party=Nobody").code == .noData)
  }

  @Test func `goods are found by code, by words or by both, each record once`() async throws {
    let tally = try await TestCase(
      [
        .filing("2022-09") { ($0.code, $0.edition) = ("880622", "HS2022") }, .filing("2022-09"), .filing("2022-09"),
      ],
      further: [
        "INSERT INTO goods VALUES ('drone', 'Drones', 'dual-use', 'battlefield')",
        "INSERT INTO goods_member VALUES ('drone', 'drone'), ('battlefield', 'drone')",
        "INSERT INTO goods_code (goods, hs_edition, goods_code) VALUES ('drone', 'HS2022', '880622')",
        "INSERT INTO goods_edition (goods, hs_edition, wider) VALUES ('drone', 'HS2022', FALSE)",
        "INSERT INTO goods_record VALUES ('drone', 'filings', 1, 1.0, 'word'), ('drone', 'filings', 3, 1.0, 'word')",
      ])
    let answer = try await tally.answer("of=records goods=battlefield")
    #expect(answer.figure.value == 2)
    #expect(answer.figure.evidence.addresses.map(\.row) == [1, 3])
  }

  @Test func `where a code holds other goods words decide, but for statistics`() async throws {
    let tally = try await TestCase(
      [
        .filing("2022-09") { ($0.code, $0.edition) = ("852580", "HS2017") }, .filing("2022-09") { ($0.code, $0.edition) = ("852580", "HS2017") },
        .filing("2023-09") { ($0.code, $0.edition) = ("880622", "HS2022") },
        .stat("2021-01", 7) { ($0.code, $0.edition) = ("852580", "HS2017") },
      ],
      further: [
        "INSERT INTO goods VALUES ('drone', 'Drones', 'dual-use', 'battlefield')",
        "INSERT INTO goods_member VALUES ('drone', 'drone')",
        "INSERT INTO goods_code VALUES ('drone', 'HS2017', '852580', TRUE, TRUE), ('drone', 'HS2022', '880622', FALSE, FALSE)",
        "INSERT INTO goods_edition VALUES ('drone', 'HS2017', TRUE, TRUE), ('drone', 'HS2022', FALSE, FALSE)",
        "INSERT INTO goods_record VALUES ('drone', 'filings', 2, 0.95, 'word')",
      ])
    // One by its words, one by a code of its own; editions differ, and the words bridge them.
    let filings = try await tally.answer("of=records grade=filing goods=drone")
    #expect(filings.figure.value == 2)
    #expect(filings.figure.evidence.addresses.map(\.row) == [2, 3])
    #expect(filings.figure.caveats.contains("Where a code holds other goods, too (HS2017), records are of drone by their words."))
    // A statistic has no words: all that the code holds, and the caveat says so.
    let statistics = try await tally.answer("of=value grade=statistic period=2021-01 goods=drone")
    #expect(statistics.figure.value == 7)
    #expect(statistics.figure.caveats.contains("In HS2017 the codes of drone hold other goods, too."))
  }

  @Test func `an indicator is one record's own number`() async throws {
    func stated(_ period: String, _ change: (inout Row) -> Void) -> Row {
      .stat(period, nil) {
        ($0.indicator, $0.grade, $0.currency, $0.code) = ("share", .statement, "%", nil)
        change(&$0)
      }
    }
    let tally = try await TestCase([
      stated("2022") { ($0.valueLow, $0.valueHigh) = (45, 50) }, stated("2021") { $0.value = 25 }, .stat("2022", 7),
    ])
    let range = try await tally.answer("of=indicator indicator=share to=RUS period=2022")
    #expect(range.figure.value == nil && range.figure.low == 45 && range.figure.high == 50 && range.figure.unit == "%")
    #expect(range.grade == .statement && range.figure.evidence.count == 1)
    #expect(try await tally.answer("of=indicator indicator=share period=2021").figure.value == 25)
    #expect(try await tally.refusal("of=indicator indicator=share").code == .badQuestion)
    #expect(
      try await tally.refusal("of=indicator indicator=share period=2020").message.contains(
        "There is one for 2021, 2022"))
    #expect(try await tally.answer("of=value period=2022 to=RUS").figure.value == 7)
  }
}
