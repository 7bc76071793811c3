// SPDX-License-Identifier: Apache-2.0

import Parties
import Trade

extension PartyLine {
  init(_ summary: PartySummary) {
    self.init(
      id: summary.id, name: summary.name, latinName: summary.latinName, country: summary.country,
      numbers: summary.numbers, registered: summary.registered, roles: summary.roles, records: summary.records,
      alsoWritten: summary.alsoWritten,
      listings: summary.listings.map { listing in
        "\(ListTitle.of(listing.list)), entry \(listing.entry): \(listing.matched), \(listing.byNumber ? "by number" : "by name only")"
      })
  }
}
