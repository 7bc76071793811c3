// SPDX-License-Identifier: Apache-2.0

import Trade
import Warehouse

extension DirectAndIndirectSupply {
  enum Kind: Sendable { case direct, indirect }

  /// How many suppliers have their rows shown by themselves.
  static let mostPaths = 5

  static func picked(_ leads: [Lead], paths: [String: [String]], between: [String: [Between]], theirs: SQL, deals: Deals) -> SQL {
    let families = leads.map(\.id)
    let ways = leads.flatMap { lead in (paths[lead.id] ?? []).map { [SQL.Value.text(lead.id), .text($0)] } }
    let middle = leads.flatMap { lead in
      (between[lead.id] ?? []).prefix(mostPaths).map { [SQL.Value.text(lead.id), .text($0.party)] }
    }
    var query: SQL = """
      WITH theirs AS (
        SELECT f.party AS lead, s.* FROM \(fragment: theirs) AS s JOIN \(fragment: deals.parties) AS f ON f.number = s.family
        WHERE f.party IN (\(list: families))
      ),
      kinds AS (SELECT lead, rec, max(indirect) AS indirect FROM theirs GROUP BY lead, rec)
      SELECT lead, CASE WHEN indirect = 1 THEN 'indirect' ELSE 'direct' END AS part, rec FROM kinds
      UNION ALL SELECT lead, 'all', rec FROM kinds
      """
    if !ways.isEmpty {
      query += """

        UNION ALL SELECT t.lead, 'by ' || v.party, t.rec FROM theirs AS t JOIN \(fragment: deals.parties) AS n ON n.number = t.other
        JOIN \(fragment: SQL.rows("v", ["family", "party"], ways)) ON v.family = t.lead AND v.party = n.party
        """
    }
    if !middle.isEmpty {
      query += """

        UNION ALL SELECT t.lead, 'to ' || v.party, t.rec FROM theirs AS t JOIN \(fragment: deals.parties) AS n ON n.number = t.buyer
        JOIN \(fragment: SQL.rows("v", ["family", "party"], middle)) ON v.family = t.lead AND v.party = n.party
        """
    }
    return query
  }

  /// The records of the maker's goods, for people: of one kind, or all.
  func rows(_ kind: Kind?, of lead: Lead, asOf: Day) -> Stage {
    let members = lead.members
    var condition: SQL
    if let family = lead.family {
      // A record belongs to its brand, or without one to its maker.
      condition = SharedStages.names([family.brand], as: [.brand])
      condition = """
        (\(fragment: condition) OR (\(fragment: SharedStages.names(family.makers + [family.brand], as: [.manufacturer]))
          AND \(fragment: Self.namesNo(.brand))))
        """
    } else {
      condition = """
        (\(fragment: SharedStages.names([lead.id], as: [.manufacturer])) AND \(fragment: Self.namesNo(.brand)))
        """
    }
    if !anyGoods { condition += "\n  AND \(fragment: SharedStages.isOfConcern)" }
    var indirect = Self.namesAnother(.consignor, than: members)
    if lead.family.map(\.carriers.isEmpty) ?? false {
      // Where no maker carries the brand's name, every manufacturer named with it counts as its maker.
      indirect = """
        (r.source, r."row") IN (
          SELECT m.source, m."row" FROM mention AS m JOIN party_identity AS i ON i.identity = m.identity
          WHERE m.role = 'consignor' AND i.party NOT IN (\(list: members)) AND NOT EXISTS (
            SELECT 1 FROM mention AS o JOIN party_identity AS j ON j.identity = o.identity
            WHERE o.source = m.source AND o."row" = m."row" AND o.role = 'manufacturer' AND j.party = i.party))
        """
    } else {
      indirect = "(\(fragment: indirect) OR \(fragment: Self.namesAnother(.manufacturer, than: members)))"
    }
    switch kind {
    case .direct?: condition += "\n  AND NOT \(fragment: indirect)"
    case .indirect?: condition += "\n  AND \(fragment: indirect)"
    case nil: break
    }
    return SharedStages.rows("direct-and-indirect-supply/rows", naming: [], where: condition, asOf: asOf)
  }

  /// … and of these, those that name a party in one of the roles.
  func rows(of lead: Lead, naming party: String, as roles: [PartyRole], asOf: Day) -> Stage {
    let all = rows(nil, of: lead, asOf: asOf)
    return Stage(
      name: "direct-and-indirect-supply/leg", grain: "one row a record",
      sql: """
        SELECT r.source, r."row" FROM (\(fragment: all.sql)) AS r WHERE \(fragment: SharedStages.names([party], as: roles))
        ORDER BY r.source, r."row"
        """)
  }

  private static func namesAnother(_ role: PartyRole, than parties: [String]) -> SQL {
    """
    (r.source, r."row") IN (SELECT m.source, m."row" FROM mention AS m JOIN party_identity AS i ON i.identity = m.identity
        WHERE m.role = \(role.rawValue) AND i.party NOT IN (\(list: parties)))
    """
  }

  private static func namesNo(_ role: PartyRole) -> SQL {
    """
    NOT EXISTS (SELECT 1 FROM mention AS m WHERE m.source = r.source AND m."row" = r."row" AND m.role = \(role.rawValue))
    """
  }
}
