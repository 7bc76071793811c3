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
    }

    var goods: String
    var title: String
    var goodsClass: GoodsClass
    /// Strongest grade first; never empty.
    var parts: [Part]
    /// Records known by their text, and those of them whose text leaves the use open.
    var textRecords: Int
    var unstated: Int
    /// Records of days before the list held the goods, and the day from which it does.
    var beforeListing = 0
    var listedFrom: Day?

    var best: Part { parts[0] }

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

    var score: Double { GoodsOfConcern.score(goodsClass, best.grade, records: best.records) }
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

  /// Records by goods and grade.
  static func byGoods(asOf: Day) -> Stage {
    Stage(
      name: "goods-of-concern/by-goods", grain: "one row a kind of goods and a grade",
      sql: """
        WITH usable AS (\(fragment: SharedStages.usable([.customs, .filing, .statistic], asOf: asOf))),
        goods_of AS (
          SELECT source, "row", part, goods, max(CASE WHEN by_code THEN 1 ELSE 0 END) AS by_code
          FROM (\(fragment: SharedStages.goodsOfUsable)) AS o GROUP BY source, "row", part, goods
        ),
        open_use AS (
          SELECT DISTINCT source, "row", goods FROM goods_record WHERE because LIKE '%use not stated%'
        ),
        kinds AS (
          SELECT goods, min(title) AS title, min(class) AS class FROM goods
          WHERE class IN (\(list: SharedStages.concern.map(\.rawValue))) GROUP BY goods
        )
        SELECT k.goods, k.title, k.class, r.grade, count(*) AS records,
          count(CASE WHEN r.quantity IS NOT NULL OR r.quantity_low IS NOT NULL THEN 1 END) AS disclosed,
          count(CASE WHEN o.by_code = 0 THEN 1 END) AS text_records,
          count(CASE WHEN u.goods IS NOT NULL AND o.by_code = 0 THEN 1 END) AS unstated,
          count(CASE WHEN r.period_to < l.valid_from THEN 1 END) AS before_listing, min(l.valid_from) AS listed_from,
          min(r.period_from) AS first_day, max(r.period_to) AS last_day
        FROM goods_of AS o
        JOIN kinds AS k ON k.goods = o.goods
        LEFT JOIN goods_listing AS l ON l.goods = k.goods
        JOIN usable AS r ON r.source = o.source AND r."row" = o."row" AND r.part = o.part
        LEFT JOIN open_use AS u ON u.source = o.source AND u."row" = o."row" AND u.goods = o.goods
        WHERE r.grade <> 'statistic' OR o.by_code = 1
        GROUP BY k.goods, k.title, k.class, r.grade
        ORDER BY k.goods, r.grade
        """)
  }

  func leads(at desk: any Desk) async throws -> [Lead] {
    let table = try await desk.table(Self.byGoods(asOf: desk.asOf))
    let (goods, titles, classes, grades) = (
      try table.words("goods"), try table.texts("title"), try table.words("class"), try table.words("grade")
    )
    let (records, disclosed) = (try table.counts("records"), try table.counts("disclosed"))
    let (texts, unstated) = (try table.counts("text_records"), try table.counts("unstated"))
    let (first, last) = (try table.days("first_day"), try table.days("last_day"))
    let (before, listed) = (try table.counts("before_listing"), try table.days("listed_from"))
    var leads: [String: Lead] = [:]
    for row in 0..<table.count {
      guard let goodsClass = GoodsClass(rawValue: classes[row]), let grade = EvidenceGrade(rawValue: grades[row]) else { continue }
      let period = first[row].flatMap { from in last[row].flatMap { Period(from: from, to: $0) } }
      let part = Lead.Part(grade: grade, records: records[row], disclosed: disclosed[row], period: period)
      var lead =
        leads[goods[row]]
        ?? Lead(
          goods: goods[row], title: titles[row] ?? goods[row], goodsClass: goodsClass, parts: [], textRecords: 0, unstated: 0)
      lead.parts.append(part)
      lead.parts.sort { $0.grade > $1.grade }
      lead.textRecords += texts[row]
      lead.unstated += unstated[row]
      lead.beforeListing += before[row]
      lead.listedFrom = listed[row]
      leads[goods[row]] = lead
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
}

extension GoodsOfConcern {
  /// The parties that occur most often with each kind of goods.
  struct Tops: Sendable {
    enum Side: String, Sendable { case buyer, supplier }

    static let most = 3
    private var byGoods: [String: [Side: [String]]] = [:]

    init(_ goods: [String], at desk: any Desk) async throws {
      guard !goods.isEmpty else { return }
      let table = try await desk.table(Self.stage(goods, asOf: desk.asOf))
      let (kinds, sides, parties) = (try table.words("goods"), try table.words("side"), try table.words("party"))
      for row in 0..<table.count {
        guard let side = Side(rawValue: sides[row]) else { continue }
        byGoods[kinds[row], default: [:]][side, default: []].append(parties[row])
      }
    }

    var parties: [String] { byGoods.values.flatMap { $0.values.flatMap(\.self) } }

    func of(_ goods: String, _ side: Side) -> [String] { byGoods[goods]?[side] ?? [] }

    static func stage(_ goods: [String], asOf: Day) -> Stage {
      Stage(
        name: "goods-of-concern/top-parties", grain: "one row a kind of goods, a side and one of its most frequent parties",
        sql: """
          WITH usable AS (\(fragment: SharedStages.usable(SharedStages.ownRecords, asOf: asOf))),
          goods_of AS (
            SELECT DISTINCT source, "row", goods FROM (\(fragment: SharedStages.goodsOfUsable)) AS o
            WHERE goods IN (\(list: goods))
          ),
          sides AS (
            SELECT DISTINCT o.goods, o.source, o."row", p.party,
              CASE WHEN p.role IN (\(list: SharedStages.importers.map(\.rawValue))) THEN 'buyer' ELSE 'supplier' END AS side
            FROM goods_of AS o
            JOIN (\(fragment: SharedStages.parties(SharedStages.importers + SharedStages.makersAndSellers))) AS p
              ON p.source = o.source AND p."row" = o."row"
          ),
          counted AS (SELECT goods, side, party, count(*) AS records FROM sides GROUP BY goods, side, party),
          ranked AS (
            SELECT goods, side, party,
              row_number() OVER (PARTITION BY goods, side ORDER BY records DESC, party) AS place FROM counted
          )
          SELECT goods, side, party FROM ranked WHERE place <= \(most) ORDER BY goods, side, place
          """)
    }
  }
}
