// SPDX-License-Identifier: Apache-2.0

/// What somebody said, when, and what follows from it for records if it is true.
public struct Statement: Sendable, Hashable {
  public var id: String
  public var who: String
  /// A day, or a longer stretch when only the month or year is known.
  public var when: Period
  /// In the case's own words.
  public var says: String
  /// Where it was said.
  public var publisher: String?
  /// What should not be found in records if the statement is complete; nil for a plain statement.
  public var implies: Implication?
  public var address: RecordAddress

  /// "No goods of these parties of these kinds to these destinations from this day on."
  public struct Implication: Sendable, Hashable {
    /// Names as the case writes them; matched as parties.
    public var parties: [String]
    public var roles: [PartyRole]
    public var goods: [String]
    public var destinations: [String]
    public var from: Day
    public var to: Day?

    public init(parties: [String], roles: [PartyRole], goods: [String], destinations: [String], from: Day, to: Day?) {
      self.parties = parties
      self.roles = roles
      self.goods = goods
      self.destinations = destinations
      self.from = from
      self.to = to
    }
  }

  /// The case's file calls it `date`.
  public init(
    id: String, who: String, when: Period, says: String, publisher: String?, implies: Implication?, address: RecordAddress
  ) {
    self.id = id
    self.who = who
    self.when = when
    self.says = says
    self.publisher = publisher
    self.implies = implies
    self.address = address
  }
}
