// SPDX-License-Identifier: Apache-2.0

import Measures
import Parties
import Trade
import Warehouse

extension ListedParty {
  /// An entry of a list that a party was found under.
  struct Entry: Sendable, Hashable {
    var source: String
    var entry: String
    var program: String?
    var interval: ListingInterval
    /// Found by registry number, and not by name alone.
    var isByNumber = false

    func status(on period: Period?) -> ListingStatus { ListingStatus(of: interval, on: period) }

    /// The same entry, however it was found.
    func isSame(as other: Entry) -> Bool {
      (source, entry, program) == (other.source, other.entry, other.program) && interval == other.interval
    }
  }

  struct Match: Sendable, Hashable {
    /// The name that was found on the list, or the number.
    var name: String
    var score: Double
    var byNumber: Bool
    /// Which entry, and what that is called on the list.
    var entry = ""
    var listedName: String?
    /// Which words met, and which did not.
    var because: String?
    /// The party's name is one word besides its legal form: many firms bear such a name.
    var isOneWord = false

    /// Of a name of one word alone, little: most bearers of it are not the one on the list.
    var certainty: Double { byNumber ? 1 : isOneWord ? score * ListedParty.oneWordWeight : score }
  }

  /// A party on a list, with its records by status.
  struct Lead: Sendable {
    var party: String
    var list: String
    var entries: [Entry]
    var matches: [Match]
    var grade: EvidenceGrade = .sighting
    var records: [ListingStatus: Int] = [:]
    /// Customs records while an entry was listed that has the party's registry number.
    var explicit = 0

    /// The surest match; of equals the first by name.
    var match: Match {
      matches.min { ($1.certainty, $0.name) < ($0.certainty, $1.name) } ?? Match(name: party, score: 0, byNumber: false)
    }

    var programs: [String] { Set(entries.compactMap(\.program)).sorted() }

    /// The status under the entry that says most: several files, or several entries, can list the same party.
    func status(on period: Period?) -> ListingStatus {
      let statuses = entries.map { $0.status(on: period) }
      return ListingStatus.byWeight.first(where: statuses.contains) ?? .notYetKnown
    }

    var score: Double {
      let then = records[.listedThen, default: 0]
      let weight =
        if then > 0 {
          0.6 + 0.4 * Double(then) / Double(then + 3)
        } else if records[.notYetKnown, default: 0] > 0 {
          0.4
        } else if records[.listedSince, default: 0] > 0 {
          0.2
        } else {
          0.1
        }
      return match.certainty * grade.weight * weight
    }

    /// A customs record is worth more than a filing, and a number more than a name: both must meet on its date.
    func isExplicit(_ grade: EvidenceGrade, on period: Period?) -> Bool {
      grade == .customs && entries.contains { $0.isByNumber && $0.status(on: period) == .listedThen }
    }

    /// How a compliance officer would file it. Nobody but a court says whether a rule was broken.
    var standing: Standing {
      if records[.listedThen, default: 0] > 0 { return explicit > 0 ? .explicit : .exposure }
      return records[.notYetKnown, default: 0] > 0 ? .exposure : .none
    }

    /// When it was listed, as far as the list tells.
    var dates: String {
      guard let first = entries.compactMap(\.interval.listedBy).min() else {
        return "The list does not give the day of listing."
      }
      let exact = entries.contains { $0.interval.listedFrom == first && $0.interval.listedBy == first }
      return exact ? "Listed on \(Wording.day(first))." : "Listed on \(Wording.day(first)) at the latest."
    }

    /// The intervals that the status was judged by, for people who check the figure.
    var readable: String {
      let intervals = entries.map { entry in
        let interval = entry.interval
        let days = [interval.listedFrom, interval.listedBy, interval.delistedFrom, interval.delistedBy]
          .map { $0?.description ?? "unknown" }
        return "-- \(entry.source), entry \(entry.entry): listed between \(days[0]) and \(days[1]),"
          + " delisted between \(days[2]) and \(days[3])"
      }
      return (["-- listed-party/intervals: each record's dates are judged against these"] + intervals).joined(separator: "\n")
    }
  }

  struct RecordRow: Sendable, Hashable {
    var source: String
    var row: Int
    var grade: EvidenceGrade
    /// Nil when the record is not dated.
    var period: Period?
  }

  static let entries = Stage(
    name: "listed-party/entries", grain: "one row a party and an entry of a list",
    sql: """
      SELECT p.party, p.list, p.source, p.entry, p.matched_name, p.score, p.by_number, p.because, l.name, l.program, l.listed_from, l.listed_by,
        l.delisted_from, l.delisted_by,
        coalesce((SELECT max(length(w.key) - length(replace(w.key, ' ', ''))) FROM party_word AS w
          WHERE w.party = p.party), 1) = 0 AS one_word
      FROM listed_party AS p
      LEFT JOIN listing AS l ON l.source = p.source AND l.list = p.list AND l.entry = p.entry
      ORDER BY p.party, p.list, p.source, p.entry, p.matched_name, l."row"
      """)

  /// The records of listed parties, kept while the detector runs.
  static func theirs(_ deals: Deals, asOf: Day) -> Stage {
    Stage(
      name: "listed-party/theirs", grain: "one row a listed party and a record of it",
      sql: """
        WITH listed AS (SELECT DISTINCT party FROM listed_party),
        ids AS (SELECT i.identity, i.party FROM party_identity AS i JOIN listed AS l ON l.party = i.party)
        SELECT DISTINCT i.party, r.source, r."row", s.number * 1099511627776 + r."row" AS rec, r.grade, r.period_from,
          coalesce(r.period_to, r.period_from) AS period_to
        FROM mention AS m JOIN ids AS i ON i.identity = m.identity
        JOIN record AS r ON r.source = m.source AND r."row" = m."row"
        JOIN \(fragment: deals.sources) AS s ON s.source = r.source
        WHERE \(fragment: SharedStages.isUsable("r", grades, asOf: asOf))
        """)
  }

  static func rows(of party: String, asOf: Day) -> Stage {
    Stage(
      name: "listed-party/rows", grain: "one row a record of the party",
      sql: """
        WITH usable AS (\(fragment: SharedStages.usable(grades, asOf: asOf, naming: [party]))),
        theirs AS (
          SELECT DISTINCT source, "row" FROM (\(fragment: SharedStages.parties(naming: [party]))) AS n WHERE party = \(party)
        )
        SELECT DISTINCT r.source, r."row", r.grade, r.period_from, r.period_to
        FROM usable AS r JOIN theirs AS t ON t.source = r.source AND t."row" = r."row"
        ORDER BY r.source, r."row", r.period_from
        """)
  }

  func leads(_ theirs: SQL, at desk: any Desk) async throws -> [Lead] {
    var byParty: [String: [String: Lead]] = [:]
    let table = try await desk.table(Self.entries)
    let (parties, lists) = (try table.words("party"), try table.words("list"))
    let (sources, entries) = (try table.texts("source"), try table.texts("entry"))
    let (names, scores) = (try table.texts("matched_name"), try table.doubles("score"))
    let (numbers, programs) = (try table.booleans("by_number"), try table.texts("program"))
    let (from, by) = (try table.days("listed_from"), try table.days("listed_by"))
    let (oneWord, reasons, listedNames) = (try table.booleans("one_word"), try table.texts("because"), try table.texts("name"))
    let (endFrom, endBy) = (try table.days("delisted_from"), try table.days("delisted_by"))
    for row in 0..<table.count {
      let match = Match(
        name: names[row] ?? "", score: scores[row] ?? 0, byNumber: numbers[row] ?? false, entry: entries[row] ?? "",
        listedName: listedNames[row], because: reasons[row], isOneWord: oneWord[row] ?? false)
      // On the case's as-of date, what was listed later was not known yet.
      guard match.certainty >= minimumScore, from[row].map({ $0 <= desk.asOf }) ?? true else { continue }
      let entry = Entry(
        source: sources[row] ?? "", entry: entries[row] ?? "", program: programs[row],
        interval: ListingInterval(
          listedFrom: from[row], listedBy: by[row], delistedFrom: endFrom[row], delistedBy: endBy[row]),
        isByNumber: match.byNumber)
      let (party, list) = (parties[row], lists[row])
      var lead = byParty[party]?[list] ?? Lead(party: party, list: list, entries: [], matches: [])
      lead.matches.append(match)
      if let known = lead.entries.firstIndex(where: { $0.isSame(as: entry) }) {
        lead.entries[known].isByNumber = lead.entries[known].isByNumber || entry.isByNumber
      } else {
        lead.entries.append(entry)
      }
      byParty[party, default: [:]][list] = lead
    }
    let spans = try await desk.table(
      """
      SELECT party, grade, period_from, period_to, count(*) AS records FROM \(fragment: theirs)
      GROUP BY party, grade, period_from, period_to ORDER BY party, grade, period_from, period_to
      """)
    let (spanParties, grades) = (try spans.words("party"), try spans.words("grade"))
    let (first, last) = (try spans.days("period_from"), try spans.days("period_to"))
    let records = try spans.counts("records")
    for row in 0..<spans.count {
      guard let grade = EvidenceGrade(rawValue: grades[row]), var leads = byParty[spanParties[row]] else { continue }
      for list in leads.keys.sorted() {
        guard var lead = leads[list] else { continue }
        lead.grade = max(lead.grade, grade)
        let period = Period(first[row], last[row])
        lead.records[lead.status(on: period), default: 0] += records[row]
        if lead.isExplicit(grade, on: period) { lead.explicit += records[row] }
        leads[list] = lead
      }
      byParty[spanParties[row]] = leads
    }
    return byParty.values.flatMap(\.values).filter { !$0.records.isEmpty }
      .sorted { ($0.party, $0.list) < ($1.party, $1.list) }
  }

  /// The records of the parties, in order of source and row.
  func recordRows(_ parties: [String], _ theirs: SQL, at desk: any Desk) async throws -> [String: [RecordRow]] {
    var found: [String: [RecordRow]] = [:]
    let wanted = Set(parties).sorted()
    for start in stride(from: 0, to: wanted.count, by: RowBook.most) {
      let table = try await desk.table(
        """
        SELECT party, source, "row", grade, period_from, period_to FROM \(fragment: theirs)
        WHERE party IN (\(list: wanted[start..<min(start + RowBook.most, wanted.count)])) ORDER BY party, source, "row", period_from
        """)
      let (ids, sources) = (try table.words("party"), try table.words("source"))
      let (rows, grades) = (try table.counts("row"), try table.words("grade"))
      let (first, last) = (try table.days("period_from"), try table.days("period_to"))
      for row in 0..<table.count {
        guard let grade = EvidenceGrade(rawValue: grades[row]) else { continue }
        found[ids[row], default: []].append(
          RecordRow(source: sources[row], row: rows[row], grade: grade, period: Period(first[row], last[row])))
      }
    }
    return found
  }
}
