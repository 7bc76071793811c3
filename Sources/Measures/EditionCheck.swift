// SPDX-License-Identifier: Apache-2.0

import Trade

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
          caveats.append(
            "Codes are compared as they are written, though they are of different editions (\(names.joined(separator: ", ")))."
          )
        }
        continue
      }
      if !goods.ids.isEmpty { 
        caveats += try await check(
          goods, isDescribed: GoodsFilter.described.contains(basis.grade), editions: named, names: names, store: store)
      }
      if !goods.codes.isEmpty, names.count > 1 {
        caveats += try await check(codes: goods.codes, editions: named, names: names, store: store)
      }
      if names == ["not stated"], !goods.codes.isEmpty, spansEditions(slices) {
        caveats.append(
          "The source does not state the edition of its codes, and the time asked for spans a change of edition.")
      }
    }
    return caveats
  }

  /// - Parameter isDescribed: the records describe their goods, so that words decide where a code holds other goods, too.
  private static func check(
    _ goods: GoodsFilter, isDescribed: Bool, editions: [String], names: [String], store: CoverageStore
  ) async throws -> [String] {
    // Words mean the same in every edition.
    guard goods.isByCode else { return [] }
    var caveats: [String] = []
    let stated = try await store.goodsEditions(of: goods.ids)
    // Goods that are told from words alone have no codes in any edition.
    let coded = goods.ids.filter { id in stated.contains { $0.goods == id } }
    let met = stated.filter { editions.contains($0.edition) && $0.isWider }
    let wider = coded.filter { id in met.contains { $0.goods == id && !(isDescribed && $0.isByWords) } }
    let told = isDescribed ? met.filter(\.isByWords) : []
    if names.count > 1 {
      if names.contains("not stated") {
        throw MeasureError.editions(
          names, advice: "Some of the records do not state theirs; give the source's edition in its mapping.")
      }
      let unstated = coded.filter { id in
        !editions.allSatisfy { edition in stated.contains { $0.goods == id && $0.edition == edition } }
      }
      let loose = Set(wider).union(unstated).sorted()
      if !loose.isEmpty || coded.isEmpty {
        let list = loose.prefix(5).joined(separator: ", ") + (loose.count > 5 ? " and \(loose.count - 5) more" : "")
        throw MeasureError.editions(
          names,
          advice: "For \(list.isEmpty ? "these goods" : list) no codes of the same content are known in each of them.")
      }
    } else if !wider.isEmpty {
      let list = wider.prefix(5).joined(separator: ", ") + (wider.count > 5 ? " and \(wider.count - 5) more" : "")
      caveats.append("In \(names.joined()) the codes of \(list) hold other goods, too.")
    }
    if !told.isEmpty {
      let ids = Set(told.map(\.goods)).sorted()
      let list = ids.prefix(5).joined(separator: ", ") + (ids.count > 5 ? " and \(ids.count - 5) more" : "")
      caveats.append(
        "Where a code holds other goods, too (\(Set(told.map(\.edition)).sorted().joined(separator: ", "))), records are of \(list) by their words.")
    }
    return caveats
  }

  private static func check(codes: [String], editions: [String], names: [String], store: CoverageStore) async throws
    -> [String]
  {
    guard !names.contains("not stated") else {
      throw MeasureError.editions(
        names, advice: "Some of the records do not state theirs; give the source's edition in its mapping.")
    }
    let changes = try await store.editionChanges()
    var caveats: [String] = []
    for (old, new) in zip(editions, editions.dropFirst()) {
      guard let change = change(from: old, to: new, changes) else {
        throw MeasureError.editions(names, advice: "What changed between \(old) and \(new) is not known to this case.")
      }
      for code in codes {
        if code.count > 6 {
          throw MeasureError.editions(
            names,
            advice:
              "Codes of more than six digits are of one country's tariff and year: take hs:\(code.prefix(6)), or goods of a list."
          )
        }
        if code.count == 6 {
          caveats += try check(code, change, old: old, new: new, names: names)
          continue
        }
        if change.moved.contains(where: { $0.hasPrefix(code) }) {
          throw MeasureError.editions(names, advice: "The content of \(code) changed between \(old) and \(new).")
        }
        if change.lostWaste.contains(where: { $0.hasPrefix(code) }) {
          caveats.append("From \(new) on, \(code) no longer holds the waste of such goods, as it did in \(old).")
        }
      }
    }
    return caveats
  }

  /// A code of six digits: the same in both, or refused with what it became.
  private static func check(_ code: String, _ change: EditionChange, old: String, new: String, names: [String]) throws
    -> [String]
  {
    guard change.accounts(for: code) else {
      throw MeasureError.editions(
        names,
        advice:
          "Whether \(code) holds the same goods in \(old) and \(new) is not known to this case: name a table of all codes with `concordance:` in case.yaml, or take hs:\(code.prefix(4))."
      )
    }
    let (newer, older) = (change.became[code] ?? [code], change.cameFrom[code] ?? [code])
    let waste = newer.filter { $0.hasPrefix("8549") }
    if older == [code], Set(newer).subtracting(waste) == [code] {
      let heading = String(code.prefix(4))
      if !waste.isEmpty || change.lostWaste.contains(heading) {
        return ["From \(new) on, \(code) no longer holds the waste of such goods, as it did in \(old)."]
      }
      if !change.known.contains(""), change.moved.contains(heading) {
        return [
          "Between \(old) and \(new) heading \(heading) took or gave goods that are followed only where a single code says so; see docs/goods.md, Codes and editions."
        ]
      }
      return []
    }
    // One-to-many stays visible: which part of the goods went where, no table says.
    var parts: [String] = []
    if newer != [code] { parts.append("what was \(code) in \(old) is \(list(newer)) in \(new)") }
    if older != [code] { parts.append("\(code) of \(new) was \(list(older)) in \(old)") }
    throw MeasureError.editions(
      names, advice: "The content of \(code) changed: \(parts.joined(separator: "; ")). Goods in goods.yaml can name codes edition by edition.")
  }

  private static func list(_ codes: [String]) -> String {
    codes.prefix(8).joined(separator: ", ") + (codes.count > 8 ? " and \(codes.count - 8) more" : "")
  }

  /// What changed between two editions, straight or through those between; nil when a step is not known.
  private static func change(from old: String, to new: String, _ changes: [[String]: EditionChange]) -> EditionChange? {
    if let known = changes[[old, new]] { return known }
    let between = HSEdition.allCases.map(\.rawValue).filter { old <= $0 && $0 <= new }
    guard between.count > 2, between.first == old, between.last == new else { return nil }
    var all = EditionChange()
    for (one, next) in zip(between, between.dropFirst()) {
      guard let known = changes[[one, next]] else { return nil }
      all.moved.formUnion(known.moved)
      all.lostWaste.formUnion(known.lostWaste)
      // Links of several steps are joined where the pairs are made; a chain of pairs accounts for no single code.
      all.known = []
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
