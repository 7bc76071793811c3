// SPDX-License-Identifier: Apache-2.0

import Foundation
import Measures
import Trade
import Warehouse

/// A route by month as its exporter and its importer state it.
struct MirrorPair: Sendable {
  enum Side: Sendable, Hashable { case exporter, importer }

  var origin: String
  var destination: String
  /// Sources of the two sides.
  var exports: String
  var imports: String
  var grade: EvidenceGrade
  var currency: String
  /// What the importer's figures are divided by.
  var adjustment: Double
  var basisIsStated: Bool
  var exported: [Month: Double]
  var imported: [Month: Double]
  /// Codes that both sides give: of so many digits; nil when the two are compared by totals over goods.
  var digits: Int?
  /// The headings that both sources hold make up less than ``leastShared`` of what one of them states: they are not of the same
  /// goods, and only goods one by one can be compared.
  var isOfOtherScope = false

  /// Of the exporter's and of the importer's amounts.
  static let leastShared = 0.8

  var common: [Month] { exported.keys.filter { imported[$0] != nil }.sorted() }

  func gap(_ months: [Month]) -> Double? {
    let (out, into) = months.reduce((0.0, 0.0)) { ($0.0 + (exported[$1] ?? 0), $0.1 + (imported[$1] ?? 0)) }
    guard out > 0, into > 0 else { return nil }
    return log(into / adjustment / out)
  }

  var words: String { "\(Wording.place(origin)) to \(Wording.place(destination))" }

  var caveats: [String] {
    adjustment == 1
      ? ["Both sides are on one price basis; nothing is taken off for freight and insurance."]
      : [
        "\(Wording.sentence(Wording.whose(destination))) values are divided by \(Wording.number(adjustment)) for freight and insurance"
          + (basisIsStated ? " (CIF against FOB)." : "; the sources do not state the price basis, imports are taken as CIF and exports as FOB.")
      ]
  }

  func selection(_ side: Side, product: String?) -> Selection {
    var which = Selection()
    which.sources = [side == .exporter ? exports : imports]
    which.flow = side == .exporter ? "export" : "import"
    which.from = [origin]
    which.to = [destination]
    which.grade = grade
    if let product { which.goods = ["hs:" + product] }
    return which
  }

  func rows(_ sides: [Side], product: String?, period: Period, asOf: Day) -> Stage {
    let parts = sides.map { side -> SQL in
      let source = side == .exporter ? exports : imports
      return """
        (\(fragment: MirrorPair.usable(asOf: asOf)) AND flow = \(side == .exporter ? "export" : "import")
          AND (source = \(source) OR source LIKE \(source + "/%")) AND origin = \(origin) AND destination = \(destination))
        """
    }
    let goods: SQL = product.map { "substr(goods_code, 1, \($0.count)) = \($0)" } ?? "TRUE"
    return Stage(
      name: "mirror-gap/rows", grain: "one row a record of either side",
      sql: """
        SELECT source, "row" FROM record WHERE (\(fragment: parts.joined(separator: " OR "))) AND \(fragment: goods)
          AND period_from >= \(period.from) AND period_from <= \(period.to)
        """)
  }

  static func usable(asOf: Day) -> SQL {
    """
    (grade IN ('statistic', 'customs') AND coalesce(indicator, 'trade') = 'trade' AND \(fragment: SeriesBook.monthly)
      AND coalesce(period_to, period_from) <= \(asOf) AND value IS NOT NULL AND NOT coalesce(partner_total, FALSE)
      AND NOT (coalesce(goods_total, FALSE) AND coalesce(goods_code, 'TOTAL') <> 'TOTAL'))
    """
  }
}

extension MirrorPair {
  /// Routes that both sides state, looked for first: most cases have none, and then records are passed over only once.
  static func routes(asOf: Day) -> Stage {
    Stage(
      name: "mirror-gap/routes", grain: "one row a route that is stated by both sides",
      sql: """
        SELECT origin, destination FROM record WHERE \(fragment: bySides(asOf: asOf))
        GROUP BY origin, destination HAVING count(DISTINCT flow) = 2 ORDER BY origin, destination
        """)
  }

  private static func bySides(asOf: Day) -> SQL {
    """
    \(fragment: usable(asOf: asOf)) AND flow IN ('export', 'import') AND origin <> 'WLD' AND destination <> 'WLD'
      AND (CASE WHEN flow = 'export' THEN origin ELSE destination END) = reporter
    """
  }

  static func stage(asOf: Day) -> Stage {
    Stage(
      name: "mirror-gap/sides", grain: "one row a source, direction, route, length of codes and month, of routes stated by both sides",
      sql: """
        SELECT split_part(r.source, '/', 1) AS publisher, r.grade, r.flow, r.origin, r.destination, r.currency,
          CASE WHEN r.goods_code IS NULL OR r.goods_code = 'TOTAL' THEN 0 WHEN r.grade = 'customs' THEN 6 ELSE length(r.goods_code) END AS digits,
          coalesce(r.transport_total, FALSE) AS all_modes, \(fragment: SeriesBook.month) AS month,
          min(r.basis) AS basis, sum(r.value) AS amount
        FROM record AS r
        WHERE \(fragment: bySides(asOf: asOf)) AND (r.origin, r.destination) IN (\(fragment: routes(asOf: asOf).sql))
        GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9 ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9
        """)
  }

  private struct Key: Hashable {
    var source, grade, flow, origin, destination, currency: String
  }

  private struct Statement {
    var key: Key
    var digits: Int
    var basis: String?
    var months: [Month: Double]
    /// By the source's own totals over goods; empty where it has none.
    var totals: [Month: Double]
  }

  /// Routes that both sides state for so many months, in one currency.
  static func all(cif: Double, least: Int, at desk: any Desk) async throws -> [MirrorPair] {
    let statements = try await statements(at: desk)
    let shared = statements.isEmpty ? [:] : try await sharedGoods(at: desk)
    var pairs: [MirrorPair] = []
    for out in statements where out.key.flow == "export" {
      for into in statements
      where into.key.flow == "import" && into.key.origin == out.key.origin && into.key.destination == out.key.destination
        && into.key.currency == out.key.currency
      {
        let stated = out.basis != nil && into.basis != nil
        let adjustment = stated && out.basis == into.basis ? 1 : cif
        let grades = [EvidenceGrade(rawValue: out.key.grade), EvidenceGrade(rawValue: into.key.grade)].compactMap(\.self)
        // Codes with codes and totals with totals: the codes of a source need not be all of its trade.
        let byCode = out.digits > 0 && into.digits > 0
        let (exported, imported) = byCode ? (out.months, into.months) : (out.totals, into.totals)
        var pair = MirrorPair(
          origin: out.key.origin, destination: out.key.destination, exports: out.key.source, imports: into.key.source,
          grade: grades.min() ?? .statistic, currency: out.key.currency, adjustment: adjustment, basisIsStated: stated,
          exported: exported, imported: imported, digits: byCode ? min(out.digits, into.digits, 6) : nil)
        if byCode {
          let parts = shared[[out.key.source, into.key.source, pair.origin, pair.destination]] ?? (0, 0)
          pair.isOfOtherScope = min(parts.exported, parts.imported) < leastShared
        }
        if pair.common.count >= least { pairs.append(pair) }
      }
    }
    return pairs
  }

  private static func statements(at desk: any Desk) async throws -> [Statement] {
    guard try await desk.kept(routes(asOf: desk.asOf).sql).count > 0 else { return [] }
    let table = try await desk.kept(stage(asOf: desk.asOf).sql)
    let (sources, grades, flows) = (try table.words("publisher"), try table.words("grade"), try table.words("flow"))
    let (origins, destinations) = (try table.words("origin"), try table.words("destination"))
    let (currencies, bases) = (try table.texts("currency"), try table.texts("basis"))
    let (digits, modes, months) = (try table.counts("digits"), try table.booleans("all_modes"), try table.counts("month"))
    let amounts = try table.doubles("amount")
    struct Part { var digits: Int, isTotal: Bool, basis: String?, month: Month, amount: Double }
    var parts: [Key: [Part]] = [:]
    for row in 0..<table.count {
      let key = Key(
        source: sources[row], grade: grades[row], flow: flows[row], origin: origins[row], destination: destinations[row],
        currency: currencies[row] ?? "")
      parts[key, default: []].append(
        Part(digits: digits[row], isTotal: modes[row] ?? false, basis: bases[row], month: Month(months[row]), amount: amounts[row] ?? 0))
    }
    return parts.sorted { "\($0.key)" < "\($1.key)" }.map { key, parts in
      // Codes of one length; totals over goods where there are no codes; totals over modes where there are any.
      let allModes = parts.contains(where: \.isTotal)
      let some = parts.filter { $0.isTotal == allModes }
      let lengths = Set(some.map(\.digits)).subtracting([0])
      let chosen = lengths.filter { $0 >= 6 }.min() ?? lengths.max() ?? 0
      var (months, totals): ([Month: Double], [Month: Double]) = ([:], [:])
      for part in some where part.digits == chosen { months[part.month, default: 0] += part.amount }
      for part in some where part.digits == 0 { totals[part.month, default: 0] += part.amount }
      return Statement(key: key, digits: chosen, basis: some.compactMap(\.basis).first, months: months, totals: totals)
    }
  }

  /// Which part of its amounts each side states of headings that the other holds, too, by sources and route.
  private static func sharedGoods(at desk: any Desk) async throws -> [[String]: (exported: Double, imported: Double)] {
    let table = try await desk.kept(
      """
      WITH headings AS (
        SELECT split_part(r.source, '/', 1) AS publisher, r.flow, r.origin, r.destination, substr(r.goods_code, 1, 4) AS heading,
          CAST(sum(r.value) AS DOUBLE) AS amount
        FROM record AS r
        WHERE \(fragment: bySides(asOf: desk.asOf)) AND r.goods_code <> 'TOTAL' AND length(r.goods_code) >= 4
          AND (r.origin, r.destination) IN (\(fragment: routes(asOf: desk.asOf).sql))
        GROUP BY 1, 2, 3, 4, 5
      ),
      sums AS (SELECT publisher, flow, origin, destination, sum(amount) AS amount FROM headings GROUP BY 1, 2, 3, 4)
      SELECT e.publisher AS exports, i.publisher AS imports, e.origin, e.destination, sum(e.amount) / max(a.amount) AS exported,
        sum(i.amount) / max(b.amount) AS imported
      FROM headings AS e
      JOIN headings AS i ON i.origin = e.origin AND i.destination = e.destination AND i.heading = e.heading AND i.flow = 'import'
      JOIN sums AS a ON a.publisher = e.publisher AND a.flow = e.flow AND a.origin = e.origin AND a.destination = e.destination
      JOIN sums AS b ON b.publisher = i.publisher AND b.flow = i.flow AND b.origin = i.origin AND b.destination = i.destination
      WHERE e.flow = 'export' GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
      """)
    let (exports, imports) = (try table.words("exports"), try table.words("imports"))
    let (origins, destinations) = (try table.words("origin"), try table.words("destination"))
    let (exported, imported) = (try table.doubles("exported"), try table.doubles("imported"))
    var shared: [[String]: (exported: Double, imported: Double)] = [:]
    for row in 0..<table.count {
      shared[[exports[row], imports[row], origins[row], destinations[row]]] = (exported[row] ?? 0, imported[row] ?? 0)
    }
    return shared
  }
}
