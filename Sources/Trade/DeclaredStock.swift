// SPDX-License-Identifier: Apache-2.0

/// A stock, what is used of it and what is added to it, as somebody states them.
public struct DeclaredStock: Sendable, Hashable {
  /// A number that may be known as a range only; an open end is nil.
  public struct Amount: Sendable, Hashable {
    public var low: Double?
    public var high: Double?
    /// Who says so, in a few words.
    public var who: String?
    public var publisher: String?

    public init(low: Double?, high: Double?, who: String? = nil, publisher: String? = nil) {
      self.low = low
      self.high = high
      self.who = who
      self.publisher = publisher
    }
  }

  public var id: String
  public var title: String
  /// `rounds`, `missiles`
  public var unit: String
  /// The day of which the reserve is stated.
  public var asOf: Period
  /// Nil: undisclosed, which is not zero. Likewise below.
  public var reserve: Amount?
  /// A month.
  public var consumption: Amount?
  /// A month.
  public var production: Amount?
  /// The part of an unknown reserve, in per cent, that was used in so many months.
  public var used: (share: Amount, months: Double)? {
    get { usedShare.flatMap { share in usedMonths.map { (share, $0) } } }
    set { (usedShare, usedMonths) = (newValue?.share, newValue?.months) }
  }
  private var usedShare: Amount?
  private var usedMonths: Double?
  public var address: RecordAddress

  public init(
    id: String, title: String, unit: String, asOf: Period, reserve: Amount?, consumption: Amount?, production: Amount?,
    used: (share: Amount, months: Double)?, address: RecordAddress
  ) {
    self.id = id
    self.title = title
    self.unit = unit
    self.asOf = asOf
    self.reserve = reserve
    self.consumption = consumption
    self.production = production
    usedShare = used?.share
    usedMonths = used?.months
    self.address = address
  }
}
