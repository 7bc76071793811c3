// SPDX-License-Identifier: Apache-2.0

import Measures
import Trade
import Warehouse

extension BattlefieldLink {
  enum Link: String, Sendable, CaseIterable { case model, maker, kind }

  struct Lead: Sendable, Hashable {
    var link: Link
    /// The model, the maker's party, or the goods.
    var name: String
    var title: String?
    var traded: Int
    /// … of these, dated after the last sighting.
    var later: Int
    var customs: Int
    var seen: Period?
    /// Of what was found.
    var origins: [String]
    /// Kinds of goods that it links.
    var goods: Set<String>

    var key: String { "\(link.rawValue):\(name)" }
    var party: String? { link == .maker ? name : nil }
    var isCustoms: Bool { customs > 0 }
    var isMixed: Bool { customs > 0 && customs < traded }

    var score: Double {
      let base =
        switch link {
        case .model: 0.8
        case .maker: 0.6
        case .kind: 0.3
        }
      return EvidenceGrade.sighting.weight * (base + 0.2 * Double(traded - later) / Double(traded - later + 3))
    }
  }

  /// Mainland China, Hong Kong and Macao as one: finders seldom tell them apart.
  private static func origin(_ column: String) -> SQL {
    SQL(text: "CASE WHEN \(column) IN ('HKG', 'MAC') THEN 'CHN' ELSE \(column) END")
  }

  /// Letters and digits alone decide whether two models are one; of a model without digits one can't be sure.
  private static func model(_ alias: String) -> SQL { SQL(text: "upper(trim(\(alias).model))") }

  private static func address(_ alias: String) -> SQL { SQL(text: "s.number * 1099511627776 + \(alias).\"row\"") }

  /// One row a link, a side of it and a record: `link`, `name`, `seen` (1 for a sighting), `rec`.
  func links(_ deals: Deals, at asOf: Day) -> SQL {
    let sightings: SQL = """
      SELECT \(fragment: Self.address("r")) AS rec, r.period_from, coalesce(r.period_to, r.period_from) AS period_to, r.origin, r.model
      FROM record AS r JOIN \(fragment: deals.sources) AS s ON s.source = r.source
      WHERE \(fragment: SharedStages.isUsable("r", [.sighting], asOf: asOf))
      """
    return """
      WITH sightings AS (\(fragment: sightings)),
      seen_by AS (
        SELECT m.party, v.rec FROM sightings AS v
        JOIN (\(fragment: deals.named([.manufacturer, .brand, .consignor]))) AS m ON m.rec = v.rec
      ),
      makers AS (SELECT DISTINCT party FROM seen_by),
      by_maker AS (
        SELECT k.party, d.rec FROM \(fragment: deals.deals) AS d JOIN makers AS k ON k.party = d.maker
        UNION SELECT k.party, d.rec FROM \(fragment: deals.deals) AS d JOIN makers AS k ON k.party = d.brand
        UNION SELECT k.party, d.rec FROM \(fragment: deals.deals) AS d JOIN makers AS k ON k.party = d.seller
      ),
      models AS (
        SELECT DISTINCT \(fragment: Self.model("v")) AS name, v.rec FROM sightings AS v
        -- A number alone may be a voltage, a year or a part number of anybody's.
        WHERE length(trim(v.model)) >= 3 AND translate(v.model, '0123456789', '') <> v.model AND trim(translate(v.model, '0123456789', '')) <> ''
      ),
      by_model AS (
        SELECT DISTINCT \(fragment: Self.model("r")) AS name, \(fragment: Self.address("r")) AS rec
        FROM record AS r JOIN \(fragment: deals.sources) AS s ON s.source = r.source
        WHERE \(fragment: SharedStages.isUsable("r", SharedStages.ownRecords, asOf: asOf))
          AND \(fragment: Self.model("r")) IN (SELECT name FROM models)
      ),
      seen_goods AS (
        SELECT DISTINCT t.goods, v.rec, \(fragment: Self.origin("v.origin")) AS origin
        FROM sightings AS v JOIN (
          SELECT \(fragment: Self.address("t")) AS rec, t.goods FROM goods_record AS t
          JOIN \(fragment: deals.sources) AS s ON s.source = t.source
        ) AS t ON t.rec = v.rec
        JOIN goods AS g ON g.goods = t.goods AND g.class IN (\(list: SharedStages.concern.map(\.rawValue)))
        WHERE v.origin IS NOT NULL
      ),
      by_goods AS (
        SELECT DISTINCT k.goods, d.rec FROM (\(fragment: deals.withGoods(where: "d.concern = 1"))) AS d
        JOIN (SELECT DISTINCT goods, origin FROM seen_goods) AS k
          ON k.goods = d.goods AND k.origin = \(fragment: Self.origin("d.origin"))
      )
      SELECT 'maker' AS link, n.party AS name, 0 AS seen, b.rec FROM by_maker AS b JOIN \(fragment: deals.parties) AS n ON n.number = b.party
      UNION ALL
      SELECT 'maker', n.party, 1, v.rec FROM seen_by AS v JOIN \(fragment: deals.parties) AS n ON n.number = v.party
      UNION ALL SELECT 'model', name, 0, rec FROM by_model
      UNION ALL SELECT 'model', name, 1, rec FROM models
      UNION ALL SELECT 'kind', goods, 0, rec FROM by_goods
      UNION ALL SELECT 'kind', goods, 1, rec FROM seen_goods
      """
  }

  func leads(_ deals: Deals, at desk: any Desk) async throws -> [Lead] {
    let links = SQL(text: SQL.quoted(try await desk.keep(self.links(deals, at: desk.asOf))))
    let table = try await desk.table(
      """
      WITH found AS (
        SELECT l.link, l.name, min(r.period_from) AS first_day, max(coalesce(r.period_to, r.period_from)) AS last_day
        FROM \(fragment: links) AS l JOIN \(fragment: deals.sources) AS s
          ON l.rec >= s.number * 1099511627776 AND l.rec < (s.number + 1) * 1099511627776
        JOIN record AS r ON r.source = s.source AND r."row" = l.rec - s.number * 1099511627776
        WHERE l.seen = 1 GROUP BY l.link, l.name
      ),
      traded AS (
        SELECT l.link, l.name, count(DISTINCT l.rec) AS records, count(DISTINCT CASE WHEN d.customs = 1 THEN d.rec END) AS customs,
          count(DISTINCT CASE WHEN d.period_from > e.last_day THEN d.rec END) AS later
        FROM \(fragment: links) AS l JOIN \(fragment: deals.deals) AS d ON d.rec = l.rec
        LEFT JOIN found AS e ON e.link = l.link AND e.name = l.name WHERE l.seen = 0 GROUP BY l.link, l.name
      )
      SELECT t.link, t.name, t.records, t.customs, t.later, f.first_day, f.last_day, g.title
      FROM traded AS t JOIN found AS f ON f.link = t.link AND f.name = t.name
      LEFT JOIN (SELECT goods, min(title) AS title FROM goods GROUP BY goods) AS g ON t.link = 'kind' AND g.goods = t.name
      ORDER BY t.link, t.name
      """)
    let (kinds, names, titles) = (try table.words("link"), try table.words("name"), try table.texts("title"))
    let (records, customs, later) = (try table.counts("records"), try table.counts("customs"), try table.counts("later"))
    let (first, last) = (try table.days("first_day"), try table.days("last_day"))
    let goods = try await goods(links, deals, at: desk)
    let origins = try await origins(links, deals, at: desk)
    var leads: [Lead] = []
    for row in 0..<table.count {
      guard let link = Link(rawValue: kinds[row]) else { continue }
      var lead = Lead(
        link: link, name: names[row], title: titles[row], traded: records[row], later: later[row], customs: customs[row],
        seen: Period(first[row], last[row]), origins: [], goods: [])
      lead.goods = goods[lead.key] ?? []
      lead.origins = origins[lead.key] ?? []
      leads.append(lead)
    }
    let told = leads.filter { $0.link != .kind }.reduce(into: Set<String>()) { $0.formUnion($1.goods) }
    return leads.filter { lead in
      switch lead.link {
      case .model: true
      case .maker: by != "model"
      case .kind: by == "kind" && !told.contains(lead.name)
      }
    }
  }

  /// Kinds of goods of the records of each link.
  private func goods(_ links: SQL, _ deals: Deals, at desk: any Desk) async throws -> [String: Set<String>] {
    let table = try await desk.table(
      """
      SELECT DISTINCT l.link, l.name, d.goods FROM \(fragment: links) AS l
      JOIN (\(fragment: deals.withGoods(where: "d.concern = 1"))) AS d ON d.rec = l.rec
      WHERE l.seen = 0 AND l.link <> 'kind' ORDER BY 1, 2, 3
      """)
    var goods: [String: Set<String>] = [:]
    for ((link, name), kind) in zip(zip(try table.words("link"), try table.words("name")), try table.words("goods")) {
      goods["\(link):\(name)", default: []].insert(kind)
    }
    return goods
  }

  /// Countries that the sightings of each link state.
  private func origins(_ links: SQL, _ deals: Deals, at desk: any Desk) async throws -> [String: [String]] {
    let table = try await desk.table(
      """
      SELECT DISTINCT l.link, l.name, r.origin FROM \(fragment: links) AS l JOIN \(fragment: deals.sources) AS s
        ON l.rec >= s.number * 1099511627776 AND l.rec < (s.number + 1) * 1099511627776
      JOIN record AS r ON r.source = s.source AND r."row" = l.rec - s.number * 1099511627776
      WHERE l.seen = 1 AND r.origin IS NOT NULL ORDER BY 1, 2, 3
      """)
    var origins: [String: [String]] = [:]
    for ((link, name), origin) in zip(zip(try table.words("link"), try table.words("name")), try table.words("origin")) {
      origins["\(link):\(name)", default: []].append(origin)
    }
    return origins
  }

  static func picked(_ leads: [Lead], _ links: SQL) -> SQL {
    let chosen = SQL.rows("v", ["lead", "link", "name"], leads.map { [.text($0.key), .text($0.link.rawValue), .text($0.name)] })
    return """
      WITH theirs AS (
        SELECT v.lead, CASE WHEN l.seen = 1 THEN 'seen' ELSE 'traded' END AS part, l.rec
        FROM \(fragment: chosen) JOIN \(fragment: links) AS l ON l.link = v.link AND l.name = v.name
      )
      SELECT lead, part, rec FROM theirs UNION ALL SELECT lead, 'all', rec FROM theirs
      """
  }

  static func sightings(of lead: Lead, asOf: Day) -> Stage {
    let condition: SQL =
      switch lead.link {
      case .maker: SharedStages.names([lead.name], as: [.manufacturer, .brand, .consignor])
      case .model: "\(fragment: model("r")) = \(lead.name)"
      case .kind: "r.origin IS NOT NULL AND \(fragment: SharedStages.isOfGoods([lead.name]))"
      }
    return SharedStages.rows("battlefield-link/sightings", naming: [], where: condition, grades: [.sighting], asOf: asOf)
  }

  static func records(of lead: Lead, asOf: Day) -> Stage {
    let condition: SQL =
      switch lead.link {
      case .maker: SharedStages.names([lead.name], as: [.manufacturer, .brand, .consignor])
      case .model: "\(fragment: model("r")) = \(lead.name)"
      case .kind:
        """
        \(fragment: SharedStages.isOfGoods([lead.name])) AND \(fragment: origin("r.origin")) IN (
          SELECT \(fragment: origin("v.origin")) FROM record AS v WHERE (v.source, v."row") IN (
            SELECT e.source, e."row" FROM (\(fragment: sightings(of: lead, asOf: asOf).sql)) AS e))
        """
      }
    return SharedStages.rows("battlefield-link/records", naming: [], where: condition, asOf: asOf)
  }
}
