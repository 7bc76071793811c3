// SPDX-License-Identifier: Apache-2.0

import Documents
import Trade

/// `rules.yaml`: rules on goods and destinations, each with its dates and whom it binds.
enum RulesFile {
  static let name = "rules.yaml"

  static func read(_ file: HashedDocument) throws -> [TradeRule] {
    let root = try file.document.root.mapping(of: "the rules file", keys: ["rules"])
    var ids = UniqueIDs()
    return try (root["rules"]?.list() ?? []).enumerated().map { index, node in
      let fields = try node.mapping(
        of: "a rule", keys: ["id", "authority", "says", "goods", "to", "binds", "from", "until"])
      let from = try fields.required("from").day()
      let until = try fields["until"]?.day()
      if let until, until < from {
        throw node.error(.badValue, "The rule is said to hold until \(until), which is before it begins, \(from).")
      }
      let goods = try fields.texts("goods")
      let destinations = try fields.texts("to")
      guard !goods.isEmpty, !destinations.isEmpty else {
        throw node.error(.badValue, "A rule needs goods (ids, or hs:8806) and to (countries as ISO alpha-3 codes).")
      }
      return TradeRule(
        id: try ids.take(fields.required("id")), authority: try fields.required("authority").text(),
        says: try fields.required("says").text(), goods: goods, destinations: destinations,
        binds: try fields.texts("binds").flatMap { CountryGroup.named($0)?.members ?? [$0] }, from: from, to: until,
        address: file.address("rules", entry: index + 1))
    }
  }
}
