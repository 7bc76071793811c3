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
  /// With customs records and filings among the rows.
  private var mixed: Set<Key> = []

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
      mixed.formUnion(some.mixed)
    }
  }

  private init(_ picked: SQL, _ deals: Deals, at desk: any Desk) async throws {
    let named = SQL(text: SQL.quoted(try await desk.keep("SELECT DISTINCT lead, part, rec FROM (\(fragment: picked)) AS p")))
    // Numbers for leads and parts: rows are many, and words are slow to tell apart.
    let numbered = SQL(
      text: SQL.quoted(
        try await desk.keep(
          """
          SELECT lead, part, n, CAST(row_number() OVER (ORDER BY lead, part) AS INTEGER) - 1 AS key
          FROM (SELECT lead, part, count(*) AS n FROM \(fragment: named) GROUP BY lead, part) AS g
          """)))
    let keys = try await desk.table("SELECT lead, part, n FROM \(fragment: numbered) ORDER BY key")
    guard keys.count > 0 else { return }
    let names = zip(try keys.words("lead"), try keys.words("part")).map { Key(lead: $0, part: $1) }
    let rows = SQL(
      text: SQL.quoted(
        try await desk.keep(
          """
          SELECT k.key, n.rec FROM \(fragment: named) AS n
          JOIN \(fragment: numbered) AS k ON k.lead = n.lead AND k.part = n.part
          """)))
    let taken = SQL(
      text: SQL.quoted(
        try await desk.keep(
          """
          SELECT p.key, d.customs, d.code, d.edition, d.unit, d.quantity, d.quantity_low, d.currency, d.value, d.origin, d.dispatch,
            d.destination, d.period_from, d.period_to
          FROM \(fragment: rows) AS p JOIN (\(fragment: deals.once(where: "TRUE"))) AS d ON d.rec = p.rec
          """)))
    try await readEvidence(rows, names, try keys.counts("n"), deals, at: desk)
    try await readGoods(rows, taken, names, deals, at: desk)
    try await readAmounts(taken, names, at: desk)
    try await readPlaces(taken, names, at: desk)
  }

  func evidence(_ lead: String, _ part: String) -> Evidence { evidence[Key(lead: lead, part: part)] ?? .none }

  func goods(_ lead: String, _ part: String) -> GoodsBook { goods[Key(lead: lead, part: part)] ?? GoodsBook() }

  /// From the first to the last day that the dated rows can be of.
  func period(_ lead: String, _ part: String) -> Period? { periods[Key(lead: lead, part: part)] }

  func places(_ lead: String, _ part: String) -> Places { places[Key(lead: lead, part: part)] ?? Places() }

  /// `3 customs records import`. Of customs records and filings together only that they name the goods: filings don't import.
  func says(_ lead: String, _ part: String, _ grade: EvidenceGrade) -> String {
    let key = Key(lead: lead, part: part)
    let count = evidence(lead, part).count
    return mixed.contains(key) ? Wording.count(count, "record names", "records name") : Wording.says(count, grade)
  }

  /// `3 customs records`, or of several grades `3 records`.
  func counted(_ lead: String, _ part: String, _ grade: EvidenceGrade) -> String {
    let count = evidence(lead, part).count
    return mixed.contains(Key(lead: lead, part: part))
      ? Wording.count(count, "record") : Wording.count(count, Wording.noun(grade), Wording.nouns(grade))
  }

  /// Customs records and filings are among the rows.
  func isMixed(_ lead: String, _ part: String) -> Bool { mixed.contains(Key(lead: lead, part: part)) }

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
  private mutating func readEvidence(
    _ rows: SQL, _ names: [Key], _ counts: [Int], _ deals: Deals, at desk: any Desk
  ) async throws {
    let table = try await desk.table(
      """
      WITH placed AS (
        SELECT key, rec, row_number() OVER (PARTITION BY key ORDER BY rec) AS place FROM \(fragment: rows)
      )
      SELECT p.key, s.source, p.rec - s.number * 1099511627776 AS "row"
      FROM placed AS p JOIN \(fragment: deals.sources) AS s
        ON p.rec >= s.number * 1099511627776 AND p.rec < (s.number + 1) * 1099511627776
      WHERE p.place <= \(Evidence.limit) ORDER BY p.key, p.rec
      """)
    let (keys, sources, numbers) = (try table.counts("key"), try table.words("source"), try table.counts("row"))
    let addresses = try await desk.addresses(zip(sources, numbers).map { (source: $0, row: $1) })
    var found: [Int: [RecordAddress]] = [:]
    for (key, address) in zip(keys, addresses) { found[key, default: []].append(address) }
    for (key, addresses) in found { evidence[names[key]] = Evidence(addresses: addresses, count: counts[key]) }
  }

  private mutating func readGoods(
    _ rows: SQL, _ taken: SQL, _ names: [Key], _ deals: Deals, at desk: any Desk
  ) async throws {
    let table = try await desk.table(
      """
      WITH coded AS (SELECT DISTINCT key, code, edition FROM \(fragment: taken) WHERE code IS NOT NULL),
      kinds AS (
        SELECT d.key, c.goods FROM coded AS d
        JOIN goods_code AS c ON c.goods_code = d.code AND coalesce(c.hs_edition, '') = coalesce(d.edition, '') AND NOT c.by_words
        UNION
        SELECT p.key, t.goods FROM goods_record AS t
        JOIN \(fragment: deals.sources) AS s ON s.source = t.source
        JOIN \(fragment: rows) AS p ON p.rec = s.number * 1099511627776 + t."row"
      )
      SELECT k.key, k.goods, min(g.title) AS title, min(g.class) AS class
      FROM kinds AS k LEFT JOIN goods AS g ON g.goods = k.goods
      GROUP BY k.key, k.goods ORDER BY k.key, k.goods
      """)
    let (keys, ids) = (try table.counts("key"), try table.words("goods"))
    let (titles, classes) = (try table.texts("title"), try table.texts("class"))
    var found: [Int: [(id: String, title: String, goodsClass: GoodsClass?)]] = [:]
    for row in 0..<table.count {
      found[keys[row], default: []].append((ids[row], titles[row] ?? ids[row], classes[row].flatMap(GoodsClass.init)))
    }
    for (key, kinds) in found { goods[names[key]] = GoodsBook(kinds) }
  }

  /// - Parameter taken: a row that names several parties once, one that holds several records as often as that.
  private mutating func readAmounts(_ taken: SQL, _ names: [Key], at desk: any Desk) async throws {
    let table = try await desk.table(
      """
      SELECT key, CASE WHEN coalesce(quantity, quantity_low) IS NULL THEN NULL ELSE coalesce(unit, 'pieces') END AS unit,
        CASE WHEN value IS NULL THEN NULL ELSE coalesce(currency, '') END AS currency,
        CAST(sum(coalesce(quantity, quantity_low)) AS DOUBLE) AS low, count(quantity) AS disclosed, sum(value) AS value,
        count(*) AS records, min(period_from) AS first_day, max(period_to) AS last_day, min(customs) AS filings, max(customs) AS customs
      FROM \(fragment: taken) GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
      """)
    let (keys, units) = (try table.counts("key"), try table.texts("unit"))
    let (low, disclosed, records) = (try table.doubles("low"), try table.counts("disclosed"), try table.counts("records"))
    let (currencies, sums) = (try table.texts("currency"), try table.doubles("value"))
    let (first, last) = (try table.days("first_day"), try table.days("last_day"))
    let (least, most) = (try table.counts("filings"), try table.counts("customs"))
    var grades: [Key: Set<Int>] = [:]
    for row in 0..<table.count {
      let key = names[keys[row]]
      grades[key, default: []].formUnion([least[row], most[row]])
      amounts[key, default: Amounts()].add(units[row], low[row], disclosed: disclosed[row], records: records[row])
      values[key, default: Amounts()].add(
        currencies[row], sums[row], disclosed: sums[row] == nil ? 0 : records[row], records: records[row])
      if let period = Period(first[row], last[row]) {
        let known = periods[key]
        periods[key] = Period(from: min(known?.from ?? period.from, period.from), to: max(known?.to ?? period.to, period.to))
      }
    }
    mixed = Set(grades.filter { $0.value.count > 1 }.keys)
  }

  private mutating func readPlaces(_ taken: SQL, _ names: [Key], at desk: any Desk) async throws {
    let table = try await desk.table("SELECT DISTINCT key, origin, dispatch, destination FROM \(fragment: taken)")
    let keys = try table.counts("key")
    let (origins, dispatches) = (try table.texts("origin"), try table.texts("dispatch"))
    let destinations = try table.texts("destination")
    var found: [Int: (origins: Set<String>, dispatches: Set<String>, destinations: Set<String>)] = [:]
    for row in 0..<table.count {
      var known = found[keys[row]] ?? ([], [], [])
      if let place = origins[row] { known.origins.insert(place) }
      if let place = dispatches[row] { known.dispatches.insert(place) }
      if let place = destinations[row] { known.destinations.insert(place) }
      found[keys[row]] = known
    }
    for (key, known) in found {
      places[names[key]] = Places(
        origins: known.origins.sorted(), dispatches: known.dispatches.sorted(), destinations: known.destinations.sorted())
    }
  }
}
