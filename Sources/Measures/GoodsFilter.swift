// SPDX-License-Identifier: Apache-2.0

import Trade
import Warehouse

/// The goods of a selection as a condition on `record`: by code, by edition, by what a text was found to be.
struct GoodsFilter: Sendable {
  /// Nil when any goods will do.
  var condition: SQL?
  /// Goods ids that the words of the selection stand for.
  var ids: [String]
  /// Digits of `hs:` words.
  var codes: [String]
  var wantsTotal: Bool
  /// Some of `ids` are found by their codes, so that the edition matters.
  var isByCode = false
  /// Some of `ids` are found by the words of records.
  var isByText = false

  /// True when the publisher's total over goods may answer.
  var isOpen: Bool { condition == nil }

  static func resolve(_ selection: Selection, store: CoverageStore) async throws -> GoodsFilter {
    let words = selection.goods
    let codes = words.filter { $0.hasPrefix("hs:") }.map { String($0.dropFirst(3)) }
    let selectors = words.filter { !$0.hasPrefix("hs:") && $0 != "TOTAL" }
    let wantsTotal = words.contains("TOTAL")
    if words.isEmpty { return GoodsFilter(condition: nil, ids: [], codes: [], wantsTotal: false) }
    if wantsTotal {
      guard words.count == 1 else {
        throw MeasureError.badQuestion("goods: TOTAL is all goods together and can't stand beside other goods.")
      }
      return GoodsFilter(condition: "goods_code = 'TOTAL'", ids: [], codes: [], wantsTotal: true)
    }

    let members = try await store.goods(of: selectors)
    for selector in selectors where members[selector] == nil {
      let hint =
        Nearest.word(to: selector, among: try await store.goodsSelectors()).map { " Did you mean '\($0)'?" } ?? ""
      throw MeasureError.badQuestion("'\(selector)' is no goods id or goods list of this case.\(hint)")
    }
    let ids = Set(members.values.joined()).sorted()

    var conditions: [SQL] = []
    var prefixes = codes
    var (isByCode, isByText) = (false, false)
    if !ids.isEmpty {
      let found = try await store.goodsFound(ids)
      (isByCode, isByText) = (found.byCode || found.byWiderCode, found.byText)
      if selection.codesAsWritten {
        prefixes += try await store.newestPrefixes(of: ids)
      }
      let spans = selection.listedThen ? try await store.listings(of: ids) : [nil: ids]
      for (span, ids) in spans.sorted(by: { $0.value.joined() < $1.value.joined() }) {
        var own: [SQL] = []
        if found.byCode, !selection.codesAsWritten {
          own.append(
            """
            (goods_code, coalesce(hs_edition, '')) IN (
                SELECT c.goods_code, coalesce(c.hs_edition, '') FROM goods_code AS c WHERE c.goods IN (\(list: ids)) AND NOT c.by_words)
            """)
        }
        if found.byWiderCode, !selection.codesAsWritten {
          // Whoever describes the goods is told by the words; what describes nothing counts as what it may be.
          own.append(
            """
            (grade NOT IN (\(list: Self.described.map(\.rawValue).sorted())) AND (goods_code, coalesce(hs_edition, '')) IN (
                SELECT c.goods_code, coalesce(c.hs_edition, '') FROM goods_code AS c WHERE c.goods IN (\(list: ids)) AND c.by_words))
            """)
        }
        if found.byText {
          own.append(
            "(source, \"row\") IN (SELECT g.source, g.\"row\" FROM goods_record AS g WHERE g.goods IN (\(list: ids)))")
        }
        if own.isEmpty { continue }
        guard let span else {
          conditions += own
          continue
        }
        var condition: SQL = "(\(fragment: SelectionFilter.any(own))"
        if let from = span.from { condition += " AND period_from >= \(from)" }
        if let until = span.until { condition += " AND period_to <= \(until)" }
        conditions.append(condition + ")")
      }
    }
    // Codes of one length share one IN: a condition a code would be slow over millions of rows.
    for (length, sameLength) in Dictionary(grouping: prefixes, by: \.count).sorted(by: { $0.key < $1.key }) {
      conditions.append(
        "(goods_code <> 'TOTAL' AND substr(goods_code, 1, \(length)) IN (\(list: Set(sameLength).sorted())))")
    }
    if conditions.isEmpty {
      throw MeasureError(
        .noData, "No record of the case is of the goods \(selectors.joined(separator: ", ")), by code or by words.")
    }
    return GoodsFilter(
      condition: SelectionFilter.any(conditions), ids: ids, codes: codes.sorted(), wantsTotal: false,
      isByCode: isByCode, isByText: isByText)
  }

  /// Grades whose records describe goods in words.
  static let described: Set<EvidenceGrade> = [.customs, .filing, .sighting]
}
