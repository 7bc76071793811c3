// SPDX-License-Identifier: Apache-2.0

import Measures
import Trade
import Warehouse

extension OwnedByListed {
  enum Part: String, Sendable { case owned, open, other }

  struct Lead: Sendable, Hashable {
    /// Records of the same days.
    struct Span: Sendable, Hashable {
      /// Nil when they are not dated.
      var period: Period?
      var records: Int
      var part: Part
    }

    var party: String
    var grade: EvidenceGrade = .sighting
    /// On the latest date on which it was owned.
    var holding = OwnershipChart.Holding()
    var spans: [Span] = []
    var period: Period?

    private func count(_ part: Part) -> Int { spans.filter { $0.part == part }.reduce(0) { $0 + $1.records } }
    var owned: Int { count(.owned) }
    var open: Int { count(.open) }
    var others: Int { count(.other) }

    var score: Double {
      let n = Double(owned > 0 ? owned : open)
      return holding.certainty * grade.weight * (0.4 + 0.3 * holding.low / 100 + 0.3 * n / (n + 3)) * (owned > 0 ? 1 : 0.5)
    }

    /// The stakes that the status was judged by, for people who check the figure.
    var readable: String {
      "-- owned-by-listed/stakes: each record's dates are judged against the stakes and the owners' listings\n"
        + holding.stakes.map { "-- \($0.source), row \($0.row): \($0.owner), \($0.share.map { "\($0) %" } ?? "share not stated")" }
        .joined(separator: "\n")
    }
  }

  /// The records of all firms that somebody owns a part of, kept while the detector runs.
  static func theirs(_ deals: Deals, asOf: Day) -> Stage {
    Stage(
      name: "owned-by-listed/theirs", grain: "one row a firm with a known owner and a record of it",
      sql: """
        WITH firms AS (
          SELECT DISTINCT i.party FROM ownership AS o JOIN party_identity AS i ON i.identity = o.owned_identity
        ),
        ids AS (SELECT i.identity, i.party FROM party_identity AS i JOIN firms AS f ON f.party = i.party)
        SELECT DISTINCT i.party, s.number * 1099511627776 + r."row" AS rec, r.grade, r.period_from,
          coalesce(r.period_to, r.period_from) AS period_to
        FROM mention AS m JOIN ids AS i ON i.identity = m.identity
        JOIN record AS r ON r.source = m.source AND r."row" = m."row"
        JOIN \(fragment: deals.sources) AS s ON s.source = r.source
        WHERE \(fragment: SharedStages.isUsable("r", grades, asOf: asOf))
        """)
  }

  func leads(_ chart: OwnershipChart, _ theirs: SQL, at desk: any Desk) async throws -> [Lead] {
    let table = try await desk.table(
      """
      SELECT party, grade, period_from, period_to, count(DISTINCT rec) AS records FROM \(fragment: theirs)
      GROUP BY party, grade, period_from, period_to ORDER BY party, period_from, period_to, grade
      """)
    let (parties, grades, records) = (try table.words("party"), try table.words("grade"), try table.counts("records"))
    let (from, to) = (try table.days("period_from"), try table.days("period_to"))
    var leads: [String: Lead] = [:]
    var known: [String: [Day: OwnershipChart.Holding]] = [:]
    func holding(_ party: String, _ day: Day) -> OwnershipChart.Holding {
      if let found = known[party]?[day] { return found }
      let found = chart.holding(of: party, on: day)
      known[party, default: [:]][day] = found
      return found
    }
    for row in 0..<table.count {
      guard let grade = EvidenceGrade(rawValue: grades[row]) else { continue }
      var lead = leads[parties[row]] ?? Lead(party: parties[row])
      var part = Part.other
      let period = Period(from[row], to[row])
      if let period {
        let ends = [holding(parties[row], period.from), holding(parties[row], period.to)]
        part = ends.allSatisfy { $0.reaches(share) } ? .owned : ends.allSatisfy { $0.mayReach(share) } ? .open : .other
        if part != .other {
          lead.holding = ends[1]
          lead.grade = max(lead.grade, grade)
          lead.period = Period(min(lead.period?.from ?? period.from, period.from), max(lead.period?.to ?? period.to, period.to))
        }
      }
      lead.spans.append(Lead.Span(period: period, records: records[row], part: part))
      leads[parties[row]] = lead
    }
    return leads.values.filter { $0.owned + $0.open > 0 }.sorted { $0.party < $1.party }
  }

  static func picked(_ leads: [Lead], _ theirs: SQL) -> SQL {
    let days = leads.flatMap { lead in
      Set(lead.spans.filter { $0.part != .other }.compactMap { span in span.period.map { [$0.from, $0.to] } }).map { days in
        (lead.party, days[0], days[1], lead.spans.first { $0.period == Period(from: days[0], to: days[1]) && $0.part != .other }?.part ?? .open)
      }
    }
    let rows = days.map { [SQL.Value.text($0.0), .day($0.1), .day($0.2), .text($0.3.rawValue)] }
    return """
      SELECT t.party AS lead, coalesce(v.part, 'other') AS part, t.rec FROM \(fragment: theirs) AS t
      LEFT JOIN \(fragment: SQL.rows("v", ["party", "day_from", "day_to", "part"], rows))
        ON v.party = t.party AND v.day_from = t.period_from AND v.day_to = t.period_to
      WHERE t.party IN (\(list: leads.map(\.party)))
      UNION ALL SELECT party, 'all', rec FROM \(fragment: theirs) WHERE party IN (\(list: leads.map(\.party)))
      """
  }

  static func rows(of party: String, asOf: Day) -> Stage {
    let rows = SharedStages.rows("owned-by-listed/rows", naming: [([], [party])], grades: grades, asOf: asOf)
    return Stage(
      name: rows.name, grain: "one row a record of the party, with the days that it can be of",
      sql: """
        WITH theirs AS (\(fragment: rows.sql))
        SELECT r.source, r."row", r.grade, r.period_from, coalesce(r.period_to, r.period_from) AS period_to
        FROM record AS r JOIN theirs AS t ON t.source = r.source AND t."row" = r."row" ORDER BY r.source, r."row"
        """)
  }

  static func stakes(of party: String) -> Stage {
    Stage(
      name: "owned-by-listed/stakes", grain: "one row a stake in the party",
      sql: """
        SELECT o.source, o."row", o.owner_name, o.share, o.start_date, o.end_date, o.note FROM ownership AS o
        JOIN party_identity AS i ON i.identity = o.owned_identity WHERE i.party = \(party) ORDER BY o.source, o."row"
        """)
  }
}
