// SPDX-License-Identifier: Apache-2.0

import Measures
import Trade
import Warehouse

extension Stage {
  /// One step from the case's tables to leads, or the rows under a figure. What one row is stands first, since it
  /// decides what may be counted.
  init(name: String, grain: String, sql: SQL) { self.init(name: name, sql: sql, about: grain) }

  /// For people, with the bound values written out.
  var readable: String { "-- \(name): \(about)\n\(sql.readable)" }
}

extension Desk {
  func table(_ stage: Stage) async throws -> Table { try await table(stage.sql) }

  /// How many rows a stage has.
  func count(_ stage: Stage) async throws -> Int {
    try await table("SELECT count(*) AS n FROM (\(fragment: stage.sql)) AS stage").counts("n").first ?? 0
  }

  /// The rows that a stage with the columns `source` and `"row"` names: an exact count, and the first addresses.
  func evidence(_ stage: Stage) async throws -> Evidence {
    let first = try await table(
      """
      SELECT source, "row", count(*) OVER () AS n
      FROM (SELECT DISTINCT source, "row" FROM (\(fragment: stage.sql)) AS stage) AS counted
      ORDER BY source, "row" LIMIT \(Evidence.limit)
      """)
    let (sources, rows) = (try first.words("source"), try first.counts("row"))
    let count = try first.counts("n").first ?? 0
    let addresses = try await addresses(zip(sources, rows).map { (source: $0, row: $1) })
    return Evidence(addresses: addresses, count: count)
  }
}

extension Figure {
  /// A figure that no measure can make, from a stage that names its rows.
  ///
  /// Measures sum and count records that one selection describes. They have no durations (the age of a buyer at its
  /// first filing), no conditions on two parties of one record (goods of a maker that *another* sells), and no dates of
  /// a list. Only for these does a detector take its figure from a stage; whole months are counted by
  /// `Day.wholeMonths(since:)`, since engines differ in date arithmetic.
  static func from(
    _ stage: Stage, label: String, value: Double?, low: Double? = nil, high: Double? = nil, unit: String,
    at desk: any Desk, caveats: [String] = []
  ) async throws -> Figure {
    Figure(
      label: label, value: value, low: low, high: high, unit: unit, sql: [stage.readable],
      evidence: try await desk.evidence(stage), caveats: caveats)
  }

  /// How many rows a stage names.
  static func records(_ label: String, _ stage: Stage, at desk: any Desk) async throws -> Figure {
    let evidence = try await desk.evidence(stage)
    return Figure(
      label: label, value: Double(evidence.count), unit: "records", sql: [stage.readable], evidence: evidence)
  }
}

/// The figures of one finding. What a measure refuses becomes a caveat, since a missing figure has to be told.
struct FigureSheet {
  private(set) var figures: [Figure] = []
  private(set) var refusals: [String] = []

  mutating func add(_ figure: Figure) { figures.append(figure) }

  @discardableResult
  mutating func ask(_ label: String, _ measure: Measure, at desk: any Desk) async throws -> Figure? {
    do {
      var figure = try await desk.answer(measure).figure
      figure.label = label
      figures.append(figure)
      return figure
    } catch let error as MeasureError {
      refusals.append("No figure for \(label): \(error.message)")
      return nil
    }
  }

  var caveats: [String] {
    var seen: Set<String> = []
    return (figures.flatMap(\.caveats) + refusals).filter { seen.insert($0).inserted }
  }
}

extension Evidence {
  /// These rows and others, none of which is among these: counts add up exactly even when addresses are cut.
  func joined(_ other: Evidence) -> Evidence {
    Evidence(addresses: addresses + other.addresses, count: count + other.count)
  }
}
