// SPDX-License-Identifier: Apache-2.0

import Trade
package import Warehouse

/// Reads histories from the tables of a case.
package struct HistoryReader {
  let engine: any Engine

  package init(engine: any Engine) { self.engine = engine }

  /// - Parameter words: the number of a declaration or filing, or the address of a row, `source:row`, whose cell or number
  ///   is meant.
  /// - Returns: nil when no record has that number or address.
  package func history(of words: String) async throws -> RecordHistory? {
    if let found = try await history(where: "number = \(words)") { return found }
    guard let colon = words.lastIndex(of: ":"), let row = Int(words[words.index(after: colon)...]) else { return nil }
    // A full address carries the hash of its file after an @.
    let source = String(words[..<colon].prefix { $0 != "@" })
    let columns = ["indicator", "reporter", "flow", "origin", "dispatch", "destination", "goods_code"]
    let list = columns.map { "t.\($0)" }.joined(separator: ", ")
    let table = try await engine.table(
      """
      SELECT t.grade, t.number, CAST(t.period_from AS VARCHAR) AS period_from, CAST(t.period_to AS VARCHAR) AS period_to,
        \(fragment: SQL(text: list))
      FROM (\(fragment: HistoryReader.all)) t WHERE source = \(source) AND "row" = \(row) ORDER BY part LIMIT 1
      """)
    guard table.count == 1 else { return nil }
    if let number = try table.texts("number")[0] {
      return try await history(where: "number = \(number) AND \(fragment: HistoryReader.inSeries(source))")
    }
    guard ["statistic", "statement"].contains(try table.texts("grade")[0] ?? "") else {
      return try await history(where: "source = \(source) AND \"row\" = \(row)")
    }
    var conditions: [SQL] = [HistoryReader.inSeries(source)]
    for column in columns {
      let name = SQL(text: column)
      if let value = try table.texts(column)[0] {
        conditions.append("\(fragment: name) = \(value)")
      } else {
        conditions.append("\(fragment: name) IS NULL")
      }
    }
    for column in ["period_from", "period_to"] {
      guard let day = try table.texts(column)[0] else { continue }
      conditions.append("\(fragment: SQL(text: column)) = CAST(\(day) AS DATE)")
    }
    return try await history(where: conditions.joined(separator: " AND "))
  }

  private static func inSeries(_ source: String) -> SQL {
    "split_part(source, '/', 1) = \(Vintages.series(source))"
  }

  private static let all: SQL = """
    SELECT *, TRUE AS counts FROM record UNION ALL SELECT *, FALSE AS counts FROM record_past
    """

  private func history(where condition: SQL) async throws -> RecordHistory? {
    let columns = RecordFields.compared.map { "CAST(t.\($0) AS VARCHAR) AS \($0)" }.joined(separator: ", ")
    let table = try await engine.table(
      """
      SELECT t.source, t."row", t.part, t.counts, \(fragment: SQL(text: columns)), n.names
      FROM (SELECT * FROM (\(fragment: HistoryReader.all)) a WHERE \(fragment: condition)) t
      LEFT JOIN (
        SELECT m.source, m."row", string_agg(DISTINCT m.role || ': ' || coalesce(i.name, i.number), '; '
          ORDER BY m.role || ': ' || coalesce(i.name, i.number)) AS names
        FROM (SELECT * FROM mention UNION ALL SELECT * FROM mention_past) m JOIN identity i ON i.identity = m.identity
        GROUP BY m.source, m."row"
      ) n ON n.source = t.source AND n."row" = t."row"
      ORDER BY t.source, t."row", t.part
      """)
    guard table.count > 0 else { return nil }
    let releases = try await releases()
    let book = try await engine.addressBook()
    let (sources, rows, counts) = (
      try table.texts("source"), try table.integers("row"), try table.booleans("counts")
    )
    let cells = try (RecordFields.compared + ["names"]).map { ($0, try table.texts($0)) }
    var versions: [String: RecordHistory.Version] = [:]
    for index in 0..<table.count {
      let source = sources[index] ?? ""
      var version =
        versions[source]
        ?? RecordHistory.Version(source: source, released: releases[source] ?? nil, isCurrent: false, entries: [])
      version.isCurrent = version.isCurrent || counts[index] == true
      version.entries.append(
        RecordHistory.Entry(
          address: try book.address(source, rows[index] ?? 0),
          fields: cells.compactMap { name, values in
            values[index].map { RecordHistory.Field(name: name == "names" ? "parties" : name, value: $0) }
          }))
      versions[source] = version
    }
    let order = Vintages(versions.values.map { Vintages.File(source: $0.source, released: $0.released) }, asOf: nil)
      .placed
    let places = Dictionary(order.map { ($0.source, $0.place) }, uniquingKeysWith: { first, _ in first })
    return RecordHistory(
      versions: versions.values.sorted {
        (Vintages.series($0.source), places[$0.source] ?? 0, $0.source)
          < (Vintages.series($1.source), places[$1.source] ?? 0, $1.source)
      })
  }

  private func releases() async throws -> [String: Day?] {
    let table = try await engine.table("SELECT source, released FROM source")
    return Dictionary(
      zip(try table.texts("source"), try table.days("released")).map { ($0 ?? "", $1) },
      uniquingKeysWith: { first, _ in first })
  }
}
