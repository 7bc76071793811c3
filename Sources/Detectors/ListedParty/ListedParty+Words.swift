// SPDX-License-Identifier: Apache-2.0

import Parties
import Trade

// A number says who somebody is, a name only that it might be: titles and sentences must keep the two apart, since the innocent
// bearer of a name is the one who is harmed by a careless one.
extension ListedParty {
  enum Standing: String, Sendable {
    /// The same registry number, on the list on the date of a cleared shipment.
    case explicit
    /// By name, by filings, or on dates that leave it open.
    case exposure
    /// On no date of its records.
    case none

    func words(isByNumber: Bool) -> String {
      switch self {
      case .explicit:
        "Standing: explicit, by registry number and on the dates of customs records; what the list forbade, and whom it bound, a lawyer must say."
      case .exposure where isByNumber: "Standing: exposure, since the kind of record or its date leaves it open."
      case .exposure: "Standing: exposure at most, and only if both are the same body."
      case .none: "Standing: none on the dates of these records."
      }
    }
  }
}

extension ListedParty.Lead {
  /// The heading without the party's name.
  var headline: String {
    let title = ListTitle.of(list)
    let (then, open) = (records[.listedThen, default: 0] > 0, records[.notYetKnown, default: 0] > 0)
    let since = records[.listedSince, default: 0] > 0
    if match.byNumber {
      let status =
        then ? "listed when some records were made"
        : open ? "status on the dates of its records open"
        : since ? "listed since its records were made" : "no longer listed when its records were made"
      let called = match.listedName.map { " as “\(ShortName.of($0))”" } ?? ""
      return "by registry number on \(title)\(called), \(status)"
    }
    let status =
      then ? "which was listed when some records were made"
      : open ? "whose status on the dates of the records is open"
      : since ? "which was listed since the records were made" : "which was no longer listed when the records were made"
    return "a name like that of an entry of \(title), \(status)"
  }

  /// How the party and the entry were brought together.
  func meeting(_ party: String) -> String {
    let title = ListTitle.of(list)
    let match = match
    if match.byNumber {
      let called = match.listedName.map { " of “\($0)”" } ?? ""
      return "\(party) has the registry number\(called), entry \(match.entry) of \(title) (\(match.name))."
    }
    let why = match.because.map { ": \(Self.told($0))" } ?? ""
    return "The name of \(party) is like “\(match.name)”, entry \(match.entry) of \(title) (score \(Wording.number(match.score)) of 1\(why))."
      + " No registry number ties the two: it may be another firm of that name."
  }

  /// The comparison speaks of the first and the second name.
  private static func told(_ because: String) -> String {
    because.replacing("only in the first", with: "only in the party's name").replacing("only in the second", with: "only in the list's name")
  }
}
