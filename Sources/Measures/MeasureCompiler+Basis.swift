// SPDX-License-Identifier: Apache-2.0

import Trade
import Warehouse

extension MeasureCompiler {
  /// Settles which records a measure is over.
  /// - Parameter periods: what is going to be asked for; nil = all of the time that is covered.
  func basis(of selection: Selection, what: Measure.What, periods: [Period]?) async throws -> Basis {
    let coverage = try await store.coverage(of: selection)
    let (filter, all) = (coverage.filter, coverage.rows)
    guard !all.isEmpty else { throw try await nothing(selection) }
    var scope = all
    if let periods {
      let near = all.filter { row in row.period.map { own in periods.contains { $0.overlaps(own) } } ?? true }
      if !near.isEmpty { scope = near }
    }

    let grades = Set(scope.map(\.grade))
    guard grades.count == 1, let grade = grades.first else { throw MeasureError.grades(Array(grades)) }
    let flows = Set(scope.compactMap(\.flow)).sorted()
    guard flows.count <= 1 else { throw MeasureError.flows(flows) }
    if grade == .statistic, let flow = flows.first, scope.contains(where: { $0.flow == nil }) {
      throw MeasureError.undirected(flow)
    }

    var caveats = filter.caveats
    if filter.goods.isByText, grade != .statistic {
      caveats.append("Goods are told from the words of the records; see the goods lists for what was taken as what.")
    }
    if selection.listedThen {
      caveats.append("Only records of days on which a goods list held the goods are counted; a month or year counts when all of it is.")
    }
    var kinds = KindChoice()
    if grade == .statistic {
      kinds = try Self.choice(of: scope, filter: filter, flow: flows.first, caveats: &caveats)
    }
    let chosen = scope.filter { kinds.allows($0.kind) }
    let sources = Set(chosen.map(\.logicalSource)).sorted()
    if grade == .statistic {
      try Self.refuseSeveralPublishers(scope, named: !selection.sources.isEmpty, caveats: &caveats)
      try Self.refuseGroupAndMembers(chosen)
    } else if sources.count > 1 {
      caveats.append(
        "Records of \(sources.count) sources are added: \(sources.joined(separator: ", ")). A record that stands in two of them counts twice."
      )
    }

    let rows = all.filter { $0.grade == grade && kinds.allows($0.kind) && sources.contains($0.logicalSource) }
    var conditions = [filter.condition] + kinds.conditions(among: Set(all.map(\.kind)))
    // Outside the periods asked for there may be records of other sources and grades, which histories must not take in.
    let files = try await store.sources().filter { sources.contains(CoverageRow.logical($0.id)) }
    if Set(all.map(\.logicalSource)) != Set(sources) {
      conditions.append("source IN (\(list: files.map(\.id).sorted()))")
    }
    if Set(all.map(\.grade)).count > 1 { conditions.append("grade = \(grade.rawValue)") }

    let flow = flows.first
    let reporters = Self.expectedReporters(filter, flow: flow) ?? Set(rows.map(\.reporter))
    let published = try await store.published().filter {
      sources.contains(CoverageRow.logical($0.source)) && $0.flow == flow && kinds.allows($0.kind)
        && $0.indicator == (selection.indicator ?? "trade") && reporters.contains($0.reporter)
    }
    let basis = Basis(
      what: what, filter: filter, grade: grade, rows: rows, sources: sources, files: files, published: published,
      condition: SelectionFilter.all(conditions), kinds: kinds, caveats: caveats)
    if grade == .statistic {
      try await refuseIncompleteTotals(basis, scope: scope, periods: periods)
      try await refuseOverlappingCodes(basis, chosen: chosen, periods: periods)
    }
    return basis
  }

  /// Reporters that the selection names, or names as the reporting side; nil when it leaves them open.
  static func expectedReporters(_ filter: SelectionFilter, flow: String?) -> Set<String?>? {
    if !filter.reporters.isEmpty { return Set(filter.reporters) }
    let side = flow == "import" ? filter.to : flow == nil ? [] : filter.from
    return side.isEmpty || side == ["WLD"] ? nil : Set(side)
  }

  private func nothing(_ selection: Selection) async throws -> MeasureError {
    if selection.flow == nil {
      var twoWay = selection
      twoWay.flow = "two-way"
      if try await !store.coverage(of: twoWay).rows.isEmpty {
        return .nothingMatches(
          "'\(selection.words)' in one direction", hint: "There is two-way trade; write flow: two-way to ask for it.")
      }
    }
    if selection.from == ["WLD"] { return .noWorldTotal("from") }
    if selection.to == ["WLD"] { return .noWorldTotal("to") }
    return .nothingMatches("'\(selection.words)'")
  }

  static func choice(of scope: [CoverageRow], filter: SelectionFilter, flow: String?, caveats: inout [String]) throws
    -> KindChoice
  {
    var choice = KindChoice()
    let partners = Set(scope.map(\.kind.partner))
    let (side, words) = flow == "import" ? ("from", filter.from) : ("to", filter.to)
    let isOpen = words.isEmpty || (flow == nil && filter.from.isEmpty)
    if words == ["WLD"] || filter.from == ["WLD"] {
      choice.partners = [.world]
    } else if isOpen, partners.contains(.world) {
      choice.partners = [.world]
    } else if isOpen, partners.contains(.part) {
      choice.partners = [.part]
      caveats.append("The source gives no total over all partners; this is the sum of the partners that it lists.")
    } else {
      choice.partners = partners.subtracting([.world])
      guard choice.partners.count == 1 else { throw MeasureError.aggregates(side) }
      if isOpen { throw MeasureError.aggregates(side) }
    }

    let goods = Set(scope.map(\.kind.goods))
    if filter.goods.wantsTotal {
      choice.goods = [.total]
    } else if filter.goods.isOpen, filter.selection.codeLength == nil {
      if goods.contains(.total) {
        choice.goods = [.total]
      } else {
        choice.goods = goods.contains(.part) ? [.part] : goods
        caveats.append("The source gives no total over all goods; this is the sum of the codes that it lists.")
      }
    } else {
      choice.goods = [.part, .aggregate]
      if filter.goods.isOpen {
        caveats.append(
          "This is the sum of the codes of \(filter.selection.codeLength ?? 0) digits that the source lists.")
      }
    }
    choice.transportTotal = scope.contains { $0.kind.isTransportTotal }
    return choice
  }

  static func refuseSeveralPublishers(_ rows: [CoverageRow], named: Bool, caveats: inout [String]) throws {
    let sources = Set(rows.map(\.logicalSource)).sorted()
    if sources.count > 1 {
      guard named else { throw MeasureError.sources(sources) }
      for (_, same) in Dictionary(grouping: rows, by: { [$0.reporter, $0.flow] }).sorted(by: {
        "\($0.key)" < "\($1.key)"
      }) {
        let bySource = Dictionary(grouping: same, by: \.logicalSource).mapValues { Set($0.compactMap(\.period)) }
        for (index, left) in sources.enumerated() {
          for right in sources.dropFirst(index + 1) {
            let (a, b) = (bySource[left] ?? [], bySource[right] ?? [])
            guard
              let shared = a.sorted(by: { $0.from < $1.from }).first(where: { one in b.contains { $0.overlaps(one) } })
            else { continue }
            throw MeasureError.sourcesOverlap([left, right], at: "\(same[0].reporter ?? "no reporter"), \(shared)")
          }
        }
      }
      caveats.append("Figures of \(sources.count) sources are added: \(sources.joined(separator: ", ")).")
    }
    let files = Dictionary(grouping: rows) {
      [$0.logicalSource, $0.reporter ?? "", $0.flow ?? "", "\($0.period.map(\.description) ?? "")"]
    }
    if let twice = files.filter({ Set($0.value.map(\.source)).count > 1 }).keys.min(by: {
      $0.lexicographicallyPrecedes($1)
    }) {
      caveats.append(
        "More than one release of \(twice[0]) has records of \(twice[1]) for \(twice[3]); what stands in several counts once, in the latest."
      )
    }
  }

  static func refuseGroupAndMembers(_ rows: [CoverageRow]) throws {
    let reporters = Set(rows.compactMap(\.reporter))
    for group in CountryGroup.all where reporters.contains(group.id) {
      let members = group.members.filter(reporters.contains)
      if !members.isEmpty { throw MeasureError.groupAndMembers(group.id, members) }
    }
  }

  /// Overlap in time with any of the periods; TRUE without them.
  static func near(_ periods: [Period]?) -> SQL {
    guard let periods, !periods.isEmpty else { return "TRUE" }
    return SelectionFilter.any(periods.map { "(period_from <= \($0.to) AND period_to >= \($0.from))" })
  }

  /// Where totals are used, every part must have its total: else what has none would be left out in silence.
  private func refuseIncompleteTotals(_ basis: Basis, scope: [CoverageRow], periods: [Period]?) async throws {
    let parts = Set(scope.map(\.kind)).filter { kind in
      !basis.kinds.allows(kind) && kind.partner != .aggregate && kind.goods != .aggregate
        && (basis.kinds.partners.contains(.world) || kind.partner != .world)
    }
    guard !parts.isEmpty else { return }
    var keys = ["source", "reporter", "flow", "period_from", "period_to"]
    var totalled: [String] = []
    if basis.kinds.partners == [.world] { totalled.append("partners") } else { keys += ["origin", "destination"] }
    if basis.kinds.goods == [.total] { totalled.append("goods") } else { keys.append("goods_code") }
    if basis.kinds.transportTotal == true { totalled.append("modes of transport") }
    let columns = SQL(text: keys.joined(separator: ", "))
    let kinds = SelectionFilter.any(
      parts.sorted { "\($0)" < "\($1)" }.map { kind in
        """
        (\(fragment: CoverageRow.partnerKind) = \(kind.partner.rawValue) AND \(fragment: CoverageRow.goodsKind) = \
        \(kind.goods.rawValue) AND coalesce(transport_total, FALSE) = \(kind.isTransportTotal))
        """
      })
    let table = try await engine.table(
      """
      SELECT count(*) AS lacking FROM (
        SELECT DISTINCT \(fragment: columns) FROM record
        WHERE \(fragment: basis.filter.condition) AND \(fragment: Self.near(periods)) AND \(fragment: kinds)
        EXCEPT
        SELECT DISTINCT \(fragment: columns) FROM record
        WHERE \(fragment: basis.condition) AND \(fragment: Self.near(periods))) AS part
      """)
    if try table.integers("lacking").first != 0 {
      throw MeasureError.totalsIncomplete(totalled.joined(separator: " and "))
    }
  }

  /// Codes of several lengths may be added only when none of them begins another.
  private func refuseOverlappingCodes(_ basis: Basis, chosen: [CoverageRow], periods: [Period]?) async throws {
    let lengths = Set(chosen.compactMap(\.codeLength)).sorted()
    guard lengths.count > 1 else { return }
    for (index, short) in lengths.enumerated() {
      for long in lengths.dropFirst(index + 1) {
        let table = try await engine.table(
          """
          SELECT count(*) AS twice FROM (
            SELECT source, reporter, flow, goods_code FROM record
            WHERE \(fragment: basis.condition) AND \(fragment: Self.near(periods)) AND length(goods_code) = \(short)
              AND goods_code <> 'TOTAL'
            INTERSECT
            SELECT source, reporter, flow, substr(goods_code, 1, \(short)) FROM record
            WHERE \(fragment: basis.condition) AND \(fragment: Self.near(periods)) AND length(goods_code) = \(long)
              AND goods_code <> 'TOTAL') AS code
          """)
        if try table.integers("twice").first != 0 { throw MeasureError.codeLengths(lengths) }
      }
    }
  }
}
