// SPDX-License-Identifier: Apache-2.0

import Parties

// How the detector puts statuses in order and into words; what they mean is decided in `Parties`.
extension ListingStatus {
  /// What says most stands first: of several entries for one party, the one under which it was surely listed decides.
  static let byWeight: [ListingStatus] = [.listedThen, .notYetKnown, .noLongerListed, .listedSince]

  var label: String {
    switch self {
    case .listedThen: "records while listed"
    case .notYetKnown: "records whose date leaves the status open"
    case .noLongerListed: "records after delisting"
    case .listedSince: "records before listing"
    }
  }

  var words: String {
    switch self {
    case .listedThen: "while the entry was listed"
    case .notYetKnown: "on dates for which the list does not tell"
    case .noLongerListed: "after the entry was taken off the list"
    case .listedSince: "before the entry was listed"
    }
  }
}
