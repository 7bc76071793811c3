// SPDX-License-Identifier: Apache-2.0

import Trade
import Warehouse

/// What the case's tables hold, asked once and remembered. The tables must not change while it is in use.
actor CoverageStore {
  /// A source with records.
  struct SourceLine: Sendable {
    var id: String
    /// The columns that it carries; nil when that is not known.
    var carried: Set<String>?
    /// From the first record's first day to the last record's last.
    var extent: Period?
  }

  /// Periods for which a publisher has records of a kind, whatever the goods and partners.
  struct Published: Sendable, Hashable {
    var source: String
    var reporter: String?
    var flow: String?
    var indicator: String?
    var kind: CoverageRow.Kind
    var period: Period
    /// Of records with a code; the outer nil stands for records without.
    var edition: String??
  }

  let engine: any Engine
  let asOf: Day
  private var sourceLines: [SourceLine]?
  private var publishedRows: [Published]?
  private var book: AddressBook?
  private var knownWorld: World?
  private var found: [Selection: Resolved] = [:]

  struct Resolved: Sendable {
    var filter: SelectionFilter
    var rows: [CoverageRow]
  }

  init(engine: any Engine, asOf: Day) {
    self.engine = engine
    self.asOf = asOf
  }

  /// The selection's records, grouped by what decides comparability.
  func coverage(of selection: Selection) async throws -> Resolved {
    if let known = found[selection] { return known }
    let filter = try await SelectionFilter.resolve(selection, asOf: asOf, store: self)
    let rows = try CoverageRow.rows(of: await engine.table(CoverageRow.query(where: filter.condition)))
    let resolved = Resolved(filter: filter, rows: rows)
    found[selection] = resolved
    return resolved
  }

  /// What the records of the case are like as a whole.
  struct World: Sendable {
    /// Some are later than the as-of date.
    var hasLater: Bool
    /// Some state something other than trade.
    var hasIndicators: Bool
    var hasTwoWay: Bool
  }

  func world() async throws -> World {
    if let knownWorld { return knownWorld }
    let table = try await engine.table(
      """
      SELECT count(*) FILTER (WHERE NOT (\(fragment: SelectionFilter.known(on: asOf)))) AS later,
        count(*) FILTER (WHERE indicator <> 'trade') AS indicators, count(*) FILTER (WHERE flow = 'two-way') AS two_way
      FROM record
      """)
    func isThere(_ column: String) throws -> Bool { try table.integers(column).first != 0 }
    let world = World(
      hasLater: try isThere("later"), hasIndicators: try isThere("indicators"), hasTwoWay: try isThere("two_way"))
    knownWorld = world
    return world
  }

  func sources() async throws -> [SourceLine] {
    if let sourceLines { return sourceLines }
    let table = try await engine.table(
      """
      SELECT source, min(period_from) FILTER (WHERE \(fragment: SelectionFilter.known(on: asOf))) AS first_day,
        max(period_to) FILTER (WHERE \(fragment: SelectionFilter.known(on: asOf))) AS last_day
      FROM record GROUP BY source ORDER BY source
      """)
    let columns = try await engine.table("SELECT source, column_name FROM carried")
    var carried: [String: Set<String>] = [:]
    for (source, column) in zip(try columns.texts("source"), try columns.texts("column_name")) {
      if let source, let column { carried[source, default: []].insert(column) }
    }
    let ids = try table.texts("source")
    let (from, to) = (try table.days("first_day"), try table.days("last_day"))
    let lines = (0..<table.count).map { i in
      SourceLine(
        id: ids[i] ?? "", carried: carried[ids[i] ?? ""],
        extent: Period(optional: from[i], to[i]))
    }
    sourceLines = lines
    return lines
  }

  /// Whose rates of exchange the case has.
  func ratePublishers() async throws -> [String] {
    try await engine.table("SELECT DISTINCT publisher FROM exchange_rate ORDER BY publisher").texts("publisher")
      .compactMap { $0 }
  }

  func addressBook() async throws -> AddressBook {
    if let book { return book }
    let known = try await engine.addressBook()
    book = known
    return known
  }

  func published() async throws -> [Published] {
    if let publishedRows { return publishedRows }
    let table = try await engine.table(
      """
      SELECT source, reporter, flow, indicator, \(fragment: CoverageRow.partnerKind) AS partner_kind,
        \(fragment: CoverageRow.goodsKind) AS goods_kind, coalesce(transport_total, FALSE) AS all_transport,
        period_from, period_to, hs_edition, coalesce(goods_code <> 'TOTAL', FALSE) AS has_code, count(*) AS records
      FROM record WHERE \(fragment: SelectionFilter.known(on: asOf)) AND period_from IS NOT NULL
      GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
      """)
    let kinds = try CoverageRow.Kind.column(of: table)
    let (source, reporter, flow) = (try table.texts("source"), try table.texts("reporter"), try table.texts("flow"))
    let (indicator, edition) = (try table.texts("indicator"), try table.texts("hs_edition"))
    let (from, to) = (try table.days("period_from"), try table.days("period_to"))
    let hasCode = try table.booleans("has_code")
    let rows = (0..<table.count).compactMap { i -> Published? in
      guard let period = Period(optional: from[i], to[i]) else { return nil }
      return Published(
        source: source[i] ?? "", reporter: reporter[i], flow: flow[i], indicator: indicator[i] ?? "trade",
        kind: kinds[i], period: period, edition: hasCode[i] == true ? .some(edition[i]) : nil)
    }
    publishedRows = rows
    return rows
  }

  func reporters() async throws -> Set<String> { Set(try await published().compactMap(\.reporter)) }
}
