// SPDX-License-Identifier: Apache-2.0

import Measures
import Names
import Trade
import Warehouse

extension DirectAndIndirectSupply {
  /// A brand or maker that records name.
  struct Named: Sendable, Hashable {
    var id: String
    var isBrand: Bool
    var isMaker: Bool
  }

  /// A brand with the makers that carry its name.
  struct Family: Sendable, Hashable {
    var brand: String
    /// Makers whose name holds the brand's; empty for a brand that no maker carries.
    var carriers: [String]
    /// … of these, whose records without a brand belong here.
    var makers: [String]

    /// Who counts as the maker itself.
    var members: [String] { Set([brand] + carriers).sorted() }
  }

  /// Brands, each with its makers, put together by name.
  /// - Parameter together: pairs of a brand and a maker that one record names, `brand maker`.
  static func families(_ named: [Named], together: Set<[String]>, keys: (String) -> [NameKey]) -> [Family] {
    let brands = named.filter(\.isBrand).map(\.id).sorted()
    guard !brands.isEmpty else { return [] }
    let makers = named.filter(\.isMaker).map(\.id).sorted()
    var byWord: [String: [String]] = [:]
    var keysOf: [String: [NameKey]] = [:]
    for maker in makers {
      keysOf[maker] = keys(maker)
      for word in Set((keysOf[maker] ?? []).flatMap(\.words)).sorted() { byWord[word, default: []].append(maker) }
    }
    var carriers: [String: [String]] = [:]
    var brandOf: [String: (words: Int, brand: String)] = [:]
    for brand in brands {
      let part = keys(brand)
      let near = Set(part.flatMap { $0.words.first.flatMap { byWord[$0] } ?? [] })
      let found = near.filter { $0 == brand || NamesAsWritten.holds(keysOf[$0] ?? [], part) }.sorted()
      // A name alone is no tie: a farm can be called what a maker of tools calls its brand.
      guard found.count <= mostCarriers, found.contains(where: { together.contains([brand, $0]) }) else { continue }
      carriers[brand] = found
      // A maker that carries several brands' names belongs to the longest of them.
      let words = part.map(\.words.count).max() ?? 0
      for maker in found where (brandOf[maker]?.words ?? 0) < words { brandOf[maker] = (words, brand) }
    }
    return brands.map { brand in
      let carried = carriers[brand] ?? []
      return Family(brand: brand, carriers: carried, makers: carried.filter { brandOf[$0]?.brand == brand })
    }
  }

  func families(_ deals: Deals, at desk: any Desk) async throws -> [Family] {
    let scope: SQL = anyGoods ? "TRUE" : "concern = 1"
    let table = try await desk.table(
      """
      WITH named AS (
        SELECT brand AS number, 1 AS brands, 0 AS makers FROM \(fragment: deals.deals) WHERE brand IS NOT NULL AND \(fragment: scope) GROUP BY brand
        UNION ALL
        SELECT maker, 0, 1 FROM \(fragment: deals.deals) WHERE maker IS NOT NULL AND \(fragment: scope) GROUP BY maker
      )
      SELECT p.party, min(p.name) AS name, min(p.latin_name) AS latin_name, CAST(sum(d.brands) AS BIGINT) AS brands,
        CAST(sum(d.makers) AS BIGINT) AS makers
      FROM named AS d JOIN \(fragment: deals.parties) AS n ON n.number = d.number JOIN party AS p ON p.party = n.party
      GROUP BY p.party ORDER BY p.party
      """)
    let (ids, names, latin) = (try table.words("party"), try table.texts("name"), try table.texts("latin_name"))
    let (brands, makers) = (try table.counts("brands"), try table.counts("makers"))
    let named = (0..<table.count).map { Named(id: ids[$0], isBrand: brands[$0] > 0, isMaker: makers[$0] > 0) }
    guard named.contains(where: \.isBrand) else { return [] }
    var spellings: [String: [String]] = [:]
    for row in 0..<table.count { spellings[ids[row]] = [names[row], latin[row]].compactMap(\.self) }
    let pairs = try await desk.table(
      """
      SELECT b.party AS brand, m.party AS maker FROM (
        SELECT brand, maker FROM \(fragment: deals.deals)
        WHERE brand IS NOT NULL AND maker IS NOT NULL AND \(fragment: scope) GROUP BY brand, maker
      ) AS d JOIN \(fragment: deals.parties) AS b ON b.number = d.brand
      JOIN \(fragment: deals.parties) AS m ON m.number = d.maker ORDER BY 1, 2
      """)
    let together = Set(zip(try pairs.words("brand"), try pairs.words("maker")).map { [$0, $1] })
    return Self.families(named, together: together) { (spellings[$0] ?? []).flatMap(NamesAsWritten.keys) }
  }
}
