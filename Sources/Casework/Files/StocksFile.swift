// SPDX-License-Identifier: Apache-2.0

import Documents
import Trade

/// `stocks.yaml`: reserves, use and production as somebody states them.
enum StocksFile {
  static let name = "stocks.yaml"
  private static let months = ["day": 30.4375, "week": 30.4375 / 7, "month": 1, "year": 1.0 / 12]

  static func read(_ file: HashedDocument) throws -> [DeclaredStock] {
    let root = try file.document.root.mapping(of: "the stocks file", keys: ["stocks"])
    var ids = UniqueIDs()
    return try (root["stocks"]?.list() ?? []).enumerated().map { index, node in
      let fields = try node.mapping(
        of: "a stock", keys: ["id", "title", "unit", "as-of", "reserve", "consumption", "production", "used"])
      let stock = DeclaredStock(
        id: try ids.take(fields.required("id")), title: try fields.required("title").text(), unit: try fields.required("unit").text(),
        asOf: try fields.required("as-of").period(), reserve: try fields["reserve"].map { try amount($0, isRate: false) },
        consumption: try fields["consumption"].map { try amount($0, isRate: true) },
        production: try fields["production"].map { try amount($0, isRate: true) }, used: try fields["used"].map(used),
        address: file.address("stocks", entry: index + 1))
      if stock.consumption == nil, stock.used == nil {
        throw node.error(.missingKey, "A stock needs 'consumption', or 'used' (what part of it went in how many months).")
      }
      return stock
    }
  }

  private static let keys = ["low", "high", "who", "publisher"]

  /// A rate becomes one a month.
  private static func amount(_ node: DocumentNode, isRate: Bool) throws -> DeclaredStock.Amount {
    let fields = try node.mapping(of: "an amount", keys: keys + (isRate ? ["per"] : []))
    var factor = 1.0
    if isRate {
      let per = try fields.required("per").text()
      guard let months = months[per] else { throw node.error(.badValue, "'per' is day, week, month or year, not '\(per)'.") }
      factor = months
    }
    let (low, high) = (try fields["low"]?.number(), try fields["high"]?.number())
    guard low != nil || high != nil else { throw node.error(.missingKey, "Give 'low', 'high' or both; leave the whole entry out when nothing is known.") }
    if let low, let high, high < low { throw node.error(.badValue, "'high' is less than 'low'.") }
    if (low ?? 0) < 0 || (high ?? 0) < 0 { throw node.error(.badValue, "Amounts are not negative.") }
    return DeclaredStock.Amount(
      low: low.map { $0 * factor }, high: high.map { $0 * factor }, who: try fields.text("who"), publisher: try fields.text("publisher"))
  }

  private static func used(_ node: DocumentNode) throws -> (share: DeclaredStock.Amount, months: Double) {
    let fields = try node.mapping(of: "what was used", keys: keys + ["months"])
    let months = try fields.required("months").number()
    let (low, high) = (try fields["low"]?.number(), try fields["high"]?.number())
    guard months > 0, let least = low ?? high, least > 0, (high ?? 100) <= 100 else {
      throw node.error(.badValue, "Give the part used as 'low' and 'high' in per cent (over 0 to 100), and 'months' above 0.")
    }
    return (
      DeclaredStock.Amount(low: low, high: high, who: try fields.text("who"), publisher: try fields.text("publisher")), months
    )
  }
}
