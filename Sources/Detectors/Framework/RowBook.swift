// SPDX-License-Identifier: Apache-2.0

import Measures
import Trade
import Warehouse

/// The rows under many leads, asked for at once: however many findings there are, it is a fixed number of queries.
struct RowBook: Sendable {
  private struct Key: Hashable {
    var lead: String
    var part: String
  }

  private var evidence: [Key: Evidence] = [:]
  private var goods: [Key: GoodsBook] = [:]
  private var periods: [Key: Period] = [:]
  private var amounts: [Key: Amounts] = [:]
  private var values: [Key: Amounts] = [:]
  private var places: [Key: Places] = [:]

  /// What the rows disclose of a quantity or of a value, by unit or currency.
  struct Amounts: Sendable, Hashable {
    /// The sum of what is stated exactly or at least, by unit.
    var sums: [String: Double] = [:]
    /// Records that state it exactly, and all of them.
    var disclosed = 0
    var records = 0

    mutating func add(_ unit: String?, _ sum: Double?, disclosed: Int, records: Int) {
      if let unit, let sum { sums[unit, default: 0] += sum }
      self.disclosed += disclosed
      self.records += records
    }
  }

  /// Countries that the rows state, sorted.
  struct Places: Sendable, Hashable {
    var origins: [String] = []
    var dispatches: [String] = []
    var destinations: [String] = []
  }

  private init() {}

  /// How many leads one statement names: engines limit how many values it binds.
  static let most = 1000

  /// - Parameter picked: for some leads, rows with the columns `lead`, `part` and `rec`, as in ``Deals``; may repeat.
  init<Lead>(_ leads: [Lead], _ deals: Deals, at desk: any Desk, picked: ([Lead]) -> SQL) async throws {
    for start in stride(from: 0, to: leads.count, by: Self.most) {
      let some = try await RowBook(picked(Array(leads[start..<min(start + Self.most, leads.count)])), deals, at: desk)
      evidence.merge(some.evidence) { first, _ in first }
      goods.merge(some.goods) { first, _ in first }
      periods.merge(some.periods) { first, _ in first }
      amounts.merge(some.amounts) { first, _ in first }
      values.merge(some.values) { first, _ in first }
      places.merge(some.places) { first, _ in first }
    }
  }

  private init(_ picked: SQL, _ deals: Deals, at desk: any Desk) async throws {
    let rows = SQL(text: SQL.quoted(try await desk.keep("SELECT DISTINCT lead, part, rec FROM (\(fragment: picked)) AS p")))
    try await readEvidence(rows, deals, at: desk)
    try await readGoods(rows, deals, at: desk)
    try await readAmounts(rows, deals, at: desk)
    try await readPlaces(rows, deals, at: desk)
  }

  func evidence(_ lead: String, _ part: String) -> Evidence { evidence[Key(lead: lead, part: part)] ?? .none }

  func goods(_ lead: String, _ part: String) -> GoodsBook { goods[Key(lead: lead, part: part)] ?? GoodsBook() }

  /// From the first to the last day that the dated rows can be of.
  func period(_ lead: String, _ part: String) -> Period? { periods[Key(lead: lead, part: part)] }

  func places(_ lead: String, _ part: String) -> Places { places[Key(lead: lead, part: part)] ?? Places() }

  /// The quantity of the rows. Nil when they are in several units: no one number says it.
  func quantity(_ lead: String, _ part: String, label: String, sql: [String]) -> Figure? {
    let key = Key(lead: lead, part: part)
    return amounts[key].flatMap { figure($0, of: key, label: label, what: "exact quantity", unit: "pieces", sql: sql) }
  }

  /// The value of the rows. Nil when it is in several currencies.
  func value(_ lead: String, _ part: String, label: String, sql: [String]) -> Figure? {
    let key = Key(lead: lead, part: part)
    return values[key].flatMap { figure($0, of: key, label: label, what: "value", unit: "", sql: sql) }
  }

  private func figure(_ all: Amounts, of key: Key, label: String, what: String, unit: String, sql: [String]) -> Figure? {
    guard all.sums.count <= 1 else { return nil }
    let stated = all.sums.first
    let open = all.records - all.disclosed
    return Figure(
      label: label, value: stated?.value, low: open > 0 ? stated?.value : nil, high: nil, unit: stated?.key ?? unit, sql: sql,
      evidence: evidence(key.lead, key.part),
      caveats: open > 0 && all.disclosed > 0
        ? ["\(Wording.count(open, "record")) of \(Wording.number(all.records)) disclose\(open == 1 ? "s" : "") no \(what)."] : [],
      undisclosed: open)
  }

  /// How many rows there are, with the statement that gives just these.
  func records(_ label: String, _ lead: String, _ part: String, _ rows: Stage) -> Figure {
    let evidence = evidence(lead, part)
    return Figure(
      label: label, value: Double(evidence.count), unit: "records", sql: [rows.readable], evidence: evidence)
  }
}

extension RowBook {
  private mutating func readEvidence(_ rows: SQL, _ deals: Deals, at desk: any Desk) async throws {
    let table = try await desk.table(
      """
      WITH placed AS (
        SELECT lead, part, rec, row_number() OVER (PARTITION BY lead, part ORDER BY rec) AS place,
          count(*) OVER (PARTITION BY lead, part) AS n
        FROM \(fragment: rows)
      )
      SELECT p.lead, p.part, s.source, p.rec - s.number * 1099511627776 AS "row", p.n
      FROM placed AS p JOIN \(fragment: deals.sources) AS s
        ON p.rec >= s.number * 1099511627776 AND p.rec < (s.number + 1) * 1099511627776
      WHERE p.place <= \(Evidence.limit) ORDER BY p.lead, p.part, p.rec
      """)
    let (leads, parts, sources) = (try table.words("lead"), try table.words("part"), try table.words("source"))
    let (numbers, counts) = (try table.counts("row"), try table.counts("n"))
    let addresses = try await desk.addresses(zip(sources, numbers).map { (source: $0, row: $1) })
    var found: [Key: (addresses: [RecordAddress], count: Int)] = [:]
    for row in 0..<table.count {
      found[Key(lead: leads[row], part: parts[row]), default: ([], counts[row])].addresses.append(addresses[row])
    }
    evidence = found.mapValues { Evidence(addresses: $0.addresses, count: $0.count) }
  }

  private mutating func readGoods(_ rows: SQL, _ deals: Deals, at desk: any Desk) async throws {
    let table = try await desk.table(
      """
      WITH coded AS (
        SELECT DISTINCT p.lead, p.part, d.code, d.edition FROM \(fragment: rows) AS p
        JOIN \(fragment: deals.deals) AS d ON d.rec = p.rec WHERE d.code IS NOT NULL
      ),
      kinds AS (
        SELECT d.lead, d.part, c.goods FROM coded AS d
        JOIN goods_code AS c ON c.goods_code = d.code AND coalesce(c.hs_edition, '') = coalesce(d.edition, '')
        UNION
        SELECT p.lead, p.part, t.goods FROM goods_record AS t
        JOIN \(fragment: deals.sources) AS s ON s.source = t.source
        JOIN \(fragment: rows) AS p ON p.rec = s.number * 1099511627776 + t."row"
      )
      SELECT k.lead, k.part, k.goods, min(g.title) AS title, min(g.class) AS class
      FROM kinds AS k LEFT JOIN goods AS g ON g.goods = k.goods
      GROUP BY k.lead, k.part, k.goods ORDER BY k.lead, k.part, k.goods
      """)
    let (leads, parts, ids) = (try table.words("lead"), try table.words("part"), try table.words("goods"))
    let (titles, classes) = (try table.texts("title"), try table.texts("class"))
    var found: [Key: [(id: String, title: String, goodsClass: GoodsClass?)]] = [:]
    for row in 0..<table.count {
      found[Key(lead: leads[row], part: parts[row]), default: []].append(
        (ids[row], titles[row] ?? ids[row], classes[row].flatMap(GoodsClass.init)))
    }
    goods = found.mapValues { GoodsBook($0) }
  }

  private mutating func readAmounts(_ rows: SQL, _ deals: Deals, at desk: any Desk) async throws {
    // A row that names several parties counts once, one that holds several records as often as that.
    let table = try await desk.table(
      """
      WITH once AS (
        SELECT p.lead, p.part, p.rec, d.part AS record_part, max(d.unit) AS unit, max(d.quantity) AS quantity,
          max(coalesce(d.quantity, d.quantity_low)) AS low, max(d.currency) AS currency, max(d.value) AS value,
          min(d.period_from) AS first_day, max(d.period_to) AS last_day
        FROM \(fragment: rows) AS p JOIN \(fragment: deals.deals) AS d ON d.rec = p.rec
        GROUP BY p.lead, p.part, p.rec, d.part
      )
      SELECT lead, part, CASE WHEN low IS NULL THEN NULL ELSE coalesce(unit, 'pieces') END AS unit,
        CASE WHEN value IS NULL THEN NULL ELSE coalesce(currency, '') END AS currency,
        CAST(sum(low) AS DOUBLE) AS low, count(quantity) AS disclosed, sum(value) AS value, count(*) AS records,
        min(first_day) AS first_day, max(last_day) AS last_day
      FROM once GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
      """)
    let (leads, parts, units) = (try table.words("lead"), try table.words("part"), try table.texts("unit"))
    let (low, disclosed, records) = (try table.doubles("low"), try table.counts("disclosed"), try table.counts("records"))
    let (currencies, sums) = (try table.texts("currency"), try table.doubles("value"))
    let (first, last) = (try table.days("first_day"), try table.days("last_day"))
    for row in 0..<table.count {
      let key = Key(lead: leads[row], part: parts[row])
      amounts[key, default: Amounts()].add(units[row], low[row], disclosed: disclosed[row], records: records[row])
      values[key, default: Amounts()].add(
        currencies[row], sums[row], disclosed: sums[row] == nil ? 0 : records[row], records: records[row])
      if let period = Period(first[row], last[row]) {
        let known = periods[key]
        periods[key] = Period(from: min(known?.from ?? period.from, period.from), to: max(known?.to ?? period.to, period.to))
      }
    }
  }

  private mutating func readPlaces(_ rows: SQL, _ deals: Deals, at desk: any Desk) async throws {
    let table = try await desk.table(
      """
      SELECT DISTINCT p.lead, p.part, d.origin, d.dispatch, d.destination
      FROM \(fragment: rows) AS p JOIN \(fragment: deals.deals) AS d ON d.rec = p.rec
      ORDER BY p.lead, p.part, d.origin, d.dispatch, d.destination
      """)
    let (leads, parts) = (try table.words("lead"), try table.words("part"))
    let (origins, dispatches) = (try table.texts("origin"), try table.texts("dispatch"))
    let destinations = try table.texts("destination")
    for row in 0..<table.count {
      let key = Key(lead: leads[row], part: parts[row])
      var known = places[key] ?? Places()
      if let place = origins[row], !known.origins.contains(place) { known.origins.append(place) }
      if let place = dispatches[row], !known.dispatches.contains(place) { known.dispatches.append(place) }
      if let place = destinations[row], !known.destinations.contains(place) { known.destinations.append(place) }
      places[key] = known
    }
    places = places.mapValues {
      Places(origins: $0.origins.sorted(), dispatches: $0.dispatches.sorted(), destinations: $0.destinations.sorted())
    }
  }
}
