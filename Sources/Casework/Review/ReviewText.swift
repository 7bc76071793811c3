// SPDX-License-Identifier: Apache-2.0

import Parties
import Trade

/// Unsure pairs, for a terminal.
package enum ReviewText {
  /// All that is known of a pair, several lines.
  package static func card(_ item: ReviewItem) -> String {
    var lines = side("A", item.left) + side("B", item.right)
    lines.append("  likely    \(percent(item.score)): \(item.because)")
    lines.append("  but       \(item.obstacle)")
    lines.append("  if same   \(item.stakes)")
    return lines.joined(separator: "\n")
  }

  /// One line a pair: its place, the likelihood, the names, what is at stake.
  package static func list(_ items: [ReviewItem]) -> String {
    items.enumerated().map { place, item in
      "\(place + 1). \(percent(item.score))  \(item.left.party.name)  |  \(item.right.party.name)\n     \(item.stakes)"
    }.joined(separator: "\n")
  }

  private static func side(_ mark: String, _ side: ReviewItem.Side) -> [String] {
    let party = side.party
    var lines = ["  \(mark)         \(party.name)" + (party.latinName.map { "  (\($0))" } ?? "")]
    if side.spelling != party.name { lines.append("            here written: \(side.spelling)") }
    var facts = [party.country ?? "country not stated"] + party.numbers
    if let registered = party.registered { facts.append("registered \(registered)") }
    facts.append("\(party.records) record\(party.records == 1 ? "" : "s")")
    if !party.roles.isEmpty { facts.append(party.roles.map(\.rawValue).joined(separator: ", ")) }
    lines.append("            " + facts.joined(separator: "; "))
    lines += side.addresses.prefix(2).map { "            \($0)" }
    if side.addresses.count > 2 { lines.append("            and \(side.addresses.count - 2) more addresses") }
    for listing in party.listings.prefix(2) {
      lines.append("            on \(listing.list): \(listing.matched) (\(listing.byNumber ? "by number" : percent(listing.score)))")
    }
    return lines
  }

  private static func percent(_ score: Double) -> String { "\(Int((score * 100).rounded(.down))) %" }
}
