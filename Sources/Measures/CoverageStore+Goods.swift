// SPDX-License-Identifier: Apache-2.0

import Trade
import Warehouse

/// Goods for which a list states code prefixes in an edition.
struct GoodsEdition: Sendable, Hashable {
  var goods: String
  var edition: String
  /// A code of that edition holds other goods, too.
  var isWider: Bool
  /// … and records that describe goods are told by the list's words.
  var isByWords = false
}

/// The days between which a list held goods.
struct ListingSpan: Sendable, Hashable {
  var from: Day?
  var until: Day?
}

/// What is known of the change from one edition to a later one.
struct EditionChange: Sendable, Hashable {
  /// Headings that do not hold the same goods in both.
  var moved: Set<String> = []
  /// Headings that only lost the waste of their goods.
  var lostWaste: Set<String> = []
  /// Codes that begin so are all accounted for.
  var known: Set<String> = []
  /// The newer codes that an older one became, and the older ones that a newer one took from, where it is not itself alone.
  var became: [String: [String]] = [:]
  var cameFrom: [String: [String]] = [:]

  /// Whether it is known of a code of six digits if it changed.
  func accounts(for code: String) -> Bool { known.contains("") || known.contains(String(code.prefix(4))) }
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

  /// How records of the case are of these goods.
  func goodsFound(_ ids: [String]) async throws -> (byCode: Bool, byWiderCode: Bool, byText: Bool) {
    let table = try await engine.table(
      """
      SELECT (SELECT count(*) FROM goods_code WHERE goods IN (\(list: ids)) AND NOT by_words) AS codes,
        (SELECT count(*) FROM goods_code WHERE goods IN (\(list: ids)) AND by_words) AS wider,
        (SELECT count(*) FROM goods_record WHERE goods IN (\(list: ids))) AS texts
      """)
    func isAny(_ column: String) throws -> Bool { (try table.integers(column).first ?? 0) ?? 0 > 0 }
    return (try isAny("codes"), try isAny("wider"), try isAny("texts"))
  }

  /// The goods by the days between which their list held them; nil: it states none.
  func listings(of ids: [String]) async throws -> [ListingSpan?: [String]] {
    let table = try await engine.table(
      "SELECT goods, valid_from, valid_until FROM goods_listing WHERE goods IN (\(list: ids)) ORDER BY goods")
    let (goods, from, until) = (
      try table.texts("goods"), try table.days("valid_from"), try table.days("valid_until")
    )
    var spans: [ListingSpan?: [String]] = [:]
    for i in 0..<table.count {
      if let id = goods[i] { spans[ListingSpan(from: from[i], until: until[i]), default: []].append(id) }
    }
    let open = Set(ids).subtracting(spans.values.joined()).sorted()
    if !open.isEmpty { spans[nil] = open }
    return spans
  }

  func goodsEditions(of ids: [String]) async throws -> Set<GoodsEdition> {
    let table = try await engine.table(
      "SELECT goods, hs_edition, wider, by_words FROM goods_edition WHERE goods IN (\(list: ids))")
    let (goods, editions, wider) = (
      try table.texts("goods"), try table.texts("hs_edition"), try table.booleans("wider")
    )
    let byWords = try table.booleans("by_words")
    return Set(
      (0..<table.count).compactMap { i in
        guard let id = goods[i], let edition = editions[i] else { return nil }
        return GoodsEdition(goods: id, edition: edition, isWider: wider[i] ?? true, isByWords: byWords[i] ?? false)
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
    let known = try await engine.table("SELECT hs_from, hs_to, prefix FROM edition_known")
    let (knownFrom, knownTo, prefix) = (
      try known.texts("hs_from"), try known.texts("hs_to"), try known.texts("prefix")
    )
    for i in 0..<known.count {
      if let old = knownFrom[i], let new = knownTo[i] { changes[[old, new]]?.known.insert(prefix[i] ?? "") }
    }
    let links = try await engine.table(
      "SELECT hs_from, hs_to, code_from, code_to FROM edition_link ORDER BY 1, 2, 3, 4")
    let (linkFrom, linkTo) = (try links.texts("hs_from"), try links.texts("hs_to"))
    let (codeFrom, codeTo) = (try links.texts("code_from"), try links.texts("code_to"))
    for i in 0..<links.count {
      guard let old = linkFrom[i], let new = linkTo[i], let from = codeFrom[i], let to = codeTo[i] else { continue }
      changes[[old, new]]?.became[from, default: []].append(to)
      changes[[old, new]]?.cameFrom[to, default: []].append(from)
    }
    return changes
  }
}
