// SPDX-License-Identifier: Apache-2.0

import Measures
import Statistics
import Trade
import Warehouse

extension DormantImporter {
  struct Lead: Sendable, Hashable {
    var party: String
    var isReturn: Bool
    var grade: EvidenceGrade
    /// Active months before the silence, and from the first of them to the last.
    var monthsBefore: Int
    var earlier: Period
    var resumed: Period
    var gap: Int
    var monthsSince: Int
    var lastMonth: Int
    var registered: Period?
    var isByName: Bool
    var probability: Double
    /// Adjusted for how many buyers were looked at.
    var adjusted: Double = 1
    var tests: Int = 0

    var score: Double {
      let (g, n) = (Double(gap), Double(monthsSince))
      return grade.weight * (0.4 + 0.3 * g / (g + 12) + 0.3 * n / (n + 5)) * (!isReturn && isByName ? 0.5 : 1)
    }

    var period: Period? { Period((isReturn ? earlier : resumed).from, Months.period(lastMonth)?.to) }
  }

  /// One row a buyer and a month that a record of it can be of, before the day or since. In the month of the day a record counts
  /// to the side that it lies on; one that may lie on either, to that since.
  private func activity(_ deals: Deals) -> Stage {
    let (from, to) = (Months.of("period_from"), Months.of("period_to"))
    return Stage(
      name: "dormant-importer/activity", grain: "one row an importer, a month with records and a side of the day",
      sql: """
        SELECT buyer, month, late, max(customs) AS customs, max(concern) AS concern FROM (
          SELECT buyer, \(fragment: from) AS month, customs, concern,
            CASE WHEN \(fragment: from) > \(Months.number(since)) OR (\(fragment: from) = \(Months.number(since)) AND period_to >= \(since))
              THEN 1 ELSE 0 END AS late
          FROM \(fragment: deals.deals)
          WHERE buyer IS NOT NULL AND period_from IS NOT NULL
          UNION ALL
          SELECT buyer, \(fragment: to), customs, concern, CASE WHEN period_to >= \(since) THEN 1 ELSE 0 END FROM \(fragment: deals.deals)
          WHERE buyer IS NOT NULL AND period_to > period_from
        ) AS m GROUP BY buyer, month, late
        """)
  }

  private func habits(_ activity: SQL, _ deals: Deals) -> Stage {
    return Stage(
      name: "dormant-importer/habits", grain: "one row an importer with records since the day",
      sql: """
        SELECT n.party, c.before_count, c.before_first, c.before_last, c.resumed, c.since_count, c.last_month, c.customs,
          p.registered_from, p.registered_by, p.register_match
        FROM (
          SELECT buyer, count(CASE WHEN late = 0 THEN 1 END) AS before_count,
            min(CASE WHEN late = 0 THEN month END) AS before_first, max(CASE WHEN late = 0 THEN month END) AS before_last,
            min(CASE WHEN late = 1 THEN month END) AS resumed, count(CASE WHEN late = 1 THEN 1 END) AS since_count,
            max(month) AS last_month, max(CASE WHEN late = 1 THEN customs ELSE 0 END) AS customs,
            max(CASE WHEN late = 1 THEN concern ELSE 0 END) AS concern
          FROM \(fragment: activity) GROUP BY buyer
        ) AS c JOIN \(fragment: deals.parties) AS n ON n.number = c.buyer JOIN party AS p ON p.party = n.party
        WHERE c.since_count > 0 AND (c.concern = 1 OR \(anyGoods)) ORDER BY n.party
        """)
  }

  func leads(_ deals: Deals, at desk: any Desk) async throws -> [Lead] {
    let activity = SQL(text: SQL.quoted(try await desk.keep(activity(deals).sql)))
    let span = try await desk.table("SELECT min(month) AS first_month, max(month) AS last_month FROM \(fragment: activity)")
    guard let first = try span.integers("first_month").first ?? nil, let last = try span.integers("last_month").first ?? nil
    else { return [] }
    let table = try await desk.table(habits(activity, deals))
    let parties = try table.words("party")
    let (before, since) = (try table.counts("before_count"), try table.counts("since_count"))
    let (from, to) = (try table.integers("before_first"), try table.integers("before_last"))
    let (resumed, lastMonth) = (try table.counts("resumed"), try table.counts("last_month"))
    let customs = try table.counts("customs")
    let (registeredFrom, registeredBy) = (try table.days("registered_from"), try table.days("registered_by"))
    let matches = try table.texts("register_match")
    let start = Months.number(self.since)
    var leads: [Lead] = []
    for row in 0..<table.count {
      guard let when = Months.period(resumed[row]) else { continue }
      let registered = Period(registeredFrom[row], registeredBy[row])
      var lead = Lead(
        party: parties[row], isReturn: true, grade: customs[row] > 0 ? .customs : .filing, monthsBefore: before[row],
        earlier: when, resumed: when, gap: 0, monthsSince: since[row], lastMonth: lastMonth[row], registered: registered,
        isByName: matches[row] == "name", probability: 1)
      if before[row] >= minimumBefore, let a = from[row], let b = to[row], let earlier = Months.period(a, b) {
        lead.earlier = earlier
        lead.gap = resumed[row] - b - 1
        lead.probability = Self.chance(active: before[row], of: b - a + 1, silent: lead.gap)
      } else if before[row] == 0, let registered, resumed[row] - Months.number(registered.to) >= age, start - first >= silence {
        lead.isReturn = false
        lead.gap = resumed[row] - first
        lead.probability = Self.chance(allOf: since[row], within: last - start + 1, of: last - first + 1)
      } else {
        continue
      }
      leads.append(lead)
    }
    let adjusted = FalseDiscovery.benjaminiHochberg(leads.map(\.probability))
    return zip(leads, adjusted).compactMap { lead, p in
      guard lead.gap >= silence, p <= chance else { return nil }
      var lead = lead
      lead.adjusted = p
      lead.tests = leads.count
      return lead
    }
  }

  /// Of no active month in so many, after a of s months were active, the first and the last among them. The share of active
  /// months is known from s − 1 months with a − 1 active ones only; the chance is averaged over what it may be (Beta
  /// posterior with Jeffreys' prior), or buyers with few records would look asleep too often.
  static func chance(active: Int, of months: Int, silent: Int) -> Double {
    let (yes, no) = (Double(active) - 0.5, Double(months - active) + 0.5)
    var chance = 1.0
    for month in 0..<max(0, silent) { chance *= (no + Double(month)) / (yes + no + Double(month)) }
    return chance
  }

  /// Of all active months in a part of the time, when each is in any month alike.
  static func chance(allOf active: Int, within part: Int, of all: Int) -> Double {
    var chance = 1.0
    for _ in 0..<active { chance *= Double(part) / Double(all) }
    return chance
  }

  func picked(_ leads: [Lead], _ deals: Deals) -> SQL {
    let chosen = SQL.rows(
      "c", ["party", "earlier_to", "resumed"],
      leads.map { [.text($0.party), .day($0.isReturn ? $0.earlier.to : Day(number: -200_000)), .day($0.resumed.from)] })
    return """
      WITH theirs AS (
        SELECT c.party AS lead, CASE WHEN d.period_from <= c.earlier_to THEN 'before' ELSE 'since' END AS part, d.rec
        FROM \(fragment: chosen) JOIN \(fragment: deals.parties) AS n ON n.party = c.party
        JOIN \(fragment: deals.deals) AS d ON d.buyer = n.number
        WHERE d.period_from <= c.earlier_to OR d.period_to >= c.resumed
      )
      SELECT lead, part, rec FROM theirs UNION ALL SELECT lead, 'all', rec FROM theirs
      """
  }

  func rows(of lead: Lead, before: Bool?, asOf: Day) -> Stage {
    let earlier: SQL = "r.period_from <= \(lead.earlier.to)"
    // A stretch that began before the silence is counted before it.
    let since: SQL =
      lead.isReturn
      ? "coalesce(r.period_to, r.period_from) >= \(lead.resumed.from) AND r.period_from > \(lead.earlier.to)"
      : "coalesce(r.period_to, r.period_from) >= \(lead.resumed.from)"
    let condition: SQL =
      switch before {
      case true?: earlier
      case false?: since
      case nil: "(\(fragment: earlier)) OR (\(fragment: since))"
      }
    return SharedStages.rows(
      "dormant-importer/rows", naming: [(SharedStages.importers, [lead.party])], where: condition, asOf: asOf)
  }
}
