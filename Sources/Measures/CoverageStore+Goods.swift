// SPDX-License-Identifier: Apache-2.0

import Warehouse

/// Goods for which a list states code prefixes in an edition.
struct GoodsEdition: Sendable, Hashable {
  var goods: String
  var edition: String
  /// A code of that edition holds other goods, too.
  var isWider: Bool
}

/// What is known of the change from one edition to a later one.
struct EditionChange: Sendable, Hashable {
  /// Headings that do not hold the same goods in both.
  var moved: Set<String> = []
  /// Headings that only lost the waste of their goods.
  var lostWaste: Set<String> = []
}

extension CoverageStore {
  /// The goods ids that words of a selection stand for: lists, classes and ids.
  func goods(of selectors: [String]) async throws -> [String: [String]] {
    if selectors.isEmpty { return [:] }
    let table = try await engine.table(
      """
      SELECT selector, goods FROM goods_member WHERE selector IN (\(list: selectors))
      UNION SELECT goods AS selector, goods FROM goods WHERE goods IN (\(list: selectors))
      ORDER BY 1, 2
      """)
    var result: [String: [String]] = [:]
    for (selector, goods) in zip(try table.texts("selector"), try table.texts("goods")) {
      if let selector, let goods { result[selector, default: []].append(goods) }
    }
    return result
  }

  func goodsSelectors() async throws -> [String] {
    let table = try await engine.table(
      "SELECT selector FROM goods_member UNION SELECT goods AS selector FROM goods ORDER BY 1")
    return try table.texts("selector").compactMap { $0 }
  }

  func goodsFound(_ ids: [String]) async throws -> (byCode: Bool, byText: Bool) {
    let table = try await engine.table(
      """
      SELECT (SELECT count(*) FROM goods_code WHERE goods IN (\(list: ids))) AS codes,
        (SELECT count(*) FROM goods_record WHERE goods IN (\(list: ids))) AS texts
      """)
    let (codes, texts) = (try table.integers("codes").first ?? 0, try table.integers("texts").first ?? 0)
    return ((codes ?? 0) > 0, (texts ?? 0) > 0)
  }

  func goodsEditions(of ids: [String]) async throws -> Set<GoodsEdition> {
    let table = try await engine.table(
      "SELECT goods, hs_edition, wider FROM goods_edition WHERE goods IN (\(list: ids))")
    let (goods, editions, wider) = (
      try table.texts("goods"), try table.texts("hs_edition"), try table.booleans("wider")
    )
    return Set(
      (0..<table.count).compactMap { i in
        guard let id = goods[i], let edition = editions[i] else { return nil }
        return GoodsEdition(goods: id, edition: edition, isWider: wider[i] ?? true)
      })
  }

  /// The beginnings of codes of goods, each goods' as its newest edition has them: "as written" in the list.
  func newestPrefixes(of ids: [String]) async throws -> [String] {
    let table = try await engine.table("SELECT goods, hs_edition, prefix FROM goods_prefix WHERE goods IN (\(list: ids))")
    let (goods, editions, prefixes) = (
      try table.texts("goods"), try table.texts("hs_edition"), try table.texts("prefix")
    )
    var newest: [String: String] = [:]
    for (id, edition) in zip(goods, editions) {
      if let id, let edition { newest[id] = max(newest[id] ?? "", edition) }
    }
    let all = (0..<table.count).compactMap { i in
      goods[i].flatMap { newest[$0] } == editions[i] ? prefixes[i] : nil
    }
    return Set(all).sorted()
  }

  /// By older and newer edition; a pair that is not there is not known.
  func editionChanges() async throws -> [[String]: EditionChange] {
    let pairs = try await engine.table("SELECT hs_from, hs_to FROM edition_pair")
    var changes: [[String]: EditionChange] = [:]
    for (old, new) in zip(try pairs.texts("hs_from"), try pairs.texts("hs_to")) {
      if let old, let new { changes[[old, new]] = EditionChange() }
    }
    let table = try await engine.table("SELECT hs_from, hs_to, heading, scrap_only FROM heading_moved")
    let (from, to, heading) = (try table.texts("hs_from"), try table.texts("hs_to"), try table.texts("heading"))
    let waste = try table.booleans("scrap_only")
    for i in 0..<table.count {
      guard let old = from[i], let new = to[i], let heading = heading[i] else { continue }
      if waste[i] == true {
        changes[[old, new]]?.lostWaste.insert(heading)
      } else {
        changes[[old, new]]?.moved.insert(heading)
      }
    }
    return changes
  }
}
