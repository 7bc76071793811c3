// SPDX-License-Identifier: Apache-2.0

import Trade
import Warehouse

/// Parts of stages that several detectors share.
enum SharedStages {
  /// Grades under which somebody's own doings are recorded, line by line.
  static let ownRecords: [EvidenceGrade] = [.customs, .filing]

  static let importers: [PartyRole] = [.applicant, .consignee]
  static let makersAndSellers: [PartyRole] = [.manufacturer, .consignor]

  /// Goods whose class is a concern.
  static let concern: [GoodsClass] = [.military, .dualUse, .civilianIndirect]

  /// One row a record of the grades that is not a publisher's own total nor dated after `asOf`. `period_to` stands in
  /// for nothing: where it is null, the record is of the day `period_from`.
  /// - Parameter parties: only records that name one of these. Rows under a single finding are asked for hundreds of
  ///   times in a run; this keeps each question to the rows that it is about.
  static func usable(_ grades: [EvidenceGrade], asOf: Day, naming parties: [String]? = nil) -> SQL {
    let narrowed: SQL = parties.map { " AND (source, \"row\") IN (\(fragment: rows(naming: $0)))" } ?? ""
    return """
    SELECT source, "row", part, grade, period_from, coalesce(period_to, period_from) AS period_to, goods_code, hs_edition,
      origin, dispatch, destination, quantity, quantity_low, quantity_unit
    FROM record
    WHERE grade IN (\(list: grades.map(\.rawValue))) AND coalesce(indicator, 'trade') = 'trade'
      AND NOT coalesce(partner_total, FALSE) AND NOT coalesce(goods_total, FALSE) AND NOT coalesce(transport_total, FALSE)
      AND (period_from IS NULL OR period_from <= \(asOf))\(fragment: narrowed)
    """
  }

  /// The condition of ``usable(_:asOf:naming:)`` on the table of that alias.
  static func isUsable(_ alias: String, _ grades: [EvidenceGrade], asOf: Day) -> SQL {
    let column = { (name: String) in SQL(text: "\(alias).\(name)") }
    return """
      \(fragment: column("grade")) IN (\(list: grades.map(\.rawValue))) AND coalesce(\(fragment: column("indicator")), 'trade') = 'trade'
        AND NOT coalesce(\(fragment: column("partner_total")), FALSE) AND NOT coalesce(\(fragment: column("goods_total")), FALSE)
        AND NOT coalesce(\(fragment: column("transport_total")), FALSE)
        AND (\(fragment: column("period_from")) IS NULL OR \(fragment: column("period_from")) <= \(asOf))
      """
  }

  /// The statement for people that gives just the rows of one lead: usable records that name, for each part of `naming`,
  /// one of the parties in one of the roles (any role when none is given), and meet the condition on `r`.
  static func rows(
    _ name: String, naming: [(roles: [PartyRole], parties: [String])], where condition: SQL? = nil,
    grades: [EvidenceGrade] = ownRecords, asOf: Day
  ) -> Stage {
    var query: SQL = """
      SELECT DISTINCT r.source, r."row" FROM record AS r
      WHERE \(fragment: isUsable("r", grades, asOf: asOf))
      """
    for (roles, parties) in naming { query += "\n  AND \(fragment: names(parties, as: roles))" }
    if let condition { query += "\n  AND (\(fragment: condition))" }
    return Stage(name: name, grain: "one row a record", sql: query + "\nORDER BY r.source, r.\"row\"")
  }

  /// True for a record `r` that names one of the parties in one of the roles.
  static func names(_ parties: [String], as roles: [PartyRole]) -> SQL {
    let role: SQL = roles.isEmpty ? "" : " AND m.role IN (\(list: roles.map(\.rawValue)))"
    return """
      (r.source, r."row") IN (SELECT m.source, m."row" FROM mention AS m JOIN party_identity AS i ON i.identity = m.identity
        WHERE i.party IN (\(list: parties))\(fragment: role))
      """
  }

  /// True for a record `r` whose goods are of a class of concern.
  static var isOfConcern: SQL {
    """
    (EXISTS (SELECT 1 FROM goods_code AS c JOIN goods AS g ON g.goods = c.goods
        WHERE c.goods_code = r.goods_code AND coalesce(c.hs_edition, '') = coalesce(r.hs_edition, '')
          AND (NOT c.by_words OR r.grade = 'statistic') AND g.class IN (\(list: concern.map(\.rawValue))))
      OR (r.source, r."row") IN (SELECT t.source, t."row" FROM goods_record AS t JOIN goods AS g ON g.goods = t.goods
        WHERE g.class IN (\(list: concern.map(\.rawValue)))))
    """
  }

  /// True for a record `r` that is of one of these kinds of goods, by code or by text; nil = of any known kind.
  static func isOfGoods(_ goods: [String]?) -> SQL {
    let some: SQL = goods.map { " AND goods IN (\(list: $0))" } ?? ""
    return """
      (EXISTS (SELECT 1 FROM goods_code AS c
          WHERE c.goods_code = r.goods_code AND coalesce(c.hs_edition, '') = coalesce(r.hs_edition, '') AND (NOT c.by_words OR r.grade = 'statistic')\(fragment: some))
        OR (r.source, r."row") IN (SELECT source, "row" FROM goods_record WHERE TRUE\(fragment: some)))
      """
  }

  /// Rows of sources in which one of the parties plays any part.
  private static func rows(naming parties: [String]) -> SQL {
    """
    SELECT source, "row" FROM mention
    WHERE identity IN (SELECT identity FROM party_identity WHERE party IN (\(list: parties)))
    """
  }

  /// One row a source's row, role and party; empty roles = any. With `naming`, only rows that name one of these.
  static func parties(_ roles: [PartyRole] = [], naming some: [String]? = nil) -> SQL {
    var query: SQL = """
      SELECT DISTINCT m.source, m."row", m.role, i.party
      FROM mention AS m JOIN party_identity AS i ON i.identity = m.identity
      """
    var conditions: [SQL] = []
    if !roles.isEmpty { conditions.append("m.role IN (\(list: roles.map(\.rawValue)))") }
    if let some { conditions.append("(m.source, m.\"row\") IN (\(fragment: rows(naming: some)))") }
    if !conditions.isEmpty { query += " WHERE " + conditions.joined(separator: " AND ") }
    return query
  }

  /// One row a record of `usable` and goods, by code or by text; whether by code. Reads the CTE `usable`.
  static let goodsOfUsable: SQL = """
    SELECT r.source, r."row", r.part, c.goods, TRUE AS by_code
    FROM usable AS r JOIN goods_code AS c
      ON c.goods_code = r.goods_code AND coalesce(c.hs_edition, '') = coalesce(r.hs_edition, '') AND (NOT c.by_words OR r.grade = 'statistic')
    UNION ALL
    SELECT r.source, r."row", r.part, t.goods, FALSE AS by_code
    FROM usable AS r JOIN goods_record AS t ON t.source = r.source AND t."row" = r."row"
    """

  /// One row a record of `usable` that is of any of these goods: ids of goods or of lists of them, or `hs:` and the first
  /// digits of a code, as in a ``Measures/Selection``. Reads the CTE `usable`.
  static func rows(ofGoods goods: [String]) -> SQL {
    let codes = goods.filter { $0.hasPrefix("hs:") }.map { String($0.dropFirst(3)) }
    let ids = goods.filter { !$0.hasPrefix("hs:") }
    var query: SQL = """
      SELECT o.source, o."row" FROM (\(fragment: goodsOfUsable)) AS o
      WHERE o.goods IN (\(list: ids)) OR o.goods IN (SELECT goods FROM goods_member WHERE selector IN (\(list: ids)))
      """
    for code in codes {
      query += """

        UNION SELECT source, "row" FROM usable WHERE substr(goods_code, 1, \(code.count)) = \(code)
        """
    }
    return query
  }

  /// One row a record of `usable` whose goods are of a class of concern. Reads the CTE `usable`.
  static var concernRows: SQL {
    """
    SELECT DISTINCT o.source, o."row"
    FROM (\(fragment: goodsOfUsable)) AS o JOIN goods AS g ON g.goods = o.goods
    WHERE g.class IN (\(list: concern.map(\.rawValue)))
    """
  }
}

extension EvidenceGrade {
  /// How much a grade counts in a score.
  var weight: Double {
    switch self {
    case .customs: 1
    case .statistic: 0.9
    case .filing: 0.8
    case .sighting: 0.5
    case .statement: 0.3
    }
  }

  /// The weights in words, for the documentation.
  static let weightsInWords = "customs 1, statistic 0.9, filing 0.8, sighting 0.5"
}
