// SPDX-License-Identifier: Apache-2.0

import Measures
import Names
import Trade
import Warehouse

extension PermitAgent {
  enum Sign: String, Sendable, CaseIterable { case broad, forOthers, business }

  struct Lead: Sendable, Hashable {
    var party: String
    /// As the applicant.
    var filings: Int
    var makers: Int
    var kinds: Int
    var meanProximity: Double?
    /// As whoever entered the filing.
    var entered: Int
    var clients: Int
    var activity: String?
    var signs: Set<Sign> = []

    var score: Double {
      let (k, m, c) = (Double(kinds), Double(makers), Double(clients))
      let scores = signs.map { sign in
        switch sign {
        case .broad: (0.3 + 0.25 * k / (k + 5) + 0.25 * m / (m + 10)) * (1 - (meanProximity ?? 0))
        // Who only enters the filings of others is nobody's presumed recipient: a hint at where to ask.
        case .forOthers: (0.4 + 0.4 * c / (c + 10)) * (filings > 0 ? 1 : 0.5)
        case .business: 0.5 + 0.2 * k / (k + 5)
        }
      }
      return EvidenceGrade.filing.weight * min(1, (scores.max() ?? 0) + (signs.count > 1 ? 0.1 : 0))
    }
  }

  /// What the detector keeps while it runs.
  struct Tables: Sendable {
    /// One row an applicant, basis and kind of goods, with the number of its filings.
    var held: SQL
    /// One row a filing and whoever entered it.
    var entered: SQL
  }

  func tables(_ deals: Deals, at desk: any Desk) async throws -> Tables {
    let held: SQL = """
      SELECT buyer, basis, kind, count(DISTINCT rec) AS records FROM (
        SELECT d.buyer, 'chapter' AS basis, substr(d.code, 1, 2) AS kind, d.rec FROM \(fragment: deals.deals) AS d
        WHERE d.customs = 0 AND d.buyer IS NOT NULL AND \(fragment: Deals.hasChapter)
        UNION ALL
        SELECT d.buyer, 'goods', d.goods, d.rec
        FROM (\(fragment: deals.withGoods(where: "d.customs = 0 AND d.buyer IS NOT NULL"))) AS d
        UNION ALL
        SELECT d.buyer, 'group', g.goods_group, d.rec FROM \(fragment: deals.deals) AS d JOIN (
          SELECT s.number * 1099511627776 + r."row" AS rec, r.goods_group FROM record AS r
          JOIN \(fragment: deals.sources) AS s ON s.source = r.source WHERE r.grade = 'filing' AND r.goods_group IS NOT NULL
        ) AS g ON g.rec = d.rec WHERE d.customs = 0 AND d.buyer IS NOT NULL
      ) AS k GROUP BY buyer, basis, kind
      """
    let entered: SQL = """
      SELECT c.party AS agent, d.rec, d.buyer, d.concern FROM (\(fragment: deals.named([.creator]))) AS c
      JOIN \(fragment: deals.deals) AS d ON d.rec = c.rec WHERE d.customs = 0
      """
    return Tables(
      held: SQL(text: SQL.quoted(try await desk.keep(held))), entered: SQL(text: SQL.quoted(try await desk.keep(entered))))
  }

  func leads(_ tables: Tables, _ deals: Deals, at desk: any Desk) async throws -> [Lead] {
    var leads: [String: Lead] = [:]
    try await readApplicants(into: &leads, deals, at: desk)
    try await readFilers(into: &leads, tables, deals, at: desk)
    let kinds = try await kinds(tables, deals, at: desk)
    let space = try await space(tables, at: desk)
    return leads.values.compactMap { lead in
      var lead = lead
      if let own = kinds[lead.party], let basis = Self.basis(own, of: lead.filings) {
        let names = (own[basis] ?? [:]).keys.sorted()
        lead.kinds = names.count
        lead.meanProximity = Self.meanProximity(names, basis, space)
        if lead.kinds >= minimumKinds, lead.makers >= minimumMakers, (lead.meanProximity ?? 1) <= proximity { lead.signs.insert(.broad) }
      }
      if lead.clients >= clients { lead.signs.insert(.forOthers) }
      if lead.activity != nil, lead.kinds > 1 { lead.signs.insert(.business) }
      return lead.signs.isEmpty ? nil : lead
    }.sorted { $0.party < $1.party }
  }

  private func readApplicants(into leads: inout [String: Lead], _ deals: Deals, at desk: any Desk) async throws {
    let table = try await desk.table(
      """
      SELECT n.party, c.filings, c.makers FROM (
        SELECT buyer, count(DISTINCT rec) AS filings, count(DISTINCT maker) AS makers FROM \(fragment: deals.deals)
        WHERE customs = 0 AND buyer IS NOT NULL GROUP BY buyer HAVING max(concern) = 1 OR \(anyGoods)
      ) AS c JOIN \(fragment: deals.parties) AS n ON n.number = c.buyer ORDER BY n.party
      """)
    let (parties, filings, makers) = (try table.words("party"), try table.counts("filings"), try table.counts("makers"))
    let activities = try await activities(at: desk)
    for row in 0..<table.count where makers[row] >= minimumMakers || activities[parties[row]] != nil {
      leads[parties[row]] = Lead(
        party: parties[row], filings: filings[row], makers: makers[row], kinds: 0, meanProximity: nil, entered: 0, clients: 0,
        activity: activities[parties[row]])
    }
  }

  /// What registers say of businesses that deal in permits and the like: of the register entry of a party, and of entries
  /// under just its name.
  private func activities(at desk: any Desk) async throws -> [String: String] {
    let table = try await desk.table(
      """
      SELECT p.party, c.activity FROM party AS p
      JOIN company AS c ON c.source = p.register_source AND c."row" = p.register_row WHERE c.activity IS NOT NULL
      UNION
      SELECT i.party, c.activity FROM company AS c JOIN identity AS d ON d.name = c.name AND coalesce(d.country, '') = coalesce(c.country, '')
      JOIN party_identity AS i ON i.identity = d.identity WHERE c.activity IS NOT NULL
      ORDER BY 1, 2
      """)
    var found: [String: String] = [:]
    for (party, activity) in zip(try table.words("party"), try table.words("activity"))
    where found[party] == nil && Self.isAgency(activity) { found[party] = activity }
    return found
  }

  private func readFilers(into leads: inout [String: Lead], _ tables: Tables, _ deals: Deals, at desk: any Desk) async throws {
    let table = try await desk.table(
      """
      SELECT n.party, c.entered, c.clients FROM (
        SELECT agent, count(DISTINCT rec) AS entered, count(DISTINCT CASE WHEN buyer <> agent THEN buyer END) AS clients
        FROM \(fragment: tables.entered) GROUP BY agent HAVING max(concern) = 1 OR \(anyGoods)
      ) AS c JOIN \(fragment: deals.parties) AS n ON n.number = c.agent WHERE c.clients >= \(clients) ORDER BY n.party
      """)
    let (parties, entered, clients) = (try table.words("party"), try table.counts("entered"), try table.counts("clients"))
    for row in 0..<table.count {
      var lead =
        leads[parties[row]]
        ?? Lead(party: parties[row], filings: 0, makers: 0, kinds: 0, meanProximity: nil, entered: 0, clients: 0)
      lead.entered = entered[row]
      lead.clients = clients[row]
      leads[parties[row]] = lead
    }
  }

  /// Kinds of goods by applicant and basis.
  private func kinds(_ tables: Tables, _ deals: Deals, at desk: any Desk) async throws -> [String: [String: [String: Int]]] {
    let table = try await desk.table(
      """
      SELECT n.party, h.basis, h.kind, h.records FROM \(fragment: tables.held) AS h
      JOIN (SELECT buyer FROM \(fragment: tables.held) GROUP BY buyer HAVING count(*) >= 2) AS b ON b.buyer = h.buyer
      JOIN \(fragment: deals.parties) AS n ON n.number = h.buyer ORDER BY n.party, h.basis, h.kind
      """)
    let (parties, bases, names) = (try table.words("party"), try table.words("basis"), try table.words("kind"))
    let records = try table.counts("records")
    var kinds: [String: [String: [String: Int]]] = [:]
    for row in 0..<table.count { kinds[parties[row], default: [:]][bases[row], default: [:]][names[row]] = records[row] }
    return kinds
  }

  /// The basis that covers most of the filings; of equals the first of chapters, goods and groups.
  static func basis(_ kinds: [String: [String: Int]], of filings: Int) -> String? {
    let covered = ["chapter", "goods", "group"].compactMap { basis in
      kinds[basis].map { (basis, min(filings, $0.values.reduce(0, +))) }
    }
    guard let most = covered.map(\.1).max() else { return nil }
    return covered.first { $0.1 == most }?.0
  }

  /// How many importers of few kinds have each kind, and each two of them.
  private func space(_ tables: Tables, at desk: any Desk) async throws -> [[String]: Int] {
    let table = try await desk.table(
      """
      WITH peers AS (
        SELECT buyer, basis FROM \(fragment: tables.held) GROUP BY buyer, basis
        HAVING count(*) <= \(ProductRangeJump.mostKindsOfPeers)
      ),
      held AS (
        SELECT h.buyer, h.basis, h.kind FROM \(fragment: tables.held) AS h
        JOIN peers AS p ON p.buyer = h.buyer AND p.basis = h.basis
      )
      SELECT a.basis, a.kind AS one, b.kind AS other, count(*) AS importers
      FROM held AS a JOIN held AS b ON b.buyer = a.buyer AND b.basis = a.basis GROUP BY a.basis, a.kind, b.kind
      ORDER BY a.basis, a.kind, b.kind
      """)
    let (bases, one, other) = (try table.words("basis"), try table.words("one"), try table.words("other"))
    let importers = try table.counts("importers")
    var space: [[String]: Int] = [:]
    for row in 0..<table.count { space[[bases[row], one[row], other[row]]] = importers[row] }
    return space
  }

  /// Over all pairs of kinds; an importer of few kinds is left out of its own comparison.
  static func meanProximity(_ kinds: [String], _ basis: String, _ space: [[String]: Int]) -> Double? {
    guard kinds.count > 1 else { return nil }
    let own = kinds.count <= ProductRangeJump.mostKindsOfPeers ? 1 : 0
    var sum = 0.0
    for (place, a) in kinds.enumerated() {
      for b in kinds.dropFirst(place + 1) {
        let count = { (x: String, y: String) in max(0, (space[[basis, x, y]] ?? 0) - own) }
        let commoner = max(count(a, a), count(b, b))
        if commoner > 0 { sum += Double(count(a, b)) / Double(commoner) }
      }
    }
    return sum / Double(kinds.count * (kinds.count - 1) / 2)
  }

  /// Words for a business that files for others, at their beginning, in the languages of the registers.
  private static let agencies = [
    "permit", "certif", "conformity", "forward", "customs broker", "consult", "сертифик", "разрешит", "экспедир", "таможен",
    "консульт", "оценке соответствия", "испытани", "代理", "报关", "认证", "咨询",
  ]

  static func isAgency(_ activity: String) -> Bool {
    let text = activity.lowercased()
    return agencies.contains { text.contains($0) }
  }

  static func picked(_ leads: [Lead], _ tables: Tables, _ deals: Deals) -> SQL {
    let parties = leads.map(\.party)
    return """
      SELECT n.party AS lead, 'all' AS part, d.rec FROM \(fragment: deals.parties) AS n
      JOIN \(fragment: deals.deals) AS d ON d.buyer = n.number WHERE n.party IN (\(list: parties)) AND d.customs = 0
      UNION ALL
      SELECT n.party, 'all', e.rec FROM \(fragment: deals.parties) AS n
      JOIN \(fragment: tables.entered) AS e ON e.agent = n.number WHERE n.party IN (\(list: parties))
      """
  }

  static func rows(of party: String, as roles: [PartyRole], asOf: Day) -> Stage {
    SharedStages.rows(
      "permit-agent/rows", naming: [(roles + [.consignee], [party])], grades: [.filing], asOf: asOf)
  }
}
