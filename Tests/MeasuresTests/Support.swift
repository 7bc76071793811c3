// SPDX-License-Identifier: Apache-2.0

import Measures
import Testing
import Trade
import Warehouse

/// One record of a test case.
struct Row: Sendable {
  var source = "stats"
  var row: Int?
  var part = 0
  var grade = EvidenceGrade.statistic
  var period: String? = "2022-01"
  var indicator = "trade"
  var reporter: String? = "CHN"
  var flow: String? = "export"
  var from: String? = "CHN"
  var to: String? = "RUS"
  var code: String? = "854231"
  var edition: String? = "HS2022"
  var value: Double?
  var valueLow: Double?
  var valueHigh: Double?
  var currency: String? = "USD"
  var basis: String? = "FOB"
  var weight: Double?
  var quantity: Double?
  var quantityLow: Double?
  var unit: String?
  var partnerTotal = false
  var goodsTotal = false
  var transportTotal = false

  static func stat(_ period: String, _ value: Double?, _ change: (inout Row) -> Void = { _ in }) -> Row {
    var row = Row(period: period, value: value)
    change(&row)
    return row
  }

  static func filing(_ period: String?, _ change: (inout Row) -> Void = { _ in }) -> Row {
    var row = Row(
      source: "filings", grade: .filing, period: period, reporter: nil, flow: nil, code: nil, edition: nil,
      currency: nil, basis: nil)
    change(&row)
    return row
  }
}

/// A case in memory.
struct TestCase {
  let engine: ADBCEngine

  init(_ rows: [Row], carried: [String: [String]] = [:], further: [SQL] = []) async throws {
    engine = try await ADBCEngine.duckDB()
    try await Schema.create(on: engine)
    try await add(rows)
    for (source, columns) in carried {
      for column in columns { try await engine.execute("INSERT INTO carried VALUES (\(source), \(column))") }
    }
    for statement in further { try await engine.execute(statement) }
  }

  func add(_ rows: [Row]) async throws {
    for source in Set(rows.map(\.source)).sorted() {
      try await engine.execute(
        "INSERT INTO source (source, sha256) VALUES (\(source), \(String(repeating: "a", count: 64)))")
    }
    var next: [String: Int] = [:]
    var values: [SQL] = []
    for row in rows {
      let number = row.row ?? (next[row.source] ?? 0) + 1
      next[row.source] = number
      let period = row.period.flatMap { Period($0) }
      values.append(
        """
        (\(row.source), \(number), \(row.part), \(row.grade.rawValue), \(period?.from), \(period?.to), \
        \(period?.span.rawValue), \(row.indicator), \(row.reporter), \(row.flow), \(row.from), \(row.to), \(row.code), \
        \(row.edition), \(row.value), \(row.valueLow), \(row.valueHigh), \(row.currency), \(row.basis), \(row.weight), \
        \(row.quantity), \(row.quantityLow), \(row.unit), \(row.partnerTotal), \(row.goodsTotal), \(row.transportTotal))
        """)
    }
    for start in stride(from: 0, to: values.count, by: 200) {
      let chunk = values[start..<min(start + 200, values.count)].joined(separator: ", ")
      try await engine.execute(
        """
        INSERT INTO record (source, "row", part, grade, period_from, period_to, span, indicator, reporter, flow, origin,
          destination, goods_code, hs_edition, value, value_low, value_high, currency, basis, weight_kg, quantity,
          quantity_low, quantity_unit, partner_total, goods_total, transport_total)
        VALUES \(fragment: chunk)
        """)
    }
  }

  func desk(asOf: String = "2026-01-01") throws -> CaseDesk {
    CaseDesk(engine: engine, asOf: try #require(Day(asOf)))
  }

  func answer(_ flags: [String: [String]], asOf: String = "2026-01-01") async throws -> Answer {
    try await desk(asOf: asOf).answer(MeasureReader.measure(flags: flags))
  }

  /// `"of=value how=growth period=2022 against=2021 from=CHN,HKG"`
  func answer(_ words: String, asOf: String = "2026-01-01") async throws -> Answer {
    try await answer(Self.flags(words), asOf: asOf)
  }

  static func flags(_ words: String) -> [String: [String]] {
    Dictionary(
      words.split(separator: " ").map { word in
        let pair = word.split(separator: "=", maxSplits: 1)
        return (String(pair[0]), pair[1].split(separator: ",").map(String.init))
      }, uniquingKeysWith: { $0 + $1 })
  }

  func refusal(_ words: String, asOf: String = "2026-01-01") async throws -> MeasureError {
    do {
      let answer = try await answer(words, asOf: asOf)
      Issue.record("answered \(answer.figure.value.map { "\($0)" } ?? "nil"), though it should be refused")
      return MeasureError(.noData, "")
    } catch let error as MeasureError {
      return error
    }
  }
}

/// Months of a year with a value each.
func months(_ year: Int, _ values: [Double?], _ change: (inout Row) -> Void = { _ in }) -> [Row] {
  values.enumerated().map { index, value in
    Row.stat("\(year)-\(index < 9 ? "0" : "")\(index + 1)", value, change)
  }
}

func isClose(_ left: Double?, _ right: Double, tolerance: Double = 1e-9) -> Bool {
  left.map { abs($0 - right) <= tolerance * max(1, abs(right)) } ?? false
}
