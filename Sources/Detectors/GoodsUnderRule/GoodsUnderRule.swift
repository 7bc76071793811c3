// SPDX-License-Identifier: Apache-2.0

package import Measures
package import Trade
import Warehouse

/// Records of goods that a rule forbids to go where they went, judged on the date of each record.
package struct GoodsUnderRule: Detector {
  package static let declaration = DetectorDeclaration(
    id: "goods-under-rule",
    title: "Goods to a destination that a rule names, on the date of each record",
    finds: """
      Records are of goods and a destination that a rule of the case names, dated after its first day: from the countries that \
      it binds, or from elsewhere.
      """,
    doesNotMean: """
      That the rule was broken: licences, exceptions, contracts signed before and the last eight digits of a code decide, \
      and whoever is not bound does nothing against it.
      """,
    method: """
      The rules stand in `rules.yaml`: goods, destinations, the countries bound, the first and last day. A record is under the \
      rule when its goods and destination are among these and all of its dates lie in the rule's time; before it when all \
      lie before the first day; else its dates leave it open. It comes from a bound country when it is dispatched there, or, \
      where no dispatch is stated, originates there; a rule that names no countries binds all. Standing: explicit for customs records and \
      statistics from bound countries under the rule, if at least one is of the goods by a code of their own or by its words, exposure for other records under it, none before it. Score = grade weight \
      (\(EvidenceGrade.weightsInWords)) × (0.5 + 0.4 · n/(n+5) for n records from bound countries under it; without any, 0.3 + \
      0.2 · n/(n+5) for n from elsewhere).
      """,
    source: """
      Council Regulation (EU) No 833/2014, the US Export Administration Regulations, parts 746 and 734, and like rules: each \
      names goods, destinations and the day from which it applies.
      """,
    inputs: [
      .init(
        table: "record", columns: ["grade", "period_from", "period_to", "goods_code", "origin", "dispatch", "destination"],
        condition: "grade IN ('customs', 'filing', 'statistic') AND period_from IS NOT NULL AND destination IS NOT NULL",
        about: "dated records with a destination")
    ],
    parameters: [
      .init(
        name: "minimum-records", kind: .whole(1...1_000_000), unit: "records", default: "1",
        about: "Fewer records under a rule than this make no finding."),
      .limit,
    ],
    caveats: [
      "The rule is what the case's `rules.yaml` says it is; read the law.",
      "A code of fewer digits than the rule's own holds other goods, too.",
    ],
    cost: "One pass over the records of the rule's goods and one measure a rule.")

  static let grades: [EvidenceGrade] = [.customs, .statistic, .filing]

  enum Part: String, Sendable, CaseIterable { case bound, elsewhere, open, before }

  struct Lead: Sendable {
    var rule: TradeRule
    var parts: [Part: Evidence]
    /// Records of the best part by grade, the strongest first; never empty.
    var graded: [(grade: EvidenceGrade, records: Int)]
    /// Of these records, those whose goods a code of their own or their words tell.
    var surely: Int
    /// … that are no filings.
    var shown: Int
    /// Of the records under the rule.
    var period: Period?
    var goods: GoodsBook

    var grade: EvidenceGrade { graded[0].grade }

    func count(_ part: Part) -> Int { parts[part]?.count ?? 0 }

    var score: Double {
      let (bound, others) = (Double(count(.bound)), Double(count(.elsewhere)))
      return grade.weight * (bound > 0 ? 0.5 + 0.4 * bound / (bound + 5) : 0.3 + 0.2 * others / (others + 5))
    }

    var standing: String {
      if count(.bound) > 0, shown > 0 {
        return "Standing: explicit, by goods, destination and date; what licences and exceptions allowed, a lawyer must say."
      }
      if surely == 0 { return "Standing: exposure at most; the codes of these records hold other goods, too." }
      return "Standing: exposure; these records come from where the rule does not bind, or only register goods."
    }
  }

  let minimumRecords: Int
  let limit: Int
  private let values: ParameterValues

  package init(_ values: ParameterValues) throws {
    minimumRecords = try values.whole("minimum-records")
    limit = try values.whole("limit")
    self.values = values
  }

  package func findings(at desk: any Desk) async throws -> [Finding] {
    guard !desk.rules.isEmpty else {
      throw DetectorError(.noData, "The case names no rules on goods and destinations (rules.yaml).")
    }
    var leads: [Lead] = []
    for rule in desk.rules {
      if let lead = try await lead(rule, at: desk) { leads.append(lead) }
    }
    let chosen = Chosen(leads, limit: limit) { ($0.score, $0.rule.id) }
    var findings: [Finding] = []
    for lead in chosen.leads { findings.append(try await finding(lead, caveats: chosen.caveats, at: desk)) }
    return findings
  }

  /// Nil when too few records are under the rule.
  private func lead(_ rule: TradeRule, at desk: any Desk) async throws -> Lead? {
    var parts: [Part: Evidence] = [:]
    for part in Part.allCases { parts[part] = try await desk.evidence(Self.rows(rule, part, asOf: desk.asOf)) }
    let under = (parts[.bound]?.count ?? 0) + (parts[.elsewhere]?.count ?? 0)
    guard under >= minimumRecords else { return nil }
    let best: Part = (parts[.bound]?.count ?? 0) > 0 ? .bound : .elsewhere
    let rows = Self.rows(rule, best, asOf: desk.asOf)
    let sure = try await desk.table(
      """
      SELECT count(*) AS records, count(CASE WHEN o.filings = 0 THEN 1 END) AS shown FROM (
        SELECT r.source, r."row", max(CASE WHEN r.grade = 'filing' THEN 1 ELSE 0 END) AS filings FROM record AS r
        WHERE (r.source, r."row") IN (SELECT e.source, e."row" FROM (\(fragment: Self.rows(rule, best, surely: true, asOf: desk.asOf).sql)) AS e)
        GROUP BY r.source, r."row"
      ) AS o
      """)
    let (surely, shown) = (try sure.counts("records").first ?? 0, try sure.counts("shown").first ?? 0)
    let table = try await desk.table(
      """
      SELECT o.grade, count(*) AS records, min(o.first_day) AS first_day, max(o.last_day) AS last_day FROM (
        SELECT r.source, r."row", r.grade, min(r.period_from) AS first_day, max(coalesce(r.period_to, r.period_from)) AS last_day
        FROM record AS r WHERE (r.source, r."row") IN (SELECT e.source, e."row" FROM (\(fragment: rows.sql)) AS e)
        GROUP BY r.source, r."row", r.grade
      ) AS o GROUP BY o.grade ORDER BY o.grade
      """)
    let graded = zip(try table.words("grade"), try table.counts("records"))
      .compactMap { grade, records in EvidenceGrade(rawValue: grade).map { (grade: $0, records: records) } }
      .sorted { $0.grade > $1.grade }
    guard !graded.isEmpty else { return nil }
    return Lead(
      rule: rule, parts: parts, graded: graded, surely: surely, shown: shown,
      period: Period(
        try table.days("first_day").compactMap(\.self).min(), try table.days("last_day").compactMap(\.self).max()),
      goods: try await GoodsBook(of: rows, at: desk))
  }

  private func finding(_ lead: Lead, caveats: [String], at desk: any Desk) async throws -> Finding {
    let rule = lead.rule
    var sheet = FigureSheet()
    let labels: [Part: String] = [
      .bound: "records under the rule from where it binds", .elsewhere: "records under the rule from elsewhere",
      .open: "records whose dates leave it open", .before: "records before the rule",
    ]
    for part in Part.allCases {
      guard let evidence = lead.parts[part], evidence.count > 0, let label = labels[part] else { continue }
      sheet.add(
        Figure(
          label: label, value: Double(evidence.count), unit: "records", sql: [Self.rows(rule, part, asOf: desk.asOf).readable],
          evidence: evidence))
    }
    var which = Selection()
    which.goods = rule.goods
    which.to = rule.destinations
    which.from = lead.count(.bound) > 0 ? rule.binds : []
    which.grade = lead.grade
    if lead.grade == .statistic { which.flow = "export" }
    let end = min(rule.to ?? desk.asOf, desk.asOf)
    let value = try await sheet.ask("value", Measure(of: .value, which: which, period: Period(from: rule.from, to: end)), at: desk)
    let what = lead.goods.titles.isEmpty ? Wording.list(rule.goods) : Wording.list(lead.goods.titles, most: 3)
    let place = lead.count(.bound) > 0 && !rule.binds.isEmpty ? " from where it binds" : ""
    var sentences = [
      "From \(Wording.day(rule.from)) on, \(rule.authority): “\(rule.says)”",
      "\(Wording.says(lead.graded[0].records, lead.grade)) \(what) to \(Wording.places(rule.destinations))\(place)"
        + (lead.period.map { ", dated \(Wording.time($0))" } ?? "") + ".",
    ]
    let best = lead.graded.reduce(0) { $0 + $1.records }
    if lead.surely < best {
      sentences.append(
        lead.surely == 0
          ? "All of these are known by codes that hold other goods, too."
          : "\(Wording.number(best - lead.surely)) of the records are known by codes that hold other goods, too.")
    }
    for other in lead.graded.dropFirst() { sentences.append("Besides, \(Wording.says(other.records, other.grade)) such goods.") }
    if let value, value.value != nil || value.low != nil { sentences.append("Value: \(Wording.amount(value)).") }
    if lead.count(.bound) > 0, lead.count(.elsewhere) > 0 {
      sentences.append("\(Wording.count(lead.count(.elsewhere), "more record comes", "more records come")) from elsewhere.")
    }
    if lead.count(.before) > 0 { sentences.append("Before that day: \(Wording.count(lead.count(.before), "record")).") }
    sentences.append(lead.standing)
    let evidence = (lead.parts[.bound] ?? .none).union(lead.parts[.elsewhere] ?? .none)
    return Finding(
      id: "\(Self.declaration.id):\(rule.id)", detector: Self.declaration.id,
      title: "\(Wording.sentence(what)) to \(Wording.list(rule.destinations.map(CountryName.alone))) after \(Wording.day(rule.from))",
      text: Wording.text(sentences), score: lead.score, grade: lead.grade, goodsClass: lead.goods.goodsClass,
      goods: lead.goods.ids, period: lead.period, figures: sheet.figures,
      evidence: Evidence(addresses: [rule.address]).joined(evidence), parameters: values.values,
      caveats: Self.declaration.caveats + sheet.caveats + caveats)
  }

  /// - Parameter surely: without records that nothing but a code of other goods, too, puts among the rule's.
  static func rows(_ rule: TradeRule, _ part: Part, surely: Bool = false, asOf: Day) -> Stage {
    let (code, words): (SQL, SQL) = surely ? (" AND NOT c.wider", " AND confidence > 0.5") : ("", "")
    let codes = rule.goods.filter { $0.hasPrefix("hs:") }.map { String($0.dropFirst(3)) }
    let ids = rule.goods.filter { !$0.hasPrefix("hs:") }
    var goods = codes.map { code -> SQL in "substr(r.goods_code, 1, \(code.count)) = \(code)" }
    if !ids.isEmpty {
      goods.append(
        """
        (EXISTS (SELECT 1 FROM goods_code AS c WHERE c.goods_code = r.goods_code
            AND coalesce(c.hs_edition, '') = coalesce(r.hs_edition, '') AND (NOT c.by_words OR r.grade = 'statistic')\(fragment: code)
            AND (c.goods IN (\(list: ids)) OR c.goods IN (SELECT goods FROM goods_member WHERE selector IN (\(list: ids)))))
          OR (r.source, r."row") IN (SELECT source, "row" FROM goods_record
            WHERE (goods IN (\(list: ids)) OR goods IN (SELECT goods FROM goods_member WHERE selector IN (\(list: ids))))\(fragment: words)))
        """)
    }
    let bound: SQL = rule.binds.isEmpty ? "TRUE" : "coalesce(r.dispatch, r.origin, '') IN (\(list: rule.binds))"
    let last: SQL = "coalesce(r.period_to, r.period_from)"
    let inside: SQL = rule.to.map { "r.period_from >= \(rule.from) AND \(fragment: last) <= \($0)" } ?? "r.period_from >= \(rule.from)"
    let outside: SQL = rule.to.map { "(\(fragment: last) < \(rule.from) OR r.period_from > \($0))" } ?? "\(fragment: last) < \(rule.from)"
    let when: SQL =
      switch part {
      case .bound: "\(fragment: inside) AND \(fragment: bound)"
      case .elsewhere: "\(fragment: inside) AND NOT (\(fragment: bound))"
      case .open: "NOT (\(fragment: inside)) AND NOT \(fragment: outside)"
      case .before: "\(fragment: last) < \(rule.from)"
      }
    return SharedStages.rows(
      "goods-under-rule/rows", naming: [],
      where: """
        r.destination IN (\(list: rule.destinations)) AND r.period_from IS NOT NULL
          AND (\(fragment: goods.joined(separator: " OR "))) AND \(fragment: when)
        """, grades: grades, asOf: asOf)
  }
}
