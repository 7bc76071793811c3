// SPDX-License-Identifier: Apache-2.0

/// Something that happened, on a day or over a window.
public struct DatedEvent: Sendable, Hashable {
  public var id: String
  public var title: String
  public var period: Period
  public var publisher: String?
  /// What it can bear on: ids of goods, or `hs:8806`. Empty: any goods.
  public var goods: [String]
  /// Where these go to, ISO alpha-3. Empty: anywhere.
  public var destinations: [String]
  public var address: RecordAddress

  public init(
    id: String, title: String, period: Period, publisher: String?, goods: [String] = [], destinations: [String] = [],
    address: RecordAddress
  ) {
    self.id = id
    self.title = title
    self.period = period
    self.publisher = publisher
    self.goods = goods
    self.destinations = destinations
    self.address = address
  }
}
