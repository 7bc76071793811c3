// SPDX-License-Identifier: Apache-2.0

import Names
import Trade

extension DirectAndIndirectSupply {
  /// How many records name the same brand, maker and seller; each may be missing.
  struct Route: Sendable, Hashable {
    var brand: String?
    var maker: String?
    var seller: String?
    var records: Int
    /// Of these, customs records.
    var customs: Int

    var parties: [String] { [brand, maker, seller].compactMap(\.self) }
  }

  /// A brand with the makers that carry its name, or a maker alone.
  struct Maker: Sendable, Hashable {
    /// The brand's party, or the maker's.
    var id: String
    var brands: [String]
    /// Makers whose records without a brand belong here.
    var makers: [String]
    /// Makers whose name holds the brand's; empty for a brand that no maker carries.
    var carriers: [String]

    /// Who counts as the maker itself.
    var family: [String] { Set([id] + brands + makers + carriers).sorted() }

    func isIndirect(_ route: Route) -> Bool {
      let family = Set(family)
      if let seller = route.seller, !family.contains(seller), seller != own(route) { return true }
      if let maker = route.maker, !carriers.isEmpty, !family.contains(maker) { return true }
      return false
    }

    /// The manufacturer of a brand that no maker carries is its maker.
    private func own(_ route: Route) -> String? { carriers.isEmpty ? route.maker : nil }
  }

  struct Lead: Sendable, Hashable {
    var maker: Maker
    var routes: [Route]

    var indirect: Int { routes.filter(maker.isIndirect).reduce(0) { $0 + $1.records } }
    var direct: Int { routes.filter { !maker.isIndirect($0) }.reduce(0) { $0 + $1.records } }

    /// Sellers, and makers under the brand, that are not the maker itself; the most frequent first.
    var others: [String] {
      let family = Set(maker.family)
      return named { route in
        guard maker.isIndirect(route) else { return nil }
        if let seller = route.seller, !family.contains(seller) { return seller }
        return route.maker
      }
    }

    var makersNamed: [String] { named(\.maker) }
    var sellersNamed: [String] { named(\.seller) }

    /// Different suppliers; the maker itself counts once.
    var suppliers: Int { others.count + (direct > 0 ? 1 : 0) }

    /// The share of records that name a seller at all.
    var coverage: Double {
      let all = routes.reduce(0) { $0 + $1.records }
      return all == 0 ? 0 : Double(routes.filter { $0.seller != nil }.reduce(0) { $0 + $1.records }) / Double(all)
    }

    var score: Double { score(grade: routes.contains { $0.customs > 0 } ? .customs : .filing) }

    func score(grade: EvidenceGrade) -> Double {
      grade.weight * Double(indirect) / Double(indirect + 2) * (direct > 0 ? 1 : 0.7)
    }

    private func named(_ party: (Route) -> String?) -> [String] {
      var records: [String: Int] = [:]
      for route in routes { if let name = party(route) { records[name, default: 0] += route.records } }
      return records.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    }
  }

  /// Brands and makers that the routes name, put together by name.
  static func makers(of routes: [Route], keys: (String) -> [NameKey]) -> [Maker] {
    let brands = Set(routes.compactMap(\.brand)).sorted()
    let makers = Set(routes.compactMap(\.maker)).sorted()
    var byWord: [String: [String]] = [:]
    var keysOf: [String: [NameKey]] = [:]
    for maker in makers {
      keysOf[maker] = keys(maker)
      for word in Set((keysOf[maker] ?? []).flatMap(\.words)).sorted() { byWord[word, default: []].append(maker) }
    }
    // A name alone is no tie: a farm can be called what a maker of tools calls its brand.
    let together = Set(routes.map { [$0.brand, $0.maker] })
    var carriers: [String: [String]] = [:]
    var brandOf: [String: (words: Int, brand: String)] = [:]
    for brand in brands {
      let part = keys(brand)
      let near = Set(part.flatMap { $0.words.first.flatMap { byWord[$0] } ?? [] })
      let found = near.filter { $0 == brand || NamesAsWritten.holds(keysOf[$0] ?? [], part) }.sorted()
      guard found.count <= mostCarriers, found.contains(where: { together.contains([brand, $0]) }) else { continue }
      carriers[brand] = found
      // A maker that carries several brands' names belongs to the longest of them.
      let words = part.map(\.words.count).max() ?? 0
      for maker in found where (brandOf[maker]?.words ?? 0) < words { brandOf[maker] = (words, brand) }
    }
    let ofBrands = brands.map { brand in
      let carried = carriers[brand] ?? []
      return Maker(id: brand, brands: [brand], makers: carried.filter { brandOf[$0]?.brand == brand }, carriers: carried)
    }
    let alone = makers.filter { brandOf[$0] == nil && !brands.contains($0) }.map { maker in
      Maker(id: maker, brands: [], makers: [maker], carriers: [maker])
    }
    return ofBrands + alone
  }

  /// Each route with its brand, or without one with its maker.
  static func grouped(_ routes: [Route], by makers: [Maker]) -> [Lead] {
    var ofBrand: [String: Int] = [:]
    var ofMaker: [String: Int] = [:]
    for (index, maker) in makers.enumerated() {
      for brand in maker.brands { ofBrand[brand] = index }
      for name in maker.makers { ofMaker[name] = index }
    }
    var leads = makers.map { Lead(maker: $0, routes: []) }
    for route in routes {
      let index = route.brand.map { ofBrand[$0] } ?? route.maker.flatMap { ofMaker[$0] }
      if let index { leads[index].routes.append(route) }
    }
    return leads
  }

  func leads(_ all: [Lead]) -> [Lead] {
    all.filter { $0.indirect >= minimumIndirect && ($0.direct > 0 || $0.suppliers > 1) }
  }
}
