// SPDX-License-Identifier: Apache-2.0

import Measures
import Trade
import Warehouse

extension StatementContradicted {
  /// A statement with the records that it rules out.
  struct Lead: Sendable {
    /// The records of one grade.
    struct Part: Sendable {
      var grade: EvidenceGrade
      var records: Int
      var period: Period
      /// The days that the latest of them can be of.
      var last: Period
      /// The statement's parties that these records name.
      var parties: [String]
    }

    var statement: Statement
    var implication: Statement.Implication
    /// Each name of the statement, with the parties that it was taken for.
    var taken: [(name: String, parties: [String])]
    /// Strongest grade first; never empty.
    var parts: [Part]
    var straddling: Int
    /// Records of the same scope that are dated wholly before the statement's first day.
    var earlier: Evidence
    var earlierStage: Stage
    /// Who filed or bought what contradicts, the most frequent first.
    var buyers: [String]
    var rows: Stage
    /// Only records that surely lie in the stated time.
    var evidence: Evidence
    var goods: GoodsBook
    var sheet: FigureSheet

    var parties: [String] { Set(taken.flatMap(\.parties)).sorted() }
    var best: Part { parts[0] }
    var score: Double { best.grade.weight * (0.5 + 0.5 * Double(best.records) / Double(best.records + 3)) }
    var period: Period? { Period(parts.map(\.period.from).min(), parts.map(\.period.to).max()) }
    /// Whole months from the statement's first day to the latest record, at the least.
    var monthsAfter: Int? { parts.map(\.last.from).max().map { max(0, $0.wholeMonths(since: implication.from)) } }
  }

  /// Nil when no record contradicts.
  func lead(_ statement: Statement, _ implication: Statement.Implication, at desk: any Desk) async throws -> Lead? {
    var taken: [(name: String, parties: [String])] = []
    for name in implication.parties {
      taken.append((name: name, parties: try await NamesAsWritten.parties(name, at: desk)))
    }
    let parties = Set(taken.flatMap(\.parties)).sorted()
    // A statement about parties that no record names is contradicted by none; one about nobody in particular by any.
    if parties.isEmpty && !implication.parties.isEmpty { return nil }
    let to = min(implication.to ?? desk.asOf, desk.asOf)
    guard let period = Period(from: implication.from, to: to) else { return nil }

    var sheet = FigureSheet()
    var parts: [Lead.Part] = []
    for grade in Self.grades {
      let rows = Self.rows(implication, parties: parties, grade: grade, in: period)
      let spans = try await desk.table(Self.spans(of: rows))
      guard let from = try spans.days("first_day").compactMap(\.self).min(),
        let last = try spans.days("last_day").compactMap(\.self).max(), let span = Period(from: from, to: last)
      else { continue }
      let label = parts.isEmpty ? "records" : "records (\(Wording.nouns(grade)))"
      let measure = Measure(of: .records, which: Self.selection(implication, parties: parties, grade: grade), period: period)
      let figure = try await sheet.ask(label, measure, at: desk)
      guard let count = figure?.value, count > 0 else { continue }
      let latest = try spans.days("last_start").compactMap(\.self).max() ?? last
      parts.append(
        Lead.Part(
          grade: grade, records: Int(count), period: span, last: Period(from: latest, to: last) ?? Period(day: last),
          parties: try spans.texts("party").compactMap(\.self)))
    }
    guard let best = parts.first, best.records >= minimumRecords else { return nil }
    let rows = Self.rows(implication, parties: parties, grade: nil, in: period)
    let straddling = try await desk.evidence(Self.straddling(implication, parties: parties))
    let before = Self.before(implication, parties: parties)
    let buyers = try await desk.table(Self.buyers(of: rows)).texts("party").compactMap(\.self)
    return Lead(
      statement: statement, implication: implication, taken: taken, parts: parts, straddling: straddling.count,
      earlier: try await desk.evidence(before), earlierStage: before, buyers: buyers, rows: rows,
      evidence: try await desk.evidence(rows), goods: try await GoodsBook(of: rows, at: desk), sheet: sheet)
  }

  static func selection(_ implication: Statement.Implication, parties: [String], grade: EvidenceGrade) -> Selection {
    var which = Selection()
    which.parties = parties
    which.roles = implication.roles
    which.goods = implication.goods
    which.to = implication.destinations
    which.grade = grade
    return which
  }

  /// Records that the statement rules out, with the party of the statement that each names.
  static func rows(
    _ implication: Statement.Implication, parties: [String], grade: EvidenceGrade?, in period: Period
  ) -> Stage {
    Stage(
      name: "statement-contradicted/rows", grain: "one row a record and a party of the statement",
      sql: matching(
        implication, parties: parties, grades: grade.map { [$0] } ?? grades, asOf: period.to,
        when: "r.period_from >= \(period.from) AND r.period_to <= \(period.to)"))
  }

  /// Records of which it is not known whether they lie before or after the statement's first day.
  static func straddling(_ implication: Statement.Implication, parties: [String]) -> Stage {
    Stage(
      name: "statement-contradicted/straddling", grain: "one row a record and a party of the statement",
      sql: matching(
        implication, parties: parties, grades: grades, asOf: implication.from,
        when: "r.period_from < \(implication.from) AND r.period_to >= \(implication.from)"))
  }

  /// Records of the same scope from before: what the statement does not rule out, and sets it in proportion.
  static func before(_ implication: Statement.Implication, parties: [String]) -> Stage {
    Stage(
      name: "statement-contradicted/before", grain: "one row a record and a party of the statement",
      sql: matching(
        implication, parties: parties, grades: grades, asOf: implication.from, when: "r.period_to < \(implication.from)"))
  }

  static func buyers(of rows: Stage) -> Stage {
    Stage(
      name: "statement-contradicted/buyers", grain: "one row an importer that contradicting records name",
      sql: """
        SELECT i.party, count(DISTINCT t.source || ':' || CAST(t."row" AS VARCHAR)) AS records
        FROM (\(fragment: rows.sql)) AS t JOIN mention AS m ON m.source = t.source AND m."row" = t."row"
        JOIN party_identity AS i ON i.identity = m.identity
        WHERE m.role IN (\(list: SharedStages.importers.map(\.rawValue))) GROUP BY i.party ORDER BY records DESC, i.party
        """)
  }

  private static func matching(
    _ implication: Statement.Implication, parties: [String], grades: [EvidenceGrade], asOf: Day, when: SQL
  ) -> SQL {
    var condition = when
    if !implication.destinations.isEmpty { condition += " AND r.destination IN (\(list: implication.destinations))" }
    if !implication.goods.isEmpty {
      condition += """
         AND EXISTS (SELECT 1 FROM wanted AS w WHERE w.source = r.source AND w."row" = r."row")
        """
    }
    let whose: SQL = implication.parties.isEmpty ? "" : "WHERE party IN (\(list: parties))"
    let some = implication.parties.isEmpty ? nil : parties
    return """
      WITH usable AS (\(fragment: SharedStages.usable(grades, asOf: asOf, naming: some))),
      wanted AS (\(fragment: SharedStages.rows(ofGoods: implication.goods))),
      named AS (
        SELECT DISTINCT source, "row", party FROM (\(fragment: SharedStages.parties(implication.roles, naming: some))) AS n
        \(fragment: whose)
      )
      SELECT r.source, r."row", r.period_from, r.period_to, n.party
      FROM usable AS r JOIN named AS n ON n.source = r.source AND n."row" = r."row"
      WHERE \(fragment: condition)
      """
  }

  private static func spans(of rows: Stage) -> Stage {
    Stage(
      name: "statement-contradicted/spans", grain: "one row a party of the statement that records name",
      sql: """
        SELECT party, min(period_from) AS first_day, max(period_to) AS last_day,
          max(period_from) AS last_start, count(*) AS records
        FROM (\(fragment: rows.sql)) AS rows GROUP BY party ORDER BY records DESC, party
        """)
  }
}
