// SPDX-License-Identifier: Apache-2.0

import Documents
import Foundation
import Synchronization
import Testing
import Trade
import Warehouse

@testable import Intake

struct IntakeTests {
  private static let yaml = """
    - id: filed
      path: filed.csv
      profile: filings
      publisher: A newspaper
    - id: stats
      path: stats.csv
    \(FaultTests.mapping)
      exclude:
        - {rule: headings, because: Headings are totals, column: code, length: 4}
    """

  private static let filed = """
    number,filed,applicant,applicant_place,applicant_inn,manufacturer,manufacturer_country,supplier,supplier_country,brand,product,quantity,unit,kind,note
    A1,2022-09,Небесная Механика,Moscow,,SZ DJI Technology,China,,,DJI,drones,,,declaration,
    A2,2022-11..2022-12,Pozitron,Rostov-on-Don,7707083893,"Liaoning B&R Technology",CN,,,,helmets,over 54000,pieces,declaration,kind not said
    A3,2023-03-05,Silva,Buryatia,,Shanghai H-Win New Material,Китай,Some Trader,HKG,,helmets,100 000,pieces,certificate,
    A4,autumn,Silva,Buryatia,,,,,,,x,1,,,
    A5,2022-Q4,Silva,Buryatia,,,,,,,x,over many,,,
    """

  private static let stats = """
    period,reporter,partner,code,value
    2022-01,DEU,KGZ,854231,10
    2022-01,DEU,KGZ,8542,10
    2022-01,DEU,WLD,TOTAL,99
    """

  private func folder() async throws -> TestCase {
    let folder = try await TestCase()
    try folder.write("filed.csv", Self.filed)
    try folder.write("stats.csv", Self.stats)
    return folder
  }

  @Test func `Filings keep quantities as they are known, and parties apart by role`() async throws {
    let folder = try await folder()
    let ledger = try await folder.take(Self.yaml)
    #expect(ledger.map(\.id) == ["filed", "stats"])
    #expect(ledger[0].read == 5 && ledger[0].accepted == 3 && ledger[0].addsUp)
    #expect(ledger[0].rejections.map { "\($0.reason) \($0.count)" } == ["number 1", "period 1"])
    #expect(ledger[0].publisher == "A newspaper" && ledger[0].grade == .filing)
    let lines = try await folder.texts(
      """
      SELECT number || ' ' || CAST(period_from AS VARCHAR) || '..' || CAST(period_to AS VARCHAR) || ' ' || span || ' '
        || coalesce(CAST(quantity AS VARCHAR), '-') || ' ' || coalesce(CAST(quantity_low AS VARCHAR), '-') || ' '
        || coalesce(origin, '-') || ' ' || coalesce(dispatch, '-') || ' ' || destination || ' ' || coalesce(note, '-')
      FROM record WHERE source = 'filed' ORDER BY "row"
      """)
    #expect(
      lines == [
        "A1 2022-09-01..2022-09-30 M - - CHN - RUS declaration",
        "A2 2022-11-01..2022-12-31 X - 54000.000 CHN - RUS declaration; kind not said",
        "A3 2023-03-05..2023-03-05 D 100000.000 - CHN HKG RUS certificate",
      ])
    let parties = try await folder.texts(
      """
      SELECT "row" || ' ' || role || ' ' || i.name || ' ' || coalesce(i.country, '-') || ' '
        || coalesce(i.number_kind || ' ' || i.number, '-') || ' ' || coalesce(i.address, '-')
      FROM mention m JOIN identity i USING (identity) ORDER BY "row", role
      """)
    #expect(
      parties == [
        "1 applicant Небесная Механика RUS - Moscow", "1 brand DJI - - -", "1 manufacturer SZ DJI Technology CHN - -",
        "2 applicant Pozitron RUS INN 7707083893 Rostov-on-Don", "2 manufacturer Liaoning B&R Technology CHN - -",
        "3 applicant Silva RUS - Buryatia", "3 consignor Some Trader HKG - -",
        "3 manufacturer Shanghai H-Win New Material CHN - -",
      ])
  }

  @Test func `A cell of a filing may name several parties, but not any number of them`() async throws {
    let folder = try await TestCase()
    let header = Self.filed.prefix { $0 != "\n" }
    try folder.write(
      "filed.csv", header + "\nB1,2022-09,A; B,Moscow,7707083893,,,,,,x,,,,\nB2,2022-09,A,,,M1;M2;M3;M4;M5,,,,,x,,,,\n")
    let ledger = try await folder.take("- {id: filed, path: filed.csv, profile: filings}")
    #expect(ledger[0].accepted == 1 && ledger[0].rejections == [LedgerEntry.Rejection(reason: "names", count: 1)])
    #expect(
      try await folder.texts(
        "SELECT name || ' ' || coalesce(number, '-') FROM mention JOIN identity USING (identity) ORDER BY name") == [
          "A 7707083893", "B -",
        ])
  }

  @Test func `Numbers that are stated as such need no flow, and may be no more than a statement`() async throws {
    let folder = try await TestCase()
    try folder.write("said.csv", "month,low,high,mid\n2022-03,10000,20000,15000\n")
    let ledger = try await folder.take(
      """
      - id: said
        path: said.csv
        profile: statistics
        options: {grade: statement}
        mapping:
          period: {column: month, format: YYYY-MM}
          indicator: {is: artillery-use}
          value: {column: mid, currency: rounds/day}
          value-low: {column: low}
          value-high: {column: high}
      """)
    #expect(ledger[0].accepted == 1 && ledger[0].addsUp)
    #expect(
      try await folder.texts(
        "SELECT grade || ' ' || indicator || ' ' || CAST(value_low AS VARCHAR) || ' ' || CAST(value_high AS VARCHAR) FROM record WHERE flow IS NULL"
      )
        == ["statement artillery-use 10000.000 20000.000"])
    let error = #expect(throws: DocumentError.self) {
      _ = try folder.plans(
        "- {id: a, path: said.csv, profile: statistics, mapping: {period: {is: 2022}, partner: {is: CHN}, value: {column: mid, currency: x}}}"
      )
    }
    #expect(error?.message.contains("'flow'") == true)
  }

  @Test func `Totals of the publisher are kept and flagged, and rules count what they leave out`() async throws {
    let folder = try await folder()
    let ledger = try await folder.take(Self.yaml)
    #expect(ledger[1].exclusions == [LedgerEntry.Exclusion(rule: "headings", count: 1)] && ledger[1].accepted == 2)
    #expect(
      try await folder.texts(
        "SELECT goods_code || ' ' || partner_total || ' ' || goods_total FROM record WHERE source = 'stats' ORDER BY \"row\""
      )
        == ["854231 false false", "TOTAL true true"])
    #expect(
      try await folder.texts("SELECT column_name FROM carried WHERE source = 'stats' ORDER BY 1") == [
        "destination", "flow", "goods_code", "origin", "period_from", "period_to", "reporter", "value",
      ])
  }

  @Test func `Two runs give the same tables, and the second reads nothing`() async throws {
    let folder = try await folder()
    let ledger = try await folder.take(Self.yaml)
    let first = try await folder.everything()
    let states = Mutex<[IntakeProgress.State]>([])
    let again = try await folder.take(Self.yaml) { progress in states.withLock { $0.append(progress.state) } }
    #expect(states.withLock { $0 } == [.unchanged, .unchanged])
    #expect(again == ledger)
    #expect(try await folder.everything() == first)

    let other = try await self.folder()
    try await other.take(Self.yaml)
    #expect(try await other.everything() == first)
  }

  @Test func `Only what changed is read again: a file, a mapping, or the words about a source`() async throws {
    let folder = try await folder()
    try await folder.take(Self.yaml)
    func read(_ yaml: String) async throws -> [String] {
      let seen = Mutex<[String]>([])
      try await folder.take(yaml) { progress in
        if progress.state == .finished { seen.withLock { $0.append(progress.source) } }
      }
      return seen.withLock { $0 }
    }
    try folder.write("stats.csv", Self.stats + "\n2022-02,DEU,KGZ,854231,11\n")
    #expect(try await read(Self.yaml) == ["stats"])
    #expect(try await folder.number("SELECT count(*) FROM record WHERE source = 'stats'") == 3)
    // One byte, same size.
    try folder.write("stats.csv", Self.stats + "\n2022-02,DEU,KGZ,854231,12\n")
    #expect(try await read(Self.yaml) == ["stats"])
    let words = Self.yaml.replacing("A newspaper", with: "A daily")
    #expect(try await read(words).isEmpty)
    #expect(try await folder.texts("SELECT publisher FROM source WHERE source = 'filed'") == ["A daily"])
    #expect(try await read(words.replacing("currency: USD", with: "currency: EUR")) == ["stats"])
    #expect(try await folder.texts("SELECT DISTINCT currency FROM record WHERE source = 'stats'") == ["EUR"])
  }

  @Test func `A source that is no longer in the case leaves no trace`() async throws {
    let folder = try await folder()
    try await folder.take(Self.yaml)
    let statsOnly = "- id: stats" + (Self.yaml.split(separator: "- id: stats").last ?? "")
    let ledger = try await folder.take(statsOnly)
    #expect(ledger.map(\.id) == ["stats"])
    for table in ["record", "rejection", "mention", "source_identity", "carried", "source_count"] {
      #expect(try await folder.number("SELECT count(*) FROM \(identifier: table) WHERE source = 'filed'") == 0)
    }
    #expect(try await folder.number("SELECT count(*) FROM identity") == 0)
  }

  @Test func `An engine without a folder, which takes rows in batches, ends with the same tables`() async throws {
    let engine = try await ADBCEngine.duckDB()
    try await Schema.create(on: engine)
    #expect(engine.dialect.rowFolder == nil)
    let memory = try await TestCase(engine: engine)
    let files = try await folder()
    #expect(files.engine.dialect.rowFolder == files.warehouse.path)
    for folder in [memory, files] {
      try folder.write("filed.csv", Self.filed)
      try folder.write("stats.csv", Self.stats)
      try await folder.take(Self.yaml)
    }
    #expect(try await memory.everything() == files.everything())
  }

  @Test func `A folder that takes no files of rows is told, and nothing is kept`() async throws {
    let folder = try await folder()
    try await folder.take(Self.yaml)
    let before = try await folder.everything()
    try folder.write("stats.csv", Self.stats + "\n2022-02,DEU,KGZ,854231,11\n")
    try FileManager.default.removeItem(at: folder.warehouse)
    await #expect {
      try await folder.take(Self.yaml)
    } throws: { error in
      (error as? IntakeError)?.message.contains("can't be written") ?? false
    }
    #expect(try await folder.everything() == before)
  }

  struct Stop: Error {}

  @Test(arguments: [IntakeProgress.State.reading, .converting])
  func `A run that stops midway leaves whole sources only, and the next one goes on`(state: IntakeProgress.State)
    async throws
  {
    let folder = try await folder()
    await #expect(throws: Stop.self) {
      try await folder.take(Self.yaml) { progress in
        if progress.source == "stats", progress.state == state { throw Stop() }
      }
    }
    #expect(try await folder.texts("SELECT source FROM source") == ["filed"])
    #expect(try await folder.number("SELECT count(*) FROM record WHERE source = 'stats'") == 0)
    #expect(try await folder.number("SELECT count(*) FROM duckdb_tables() WHERE table_name LIKE 'raw%'") == 0)
    #expect(try folder.rowFiles.isEmpty)
    let ledger = try await folder.take(Self.yaml)
    #expect(ledger.map(\.accepted) == [3, 2])
    let clean = try await self.folder()
    try await clean.take(Self.yaml)
    #expect(try await folder.everything() == clean.everything())
  }

  @Test func `Staging tables and files left by a kill are cleared away`() async throws {
    let folder = try await folder()
    try Data().write(to: folder.warehouse.appendingPathComponent("rows-1.parquet.tmp"))
    try await folder.engine.execute("CREATE TABLE raw_row (x VARCHAR)")
    try await folder.engine.execute("CREATE TABLE raw_listing (x VARCHAR)")
    #expect(try await folder.take(Self.yaml).count == 2)
    #expect(try await folder.number("SELECT count(*) FROM duckdb_tables() WHERE table_name LIKE 'raw%'") == 0)
    #expect(try folder.rowFiles.isEmpty)
  }

  @Test func `A cancelled run stops, and leaves nothing half done`() async throws {
    let folder = try await folder()
    let task = Task {
      try await folder.take(Self.yaml) { progress in
        if progress.state == .reading { withUnsafeCurrentTask { $0?.cancel() } }
        Thread.sleep(forTimeInterval: 0.05)
      }
    }
    task.cancel()
    await #expect(throws: (any Error).self) { try await task.value }
    #expect(try await folder.number("SELECT count(*) FROM record") == 0)
    #expect(try await folder.take(Self.yaml).map(\.accepted) == [3, 2])
  }

  @Test func `Sightings and companies are taken from their small formats`() async throws {
    let folder = try await TestCase()
    try folder.write(
      "seen.csv",
      "seen,place,country,item,maker,maker_country,found_in,description,publisher\n"
        + "2023-06,Chechnya,Russia,Tiger,Shaanxi Baoji,China,,armoured vehicle,A video\n")
    try folder.write(
      "firms.csv",
      "name,country,inn,ogrn,uscc,registered,address,activity,note\n"
        + "Silva,RU,7707083893,,,2022-09,Ulan-Ude,Wholesale,\nMaker,Atlantis,,,,2020,,,\n")
    let ledger = try await folder.take(
      "- {id: seen, path: seen.csv, profile: sightings}\n- {id: firms, path: firms.csv, profile: companies, as-of: 2023-10-01}"
    )
    #expect(ledger.map(\.accepted) == [1, 2])
    #expect(
      try await folder.texts("SELECT grade || ' ' || description || ' ' || origin || ' ' || destination FROM record")
        == [
          "sighting Tiger; armoured vehicle CHN RUS"
        ])
    #expect(
      try await folder.texts(
        "SELECT name || ' ' || coalesce(country, '?') || ' ' || CAST(registered_from AS VARCHAR) || ' ' || CAST(registered_by AS VARCHAR) FROM company ORDER BY \"row\""
      )
        == ["Silva RUS 2022-09-01 2022-09-30", "Maker ? 2020-01-01 2020-12-31"])
    // A country that is not known is no reason to lose a company, but it is told.
    #expect(
      ledger[1].notes == [
        LedgerEntry.Note(text: "'Atlantis' in the column country is not known and was left empty", count: 1)
      ])
  }

  @Test func `Customs rows are taken by mapping, with decimal commas and another delimiter`() async throws {
    let folder = try await TestCase()
    try folder.write(
      "gtd.csv",
      "ND;DATE;SENDER;RECEIVER;INN;CODE;TEXT;KG;USD;QTY;ORIGIN;FROM\n"
        + "10013160/140524/1;14.05.2023 10:22;Shenzhen Trading;ООО \"Ромашка\";7707083893;8471500000;Серверы;1 250,5;1.000,25;10;CN;HK\n"
        + "10013160/140524/2;15.05.2023;Shenzhen Trading;ООО \"Ромашка\";7707083893;8471500000;Серверы;1.5;7;10;CN;??\n"
    )
    let ledger = try await folder.take(
      """
      - id: customs
        path: gtd.csv
        profile: shipments
        options: {delimiter: ";"}
        mapping:
          date: {column: DATE, format: DD.MM.YYYY*}
          number: {column: ND}
          flow: {is: import}
          consignor: {column: SENDER, country: {column: FROM, codes: iso2}}
          consignee: {column: RECEIVER, country: RUS, number: {column: INN}, number-kind: INN}
          goods: {column: CODE}
          description: {column: TEXT}
          origin: {column: ORIGIN, codes: iso2}
          dispatch: {column: FROM, codes: iso2}
          destination: {is: RUS}
          weight: {column: KG, unit: kg, decimal: ","}
          value: {column: USD, currency: USD, decimal: ",", thousands: "."}
          quantity: {column: QTY, unit: pieces}
      """)
    // "1.5" under decimal commas is not read as 15, nor as 1.5.
    #expect(ledger[0].accepted == 1 && ledger[0].rejections.map(\.reason) == ["number"])
    #expect(
      try await folder.texts(
        "SELECT grade || ' ' || CAST(period_from AS VARCHAR) || ' ' || CAST(value AS VARCHAR) || ' ' || CAST(weight_kg AS VARCHAR) || ' ' || origin || dispatch || destination FROM record"
      )
        == ["customs 2023-05-14 1000.250 1250.500 CHNHKGRUS"])
    #expect(
      try await folder.texts(
        "SELECT role || ' ' || name || ' ' || country || ' ' || coalesce(number_kind || number, '-') FROM mention JOIN identity USING (identity) ORDER BY role"
      )
        == ["consignee ООО \"Ромашка\" RUS INN7707083893", "consignor Shenzhen Trading HKG -"])
  }
}
