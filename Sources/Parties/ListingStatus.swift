// SPDX-License-Identifier: Apache-2.0

package import Trade

/// When somebody was on a list, as far as the list tells. Each end is an interval of days; nil = that end is unknown.
package struct ListingInterval: Sendable, Hashable {
  /// Surely not listed before this day.
  package var listedFrom: Day?
  /// Surely listed from this day on.
  package var listedBy: Day?
  /// Surely still listed before this day. Both ends nil: no delisting is known.
  package var delistedFrom: Day?
  /// Surely no longer listed from this day on.
  package var delistedBy: Day?

  package init(listedFrom: Day?, listedBy: Day?, delistedFrom: Day? = nil, delistedBy: Day? = nil) {
    self.listedFrom = listedFrom
    self.listedBy = listedBy
    self.delistedFrom = delistedFrom
    self.delistedBy = delistedBy
  }

  /// Listed on a day that is known, and not delisted.
  package init(listed day: Day) { self.init(listedFrom: day, listedBy: day) }

  package var isDelisted: Bool { delistedFrom != nil || delistedBy != nil }
}

/// Whether somebody was on a list when a record was made.
package enum ListingStatus: String, Sendable, CaseIterable {
  /// On every day that the record can be of.
  case listedThen = "listed-then"
  /// Listed only after the record.
  case listedSince = "listed-since"
  /// Delisted before the record.
  case noLongerListed = "no-longer-listed"
  /// The dates of the record and of the list leave it open.
  case notYetKnown = "not-yet-known"

  /// - Parameter period: the days that the record can be of; nil when it is not dated.
  package init(of listing: ListingInterval, on period: Period?) {
    guard let period else {
      self = .notYetKnown
      return
    }
    if let from = listing.listedFrom, period.to < from {
      self = .listedSince
    } else if let end = listing.delistedBy, period.from >= end {
      self = .noLongerListed
    } else if let by = listing.listedBy, period.from >= by,
      !listing.isDelisted || listing.delistedFrom.map({ period.to < $0 }) ?? false
    {
      self = .listedThen
    } else {
      self = .notYetKnown
    }
  }

  /// A clause to follow a name: "was on the list (listed 2022-12-16)".
  package func wording(_ listing: ListingInterval) -> String {
    switch self {
    case .listedThen: "was on the list (\(Self.listed(listing)))"
    case .listedSince: "was not on the list then; it came onto it later (\(Self.listed(listing)))"
    case .noLongerListed: "was no longer on the list (\(Self.delisted(listing)))"
    case .notYetKnown:
      "is on the list, but whether it was when the record was made can't be told (\(Self.listed(listing))"
        + (listing.isDelisted ? "; \(Self.delisted(listing)))" : ")")
    }
  }

  private static func listed(_ listing: ListingInterval) -> String {
    interval("listed", listing.listedFrom, listing.listedBy)
  }

  private static func delisted(_ listing: ListingInterval) -> String {
    interval("delisted", listing.delistedFrom, listing.delistedBy)
  }

  private static func interval(_ verb: String, _ from: Day?, _ by: Day?) -> String {
    switch (from, by) {
    case (let from?, let by?) where from == by: "\(verb) \(from)"
    case (let from?, let by?): "\(verb) between \(from) and \(by)"
    case (nil, let by?): "\(verb) on or before \(by)"
    case (let from?, nil): "\(verb) on or after \(from)"
    case (nil, nil): "\(verb) on a day that the list does not give"
    }
  }
}
