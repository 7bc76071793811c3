// SPDX-License-Identifier: Apache-2.0

import Casework
import Foundation
import Trade

extension ReportPage {
  /// The parties with the most records; all of them where they are fewer.
  static let partiesShown = 1000

  /// In the case's order.
  var partyLines: [PartyLine] {
    guard result.parties.count > ReportPage.partiesShown else { return result.parties }
    let places = result.parties.indices.sorted { (-result.parties[$0].records, $0) < (-result.parties[$1].records, $1) }
    return places.prefix(ReportPage.partiesShown).sorted().map { result.parties[$0] }
  }

  var parties: [Fields] {
    partyLines.map { party in
      [
        "name": name(party.name),
        "latin": field(party.latinName == party.name ? nil : party.latinName),
        "country": party.country ?? "",
        "numbers": party.numbers.joined(separator: ", "),
        "registered": party.registered.map { DateText.words($0) } ?? "",
        "roles": party.roles.map(\.rawValue).joined(separator: ", "),
        "records": NumberText.grouped(party.records),
        "also": field(party.alsoWritten.joined(separator: "; ")),
        "listings": field(party.listings.joined(separator: "; ")),
      ]
    }
  }

  func partyData(_ party: PartyLine) -> JSON {
    .object([
      ("name", .text(party.name)),
      ("latin", .text(party.latinName == party.name ? "" : party.latinName ?? "")),
      ("language", .text(Wording.language(of: party.name) ?? "")),
      ("country", .text(party.country ?? "")),
      ("numbers", .text(party.numbers.joined(separator: ", "))),
      ("registered", .text(party.registered?.description ?? "")),
      ("roles", .text(party.roles.map(\.rawValue).joined(separator: ", "))),
      ("records", .integer(party.records)),
      ("also", .text(party.alsoWritten.joined(separator: "; "))),
      ("listings", .text(party.listings.joined(separator: "; "))),
    ])
  }

  var statements: [Fields] {
    result.statements.map { statement in
      [
        "who": name(statement.who), "date": DateText.words(statement.when), "says": statement.says,
        "publisher": field(statement.publisher), "implies": field(statement.implies.map(implication)),
        "address": statement.address.description, "short": ReportPage.short(statement.address),
      ]
    }
  }

  private func implication(_ implied: Statement.Implication) -> String {
    let goods = implied.goods.isEmpty ? "goods" : Wording.list(implied.goods.map(goodsTitle))
    let roles = implied.roles.isEmpty ? "" : " (as \(Wording.list(implied.roles.map(\.rawValue))))"
    let destinations = implied.destinations.isEmpty ? "" : " to \(Wording.list(implied.destinations))"
    let until = implied.to.map { " until \(DateText.words($0))" } ?? " on"
    return "no \(goods) of \(Wording.list(implied.parties))\(roles)\(destinations) from \(DateText.words(implied.from))\(until)"
  }

  var events: [Fields] {
    result.events.map {
      ["title": $0.title, "when": DateText.words($0.period), "day": $0.period.from.description, "publisher": field($0.publisher)]
    }
  }

  var enquiries: [Fields] {
    result.enquiries.map { enquiry in
      [
        "to": name(enquiry.to), "about": field(enquiry.about.joined(separator: ", ")),
        "asked": field(enquiry.asked.map { DateText.words($0) }), "outcome": enquiry.outcome.words,
        "isOpen": enquiry.outcome == .noReply || enquiry.outcome == .noReplyYet,
        "replied": field(enquiry.replied.map { DateText.words($0) }), "reply": field(enquiry.reply),
      ]
    }
  }
}
