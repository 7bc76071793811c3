// SPDX-License-Identifier: Apache-2.0

import Testing
import Trade
import Warehouse

@testable import Intake

struct ColumnDecisionsTests {
  private static let mapping = """
    - id: s
      path: s.csv
      profile: shipments
      options: {delimiter: "|"}
      mapping:
        date: {column: date}
        number: {column: number}
        goods: {column: code}
        value: {column: value, currency: USD}
        weight: {column: weight}
        quantity: {column: quantity, unit: {column: unit}}
        consignee: {column: consignee}
    """

  private func take(_ rows: String) async throws -> (TestCase, LedgerEntry) {
    let folder = try await TestCase()
    try folder.write("s.csv", "date|number|code|value|weight|quantity|unit|consignee\n" + rows)
    let ledger = try await folder.take(Self.mapping)
    #expect(ledger[0].addsUp)
    return (folder, ledger[0])
  }

  @Test func `Each column is read as its values say, and that is said aloud`() async throws {
    let (folder, entry) = try await take(
      """
      13/02/2023|1|101210|1.234,5|12.5|2|тыс. шт|A
      03/04/2023|2|1012100|1.234|1,234.5|3|pcs|B
      """)
    #expect(entry.accepted == 2)
    #expect(
      try await folder.texts(
        """
        SELECT period_from || ' ' || goods_code || ' ' || value || ' ' || weight_kg || ' ' || quantity || ' ' || quantity_unit
        FROM record ORDER BY "row"
        """) == [
          "2023-02-13 101210 1234.500 12.500 2000.000 pieces", "2023-04-03 01012100 1234.000 1234.500 3.000 pieces",
        ])
    let notes = entry.notes.map(\.text).joined(separator: "\n")
    for words in ["column date were read day first", "column value were read with ','", "lost leading zero"] {
      #expect(notes.contains(words))
    }
  }

  @Test func `An ambiguous column is refused with what to write, its plain numbers are not`() async throws {
    let (folder, entry) = try await take(
      "2023-02-13|1|870323|1,234|1.234|5|pcs|A\n2023-02-13|2|870323|500|700|5|pcs|A\n")
    #expect(entry.accepted == 1 && entry.rejections.map(\.reason) == ["number"])
    #expect(try await folder.texts("SELECT detail FROM rejection")[0]?.contains("write `decimal: \".\"`") == true)
  }

  @Test func `Numbers of four digits without marks say that thousands are not grouped`() async throws {
    let (folder, entry) = try await take("2023-02-13|1|870323|1.234|1|5|pcs|A\n2023-02-13|2|870323|5000|1|5|pcs|A\n")
    #expect(entry.accepted == 2)
    #expect(try await folder.texts("SELECT value FROM record ORDER BY \"row\"") == ["1.234", "5000.000"])
  }

  @Test func `What is said not to be said is undisclosed, and its words are kept`() async throws {
    let (folder, entry) = try await take(
      """
      2023-02-13|б/н|870323|согласно инвойсу 5|12|см. приложение|pcs|не указан
      2023-02-14|10|870323|-|不详|7|шт|Ромашка
      2023-02-15|11|870323|1|2|3|шт|См. приложение № 2
      """)
    #expect(entry.accepted == 3)
    #expect(
      try await folder.texts(
        """
        SELECT coalesce(number, '?') || ' ' || coalesce(CAST(value AS VARCHAR), '?') || ' '
          || coalesce(CAST(weight_kg AS VARCHAR), '?') || ' ' || coalesce(CAST(quantity AS VARCHAR), '?') || ' '
          || coalesce(quantity_note, '?') || ' | ' || note
        FROM record ORDER BY "row"
        """) == [
          "? ? 12.000 ? см. приложение | number: б/н; value: согласно инвойсу 5; consignee: не указан",
          "10 ? ? 7.000 ? | value: -; weight: 不详",
          "11 1.000 2.000 3.000 ? | consignee: См. приложение № 2",
        ])
    #expect(try await folder.texts("SELECT name FROM identity") == ["Ромашка"])
  }

  @Test func `Brackets are minus, groups of India and of apostrophes are thousands, and a unit not known stays`()
    async throws
  {
    let (folder, entry) = try await take(
      """
      2023-02-13|1|870323|12,34,567.5|1'234.5|1.5E+03|bushel|A
      2023-02-14|2|870323|(1,234)|1 234|5|%|A
      2023-02-15|3|870323|1,2,3|1|5||A
      """)
    #expect(entry.accepted == 2 && entry.rejections.map(\.reason) == ["number"])
    #expect(
      try await folder.texts(
        "SELECT value || ' ' || weight_kg || ' ' || quantity || ' ' || quantity_unit FROM record ORDER BY \"row\"") == [
          "1234567.500 1234.500 1500.000 bushel", "-1234.000 1234.000 5.000 %",
        ])
    #expect(entry.notes.contains { $0.text.contains("'bushel' is not known") })
  }
}
