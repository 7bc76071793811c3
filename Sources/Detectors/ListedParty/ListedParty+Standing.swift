// SPDX-License-Identifier: Apache-2.0

import Trade

extension ListedParty {
  /// How a party stood on a list on the date of a record.
  enum Standing: String, Sendable, CaseIterable, Hashable {
    case listedThen, cannotTell, noLonger, listedSince

    var label: String {
      switch self {
      case .listedThen: "records while listed"
      case .cannotTell: "records whose date leaves the status open"
      case .noLonger: "records after delisting"
      case .listedSince: "records before listing"
      }
    }

    var words: String {
      switch self {
      case .listedThen: "while it was listed"
      case .cannotTell: "on dates for which the list does not tell"
      case .noLonger: "after it was taken off the list"
      case .listedSince: "before it was listed"
      }
    }
  }
}
