// SPDX-License-Identifier: Apache-2.0

import Measures
import Trade
import Warehouse

extension YoungImporter {
  /// Days of registration: `number` of the buyer, `registered_from`.
  private static func registered(_ deals: Deals) -> SQL {
    """
    SELECT n.number, p.registered_from FROM party AS p JOIN \(fragment: deals.parties) AS n ON n.party = p.party
    WHERE p.registered_from IS NOT NULL AND p.registered_by IS NOT NULL
    """
  }

  /// The first record of each buyer that may lie on or after its registration. Its day lies between the least
  /// `period_from` and the least `period_to`.
  private static func firsts(_ deals: Deals) -> Stage {
    Stage(
      name: "young-importer/firsts", grain: "one row a buyer whose registration is known",
      sql: """
        WITH earlier AS (
          SELECT d.buyer, count(DISTINCT d.rec) AS before_it FROM \(fragment: deals.deals) AS d
          JOIN (\(fragment: registered(deals))) AS q ON q.number = d.buyer
          WHERE d.period_from IS NOT NULL AND d.period_to < q.registered_from GROUP BY d.buyer
        ),
        firsts AS (
          SELECT d.buyer, min(CASE WHEN d.period_to >= q.registered_from THEN d.period_from END) AS first_from,
            min(CASE WHEN d.period_to >= q.registered_from THEN d.period_to END) AS first_to, max(d.concern) AS concern
          FROM \(fragment: deals.deals) AS d JOIN (\(fragment: registered(deals))) AS q ON q.number = d.buyer
          WHERE d.period_from IS NOT NULL GROUP BY d.buyer
        )
        SELECT f.buyer, f.first_from, f.first_to, coalesce(e.before_it, 0) AS before_it, f.concern
        FROM firsts AS f LEFT JOIN earlier AS e ON e.buyer = f.buyer
        """)
  }

  /// Records of the day on which a buyer's first one begins, one row a record and buyer.
  private static func dated(_ firsts: SQL, _ deals: Deals) -> SQL {
    """
    SELECT d.buyer, d.rec, max(d.customs) AS customs, d.period_from, max(d.quantity) AS quantity, max(d.unit) AS unit
    FROM \(fragment: deals.deals) AS d JOIN \(fragment: firsts) AS f ON f.buyer = d.buyer AND f.first_from = d.period_from
    GROUP BY d.buyer, d.rec, d.period_from
    """
  }

  func firstFilings(_ deals: Deals, at desk: any Desk) async throws -> (firsts: [First], sizes: Sizes) {
    let firsts = SQL(text: SQL.quoted(try await desk.keep(Self.firsts(deals).sql)))
    let dated = SQL(text: SQL.quoted(try await desk.keep(Self.dated(firsts, deals))))
    let table = try await desk.table(
      """
      WITH first_rows AS (
        SELECT f.buyer, max(d.customs) AS customs FROM \(fragment: firsts) AS f
        JOIN \(fragment: dated) AS d ON d.buyer = f.buyer AND d.period_from = f.first_from GROUP BY f.buyer
      )
      SELECT p.party, p.registered_from, p.registered_by, p.register_match, f.first_from, f.first_to, f.before_it, r.customs
      FROM \(fragment: firsts) AS f JOIN first_rows AS r ON r.buyer = f.buyer
      JOIN \(fragment: deals.parties) AS n ON n.number = f.buyer JOIN party AS p ON p.party = n.party
      WHERE f.first_from IS NOT NULL AND (f.concern = 1 OR \(anyGoods)) ORDER BY p.party
      """)
    let sizes = try await desk.table(
      """
      SELECT n.party, d.unit, CAST(sum(d.quantity) AS DOUBLE) AS quantity
      FROM \(fragment: firsts) AS f JOIN \(fragment: dated) AS d ON d.buyer = f.buyer AND d.period_from = f.first_from
      JOIN \(fragment: deals.parties) AS n ON n.number = f.buyer
      WHERE d.quantity IS NOT NULL AND d.unit IS NOT NULL
      GROUP BY n.party, d.unit ORDER BY n.party, d.unit
      """)
    let all = try Self.firsts(table)
    var ages: [String: Int] = [:]
    for first in all { ages[first.party] = Age(registered: first.registered, first: first.period)?.least }
    return (all, Sizes(try Self.quantities(sizes), ages: ages))
  }

  private static func firsts(_ table: Table) throws -> [First] {
    let (parties, matches) = (try table.words("party"), try table.texts("register_match"))
    let (registeredFrom, registeredBy) = (try table.days("registered_from"), try table.days("registered_by"))
    let (firstFrom, firstTo) = (try table.days("first_from"), try table.days("first_to"))
    let (before, customs) = (try table.counts("before_it"), try table.counts("customs"))
    return (0..<table.count).compactMap { row in
      guard let registered = Period(registeredFrom[row], registeredBy[row]), let period = Period(firstFrom[row], firstTo[row])
      else { return nil }
      return First(
        party: parties[row], registered: registered, period: period, grade: customs[row] > 0 ? .customs : .filing,
        before: before[row], isByName: matches[row] == "name")
    }
  }

  private static func quantities(_ table: Table) throws -> [(party: String, unit: String, quantity: Double)] {
    let (parties, units, quantities) = (try table.words("party"), try table.words("unit"), try table.doubles("quantity"))
    return (0..<table.count).compactMap { row in quantities[row].map { (parties[row], units[row], $0) } }
  }

  /// The first records of the leads, by lead.
  static func picked(_ leads: [Lead], _ deals: Deals) -> SQL {
    let chosen = SQL.rows(
      "c", ["party", "first_from", "registered_from"],
      leads.map { [.text($0.first.party), .day($0.first.period.from), .day($0.first.registered.from)] })
    return """
      SELECT c.party AS lead, 'first' AS part, d.rec
      FROM \(fragment: chosen) JOIN \(fragment: deals.parties) AS n ON n.party = c.party
      JOIN \(fragment: deals.deals) AS d ON d.buyer = n.number
      WHERE d.period_from = c.first_from AND d.period_to >= c.registered_from
      """
  }

  static func rows(of first: First, asOf: Day) -> Stage {
    SharedStages.rows(
      "young-importer/first-rows", naming: [(SharedStages.importers, [first.party])],
      where: """
        r.period_from = \(first.period.from) AND coalesce(r.period_to, r.period_from) >= \(first.registered.from)
        """, asOf: asOf)
  }

  static func registration(of party: String) -> Stage {
    Stage(
      name: "young-importer/registration", grain: "one row",
      sql: """
        SELECT party, registered_from, registered_by, register_source, register_row, register_match
        FROM party WHERE party = \(party)
        """)
  }
}
