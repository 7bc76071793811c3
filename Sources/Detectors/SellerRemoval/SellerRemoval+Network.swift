// SPDX-License-Identifier: Apache-2.0

import Measures
import Trade
import Warehouse

extension SellerRemoval {
  /// A seller with its place in each order.
  struct Seller: Sendable, Hashable {
    var party: String
    var value: Double
    var other: Double
    var buyers: Int
    var byValue, byDegree: Int
    var isListed: Bool
  }

  /// The trade as a network of sellers and buyers, in what the simulation needs.
  struct Network: Sendable {
    var unit: String
    var period: Period?
    var count = 0
    var buyers = 0
    var total = 0.0
    /// The first sellers of each order and all listed ones.
    var first: [Seller] = []
    var robustness = 0.0
    var robustnessByDegree = 0.0
    /// Buyers by the place, in the order asked for, of their last seller: how many lose all once so many are out.
    var lost: [(place: Int, buyers: Int)] = []
    var successorRate: Double?
    var successorPairs = 0
    var origin: String?
    /// The part of the trade, and other trade to the target, that comes from there.
    var originShare: Double?
    var originOther = 0.0
    var listed = 0
    var listedValue = 0.0
  }

  func grade(at desk: any Desk) async throws -> EvidenceGrade {
    let table = try await desk.table(
      "SELECT count(*) AS n FROM (SELECT 1 AS one FROM record WHERE grade = 'customs' AND value > 0 AND destination = \(target) LIMIT 1) AS some_rows")
    return try table.counts("n").first ?? 0 > 0 ? .customs : .filing
  }

  /// What ``edges(_:asOf:)`` adds up, from the shared table: one row a record, parties as numbers.
  func lines(_ grade: EvidenceGrade, _ deals: Deals) -> SQL {
    let isCustoms = grade == .customs
    let amount: SQL = isCustoms ? "d.value" : "1.0"
    var condition: SQL = "d.customs = \(isCustoms ? 1 : 0) AND d.destination = \(target) AND coalesce(d.seller, d.maker) IS NOT NULL"
    if isCustoms { condition += " AND d.value > 0" }
    let isOfConcern: SQL = anyGoods ? "TRUE" : "d.concern = 1"
    return """
      SELECT coalesce(d.seller, d.maker) AS seller, d.buyer, coalesce(substr(d.code, 1, 6), '') AS product, coalesce(d.origin, '') AS origin,
        \(fragment: isOfConcern) AS of_concern, d.currency, \(fragment: amount) AS amount, d.period_from AS day
      FROM (\(fragment: deals.once(where: condition))) AS d
      """
  }

  /// Lines added up by seller, buyer, goods, origin and whether of concern.
  static func edges(_ lines: SQL) -> SQL {
    """
    SELECT seller, buyer, product, origin, of_concern, min(currency) AS currency, sum(amount) AS amount, count(*) AS records,
      min(day) AS first_day, max(day) AS last_day
    FROM \(fragment: lines) GROUP BY 1, 2, 3, 4, 5
    """
  }

  /// Seller, buyer, goods: what passed between them, for people.
  func edges(_ grade: EvidenceGrade, asOf: Day) -> Stage {
    let amount: SQL = grade == .customs ? "CAST(r.value AS DOUBLE)" : "1.0"
    let condition: SQL = grade == .customs ? "AND value > 0" : ""
    let concern: SQL =
      anyGoods
      ? "SELECT source, \"row\" FROM usable WHERE FALSE"
      : SharedStages.concernRows
    return Stage(
      name: "seller-removal/edges", grain: "one row a seller, buyer, goods, origin and whether of concern",
      sql: """
        WITH usable AS (\(fragment: SharedStages.usable([grade], asOf: asOf)) AND destination = \(target) \(fragment: condition)),
        concern AS (\(fragment: concern)),
        sellers_of AS (
          SELECT m.source, m."row", coalesce(min(CASE WHEN m.role = 'consignor' THEN i.party END), min(i.party)) AS seller
          FROM mention AS m JOIN party_identity AS i ON i.identity = m.identity
          WHERE m.role IN ('consignor', 'manufacturer') GROUP BY m.source, m."row"
        ),
        buyers_of AS (
          SELECT m.source, m."row", min(i.party) AS buyer
          FROM mention AS m JOIN party_identity AS i ON i.identity = m.identity
          WHERE m.role IN (\(list: SharedStages.importers.map(\.rawValue))) GROUP BY m.source, m."row"
        ),
        amounts AS (
          SELECT r.source, r."row", r.part, \(fragment: amount) AS amount, r.origin, substr(r.goods_code, 1, 6) AS product, r.period_from AS day,
            r.currency
          FROM record AS r JOIN usable AS u ON u.source = r.source AND u."row" = r."row" AND u.part = r.part
        )
        SELECT s.seller, b.buyer, coalesce(a.product, '') AS product, coalesce(a.origin, '') AS origin,
          CASE WHEN c.source IS NULL THEN \(anyGoods) ELSE TRUE END AS of_concern, min(a.currency) AS currency,
          sum(a.amount) AS amount, count(*) AS records, min(a.day) AS first_day, max(a.day) AS last_day
        FROM amounts AS a
        JOIN sellers_of AS s ON s.source = a.source AND s."row" = a."row"
        LEFT JOIN buyers_of AS b ON b.source = a.source AND b."row" = a."row"
        LEFT JOIN concern AS c ON c.source = a.source AND c."row" = a."row"
        GROUP BY 1, 2, 3, 4, 5
        """)
  }

  /// All that is asked of the network, in one statement. Rows of several kinds share five columns.
  ///
  /// Sums are over single lines: adding them up by seller, buyer and goods first would hold nearly as many rows. Only what
  /// has to do with sellers that are gone is added up.
  /// - Parameter lines: the kept table of ``lines(_:_:)``.
  func question(_ lines: SQL, _ deals: Deals) -> SQL {
    let place: SQL = order == "degree" ? "by_degree" : order == "listed" ? "by_listed" : "by_value"
    let shown = max(remove, 200) + 10
    return """
      WITH listed AS (
        SELECT DISTINCT n.number AS party FROM listed_party AS l JOIN \(fragment: deals.parties) AS n ON n.party = l.party
      ),
      sellers AS (
        SELECT e.seller, sum(CASE WHEN of_concern THEN amount ELSE 0 END) AS value, sum(CASE WHEN of_concern THEN 0 ELSE amount END) AS other,
          count(DISTINCT CASE WHEN of_concern THEN buyer END) AS buyers, count(*) AS records, max(day) AS last_day,
          max(CASE WHEN l.party IS NULL THEN 0 ELSE 1 END) AS is_listed
        FROM \(fragment: lines) AS e LEFT JOIN listed AS l ON l.party = e.seller GROUP BY e.seller
      ),
      ranked AS (
        SELECT seller, value, other, buyers, records, last_day, is_listed, row_number() OVER (ORDER BY value DESC, seller) AS by_value,
          row_number() OVER (ORDER BY buyers DESC, value DESC, seller) AS by_degree,
          row_number() OVER (ORDER BY is_listed DESC, value DESC, seller) AS by_listed
        FROM sellers WHERE value > 0
      ),
      sums AS (
        SELECT sum(value) OVER (ORDER BY by_value) AS to_value, sum(value) OVER (ORDER BY by_degree) AS to_degree, sum(value) OVER () AS total FROM ranked
      ),
      buyers AS (
        SELECT e.buyer, max(r.\(fragment: place)) AS last_place FROM \(fragment: lines) AS e JOIN ranked AS r ON r.seller = e.seller
        WHERE e.of_concern AND e.buyer IS NOT NULL GROUP BY e.buyer
      ),
      -- Sellers no longer seen, largest first, and what others sent to the same buyers of the same goods afterwards.
      ends AS (SELECT max(last_day) AS last_day FROM ranked),
      gone AS (
        SELECT r.seller, r.last_day FROM ranked AS r CROSS JOIN ends AS n
        WHERE r.last_day < n.last_day - INTERVAL '183' DAY AND r.records >= 3 ORDER BY r.value DESC, r.seller LIMIT 500
      ),
      theirs AS (SELECT e.* FROM \(fragment: lines) AS e JOIN gone AS g ON g.seller = e.seller WHERE e.of_concern AND e.buyer IS NOT NULL),
      pairs AS (
        SELECT e.seller, e.buyer, e.product, g.last_day, sum(e.amount) AS amount
        FROM (\(fragment: Self.edges("theirs"))) AS e JOIN gone AS g ON g.seller = e.seller
        WHERE e.of_concern AND e.buyer IS NOT NULL AND e.last_day >= g.last_day - INTERVAL '365' DAY GROUP BY 1, 2, 3, 4
      ),
      near AS (
        SELECT e.* FROM \(fragment: lines) AS e JOIN (SELECT DISTINCT buyer, product FROM pairs) AS p ON p.buyer = e.buyer AND p.product = e.product
        WHERE e.of_concern
      ),
      followed AS (
        SELECT p.seller, p.buyer, p.product, p.amount,
          max(CASE WHEN e.seller <> p.seller AND e.last_day > p.last_day AND e.first_day <= p.last_day + INTERVAL '183' DAY THEN 1 ELSE 0 END) AS is_followed
        FROM pairs AS p LEFT JOIN (\(fragment: Self.edges("near"))) AS e ON e.buyer = p.buyer AND e.product = p.product AND e.of_concern
        GROUP BY 1, 2, 3, 4
      )
      SELECT 'seller' AS kind, n.party AS name, value AS a, other AS b, CAST(buyers AS DOUBLE) AS c, CAST(by_value AS DOUBLE) AS d,
        CAST(by_degree AS DOUBLE) AS e, CAST(is_listed AS DOUBLE) AS f
      FROM ranked AS r JOIN \(fragment: deals.parties) AS n ON n.number = r.seller WHERE by_value <= \(shown) OR by_degree <= \(shown) OR is_listed = 1
      UNION ALL SELECT 'total', NULL, sum(value), sum(other), CAST(count(*) AS DOUBLE), CAST(sum(is_listed) AS DOUBLE),
        sum(CASE WHEN is_listed = 1 THEN value ELSE 0 END), 0 FROM ranked
      UNION ALL SELECT 'robustness', NULL, avg(1 - to_value / total), avg(1 - to_degree / total), 0, 0, 0, 0 FROM sums
      UNION ALL SELECT 'lost', NULL, CAST(last_place AS DOUBLE), CAST(count(*) AS DOUBLE), 0, 0, 0, 0 FROM buyers
        WHERE last_place <= \(max(remove, 10_000)) GROUP BY last_place
      UNION ALL SELECT 'buyers', NULL, CAST(count(*) AS DOUBLE), 0, 0, 0, 0, 0 FROM buyers
      UNION ALL SELECT 'followed', NULL, sum(amount), sum(amount * is_followed), CAST(count(*) AS DOUBLE), 0, 0, 0 FROM followed
      UNION ALL SELECT 'origin', origin, sum(CASE WHEN of_concern THEN amount ELSE 0 END), sum(CASE WHEN of_concern THEN 0 ELSE amount END), 0, 0, 0, 0
        FROM \(fragment: lines) WHERE origin <> '' GROUP BY origin
      UNION ALL SELECT 'currency', currency, sum(amount), 0, 0, 0, 0, 0 FROM \(fragment: lines) GROUP BY currency
      UNION ALL SELECT 'span', CAST(min(day) AS VARCHAR) || '..' || CAST(max(day) AS VARCHAR), 0, 0, 0, 0, 0, 0 FROM \(fragment: lines)
      ORDER BY 1, 6, 2, 3
      """
  }

  func network(_ grade: EvidenceGrade, at desk: any Desk) async throws -> Network? {
    let deals = try await Deals(at: desk)
    let lines = SQL(text: SQL.quoted(try await desk.keep(lines(grade, deals))))
    let table = try await desk.table(question(lines, deals))
    let (kinds, names) = (try table.words("kind"), try table.texts("name"))
    let columns = try ["a", "b", "c", "d", "e", "f"].map { try table.doubles($0) }
    var network = Network(unit: "records")
    var origins: [(name: String, value: Double, other: Double)] = []
    var currencies: [(name: String, value: Double)] = []
    for row in 0..<table.count {
      let numbers = columns.map { $0[row] ?? 0 }
      switch kinds[row] {
      case "seller":
        network.first.append(
          Seller(
            party: names[row] ?? "", value: numbers[0], other: numbers[1], buyers: Int(numbers[2]), byValue: Int(numbers[3]),
            byDegree: Int(numbers[4]), isListed: numbers[5] > 0))
      case "total":
        (network.total, network.count) = (numbers[0], Int(numbers[2]))
        (network.listed, network.listedValue) = (Int(numbers[3]), numbers[4])
      case "robustness": (network.robustness, network.robustnessByDegree) = (numbers[0], numbers[1])
      case "lost": network.lost.append((Int(numbers[0]), Int(numbers[1])))
      case "buyers": network.buyers = Int(numbers[0])
      case "followed":
        if numbers[0] > 0, numbers[2] >= 10 { (network.successorRate, network.successorPairs) = (numbers[1] / numbers[0], Int(numbers[2])) }
      case "origin": origins.append((names[row] ?? "", numbers[0], numbers[1]))
      case "currency": if let name = names[row] { currencies.append((name, numbers[0])) }
      case "span": network.period = names[row].flatMap { Period($0) }
      default: break
      }
    }
    if grade == .customs {
      // Values of several currencies can't be added; nothing is said then.
      guard currencies.count == 1 else { return nil }
      network.unit = currencies[0].name
    }
    if let main = origins.max(by: { ($0.value, $1.name) < ($1.value, $0.name) }), network.total > 0, main.value > 0 {
      (network.origin, network.originShare, network.originOther) = (main.name, main.value / network.total, main.other)
    }
    return network
  }

  /// The records of the sellers taken out, to the target.
  func picked(_ parties: [String], _ grade: EvidenceGrade, _ deals: Deals) -> SQL {
    let numbers: SQL = "SELECT number FROM \(fragment: deals.parties) WHERE party IN (\(list: parties))"
    return """
      SELECT 'all' AS lead, 'all' AS part, d.rec FROM \(fragment: deals.deals) AS d
      WHERE d.customs = \(grade == .customs ? 1 : 0) AND d.destination = \(target)
        AND (d.seller IN (\(fragment: numbers)) OR d.maker IN (\(fragment: numbers)))
      """
  }
}
