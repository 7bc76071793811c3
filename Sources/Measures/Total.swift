// SPDX-License-Identifier: Apache-2.0

import Trade
import Warehouse

/// A sum (or count) with what is known of it.
struct Total: Sendable {
  var figure: Figure
  var bounds: Bounds
  /// Records that do not disclose it, and so leave the upper end open.
  var undisclosed: Int
  var records: Int
}

/// What a number lies between; an open end is nil.
struct Bounds: Sendable, Hashable {
  var low: Double?
  var high: Double?

  static let unknown = Bounds(low: nil, high: nil)
  static func exactly(_ value: Double) -> Bounds { Bounds(low: value, high: value) }

  var exact: Double? { low == high ? low : nil }
}

/// How a quantity of records is added up.
enum Amount {
  /// The statement for a total. Columns: figure (what is disclosed; NULL when nothing is), low, high (NULL = open),
  /// records, disclosed (records that state it exactly).
  static func query(_ what: Measure.What, slice: Slice, roles: [PartyRole], inUSD: Bool = false) -> SQL {
    let inside: SQL = slice.inside.map { " FILTER (WHERE \(fragment: $0))" } ?? ""
    switch what {
    case .records:
      return """
        SELECT count(*)\(fragment: inside) AS figure, count(*)\(fragment: inside) AS low, count(*) AS high,
          count(*) AS records, count(*) AS disclosed
        FROM record WHERE \(fragment: slice.condition)
        """
    case .parties: return parties(slice: slice, roles: roles)
    case .value, .weight, .quantity, .indicator:
      let (best, low, high, stated) = expressions(what, inUSD: inUSD)
      return """
        SELECT CASE WHEN count(*) = 0 THEN 0 ELSE sum(\(fragment: best))\(fragment: inside) END AS figure,
          CASE WHEN count(*) = 0 THEN 0 ELSE sum(\(fragment: low))\(fragment: inside) END AS low,
          CASE WHEN count(*) = 0 THEN 0 WHEN count(*) = count(\(fragment: high)) THEN sum(\(fragment: high)) END AS high,
          count(*) AS records, count(\(fragment: stated)) AS disclosed
        FROM record WHERE \(fragment: slice.condition)
        """
    }
  }

  /// Sums by stated period, for what is compared over a whole history.
  static func history(_ what: Measure.What, condition: SQL, inUSD: Bool = false) -> SQL {
    let columns: SQL
    if what == .records {
      columns = "count(*) AS figure, count(*) AS low, count(*) AS high"
    } else {
      let (best, low, high, _) = expressions(what, inUSD: inUSD)
      columns = """
        sum(\(fragment: best)) AS figure, sum(\(fragment: low)) AS low,
          CASE WHEN count(*) = count(\(fragment: high)) THEN sum(\(fragment: high)) END AS high
        """
    }
    return """
      SELECT period_from, period_to, \(fragment: columns)
      FROM record WHERE \(fragment: condition)
      GROUP BY period_from, period_to ORDER BY period_from, period_to
      """
  }

  /// The best number of a record, its lower and its upper end, and the number as stated.
  static func expressions(_ what: Measure.What, inUSD: Bool) -> (best: SQL, low: SQL, high: SQL, stated: SQL) {
    let (best, low, high): (SQL, SQL, SQL) = (
      "coalesce(value, value_low)", "coalesce(value_low, value)", "coalesce(value_high, value)"
    )
    if inUSD, what == .value {
      let rate: SQL = "CASE WHEN currency = 'USD' THEN 1 ELSE usd_rate END"
      func dollars(_ amount: SQL) -> SQL { "CAST(\(fragment: amount) AS DOUBLE) * (\(fragment: rate))" }
      return (dollars(best), dollars(low), dollars(high), "value")
    }
    return switch what {
    case .weight: ("weight_kg", "weight_kg", "weight_kg", "weight_kg")
    case .quantity:
      ("coalesce(quantity, quantity_low)", "coalesce(quantity, quantity_low)", "quantity", "quantity")
    default: (best, low, high, "value")
    }
  }

  private static func parties(slice: Slice, roles: [PartyRole]) -> SQL {
    let role: SQL = roles.isEmpty ? "TRUE" : "m.role IN (\(list: roles.map(\.rawValue).sorted()))"
    let inside: SQL = slice.inside ?? "TRUE"
    return """
      WITH chosen AS (
        SELECT source, "row", max(CASE WHEN \(fragment: inside) THEN 1 ELSE 0 END) AS inside
        FROM record WHERE \(fragment: slice.condition) GROUP BY source, "row"),
      named AS (
        SELECT c.source, c."row", c.inside, coalesce(p.party, m.identity) AS party
        FROM chosen AS c JOIN mention AS m ON m.source = c.source AND m."row" = c."row"
          LEFT JOIN party_identity AS p ON p.identity = m.identity
        WHERE \(fragment: role))
      SELECT count(DISTINCT party) FILTER (WHERE inside = 1) AS figure,
        count(DISTINCT party) FILTER (WHERE inside = 1) AS low, count(DISTINCT party) AS high,
        (SELECT count(*) FROM chosen) AS records,
        (SELECT count(*) FROM (SELECT DISTINCT source, "row" FROM named) AS n) AS disclosed
      FROM named
      """
  }
}
