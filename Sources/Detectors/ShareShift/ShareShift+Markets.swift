// SPDX-License-Identifier: Apache-2.0

import Trade

extension ShareShift {
  struct Supplier: Sendable, Hashable {
    var origin: String
    var then: Double
    var now: Double
    /// Index into the market's histories.
    var place: Int
  }

  /// What one source says that a country gets of a product, and from whom, in two periods of the same months.
  struct Market: Sendable {
    var source: String
    var flow: String
    var destination: String
    var product: String
    var currency: String
    var base: Period
    var now: Period
    /// Stated in both periods.
    var suppliers: [Supplier]
    var histories: [RouteHistory]
    /// The whole is the publisher's own total over the world.
    var hasTotal: Bool
    var whole: (base: Double, now: Double)

    /// What the country itself stated as its imports in the base period.
    func ownImports(_ all: [RouteHistory]) -> Double? {
      all.first {
        $0.destination == destination && $0.reporter == destination && $0.flow == "import" && $0.origin == "WLD" && $0.product == product
          && $0.currency == currency
      }?.sum(over: base)
    }
  }

  struct Lead: Sendable {
    var market: Market
    var history: RouteHistory
    var origin: String
    var then, now: Double
    var before, after: Double

    var key: String { [market.source, market.flow, market.destination, origin, market.product].joined(separator: ":") }

    var score: Double {
      let rise = min(1, (after - before).magnitude / 0.3)
      return EvidenceGrade.statistic.weight * (0.5 + 0.5 * rise) * (market.flow == "export" ? 0.8 : 1)
    }
  }

  private struct Key: Hashable {
    var source, flow, destination, product, currency: String
  }

  func markets(_ histories: [RouteHistory], products: ProductBook) -> [Market] {
    let directed = histories.filter { ($0.flow == "export" || $0.flow == "import") && $0.destination != nil && $0.destination != "WLD" }
    let groups = Dictionary(grouping: directed) {
      Key(source: $0.source, flow: $0.flow ?? "", destination: $0.destination ?? "", product: $0.product, currency: $0.currency)
    }
    return groups.sorted { "\($0.key)" < "\($1.key)" }.compactMap { key, group in
      if group.contains(where: \.spansEditions), products.isMoved(key.product) { return nil }
      return market(key, group)
    }
  }

  private func market(_ key: Key, _ group: [RouteHistory]) -> Market? {
    // Exports to a country by the country itself are no supply, and a union beside its members would count twice.
    let reporters = Set(group.compactMap(\.reporter))
    let group = group.filter { history in
      history.origin != key.destination
        && !CountryGroup.all.contains { $0.id == history.origin && !reporters.isDisjoint(with: $0.members) }
    }
    let last = group.compactMap(\.lastFullYear).max()
    let stretches = group.compactMap(\.lastStretch).sorted { $0.to < $1.to }
    let candidates = [stretches.last, last.flatMap(Period.year)].compactMap(\.self).filter { $0.from >= since || $0.from.year >= since.year }
    for now in candidates {
      guard let base = now.shifted(years: since.year - 1 - now.from.year), base.from < now.from else { continue }
      let world = group.first { $0.origin == "WLD" }
      let suppliers = group.enumerated().compactMap { place, history -> Supplier? in
        guard let origin = history.origin, origin != "WLD", let then = history.sum(over: base), let later = history.sum(over: now) else { return nil }
        return Supplier(origin: origin, then: then, now: later, place: place)
      }.sorted { $0.origin < $1.origin }
      if let then = world?.sum(over: base), let later = world?.sum(over: now), then > 0, later >= minimum {
        return Market(
          source: key.source, flow: key.flow, destination: key.destination, product: key.product, currency: key.currency, base: base,
          now: now, suppliers: suppliers, histories: group, hasTotal: true, whole: (then, later))
      }
      let whole = suppliers.reduce((0.0, 0.0)) { ($0.0 + $1.then, $0.1 + $1.now) }
      guard suppliers.count >= 3, Set(suppliers.map(\.origin)).count == suppliers.count, whole.0 > 0, whole.1 >= minimum else { continue }
      return Market(
        source: key.source, flow: key.flow, destination: key.destination, product: key.product, currency: key.currency, base: base,
        now: now, suppliers: suppliers, histories: group, hasTotal: false, whole: whole)
    }
    return nil
  }

  func leads(_ market: Market) -> [Lead] {
    market.suppliers.compactMap { supplier in
      let (before, after) = (supplier.then / market.whole.base, supplier.now / market.whole.now)
      // A part above one tells that the total is of something else.
      guard (after - before).magnitude * 100 >= points, before <= 1, after <= 1 else { return nil }
      return Lead(
        market: market, history: market.histories[supplier.place], origin: supplier.origin, then: supplier.then, now: supplier.now,
        before: before, after: after)
    }
  }
}
