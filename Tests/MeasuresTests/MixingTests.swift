// SPDX-License-Identifier: Apache-2.0

import Measures
import Testing
import Trade
import Warehouse

/// What must never be added up or compared.
@Suite struct MixingTests {
  static let words = "of=value to=RUS period=2022-01"

  @Test func `the exporter's and the importer's records of one flow are not added`() async throws {
    let tally = try await TestCase([
      .stat("2022-01", 10), .stat("2022-01", 12) { ($0.reporter, $0.flow, $0.basis) = ("RUS", "import", "CIF") },
    ])
    let refusal = try await tally.refusal(Self.words)
    #expect(refusal.code == .severalReporters && refusal.message.contains("write flow: export or flow: import"))
    #expect(try await tally.answer(Self.words + " flow=import").figure.value == 12)
    #expect(try await tally.answer(Self.words + " reporter=CHN").figure.value == 10)
  }

  @Test func `two sources of one statistic are not added`() async throws {
    let tally = try await TestCase([.stat("2022-01", 10), .stat("2022-01", 11) { $0.source = "other" }])
    let refusal = try await tally.refusal(Self.words)
    #expect(refusal.code == .severalReporters && refusal.message.contains("(other, stats)"))
    #expect(try await tally.answer(Self.words + " source=other").figure.value == 11)
    #expect(try await tally.refusal(Self.words + " source=other,stats").code == .severalReporters)
    let unknown = try await tally.refusal(Self.words + " source=othr")
    #expect(unknown.code == .badQuestion && unknown.message.contains("Did you mean 'other'?"))
  }

  @Test func `two sources of different reporters are added when both are named`() async throws {
    let tally = try await TestCase([
      .stat("2022-01", 10), .stat("2022-01", 5) { ($0.source, $0.reporter, $0.from) = ("deu", "DEU", "DEU") },
    ])
    #expect(try await tally.refusal(Self.words).code == .severalReporters)
    #expect(try await tally.answer(Self.words + " source=deu,stats").figure.value == 15)
  }

  @Test func `one period is not compared with another source's period`() async throws {
    let tally = try await TestCase([.stat("2022-01", 10), .stat("2021-01", 5) { $0.source = "old" }])
    let words = "of=value how=growth to=RUS period=2022-01 against=2021-01 source=old,stats"
    let code = try await tally.refusal(words).code
    #expect(code == .severalReporters || code == .monthsDiffer)
  }

  @Test func `files of one source are one source`() async throws {
    let tally = try await TestCase([
      .stat("2022-01", 10) { $0.source = "eu/2022.csv" }, .stat("2021-01", 5) { $0.source = "eu/2021.csv" },
    ])
    #expect(
      try await tally.answer("of=value how=multiple to=RUS period=2022-01 against=2021-01 source=eu").figure.value == 2)
  }

  @Test func `a union and its members are not added`() async throws {
    let tally = try await TestCase([
      .stat("2022-01", 10) { ($0.reporter, $0.from) = ("DEU", "DEU") },
      .stat("2022-01", 30) { ($0.reporter, $0.from) = ("EU27", "EU27") },
    ])
    #expect(try await tally.refusal(Self.words).code == .severalReporters)
    #expect(try await tally.answer(Self.words + " from=EU27").figure.value == 10)
    #expect(try await tally.answer(Self.words + " from=EU27 reporter=EU27").figure.value == 30)
  }

  @Test func `a union stated only as one is found by its name`() async throws {
    let tally = try await TestCase([.stat("2022-01", 30) { ($0.reporter, $0.from) = ("EU27", "EU27") }])
    #expect(try await tally.answer(Self.words + " from=EU27").figure.value == 30)
  }

  @Test func `two-way trade answers only who asks for it`() async throws {
    let tally = try await TestCase([.stat("2022-01", 190) { $0.flow = "two-way" }])
    let refusal = try await tally.refusal(Self.words + " from=CHN")
    #expect(refusal.code == .noData && refusal.message.contains("flow: two-way"))
    #expect(try await tally.answer(Self.words + " from=CHN flow=two-way").figure.value == 190)
    let both = try await TestCase([.stat("2022-01", 190) { $0.flow = "two-way" }, .stat("2022-01", 100)])
    #expect(try await both.answer(Self.words).figure.value == 100)
  }

  @Test func `records without a direction are not added to exports`() async throws {
    let tally = try await TestCase([.stat("2022-01", 190) { $0.flow = nil }, .stat("2022-01", 100)])
    #expect(try await tally.refusal(Self.words).code == .severalReporters)
    #expect(try await tally.answer(Self.words + " flow=export").figure.value == 100)
  }

  @Test func `a reporter that was named and has no records is told`() async throws {
    let tally = try await TestCase([.stat("2022-01", 10)])
    let figure = try await tally.answer(Self.words + " reporter=CHN,DEU").figure
    #expect(figure.caveats.contains("stats has no records at all of DEU."))
  }

  @Test func `grades are never mixed`() async throws {
    let tally = try await TestCase([.stat("2022-01", 10), .filing("2022-01-05") { $0.value = 3 }])
    let refusal = try await tally.refusal(Self.words)
    #expect(refusal.code == .gradesDiffer && refusal.message.contains("statistic, filing"))
    #expect(try await tally.answer(Self.words + " grade=statistic").figure.value == 10)
  }

  @Test func `currencies are never mixed`() async throws {
    let tally = try await TestCase([.stat("2022-01", 10), .stat("2022-02", 10) { $0.currency = "EUR" }])
    let refusal = try await tally.refusal("of=value to=RUS period=2022-01..2022-02")
    #expect(refusal.code == .currenciesDiffer && refusal.message.contains("(EUR, USD)"))
    #expect(
      try await tally.refusal("of=value how=part-of-year to=RUS period=2022-02 against=2022-01").code
        == .currenciesDiffer)
    #expect(try await tally.answer("of=records to=RUS period=2022-01..2022-02").figure.value == 2)
  }

  @Test func `quantities of different units are not added, and other words for one unit are`() async throws {
    func rows(_ units: String...) -> [Row] {
      units.map { unit in .stat("2022-01", 1) { ($0.quantity, $0.unit) = (5, unit) } }
    }
    let words = "of=quantity to=RUS period=2022-01"
    #expect(try await TestCase(rows("kg", "u")).refusal(words).code == .unitsDiffer)
    let same = try await TestCase(rows("шт.", "pcs", "u", "Pieces")).answer(words).figure
    #expect(same.value == 20 && same.unit == "pieces")
  }

  @Test func `a column that a source does not carry is refused, not undisclosed`() async throws {
    let tally = try await TestCase([.stat("2022-01", 10)], carried: ["stats": ["value", "goods_code"]])
    let refusal = try await tally.refusal("of=weight to=RUS period=2022-01")
    #expect(
      refusal.code == .notCarried
        && refusal.message == "stats does not carry the weight at all; name a source: that does.")
  }

  @Test func `reporters that lack a month are named`() async throws {
    var rows = months(2022, [1, 1, 1]) { ($0.reporter, $0.from) = ("DEU", "DEU") }
    for month in ["2022-01", "2022-03"] { rows.append(.stat(month, 5) { ($0.reporter, $0.from) = ("MLT", "MLT") }) }
    let answer = try await TestCase(rows).answer("of=value to=RUS period=2022-Q1 from=EU27")
    #expect(answer.figure.value == 13)
    #expect(answer.figure.caveats.contains { $0.contains("MLT for 2022-02") })
    #expect(answer.figure.caveats.contains { $0.contains("no records at all of AUT, BEL") })
  }
}

@Suite struct EditionTests {
  static let rows = [Row.stat("2021-01", 5) { $0.edition = "HS2017" }, Row.stat("2022-01", 10)]
  static let words = "of=value how=multiple to=RUS period=2022-01 against=2021-01"

  @Test func `all goods together compare over editions`() async throws {
    #expect(try await TestCase(Self.rows).answer(Self.words).figure.value == 2)
  }

  @Test func `codes of different editions are refused, unless they are meant as written`() async throws {
    let tally = try await TestCase(Self.rows)
    let refusal = try await tally.refusal(Self.words + " goods=hs:854231")
    #expect(refusal.code == .editionsDiffer && refusal.message.contains("HS2017, HS2022"))
    let answer = try await tally.answer(Self.words + " goods=hs:854231 codes-as-written=true")
    #expect(answer.figure.value == 2)
    #expect(answer.figure.caveats.contains { $0.contains("as they are written") })
  }

  @Test func `headings compare where they did not change`() async throws {
    let unknown = try await TestCase(Self.rows)
    #expect(try await unknown.refusal(Self.words + " goods=hs:8542").message.contains("is not known to this case"))
    let tally = try await TestCase(
      Self.rows,
      further: [
        "INSERT INTO edition_pair VALUES ('HS2017', 'HS2022')",
        "INSERT INTO heading_moved VALUES ('HS2017', 'HS2022', '8806', FALSE), ('HS2017', 'HS2022', '8471', TRUE)",
      ])
    #expect(try await tally.answer(Self.words + " goods=hs:8542").figure.value == 2)
    #expect(try await tally.refusal(Self.words + " goods=hs:8542,hs:8806").message.contains("8806 changed"))
    #expect(try await tally.refusal(Self.words + " goods=hs:88,hs:8542").code == .editionsDiffer)
    let waste = try await tally.answer(Self.words + " goods=hs:8542,hs:8471")
    #expect(waste.figure.caveats.contains { $0.contains("waste") })
    let unlisted = try await tally.refusal(Self.words + " goods=hs:854231")
    #expect(unlisted.message.contains("hs:8542") && unlisted.message.contains("concordance:"))
  }

  @Test func `codes of six digits compare where a table says that they are the same`() async throws {
    func tally(_ links: String?) async throws -> TestCase {
      try await TestCase(
        Self.rows,
        further: [
          "INSERT INTO edition_pair VALUES ('HS2017', 'HS2022')", "INSERT INTO edition_known VALUES ('HS2017', 'HS2022', '')",
        ] + (links.map { [SQL(text: "INSERT INTO edition_link VALUES \($0)")] } ?? []))
    }
    let same = try await tally(nil).answer(Self.words + " goods=hs:854231")
    #expect(same.figure.value == 2)
    let split = try await tally("('HS2017', 'HS2022', '854231', '854231'), ('HS2017', 'HS2022', '854231', '854239')")
    let refusal = try await split.refusal(Self.words + " goods=hs:854231")
    #expect(refusal.code == .editionsDiffer && refusal.message.contains("is 854231, 854239 in HS2022"))
    let joined = try await tally("('HS2017', 'HS2022', '854231', '854231'), ('HS2017', 'HS2022', '854290', '854231')")
    #expect(try await joined.refusal(Self.words + " goods=hs:854231").message.contains("was 854231, 854290 in HS2017"))
    let waste = try await tally("('HS2017', 'HS2022', '854231', '854231'), ('HS2017', 'HS2022', '854231', '854911')")
    #expect(try await waste.answer(Self.words + " goods=hs:854231").figure.caveats.contains { $0.contains("waste") })
  }

  @Test func `goods may be counted from the day on which they were listed`() async throws {
    let tally = try await TestCase(
      ["2022-11", "2022-12", "2023-01"].map { Row.stat($0, 10) },
      further: [
        "INSERT INTO goods VALUES ('chips', 'Chips', 'dual-use', 'list')",
        "INSERT INTO goods_member VALUES ('chips', 'chips')",
        "INSERT INTO goods_code (goods, hs_edition, goods_code) VALUES ('chips', 'HS2022', '854231')",
        "INSERT INTO goods_edition (goods, hs_edition, wider) VALUES ('chips', 'HS2022', FALSE)",
        "INSERT INTO goods_listing VALUES ('chips', DATE '2022-11-15', DATE '2022-12-31')",
      ])
    let words = "of=value to=RUS period=2022-11..2023-01 goods=chips"
    #expect(try await tally.answer(words).figure.value == 30)
    let then = try await tally.answer("of=value to=RUS period=2022-12 goods=chips listed-then=true")
    #expect(then.figure.value == 10)
    #expect(then.figure.caveats.contains { $0.contains("held the goods") })
    // Listed from the middle of the month on: no month of which all is.
    #expect(try await tally.answer("of=value to=RUS period=2022-11 goods=chips listed-then=true").figure.value == 0)
  }

  @Test func `goods compare where each edition has codes of just these goods`() async throws {
    func tally(_ editions: [(String, Bool)]) async throws -> TestCase {
      try await TestCase(
        Self.rows,
        further: [
          "INSERT INTO goods VALUES ('chips', 'Chips', 'dual-use', 'list')",
          "INSERT INTO goods_member VALUES ('chips', 'chips'), ('list', 'chips')",
          "INSERT INTO goods_code (goods, hs_edition, goods_code) VALUES ('chips', 'HS2017', '854231'), ('chips', 'HS2022', '854231')",
        ] + editions.map { "INSERT INTO goods_edition (goods, hs_edition, wider) VALUES ('chips', \($0.0), \($0.1))" })
    }
    let exact = try await tally([("HS2017", false), ("HS2022", false)])
    #expect(try await exact.answer(Self.words + " goods=list").figure.value == 2)
    let wider = try await tally([("HS2017", true), ("HS2022", false)])
    #expect(try await wider.refusal(Self.words + " goods=chips").code == .editionsDiffer)
    #expect(
      try await wider.answer("of=value to=RUS period=2021-01 goods=chips").figure.caveats.contains {
        $0.contains("other goods, too")
      })
    let refusal = try await exact.refusal(Self.words + " goods=chps")
    #expect(refusal.message.contains("Did you mean 'chips'?"))
  }

  @Test func `goods as written count by the codes of their newest edition, in every edition`() async throws {
    let tally = try await TestCase(
      [
        .stat("2021-01", 5) { ($0.code, $0.edition) = ("85258900", "HS2017") },
        .stat("2021-01", 70) { ($0.code, $0.edition) = ("85258030", "HS2017") },
        .stat("2022-01", 10) { $0.code = "85258930" },
      ],
      further: [
        "INSERT INTO goods VALUES ('cameras', 'Cameras', 'dual-use', 'list')",
        "INSERT INTO goods_member VALUES ('cameras', 'cameras')",
        "INSERT INTO goods_code (goods, hs_edition, goods_code) VALUES ('cameras', 'HS2017', '85258030'), ('cameras', 'HS2022', '85258930')",
        "INSERT INTO goods_edition (goods, hs_edition, wider) VALUES ('cameras', 'HS2017', TRUE), ('cameras', 'HS2022', FALSE)",
        "INSERT INTO goods_prefix VALUES ('cameras', 'HS2017', '852580'), ('cameras', 'HS2022', '852589')",
      ])
    #expect(try await tally.answer(Self.words + " goods=cameras codes-as-written=true").figure.value == 2)
    #expect(try await tally.answer("of=value to=RUS period=2021-01 goods=cameras").figure.value == 70)
  }

  @Test func `goods without codes in the edition of one side are refused, not taken as no trade`() async throws {
    let tally = try await TestCase(
      Self.rows,
      further: [
        "INSERT INTO goods VALUES ('chips', 'Chips', 'dual-use', 'list')",
        "INSERT INTO goods_member VALUES ('chips', 'chips')",
        "INSERT INTO goods_code (goods, hs_edition, goods_code) VALUES ('chips', 'HS2022', '854231')",
        "INSERT INTO goods_edition (goods, hs_edition, wider) VALUES ('chips', 'HS2022', FALSE)",
      ])
    #expect(try await tally.refusal(Self.words + " goods=chips").code == .editionsDiffer)
  }
}
