// SPDX-License-Identifier: Apache-2.0

import Trade
import Warehouse

extension MeasureCompiler {
  /// The records of a basis that make up a period.
  /// - Parameters:
  ///   - months: look at these months of the period only.
  ///   - isCompared: a dated source must then cover the whole period; else a caveat says that it does not.
  func slice(_ basis: Basis, _ period: Period?, months: [Period]? = nil, isCompared: Bool = false) async throws -> Slice
  {
    guard let period else { return Self.noted(try wholeSlice(basis)) }
    return Self.noted(
      basis.isStatistic
        ? try await statisticSlice(basis, period, months: months)
        : try datedSlice(basis, period, months: months, isCompared: isCompared))
  }

  private static func noted(_ slice: Slice) -> Slice {
    var slice = slice
    slice.caveats += EstimateNotes.caveats(slice.rows)
    return slice
  }

  private func wholeSlice(_ basis: Basis) throws -> Slice {
    if basis.isStatistic {
      let periods = Set(basis.rows.compactMap(\.period)).sorted { ($0.from, $0.to) < ($1.from, $1.to) }
      for (one, next) in zip(periods, periods.dropFirst()) where one.overlaps(next) {
        throw MeasureError.overlapping((one, next))
      }
    }
    return Slice(
      period: nil, pieces: [], condition: basis.condition, inside: nil, rows: basis.rows,
      editions: Self.editions(of: basis.rows), caveats: basis.caveats)
  }

  /// Editions of the rows that carry a code.
  private static func editions(of rows: [CoverageRow]) -> Set<String?> {
    Set(rows.filter { $0.codeLength != nil }.map(\.edition))
  }

  // MARK: Statistics: periods as published

  private func statisticSlice(_ basis: Basis, _ period: Period, months: [Period]?) async throws -> Slice {
    var slice = Slice(
      period: period, pieces: [], condition: basis.condition, inside: nil, rows: [], editions: [],
      caveats: basis.caveats)
    var conditions: [SQL] = []
    for source in basis.sources {
      let tiling = try tiling(of: period, basis, source: source, months: months)
      let pieces = Set(tiling.pieces)
      let rows = basis.rows.filter { $0.logicalSource == source && ($0.period.map(pieces.contains) ?? false) }
      slice.rows += rows
      if slice.pieces.isEmpty || tiling.pieces.count > slice.pieces.count { slice.pieces = tiling.pieces }
      slice.caveats += Self.caveats(tiling, period: period, source: source)
      slice.caveats += Self.gaps(basis, source: source, pieces: tiling.pieces)
      let published = basis.published.filter { CoverageRow.logical($0.source) == source && pieces.contains($0.period) }
      slice.editions.formUnion(published.compactMap(\.edition))
      slice.editions.formUnion(Self.editions(of: rows))
      if basis.sources.count == 1 {
        conditions.append(Self.condition(tiling))
      } else {
        let files = basis.files.map(\.id).filter { CoverageRow.logical($0) == source }.sorted()
        conditions.append(
          "(source IN (\(list: files)) AND \(fragment: Self.condition(tiling)))")
      }
      try await refuseOtherLengths(basis, source: source, period: period, tiling: tiling)
    }
    slice.condition = SelectionFilter.all([basis.condition, SelectionFilter.any(conditions)])
    return slice
  }

  func tiling(of period: Period, _ basis: Basis, source: String, months: [Period]? = nil) throws -> Tiling {
    let own = basis.own[source] ?? []
    if let months {
      return Tiling(way: .uniform(.month), pieces: months, empty: months.filter { !own.contains($0) })
    }
    switch Tiling.of(period, own: own, published: basis.covered[source] ?? []) {
    case .tiled(let tiling): return tiling
    case .gaps(let missing):
      throw MeasureError.months(
        missing: missing, period: period, source: source,
        available: own.filter(period.overlaps).sorted { ($0.from, $0.to) < ($1.from, $1.to) })
    }
  }

  private static func condition(_ tiling: Tiling) -> SQL {
    func exactly(_ piece: Period) -> SQL { "(period_from = \(piece.from) AND period_to = \(piece.to))" }
    guard case .uniform(let span) = tiling.way else { return SelectionFilter.any(tiling.pieces.map(exactly)) }
    let stretches = Period.joined(tiling.pieces)
    return SelectionFilter.any(
      stretches.map { "(span = \(span.rawValue) AND period_from >= \($0.from) AND period_to <= \($0.to))" })
  }

  private static func caveats(_ tiling: Tiling, period: Period, source: String) -> [String] {
    var caveats: [String] = []
    if tiling.way == .mixed {
      caveats.append("\(period) is put together from \(Period.words(tiling.pieces)) of \(source).")
    }
    if !tiling.empty.isEmpty {
      caveats.append(
        "\(source) records no such trade in \(Period.list(tiling.empty)) (\(tiling.empty.count) of \(tiling.pieces.count) \(tiling.pieces[0].span.words)); it counts as none, since the publisher has other records for that time."
      )
    }
    return caveats
  }

  /// Reporters that lack a period which others have.
  private static func gaps(_ basis: Basis, source: String, pieces: [Period]) -> [String] {
    let published = basis.published.filter { CoverageRow.logical($0.source) == source }
    let byReporter = Dictionary(grouping: published.filter { $0.reporter != nil }, by: { $0.reporter ?? "" })
      .mapValues { Set($0.map(\.period)) }
    var caveats: [String] = []
    if let expected = expectedReporters(basis.filter, flow: basis.rows.first?.flow) {
      let absent = expected.compactMap { $0 }.filter { byReporter[$0] == nil }.sorted()
      if !absent.isEmpty, absent.count < expected.count {
        caveats.append("\(source) has no records at all of \(absent.joined(separator: ", ")).")
      }
    }
    guard byReporter.count > 1 else { return caveats }
    let lacking = byReporter.keys.sorted().compactMap { reporter -> String? in
      let missing = pieces.filter { !(byReporter[reporter]?.contains($0) ?? false) }
      return missing.isEmpty ? nil : "\(reporter) for \(Period.list(missing))"
    }
    if !lacking.isEmpty {
      let shown = lacking.prefix(8).joined(separator: "; ")
      caveats.append(
        "\(source) has no records of some reporters: \(shown)\(lacking.count > 8 ? "; and of \(lacking.count - 8) more" : "")."
      )
    }
    return caveats
  }

  /// Where a source states some series by the month and others by the year, the ones that were not chosen must be the
  /// same series over again.
  private func refuseOtherLengths(_ basis: Basis, source: String, period: Period, tiling: Tiling) async throws {
    let pieces = Set(tiling.pieces)
    var span: Period.Span?
    if case .uniform(let unit) = tiling.way { span = unit }
    let others = basis.rows.contains { row in
      guard row.logicalSource == source, let own = row.period, own.overlaps(period) else { return false }
      return span.map { own.span != $0 } ?? !pieces.contains(own)
    }
    guard others else { return }
    let other: SQL = span.map { "span <> \($0.rawValue)" } ?? "NOT \(fragment: Self.condition(tiling))"
    let series: SQL = "source, reporter, flow, origin, destination, goods_code"
    let chosen = Self.condition(tiling)
    let table = try await engine.table(
      """
      SELECT count(*) AS left_out FROM (
        SELECT DISTINCT \(fragment: series) FROM record
        WHERE \(fragment: basis.condition) AND \(fragment: Self.near([period])) AND \(fragment: other)
        EXCEPT
        SELECT DISTINCT \(fragment: series) FROM record
        WHERE \(fragment: basis.condition) AND \(fragment: chosen)) AS series
      """)
    if try table.integers("left_out").first != 0 { throw MeasureError.seriesOfDifferentLengths(period) }
  }

  // MARK: Dated records

  private func datedSlice(_ basis: Basis, _ period: Period, months: [Period]?, isCompared: Bool) throws -> Slice {
    var caveats = basis.caveats
    let extents = basis.extents
    if !isCompared, !extents.isEmpty, !extents.contains(where: { $0.period.overlaps(period) }) {
      let known = extents.map { "those of \($0.source) run from \($0.period.from) to \($0.period.to)" }
      throw MeasureError(.noData, "There are no records for \(period): \(known.joined(separator: "; ")).")
    }
    for (source, extent) in extents where months == nil {
      if !extent.wholeMonths.contains(period) {
        if isCompared { throw MeasureError.beyondExtent(period, source: source, extent: extent) }
        caveats.append(
          "The records of \(source) run from \(extent.from) to \(extent.to), which is not all of \(period).")
      } else if !extent.contains(period) {
        caveats.append("The records of \(source) run from \(extent.from) to \(extent.to).")
      }
    }

    let stretches = months.map(Period.joined) ?? [period]
    let inside = basis.rows.filter { row in row.period.map { own in stretches.contains { $0.contains(own) } } ?? false }
    let astride = basis.rows.filter { row in
      row.period.map { own in
        stretches.contains { $0.overlaps(own) } && !stretches.contains { $0.contains(own) }
      } ?? true
    }
    let within = SelectionFilter.any(stretches.map { "(period_from >= \($0.from) AND period_to <= \($0.to))" })
    // Of everything that the sources have for that time: goods may be known by the codes of one edition only.
    let editions = basis.published.filter { one in stretches.contains { $0.overlaps(one.period) } }.compactMap(
      \.edition)
    var slice = Slice(
      period: period, pieces: stretches, condition: SelectionFilter.all([basis.condition, within]), inside: nil,
      rows: inside, editions: Self.editions(of: inside).union(editions), caveats: caveats)
    if !astride.isEmpty {
      let touching = SelectionFilter.any(
        stretches.map { "(period_from <= \($0.to) AND period_to >= \($0.from))" } + ["period_from IS NULL"])
      slice.condition = SelectionFilter.all([basis.condition, touching])
      slice.inside = "coalesce(\(fragment: within), FALSE)"
      slice.rows += astride
      slice.editions.formUnion(Self.editions(of: astride))
      let count = astride.reduce(0) { $0 + $1.records }
      slice.caveats.append(
        "\(count) \(count == 1 ? "record lies" : "records lie") only partly in the time asked for, or \(count == 1 ? "carries" : "carry") no date: left out of the lower figure, taken into the upper one."
      )
    }
    return slice
  }
}

extension Period {
  /// The whole months that this period touches.
  var wholeMonths: Period {
    let (first, last) = (from.components, to.components)
    guard let start = Period.month(first.year, first.month), let end = Period.month(last.year, last.month) else {
      return self
    }
    return Period(from: start.from, to: end.to) ?? self
  }

  static func words(_ periods: [Period]) -> String { periods.map(\.description).joined(separator: ", ") }
}

extension Period.Span {
  var words: String {
    switch self {
    case .day: "days"
    case .month: "months"
    case .quarter: "quarters"
    case .year: "years"
    case .other: "stretches"
    }
  }
}
