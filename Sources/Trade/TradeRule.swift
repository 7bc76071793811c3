// SPDX-License-Identifier: Apache-2.0

/// A rule that forbids or licenses trade: which goods, whereto, whom it binds, and from what day.
public struct TradeRule: Sendable, Hashable {
  public var id: String
  /// Who made it.
  public var authority: String
  /// In the case's own words, with the name of the law.
  public var says: String
  /// Goods ids, ids of lists, or `hs:8806` for the first digits of a code as written.
  public var goods: [String]
  /// ISO alpha-3.
  public var destinations: [String]
  /// Countries from which it forbids the goods to go; empty = whoever sends them.
  public var binds: [String]
  /// The first day on which it holds.
  public var from: Day
  /// The last one; nil = it holds still.
  public var to: Day?
  public var address: RecordAddress

  public init(
    id: String, authority: String, says: String, goods: [String], destinations: [String], binds: [String], from: Day, to: Day?,
    address: RecordAddress
  ) {
    self.id = id
    self.authority = authority
    self.says = says
    self.goods = goods
    self.destinations = destinations
    self.binds = binds
    self.from = from
    self.to = to
    self.address = address
  }
}
