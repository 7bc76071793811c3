// SPDX-License-Identifier: Apache-2.0

import Trade
import Warehouse

/// The records that a measure is over, once it is settled that they are of one kind: one grade, one side, one
/// publisher (or several that do not overlap), totals or parts but never both.
struct Basis: Sendable {
  var what: Measure.What
  var filter: SelectionFilter
  var grade: EvidenceGrade
  /// Of the chosen kind, of any time.
  var rows: [CoverageRow]
  /// As the case names them.
  var sources: [String]
  var files: [CoverageStore.SourceLine]
  /// What the publishers have of that kind, whatever the goods and partners.
  var published: [CoverageStore.Published]
  /// The selection and the kind.
  var condition: SQL
  var kinds: KindChoice
  var caveats: [String]
  /// Periods of `rows` and of `published`, by source as the case names it.
  private(set) var own: [String: Set<Period>] = [:]
  private(set) var covered: [String: Set<Period>] = [:]

  init(
    what: Measure.What, filter: SelectionFilter, grade: EvidenceGrade, rows: [CoverageRow], sources: [String],
    files: [CoverageStore.SourceLine], published: [CoverageStore.Published], condition: SQL, kinds: KindChoice,
    caveats: [String]
  ) {
    self.what = what
    self.filter = filter
    self.grade = grade
    self.rows = rows
    self.sources = sources
    self.files = files
    self.published = published
    self.condition = condition
    self.kinds = kinds
    self.caveats = caveats
    for row in rows { if let period = row.period { own[row.logicalSource, default: []].insert(period) } }
    for row in published { covered[CoverageRow.logical(row.source), default: []].insert(row.period) }
  }

  var isStatistic: Bool { grade == .statistic }

  /// From a source's first record's first day to its last record's last, by source as the case names it.
  var extents: [(source: String, period: Period)] {
    sources.compactMap { source in
      let own = files.filter { CoverageRow.logical($0.id) == source }.compactMap(\.extent)
      guard let first = own.map(\.from).min(), let last = own.map(\.to).max() else { return nil }
      return Period(from: first, to: last).map { (source, $0) }
    }
  }

  /// Whether every source of dated records has records up to both ends of the period, in whole months.
  func extends(over period: Period) -> Bool {
    let extents = extents
    return !extents.isEmpty && extents.allSatisfy { $0.period.wholeMonths.contains(period) }
  }
}

/// Which rows answer where a publisher gives both totals and their parts.
struct KindChoice: Sendable, Hashable {
  var partners: Set<CoverageRow.Partner> = [.world, .aggregate, .part]
  var goods: Set<CoverageRow.Goods> = [.total, .aggregate, .part]
  /// Nil: any.
  var transportTotal: Bool?

  func allows(_ kind: CoverageRow.Kind) -> Bool {
    partners.contains(kind.partner) && goods.contains(kind.goods)
      && (transportTotal.map { $0 == kind.isTransportTotal } ?? true)
  }

  /// Only what tells the chosen rows from those that are there.
  func conditions(among kinds: Set<CoverageRow.Kind>) -> [SQL] {
    var conditions: [SQL] = []
    if !Set(kinds.map(\.partner)).isSubset(of: partners) {
      conditions.append("\(fragment: CoverageRow.partnerKind) IN (\(list: partners.map(\.rawValue).sorted()))")
    }
    if !Set(kinds.map(\.goods)).isSubset(of: goods) {
      conditions.append("\(fragment: CoverageRow.goodsKind) IN (\(list: goods.map(\.rawValue).sorted()))")
    }
    if let transportTotal, kinds.contains(where: { $0.isTransportTotal != transportTotal }) {
      conditions.append(transportTotal ? "transport_total" : "NOT coalesce(transport_total, FALSE)")
    }
    return conditions
  }
}
