// SPDX-License-Identifier: Apache-2.0

import Trade
import Warehouse

/// Records of a selection that are alike in everything that decides whether they may be added or compared.
struct CoverageRow: Sendable, Hashable {
  enum Partner: String, Sendable {
    case world = "W"
    /// Another total of the publisher: a region, a union.
    case aggregate = "A"
    case part = "P"
  }

  enum Goods: String, Sendable {
    case total = "T"
    case aggregate = "A"
    case part = "P"
  }

  /// What kind of row it is: one record of trade can stand in a source once as itself and again in several totals.
  struct Kind: Sendable, Hashable {
    var partner: Partner
    var goods: Goods
    var isTransportTotal: Bool
  }

  var source: String
  var grade: EvidenceGrade
  var reporter: String?
  var flow: String?
  /// Nil when the record carries no date.
  var period: Period?
  var edition: String?
  /// Of the records that state a value.
  var currency: String?
  var basis: String?
  /// Of the records that state a quantity.
  var unit: String?
  var kind: Kind
  var codeLength: Int?
  var records: Int
  /// Records that their publisher calls estimated or provisional, and one of its notes on them.
  var noted: Int
  var note: String?
  /// Records that state a value or a bound of it, a weight, a quantity or a bound of it.
  var values: Int
  var weights: Int
  var quantities: Int
  /// Records that state a value in another currency than the dollar, and for whose period no rate is known.
  var unrated: Int
  /// The kind of period, longer than theirs, whose rate they are converted by; nil = that of just their own.
  var rateSpan: String?
  /// Above 0 where one row of the source gives several records.
  var lastPart: Int

  /// The source as the case names it: the files of a source of many files are one.
  var logicalSource: String { CoverageRow.logical(source) }

  static func logical(_ source: String) -> String { String(source.prefix { $0 != "/" }) }

  /// Grain of the result: one row for each combination of what decides comparability.
  static func query(where condition: SQL) -> SQL {
    """
    SELECT source, grade, reporter, flow, period_from, period_to, hs_edition,
      CASE WHEN coalesce(value, value_low) IS NOT NULL THEN currency END AS money,
      CASE WHEN coalesce(value, value_low) IS NOT NULL THEN basis END AS price_basis,
      CASE WHEN coalesce(quantity, quantity_low) IS NOT NULL THEN quantity_unit END AS unit,
      \(fragment: partnerKind) AS partner_kind, \(fragment: goodsKind) AS goods_kind,
      coalesce(transport_total, FALSE) AS all_transport,
      CASE WHEN goods_code <> 'TOTAL' THEN length(goods_code) END AS code_length,
      count(*) AS records, count(*) FILTER (WHERE \(fragment: EstimateNotes.condition)) AS noted,
      min(CASE WHEN \(fragment: EstimateNotes.condition) THEN note END) AS noted_as, count(coalesce(value, value_low)) AS values_known, count(weight_kg) AS weights_known,
      count(coalesce(quantity, quantity_low)) AS quantities_known, max(part) AS last_part,
      count(*) FILTER (WHERE coalesce(value, value_low) IS NOT NULL AND coalesce(currency, '') <> 'USD'
        AND usd_rate IS NULL) AS unrated,
      CASE WHEN coalesce(value, value_low) IS NOT NULL AND currency <> 'USD' THEN usd_rate_span END AS rate_span
    FROM record WHERE \(fragment: condition)
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, rate_span
    """
  }

  static let partnerKind: SQL =
    "CASE WHEN origin = 'WLD' OR destination = 'WLD' THEN 'W' WHEN partner_total THEN 'A' ELSE 'P' END"
  static let goodsKind: SQL = "CASE WHEN goods_code = 'TOTAL' THEN 'T' WHEN goods_total THEN 'A' ELSE 'P' END"

  static func rows(of table: Table) throws -> [CoverageRow] {
    let (source, grade) = (try table.texts("source"), try table.texts("grade"))
    let (reporter, flow) = (try table.texts("reporter"), try table.texts("flow"))
    let (from, to) = (try table.days("period_from"), try table.days("period_to"))
    let (edition, money) = (try table.texts("hs_edition"), try table.texts("money"))
    let (basis, unit) = (try table.texts("price_basis"), try table.texts("unit"))
    let kinds = try Kind.column(of: table)
    let (length, part) = (try table.integers("code_length"), try table.integers("last_part"))
    let (unrated, spans) = (try table.integers("unrated"), try table.texts("rate_span"))
    let (records, values) = (try table.integers("records"), try table.integers("values_known"))
    let (noted, notes) = (try table.integers("noted"), try table.texts("noted_as"))
    let (weights, quantities) = (try table.integers("weights_known"), try table.integers("quantities_known"))
    return try (0..<table.count).map { i in
      guard let grade = grade[i].flatMap(EvidenceGrade.init) else {
        throw WarehouseError(
          .unexpectedShape, "A record of '\(source[i] ?? "?")' has the grade '\(grade[i] ?? "NULL")'.")
      }
      return CoverageRow(
        source: source[i] ?? "", grade: grade, reporter: reporter[i], flow: flow[i],
        period: Period(optional: from[i], to[i]), edition: edition[i], currency: money[i], basis: basis[i],
        unit: unit[i], kind: kinds[i], codeLength: length[i], records: records[i] ?? 0, noted: noted[i] ?? 0,
        note: notes[i], values: values[i] ?? 0,
        weights: weights[i] ?? 0, quantities: quantities[i] ?? 0, unrated: unrated[i] ?? 0, rateSpan: spans[i], lastPart: part[i] ?? 0)
    }
  }

  /// Records that state what is asked for.
  func known(_ what: Measure.What) -> Int {
    switch what {
    case .value, .indicator: values
    case .weight: weights
    case .quantity: quantities
    case .records, .parties: records
    }
  }
}

extension CoverageRow.Kind {
  static func column(of table: Table) throws -> [CoverageRow.Kind] {
    let (partner, goods) = (try table.texts("partner_kind"), try table.texts("goods_kind"))
    let transport = try table.booleans("all_transport")
    return (0..<table.count).map { i in
      CoverageRow.Kind(
        partner: partner[i].flatMap(CoverageRow.Partner.init) ?? .part,
        goods: goods[i].flatMap(CoverageRow.Goods.init) ?? .part, isTransportTotal: transport[i] ?? false)
    }
  }
}

extension Period {
  init?(optional from: Day?, _ to: Day?) {
    guard let from, let to else { return nil }
    self.init(from: from, to: to)
  }
}
