// SPDX-License-Identifier: Apache-2.0

package import Measures
package import Trade
import Warehouse

/// Exporters that supplied a country under embargo before, and another destination now.
package struct EarlierDestination: Detector {
  package static let declaration = DetectorDeclaration(
    id: "earlier-destination",
    title: "Exporter with an earlier destination under embargo",
    finds: """
      A seller (without a seller, a maker) has records to one of the `earlier` countries, and later records to other \
      destinations.
      """,
    doesNotMean: """
      That the earlier trade was forbidden, or that the present one is: food and medicine go to such countries, too. Two \
      firms can bear one name.
      """,
    method: """
      A party counts when a dated record of customs or a filing has it as the seller, or as the maker where no seller is \
      named, with one of the `earlier` countries as the destination, and another, dated later, with none of them. With \
      `goods` of concern, the later records are of such goods. Score = grade weight \
      (\(EvidenceGrade.weightsInWords)), the lesser of the two sides × (0.5 + 0.25 · e/(e+1) + 0.25 · n/(n+3)) for e earlier and n later records.
      """,
    source: """
      Reporting on a Hong Kong company that supplied North Korea before it supplied Russia; the UN Panel of Experts on North \
      Korea describes the same firms serving several embargoed destinations.
      """,
    inputs: [
      .init(
        table: "record", columns: ["grade", "period_from", "period_to", "destination"],
        condition: "grade IN ('customs', 'filing') AND period_from IS NOT NULL AND destination IS NOT NULL",
        about: "dated customs records or filings with a destination"),
      .namingExporters,
    ],
    parameters: [
      .init(
        name: "earlier", kind: .countries, default: "PRK,IRN,SYR,CUB", about: "The countries under embargo."),
      .goods, .limit,
    ],
    caveats: [
      "Embargoes differ in time and goods; what was traded, and when, decides what a record means.",
      "The case must hold records of the earlier destinations: without such sources nothing can be found.",
    ],
    cost: "One pass over the shared table of records; six queries for all findings together.")

  struct Lead: Sendable, Hashable {
    var party: String
    var earlier: Int
    var now: Int
    var isCustoms: Bool

    var grade: EvidenceGrade { isCustoms ? .customs : .filing }
    var score: Double {
      let (e, n) = (Double(earlier), Double(now))
      return grade.weight * (0.5 + 0.25 * e / (e + 1) + 0.25 * n / (n + 3))
    }
  }

  let earlier: [String]
  let anyGoods: Bool
  let limit: Int
  private let values: ParameterValues

  package init(_ values: ParameterValues) throws {
    earlier = try values.countries("earlier")
    anyGoods = try values.choice("goods") == "any"
    limit = try values.whole("limit")
    self.values = values
  }

  package func findings(at desk: any Desk) async throws -> [Finding] {
    let deals = try await Deals(at: desk)
    let leads = try await leads(deals, at: desk)
    let shelf = try await LeadShelf(
      leads, limit: limit, deals: deals, at: desk, rank: { ($0.score, $0.party) }, naming: { [$0.party] },
      picked: { picked($0, deals) })
    return shelf.leads.map { finding($0, shelf) }
  }

  private func finding(_ lead: Lead, _ shelf: LeadShelf<Lead>) -> Finding {
    let (book, rows) = (shelf.book, shelf.rows)
    let party = lead.party
    var sheet = FigureSheet()
    let before = rows.records("records to the earlier destinations", party, "earlier", self.rows(of: party, earlier: true, asOf: shelf.asOf))
    let now = rows.records("later records to others", party, "now", self.rows(of: party, earlier: false, asOf: shelf.asOf))
    sheet.add(before)
    sheet.add(now)
    let (then, today) = (rows.places(party, "earlier").destinations, rows.places(party, "now").destinations)
    let (oldGoods, newGoods) = (rows.goods(party, "earlier"), rows.goods(party, "now"))
    func line(_ figure: Figure, _ part: String, _ places: [String], _ goods: GoodsBook) -> String {
      let time = rows.period(party, part).map { ", dated \(Wording.time($0))" } ?? ""
      let what = goods.titles.isEmpty ? "" : " of \(Wording.list(goods.titles, most: 3))"
      return "\(Wording.count(figure.evidence.count, "record"))\(what) to \(Wording.places(places))\(time)"
    }
    let text = """
      \(book.placed(party)) has \(line(before, "earlier", then, oldGoods)), and after the first of these \(line(now, "now", today, newGoods)).
      """
    return Finding(
      id: "\(Self.declaration.id):\(party)", detector: Self.declaration.id,
      title: "\(book.short(party)): first \(Wording.list(then.map(CountryName.alone))), then \(Wording.list(today.map(CountryName.alone), most: 2))",
      text: Wording.text([text]), score: lead.score, grade: lead.grade, goodsClass: newGoods.goodsClass,
      parties: [book.name(party)], subject: party, goods: Set(oldGoods.ids + newGoods.ids).sorted(), period: rows.period(party, "all"),
      figures: sheet.figures, evidence: rows.evidence(party, "all"), parameters: values.values,
      caveats: Self.declaration.caveats + sheet.caveats + shelf.caveats)
  }
}

extension EarlierDestination {
  private static let exporter: SQL = "coalesce(d.seller, d.maker)"

  private func leads(_ deals: Deals, at desk: any Desk) async throws -> [Lead] {
    let firsts = SQL(text: SQL.quoted(try await desk.keep(firsts(deals))))
    let table = try await desk.table(
      """
      SELECT n.party, e.records AS earlier, count(DISTINCT d.rec) AS now, min(e.customs) AS customs_then,
        max(d.customs) AS customs_now
      FROM \(fragment: firsts) AS e
      JOIN \(fragment: deals.deals) AS d ON \(fragment: Self.exporter) = e.exporter AND d.period_from > e.first_to
      JOIN \(fragment: deals.parties) AS n ON n.number = e.exporter
      WHERE d.destination IS NOT NULL AND d.destination NOT IN (\(list: earlier)) AND (d.concern = 1 OR \(anyGoods))
      GROUP BY n.party, e.records ORDER BY n.party
      """)
    let (parties, before, now) = (try table.words("party"), try table.counts("earlier"), try table.counts("now"))
    let (then, today) = (try table.counts("customs_then"), try table.counts("customs_now"))
    return (0..<table.count).map { row in
      Lead(party: parties[row], earlier: before[row], now: now[row], isCustoms: then[row] > 0 && today[row] > 0)
    }
  }

  /// One row an exporter to the earlier destinations; `first_to`: the last day that its first such record can be of.
  private func firsts(_ deals: Deals) -> SQL {
    """
    SELECT \(fragment: Self.exporter) AS exporter, count(DISTINCT d.rec) AS records, min(d.period_to) AS first_to,
      max(d.customs) AS customs
    FROM \(fragment: deals.deals) AS d
    WHERE d.destination IN (\(list: earlier)) AND d.period_from IS NOT NULL AND \(fragment: Self.exporter) IS NOT NULL
    GROUP BY \(fragment: Self.exporter)
    """
  }

  private func picked(_ leads: [Lead], _ deals: Deals) -> SQL {
    """
    WITH theirs AS (
      SELECT n.party AS lead, CASE WHEN d.destination IN (\(list: earlier)) THEN 'earlier' ELSE 'now' END AS part, d.rec
      FROM (\(fragment: firsts(deals))) AS e JOIN \(fragment: deals.parties) AS n ON n.number = e.exporter
      JOIN \(fragment: deals.deals) AS d ON \(fragment: Self.exporter) = e.exporter
      WHERE n.party IN (\(list: leads.map(\.party))) AND d.period_from IS NOT NULL AND (d.destination IN (\(list: earlier))
        OR (d.period_from > e.first_to AND d.destination IS NOT NULL AND (d.concern = 1 OR \(anyGoods))))
    )
    SELECT lead, part, rec FROM theirs UNION ALL SELECT lead, 'all', rec FROM theirs
    """
  }

  func rows(of party: String, earlier isEarlier: Bool, asOf: Day) -> Stage {
    let theirs: SQL = """
      (\(fragment: SharedStages.names([party], as: [.consignor])) OR (\(fragment: SharedStages.names([party], as: [.manufacturer]))
        AND NOT EXISTS (SELECT 1 FROM mention AS o WHERE o.source = r.source AND o."row" = r."row" AND o.role = 'consignor')))
      """
    var condition: SQL = "r.period_from IS NOT NULL AND \(fragment: theirs)"
    let there = SharedStages.rows(
      "earlier", naming: [], where: condition + " AND r.destination IN (\(list: earlier))", asOf: asOf)
    if isEarlier {
      condition += " AND r.destination IN (\(list: earlier))"
    } else {
      condition += """
         AND r.destination NOT IN (\(list: earlier)) AND r.period_from > (
          SELECT min(coalesce(f.period_to, f.period_from)) FROM record AS f
          WHERE (f.source, f."row") IN (SELECT e.source, e."row" FROM (\(fragment: there.sql)) AS e))
        """
      if !anyGoods { condition += " AND \(fragment: SharedStages.isOfConcern)" }
    }
    return SharedStages.rows("earlier-destination/rows", naming: [], where: condition, asOf: asOf)
  }
}
