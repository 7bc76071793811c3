// SPDX-License-Identifier: Apache-2.0

import Measures
import Trade
import Warehouse

extension GoodsOfConcern {
  /// A kind of goods with the records that are of it.
  struct Lead: Sendable, Hashable {
    /// The records of one grade.
    struct Part: Sendable, Hashable {
      var grade: EvidenceGrade
      var records: Int
      /// … of these, with a quantity that is disclosed at least in part.
      var disclosed: Int
      var period: Period?
      /// Some of their codes hold other goods, too, and nothing but these codes is known of them.
      var isWider = false
      /// … of days before the list held the goods.
      var beforeListing = 0
    }

    var goods: String
    var title: String
    var goodsClass: GoodsClass
    /// Strongest grade first; never empty.
    var parts: [Part]
    /// Records known by their text, and those of them whose text leaves the use open.
    var textRecords: Int
    var unstated: Int
    /// Since when the list holds the goods, where it says so.
    var listedFrom: Day?

    var best: Part { parts[0] }
    var beforeListing: Int { parts.reduce(0) { $0 + $1.beforeListing } }

    var period: Period? {
      let periods = parts.compactMap(\.period)
      guard let from = periods.map(\.from).min(), let to = periods.map(\.to).max() else { return nil }
      return Period(from: from, to: to)
    }

    /// The share of its records that disclose a quantity.
    var coverage: Double {
      let records = parts.reduce(0) { $0 + $1.records }
      return records == 0 ? 0 : Double(parts.reduce(0) { $0 + $1.disclosed }) / Double(records)
    }

    /// Nil where nothing shows that any of the goods are of the class.
    var shownClass: GoodsClass? { best.isWider ? nil : goodsClass }

    var score: Double {
      GoodsOfConcern.score(goodsClass, best.grade, records: best.records) * (best.isWider ? GoodsOfConcern.widerWeight : 1)
    }
  }

  static func score(_ goodsClass: GoodsClass, _ grade: EvidenceGrade, records: Int) -> Double {
    let weight =
      switch goodsClass {
      case .military: 1.0
      case .dualUse: 0.8
      case .civilianIndirect: 0.5
      case .noConcern: 0.0
      }
    return weight * grade.weight * (0.5 + 0.5 * Double(records) / Double(records + 5))
  }

  /// One row a kind of goods of concern and a deal of it, kept while the detector runs.
  static func named(_ deals: Deals) -> Stage {
    Stage(
      name: "goods-of-concern/named", grain: "one row a kind of goods and a deal",
      sql: """
        SELECT d.goods, d.rec, d.customs, d.by_code, d.period_from, d.period_to, d.buyer, d.maker, d.seller,
          CASE WHEN d.quantity IS NOT NULL OR d.quantity_low IS NOT NULL THEN 1 ELSE 0 END AS disclosed
        FROM (\(fragment: deals.withGoods(where: "d.concern = 1"))) AS d
        JOIN (\(fragment: kinds)) AS k ON k.goods = d.goods
        """)
  }

  /// One row a kind of goods of concern and a record of it, kept while the detector runs.
  static func known(_ named: SQL) -> Stage {
    Stage(
      name: "goods-of-concern/known", grain: "one row a kind of goods and a customs record or filing",
      sql: """
        SELECT goods, rec, max(customs) AS customs, max(by_code) AS by_code, min(period_from) AS period_from,
          max(period_to) AS period_to, max(disclosed) AS disclosed
        FROM \(fragment: named) GROUP BY goods, rec
        """)
  }

  private static var kinds: SQL {
    """
    SELECT goods, min(title) AS title, min(class) AS class FROM goods
    WHERE class IN (\(list: SharedStages.concern.map(\.rawValue))) GROUP BY goods
    """
  }

  /// Since when lists hold the goods.
  private static let listed: SQL = "SELECT goods, min(valid_from) AS valid_from FROM goods_listing GROUP BY goods"

  private static func ownRecords(_ known: SQL, _ deals: Deals) -> Stage {
    Stage(
      name: "goods-of-concern/own-records", grain: "one row a kind of goods and a grade",
      sql: """
        WITH open_use AS (
          SELECT DISTINCT s.number * 1099511627776 + t."row" AS rec, t.goods FROM goods_record AS t
          JOIN \(fragment: deals.sources) AS s ON s.source = t.source WHERE t.because LIKE '%use not stated%'
        )
        SELECT k.goods, k.title, k.class, CASE WHEN o.customs = 1 THEN 'customs' ELSE 'filing' END AS grade,
          count(*) AS records, count(CASE WHEN o.disclosed = 1 THEN 1 END) AS disclosed,
          count(CASE WHEN o.by_code = 0 THEN 1 END) AS text_records,
          count(CASE WHEN u.goods IS NOT NULL AND o.by_code = 0 THEN 1 END) AS unstated,
          count(CASE WHEN o.period_to < l.valid_from THEN 1 END) AS before_listing, min(l.valid_from) AS listed_from,
          min(o.period_from) AS first_day, max(o.period_to) AS last_day, CAST(0 AS BIGINT) AS wider
        FROM \(fragment: known) AS o JOIN (\(fragment: kinds)) AS k ON k.goods = o.goods
        LEFT JOIN open_use AS u ON u.rec = o.rec AND u.goods = o.goods
        LEFT JOIN (\(fragment: listed)) AS l ON l.goods = k.goods
        GROUP BY k.goods, k.title, k.class, o.customs ORDER BY k.goods, grade
        """)
  }

  /// Statistics that are of the goods by their code.
  static func statistics(asOf: Day) -> Stage {
    Stage(
      name: "goods-of-concern/statistics", grain: "one row a kind of goods",
      sql: """
        SELECT k.goods, k.title, k.class, 'statistic' AS grade, count(*) AS records,
          count(CASE WHEN r.quantity IS NOT NULL OR r.quantity_low IS NOT NULL THEN 1 END) AS disclosed,
          CAST(0 AS BIGINT) AS text_records, CAST(0 AS BIGINT) AS unstated,
          count(CASE WHEN coalesce(r.period_to, r.period_from) < l.valid_from THEN 1 END) AS before_listing,
          min(l.valid_from) AS listed_from, min(r.period_from) AS first_day, max(coalesce(r.period_to, r.period_from)) AS last_day,
          count(CASE WHEN c.wider THEN 1 END) AS wider
        FROM record AS r
        JOIN (
          SELECT goods, goods_code, coalesce(hs_edition, '') AS hs_edition, bool_or(wider) AS wider FROM goods_code GROUP BY 1, 2, 3
        ) AS c
          ON c.goods_code = r.goods_code AND c.hs_edition = coalesce(r.hs_edition, '')
        JOIN (\(fragment: kinds)) AS k ON k.goods = c.goods
        LEFT JOIN (\(fragment: listed)) AS l ON l.goods = k.goods
        WHERE \(fragment: SharedStages.isUsable("r", [.statistic], asOf: asOf))
        GROUP BY k.goods, k.title, k.class ORDER BY k.goods
        """)
  }

  func leads(_ known: SQL, _ deals: Deals, at desk: any Desk) async throws -> [Lead] {
    var leads: [String: Lead] = [:]
    for stage in [Self.ownRecords(known, deals), Self.statistics(asOf: desk.asOf)] {
      let table = try await desk.table(stage)
      let (goods, titles, classes, grades) = (
        try table.words("goods"), try table.texts("title"), try table.words("class"), try table.words("grade")
      )
      let (records, disclosed) = (try table.counts("records"), try table.counts("disclosed"))
      let (texts, unstated) = (try table.counts("text_records"), try table.counts("unstated"))
      let (first, last) = (try table.days("first_day"), try table.days("last_day"))
      let (before, listed) = (try table.counts("before_listing"), try table.days("listed_from"))
      let wider = try table.counts("wider")
      for row in 0..<table.count {
        guard let goodsClass = GoodsClass(rawValue: classes[row]), let grade = EvidenceGrade(rawValue: grades[row]) else { continue }
        let part = Lead.Part(grade: grade, records: records[row], disclosed: disclosed[row], period: Period(first[row], last[row]),
          isWider: wider[row] > 0, beforeListing: before[row])
        var lead =
          leads[goods[row]]
          ?? Lead(
            goods: goods[row], title: titles[row] ?? goods[row], goodsClass: goodsClass, parts: [], textRecords: 0, unstated: 0)
        lead.parts.append(part)
        lead.parts.sort { $0.grade > $1.grade }
        lead.textRecords += texts[row]
        lead.unstated += unstated[row]
        lead.listedFrom = listed[row]
        leads[goods[row]] = lead
      }
    }
    return leads.values.map(Self.withoutSpareStatistics).sorted { $0.goods < $1.goods }
  }

  /// Aggregates are left aside where there are records of single filings or shipments.
  static func withoutSpareStatistics(_ lead: Lead) -> Lead {
    var lead = lead
    let own = lead.parts.filter { $0.grade != .statistic }
    if !own.isEmpty { lead.parts = own }
    return lead
  }

  static func picked(_ leads: [Lead], _ known: SQL) -> SQL {
    """
    SELECT goods AS lead, CASE WHEN customs = 1 THEN 'customs' ELSE 'filing' END AS part, rec FROM \(fragment: known)
    WHERE goods IN (\(list: leads.map(\.goods)))
    """
  }

  /// Statistical entries that are of the goods by their code.
  static func entries(of goods: String, asOf: Day) -> Stage {
    SharedStages.rows(
      "goods-of-concern/entries", naming: [],
      where: """
        EXISTS (SELECT 1 FROM goods_code AS c WHERE c.goods_code = r.goods_code
          AND coalesce(c.hs_edition, '') = coalesce(r.hs_edition, '') AND c.goods = \(goods))
        """, grades: [.statistic], asOf: asOf)
  }

  /// The records of one grade, for people.
  static func rows(of goods: String, _ grade: EvidenceGrade, asOf: Day) -> Stage {
    SharedStages.rows("goods-of-concern/rows", naming: [], where: SharedStages.isOfGoods([goods]), grades: [grade], asOf: asOf)
  }
}

extension GoodsOfConcern {
  /// The parties that occur with each kind of goods: how many, and which most often.
  struct Tops: Sendable {
    enum Side: String, Sendable { case buyer, supplier }

    static let most = 3
    private var byGoods: [String: [Side: [String]]] = [:]
    private var counts: [String: Int] = [:]

    init(_ goods: [String], _ named: SQL, _ deals: Deals, at desk: any Desk) async throws {
      guard !goods.isEmpty else { return }
      let sides = SQL(text: SQL.quoted(try await desk.keep(Self.sides(goods, named).sql)))
      let counted = try await desk.table(
        """
        SELECT goods, side, customs, count(DISTINCT party) AS parties FROM \(fragment: sides)
        GROUP BY goods, side, customs ORDER BY goods, side, customs
        """)
      let (ids, names, customs) = (try counted.words("goods"), try counted.words("side"), try counted.counts("customs"))
      for (row, n) in try counted.counts("parties").enumerated() {
        counts["\(ids[row]) \(names[row]) \(customs[row])"] = n
      }
      let table = try await desk.table(
        """
        WITH summed AS (
          SELECT goods, side, party, sum(records) AS records FROM \(fragment: sides) GROUP BY goods, side, party
        ),
        ranked AS (
          SELECT s.goods, s.side, n.party,
            row_number() OVER (PARTITION BY s.goods, s.side ORDER BY s.records DESC, n.party) AS place
          FROM summed AS s JOIN \(fragment: deals.parties) AS n ON n.number = s.party
        )
        SELECT goods, side, party FROM ranked WHERE place <= \(Self.most) ORDER BY goods, side, place
        """)
      let (kinds, sideNames, parties) = (try table.words("goods"), try table.words("side"), try table.words("party"))
      for row in 0..<table.count {
        guard let side = Side(rawValue: sideNames[row]) else { continue }
        byGoods[kinds[row], default: [:]][side, default: []].append(parties[row])
      }
    }

    var parties: [String] { byGoods.values.flatMap { $0.values.flatMap(\.self) } }

    func of(_ goods: String, _ side: Side) -> [String] { byGoods[goods]?[side] ?? [] }

    /// Different parties in records of that grade.
    func count(_ goods: String, _ side: Side, _ grade: EvidenceGrade) -> Int {
      counts["\(goods) \(side.rawValue) \(grade == .customs ? 1 : 0)"] ?? 0
    }

    private static func sides(_ goods: [String], _ named: SQL) -> Stage {
      func side(_ name: String, _ column: String) -> SQL {
        """
        SELECT goods, \(name) AS side, customs, \(fragment: SQL(text: column)) AS party, rec
        FROM \(fragment: named) WHERE \(fragment: SQL(text: column)) IS NOT NULL AND goods IN (\(list: goods))
        """
      }
      let all = [side("buyer", "buyer"), side("supplier", "maker"), side("supplier", "seller")]
      return Stage(
        name: "goods-of-concern/sides", grain: "one row a kind of goods, a side, a grade and a party",
        sql: """
          SELECT goods, side, customs, party, count(DISTINCT rec) AS records
          FROM (\(fragment: all.joined(separator: " UNION ALL "))) AS s GROUP BY goods, side, customs, party
          """)
    }
  }
}
