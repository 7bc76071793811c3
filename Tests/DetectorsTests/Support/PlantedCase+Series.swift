// SPDX-License-Identifier: Apache-2.0

import Foundation
import Statistics
import Trade
import Warehouse

@testable import Detectors

/// A monthly series to be planted.
struct PlantedSeries {
  var origin: String
  var destination: String
  var code: String?
  /// `2019-01`
  var from: String
  /// Nil: a record that does not state its value. NaN: no record.
  var amounts: [Double?]
  var quantities: [Double]?

  init(_ origin: String, _ destination: String, _ code: String?, from: String, _ amounts: [Double?], quantities: [Double]? = nil) {
    (self.origin, self.destination, self.code, self.from) = (origin, destination, code, from)
    (self.amounts, self.quantities) = (amounts, quantities)
  }
}

extension PlantedCase {
  /// Plants statistics of one source: a row a month.
  func statistics(
    _ source: String, grade: EvidenceGrade = .statistic, flow: String = "export", reporter: String? = nil, currency: String = "EUR",
    basis: String? = nil, edition: String? = "HS2017", _ series: [PlantedSeries]
  ) async throws {
    let known = try await engine.table("SELECT count(*) AS n FROM source WHERE source = \(source)").integers("n").first ?? 0
    if known == 0 {
      try await engine.execute(
        "INSERT INTO source (source, sha256, profile, grade) VALUES (\(source), 'beef', 'statistics', \(grade.rawValue))")
    }
    var row = (try await engine.table("SELECT coalesce(max(\"row\"), 0) AS n FROM record WHERE source = \(source)").integers("n").first ?? 0) ?? 0
    var lines: [String] = []
    func literal(_ text: String?) -> String { text.map { "'\($0)'" } ?? "NULL" }
    for one in series {
      guard let first = Period(one.from) else { continue }
      for (place, amount) in one.amounts.enumerated() {
        if let amount, amount.isNaN { continue }
        guard let month = Month(of: first.from).adding(place).period else { continue }
        row += 1
        let who = reporter ?? (flow == "import" ? one.destination : one.origin)
        let quantity = one.quantities.map { "\($0[place]), 'kg'" } ?? "NULL, NULL"
        let value = amount.map { "\(($0 * 1000).rounded() / 1000), '\(currency)'" } ?? "NULL, '\(currency)'"
        var line = "('\(source)', \(row), 0, '\(grade.rawValue)', DATE '\(month.from)', DATE '\(month.to)', 'M', 'trade', "
        line += "'\(who)', '\(flow)', '\(one.origin)', '\(one.destination)', \(literal(one.code)), "
        line += one.code == nil ? "NULL, " : literal(edition) + ", "
        line += "\(value), \(literal(basis)), \(quantity), FALSE, FALSE, FALSE)"
        lines.append(line)
      }
    }
    for start in stride(from: 0, to: lines.count, by: 2000) {
      let some = lines[start..<min(start + 2000, lines.count)].joined(separator: ",\n")
      try await engine.execute(
        SQL(
          text: """
            INSERT INTO record (source, "row", part, grade, period_from, period_to, span, indicator, reporter, flow, origin, destination,
              goods_code, hs_edition, value, currency, basis, quantity, quantity_unit, partner_total, goods_total, transport_total)
            VALUES \(some)
            """))
    }
  }

  /// A customs record of one day, of the source `filings`, as an import to Russia.
  func shipment(_ day: String, code: String, value: Double) async throws {
    let row = try await record(day, grade: .customs, code: code, value: value, [:])
    try await engine.execute("UPDATE record SET flow = 'import', reporter = 'RUS', hs_edition = 'HS2017' WHERE \"row\" = \(row)")
  }

  func moved(_ heading: String) async throws {
    try await engine.execute("INSERT INTO heading_moved VALUES ('HS2017', 'HS2022', \(heading), FALSE)")
    try await engine.execute("INSERT INTO edition_pair VALUES ('HS2017', 'HS2022')")
  }
}

/// Months of ordinary trade: seasons, noise, and what the test adds.
struct OrdinaryTrade {
  private var generator: SeededGenerator

  init(seed: UInt64 = 1) { generator = SeededGenerator(seed: seed) }

  /// - Parameter change: what a month's amount is multiplied by, by place.
  mutating func months(_ count: Int, level: Double = 1_000_000, noise: Double = 0.15, _ change: (Int) -> Double = { _ in 1 }) -> [Double] {
    (0..<count).map { place in
      let season = 1 + 0.3 * sin(2 * Double.pi * Double(place % 12) / 12)
      return level * season * exp(noise * generator.normal()) * change(place)
    }
  }

  mutating func products(_ count: Int, _ months: Int, origin: String, destination: String, from: String, heading: Int = 100_000, level: Double = 1_000_000) -> [PlantedSeries] {
    (0..<count).map { PlantedSeries(origin, destination, String(heading + $0 * 7), from: from, self.months(months, level: level)) }
  }
}
