// SPDX-License-Identifier: Apache-2.0

import Trade

/// Refuses to add or compare what differs: sources, currencies, units, editions.
struct Comparability: Sendable {
  /// The unit that the figures are in.
  var unit: String
  var caveats: [String] = []

  /// - Parameter slices: all that is going to be added or divided, in the order asked.
  static func of(_ slices: [Slice], bases: [Basis], what: Measure.What, store: CoverageStore) async throws -> Comparability {
    let rows = slices.flatMap(\.rows)
    var caveats: [String] = []
    if let first = bases.first, let other = bases.first(where: { $0.grade != first.grade }) {
      throw MeasureError.grades([first.grade, other.grade])
    }
    try refuseDifferentSources(slices, bases: bases)
    let carried = try await store.sources()
    let unit: String
    switch what {
    case .value, .indicator:
      try refuseUncarried(what, column: "value", rows: rows, sources: carried)
      unit = try currency(of: rows, caveats: &caveats)
    case .weight:
      try refuseUncarried(what, column: "weight_kg", rows: rows, sources: carried)
      unit = "kg"
    case .quantity:
      try refuseUncarried(what, column: "quantity", rows: rows, sources: carried)
      unit = try quantityUnit(of: rows, caveats: &caveats)
    case .records: unit = "records"
    case .parties: unit = "parties"
    }
    caveats += try await EditionCheck.caveats(slices, bases: bases, store: store)
    return Comparability(unit: unit, caveats: caveats)
  }

  private static func refuseDifferentSources(_ slices: [Slice], bases: [Basis]) throws {
    guard bases.first?.isStatistic == true else { return }
    let used = slices.map { (slice: $0, sources: Set($0.rows.map(\.logicalSource)).sorted()) }.filter { !$0.sources.isEmpty }
    guard let first = used.first else { return }
    for other in used.dropFirst() where other.sources != first.sources {
      let names = [first.slice, other.slice].map { $0.period?.description ?? "One part" }
      throw MeasureError.sourcesDiffer(names[0], first.sources, names[1], other.sources)
    }
    let flows = Set(slices.flatMap(\.rows).compactMap(\.flow)).sorted()
    if flows.count > 1 { throw MeasureError.flows(flows) }
  }

  private static func refuseUncarried(
    _ what: Measure.What, column: String, rows: [CoverageRow], sources: [CoverageStore.SourceLine]
  ) throws {
    let used = Set(rows.map(\.source))
    let lacking = sources.filter { line in used.contains(line.id) && line.carried.map { !$0.contains(column) } ?? false }
    if !lacking.isEmpty { throw MeasureError.notCarried(what, lacking.map(\.id)) }
  }

  private static func currency(of rows: [CoverageRow], caveats: inout [String]) throws -> String {
    let stated = rows.filter { $0.values > 0 }
    let currencies = Set(stated.map { $0.currency ?? "not stated" }).sorted()
    if currencies.count > 1 { throw MeasureError.currencies(currencies) }
    let bases = Set(stated.compactMap(\.basis)).sorted()
    if bases.count > 1 {
      caveats.append("Values are partly \(bases.joined(separator: ", partly ")): they differ by freight and insurance.")
    }
    guard let currency = currencies.first else { return rows.compactMap(\.currency).first ?? "" }
    if currency == "not stated" {
      caveats.append("The source does not state the currency.")
      return ""
    }
    return currency
  }

  static func quantityUnit(of rows: [CoverageRow], caveats: inout [String]) throws -> String {
    let stated = rows.filter { $0.quantities > 0 }
    let units = Set(stated.map { $0.unit.map(Units.common) ?? "not stated" }).sorted()
    if units.count > 1 { throw MeasureError.units(units) }
    guard let unit = units.first else { return "" }
    if unit == "not stated" {
      caveats.append("The source does not state the unit of quantity.")
      return "units"
    }
    return unit
  }
}

/// Whether codes of different editions of the Harmonised System may stand side by side.
enum EditionCheck {
  static func caveats(_ slices: [Slice], bases: [Basis], store: CoverageStore) async throws -> [String] {
    var caveats: [String] = []
    for basis in bases where basis.filter.goods.condition != nil && !basis.filter.goods.wantsTotal {
      let goods = basis.filter.goods
      // Not only the editions of the records found: goods that are not found at all in an edition would else read as
      // no trade.
      let editions = slices.reduce(into: Set<String?>()) { $0.formUnion($1.editions) }
      let named = editions.compactMap { $0 }.sorted()
      let names = named + (editions.contains(nil) ? ["not stated"] : [])
      if basis.filter.selection.codesAsWritten {
        if names.count > 1 {
          caveats.append("Codes are compared as they are written, though they are of different editions (\(names.joined(separator: ", "))).")
        }
        continue
      }
      if !goods.ids.isEmpty { caveats += try await check(goods, editions: named, names: names, store: store) }
      if !goods.codes.isEmpty, names.count > 1 {
        try await check(codes: goods.codes, editions: named, names: names, store: store)
      }
      if names == ["not stated"], !goods.codes.isEmpty, spansEditions(slices) {
        caveats.append("The source does not state the edition of its codes, and the time asked for spans a change of edition.")
      }
    }
    return caveats
  }

  private static func check(_ goods: GoodsFilter, editions: [String], names: [String], store: CoverageStore) async throws
    -> [String]
  {
    // Words mean the same in every edition.
    guard goods.isByCode else { return [] }
    let stated = try await store.goodsEditions(of: goods.ids)
    // Goods that are told from words alone have no codes in any edition.
    let coded = goods.ids.filter { id in stated.contains { $0.goods == id } }
    let wider = coded.filter { id in stated.contains { $0.goods == id && editions.contains($0.edition) && $0.isWider } }
    if names.count > 1 {
      if names.contains("not stated") {
        throw MeasureError.editions(names, advice: "Some of the records do not state theirs; give the source's edition in its mapping.")
      }
      let unstated = coded.filter { id in
        !editions.allSatisfy { edition in stated.contains { $0.goods == id && $0.edition == edition } }
      }
      let loose = Set(wider).union(unstated).sorted()
      if !loose.isEmpty || coded.isEmpty {
        let list = loose.prefix(5).joined(separator: ", ") + (loose.count > 5 ? " and \(loose.count - 5) more" : "")
        throw MeasureError.editions(
          names, advice: "For \(list.isEmpty ? "these goods" : list) no codes of the same content are known in each of them.")
      }
    } else if !wider.isEmpty {
      let list = wider.prefix(5).joined(separator: ", ") + (wider.count > 5 ? " and \(wider.count - 5) more" : "")
      return ["In \(names.joined()) the codes of \(list) hold other goods, too."]
    }
    return []
  }

  private static func check(codes: [String], editions: [String], names: [String], store: CoverageStore) async throws {
    guard !names.contains("not stated") else {
      throw MeasureError.editions(names, advice: "Some of the records do not state theirs; give the source's edition in its mapping.")
    }
    let moved = try await store.movedHeadings()
    for (old, new) in zip(editions, editions.dropFirst()) {
      guard let headings = headingsMoved(from: old, to: new, moved) else {
        throw MeasureError.editions(names, advice: "What changed between \(old) and \(new) is not known to this case.")
      }
      for code in codes {
        if code.count > 4 {
          throw MeasureError.editions(
            names, advice: "Codes of more than four digits change meaning between editions: take hs:\(code.prefix(4)), or goods of a list.")
        }
        if headings.contains(where: { $0.hasPrefix(code) }) {
          throw MeasureError.editions(names, advice: "The content of \(code) changed between \(old) and \(new).")
        }
      }
    }
  }

  /// Headings that changed between two editions, straight or through those between; nil when a step is not known.
  private static func headingsMoved(from old: String, to new: String, _ moved: Set<MovedHeading>) -> Set<String>? {
    func step(_ old: String, _ new: String) -> Set<String>? {
      let pair = moved.filter { ($0.from, $0.to) == (old, new) }
      return pair.isEmpty ? nil : Set(pair.compactMap(\.heading))
    }
    if let known = step(old, new) { return known }
    let between = HSEdition.allCases.map(\.rawValue).filter { old <= $0 && $0 <= new }
    guard between.count > 2, between.first == old, between.last == new else { return nil }
    var all: Set<String> = []
    for (one, next) in zip(between, between.dropFirst()) {
      guard let known = step(one, next) else { return nil }
      all.formUnion(known)
    }
    return all
  }

  /// Whether the records in use lie on both sides of a year in which an edition came into force.
  private static func spansEditions(_ slices: [Slice]) -> Bool {
    let days = slices.flatMap(\.pieces)
    guard let first = days.map(\.from).min(), let last = days.map(\.to).max() else { return false }
    return HSEdition.inForce(in: first.year) != HSEdition.inForce(in: last.year)
  }
}
